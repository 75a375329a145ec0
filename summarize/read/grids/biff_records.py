"""The records of a BIFF stream (.xls, .et): where each begins, and the texts that run on over several.

MS-XLS: a record is a kind, a length of at most 8,224 bytes and a body; what is longer goes on in CONTINUE
records. A text that is cut there begins anew with a byte that tells the width of its further characters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum

from summarize.read.grids.stored_cells import RecordFaultError, decode_wide

HEAD = struct.Struct("<HH")
_IS_WIDE, _HAS_EXTRA, _HAS_RUNS = 0x01, 0x04, 0x08


class Kind(IntEnum):
    """The records that are read; all others are passed over."""

    FORMULA = 0x0006
    EOF = 0x000A
    DATE_MODE = 0x0022
    FILE_PASS = 0x002F
    CONTINUE = 0x003C
    CODE_PAGE = 0x0042
    COLUMN_INFO = 0x007D
    BOUND_SHEET = 0x0085
    MUL_RK = 0x00BD
    RICH_STRING = 0x00D6
    XF = 0x00E0
    MERGE_CELLS = 0x00E5
    SST = 0x00FC
    LABEL_SST = 0x00FD
    SUP_BOOK = 0x01AE
    RECALC_ID = 0x01C1
    NUMBER = 0x0203
    LABEL = 0x0204
    BOOL_ERR = 0x0205
    FORMULA_OF_3 = 0x0206
    STRING = 0x0207
    ROW = 0x0208
    RK = 0x027E
    FORMULA_OF_4 = 0x0406
    FORMAT = 0x041E
    BOF = 0x0809


def iter_records(stream: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, beginning and length of the body of each record from `start` up to the EOF of its substream.

    Substreams within (charts that lie on a sheet) are passed over.

    Raises:
        RecordFaultError: A record, or the substream, is cut off at `end`.
    """
    depth = 0
    while start + HEAD.size <= end:
        kind, length = HEAD.unpack_from(stream, start)
        body = start + HEAD.size
        start = body + length
        if start > end:
            break
        if kind == Kind.EOF:
            depth -= 1
            if depth <= 0:
                return
        elif kind == Kind.BOF:
            depth += 1
        if depth <= 1:
            yield kind, body, length
    raise RecordFaultError("记录没有到头就断了")


class Cursor:
    """A place in the body of a record and of the CONTINUE records that follow it.

    All that is taken moves it on; taking more than there is raises `RecordFaultError`.
    """

    def __init__(self, stream: bytes, body: int, length: int, codec: str | None = None) -> None:
        """Begin at `body`; with a `codec` texts are bytes in it, as before Excel 97."""
        self._stream, self._codec = stream, codec
        self._at, self._end = body, body + length

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self._at == self._end and not self._go_on()

    def _go_on(self) -> bool:
        """Move into the CONTINUE record that follows, if one does."""
        while self._end + HEAD.size <= len(self._stream):
            kind, length = HEAD.unpack_from(self._stream, self._end)
            body = self._end + HEAD.size
            if kind != Kind.CONTINUE or body + length > len(self._stream):
                return False
            self._at, self._end = body, body + length
            if length:
                return True
        return False

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        if self._at + count <= self._end:
            self._at += count
            return self._stream[self._at - count : self._at]
        pieces: list[bytes] = []
        while count:
            if self._at == self._end and not self._go_on():
                raise RecordFaultError("有记录比记载的短")
            piece = self._stream[self._at : min(self._at + count, self._end)]
            self._at += len(piece)
            count -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def number(self, size: int) -> int:
        """Return the next `size` bytes as a number without sign."""
        return int.from_bytes(self.take(size), "little")

    def text(self, length_size: int = 2) -> str:
        """Return the text that begins here with its length; fonts and phonetic readings in it are passed over."""
        return self.text_of(self.number(length_size))

    def text_of(self, count: int) -> str:
        """Return the text of `count` units that begins here, behind its length."""
        if self._codec is not None:
            return self._decode(self.take(count), self._codec)
        flags = self.number(1)
        runs = self.number(2) if flags & _HAS_RUNS else 0
        extra = self.number(4) if flags & _HAS_EXTRA else 0
        text = self._characters(count, is_wide=bool(flags & _IS_WIDE))
        self.take(runs * 4 + extra)
        return text

    @staticmethod
    def _decode(content: bytes, codec: str) -> str:
        try:
            return content.decode(codec)
        except UnicodeDecodeError as error:
            raise RecordFaultError(f"有文字不合工作簿自己声明的编码（{codec}）") from error

    def _characters(self, count: int, *, is_wide: bool) -> str:
        pieces: list[bytes] = []
        while True:
            width = 2 if is_wide else 1
            size = min(count, (self._end - self._at) // width) * width
            piece = self._stream[self._at : self._at + size]
            pieces.append(piece if is_wide else piece.decode("latin-1").encode("utf-16-le"))
            self._at += size
            count -= size // width
            if not count:
                return decode_wide(b"".join(pieces))
            self._at = self._end
            if not self._go_on():
                raise RecordFaultError("有文字没有到头就断了")
            is_wide = bool(self.number(1) & _IS_WIDE)
