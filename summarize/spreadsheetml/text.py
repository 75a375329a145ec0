"""Text as the parts of a workbook hold it: nothing that XML refuses, nothing that Excel takes for an escape."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

LONGEST_TEXT = 4_000
"""Characters of one cell or comment; Excel takes 32,767, nobody reads as many."""

_NOT_IN_XML = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """Return `text` with every character that XML cannot hold shown as U+XXXX, each line ended as on Unix."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_IN_XML.sub(lambda found: f"U+{ord(found[0]):04X}", lines)


def escape_sequences(text: str) -> str:
    """Return `text` as Excel writes it: what XML cannot hold as an escape, what reads as one (`_x0041_`) escaped."""
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE.sub("_x005F_", text))


def unescaped(text: str) -> str:
    """Return `text` as Excel shows it, each escape the character that it names."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def content(text: str) -> str:
    """Return `text` as the content of an element of type ST_Xstring, where `_x0041_` would be read as A."""
    shown = plain(text)
    if len(shown) > LONGEST_TEXT:
        shown = f"{shown[: LONGEST_TEXT - 1]}…"
    return escape(escape_sequences(shown))


def attribute(text: str) -> str:
    """Return `text` as an attribute's value, quotes included, its line breaks kept."""
    return quoteattr(_ESCAPE.sub("_x005F_", plain(text)), {"\n": "&#10;"})
