"""A document as it is judged: paragraphs with their effective formatting, sections, tables, and what travels along.

Built once from the package's bytes by `reading`; from here on nothing touches XML. What a later step needs to find a
paragraph or run in the file again is its `Anchor` and the run's number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import cached_property

from summarize.audit.formats import NO_LENGTH, Edge, ParagraphFormat, TextFormat
from summarize.findings import Place
from summarize.standard import Length

_EXCERPT = 14
"""Characters of a paragraph that a finding quotes."""


class Container(StrEnum):
    """Where a paragraph stands; the values are the words for people."""

    BODY = "正文"
    CELL = "表格"
    TEXT_BOX = "文本框"
    HEADER = "页眉"
    FOOTER = "页脚"
    FOOTNOTE = "脚注"
    ENDNOTE = "尾注"


class Role(StrEnum):
    """What a paragraph is in an official document; the values are the words of the trade."""

    TITLE = "标题"
    SUBTITLE = "副标题"
    ADDRESSEE = "主送机关"
    LEVEL_1 = "一级标题"
    LEVEL_2 = "二级标题"
    LEVEL_3 = "三级标题"
    LEVEL_4 = "四级标题"
    BODY = "正文"
    ANNEX_NOTE = "附件说明"
    SIGNATURE = "署名"
    SIGNATURE_DATE = "成文日期"
    NOTE = "附注"
    ANNEX_LABEL = "附件标识"
    ANNEX_TITLE = "附件标题"
    COPY_NUMBER = "份号"
    SECURITY = "密级和保密期限"
    URGENCY = "紧急程度"
    ISSUER_MARK = "发文机关标志"
    DOCUMENT_NUMBER = "发文字号"
    SIGNER = "签发人"
    RED_LINE = "版头分隔线"
    COPY_TO = "抄送机关"
    ISSUE = "印发机关和印发日期"
    PAGE_NUMBER = "页码"
    TABLE = "表格"
    CAPTION = "图表题"
    PICTURE = "图片"
    CONTENTS = "目录"
    MARGINALIA = "页眉页脚"
    FOOTNOTE = "注释"
    OTHER = "其他"
    EMPTY = "空行"

    @property
    def is_heading(self) -> bool:
        """Whether it is one of the four levels of headings."""
        return self in HEADINGS

    @property
    def is_running_text(self) -> bool:
        """Whether it is set as the body is: 3号, on its pitch, two characters in."""
        return self is Role.BODY or self in HEADINGS


HEADINGS = (Role.LEVEL_1, Role.LEVEL_2, Role.LEVEL_3, Role.LEVEL_4)
HEAD_ROLES = (
    Role.COPY_NUMBER,
    Role.SECURITY,
    Role.URGENCY,
    Role.ISSUER_MARK,
    Role.DOCUMENT_NUMBER,
    Role.SIGNER,
)
IMPRINT_ROLES = (Role.COPY_TO, Role.ISSUE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a paragraph stands in the file: the part, and which `w:p` of it in the order of the text, from 0."""

    part: str
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one format. `number` is the run's among the `w:r` of its paragraph in the file; -1 for a formula."""

    text: str
    format: TextFormat
    number: int = -1
    is_page_field: bool = False


class DrawingKind(Enum):
    """What is drawn."""

    PICTURE = "图片"
    LINE = "线条"
    BOX = "文本框"
    OTHER = "图形"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn in a paragraph; `is_inline` when it stands in the line as a character does."""

    kind: DrawingKind
    is_inline: bool
    width: Length = NO_LENGTH
    height: Length = NO_LENGTH
    color: str = ""
    """The line's colour as six hexadecimal digits, '' where not said."""
    weight: Length = NO_LENGTH


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell: number of its table, row and column, all from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as a reader sees it: inserted text in, deleted text out, fields by their results.

    `index` counts the paragraphs of the main part from 1 in the order in which they are read (cells row by row, a
    text box behind the paragraph that it hangs on); it is 0 in headers, footers and notes. `label` is the number that
    Word computes before the text.
    """

    index: int
    anchor: Anchor
    container: Container
    runs: tuple[Run, ...]
    format: ParagraphFormat
    mark: TextFormat
    """How the paragraph mark is set, which is how an empty paragraph is."""
    label: str = ""
    style: str = ""
    section: int = 0
    cell: CellPlace | None = None
    drawings: tuple[Drawing, ...] = ()
    has_break_before: bool = False
    """Whether a page or column break stands before its first character."""
    has_break_after: bool = False
    """Whether a page break stands behind its first character, or a section begins behind it on a new page."""
    is_in_contents: bool = False
    hidden: str = ""
    """Text that is set as hidden, which no reader sees."""
    role: Role = Role.OTHER
    lead: int = 0
    """How many characters of `typed` are the heading of a paragraph that runs on behind it; 0 if all of it is."""

    @cached_property
    def typed(self) -> str:
        """The text without the number that Word computes."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def text(self) -> str:
        """The text as it reads, number and all."""
        return f"{self.label}{self.typed}"

    @cached_property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen of it but its height."""
        return not self.text.strip() and not self.drawings

    @property
    def place(self) -> Place:
        """The place of a finding about it."""
        line = " ".join(self.text.split())
        excerpt = line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1]}…"
        return Place(paragraph=self.index or None, excerpt=excerpt or None)

    @property
    def where(self) -> str:
        """Words to begin a message with where the place alone does not tell: in headers, footers and notes."""
        return "" if self.index else self.container.value

    def runs_from(self, start: int, end: int | None = None) -> tuple[Run, ...]:
        """Return the text between two characters of `typed`, cut where runs reach over."""
        pieces: list[Run] = []
        position = 0
        stop = len(self.typed) if end is None else end
        for run in self.runs:
            low, high = max(start - position, 0), min(stop - position, len(run.text))
            if low < high:
                pieces.append(Run(run.text[low:high], run.format, run.number, run.is_page_field))
            position += len(run.text)
        return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its height and the rule for it, the lines above and below its first cell."""

    height: Length | None
    rule: str
    """`auto`, `atLeast` or `exact`."""
    paragraphs: tuple[tuple[int, ...], ...]
    """Indexes of the paragraphs, cell by cell."""
    top: Edge | None
    bottom: Edge | None
    is_head: bool = False
    may_split: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `before` is the index of the paragraph before it, 0 for none."""

    number: int
    before: int
    rows: tuple[Row, ...]
    container: Container
    style: str = ""
    width: Length | None = None
    is_floating: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer as a section shows it: on `default` (odd), `even` or `first` pages."""

    container: Container
    pages: str
    paragraphs: tuple[Paragraph, ...]
    drawings: tuple[Drawing, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its page, its grid, what stands above and below the text; paragraphs `first` to `last` by index."""

    number: int
    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    gutter: Length
    header_distance: Length
    footer_distance: Length
    grid: str
    """`w:docGrid`'s type: '', `lines`, `linesAndChars` or `snapToChars`."""
    grid_pitch: Length
    grid_characters: float
    """What the grid adds to a character, in points; may be negative."""
    has_first_page: bool
    kind: str
    """How it begins: `nextPage`, `evenPage`, `oddPage`, `continuous`, `nextColumn`."""
    columns: int
    furniture: tuple[Furniture, ...] = ()
    first: int = 0
    last: int = 0
    page_number_format: str = ""
    page_number_start: int | None = None

    @property
    def is_landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Revision:
    """A change that is tracked: what it does, in which paragraph (0 beside the body), who made it, the words."""

    kind: str
    paragraph: int
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment left in: the paragraph that it hangs on, who wrote it, what it says."""

    paragraph: int
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation that leads out of the file: its kind (attachedTemplate, image, oleObject …) and target."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Baggage:
    """What travels along with the text and should not, or not unseen."""

    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    links: tuple[Link, ...] = ()
    has_macros: bool = False
    embedded: tuple[str, ...] = ()
    """Names of the parts that are files of their own: OLE objects, packages."""
    tracks_revisions: bool = False


@dataclass(frozen=True)
class Paper:
    """A document: `paragraphs` are those of the main part by index, `beside` those of notes."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    beside: tuple[Paragraph, ...] = ()
    has_even_pages: bool = False
    """Whether even pages have headers and footers of their own."""
    baggage: Baggage = field(default_factory=Baggage)

    def by_index(self, index: int) -> Paragraph:
        """Return the paragraph with that index."""
        return self.paragraphs[index - 1]

    @cached_property
    def flow(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the body in their order, without cells and text boxes."""
        return tuple(one for one in self.paragraphs if one.container is Container.BODY)

    @cached_property
    def by_role(self) -> dict[Role, tuple[Paragraph, ...]]:
        """The paragraphs of the main part by their role."""
        found: dict[Role, list[Paragraph]] = {}
        for one in self.paragraphs:
            found.setdefault(one.role, []).append(one)
        return {role: tuple(those) for role, those in found.items()}

    def of(self, *roles: Role) -> tuple[Paragraph, ...]:
        """Return the paragraphs of these roles in the order of the text."""
        if len(roles) == 1:
            return self.by_role.get(roles[0], ())
        wanted = set(roles)
        return tuple(one for one in self.paragraphs if one.role in wanted)

    @cached_property
    def tables_by_number(self) -> dict[int, Table]:
        """The tables by their number."""
        return {table.number: table for table in self.tables}
