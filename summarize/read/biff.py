"""The sheets of .xls and WPS .et: one pass over the records of the stream `Workbook` (BIFF8) or `Book` (BIFF5).

Of the libraries one gives no formats, merges or hidden rows, the other no formulas and, of damaged files,
any exception; neither tells a formula that nobody computed from a 0.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from summarize.errors import InputError
from summarize.findings import Place
from summarize.model.cells import CellKind, Grid
from summarize.opc.compound import CompoundFaultError, CompoundFile
from summarize.opc.rules import DAMAGED_FILE, ENCRYPTED_FILE, OLD_BINARY_FORMAT, WRONG_KIND_OF_FILE
from summarize.read.addresses import Area
from summarize.read.biff_formulas import Formulas
from summarize.read.biff_protection import decrypt
from summarize.read.biff_records import Cursor, Kind, iter_records
from summarize.read.rules import UNREADABLE_WORKBOOK
from summarize.read.stored_cells import (
    RecordFaultError,
    Stored,
    StoredSheet,
    Styles,
    error_cell,
    format_code,
    lay_out,
    number_cell,
    text_cell,
    unpack_rk,
)

_STREAMS = ("workbook", "book")
"""A file for Excel 95 and 97 alike holds both; the newer one says more."""
_BIFF8, _BIFF5 = 0x0600, 0x0500
_GLOBALS, _WORKSHEET = 0x0005, 0x0010
_COLUMNS = 256
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x0020, 0x0001

_CODECS = {
    367: "ascii",
    932: "cp932",
    936: "gb18030",
    949: "cp949",
    950: "cp950",
    10008: "gb18030",
    32768: "mac-roman",
    32769: "cp1252",
    **{page: f"cp{page}" for page in (437, 850, 852, 866, 874, *range(1250, 1259))},
}
_LATIN = "cp1252"

_NO_PASSWORD = "在 Excel 或 WPS 中打开文件，另存时在“工具—常规选项”（WPS 为“加密”）中清空打开密码，保存后再用。"

_FORMULAS = (Kind.FORMULA, Kind.FORMULA_OF_3, Kind.FORMULA_OF_4)
"""Some writers keep the kind of older versions, whose body begins alike."""

_CELL = struct.Struct("<HHH")
_RK = struct.Struct("<HL")
_DOUBLE = struct.Struct("<d")


class _EncryptedError(Exception):
    """The records are encrypted."""


class _TooOldError(Exception):
    """The stream is of an Excel before 95."""


@dataclass(slots=True)
class _Book:
    """What the records before the first sheet tell."""

    codec: str | None
    is_1904: bool = False
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    sheets: list[tuple[int, StoredSheet]] = field(default_factory=list)
    formulas: Formulas = field(default_factory=Formulas)


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the worksheets of the .xls or .et at `path` as they stand, in workbook order; it has passed the gate.

    Raises:
        InputError: It is damaged, encrypted, too large, or older than Excel 95.
    """
    place = Place(file=str(path))
    try:
        book = _read_book(_read_stream(path))
    except CompoundFaultError as error:
        raise InputError(DAMAGED_FILE.at(place, f"文件已损坏：{error}。")) from error
    except RecordFaultError as error:
        raise InputError(UNREADABLE_WORKBOOK.at(place, f"工作簿内部的记录有错，无法读取：{error}。")) from error
    except _EncryptedError as error:
        raise InputError(ENCRYPTED_FILE.at(place, "文件设了打开密码，内容已加密，无法读取。", _NO_PASSWORD)) from error
    except _TooOldError as error:
        raise InputError(OLD_BINARY_FORMAT.at(place, "工作簿是 Excel 95 以前的格式，无法读取。")) from error
    styles = Styles(tuple(format_code(number, book.formats) for number in book.styles), book.is_1904)
    return tuple(lay_out(path, sheet, styles) for _, sheet in book.sheets)


def _read_stream(path: Path) -> bytes:
    with path.open("rb") as file:
        compound = CompoundFile(file)
        entry = next((compound.top[name] for name in _STREAMS if name in compound.top), None)
        if entry is None or not entry.is_stream:
            message = "文件里没有工作簿，可能是 Word、邮件等其他程序的文件，或者已经损坏。"
            raise InputError(WRONG_KIND_OF_FILE.at(Place(file=str(path)), message))
        return compound.read(entry)


def _read_book(stream: bytes) -> _Book:
    version, kind = _read_beginning(stream, 0)
    if version not in (_BIFF8, _BIFF5):
        raise _TooOldError
    if kind != _GLOBALS:
        raise RecordFaultError("开头不是工作簿的总体记录")
    stream = _unlock(stream)
    book = _Book(None if version == _BIFF8 else _LATIN)
    book.formulas.note_beginning(stream)
    _read_globals(stream, book)
    for start, end, sheet in _spans(book, len(stream)):
        _SheetReader(stream, book, sheet).read(start, end)
    book.formulas.settle()
    return book


def _read_beginning(stream: bytes, start: int) -> tuple[int, int]:
    """Return version and kind of the substream that begins at `start`."""
    if start + 8 > len(stream):
        raise RecordFaultError("有工作表在文件之外，文件可能被截断")
    kind, length, version, substream = struct.unpack_from("<4H", stream, start)
    if kind & 0xFF != Kind.BOF & 0xFF or length < 4:
        raise RecordFaultError("没有找到工作表的开头")
    return (version if kind == Kind.BOF else 0), substream


def _unlock(stream: bytes) -> bytes:
    """Return `stream` in plain: it may be encrypted for protection without anybody being asked for a password."""
    for kind, body, length in iter_records(stream, 0, len(stream)):
        if kind == Kind.FILE_PASS:
            plain = decrypt(stream, body, length)
            if plain is None:
                raise _EncryptedError
            return plain
    return stream


def _read_globals(stream: bytes, book: _Book) -> None:
    bound: list[tuple[int, int]] = []
    for kind, body, length in iter_records(stream, 0, len(stream)):
        cursor = Cursor(stream, body, length, book.codec)
        match kind:
            case Kind.CODE_PAGE if book.codec is not None:
                book.codec = _CODECS.get(cursor.number(2), _LATIN)
            case Kind.DATE_MODE:
                book.is_1904 = cursor.number(2) == 1
            case Kind.FORMAT:
                number = cursor.number(2)
                book.formats[number] = cursor.text(1 if book.codec else 2)
            case Kind.XF:
                book.styles.append(int.from_bytes(cursor.take(4)[2:], "little"))
            case Kind.BOUND_SHEET:
                bound.append((body, length))
            case Kind.RECALC_ID:
                book.formulas.note_engine(cursor.take(8))
            case Kind.SST:
                book.strings = list(_read_strings(cursor))
    _read_sheet_list(stream, book, bound)


def _read_strings(cursor: Cursor) -> Iterator[str]:
    """Yield the shared texts; some writers miscount them, so it is their end that counts."""
    cursor.take(8)
    while not cursor.is_done:
        yield cursor.text()


def _read_sheet_list(stream: bytes, book: _Book, bound: list[tuple[int, int]]) -> None:
    """Note where each worksheet begins; sheets of charts, dialogs and macros hold no cells and are passed over."""
    seen: set[str] = set()
    for body, length in bound:
        cursor = Cursor(stream, body, length, book.codec)
        start, flags = cursor.number(4), cursor.number(2)
        name = cursor.text(1)
        if name.lower() in seen:
            raise RecordFaultError(f"有两张工作表都叫“{name}”")
        seen.add(name.lower())
        if flags >> 8 == 0 and _read_beginning(stream, start)[1] == _WORKSHEET:
            book.sheets.append((start, StoredSheet(name, bool(flags & 0x03))))


def _spans(book: _Book, length: int) -> Iterator[tuple[int, int, StoredSheet]]:
    """Yield beginning, utmost end and sheet: none reaches into the next, so that each byte is read once."""
    starts = sorted(start for start, _ in book.sheets)
    following = dict(zip(starts, [*starts[1:], length], strict=False))
    if len(following) < len(starts):
        raise RecordFaultError("有两张工作表的内容在同一处")
    for start, sheet in book.sheets:
        yield start, following[start], sheet


class _SheetReader:
    """One pass over the records of a worksheet."""

    def __init__(self, stream: bytes, book: _Book, sheet: StoredSheet) -> None:
        self._stream, self._book, self._sheet = stream, book, sheet
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
        if index >= len(self._book.strings):
            raise RecordFaultError("引用了不存在的文字")
        self._put(body, lambda style: text_cell(self._book.strings[index], style))

    def _read_label(self, body: int, length: int) -> None:
        text = Cursor(self._stream, body + 6, length - 6, self._book.codec).text()
        self._put(body, lambda style: text_cell(text, style))

    def _read_bool_err(self, body: int, _: int) -> None:
        code, is_error = self._stream[body + 6 : body + 8]
        self._put(body, lambda style: error_cell(code, style) if is_error else _boolean(code, style))

    def _read_formula(self, body: int, _: int) -> None:
        result = self._stream[body + 6 : body + 14]
        flags = int.from_bytes(self._stream[body + 14 : body + 16], "little")
        position = _CELL.unpack_from(self._stream, body)
        formulas = self._book.formulas
        match result[0] if result.endswith(b"\xff\xff") else None:
            case None:
                (number,) = _DOUBLE.unpack(result)
                self._put(body, lambda style: number_cell(number, style))
                formulas.note_number(number, flags, self._sheet, position)
            case 0:
                # Until the text follows: a formula whose value was never stored.
                self._formula = self._put(body, lambda style: Stored(CellKind.UNCOMPUTED, None, style))
            case 1:
                formulas.note_value(flags)
                self._put(body, lambda style: _boolean(result[2], style))
            case 2:
                formulas.note_value(flags)
                self._put(body, lambda style: error_cell(result[2], style))
            case 3:
                self._put(body, lambda _: None)
                formulas.note_no_text(self._sheet, position)
            case _:
                raise RecordFaultError("有公式的结果认不出")

    def _read_string(self, body: int, length: int) -> None:
        if self._formula is None:
            return
        row, column, style = self._formula
        self._formula = None
        del self._sheet.cells[row + 1, column + 1]
        self._book.formulas.note_value(0)
        self._keep(row, column, text_cell(Cursor(self._stream, body, length, self._book.codec).text(), style))

    def _read_row(self, body: int, _: int) -> None:
        if int.from_bytes(self._stream[body + 12 : body + 14], "little") & _HIDDEN_ROW:
            self._sheet.hidden_rows.add(int.from_bytes(self._stream[body : body + 2], "little") + 1)

    def _read_column_info(self, body: int, _: int) -> None:
        first, last, _width, _style, flags = struct.unpack_from("<5H", self._stream, body)
        if flags & _HIDDEN_COLUMN:
            self._sheet.hidden_columns.update(range(first + 1, min(last + 1, _COLUMNS) + 1))

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
