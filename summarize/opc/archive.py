"""The zip around an office file: its directory judged before it is read, its parts unpacked with care."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import BinaryIO

from summarize.opc import rules
from summarize.opc.refusal import refuse

MAX_ENTRIES = 4_000
"""A workbook of 200 sheets with comments and pictures has fewer than 1,500 parts."""
MAX_UNPACKED = 256 << 20
"""Bytes in all parts together: pictures apart, 100,000 rows of 20 columns unpack to about 100 MB."""
MAX_RATIO = 250
"""Unpacked to packed: a million formatted empty rows reach about 100; a bomb comes near deflate's 1,032."""
SMALL_PART = 4 << 20
"""Parts up to this size cannot be bombs: a tiny part of equal rows may shrink far."""
MAX_LISTED = 8 << 20
"""Bytes of a part that is held as a whole, content types or relations: 50,000 hyperlinks make 8 MB."""
MAX_DIRECTORY = MAX_ENTRIES * 1024
"""Bytes of the zip's directory; one entry takes about 80."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error, OSError)
"""What `zipfile` raises over a damaged file; an offset before its beginning is an `OSError`."""
_CHUNK = 1 << 18
_END_RECORD = struct.Struct("<4s4H2LH")
_LOCATOR_SIZE, _END64 = 20, struct.Struct("<4sQ2H2L4Q")


def open_zip(path: Path, file: BinaryIO) -> zipfile.ZipFile:
    """Return the opened zip, after its end record has told that its directory is small enough to read."""
    size = _directory_size(file)
    if size is None:
        raise refuse(path, rules.DAMAGED_FILE, "文件不完整：缺少压缩目录，可能在传输中被截断。")
    if size > MAX_DIRECTORY:
        raise refuse(path, rules.TOO_LARGE, f"文件的目录有 {size >> 20} MB，正常文件不到 {MAX_DIRECTORY >> 20} MB。")
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise refuse(path, rules.DAMAGED_FILE, "文件已损坏：压缩目录无法读取。") from error


def _directory_size(file: BinaryIO) -> int | None:
    """Return the bytes of the zip's directory as its end record tells, or `None` without such a record."""
    end = file.seek(0, 2)
    start = max(0, end - _END_RECORD.size - 0xFFFF)
    file.seek(start)
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < _END_RECORD.size:
        return None
    size = int(_END_RECORD.unpack_from(tail, found)[5])
    if size != 0xFFFFFFFF:
        return size
    file.seek(max(0, start + found - _LOCATOR_SIZE - _END64.size))
    record = file.read(_END64.size)
    if len(record) < _END64.size or not record.startswith(b"PK\x06\x06"):
        return None
    return int(_END64.unpack(record)[8])


def check_directory(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a zip whose directory tells of too much, or of parts that no office program would write."""
    if len(entries) > MAX_ENTRIES:
        message = f"文件内有 {len(entries)} 个部件，最多允许 {MAX_ENTRIES} 个。"
        raise refuse(path, rules.TOO_LARGE, message)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        message = f"文件解开后有 {unpacked >> 20} MB，最多允许 {MAX_UNPACKED >> 20} MB。"
        raise refuse(path, rules.TOO_LARGE, message)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if _is_unsafe(entry.orig_filename):
            raise refuse(path, rules.UNSAFE_PART_NAME, f"文件内部有不合规定的部件名“{name}”。")
        if name.lower() in seen:
            raise refuse(path, rules.UNSAFE_PART_NAME, f"文件内部有两个同名的部件“{name}”。")
        seen.add(name.lower())
        _check_entry(path, entry)


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & 0x1:
        raise refuse(path, rules.ENCRYPTED_FILE, f"文件内的部件“{name}”加了密码，无法读取。")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refuse(path, rules.DAMAGED_FILE, f"部件“{name}”的压缩方式不是办公文件所用的。")
    if entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * entry.compress_size:
        ratio = entry.file_size // max(entry.compress_size, 1)
        message = f"部件“{name}”解开后是压缩时的 {ratio} 倍，最多允许 {MAX_RATIO} 倍。"
        raise refuse(path, rules.TOO_LARGE, message)


def _is_unsafe(name: str) -> bool:
    return name.startswith("/") or any(ch in name for ch in "\\:\x00") or ".." in name.split("/")


def read_small(path: Path, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part as a whole; one that is too large for that is refused."""
    if entry.file_size > MAX_LISTED:
        message = f"部件“{entry.filename}”有 {entry.file_size >> 20} MB，最多允许 {MAX_LISTED >> 20} MB。"
        raise refuse(path, rules.TOO_LARGE, message)
    return b"".join(unpack(path, package, entry))


def unpack(path: Path, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part in chunks and, at its end, compare its true size and checksum with the directory's.

    `zipfile` stops at the size that the directory tells, other libraries do not: a part that goes on
    behind it would be a bomb for them, so one byte more than told is asked for.
    """
    longer = copy(entry)
    longer.file_size = entry.file_size + 1
    longer.CRC = None  # type: ignore[assignment]
    size = checksum = 0
    try:
        with package.open(longer) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                checksum = zlib.crc32(chunk, checksum)
                yield chunk
    except _BROKEN as error:
        raise refuse(path, rules.DAMAGED_FILE, f"文件已损坏：部件“{entry.filename}”无法解开。") from error
    if size != entry.file_size or checksum != entry.CRC:
        raise refuse(path, rules.DAMAGED_FILE, f"文件已损坏：部件“{entry.filename}”的校验码不符。")
