"""Cell addresses in a workbook's own records, read strictly, and the areas that they span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from summarize.model.addresses import MAX_COLUMNS, MAX_ROWS, address, column_number

_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class RecordError(ValueError):
    """A record of the workbook's XML is wrong; the message is Chinese."""


def parse_address(text: str) -> tuple[int, int]:
    """Return row and column of the cell with the address `text`.

    Raises:
        RecordError: It is no address, or lies outside a sheet.
    """
    found = _ADDRESS.fullmatch(text)
    if not found:
        raise RecordError(f"不是单元格地址：{text}")
    row, column = int(found[2]), column_number(found[1])
    if not (1 <= row <= MAX_ROWS and column <= MAX_COLUMNS):
        raise RecordError(f"单元格地址超出工作表：{text}")
    return row, column


class Area(NamedTuple):
    """A rectangle of cells, its edges included, rows and columns from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Area:
        """Return the area written as `B4:B9` or `B4`.

        Raises:
            RecordError: It is no area.
        """
        first, _, last = text.partition(":")
        (row, column), (other_row, other_column) = parse_address(first), parse_address(last or first)
        rows, columns = sorted((row, other_row)), sorted((column, other_column))
        return cls(rows[0], columns[0], rows[1], columns[1])

    def __str__(self) -> str:
        return f"{address(self.first_row, self.first_column)}:{address(self.last_row, self.last_column)}"

    @property
    def anchor(self) -> tuple[int, int]:
        """The cell at the top left, which alone holds what a merged area shows."""
        return self.first_row, self.first_column

    def clip(self, row_count: int, column_count: int) -> Area:
        """Return the part of the area within a sheet of this size; it may be empty."""
        return self._replace(last_row=min(self.last_row, row_count), last_column=min(self.last_column, column_count))

    @property
    def size(self) -> int:
        """The number of cells."""
        rows, columns = self.last_row - self.first_row + 1, self.last_column - self.first_column + 1
        return max(rows, 0) * max(columns, 0)


def cover(merged: Iterable[str], row_count: int, column_count: int) -> dict[tuple[int, int], Area]:
    """Return, for each cell of a sheet of this size that lies in a merged area, that area."""
    covered: dict[tuple[int, int], Area] = {}
    for text in merged:
        area = Area.parse(text)
        inside = area.clip(row_count, column_count)
        for row in range(inside.first_row, inside.last_row + 1):
            for column in range(inside.first_column, inside.last_column + 1):
                covered.setdefault((row, column), area)
    return covered


def expand_spans(spans: Iterable[tuple[int, int]], last: int = MAX_ROWS) -> Iterator[int]:
    """Yield the numbers in `spans` up to `last`, each once: files may list thousands of spans that overlap."""
    reached = 0
    for first, end in sorted(spans):
        yield from range(max(first, reached + 1), min(end, last) + 1)
        reached = max(reached, end)
