"""What the binary kinds of workbook store, before it is laid out: cells, merges and what is hidden.

`.xls` and `.xlsb` differ in their records and agree in what the records mean; here it becomes grids.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from summarize.model.addresses import address
from summarize.model.cells import Cell, CellKind, CellRows, CellValue, Grid, make_cell
from summarize.read.addresses import Area, cover, expand_spans
from summarize.read.grids.extents import check_extent
from summarize.read.grids.number_formats import BUILTIN_FORMATS, GENERAL
from summarize.read.grids.values import interpret_number

ERROR_CODES: dict[int, str] = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_ANY_ERROR = "#VALUE!"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_IS_HUNDREDTHS, _IS_WHOLE = 1, 2
_DOUBLE = struct.Struct("<d")


class RecordFaultError(Exception):
    """A record of a binary workbook is wrong; the message is Chinese and names the place."""


class Stored(NamedTuple):
    """One cell as stored; `value` is a `float` for NUMBER, whatever its format shows.

    `is_stale` is true for a 0 that its writer may have put in place of a formula's value.
    """

    kind: CellKind
    value: float | str | bool | None
    style: int
    is_stale: bool = False


@dataclass(slots=True)
class StoredSheet:
    """One worksheet as stored; columns and rows count from 1, `hidden_columns` are first and last ones."""

    name: str
    is_hidden: bool
    rows: dict[int, dict[int, Stored]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, stored: Stored) -> None:
        """Keep a cell that holds something.

        Raises:
            RecordFaultError: The same cell has been kept before.
        """
        cells = self.rows.setdefault(row, {})
        if column in cells:
            raise RecordFaultError(f"单元格 {self.name}!{address(row, column)} 出现了两次")
        cells[column] = stored

    def drop(self, row: int, column: int) -> None:
        """Give up a cell that has been kept."""
        del self.rows[row][column]
        if not self.rows[row]:
            del self.rows[row]


@dataclass(frozen=True, slots=True)
class Styles:
    """The format codes of a workbook's cell styles, and from when its days are counted."""

    codes: tuple[str, ...]
    is_1904: bool

    def number_format(self, style: int) -> str:
        """Return the format code of the cell style with this number."""
        return self.codes[style] if 0 <= style < len(self.codes) else GENERAL


def format_code(number: int, own: dict[int, str]) -> str:
    """Return the code of the format with this number, of the workbook's `own` or built in."""
    return own.get(number) or BUILTIN_FORMATS.get(number, GENERAL)


def text_cell(text: str, style: int) -> Stored | None:
    """Return the cell that holds `text`; no text is no cell."""
    return Stored(CellKind.TEXT, text, style) if text else None


def error_cell(code: int, style: int) -> Stored:
    """Return the cell that holds the error value with this code."""
    return Stored(CellKind.ERROR, ERROR_CODES.get(code, _ANY_ERROR), style)


def number_cell(number: float, style: int) -> Stored:
    """Return the cell that holds `number`; what is no number shows in Excel as an error."""
    if math.isfinite(number):
        return Stored(CellKind.NUMBER, number, style)
    return Stored(CellKind.ERROR, "#NUM!", style)


def unpack_rk(packed: int) -> float:
    """Return the number packed in 32 bits (an RK): a whole one, or the upper part of a double; perhaps hundredths."""
    if packed & _IS_WHOLE:
        number = float((packed - (packed >> 31 << 32)) >> 2)
    else:
        number = float(_DOUBLE.unpack((packed >> 2 << 34).to_bytes(8, "little"))[0])
    return number / 100 if packed & _IS_HUNDREDTHS else number


def decode_wide(units: bytes) -> str:
    """Return the text of these UTF-16 units; half a pair becomes a character that no cell may hold."""
    text = units.decode("utf-16-le", errors="surrogatepass")
    return _LONE_SURROGATE.sub("\uffff", text)


def lay_out(path: Path, sheet: StoredSheet, styles: Styles) -> Grid:
    """Return `sheet` as a grid, its numbers read as their formats show them; its rows are given up.

    Raises:
        InputError: It is too large.
    """
    merged = [str(area) for area in sorted(sheet.merged)]
    row_count = max(sheet.rows, default=0)
    column_count = max(map(max, sheet.rows.values()), default=0)
    check_extent(path, sheet.name, [(row_count, column_count)], merged)
    covered = cover(merged, row_count, column_count)
    rows: dict[int, dict[int, Cell]] = {}
    for row in sorted(sheet.rows):
        cells = sheet.rows.pop(row)
        rows[row] = {
            column: _read_cell(sheet.name, (row, column), cells[column], styles, covered) for column in sorted(cells)
        }
    return Grid(
        sheet.name,
        CellRows(rows),
        row_count,
        column_count,
        hidden=sheet.is_hidden,
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(expand_spans(sheet.hidden_columns)),
        merged=tuple(merged),
    )


def _read_cell(
    sheet: str, position: tuple[int, int], stored: Stored, styles: Styles, covered: Mapping[tuple[int, int], Area]
) -> Cell:
    code = styles.number_format(stored.style)
    kind, value = _interpret(stored, code, styles)
    area = covered.get(position) if covered else None
    is_stale = stored.is_stale and kind is CellKind.NUMBER
    merged = str(area) if area else None
    return make_cell(value, kind, code, sheet, address(*position), merged=merged, is_stale=is_stale)


def _interpret(stored: Stored, code: str, styles: Styles) -> tuple[CellKind, CellValue]:
    if isinstance(stored.value, float):
        return interpret_number(stored.value, code, is_1904=styles.is_1904)
    return stored.kind, stored.value
