"""Text as XML: what is escaped, what ends a line, and what no document can hold."""

from __future__ import annotations

import re

MARKS = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""What docxtpl takes for braces that are to be printed, and what it prints; in a template only."""
BREAKS = "\t\n\a\f"
"""Tab, line break, new paragraph and new page in a text: docxtpl makes elements of them in what is rendered."""

IMPOSSIBLE = re.compile("[\\x00-\\x06\\x08\\x0b\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
"""Characters that neither XML can hold nor docxtpl knows; cells are looked at before."""

LONE_AMPERSAND = re.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)")
"""One that begins no reference."""

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\a\f"))


def escape_text(text: str) -> str:
    """Return `text` for the inside of an element or of a value in quotes.

    Tabs and line breaks stay: `summarize.render.breaks` makes elements of them in what is rendered.
    """
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    if "\r" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def has_impossible(text: str) -> bool:
    """Return whether a long text has characters that no document can hold; five times as fast as a search."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return True
    if len(encoded.translate(None, _CONTROLS)) != len(encoded):
        return True
    return "\ufffe" in text or "\uffff" in text
