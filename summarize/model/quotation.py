"""How a message quotes what a cell says."""

from __future__ import annotations

LONGEST_QUOTE = 30
"""Characters quoted of a cell."""


def quote(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return `text` on one line, cut where it grows longer than `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
