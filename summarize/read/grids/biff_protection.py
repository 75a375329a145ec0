"""Records that are encrypted although nobody is asked for a password.

Excel encrypts an .xls whose structure is protected, with a password that every program knows: people open such
a file without noticing. It is read here too; a file with a password of its own is not.

MS-XLS 2.2.10, MS-OFFCRYPTO 2.3.6 and 2.3.5: RC4, with a new key every 1,024 bytes of the stream. The key stream
runs on under what is left plain: the heads of records, some whole records, and the places of sheets.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator

from summarize.read.grids.biff_records import HEAD, Kind

_KNOWN_PASSWORD = "VelvetSweatshop".encode("utf-16-le")
_BLOCK = 1024
_PLAIN = frozenset({Kind.BOF, Kind.FILE_PASS, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196})
"""Records that stay as they are: beginnings, who has the file open, and the changes of shared workbooks."""
_PLACE_SIZE = 4
_RC4, _BINARY_VERSION, _API_VERSIONS, _API_MINOR = 1, (1, 1), (2, 3, 4), 2
_SALT = _CHECK = 16
_SHORTEST_KEY, _LONGEST_KEY = 40, 128

_MakeKey = Callable[[int], bytes]


def decrypt(stream: bytes, body: int, length: int) -> bytes | None:
    """Return `stream`, which has its record of encryption at `body`, in plain; `None` if that takes a password."""
    key = _find_key(stream[body : body + length])
    if key is None:
        return None
    plain = bytearray(stream)
    masked = int.from_bytes(stream, "little") ^ int.from_bytes(_key_stream(key, len(stream)), "little")
    opened = masked.to_bytes(len(stream), "little")
    for kind, start, size in _iter_heads(stream):
        if kind not in _PLAIN:
            skipped = _PLACE_SIZE if kind == Kind.BOUND_SHEET else 0
            plain[start + skipped : start + size] = opened[start + skipped : start + size]
    blank = struct.pack("<HH", 0, length)
    plain[body - len(blank) : body] = blank
    return bytes(plain)


def _iter_heads(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, beginning and length of each body in the whole stream, sheet after sheet."""
    at = 0
    while at + HEAD.size <= len(stream):
        kind, length = HEAD.unpack_from(stream, at)
        yield kind, at + HEAD.size, min(length, len(stream) - at - HEAD.size)
        at += HEAD.size + length


def _find_key(record: bytes) -> _MakeKey | None:
    """Return what makes the key of each block, if the known password fits the record of encryption."""
    if len(record) < 6:
        return None
    method, major, minor = struct.unpack_from("<HHH", record)
    if method != _RC4:
        return None
    if (major, minor) == _BINARY_VERSION and len(record) >= 6 + 3 * _SALT:
        salt, check, digest = (record[6 + index * _SALT : 6 + (index + 1) * _SALT] for index in range(3))
        return _fitting(_binary_key(salt), check, digest, "md5")
    if major in _API_VERSIONS and minor == _API_MINOR and len(record) >= 14:
        return _find_api_key(record)
    return None


def _find_api_key(record: bytes) -> _MakeKey | None:
    head_size = int(struct.unpack_from("<L", record, 10)[0])
    verifier = 14 + head_size
    if head_size < 20 or len(record) < verifier + 4 + _SALT + _CHECK + 4 + 20:
        return None
    bits = int(struct.unpack_from("<L", record, 14 + 16)[0]) or 40
    if not _SHORTEST_KEY <= bits <= _LONGEST_KEY:
        return None
    salt = record[verifier + 4 : verifier + 4 + _SALT]
    check = record[verifier + 20 : verifier + 20 + _CHECK]
    digest = record[verifier + 40 : verifier + 60]
    return _fitting(_api_key(salt, bits // 8), check, digest, "sha1")


def _binary_key(salt: bytes) -> _MakeKey:
    short = _hash("md5", _KNOWN_PASSWORD)[:5]
    base = _hash("md5", (short + salt) * 16)[:5]
    return lambda block: _hash("md5", base + struct.pack("<L", block))


def _api_key(salt: bytes, size: int) -> _MakeKey:
    base = _hash("sha1", salt + _KNOWN_PASSWORD)
    length = 16 if size == 5 else size  # short keys are filled up
    return lambda block: _hash("sha1", base + struct.pack("<L", block))[:size].ljust(length, b"\0")


def _fitting(key: _MakeKey, check: bytes, digest: bytes, name: str) -> _MakeKey | None:
    """Return `key` if it opens `check` to what `digest` opens to the hash of."""
    stream = _rc4(key(0), len(check) + len(digest))
    opened = bytes(byte ^ mask for byte, mask in zip(check + digest, stream, strict=True))
    return key if _hash(name, opened[: len(check)]) == opened[len(check) :] else None


def _hash(name: str, content: bytes) -> bytes:
    return hashlib.new(name, content, usedforsecurity=False).digest()


def _key_stream(key: _MakeKey, length: int) -> bytes:
    blocks = range(-(-length // _BLOCK))
    return b"".join(_rc4(key(block), _BLOCK) for block in blocks)[:length]


def _rc4(key: bytes, length: int) -> bytes:
    """Return the first bytes of the key stream of RC4."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 0xFF
        state[i], state[j] = state[j], state[i]
    out = bytearray(length)
    i = j = 0
    for index in range(length):
        i = (i + 1) & 0xFF
        j = (j + state[i]) & 0xFF
        state[i], state[j] = state[j], state[i]
        out[index] = state[(state[i] + state[j]) & 0xFF]
    return bytes(out)
