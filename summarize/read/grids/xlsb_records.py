"""The records of the binary parts of an .xlsb: where each begins, and what stands at a place in them.

MS-XLSB: a record is a kind of one or two bytes and a length of one to four, seven bits in each, then a body.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from summarize.read.grids.stored_cells import RecordFaultError, decode_wide

_MORE, _BITS = 0x80, 7
_LONGEST_LENGTH = 4
_NO_TEXT = 0xFFFFFFFF


class Kind(IntEnum):
    """The records that are read; all others are passed over."""

    ROW = 0
    CELL_BLANK = 1
    CELL_RK = 2
    CELL_ERROR = 3
    CELL_BOOL = 4
    CELL_REAL = 5
    CELL_TEXT = 6
    CELL_SHARED = 7
    FORMULA_TEXT = 8
    FORMULA_NUMBER = 9
    FORMULA_BOOL = 10
    FORMULA_ERROR = 11
    SHORT_BLANK = 12
    SHORT_RK = 13
    SHORT_ERROR = 14
    SHORT_BOOL = 15
    SHORT_REAL = 16
    SHORT_TEXT = 17
    SHORT_SHARED = 18
    SHARED_TEXT = 19
    FUTURE_BEGIN = 35
    FUTURE_END = 36
    FORMAT = 44
    STYLE = 47
    COLUMN_INFO = 60
    CELL_RICH_TEXT = 62
    BEGIN_SHEET_DATA = 145
    END_SHEET_DATA = 146
    BOOK_PROPERTIES = 153
    SHEET = 156
    CALCULATION = 157
    MERGED = 176
    BEGIN_STYLES = 617
    END_STYLES = 618


def iter_records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, beginning and length of the body of each record of `part`; those of later versions are left out.

    Raises:
        RecordFaultError: A record is cut off.
    """
    at, end, in_future = 0, len(part), False
    while at < end:
        kind = part[at]
        at += 1
        if kind & _MORE and at < end:
            kind = kind & ~_MORE | (part[at] & ~_MORE & 0xFF) << _BITS
            at += 1
        length = shift = 0
        while True:
            if at >= end:
                raise RecordFaultError("记录没有到头就断了")
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += _BITS
            if byte < _MORE or shift == _LONGEST_LENGTH * _BITS:
                break
        if at + length > end:
            raise RecordFaultError("记录没有到头就断了")
        if kind in (Kind.FUTURE_BEGIN, Kind.FUTURE_END):
            in_future = kind == Kind.FUTURE_BEGIN
        elif not in_future:
            yield kind, at, length
        at += length


def number_at(part: bytes, at: int, size: int) -> int:
    """Return the `size` bytes at `at` as a number without sign."""
    return int.from_bytes(part[at : at + size], "little")


def text_at(part: bytes, at: int, end: int) -> tuple[str, int]:
    """Return the text that begins at `at` with its length, in a record that ends at `end`, and where it ends.

    Raises:
        RecordFaultError: It is longer than its record.
    """
    count = number_at(part, at, 4)
    if count == _NO_TEXT and at + 4 <= end:
        return "", at + 4
    stop = at + 4 + count * 2
    if at + 4 > end or stop > end:
        raise RecordFaultError("有文字没有到头就断了")
    return decode_wide(part[at + 4 : stop]), stop
