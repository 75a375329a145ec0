"""A .docx as a `Paper`: its lines and tables as they read with all revisions accepted.

python-docx is not used: its text of a paragraph leaves out what was inserted, what stands in content controls
and fields, and knows no computed numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from lxml import etree

from summarize.opc import PackageKind, check_package
from summarize.papers.paper import Block, Face, Line, Look, Origin, Paper, PaperTable, Trace
from summarize.papers.styles import Styles
from summarize.wordprocessing.blocks import unwrapped
from summarize.wordprocessing.labels import Labels
from summarize.wordprocessing.parts import Package, W, number, value
from summarize.wordprocessing.runs import Hangings, Piece, RunReader

_REVISIONS = tuple(
    f"{W}{name}"
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "numberingChange", "cellIns", "cellDel")
)
_ROW_REVISIONS = (f"{W}ins", f"{W}del", f"{W}trPrChange")
_NOTE_PARTS = (
    ("footnote", "footnotes", Origin.FOOTNOTE),
    ("endnote", "endnotes", Origin.ENDNOTE),
    ("comment", "comments", Origin.COMMENT),
)
_PAGE_DECORATION = frozenset(" \t\u3000—–-―－·第共页/、，,")
_LEAD_ENDS = "。！？!?：:；;"
_CENTERED_FROM, _RIGHT_FROM = 8, 24
"""Columns of blanks before a line with which people centre it, or move it to the right."""


def read_paper(path: Path, name: str | None = None) -> Paper:
    """Return the paper at `path`, a .docx; `name` is what the user calls it when that is another file.

    Raises:
        InputError: It is not a sound, harmless Word document.
    """
    check_package(path, PackageKind.DOCUMENT)
    package = Package(path)
    try:
        return _read(package, name or str(path))
    finally:
        package.close()


def _read(package: Package, file: str) -> Paper:
    styles = Styles(next(iter(package.related("styles")), None))
    labels = Labels(next(iter(package.related("numbering")), None))
    body = package.main.find(f"{W}body")
    reader = _PartReader(styles, labels)
    blocks = [] if body is None else reader.blocks(body, Origin.BODY)
    contents = [block for block in blocks if isinstance(block, Line) and block.origin is Origin.CONTENTS_TABLE]
    asides = [*contents, *reader.asides, *_notes(package, reader)]
    for kind, origin in (("header", Origin.HEADER), ("footer", Origin.FOOTER)):
        # Sections repeat their headers and footers, each in a part of its own.
        asides += dict.fromkeys(line for root in package.related(kind) for line in reader.beside(root, origin, 0))
    return Paper(
        file,
        tuple(block for block in blocks if isinstance(block, PaperTable) or block.origin is Origin.BODY),
        tuple(asides),
        reader.trace(),
    )


def _notes(package: Package, reader: _PartReader) -> Iterator[Line]:
    for kind, part, origin in _NOTE_PARTS:
        for root in package.related(part):
            for note in root.iterfind(f"{W}{kind}"):
                if note.get(f"{W}type") in (None, "normal"):
                    anchor = reader.anchors.get((kind, note.get(f"{W}id", "")), 0)
                    yield from reader.beside(note, origin, anchor)


@dataclass(slots=True)
class _Paragraph:
    """What is known of a paragraph while the marks after it may still be deleted."""

    pieces: list[Piece[Look]] = field(default_factory=list)
    number: int = 0


class _PartReader:
    """Reads the blocks of one part in order and gathers what hangs on them."""

    def __init__(self, styles: Styles, labels: Labels) -> None:
        self._styles, self._labels = styles, labels
        self._origin = Origin.BODY
        self._runs = RunReader(styles.look)
        self._paragraphs = self._tables = 0
        self.asides: list[Line] = []
        self.anchors: dict[tuple[str, str], int] = {}
        self._revised: list[int] = []
        self._hidden: list[int] = []
        self._pictures: list[int] = []
        self._unread: list[int] = []

    def trace(self) -> Trace:
        """Return what people must hear of, by paragraph."""
        found = (self._revised, self._hidden, self._pictures, self._unread)
        return Trace(*(tuple(sorted(set(numbers))) for numbers in found))

    def beside(self, holder: etree._Element, origin: Origin, anchor: int) -> list[Line]:
        """Return the lines of a note, header or text box, tables among them line by line."""
        reader = _PartReader(self._styles, self._labels)
        blocks = reader.blocks(holder, origin)
        for mine, theirs in (
            (self._revised, reader._revised),
            (self._hidden, reader._hidden),
            (self._pictures, reader._pictures),
        ):
            mine.extend(anchor for _ in theirs[:1] if anchor)
        lines = [line for block in blocks for line in _lines_of(block, origin)]
        return [replace(line, paragraph=anchor) for line in (*lines, *reader.asides)]

    def blocks(self, holder: etree._Element, origin: Origin) -> list[Block]:
        """Return the lines and tables in `holder`, blank ones left out."""
        self._origin = origin
        self._runs.expect(holder)
        blocks: list[Block] = []
        waiting: _Paragraph | None = None
        for element in unwrapped(holder):
            if element.tag == f"{W}p":
                waiting = self._take_paragraph(element, waiting, origin, blocks)
                continue
            if waiting is not None:
                blocks += _lines(waiting, Line("", waiting.number, origin=origin))
                waiting = None
            if element.tag == f"{W}tbl":
                blocks += self._table(element, origin)
            elif element.tag == f"{W}altChunk":
                self._unread.append(max(1, self._paragraphs))
        if waiting is not None:
            blocks += _lines(waiting, Line("", waiting.number, origin=origin))
        return blocks

    def _take_paragraph(
        self, element: etree._Element, waiting: _Paragraph | None, origin: Origin, blocks: list[Block]
    ) -> _Paragraph | None:
        """Add the lines of a paragraph to `blocks`, or return it if it runs on into the next one."""
        self._paragraphs += 1
        properties = element.find(f"{W}pPr")
        in_contents_table = self._runs.is_in_contents_table
        pieces, hangings = self._runs.read(element)
        in_contents_table = in_contents_table or self._runs.is_in_contents_table
        current = waiting or _Paragraph(number=self._paragraphs)
        current.pieces += pieces
        self._note_hangings(element, pieces, hangings)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            return current
        blocks += _lines(current, self._pattern(properties, current.number, origin, is_contents=in_contents_table))
        return None

    def _pattern(self, properties: etree._Element | None, paragraph: int, origin: Origin, *, is_contents: bool) -> Line:
        """Return a line without text that has all that the paragraph says of its lines."""
        style = self._styles.name(properties)
        numbering = self._styles.numbering(properties)
        alignment = self._styles.alignment(properties)
        if is_contents or style.lower().startswith(("toc ", "toc1", "toc2", "toc3", "目录")):
            origin = Origin.CONTENTS_TABLE if origin is Origin.BODY else origin
        return Line(
            "",
            paragraph,
            label=self._labels.next(*numbering) if numbering else "",
            origin=origin,
            outline=self._styles.outline(properties),
            is_centered=alignment == "center",
            is_right=alignment in ("right", "end"),
            style=style,
        )

    def _note_hangings(self, element: etree._Element, pieces: Sequence[Piece[Look]], hangings: Hangings) -> None:
        here = self._paragraphs
        if next(element.iter(*_REVISIONS), None) is not None:
            self._revised.append(here)
        if any(piece.look.is_hidden and piece.text.strip() for piece in pieces):
            self._hidden.append(here)
        if hangings.has_picture:
            self._pictures.append(here)
        for kind, identifier in hangings.notes:
            self.anchors[kind, identifier] = here
        # A text box in a header is the header's: many page numbers stand in one.
        origin = Origin.TEXT_BOX if self._origin is Origin.BODY else self._origin
        for box in hangings.text_boxes:
            self.asides += self.beside(box, origin, here)
        self.asides += [Line(words, here, origin=origin) for words in hangings.words]

    def _table(self, table: etree._Element, origin: Origin) -> list[Block]:
        before = self._paragraphs
        grid = _Grid()
        for row in unwrapped(table):
            if row.tag != f"{W}tr":
                continue
            properties = row.find(f"{W}trPr")
            if properties is not None and any(properties.find(tag) is not None for tag in _ROW_REVISIONS):
                self._revised.append(max(1, before))
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            grid.begin_row(number(value(properties, "gridBefore")) or 0)
            for cell in unwrapped(row):
                if cell.tag == f"{W}tc":
                    self._cell(cell, grid, before, origin)
        self._paragraphs = before
        if grid.width <= 1:
            return [replace(line, paragraph=before) for blocks in grid.blocks for line in _body_lines(blocks)]
        self._tables += 1
        return [grid.table(self._tables, before)]

    def _cell(self, cell: etree._Element, grid: _Grid, before: int, origin: Origin) -> None:
        properties = cell.find(f"{W}tcPr")
        if properties is not None and any(properties.find(f"{W}{name}") is not None for name in ("cellDel", "cellIns")):
            self._revised.append(max(1, before))
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            return
        self._paragraphs = before
        was_revised, was_hidden, was_pictured = len(self._revised), len(self._hidden), len(self._pictures)
        blocks = self.blocks(cell, origin)
        # Paragraphs in tables have no number of their own: they are told by the one before the table.
        for found, was in ((self._revised, was_revised), (self._hidden, was_hidden), (self._pictures, was_pictured)):
            found[was:] = [max(1, before)] * bool(found[was:])
        span = max(1, number(value(properties, "gridSpan")) or 1)
        merge = value(properties, "vMerge")
        grid.add(blocks, span, is_covered=merge is not None and merge != "restart")


@dataclass(slots=True)
class _Grid:
    """A table while its cells are read."""

    rows: list[list[str]] = field(default_factory=list)
    blocks: list[list[Block]] = field(default_factory=list)
    covered: dict[tuple[int, int], int] = field(default_factory=dict)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def begin_row(self, skipped: int) -> None:
        self.rows.append([""] * min(skipped, 100))

    def add(self, blocks: list[Block], span: int, *, is_covered: bool) -> None:
        row, column = len(self.rows) - 1, len(self.rows[-1])
        text = "\n".join(text for block in blocks if (text := _cell_text(block)))
        if is_covered and not text and row:
            self.covered[row, column] = self.covered.get((row - 1, column), row - 1)
        if span > 1:
            self.spans[row, column] = span
        self.rows[row] += [text, *[""] * (min(span, 100) - 1)]
        self.blocks.append(blocks)

    def table(self, index: int, paragraph: int) -> PaperTable:
        width = self.width
        rows = tuple((*row, *[""] * (width - len(row))) for row in self.rows)
        return PaperTable(index, paragraph, rows, self.covered, self.spans)


def _cell_text(block: Block) -> str:
    if isinstance(block, Line):
        return f"{block.label}{block.text}"
    return "\n".join("\t".join(cell for cell in row if cell) for row in block.rows)


def _body_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from _lines_of(block, Origin.BODY)


def _lines_of(block: Block, origin: Origin) -> Iterator[Line]:
    """Yield the lines of a block; a table gives one for each of its cells that holds something."""
    if isinstance(block, Line):
        yield block
        return
    for row in block.rows:
        for cell in row:
            yield from (Line(text, block.paragraph, origin=origin) for text in cell.splitlines() if text.strip())


def _lines(paragraph: _Paragraph, pattern: Line) -> list[Line]:
    """Return the lines of a paragraph that hold text, each with its look; only the first has the label."""
    lines: list[Line] = []
    for pieces in _split_at_breaks(paragraph.pieces):
        line = _line(pieces, pattern)
        if line is None:
            continue
        lines.append(replace(line, label="", is_continued=True) if lines else line)
    return lines


def _split_at_breaks(pieces: Sequence[Piece[Look]]) -> list[list[Piece[Look]]]:
    lines: list[list[Piece[Look]]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(replace(piece, text=first))
        for text in others:
            lines.append([replace(piece, text=text)])
    return lines


def _line(pieces: Sequence[Piece[Look]], pattern: Line) -> Line | None:
    raw = "".join(piece.text for piece in pieces)
    text = raw.strip()
    if not text or _is_page_number(pieces, pattern.origin):
        return None
    blanks = raw[: len(raw) - len(raw.lstrip())]
    width = sum(2 if ch == "\u3000" else 4 if ch == "\t" else 1 for ch in blanks)
    shown = [piece for piece in pieces if piece.text.strip()]
    return replace(
        pattern,
        text=text,
        look=_common_look([piece.look for piece in shown]),
        lead_length=_lead_length(pieces, raw),
        lead_look=shown[0].look,
        is_centered=pattern.is_centered or _CENTERED_FROM <= width < _RIGHT_FROM,
        is_right=pattern.is_right or width >= _RIGHT_FROM,
    )


def _is_page_number(pieces: Sequence[Piece[Look]], origin: Origin) -> bool:
    """Whether a line of a header or footer is nothing but the number of the page and what adorns it."""
    if origin not in (Origin.HEADER, Origin.FOOTER) or not any(piece.is_page_number for piece in pieces):
        return False
    return all(piece.is_page_number or _PAGE_DECORATION.issuperset(piece.text) for piece in pieces)


def _common_look(looks: Sequence[Look]) -> Look:
    faces = {look.face for look in looks}
    return Look(
        face=faces.pop() if len(faces) == 1 else Face.OTHER,
        is_bold=all(look.is_bold for look in looks),
        size=max((look.size for look in looks), default=0),
        is_red=all(look.is_red for look in looks),
        is_hidden=any(look.is_hidden for look in looks),
    )


def _lead_length(pieces: Sequence[Piece[Look]], raw: str) -> int:
    """Return how much of the stripped text at its head is set apart from what follows."""
    runs = [
        (stands_out, sum(len(piece.text) for piece in group))
        for stands_out, group in groupby(
            (piece for piece in pieces if piece.text.strip()), key=lambda piece: piece.look.stands_out
        )
    ]
    if len(runs) < 2 or not runs[0][0]:
        return 0
    end = 0
    for piece in pieces:
        if piece.text.strip() and not piece.look.stands_out:
            break
        end += len(piece.text)
    while end < len(raw) and raw[end] in _LEAD_ENDS:
        end += 1
    begin = len(raw) - len(raw.lstrip())
    lead = raw[begin:end].rstrip()
    return len(lead) if lead and lead[-1] in f"{_LEAD_ENDS}”）" and end < len(raw.rstrip()) else 0
