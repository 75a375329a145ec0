"""Packing parts into a zip whose bytes depend on the parts alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

CONTENT_TYPES = "[Content_Types].xml"

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell: a clock's time would make two runs differ."""
_UNIX_REGULAR_FILE = 0o100644 << 16


def write_package(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the package of `parts` (name, content): content types first, the rest by name.

    Raises:
        ValueError: Two parts have the same name.
    """
    ordered = sorted(parts, key=lambda part: (part[0] != CONTENT_TYPES, part[0]))
    names = [name for name, _ in ordered]
    if len(set(names)) != len(names):
        raise ValueError(f"parts with the same name: {names}")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in ordered:
            write_entry(package, name, content)
    return buffer.getvalue()


def write_entry(package: zipfile.ZipFile, name: str, content: bytes, *, level: int = 6) -> None:
    """Add a part to a package that is being written."""
    package.writestr(_entry(name), content, zipfile.ZIP_DEFLATED, compresslevel=level)


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a directory entry that is the same on every system and at every hour."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3
    entry.external_attr = _UNIX_REGULAR_FILE
    return entry
