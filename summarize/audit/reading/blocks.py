"""The paragraphs and tables of one part, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from summarize.audit.formats import Edge, TextFormat
from summarize.audit.paper import Anchor, CellPlace, Container, Paragraph, Row, Run, Table
from summarize.audit.reading.drawings import read_drawing
from summarize.audit.reading.properties import twips
from summarize.audit.reading.styles import Styles, read_edge
from summarize.standard import Twips
from summarize.wordprocessing.blocks import unwrapped
from summarize.wordprocessing.labels import Labels
from summarize.wordprocessing.parts import W, is_on
from summarize.wordprocessing.runs import Hangings, Piece, RunReader

_CONTENTS_STYLES = ("toc ", "toc1", "toc2", "toc3", "目录")
_BREAKS = frozenset(("page", "column"))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Where the reader is: the container, the cell and the style of the table around."""

    container: Container
    table_style: str = ""
    cell: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class _TableLook:
    """What a table says of all its rows: its style, its lines by their side, how many rows it has."""

    style: str
    borders: dict[str, etree._Element]
    rows: int


@dataclass(slots=True)
class _Waiting:
    """What is read of a paragraph whose mark is deleted: it runs on into the next one."""

    runs: list[Run] = field(default_factory=list)
    hidden: str = ""
    anchors: list[int] = field(default_factory=list)


class BlockReader:
    """Reads one part. Paragraphs of the main part are numbered from 1, those of others have the number 0."""

    def __init__(self, part: str, root: etree._Element, styles: Styles, labels: Labels, *, is_main: bool) -> None:
        self._part, self._styles, self._labels, self._is_main = part, styles, labels, is_main
        self._order = {element: count for count, element in enumerate(root.iter(f"{W}p"))}
        self._runs: RunReader[TextFormat] = RunReader(self._look)
        self._table_style = ""
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.section_ends: list[tuple[int, etree._Element]] = []
        """Index of the last paragraph of each section that ends within the text, and its `w:sectPr`."""
        self.indexes: dict[int, int] = {}
        """The index of a paragraph by its number in the file."""
        self.notes: dict[tuple[str, str], int] = {}
        """The index of the paragraph on which a note or comment hangs, by kind and id."""

    def read(self, holder: etree._Element, container: Container) -> None:
        """Add all that stands in `holder`."""
        self._runs.expect(holder)
        self._read(holder, _Surroundings(container))

    def _look(self, run: etree._Element | None, paragraph: etree._Element | None) -> TextFormat:
        return self._styles.text(run, paragraph, self._table_style)

    def _read(self, holder: etree._Element, around: _Surroundings) -> list[int]:
        """Return the indexes of the paragraphs in `holder`."""
        start = len(self.paragraphs)
        waiting = _Waiting()
        for element in unwrapped(holder):
            if element.tag == f"{W}p":
                self._table_style = around.table_style
                waiting = self._read_paragraph(element, waiting, around)
            elif element.tag == f"{W}tbl":
                self._read_table(element, around)
        return [paragraph.index for paragraph in self.paragraphs[start:]]

    def _read_paragraph(self, element: etree._Element, waiting: _Waiting, around: _Surroundings) -> _Waiting:
        properties = element.find(f"{W}pPr")
        in_contents = self._runs.is_in_contents_table
        pieces, hangings = self._runs.read(element)
        in_contents = in_contents or self._runs.is_in_contents_table
        runs, hidden = _runs_of(element, pieces)
        mark = None if properties is None else properties.find(f"{W}rPr")
        order = self._order[element]
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            # Runs of another paragraph in the file cannot be found by their number in this one.
            strangers = [replace(run, number=-1) for run in runs]
            return _Waiting([*waiting.runs, *strangers], waiting.hidden + hidden, [*waiting.anchors, order])
        index = len(self.paragraphs) + 1 if self._is_main else 0
        style = self._styles.name(properties)
        layout = self._styles.paragraph(properties, around.table_style)
        before, after = _breaks(element)
        self.indexes.update(dict.fromkeys((*waiting.anchors, order), index))
        self.paragraphs.append(
            Paragraph(
                index,
                Anchor(self._part, order),
                around.container,
                (*waiting.runs, *runs),
                layout,
                self._styles.text(mark, properties, around.table_style),
                label=self._labels.next(*layout.numbering) if layout.numbering else "",
                style=style,
                section=len(self.section_ends) + 1,
                cell=around.cell,
                drawings=tuple(map(read_drawing, hangings.graphics)),
                has_break_before=before,
                has_break_after=after,
                is_in_contents=in_contents or style.lower().startswith(_CONTENTS_STYLES),
                hidden=waiting.hidden + hidden,
            )
        )
        self._follow(hangings, index, around)
        section = None if properties is None else properties.find(f"{W}sectPr")
        if section is not None and around.container is Container.BODY:
            self.section_ends.append((len(self.paragraphs), section))
        return _Waiting()

    def _follow(self, hangings: Hangings, index: int, around: _Surroundings) -> None:
        """Read the text boxes that hang on a paragraph, and note its notes."""
        for kind, identifier in hangings.notes:
            self.notes[kind, identifier] = index
        is_beside = around.container in (Container.HEADER, Container.FOOTER)
        # A text box in a header is the header's: many page numbers stand in one.
        container = around.container if is_beside else Container.TEXT_BOX
        for box in hangings.text_boxes:
            self._read(box, _Surroundings(container))

    def _read_table(self, table: etree._Element, around: _Surroundings) -> None:
        properties = table.find(f"{W}tblPr")
        style = self._styles.table_style(properties)
        index = len(self.tables)
        before = len(self.paragraphs)
        # The place is taken first, so that tables within this one count after it.
        self.tables.append(Table(index + 1, before, (), around.container))
        borders = self._styles.table_borders(style)
        own = None if properties is None else properties.find(f"{W}tblBorders")
        borders.update({} if own is None else {edge.tag.rpartition("}")[2]: edge for edge in own})
        rows = [row for row in unwrapped(table) if row.tag == f"{W}tr" and not _is_deleted(row)]
        look = _TableLook(style, borders, len(rows))
        read = tuple(
            self._read_row(row, CellPlace(index + 1, count, 1), look, around) for count, row in enumerate(rows, start=1)
        )
        grid = table.find(f"{W}tblGrid")
        widths = [twips(column.get(f"{W}w")) or 0 for column in (() if grid is None else grid)]
        is_floating = properties is not None and properties.find(f"{W}tblpPr") is not None
        self.tables[index] = Table(
            index + 1,
            before,
            read,
            around.container,
            self._styles.style_name(style),
            Twips(sum(widths)) if widths else None,
            is_floating,
        )

    def _read_row(self, row: etree._Element, place: CellPlace, look: _TableLook, around: _Surroundings) -> Row:
        properties = row.find(f"{W}trPr")
        height = None if properties is None else properties.find(f"{W}trHeight")
        tall = None if height is None else twips(height.get(f"{W}val"))
        rule = "auto" if height is None else height.get(f"{W}hRule", "atLeast")
        cells = [cell for cell in unwrapped(row) if cell.tag == f"{W}tc"]
        read = [
            self._read(cell, _Surroundings(_container(around), look.style, replace(place, column=column)))
            for column, cell in enumerate(cells, start=1)
        ]
        first = cells[0] if cells else None
        return Row(
            None if tall is None else Twips(tall),
            rule,
            tuple(tuple(those) for those in read),
            _cell_edge(first, "top", look.borders.get("top" if place.row == 1 else "insideH")),
            _cell_edge(first, "bottom", look.borders.get("bottom" if place.row == look.rows else "insideH")),
            is_head=bool(is_on(properties, "tblHeader")),
            may_split=not is_on(properties, "cantSplit"),
        )


def _container(around: _Surroundings) -> Container:
    return around.container if around.container is not Container.BODY else Container.CELL


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def _cell_edge(cell: etree._Element | None, side: str, of_table: etree._Element | None) -> Edge | None:
    own = None if cell is None else cell.find(f"{W}tcPr/{W}tcBorders/{W}{side}")
    return read_edge(of_table if own is None else own)


def _runs_of(element: etree._Element, pieces: Sequence[Piece[TextFormat]]) -> tuple[list[Run], str]:
    """Return the runs that are seen, pieces of one `w:r` joined, and the text that is hidden."""
    numbers = {run: count for count, run in enumerate(element.iter(f"{W}r"))}

    def origin(piece: Piece[TextFormat]) -> tuple[int, bool]:
        return -1 if piece.run is None else numbers.get(piece.run, -1), piece.is_page_number

    hidden = "".join(piece.text for piece in pieces if piece.look.is_hidden)
    seen = (piece for piece in pieces if not piece.look.is_hidden)
    runs: list[Run] = []
    for (number_in_file, is_page_field), group in groupby(seen, origin):
        joined = list(group)
        text = "".join(piece.text for piece in joined)
        runs.append(Run(text, joined[0].look, number_in_file, is_page_field))
    return runs, hidden


def _breaks(element: etree._Element) -> tuple[bool, bool]:
    """Return whether a page or column break stands before the text of a paragraph, and behind its beginning."""
    before = after = has_text = False
    for child in element.iter(f"{W}t", f"{W}br"):
        if child.tag == f"{W}t":
            has_text = has_text or bool(child.text)
        elif child.get(f"{W}type") in _BREAKS:
            before, after = before or not has_text, after or has_text
    return before, after
