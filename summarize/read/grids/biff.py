"""The sheets of .xls and WPS .et: one pass over the records of the stream `Workbook` (BIFF8) or `Book` (BIFF5).

Of the libraries one gives no formats, merges or hidden rows, the other no formulas and, of damaged files,
any exception; neither tells a formula that nobody computed from a 0.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from summarize.errors import InputError
from summarize.findings import Place
from summarize.model.cells import Grid
from summarize.opc.archive import MAX_UNPACKED
from summarize.opc.compound import CompoundFaultError, CompoundFile
from summarize.opc.rules import (
    DAMAGED_FILE,
    ENCRYPTED_FILE,
    EXTERNAL_RELATION,
    OLD_BINARY_FORMAT,
    TOO_LARGE,
    WRONG_KIND_OF_FILE,
)
from summarize.read.grids.biff_formulas import Formulas
from summarize.read.grids.biff_protection import decrypt
from summarize.read.grids.biff_records import Cursor, Kind, iter_records
from summarize.read.grids.biff_sheet import SheetReader, Texts
from summarize.read.grids.stored_cells import RecordFaultError, StoredSheet, Styles, format_code, lay_out
from summarize.read.rules import UNREADABLE_WORKBOOK

_STREAMS = ("workbook", "book")
"""A file for Excel 95 and 97 alike holds both; the newer one says more."""
_BIFF8, _BIFF5 = 0x0600, 0x0500
_WITHIN = (0x0401, 0x3A01)
"""What stands for the length of the other workbook's name where it is this one, or an add-in."""
_SEPARATORS = re.compile(r"[\x00-\x1f/\\]+")
"""How the parts of a path are told apart in a record; drives are letters that stand close to the next part."""
_GLOBALS, _WORKSHEET = 0x0005, 0x0010

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


class _EncryptedError(Exception):
    """The records are encrypted."""


class _ExternalSourceError(Exception):
    """Formulas take values from elsewhere; the message is the name of the file."""


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
    except _ExternalSourceError as error:
        raise InputError(EXTERNAL_RELATION.at(place, f"工作簿的公式链接到文件之外的“{error}”。")) from error
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
        if entry.size > MAX_UNPACKED:
            message = f"文件里的工作簿有 {entry.size >> 20} MB，最多允许 {MAX_UNPACKED >> 20} MB。"
            raise InputError(TOO_LARGE.at(Place(file=str(path)), message))
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
    texts = Texts(stream, book.strings, book.codec)
    for start, end, sheet in _spans(book, len(stream)):
        SheetReader(texts, sheet, book.formulas).read(start, end)
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
            case Kind.SUP_BOOK if book.codec is None:
                _check_source(cursor)
            case Kind.RECALC_ID:
                book.formulas.note_engine(cursor.take(8))
            case Kind.SST:
                book.strings = list(_read_strings(cursor))
    _read_sheet_list(stream, book, bound)


def _check_source(cursor: Cursor) -> None:
    """Refuse another workbook that formulas take values from, as in every kind of workbook."""
    cursor.take(2)
    count = cursor.number(2)
    if count in _WITHIN:
        return
    parts = [part for part in _SEPARATORS.split(cursor.text_of(count)) if part.strip()]
    if parts:
        raise _ExternalSourceError(parts[-1])


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
