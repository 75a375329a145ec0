"""Places as Excel writes them (`D7`, `B4:B9`, `17:17`): where a comment goes, and how many are named in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from summarize.model.addresses import MAX_COLUMNS, MAX_ROWS, address, column_letters, column_number

_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})")


class Area(NamedTuple):
    """A rectangle of cells, its edges included, rows and columns from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def anchor(self) -> tuple[int, int]:
        """The cell at the top left."""
        return self.first_row, self.first_column

    def __str__(self) -> str:
        first, last = address(*self.anchor), address(self.last_row, self.last_column)
        if (self.first_column, self.last_column) == (1, MAX_COLUMNS):
            return f"{self.first_row}:{self.last_row}"
        if (self.first_row, self.last_row) == (1, MAX_ROWS):
            return f"{column_letters(self.first_column)}:{column_letters(self.last_column)}"
        return first if first == last else f"{first}:{last}"


def parse_area(text: str | None) -> Area | None:
    """Return the area written as a cell, a range, whole rows or whole columns; `None` if it is none."""
    if not text:
        return None
    first, colon, last = text.partition(":")
    starts = _CORNER.fullmatch(first.strip())
    ends = _CORNER.fullmatch(last.strip() if colon else first.strip())
    if starts is None or ends is None or not (starts[0] and ends[0]):
        return None
    if not colon and not (starts[1] and starts[2]):
        return None
    rows = sorted((int(starts[2] or 1), int(ends[2] or MAX_ROWS)))
    columns = sorted((column_number(starts[1]) or 1, column_number(ends[1]) or MAX_COLUMNS))
    if not (rows[0] >= 1 and rows[1] <= MAX_ROWS and columns[1] <= MAX_COLUMNS):
        return None
    return Area(rows[0], columns[0], rows[1], columns[1])


def condense(areas: Iterable[Area]) -> list[Area]:
    """Return `areas` by column and row, those that continue each other downwards made one."""
    joined: list[Area] = []
    for area in sorted(set(areas), key=lambda area: (area.first_column, area.last_column, area.first_row)):
        last = joined[-1] if joined else None
        if last and last[1::2] == area[1::2] and area.first_row <= last.last_row + 1:
            joined[-1] = last._replace(last_row=max(last.last_row, area.last_row))
        else:
            joined.append(area)
    return joined
