"""One worksheet of an .xlsb: its cells, merges and what is hidden, from the records of its part."""

from __future__ import annotations

import struct
from collections.abc import Callable

from summarize.model.addresses import MAX_COLUMNS, MAX_ROWS
from summarize.model.cells import CellKind
from summarize.read.addresses import Area
from summarize.read.grids.stored_cells import (
    RecordFaultError,
    Stored,
    StoredSheet,
    error_cell,
    number_cell,
    text_cell,
    unpack_rk,
)
from summarize.read.grids.xlsb_records import Kind, iter_records, number_at, text_at

_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_DOUBLE = struct.Struct("<d")
_CELL_HEAD, _SHORT_HEAD = 8, 4
"""Bytes before a cell's value: its column and its style, or the style alone."""


class SheetReader:
    """One pass over the records of a worksheet, which fills a sheet.

    Cells that hold nothing but a format leave nothing behind.
    """

    def __init__(self, part: bytes, sheet: StoredSheet, strings: tuple[str, ...], *, is_stale: bool) -> None:
        """Begin a pass over `part`; `is_stale` tells that its writer asks for a computation on opening."""
        self._part, self._sheet, self._strings, self._is_stale = part, sheet, strings, is_stale
        self._row = self._column = -1
        cells: dict[int, tuple[int, Callable[[int, int, int], Stored | None]]] = {
            Kind.CELL_RK: (4, self._read_rk),
            Kind.CELL_ERROR: (1, self._read_error),
            Kind.CELL_BOOL: (1, self._read_bool),
            Kind.CELL_REAL: (8, self._read_real),
            Kind.CELL_TEXT: (4, self._read_text),
            Kind.CELL_SHARED: (4, self._read_shared),
        }
        shorter = Kind.SHORT_BLANK - Kind.CELL_BLANK
        self._short_cells = {kind + shorter: reader for kind, reader in cells.items()}
        self._cells = {
            **cells,
            Kind.CELL_RICH_TEXT: (5, self._read_rich_text),
            Kind.FORMULA_TEXT: (4, self._read_text),
            Kind.FORMULA_NUMBER: (8, self._read_formula_number),
            Kind.FORMULA_BOOL: (1, self._read_bool),
            Kind.FORMULA_ERROR: (1, self._read_error),
        }
        self._others: dict[int, tuple[int, Callable[[int], None]]] = {
            Kind.ROW: (12, self._read_row),
            Kind.CELL_BLANK: (4, self._read_blank),
            Kind.SHORT_BLANK: (0, self._read_short_blank),
            Kind.COLUMN_INFO: (18, self._read_column_info),
            Kind.MERGED: (16, self._read_merged),
        }

    def read(self) -> None:
        """Read all records.

        Raises:
            RecordFaultError: One is cut off, or tells what cannot be.
        """
        is_open = False
        for kind, body, length in iter_records(self._part):
            if kind in self._cells:
                _require(length, _CELL_HEAD)
                self._column = number_at(self._part, body, 4)
                self._read_cell(self._cells[kind], body + _CELL_HEAD, body + length)
            elif kind in self._short_cells:
                self._column += 1
                self._read_cell(self._short_cells[kind], body + _SHORT_HEAD, body + length)
            elif kind in self._others:
                shortest, reader = self._others[kind]
                _require(length, shortest)
                reader(body)
            elif kind in (Kind.BEGIN_SHEET_DATA, Kind.END_SHEET_DATA):
                is_open = kind == Kind.BEGIN_SHEET_DATA
        if is_open:
            raise RecordFaultError("单元格的记录没有到头就断了")

    def _read_cell(self, reading: tuple[int, Callable[[int, int, int], Stored | None]], value: int, end: int) -> None:
        """Keep the cell whose value stands from `value` to `end`, behind the number of its style."""
        shortest, reader = reading
        _require(end - value, shortest)
        if self._row < 0 or self._column >= MAX_COLUMNS:
            raise RecordFaultError(f"第 {self._row + 1} 行有单元格超出工作表")
        stored = reader(value, end, number_at(self._part, value - 4, 3))
        if stored is not None:
            self._sheet.put(self._row + 1, self._column + 1, stored)

    def _read_rk(self, value: int, _: int, style: int) -> Stored:
        return number_cell(unpack_rk(number_at(self._part, value, 4)), style)

    def _read_real(self, value: int, _: int, style: int) -> Stored:
        return number_cell(_DOUBLE.unpack_from(self._part, value)[0], style)

    def _read_formula_number(self, value: int, end: int, style: int) -> Stored:
        """Read a result; a writer that asks for a computation may have stored 0 in place of one."""
        stored = self._read_real(value, end, style)
        return stored._replace(is_stale=self._is_stale and stored.value == 0)

    def _read_bool(self, value: int, _: int, style: int) -> Stored:
        return Stored(CellKind.BOOLEAN, bool(self._part[value]), style)

    def _read_error(self, value: int, _: int, style: int) -> Stored:
        return error_cell(self._part[value], style)

    def _read_shared(self, value: int, _: int, style: int) -> Stored | None:
        index = number_at(self._part, value, 4)
        if index >= len(self._strings):
            raise RecordFaultError("引用了不存在的文字")
        return text_cell(self._strings[index], style)

    def _read_text(self, value: int, end: int, style: int) -> Stored | None:
        return text_cell(text_at(self._part, value, end)[0], style)

    def _read_rich_text(self, value: int, end: int, style: int) -> Stored | None:
        return self._read_text(value + 1, end, style)

    def _read_row(self, body: int) -> None:
        self._row, self._column = number_at(self._part, body, 4), -1
        if self._row >= MAX_ROWS:
            raise RecordFaultError("有行超出工作表")
        if self._part[body + 11] & _HIDDEN_ROW:
            self._sheet.hidden_rows.add(self._row + 1)

    def _read_blank(self, body: int) -> None:
        self._column = number_at(self._part, body, 4)

    def _read_short_blank(self, _: int) -> None:
        self._column += 1

    def _read_column_info(self, body: int) -> None:
        first, last = number_at(self._part, body, 4), number_at(self._part, body + 4, 4)
        if self._part[body + 16] & _HIDDEN_COLUMN:
            self._sheet.hidden_columns.append((first + 1, min(last + 1, MAX_COLUMNS)))

    def _read_merged(self, body: int) -> None:
        first, last, left, right = struct.unpack_from("<4L", self._part, body)
        if not (first <= last < MAX_ROWS and left <= right < MAX_COLUMNS):
            raise RecordFaultError("合并区域的地址有错")
        self._sheet.merged.append(Area(first + 1, left + 1, last + 1, right + 1))


def _require(length: int, shortest: int) -> None:
    if length < shortest:
        raise RecordFaultError("有记录比应有的短")
