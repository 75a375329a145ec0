"""Rows of words under each other: a 汉字 takes two columns of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.cli.help import display_width


def align_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line for each of `rows`, its cells under those of the others."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
