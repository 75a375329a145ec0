"""The outline of a paper: ordinals, typed or computed, and headings without any, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from summarize.model.numbering import CIRCLED, ORDINAL_NUMERALS, parse_chinese_numeral, strip_ordinal
from summarize.papers.headings import Part, classify
from summarize.papers.paper import Block, Face, Line, PaperTable
from summarize.papers.splitting import find_series

PART_LEVEL, _ARABIC_LEVEL, SERIES_LEVEL = 0, 3, 9
_PART = re.compile(rf"(?P<ordinal>第(?P<number>[{ORDINAL_NUMERALS}]{{1,5}})(?:部分|章|篇))[\s、：:]*(?=\S)")
_MUST = re.compile(rf"(?P<ordinal>(?P<number>[{ORDINAL_NUMERALS}]{{1,5}})要)(?![求素点闻领塞害紧])")
_HUNDREDS = re.compile(r"(?P<number>[1-9][0-9]{2})[.．、](?![0-9])\s*(?=\S)")
"""Numbers of items beyond 99: in a cell they are read as figures, in a long paper the numbering goes on."""
_SHAPES: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern), level)
    for pattern, level in (
        (rf"第(?P<number>[{ORDINAL_NUMERALS}]+)[部章篇]", PART_LEVEL),
        (rf"(?P<number>[{ORDINAL_NUMERALS}]+)\s*[、.．]?$", 1),
        (rf"[（(]\s*(?P<number>[{ORDINAL_NUMERALS}]+)\s*[)）]", 2),
        (r"(?P<number>[0-9０-９]+)\s*[.．、]?$", 3),
        (r"[0-9]+(?:[.．][0-9]+)+", 4),
        (r"[（(]\s*(?P<number>[0-9０-９]+)\s*[)）]", 4),
        (r"(?P<number>[0-9０-９]+)\s*[)）]", 5),
        (rf"(?:第?(?P<number>[{ORDINAL_NUMERALS}0-9]+)(?:[是要]|[，,、：:]))|•", SERIES_LEVEL),
    )
)
_SINGLE_CHARACTERS = ((range(0x3220, 0x322A), 2), (range(0x2488, 0x249C), 3), (range(0x2474, 0x2488), 4))
_DEEPEST = 5
_SENTENCE = re.compile(r"[。！？!?；;]")
_LONGEST_HEADING = 50
_LONGEST_UNNUMBERED = 40
_LONGEST_PLAIN = 20


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal: as written, how much of the text it takes (0 if Word computes it), level and number.

    Levels are those of 公文 (1 一、 2 （一） 3 1. 4 （1） 5 ①), PART_LEVEL above and SERIES_LEVEL (一是) below them.
    """

    text: str
    length: int
    level: int
    number: int | None


def ordinal_of(line: Line) -> Ordinal | None:
    """Return the ordinal of a line, `None` if it has none."""
    if line.label:
        level, number = _shape(line.label)
        return Ordinal(line.label, 0, level, number)
    for pattern, level in ((_PART, PART_LEVEL), (_MUST, SERIES_LEVEL)):
        if match := pattern.match(line.text):
            written = line.text[: match.end()].strip()
            return Ordinal(written, match.end(), level, parse_chinese_numeral(match["number"]))
    if match := _HUNDREDS.match(line.text):
        return Ordinal(line.text[: match.end()].strip(), match.end(), _ARABIC_LEVEL, int(match["number"]))
    length, written = strip_ordinal(line.text)
    if not length:
        return None
    level, number = _shape(written)
    return Ordinal(line.text[:length].strip(), length, level, number)


def _shape(written: str) -> tuple[int, int | None]:
    first = written.strip()[:1]
    if first in CIRCLED and first:
        return _DEEPEST, CIRCLED.index(first) + 1
    for codes, level in _SINGLE_CHARACTERS:
        if first and ord(first) in codes:
            return level, ord(first) - codes.start + 1
    for pattern, level in _SHAPES:
        if match := pattern.match(written.strip()):
            numeral = match.groupdict().get("number")
            if numeral is None:
                return level, None
            return level, int(numeral) if numeral.isdecimal() else parse_chinese_numeral(numeral)
    return _DEEPEST, None


def _is_list(text: str) -> bool:
    series = find_series(text)
    return series is not None and not series.intro


@dataclass(slots=True)
class Node:
    """A line that others hang on: a heading, or an item that begins with an ordinal.

    `text` is what follows the ordinal; `lead_length` how much of it is set apart. `part` is what the
    heading opens. `level` is ten times that of the ordinal, so that others fit between.
    """

    line: Line
    ordinal: str
    text: str
    level: int
    part: Part | None = None
    lead_length: int = 0
    children: list[Node | Line | PaperTable] = field(default_factory=list)
    is_opening: bool = False
    """Whether the line is a paragraph that opens a plan, not a heading."""

    @property
    def nodes(self) -> list[Node]:
        """The children that are nodes."""
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def is_standalone(self) -> bool:
        """Whether the line is a heading alone: no sentence stands in it, or other nodes below one short sentence."""
        marks = list(_SENTENCE.finditer(self.text))
        if not marks:
            return len(self.text) <= _LONGEST_HEADING or bool(self.children)
        ends = marks[0].end() == len(self.text)
        return ends and any(node.level < SERIES_LEVEL * 10 for node in self.nodes)

    @property
    def has_substructure(self) -> bool:
        """Whether what hangs on the heading is more than one plain paragraph.

        A heading without ordinal is set as one, so what hangs on it is no mere content of an item.
        """
        lines = [child for child in self.children if isinstance(child, Line)]
        is_list = any(line.lead_length or _is_list(line.text) for line in lines)
        return not self.ordinal or bool(self.nodes) or len(lines) > 1 or is_list

    def lines(self) -> Iterator[Line]:
        """Yield every line below, in order."""
        for child in self.children:
            if isinstance(child, Line):
                yield child
            elif isinstance(child, Node):
                yield child.line
                yield from child.lines()


@dataclass(frozen=True, slots=True)
class Reading:
    """What must be known of the paper to read its headings."""

    unit: str
    year: int | None
    is_second_half: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What one line is: its ordinal if any, its level (`None` for a plain paragraph) and the part it opens."""

    ordinal: Ordinal | None
    level: int | None
    part: Part | None


def mark_lines(blocks: Sequence[Block], reading: Reading) -> list[Mark]:
    """Return for each block what it is; a table is a plain one."""
    ordinals = [ordinal_of(block) if isinstance(block, Line) else None for block in blocks]
    has_first_level = any(ordinal and ordinal.level == 1 for ordinal in ordinals)
    return [
        _mark(block, ordinal, reading, has_first_level=has_first_level)
        for block, ordinal in zip(blocks, ordinals, strict=True)
    ]


def _mark(block: Block, ordinal: Ordinal | None, reading: Reading, *, has_first_level: bool) -> Mark:
    if isinstance(block, PaperTable):
        return Mark(None, None, None)
    if ordinal:
        part = None
        if ordinal.level < SERIES_LEVEL:
            part = _part(block.text[ordinal.length :], reading)
        return Mark(ordinal, ordinal.level * 10, part)
    part = _part(block.text, reading)
    level = _unnumbered_level(block, part, has_first_level=has_first_level)
    return Mark(None, level, part if level is not None else None)


def _part(text: str, reading: Reading) -> Part | None:
    heading, _ = split_heading(text)
    return classify(heading, reading.unit, is_second_half=reading.is_second_half)


def split_heading(text: str) -> tuple[str, str]:
    """Return the heading of a part and the text that runs on behind it: 存在问题：一是…."""
    match = re.match(r"([^。：:！？；，,]{2,24})[：:。]\s*(?=\S)", text)
    return (text[: match.end()].rstrip(), text[match.end() :]) if match else (text, "")


def _unnumbered_level(line: Line, part: Part | None, *, has_first_level: bool) -> int | None:
    """Return the level of a heading without ordinal, `None` for a paragraph."""
    heading, _ = split_heading(line.text)
    if part and part is not Part.ACHIEVEMENTS and len(heading) <= _LONGEST_PLAIN:
        return 10
    if _SENTENCE.search(line.text) or line.text[-1] in "，,：:、" or len(line.text) > _LONGEST_UNNUMBERED:
        return None
    if line.outline and line.outline <= _DEEPEST:
        return line.outline * 10
    if line.look.face is Face.HEITI or (part and len(line.text) <= _LONGEST_PLAIN):
        return 10
    bold_level = 20 if has_first_level else 10
    return 20 if line.look.face is Face.KAITI else bold_level if line.look.is_bold else None
