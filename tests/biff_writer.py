"""Old binary files by hand, for what no writer at hand makes: OLE compound files and BIFF records in them.

    path.write_bytes(compound({"Workbook": book({"表": number(0, 0, 1.5)})}))

Real `.xls` come from LibreOffice (`office_files`) and xlwt; here is what they never write: wrong sizes, chains in
a circle, phonetic readings, records of other versions, encryption.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

SECTOR = 512
END, FREE, FAT, FURTHER = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
_LISTED, _LISTED_FURTHER = 109, 127
"""Sectors of the table that the head lists, and a sector of further ones."""
MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(streams: Mapping[str, bytes], storages: Mapping[str, Mapping[str, bytes]] = {}) -> bytes:
    """Return a compound file with these streams and storages of streams; short streams are padded to 4 KB."""
    named = [(name, content) for name, content in streams.items()]
    inner = [(name, content) for storage in storages.values() for name, content in storage.items()]
    sectors: list[bytes] = []
    table: list[int] = []

    def chain(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
        sectors.extend(pieces)
        table.extend([*range(first + 1, first + len(pieces)), END])
        return first

    padded = [(name, content.ljust(4096, b"\0")) for name, content in (*named, *inner)]
    placed = {name: (chain(content), len(content)) for name, content in padded}
    names = [*streams, *storages]
    entries = [_entry("Root Entry", 5, child=1 if names else FREE)]
    inner_at = 1 + len(names)
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else FREE
        if name in streams:
            entries.append(_entry(name, 2, right=right, first=placed[name][0], size=placed[name][1]))
            continue
        count = len(storages[name])
        entries.append(_entry(name, 1, right=right, child=inner_at if count else FREE))
        inner_at += count
    for storage in storages.values():
        for index, name in enumerate(storage):
            right = len(entries) + 1 if index + 1 < len(storage) else FREE
            entries.append(_entry(name, 2, right=right, first=placed[name][0], size=placed[name][1]))
    directory = chain(b"".join(entries).ljust(-(-len(entries) // 4) * SECTOR, b"\0"))
    fat_sectors, further = 1, 0
    while (len(table) + fat_sectors + further) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
        further = max(0, -(-(fat_sectors - _LISTED) // _LISTED_FURTHER))
    first_fat, first_further = len(sectors), len(sectors) + fat_sectors
    table.extend([FAT] * fat_sectors + [FURTHER] * further)
    table.extend([FREE] * (fat_sectors * SECTOR // 4 - len(table)))
    sectors.append(struct.pack(f"<{len(table)}L", *table))
    listed = [*range(first_fat, first_further)]
    for index in range(further):
        numbers = listed[_LISTED + index * _LISTED_FURTHER :][:_LISTED_FURTHER]
        numbers += [FREE] * (_LISTED_FURTHER - len(numbers))
        following = first_further + index + 1 if index + 1 < further else END
        sectors.append(struct.pack(f"<{SECTOR // 4}L", *numbers, following))
    head = struct.pack(
        "<8s16s5H6x9L109L",
        MARK, bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, directory, 0, 4096, END, 0, first_further if further else END, further,
        *listed[:_LISTED], *[FREE] * (_LISTED - len(listed)),
    )  # fmt: skip
    return head + b"".join(sectors)


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, first: int = 0, size: int = 0) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBLLL36sLQ", text, len(text), kind, 1, FREE, right, child, bytes(36), first, size)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def beginning(kind: int, version: int = 0x0600, history: int = 0x41) -> bytes:
    return record(0x0809, struct.pack("<HHHHLL", version, kind, 0x0DBB, 0x07CC, history, 6))


def text(content: str, length_size: int = 2) -> bytes:
    """Return a text of BIFF8: its length in 16-bit units, a flag, the units."""
    units = content.encode("utf-16-le", errors="surrogatepass")
    return (len(units) // 2).to_bytes(length_size, "little") + b"\x01" + units


def shared(*texts: bytes, count: int | None = None) -> bytes:
    """Return the record of shared texts, whose number may be told wrong."""
    told = len(texts) if count is None else count
    return record(0x00FC, struct.pack("<LL", told, told) + b"".join(texts))


def style(number_format: int) -> bytes:
    return record(0x00E0, struct.pack("<HH16x", 0, number_format))


def number(row: int, column: int, value: float, xf: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, xf, value))


def label(row: int, column: int, index: int) -> bytes:
    return record(0x00FD, struct.pack("<HHHL", row, column, 0, index))


def formula(row: int, column: int, result: bytes | float, *, flags: int = 0, kind: int = 0x0006) -> bytes:
    stored = struct.pack("<d", result) if isinstance(result, float) else result
    return record(kind, struct.pack("<HHH8sHLH", row, column, 0, stored, flags, 0, 3) + b"\x1e\x01\x00")


NO_TEXT, TEXT_FOLLOWS = b"\x03\0\0\0\0\0\xff\xff", b"\0\0\0\0\0\0\xff\xff"


def book(
    sheets: Mapping[str, bytes],
    *,
    before: Sequence[bytes] = (),
    version: int = 0x0600,
    history: int = 0x41,
    codec: str = "",
) -> bytes:
    """Return a workbook stream with these worksheets; `before` are further records ahead of the first.

    With a `codec` names are bytes in it, as before Excel 97.
    """
    names = {
        name: (len(name.encode(codec)).to_bytes(1, "little") + name.encode(codec)) if codec else text(name, 1)
        for name in sheets
    }
    head = beginning(0x0005, version, history) + b"".join(before)
    listed = sum(4 + 6 + len(name) for name in names.values())
    at = len(head) + listed + 4
    bound, bodies = b"", b""
    for name, content in sheets.items():
        bound += record(0x0085, struct.pack("<LH", at + len(bodies), 0) + names[name])
        bodies += beginning(0x0010, version, history) + content + record(0x000A)
    return head + bound + record(0x000A) + bodies
