"""Worksheets in the plain form in which office programs write them, read at once and not element by element.

Nearly all worksheets are rows of cells, each with its address, style and kind in this order and with one value.
Regular expressions read them several times as fast as handlers that are called for every element. They do not
search for cells: what they match must be all that stands in `<sheetData>`; texts, attributes and the XML around
go through the parser. Of a sheet that is written in any other way nothing is read here: the readers that know
every form, `package_scan` and calamine, read it, and tell what is wrong in it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import ascii_uppercase
from xml.parsers.expat import ExpatError

from summarize.errors import InputError
from summarize.model.addresses import column_number
from summarize.model.cells import Cell, CellKind, CellValue, make_cell
from summarize.read.addresses import Area, cover, parse_address
from summarize.read.grids.extents import check_extent
from summarize.read.grids.package_scan import Package, SheetEntry, SheetMarkup, WorkbookMarkup, scan_frame
from summarize.read.grids.plain_strings import NotPlainError, PlainStrings, check_declaration, decode, decode_texts
from summarize.read.grids.values import interpret_number

_LARGEST_PART = 1 << 20
"""Bytes of a part that is held as a whole; a larger one, padded more often than not, is read in chunks."""

_SPACE = rb"[ \t\r\n]*+"
_ROW_NUMBER = rb"[1-9][0-9]{0,5}"
_ADDRESS = rb"[A-Z]{1,2}" + _ROW_NUMBER
_ATTRIBUTES = rb'(?: [A-Za-z0-9:]+="[^"<>&]*")*+'
_STYLE, _KIND = rb'(?: s="([0-9]{1,5})")?', rb'(?: t="([A-Za-z]+)")?'
_FORMULA = (
    rb'<f(?: aca="[a-z]+")?(?: t="[a-z]+")?(?: ref="[A-Z0-9:]+")?(?: ca="[01]")?(?: si="[0-9]+")?(?:/>|>([^<]*+)</f>)'
)
_EMPTY_CELL = rb'<c r="' + _ADDRESS + rb'"(?: s="[0-9]{1,5}")?(?: t="[A-Za-z]+")? ?(?:/>|></c>)' + _SPACE
_CELL = re.compile(
    # The empty cells before and behind are matched too: the lengths of all matches must add up to the row.
    rb"((?:" + _EMPTY_CELL + rb')*+<c r="(' + _ADDRESS + rb')"' + _STYLE + _KIND + rb">"
    rb'(?:<is><t( xml:space="preserve")?>([^<]*+)</t></is>'
    rb"|(" + _FORMULA + rb")?(?:<v>([^<]++)</v>|<v ?/>|<v></v>)?)</c>" + _SPACE + rb"|(?:" + _EMPTY_CELL + rb")++)"
)
_Written = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""What is matched: all of it, address, style, kind, `xml:space`, text, formula and its content, value."""
_AT = 1
_ROW = re.compile(rb'<row r="(' + _ROW_NUMBER + rb')"(' + _ATTRIBUTES + rb") ?(/?)>" + _SPACE)
_BLANKS = re.compile(_SPACE)
_DIMENSION = re.compile(rb'<dimension ref="(' + _ADDRESS + rb")(?::(" + _ADDRESS + rb'))?" ?/>')
_NUMBER = re.compile(rb"-?[0-9]{1,17}(?:\.[0-9]{1,30})?(?:[Ee][-+]?[0-9]{1,3})?")
_NUMBER_KINDS = (b"", b"n")
# By names of their own: looking up a member in its Enum takes as long as reading a cell's address.
_TEXT_KIND, _EMPTY_KIND, _NUMBER_KIND = CellKind.TEXT, CellKind.EMPTY, CellKind.NUMBER
_TRUTH = {b"0": False, b"1": True}
_ERRORS = frozenset({b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"})
_COLUMNS = {
    f"{first}{second}".encode(): column_number(f"{first}{second}")
    for first in ("", *ascii_uppercase)
    for second in ascii_uppercase
}


@dataclass(slots=True)
class PlainSheet:
    """The cells of a plain sheet by row and column, where they end, and what surrounds them.

    A cell with an empty text is none, and counts where they end.
    """

    rows: dict[int, dict[int, Cell]]
    last_row: int
    last_column: int
    markup: SheetMarkup


def read_plain(
    path: Path, package: Package, entry: SheetEntry, workbook: WorkbookMarkup, strings: PlainStrings
) -> PlainSheet | None:
    """Return the worksheet of `entry`, or `None` if it is not in plain form, or too large."""
    content = package.read(entry.part, _LARGEST_PART)
    try:
        return _read(path, content, entry.name, workbook, strings) if content else None
    except (NotPlainError, InputError, ExpatError, ValueError, LookupError):
        return None


def _read(path: Path, content: bytes, name: str, workbook: WorkbookMarkup, strings: PlainStrings) -> PlainSheet:
    """Read a sheet; one that is not plain raises an error, of whatever kind."""
    start, end = content.index(b"<sheetData>"), content.index(b"</sheetData>")
    head = content[:start]
    check_declaration(head)
    _check_size(head)
    markup = scan_frame(head + b"<sheetData>" + content[end:])
    if markup.marks:
        raise NotPlainError
    written = _split_rows(content[start + len(b"<sheetData>") : end], markup.hidden_rows)
    last_row, last_column = max(written, default=0), max(map(_last_column, written.values()), default=0)
    check_extent(path, name, [(last_row, last_column)], markup.merged)
    texts = _decode_all(cell for cells in written.values() for cell in cells)
    reader = _CellReader(name, workbook, strings, texts, cover(markup.merged, last_row, last_column))
    rows = {row: cells for row in list(written) if (cells := reader.read(row, written.pop(row)))}
    return PlainSheet(rows, last_row, last_column, markup)


def _check_size(head: bytes) -> None:
    """Check what stands before the rows as to what calamine would see there: a size, which must be right."""
    found = _DIMENSION.findall(head)
    if len(found) != head.count(b"dimension") or b"sheetData" in head:
        raise NotPlainError
    for first, last in found:
        top, left = parse_address(str(first, "ascii"))
        bottom, right = parse_address(str(last or first, "ascii"))
        if top > bottom or left > right:
            raise NotPlainError


def _split_rows(body: bytes, hidden: set[int]) -> dict[int, list[_Written]]:
    """Return what is written in the rows that hold something; the numbers of hidden ones are added to `hidden`."""
    rows: dict[int, list[_Written]] = {}
    *complete, rest = body.split(b"</row>")
    last = 0
    for content in complete:
        head = _find_row(content, hidden)
        if head is None or (number := int(head[1])) <= last:
            raise NotPlainError
        cells = _CELL.findall(content, head.end())
        if head.end() + sum([len(cell[0]) for cell in cells]) != len(content):
            raise NotPlainError
        last = number
        if cells and cells[0][_AT]:
            rows[number] = cells
    if _find_row(rest, hidden) is not None:
        raise NotPlainError
    return rows


def _find_row(content: bytes, hidden: set[int]) -> re.Match[bytes] | None:
    """Return the head of the row that `content` begins with behind empty ones; `None` if nothing stands there."""
    at = 0 if content.startswith(b"<row") else _BLANKS.match(content).end()  # type: ignore[union-attr]
    while at < len(content):
        row = _ROW.match(content, at)
        if row is None:
            raise NotPlainError
        if _is_row_hidden(row[2]):
            hidden.add(int(row[1]))
        if not row[3]:
            return row
        at = row.end()
    return None


@lru_cache(maxsize=256)
def _is_row_hidden(attributes: bytes) -> bool:
    """Return whether a row with these attributes is hidden; the parser reads them."""
    return bool(scan_frame(b'<row r="1"' + attributes + b"/>").hidden_rows)


def _last_column(cells: list[_Written]) -> int:
    address = cells[-1][_AT] or cells[-2][_AT]
    return _COLUMNS[address.rstrip(b"0123456789")]


def _decode_all(cells: Iterable[_Written]) -> dict[bytes, str]:
    """Return what the texts in the cells say, each once; the formulas must be XML, too."""
    trimmed: set[bytes] = set()
    verbatim: set[bytes] = set()
    formulas: set[bytes] = set()
    for _, _, _, kind, keeps, text, _, formula, value in cells:
        if text:
            (verbatim if keeps else trimmed).add(text)
        elif kind == b"str" and value:
            verbatim.add(value)
        if formula:
            formulas.add(formula)
    decode(formulas)
    return decode_texts(trimmed, verbatim)


@lru_cache(maxsize=4096)
def _read_number(value: bytes, number_format: str, is_1904: bool) -> tuple[CellKind, CellValue]:
    if not _NUMBER.fullmatch(value) or math.isinf(number := float(value)):
        raise NotPlainError
    return interpret_number(number, number_format, is_1904=is_1904)


class _CellReader:
    """Makes cells of what is written in a row."""

    def __init__(
        self,
        sheet: str,
        workbook: WorkbookMarkup,
        strings: PlainStrings,
        texts: Mapping[bytes, str],
        covered: Mapping[tuple[int, int], Area],
    ) -> None:
        self._sheet = sheet
        self._workbook = workbook
        self._strings = strings
        self._texts = texts
        self._covered = covered
        self._areas = {area: str(area) for area in set(covered.values())}
        self._formats: dict[bytes, str] = {}

    def read(self, row: int, written: Iterable[_Written]) -> dict[int, Cell]:
        """Return the cells of `row` by column."""
        number = str(row).encode()
        width = len(number)
        covered, formats, texts, sheet = self._covered, self._formats, self._texts, self._sheet
        is_1904 = self._workbook.is_1904
        cells: dict[int, Cell] = {}
        last = 0
        for _, address, style, kind, _, text, formula, _, value in written:
            if not address:
                continue
            column = _COLUMNS[address[:-width]]
            if column <= last or not address.endswith(number):
                raise NotPlainError
            last = column
            number_format = formats.get(style) or self._format_of(style)
            said: CellValue
            if text and kind == b"inlineStr":
                cell_kind, said = _TEXT_KIND, texts[text]
            elif text:
                raise NotPlainError
            elif value and kind in _NUMBER_KINDS:
                cell_kind, said = _read_number(value, number_format, is_1904)
            else:
                cell_kind, said = self._read_other(kind, formula, value)
            if cell_kind is _EMPTY_KIND:
                continue
            at = str(address, "ascii")
            area = covered.get((row, column)) if covered else None
            # Most cells are neither merged nor formulas, and are made without a word on that.
            if area is None and not formula:
                cells[column] = make_cell(said, cell_kind, number_format, sheet, at)
                continue
            merged = self._areas[area] if area else None
            is_stale = bool(formula) and value == b"0" and self._workbook.is_stale and cell_kind is _NUMBER_KIND
            cells[column] = make_cell(said, cell_kind, number_format, sheet, at, merged=merged, is_stale=is_stale)
        return cells

    def _format_of(self, style: bytes) -> str:
        number_format = self._formats[style] = self._workbook.number_format(int(style or 0))
        return number_format

    def _read_other(self, kind: bytes, formula: bytes, value: bytes) -> tuple[CellKind, CellValue]:
        if kind in _NUMBER_KINDS:
            if not formula:
                raise NotPlainError
            return CellKind.UNCOMPUTED, None
        match kind:
            case b"s" if value.isdigit():
                said = self._strings[int(value)]
                return (CellKind.TEXT, said) if said else (CellKind.EMPTY, None)
            case b"str" if value:
                return CellKind.TEXT, self._texts[value]
            case b"inlineStr" if not value and not formula:
                return CellKind.EMPTY, None
            case b"b" if value in _TRUTH:
                return CellKind.BOOLEAN, _TRUTH[value]
            case b"e" if value in _ERRORS:
                return CellKind.ERROR, str(value, "ascii")
            case _:
                raise NotPlainError
