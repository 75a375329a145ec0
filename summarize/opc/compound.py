"""The OLE compound file around .xls, .et, .doc and encrypted packages: its directory and its streams.

MS-CFB: a header of 512 bytes, then sectors of equal size. A table (FAT) tells for each sector which one
follows; the FAT's own sectors are listed in the header and, for files beyond 7 MB, in further sectors
(DIFAT). Streams below 4 KB share the sectors of one big stream, with a table of their own. Nothing that
the file says about sizes and successors is believed beyond its own length: a chain that leads in a
circle, or out of the file, is a fault.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import BinaryIO

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<8s16sHHHHH6s9L109L")
_ENTRY = struct.Struct("<64sHBBLLL36sLQ")
_SECTOR_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_MINI_LIMIT = 4096
"""Streams below this size stand in the sectors of the mini stream."""
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks, not sectors."""
_NOTHING = 0xFFFFFFFF
_STREAM, _ROOT = 2, 5


class CompoundFaultError(Exception):
    """The compound file contradicts itself or is cut off; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the directory: a storage (a folder) or a stream (a file in it)."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    first: int
    size: int

    @property
    def is_stream(self) -> bool:
        """Whether it holds bytes."""
        return self.kind == _STREAM


def entry_names(file: BinaryIO) -> frozenset[str]:
    """Return the names of the streams and storages that tell what the compound file `file` is.

    What lies inside storages does not: a document with a workbook embedded in it stays a document.

    Raises:
        CompoundFaultError: The directory is cut off or leads in a circle.
    """
    return frozenset(entry.name for entry in CompoundFile(file).top.values())


class CompoundFile:
    """A compound file, opened: `entries` is its directory, `top` its entries outside all storages.

    Raises:
        CompoundFaultError: The header, a table or the directory is wrong.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._length = file.seek(0, 2)
        file.seek(0)
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size or not head.startswith(OLE_MARK):
            raise CompoundFaultError("文件头不完整")
        fields = _HEADER.unpack(head)
        self._shift, mini_shift = int(fields[5]), int(fields[6])
        if self._shift not in _SECTOR_SHIFTS or mini_shift != _MINI_SHIFT or fields[12] != _MINI_LIMIT:
            raise CompoundFaultError("文件头有错")
        self._size = 1 << self._shift
        self._count = max(0, -(-self._length // self._size) - 1)
        self._next = self._read_table(self._table_sectors(fields[17:], int(fields[15])))
        self.entries = tuple(self._read_entries(int(fields[10])))
        self._mini_first = int(fields[13])
        self._mini: tuple[bytes, array[int]] | None = None
        self.top = {entry.name.lower(): entry for entry in self._children(0)}

    def read(self, entry: Entry) -> bytes:
        """Return the bytes of the stream `entry`.

        Raises:
            CompoundFaultError: Its sectors are not all there.
        """
        if entry.size >= _MINI_LIMIT:
            return self._read_stream(entry.first, entry.size)
        stream, following = self._read_mini()
        sectors = _follow(following, entry.first, -(-entry.size >> _MINI_SHIFT))
        content = b"".join(stream[number << _MINI_SHIFT : (number + 1) << _MINI_SHIFT] for number in sectors)
        if len(content) < entry.size:
            raise CompoundFaultError(f"“{entry.name}”的内容不完整")
        return content[: entry.size]

    def _table_sectors(self, listed: tuple[int, ...], more: int) -> Iterator[int]:
        """Yield the sectors of the FAT, as many as the file's length calls for."""
        needed = -(-self._count * 4 // self._size)
        yield from listed[:needed]
        needed -= len(listed)
        seen: set[int] = set()
        while needed > 0 and more < _LAST_SECTOR:
            if more in seen:
                raise CompoundFaultError("分配表的目录绕成了圈")
            seen.add(more)
            *numbers, more = struct.unpack(f"<{self._size // 4}L", self._read_sector(more))
            yield from numbers[:needed]
            needed -= len(numbers)

    def _read_table(self, sectors: Iterator[int]) -> array[int]:
        used = takewhile(lambda number: number < _LAST_SECTOR, sectors)
        table = _numbers(b"".join(map(self._read_sector, used)))
        return table[: self._count]

    def _read_sector(self, number: int) -> bytes:
        if number >= self._count:
            raise CompoundFaultError("有扇区在文件之外，文件可能被截断")
        self._file.seek((number + 1) << self._shift)
        content = self._file.read(self._size)
        if len(content) < self._size:
            raise CompoundFaultError("内容不完整，文件可能被截断")
        return content

    def _read_stream(self, first: int, size: int) -> bytes:
        """Return `size` bytes from sector `first` on; sectors that lie together are read together."""
        if size > self._length:
            raise CompoundFaultError("记载的长度超过整个文件")
        pieces: list[bytes] = []
        for start, count in _runs(_follow(self._next, first, -(-size >> self._shift))):
            self._file.seek((start + 1) << self._shift)
            pieces.append(self._file.read(count << self._shift))
        content = b"".join(pieces)
        if len(content) < size:
            raise CompoundFaultError("内容不完整，文件可能被截断")
        return content[:size]

    def _read_chain(self, first: int) -> bytes:
        return b"".join(self._read_sector(number) for number in _follow(self._next, first, None))

    def _read_mini(self) -> tuple[bytes, array[int]]:
        if self._mini is None:
            root = self.entries[0]
            stream = self._read_stream(root.first, root.size) if root.size else b""
            self._mini = stream, _numbers(self._read_chain(self._mini_first))
        return self._mini

    def _read_entries(self, first: int) -> Iterator[Entry]:
        directory = self._read_chain(first)
        if not directory or directory[66] != _ROOT:
            raise CompoundFaultError("目录有错")
        for name, length, kind, _, left, right, child, _, start, size in _ENTRY.iter_unpack(directory):
            text = name[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
            # The upper half of a size is not cleared by old writers of files with short sectors.
            true_size = size if self._shift != min(_SECTOR_SHIFTS) else size & 0xFFFFFFFF
            yield Entry(text, kind, left, right, child, start, true_size)

    def _children(self, parent: int) -> Iterator[Entry]:
        """Yield the entries in storage `parent`: they hang together as a tree, which may be broken."""
        waiting, seen = [self.entries[parent].child], {parent}
        while waiting:
            number = waiting.pop()
            if number == _NOTHING:
                continue
            if number in seen or number >= len(self.entries):
                raise CompoundFaultError("目录的条目互相矛盾")
            seen.add(number)
            entry = self.entries[number]
            waiting += (entry.left, entry.right)
            yield entry


def _numbers(table: bytes) -> array[int]:
    return array("L" if array("L").itemsize == 4 else "I", struct.unpack(f"<{len(table) // 4}L", table))


def _follow(following: array[int], first: int, count: int | None) -> Iterator[int]:
    """Yield `count` sectors from `first` on, or all up to the mark of the end if `count` is `None`."""
    seen = bytearray(len(following))
    number, done = first, 0
    while done != count:
        if number >= len(following):
            if count is None and number >= _LAST_SECTOR:
                return
            raise CompoundFaultError("扇区链断开，文件可能被截断")
        if seen[number]:
            raise CompoundFaultError("扇区链绕成了圈")
        seen[number] = 1
        yield number
        number, done = following[number], done + 1


def _runs(sectors: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield first number and length of each run of neighbours in `sectors`."""
    start = count = 0
    for number in sectors:
        if count and number == start + count:
            count += 1
            continue
        if count:
            yield start, count
        start, count = number, 1
    if count:
        yield start, count
