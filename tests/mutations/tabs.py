"""Workbooks that can be mutated: sheets whose rows and columns know what they are, whatever is done to them.

What a row is (a title, the head, a band, data, a total …) and what a column holds is known from how the good
workbook was built, never found out: so the oracle can read a mutated sheet without the program's eyes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from office_files import Book, Page, write_openpyxl

TITLE, HEAD, BAND, DATA, TOTAL, SIGNATURE, BLANK = "title", "head", "band", "data", "total", "signature", "blank"


@dataclass
class Area:
    """A merged area by its first and last row and column, all from 0 and included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass
class Tab:
    """One sheet: `kinds` says what each row is, `names` what each column holds ('' for nothing known).

    `said` is what stands outside the columns and holds for all rows: 时期, 填报单位.
    """

    title: str
    role: str
    rows: list[list[Any]]
    kinds: list[str]
    names: list[str]
    merged: list[Area] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    said: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    """Columns whose heads no longer say what they hold."""

    @property
    def width(self) -> int:
        return len(self.names)

    def of_kind(self, *kinds: str) -> list[int]:
        return [row for row, kind in enumerate(self.kinds) if kind in kinds]

    def column(self, name: str) -> int | None:
        return self.names.index(name) if name in self.names else None

    def area(self, row: int, column: int) -> Area | None:
        return next((area for area in self.merged if area.holds(row, column)), None)

    def delete_row(self, row: int) -> None:
        del self.rows[row], self.kinds[row]
        self._shift_rows(row, -1)

    def insert_row(self, row: int, cells: Sequence[Any], kind: str) -> None:
        """Put a row in at `row`; merged areas around it grow as in a spreadsheet."""
        self.rows.insert(row, [*cells])
        self.kinds.insert(row, kind)
        self._shift_rows(row, 1)

    def delete_column(self, column: int) -> None:
        for cells in self.rows:
            del cells[column]
        del self.names[column]
        self._shift_columns(column, -1)

    def insert_column(self, column: int, cells: Sequence[Any], name: str) -> None:
        for row, value in zip(self.rows, cells, strict=True):
            row.insert(column, value)
        self.names.insert(column, name)
        self._shift_columns(column, 1)

    def _shift_rows(self, row: int, by: int) -> None:
        self.hidden_rows = _shifted(self.hidden_rows, row, by)
        self.formats = {(new, c): f for (r, c), f in self.formats.items() for new in _moved(r, row, by)}
        for area in self.merged:
            area.top, area.bottom = _stretched(area.top, area.bottom, row, by)
        self._drop_small_areas()

    def _shift_columns(self, column: int, by: int) -> None:
        self.hidden_columns = _shifted(self.hidden_columns, column, by)
        self.formats = {(r, new): f for (r, c), f in self.formats.items() for new in _moved(c, column, by)}
        for area in self.merged:
            area.left, area.right = _stretched(area.left, area.right, column, by)
        self._drop_small_areas()

    def _drop_small_areas(self) -> None:
        self.merged = [
            area
            for area in self.merged
            if area.bottom >= area.top
            and area.right >= area.left
            and (area.bottom, area.right) != (area.top, area.left)
        ]

    def page(self) -> Page:
        """Return the sheet as a page that can be written; under a merged area only its first cell holds something."""
        rows = [list(cells) for cells in self.rows]
        for area in self.merged:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    if (row, column) != (area.top, area.left):
                        rows[row][column] = None
        return Page(
            rows,
            merged=[area.address for area in self.merged],
            formats={address(row, column): code for (row, column), code in self.formats.items()},
            hidden_rows=[row + 1 for row in sorted(self.hidden_rows)],
            hidden_columns=[letters(column) for column in sorted(self.hidden_columns)],
            is_hidden=self.is_hidden,
        )


def _moved(index: int, at: int, by: int) -> Iterator[int]:
    if by < 0 and index == at:
        return
    yield index + by if index >= at else index


def _shifted(indices: set[int], at: int, by: int) -> set[int]:
    return {new for index in indices for new in _moved(index, at, by)}


def _stretched(first: int, last: int, at: int, by: int) -> tuple[int, int]:
    if by > 0:
        return (first + by if first >= at else first), (last + by if last >= at else last)
    return (first - 1 if first > at else first), (last - 1 if last >= at else last)


@dataclass
class Good:
    """A good workbook: its sheets and the periods whose reports are looked at."""

    name: str
    tabs: list[Tab]
    periods: tuple[str, ...]
    is_ours: bool = True
    """Whether every citation in it is of a form that the oracle computes."""

    def copy(self) -> Good:
        return copy.deepcopy(self)

    def tab(self, role: str) -> Tab | None:
        return next((tab for tab in self.tabs if tab.role == role), None)

    def tabs_of(self, role: str) -> list[Tab]:
        return [tab for tab in self.tabs if tab.role == role]

    def book(self) -> Book:
        return {tab.title: tab.page() for tab in self.tabs}

    def write(self, path: Path) -> Path:
        write_openpyxl(self.book(), path)
        return path


def letters(column: int) -> str:
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def address(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"


def tab(
    title: str,
    rows: Sequence[Sequence[Any]],
    *,
    role: str = "",
    kinds: Mapping[int, str] | None = None,
    names: Sequence[str] = (),
    merged: Sequence[Area] = (),
    said: Mapping[str, str] | None = None,
    head: int = 0,
) -> Tab:
    """Return a sheet: rows above `head` are titles, those below data, but for what `kinds` says of them."""
    width = max(map(len, rows))
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    own = [(kinds or {}).get(row, TITLE if row < head else HEAD if row == head else DATA) for row in range(len(filled))]
    heads = list(names) or [str(cell or "") for cell in filled[head]]
    return Tab(title, role or title, filled, own, heads, list(merged), said=dict(said or {}))
