"""An .xls whose structure is protected is encrypted with a password that every program knows, and is read."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from pathlib import Path

import biff_writer as biff
import pytest
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher

from summarize.errors import InputError
from summarize.read import read_grids

SALT, CHECK = bytes(range(16)), bytes(range(100, 116))
KNOWN = "VelvetSweatshop"
FILE_PASS, BOUND_SHEET, INTERFACE = 0x002F, 0x0085, 0x00E1

Key = Callable[[int], bytes]


def md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def sha1(content: bytes) -> bytes:
    return hashlib.sha1(content, usedforsecurity=False).digest()


def arc4(key: bytes, content: bytes) -> bytes:
    return Cipher(ARC4(key), mode=None).encryptor().update(content)


def binary_key(password: str) -> Key:
    base = md5((md5(password.encode("utf-16-le"))[:5] + SALT) * 16)[:5]
    return lambda block: md5(base + struct.pack("<L", block))


def api_key(password: str, bits: int) -> Key:
    base = sha1(SALT + password.encode("utf-16-le"))
    length = 16 if bits == 40 else bits // 8
    return lambda block: sha1(base + struct.pack("<L", block))[: bits // 8].ljust(length, b"\0")


def binary_record(password: str) -> tuple[Key, bytes]:
    key = binary_key(password)
    return key, struct.pack("<HHH", 1, 1, 1) + SALT + arc4(key(0), CHECK + md5(CHECK))


def api_record(password: str, bits: int) -> tuple[Key, bytes]:
    key, provider = api_key(password, bits), "RC4\0".encode("utf-16-le")
    head = struct.pack("<8L", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + provider
    proof = arc4(key(0), CHECK + sha1(CHECK))
    verifier = struct.pack("<L", 16) + SALT + proof[:16] + struct.pack("<L", 20) + proof[16:]
    return key, struct.pack("<HHHLL", 1, 4, 2, 4, len(head)) + head + verifier


def encrypt(stream: bytes, key: Key) -> bytes:
    """Return `stream` as Excel encrypts it: bodies of records, but not all, and not the places of sheets."""
    blocks = range(-(-len(stream) // 1024))
    masks = b"".join(arc4(key(block), bytes(1024)) for block in blocks)
    out, at = bytearray(stream), 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        start = at + 4 + (4 if kind == BOUND_SHEET else 0)
        if kind not in (0x0809, FILE_PASS, INTERFACE):
            for place in range(start, at + 4 + length):
                out[place] ^= masks[place]
        at += 4 + length
    return bytes(out)


def protected(folder: Path, key: Key, file_pass: bytes) -> Path:
    before = (
        biff.record(FILE_PASS, file_pass),
        biff.record(INTERFACE, b"\xb0\x04"),
        biff.shared(*(biff.text(f"第{index}项") for index in range(300))),
    )
    cells = b"".join(biff.label(index, 0, index) + biff.number(index, 1, index / 4) for index in range(300))
    stream = biff.book({"工作成效": cells, "二": biff.label(0, 0, 7)}, before=before)
    path = folder / "保护.xls"
    path.write_bytes(biff.compound({"Workbook": encrypt(stream, key)}))
    return path


RECORDS = [binary_record, lambda password: api_record(password, 40), lambda password: api_record(password, 128)]


@pytest.mark.parametrize("make", RECORDS)
def test_protection_of_the_structure_hides_nothing(tmp_path: Path, make: Callable[[str], tuple[Key, bytes]]) -> None:
    first, second = read_grids(protected(tmp_path, *make(KNOWN)))
    assert [cell.value for cell in first.cells.values()] == [
        value for index in range(300) for value in (f"第{index}项", index / 4)
    ]
    assert (first.name, [cell.value for cell in second.cells.values()]) == ("工作成效", ["第7项"])


@pytest.mark.parametrize("make", RECORDS)
def test_a_password_of_its_own_is_not_guessed(tmp_path: Path, make: Callable[[str], tuple[Key, bytes]]) -> None:
    with pytest.raises(InputError) as caught:
        read_grids(protected(tmp_path, *make("自己的密码")))
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.message) == ("R07", "文件设了打开密码，内容已加密，无法读取。")


@pytest.mark.parametrize("cut", [0, 2, 6, 13, 20, 53, 60])
@pytest.mark.parametrize("make", RECORDS)
def test_a_cut_record_of_encryption_is_told_as_a_password(
    tmp_path: Path, make: Callable[[str], tuple[Key, bytes]], cut: int
) -> None:
    key, record = make(KNOWN)
    with pytest.raises(InputError) as caught:
        read_grids(protected(tmp_path, key, record[: min(cut, len(record) - 1)]))
    assert caught.value.findings[0].rule.code == "R07"


@pytest.mark.parametrize("bits", [0, 3, 8, 39, 136, 0xFFFFFFF8])
def test_a_key_of_impossible_length_is_told_as_a_password(tmp_path: Path, bits: int) -> None:
    key, record = api_record(KNOWN, 128)
    told = record[: 14 + 16] + struct.pack("<L", bits) + record[14 + 20 :]
    with pytest.raises(InputError) as caught:
        read_grids(protected(tmp_path, key, told))
    assert caught.value.findings[0].rule.code == "R07"
