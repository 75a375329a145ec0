"""A package's zip, edited: parts that are not changed are copied with their bytes as they were packed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from copy import copy

from summarize.spreadsheetml.markup import PackageEditError

_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR_FLAG, _UTF8_FLAG = 0x08, 0x800
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX_REGULAR_FILE = 0o100644 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error, OSError)


class Archive:
    """The parts of a package, by their names without regard to case.

    Raises:
        PackageEditError: It is no zip that can be read.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise PackageEditError("压缩目录无法读取") from error
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, bytes] = {}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def parts(self) -> tuple[str, ...]:
        """Return the names of all parts, in the order in which they are packed."""
        return (*self._zip.namelist(), *self._added)

    def read(self, part: str) -> bytes:
        """Return what `part` holds now, changes included.

        Raises:
            PackageEditError: There is no such part, or it cannot be unpacked.
        """
        name = self._names.get(part.lower())
        if name is None:
            raise PackageEditError(f"缺少部件“{part}”")
        for changes in (self._changed, self._added):
            if name in changes:
                return changes[name]
        try:
            return self._zip.read(name)
        except (*_BROKEN, RuntimeError) as error:
            raise PackageEditError(f"部件“{part}”无法解开") from error

    def put(self, part: str, content: bytes) -> None:
        """Give `part` a new content; a part that is new comes behind all others."""
        name = self._names.setdefault(part.lower(), part)
        is_standing = name in self._zip.NameToInfo
        (self._changed if is_standing else self._added)[name] = content

    def free_name(self, pattern: str) -> str:
        """Return the first name of `pattern` (`xl/comments{}.xml`) that no part has, counting from 1."""
        number = 1
        while pattern.format(number).lower() in self._names:
            number += 1
        return pattern.format(number)

    def save(self) -> bytes:
        """Return the package: order, times and packed bytes of what was not changed are kept.

        Raises:
            PackageEditError: The zip's records contradict each other.
        """
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as target:
            target.comment = self._zip.comment
            ends = self._ends()
            for entry in self._zip.infolist():
                if entry.filename in self._changed:
                    target.writestr(_renewed(entry), self._changed[entry.filename])
                elif _is_renamed_by_python(entry):
                    target.writestr(_renewed(entry), self.read(entry.filename))
                else:
                    _copy(target, entry, self._packed(entry, ends[entry.header_offset]))
            for name, content in self._added.items():
                target.writestr(_new_entry(name), content, compresslevel=6)
        return buffer.getvalue()

    def _ends(self) -> dict[int, int]:
        """Return for each entry's beginning where the next one, or the directory, begins."""
        starts = sorted(entry.header_offset for entry in self._zip.infolist())
        return dict(zip(starts, [*starts[1:], self._zip.start_dir], strict=True))

    def _packed(self, entry: zipfile.ZipInfo, end: int) -> bytes:
        """Return the entry's local header, packed bytes and the descriptor behind them, as they are."""
        start = entry.header_offset
        try:
            mark, *_, name_length, extra_length = _LOCAL.unpack_from(self._data, start)
        except struct.error as error:
            raise PackageEditError("压缩目录与内容不符") from error
        least = start + _LOCAL.size + name_length + extra_length + entry.compress_size
        if mark != b"PK\x03\x04" or least > end:
            raise PackageEditError("压缩目录与内容不符")
        return self._data[start : end if entry.flag_bits & _DESCRIPTOR_FLAG else least]


def _is_renamed_by_python(entry: zipfile.ZipInfo) -> bool:
    """Whether `zipfile` would write the name into the directory otherwise than it stands before the part."""
    return not entry.filename.isascii() and not entry.flag_bits & _UTF8_FLAG


def _copy(target: zipfile.ZipFile, entry: zipfile.ZipInfo, packed: bytes) -> None:
    """Put an entry into `target` as it was packed; `zipfile` itself can only pack anew."""
    moved = copy(entry)
    moved.header_offset = target.start_dir
    assert target.fp is not None
    target.fp.seek(target.start_dir)
    target.fp.write(packed)
    target.start_dir = target.fp.tell()
    target.filelist.append(moved)
    target.NameToInfo[moved.filename] = moved


def _renewed(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return a directory entry for a part's new content, with the old one's place, time and packing."""
    renewed = zipfile.ZipInfo(entry.filename, max(entry.date_time, _EPOCH))
    renewed.compress_type = entry.compress_type
    renewed.create_system, renewed.external_attr = entry.create_system, entry.external_attr
    return renewed


def _new_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = _UNIX_REGULAR_FILE
    return entry
