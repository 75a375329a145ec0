"""One worksheet of an .xls: its cells, merges and what is hidden, from its records."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from summarize.model.cells import CellKind
from summarize.read.addresses import Area
from summarize.read.grids.biff_formulas import Formulas
from summarize.read.grids.biff_records import Cursor, Kind, iter_records
from summarize.read.grids.stored_cells import (
    RecordFaultError,
    Stored,
    StoredSheet,
    error_cell,
    number_cell,
    text_cell,
    unpack_rk,
)

_COLUMNS = 256
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x0020, 0x0001
_CELL = struct.Struct("<HHH")
_RK = struct.Struct("<HL")
_DOUBLE = struct.Struct("<d")
_FORMULAS = (Kind.FORMULA, Kind.FORMULA_OF_3, Kind.FORMULA_OF_4)
"""Some writers keep the kind of older versions, whose body begins alike."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Where texts come from: the stream, the shared ones, and the codec of those before Excel 97."""

    stream: bytes
    shared: list[str]
    codec: str | None


class SheetReader:
    """One pass over the records of a worksheet, which fills a sheet.

    Cells that hold nothing but a format leave nothing behind.
    """

    def __init__(self, texts: Texts, sheet: StoredSheet, formulas: Formulas) -> None:
        self._texts, self._sheet, self._formulas = texts, sheet, formulas
        self._stream = texts.stream
        self._formula: tuple[int, int, int] | None = None
        """Row, column and style of the text formula whose value is to follow."""
        self._readers: dict[int, tuple[int, Callable[[int, int], None]]] = {
            Kind.NUMBER: (14, self._read_number),
            Kind.RK: (10, self._read_rk),
            Kind.MUL_RK: (12, self._read_mul_rk),
            Kind.LABEL_SST: (10, self._read_label_sst),
            Kind.LABEL: (8, self._read_label),
            Kind.RICH_STRING: (8, self._read_label),
            Kind.BOOL_ERR: (8, self._read_bool_err),
            **dict.fromkeys(_FORMULAS, (16, self._read_formula)),
            Kind.STRING: (2, self._read_string),
            Kind.ROW: (16, self._read_row),
            Kind.COLUMN_INFO: (10, self._read_column_info),
            Kind.MERGE_CELLS: (2, self._read_merge_cells),
        }

    def read(self, start: int, end: int) -> None:
        """Read the records from `start` to the sheet's end, which lies before `end`."""
        try:
            for kind, body, length in iter_records(self._stream, start, end):
                if kind in self._readers:
                    shortest, reader = self._readers[kind]
                    if length < shortest:
                        raise RecordFaultError("有记录比应有的短")
                    reader(body, length)
        except RecordFaultError as error:
            raise RecordFaultError(f"工作表“{self._sheet.name}”中{error}") from error

    def _put(self, body: int, stored: Callable[[int], Stored | None]) -> tuple[int, int, int]:
        row, column, style = _CELL.unpack_from(self._stream, body)
        self._formula = None
        self._keep(row, column, stored(style))
        return row, column, style

    def _keep(self, row: int, column: int, stored: Stored | None) -> None:
        if column >= _COLUMNS:
            raise RecordFaultError(f"第 {row + 1} 行有单元格超出工作表")
        if stored is not None:
            self._sheet.put(row + 1, column + 1, stored)

    def _read_number(self, body: int, _: int) -> None:
        (number,) = _DOUBLE.unpack_from(self._stream, body + 6)
        self._put(body, lambda style: number_cell(number, style))

    def _read_rk(self, body: int, _: int) -> None:
        row, column = struct.unpack_from("<HH", self._stream, body)
        self._formula = None
        self._keep_rk(row, column, body + 4)

    def _read_mul_rk(self, body: int, length: int) -> None:
        row, first = struct.unpack_from("<HH", self._stream, body)
        self._formula = None
        for index in range((length - 6) // _RK.size):
            self._keep_rk(row, first + index, body + 4 + index * _RK.size)

    def _keep_rk(self, row: int, column: int, at: int) -> None:
        style, packed = _RK.unpack_from(self._stream, at)
        self._keep(row, column, number_cell(unpack_rk(packed), style))

    def _read_label_sst(self, body: int, _: int) -> None:
        index = int.from_bytes(self._stream[body + 6 : body + 10], "little")
        if index >= len(self._texts.shared):
            raise RecordFaultError("引用了不存在的文字")
        self._put(body, lambda style: text_cell(self._texts.shared[index], style))

    def _read_label(self, body: int, length: int) -> None:
        text = Cursor(self._stream, body + 6, length - 6, self._texts.codec).text()
        self._put(body, lambda style: text_cell(text, style))

    def _read_bool_err(self, body: int, _: int) -> None:
        code, is_error = self._stream[body + 6 : body + 8]
        self._put(body, lambda style: error_cell(code, style) if is_error else _boolean(code, style))

    def _read_formula(self, body: int, _: int) -> None:
        result = self._stream[body + 6 : body + 14]
        flags = int.from_bytes(self._stream[body + 14 : body + 16], "little")
        position = _CELL.unpack_from(self._stream, body)
        match result[0] if result.endswith(b"\xff\xff") else None:
            case None:
                (number,) = _DOUBLE.unpack(result)
                self._put(body, lambda style: number_cell(number, style))
                self._formulas.note_number(number, flags, self._sheet, position)
            case 0:
                # Until the text follows: a formula whose value was never stored.
                self._formula = self._put(body, lambda style: Stored(CellKind.UNCOMPUTED, None, style))
            case 1:
                self._formulas.note_value(flags)
                self._put(body, lambda style: _boolean(result[2], style))
            case 2:
                self._formulas.note_value(flags)
                self._put(body, lambda style: error_cell(result[2], style))
            case 3:
                self._put(body, lambda _: None)
                self._formulas.note_no_text(self._sheet, position)
            case _:
                raise RecordFaultError("有公式的结果认不出")

    def _read_string(self, body: int, length: int) -> None:
        if self._formula is None:
            return
        row, column, style = self._formula
        self._formula = None
        self._sheet.drop(row + 1, column + 1)
        self._formulas.note_value(0)
        self._keep(row, column, text_cell(Cursor(self._stream, body, length, self._texts.codec).text(), style))

    def _read_row(self, body: int, _: int) -> None:
        if int.from_bytes(self._stream[body + 12 : body + 14], "little") & _HIDDEN_ROW:
            self._sheet.hidden_rows.add(int.from_bytes(self._stream[body : body + 2], "little") + 1)

    def _read_column_info(self, body: int, _: int) -> None:
        first, last, _width, _style, flags = struct.unpack_from("<5H", self._stream, body)
        if flags & _HIDDEN_COLUMN:
            self._sheet.hidden_columns.append((first + 1, min(last + 1, _COLUMNS)))

    def _read_merge_cells(self, body: int, length: int) -> None:
        count = int.from_bytes(self._stream[body : body + 2], "little")
        if 2 + count * 8 > length:
            raise RecordFaultError("合并区域的记录不完整")
        for index in range(count):
            first, last, left, right = struct.unpack_from("<4H", self._stream, body + 2 + index * 8)
            if first > last or left > right or right >= _COLUMNS:
                raise RecordFaultError("合并区域的地址有错")
            self._sheet.merged.append(Area(first + 1, left + 1, last + 1, right + 1))


def _boolean(code: int, style: int) -> Stored:
    return Stored(CellKind.BOOLEAN, bool(code), style)
