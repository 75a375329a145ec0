"""The directory of an OLE compound file: what streams it holds, without reading any of them.

MS-CFB: a header of 512 bytes, then sectors; chains of sectors stand in an allocation table whose own
sectors are listed in the header and, for files beyond 7 MB, in further sectors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MAX_DIRECTORY_SECTORS = 4_096
"""Sectors of the directory that are read: 16,000 streams; a workbook has ten."""

_HEADER_SIZE = 512
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks, not sectors."""
_ENTRY_SIZE = 128
_SECTOR_SHIFTS = (9, 12)


class CompoundFaultError(Exception):
    """The file's directory cannot be read."""


def entry_names(file: BinaryIO) -> frozenset[str]:
    """Return the names of the streams and storages in the compound file `file`.

    Raises:
        CompoundFaultError: The directory is cut off or leads in a circle.
    """
    file.seek(0)
    header = file.read(_HEADER_SIZE)
    if len(header) < _HEADER_SIZE:
        raise CompoundFaultError
    shift = int(struct.unpack_from("<H", header, 30)[0])
    if shift not in _SECTOR_SHIFTS:
        raise CompoundFaultError
    sectors = _Sectors(file, 1 << shift, header)
    first = int(struct.unpack_from("<L", header, 48)[0])
    return frozenset(name for sector in sectors.chain(first) for name in _names(sectors.read(sector)))


def _names(directory: bytes) -> Iterator[str]:
    for start in range(0, len(directory), _ENTRY_SIZE):
        entry = directory[start : start + _ENTRY_SIZE]
        length, kind = struct.unpack_from("<HB", entry, 64)
        if kind and 2 <= length <= 64:
            yield entry[: length - 2].decode("utf-16-le", errors="replace")


class _Sectors:
    """A compound file's sectors and its allocation table, read where they are asked for."""

    def __init__(self, file: BinaryIO, size: int, header: bytes) -> None:
        self._file, self._size = file, size
        self._tables = [number for number in struct.unpack_from("<109L", header, 76) if number < _LAST_SECTOR]
        self._more = int(struct.unpack_from("<L", header, 68)[0])

    def read(self, number: int) -> bytes:
        """Return the sector with this number."""
        self._file.seek((number + 1) * self._size)
        content = self._file.read(self._size)
        if len(content) < self._size:
            raise CompoundFaultError
        return content

    def chain(self, first: int) -> Iterator[int]:
        """Yield the numbers of the sectors that follow each other from `first`."""
        seen: set[int] = set()
        number = first
        while number < _LAST_SECTOR:
            if number in seen or len(seen) >= MAX_DIRECTORY_SECTORS:
                raise CompoundFaultError
            seen.add(number)
            yield number
            number = self._next(number)

    def _next(self, number: int) -> int:
        per_sector = self._size // 4
        table = self._table(number // per_sector)
        return int(struct.unpack_from("<L", self.read(table), number % per_sector * 4)[0])

    def _table(self, index: int) -> int:
        """Return the sector of the allocation table's part `index`, following the list beyond the header."""
        per_sector = self._size // 4 - 1
        visited = 0
        while index >= len(self._tables):
            if self._more >= _LAST_SECTOR or visited > index // per_sector:
                raise CompoundFaultError
            listed = struct.unpack(f"<{per_sector + 1}L", self.read(self._more))
            self._tables.extend(listed[:-1])
            self._more = int(listed[-1])
            visited += 1
        table = int(self._tables[index])
        if table >= _LAST_SECTOR:
            raise CompoundFaultError
        return table
