"""One streaming pass over the `content.xml` of an OpenDocument spreadsheet.

Cells and rows are written once with a count of repetitions, up to the million that a sheet has; what is
empty is only counted on. Comments, drawings, forms, recorded changes and cached tables of other files
hold text and even tables, none of which is a cell: they are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol
from xml.parsers import expat

from summarize.model.addresses import MAX_COLUMNS, MAX_ROWS, address
from summarize.read.addresses import Area, RecordError
from summarize.read.grids.extents import MAX_CELLS
from summarize.read.grids.ods_styles import OFFICE, TABLE, Styles

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
XLINK = "http://www.w3.org/1999/xlink "

_TABLE, _ROW, _COLUMN = TABLE + "table", TABLE + "table-row", TABLE + "table-column"
_CELL, _COVERED = TABLE + "table-cell", TABLE + "covered-table-cell"
_PARAGRAPHS = frozenset({TEXT + "p", TEXT + "h"})
_BLANKS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
_SPACES = TEXT + "s"
_PASSED_OVER = frozenset(
    {
        OFFICE + "annotation",
        OFFICE + "forms",
        TABLE + "shapes",
        TABLE + "tracked-changes",
        TABLE + "dde-links",
        TABLE + "scenario",
        TEXT + "note",
        TEXT + "ruby-text",
    }
)
_HIDDEN = frozenset({"collapse", "filter"})
_LINKED = frozenset({TABLE + "table-source", TABLE + "cell-range-source", DRAW + "image", DRAW + "object"})
_OUTSIDE = ("http:", "https:", "ftp:", "file:", "//", "/", "../")
_HREF = XLINK + "href"
_DEFAULT_STYLE, _VISIBILITY = TABLE + "default-cell-style-name", TABLE + "visibility"
_STRING_VALUE = OFFICE + "string-value"
_VALUES = {
    "boolean": OFFICE + "boolean-value",
    "date": OFFICE + "date-value",
    "time": OFFICE + "time-value",
    "float": OFFICE + "value",
    "percentage": OFFICE + "value",
    "currency": OFFICE + "value",
}
_WRAPPED = re.compile(r" *[\t\r\n][ \t\r\n]*")
_LONGEST_SPACES = 32_767
"""Characters that a cell may hold."""
_LONGEST_COUNT = 9


class ExternalLinkError(Exception):
    """The workbook takes contents from outside; `args[0]` is where from."""


class TooManyCellsError(Exception):
    """A sheet fills too many cells: the sheet's name, the farthest cell and how many lie before it."""

    def __init__(self, sheet: str, last: str, count: int) -> None:
        super().__init__(sheet, last, count)
        self.sheet, self.last, self.count = sheet, last, count


class Stored(NamedTuple):
    """What a cell holds: its style, the type and the value of its attributes, the text that it shows."""

    style: str
    value_type: str
    value: str | None
    text: str
    has_formula: bool
    is_error: bool


@dataclass(slots=True)
class OdsSheet:
    """One sheet: its filled cells by row and column, its merges, and its hidden rows and columns as spans."""

    name: str
    is_hidden: bool
    rows: dict[int, dict[int, Stored]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    row_count: int = 0
    column_count: int = 0


class Listener(Protocol):
    """What takes the events of a parser; names are namespace, blank, local name."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, characters: str) -> None:
        """Take characters."""


def parser_for(listener: Listener) -> expat.XMLParserType:
    """Return a parser that calls `listener`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    return parser


@dataclass(slots=True)
class _Line:
    """One row as it is written: its number, how often it is repeated, and what it holds."""

    number: int
    repeated: int
    style: str
    column: int = 1
    cells: list[tuple[int, int, Stored]] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.number + self.repeated - 1


class _Span(NamedTuple):
    """A merged area as it is written: its place, how often it is repeated down and across, and its size."""

    row: int
    column: int
    down: int
    across: int
    rows: int
    columns: int


class ContentScanner:
    """Handlers of one pass over `content.xml`; `sheets` are those that it has finished.

    Raises from its handlers:
        ExternalLinkError: Contents stand outside the workbook.
        TooManyCellsError: A sheet fills too many cells.
        RecordError: A count is wrong, or a cell lies outside a sheet.
    """

    def __init__(self, styles: Styles) -> None:
        self.sheets: list[OdsSheet] = []
        self._styles = styles
        self._passed_over = 0
        self._sheet: OdsSheet | None = None
        self._next_row = self._next_column = 1
        self._column_starts: list[int] = []
        self._column_styles: list[str] = []
        self._line: _Line | None = None
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[list[str]] = []
        self._is_in_text = False
        self._spans: list[_Span] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name in _LINKED and attributes.get(_HREF, "").lower().startswith(_OUTSIDE):
            raise ExternalLinkError(attributes[_HREF])
        if self._passed_over or name in _PASSED_OVER or name.startswith(DRAW):
            self._passed_over += 1
        elif self._cell is not None:
            self._start_in_cell(name, attributes)
        elif self._line is not None and name in (_CELL, _COVERED):
            self._cell, self._paragraphs = attributes, []
        elif self._sheet is not None:
            self._start_in_sheet(name, attributes)
        elif name == _TABLE:
            self._start_sheet(attributes)
        else:
            self._styles.start(name, attributes)

    def _start_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name in _PARAGRAPHS:
            self._paragraphs.append([])
            self._is_in_text = True
        elif name == _TABLE:  # a table within a cell has rows and cells of its own
            self._passed_over = 1
        elif self._is_in_text and name == _SPACES:
            count = _count(attributes, TEXT + "c")
            self._paragraphs[-1].append(" " * min(count, _LONGEST_SPACES))
        elif self._is_in_text and name in _BLANKS:
            self._paragraphs[-1].append(_BLANKS[name])

    def _start_in_sheet(self, name: str, attributes: dict[str, str]) -> None:
        if name == _ROW:
            self._start_row(attributes)
        elif name == _COLUMN:
            self._start_column(attributes)

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        is_hidden = attributes.get(TABLE + "style-name", "") in self._styles.hidden_tables
        self._sheet = OdsSheet(attributes.get(TABLE + "name", ""), is_hidden)
        self._next_row = self._next_column = 1
        self._column_starts, self._column_styles, self._spans = [], [], []

    def _start_column(self, attributes: dict[str, str]) -> None:
        assert self._sheet is not None
        first = self._next_column
        self._next_column += _count(attributes, TABLE + "number-columns-repeated")
        self._column_starts.append(first)
        self._column_styles.append(attributes.get(_DEFAULT_STYLE, ""))
        if attributes.get(_VISIBILITY) in _HIDDEN:
            self._sheet.hidden_columns.append((first, self._next_column - 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        assert self._sheet is not None
        repeated = _count(attributes, TABLE + "number-rows-repeated")
        self._line = _Line(self._next_row, repeated, attributes.get(_DEFAULT_STYLE, ""))
        self._next_row += repeated
        if attributes.get(_VISIBILITY) in _HIDDEN:
            self._sheet.hidden_rows.append((self._line.number, self._line.last))

    def text(self, characters: str) -> None:
        """Take characters; line breaks in the XML itself are blanks."""
        if self._passed_over:
            return
        if self._is_in_text:
            self._paragraphs[-1].append(_WRAPPED.sub(" ", characters))
        elif self._sheet is None:
            self._styles.text(characters)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._passed_over:
            self._passed_over -= 1
        elif self._cell is not None:
            if name in _PARAGRAPHS:
                self._is_in_text = False
            elif name in (_CELL, _COVERED):
                self._end_cell(self._cell)
        elif self._line is not None:
            if name == _ROW:
                self._end_row(self._line)
        elif self._sheet is None:
            self._styles.end(name)
        elif name == _TABLE:
            self._end_sheet(self._sheet)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        assert self._line is not None
        self._cell = None
        line, column = self._line, self._line.column
        across = _count(attributes, TABLE + "number-columns-repeated")
        line.column += across
        rows, columns = (_count(attributes, TABLE + f"number-{axis}-spanned") for axis in ("rows", "columns"))
        if rows > 1 or columns > 1:
            self._spans.append(_Span(line.number, column, line.repeated, across, rows, columns))
        stored = self._stored(attributes, column)
        if stored is not None:
            line.cells.append((column, across, stored))

    def _stored(self, attributes: dict[str, str], column: int) -> Stored | None:
        """Return what the cell holds, or `None` for nothing: a text formula may well give none.

        LibreOffice stores no type with such a formula, but the empty paragraph that it shows.
        """
        value_type = attributes.get(OFFICE + "value-type", "")
        has_formula = TABLE + "formula" in attributes
        text = "\n".join("".join(parts) for parts in self._paragraphs)
        value = attributes.get(_VALUES.get(value_type, _STRING_VALUE))
        is_error = attributes.get(CALCEXT + "value-type") == "error"
        if value_type in ("", "string"):
            text = text or value or ""
            if not text and (value_type or self._paragraphs or not has_formula):
                return None
        style = attributes.get(TABLE + "style-name") or self._default_style(column)
        return Stored(style, value_type, value, text, has_formula, is_error)

    def _default_style(self, column: int) -> str:
        assert self._line is not None
        if self._line.style:
            return self._line.style
        index = bisect_right(self._column_starts, column) - 1
        return self._column_styles[index] if index >= 0 else ""

    def _end_row(self, line: _Line) -> None:
        assert self._sheet is not None
        self._line = None
        if not line.cells:
            return
        sheet = self._sheet
        first, across, _ = line.cells[-1]
        columns = max(sheet.column_count, first + across - 1)
        if line.last > MAX_ROWS or columns > MAX_COLUMNS:
            raise RecordError(f"单元格超出工作表：第 {line.last} 行第 {columns} 列")
        if line.last * columns > MAX_CELLS:
            raise TooManyCellsError(sheet.name, address(line.last, columns), line.last * columns)
        sheet.row_count, sheet.column_count = line.last, columns
        cells = {column: stored for first, across, stored in line.cells for column in range(first, first + across)}
        sheet.rows.update(dict.fromkeys(range(line.number, line.last + 1), cells))

    def _end_sheet(self, sheet: OdsSheet) -> None:
        self._sheet = None
        for span in self._spans:
            sheet.merged.extend(_areas(span, sheet))
        self.sheets.append(sheet)


def _areas(span: _Span, sheet: OdsSheet) -> Iterator[Area]:
    """Yield the merged areas behind `span`; its repetitions only as far as the sheet is filled."""
    last_row = max(min(span.row + span.down - 1, sheet.row_count), span.row)
    last_column = max(min(span.column + span.across - 1, sheet.column_count), span.column)
    for row in range(span.row, last_row + 1):
        for column in range(span.column, last_column + 1):
            end = min(row + span.rows - 1, MAX_ROWS), min(column + span.columns - 1, MAX_COLUMNS)
            yield Area(row, column, *end)


def _count(attributes: dict[str, str], name: str) -> int:
    """Return the count in the attribute `name`, 1 where it is missing."""
    written = attributes.get(name)
    if written is None:
        return 1
    if not (written.isascii() and written.isdigit() and len(written) <= _LONGEST_COUNT):
        raise RecordError(f"重复的次数写成了“{written}”")
    return max(int(written), 1)
