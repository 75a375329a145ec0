"""OLE compound files: streams come out whole, and a file that lies about itself is refused in time."""

from __future__ import annotations

import io
import struct

import pytest
from biff_writer import END, FREE, SECTOR, compound

from summarize.opc.compound import CompoundFaultError, CompoundFile, entry_names

BIG = bytes(range(256)) * 40
_FIRST_DIRECTORY, _FIRST_MINI, _FIRST_FURTHER, _TABLES = 48, 60, 68, 76


def opened(content: bytes) -> CompoundFile:
    return CompoundFile(io.BytesIO(content))


def stream(content: bytes, name: str = "book") -> bytes:
    file = opened(content)
    return file.read(file.top[name])


def fault(content: bytes) -> str:
    with pytest.raises(CompoundFaultError) as caught:
        stream(content)
    return str(caught.value)


def put(content: bytes, at: int, number: int) -> bytes:
    return content[:at] + struct.pack("<L", number) + content[at + 4 :]


def place_of(content: bytes, sector: int, offset: int = 0) -> int:
    return (sector + 1) * SECTOR + offset


def head_number(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<L", content, at)[0])


def entry_place(content: bytes, number: int) -> int:
    return place_of(content, head_number(content, _FIRST_DIRECTORY), number * 128)


def table_place(content: bytes, sector: int) -> int:
    return place_of(content, head_number(content, _TABLES), sector * 4)


def test_a_stream_comes_out_as_long_as_it_is_said_to_be() -> None:
    content = compound({"Book": BIG})
    assert stream(put(content, entry_place(content, 1) + 120, 5_000)) == BIG[:5_000]


def test_a_stream_in_pieces_out_of_order_comes_out_in_order() -> None:
    content = compound({"Book": BIG})
    sectors = len(BIG) // SECTOR
    pieces = [content[place_of(content, number) : place_of(content, number + 1)] for number in range(sectors)]
    pieces.reverse()
    mixed = content[:SECTOR] + b"".join(pieces) + content[place_of(content, sectors) :]
    for number in range(sectors):
        mixed = put(mixed, table_place(mixed, number), number - 1 if number else END)
    assert stream(put(mixed, entry_place(mixed, 1) + 116, sectors - 1)) == BIG


def test_a_short_stream_stands_in_the_stream_of_short_ones() -> None:
    content = compound({"Short": b"", "Long": b"#" * 64 + b"short one".ljust(64, b".") + bytes(4000)})
    mini_table = len(content) // SECTOR - 1
    content += struct.pack(f"<{SECTOR // 4}L", END, 2, END, *[FREE] * (SECTOR // 4 - 3))
    content = put(put(content, _FIRST_MINI, mini_table), table_place(content, mini_table), END)
    root, short, long = (entry_place(content, number) for number in range(3))
    content = put(put(content, root + 116, head_number(content, long + 116)), root + 120, 4096)
    content = put(put(content, short + 116, 1), short + 120, 70)
    assert stream(content, "short") == b"short one".ljust(64, b".") + bytes(6)


def test_names_within_storages_do_not_tell_what_a_file_is() -> None:
    content = compound({"WordDocument": b""}, {"ObjectPool": {"Workbook": b""}})
    assert {name.lower() for name in entry_names(io.BytesIO(content))} == {"worddocument", "objectpool"}


def test_tables_listed_beyond_the_head_are_found() -> None:
    content = compound({"Book": bytes(240 * 128 * SECTOR) + BIG})
    assert head_number(content, _FIRST_FURTHER) != END
    assert stream(content).endswith(b"\0" + BIG)


@pytest.mark.parametrize("length", [0, 7, 100, 511])
def test_a_cut_head_is_told(length: int) -> None:
    assert fault(compound({"Book": BIG})[:length]) == "文件头不完整"


def test_a_wrong_head_is_told() -> None:
    content = compound({"Book": BIG})
    assert fault(content[:30] + b"\x1f" + content[31:]) == "文件头有错"


def test_a_chain_in_a_circle_is_told() -> None:
    content = compound({"Book": BIG})
    assert fault(put(content, table_place(content, 5), 2)) == "扇区链绕成了圈"


def test_a_directory_in_a_circle_is_told() -> None:
    content = compound({"Book": BIG})
    first = head_number(content, _FIRST_DIRECTORY)
    assert fault(put(content, table_place(content, first), first)) == "扇区链绕成了圈"


def test_a_broken_chain_is_told() -> None:
    content = compound({"Book": BIG})
    assert fault(put(content, table_place(content, 5), END)) == "扇区链断开，文件可能被截断"
    assert fault(put(content, table_place(content, 5), 0x7FFFFFFF)) == "扇区链断开，文件可能被截断"


def test_a_size_beyond_the_file_is_told_before_anything_is_read() -> None:
    content = compound({"Book": BIG})
    assert fault(put(content, entry_place(content, 1) + 120, 0x7FFFFFFF)) == "记载的长度超过整个文件"


def test_entries_in_a_circle_are_told() -> None:
    content = compound({"Book": BIG, "Other": b""})
    assert fault(put(content, entry_place(content, 2) + 68, 1)) == "目录的条目互相矛盾"
    assert fault(put(content, entry_place(content, 2) + 68, 99)) == "目录的条目互相矛盾"


def test_a_list_of_tables_in_a_circle_is_told() -> None:
    content = compound({"Book": bytes(240 * 128 * SECTOR)})
    further = head_number(content, _FIRST_FURTHER)
    circle = put(content, place_of(content, further, SECTOR - 4), further)
    assert fault(circle) == "分配表的目录绕成了圈"


def test_a_table_outside_the_file_is_told() -> None:
    content = compound({"Book": BIG})
    assert fault(put(content, _TABLES, 0x00FFFFFF)) == "有扇区在文件之外，文件可能被截断"
