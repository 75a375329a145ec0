"""A paper as it reads: lines and tables in their order, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath

from summarize.findings import Place
from summarize.model.quotation import quote


class Origin(Enum):
    """Where a line stands; the value is the word for people."""

    BODY = "正文"
    CONTENTS_TABLE = "目录"
    TEXT_BOX = "文本框"
    HEADER = "页眉"
    FOOTER = "页脚"
    FOOTNOTE = "脚注"
    ENDNOTE = "尾注"
    COMMENT = "批注"


class Face(Enum):
    """The typefaces that tell headings and leads in official documents (GB/T 9704-2012, 7.3.3)."""

    OTHER = "其他"
    HEITI = "黑体"
    KAITI = "楷体"
    TITLE = "小标宋"


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks, as far as it tells what the text is; `size` in points, 0 unknown."""

    face: Face = Face.OTHER
    is_bold: bool = False
    size: float = 0
    is_red: bool = False
    is_hidden: bool = False

    @property
    def stands_out(self) -> bool:
        """Whether it is set as headings and leads are."""
        return self.is_bold or self.face in (Face.HEITI, Face.KAITI)


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text between paragraph marks or typed line breaks.

    `text` is what is typed; `label` the number that Word computes before it, '' without one. `paragraph` counts
    the paragraphs of the body from 1, tables left out; beside the body it is the paragraph that the text
    hangs on, 0 for none. `lead_length` is how much of the head of `text` is set apart from the rest, 0 when
    nothing or all of it is. `outline` is the level that the style or paragraph gives, 1 to 9, 0 for none.
    """

    text: str
    paragraph: int
    label: str = ""
    origin: Origin = Origin.BODY
    look: Look = PLAIN
    lead_length: int = 0
    lead_look: Look = PLAIN
    outline: int = 0
    is_centered: bool = False
    is_right: bool = False
    style: str = ""
    is_continued: bool = False
    """Whether a typed line break, not a paragraph mark, stands before the line."""

    @property
    def where(self) -> str:
        """The place for people, within the paper: 第5段, 脚注（第5段）."""
        if self.origin in (Origin.BODY, Origin.CONTENTS_TABLE):
            return f"第{self.paragraph}段"
        return f"{self.origin.value}（第{self.paragraph}段）" if self.paragraph else self.origin.value

    def place(self, file: str) -> Place:
        """The place of a finding about the line."""
        return Place(file=file, paragraph=self.paragraph or None, excerpt=quote(self.text, 12))


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table: its rows, each with a text for every column of the grid.

    The cells that a merged cell covers are ''; `covered` has for those that it covers downward (row, column)
    the row of the text. `number` counts tables from 1, `paragraph` is the paragraph before the table.
    """

    number: int
    paragraph: int
    rows: tuple[tuple[str, ...], ...]
    covered: dict[tuple[int, int], int] = field(default_factory=dict)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    """The number of columns of the cells in the grid that have more than one."""

    def where(self, row: int) -> str:
        """The place of the row (from 0) for people."""
        return f"表{self.number}第{row + 1}行"


Block = Line | PaperTable


@dataclass(frozen=True, slots=True)
class Trace:
    """What was met on the way that people must hear of: paragraph numbers, each once and in order."""

    revised: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    pictures: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    """Where another file is embedded whose text Word shows as part of the paper."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: `file` as the user gave it, the body in order, what stands beside it, and its trace."""

    file: str
    blocks: tuple[Block, ...]
    asides: tuple[Line, ...]
    trace: Trace

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePath(self.file).name
