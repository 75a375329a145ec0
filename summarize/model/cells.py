"""What a reader hands on: cells that know their kind, format and place, and tables found among them.

Nothing is judged here and nothing is dropped: an empty cell, an error value and a formula that was
never computed are three different things.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from summarize.findings import Finding, Place
from summarize.model.vocabulary import KEY_COLUMNS


class CellKind(Enum):
    """What a cell holds."""

    EMPTY = auto()
    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    BOOLEAN = auto()
    ERROR = auto()
    UNCOMPUTED = auto()
    """A formula whose value was never stored."""


_EMPTY, _NUMBER = CellKind.EMPTY, CellKind.NUMBER
"""By names of their own: looking up a member in its Enum takes as long as the rest of what is done with a cell."""

_LITERALS = re.compile(r'"[^"]*"|\\.')


@lru_cache(maxsize=1024)
def is_percent_format(code: str) -> bool:
    """Return whether a number in this format is shown times a hundred with a percent sign: `0.0%`, not `0.0"%"`."""
    return "%" in _LITERALS.sub("", code)


CellValue = None | str | Decimal | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    `value` is `None` for EMPTY and UNCOMPUTED, the code (`#REF!`) for ERROR, a `Decimal` of at most
    15 significant digits for NUMBER (12.3 % is 0.123), text exactly as stored for TEXT.
    `number_format` is the format code (`General`, `0.0%`, `yyyy"年"m"月"`). `place` names sheet and
    cell. `merged` is the range (`B4:B9`) of the merged area that the cell lies in.
    """

    value: CellValue
    kind: CellKind
    number_format: str
    place: Place
    merged: str | None = None
    is_stale: bool = False

    raw: str = field(init=False, repr=False, compare=False)
    """The cell's raw text: what it holds, in the form in which fragments point into it.

    A number is written without exponent and without superfluous zeros, a percentage with its sign, a
    date as 2017年7月5日.
    """
    is_empty: bool = field(init=False, repr=False, compare=False)
    """Whether nothing is there, or nothing but white space."""

    def __post_init__(self) -> None:
        raw, is_empty = _raw_of(self.value, self.kind, self.number_format)
        object.__setattr__(self, "raw", raw)
        object.__setattr__(self, "is_empty", is_empty)

    @property
    def is_percent(self) -> bool:
        """Whether the number is shown as a percentage; a percent sign in quotes is only a word behind it."""
        return self.kind is _NUMBER and is_percent_format(self.number_format)


class _CellDraft:
    """A cell in the making: to set the fields of a frozen object takes several times as long."""

    __slots__ = Cell.__slots__
    value: CellValue
    kind: CellKind
    number_format: str
    place: Place
    merged: str | None
    is_stale: bool
    raw: str
    is_empty: bool


class _PlaceDraft:
    """A place in the making."""

    __slots__ = Place.__slots__
    file: str | None
    sheet: str | None
    cell: str | None
    paragraph: int | None
    excerpt: str | None


def make_cell(
    value: CellValue,
    kind: CellKind,
    number_format: str,
    sheet: str,
    address: str,
    *,
    merged: str | None = None,
    is_stale: bool = False,
) -> Cell:
    """Return the `Cell` at `address` of `sheet`, for readers, who make hundreds of thousands."""
    place = _PlaceDraft()
    place.file = place.paragraph = place.excerpt = None
    place.sheet = sheet
    place.cell = address
    place.__class__ = Place  # type: ignore[assignment]
    cell = _CellDraft()
    cell.value = value
    cell.kind = kind
    cell.number_format = number_format
    cell.place = place  # type: ignore[assignment]
    cell.merged = merged
    cell.is_stale = is_stale
    if value.__class__ is str:
        cell.raw = value
        cell.is_empty = not value or value.isspace() or kind is _EMPTY
    elif value is None:
        cell.raw = ""
        cell.is_empty = kind is _EMPTY
    else:
        cell.raw, cell.is_empty = _raw_of(value, kind, number_format)
    cell.__class__ = Cell  # type: ignore[assignment]
    return cell  # type: ignore[return-value]


def _raw_of(value: CellValue, kind: CellKind, number_format: str) -> tuple[str, bool]:
    """Return the raw text of a cell, and whether the cell is empty."""
    if isinstance(value, str):
        return value, not value.strip() or kind is _EMPTY
    is_percent = kind is _NUMBER and is_percent_format(number_format)
    return _raw_text(value, is_percent=is_percent), kind is _EMPTY


def _raw_text(value: CellValue, *, is_percent: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        text = f"{value * 100 if is_percent else value:f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return text + "%" if is_percent else text
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


class CellRows(Mapping[tuple[int, int], Cell]):
    """Cells by (row, column), kept row by row: tuples for keys would take as much memory as the cells."""

    __slots__ = ("rows",)

    def __init__(self, rows: Mapping[int, Mapping[int, Cell]]) -> None:
        """Hold `rows`, the cells of each row by column; rows and columns stand in the order of the sheet."""
        self.rows = rows

    def __getitem__(self, position: tuple[int, int]) -> Cell:
        row, column = position
        return self.rows[row][column]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((row, column) for row, cells in self.rows.items() for column in cells)

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it stands: every cell that holds something, by (row, column), both from 1."""

    name: str
    cells: CellRows
    row_count: int
    column_count: int
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name (canonical if known, else its head as typed) and its head."""

    name: str
    head: Cell
    index: int
    is_known: bool
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: `number` as Excel shows it, and a cell for every column of the table.

    `bands` are the cells of the band rows that the row stands under, by the column that they fill
    (板块, 小类); the table need not have that column.
    """

    number: int
    cells: Mapping[str, Cell]
    is_hidden: bool = False
    bands: Mapping[str, Cell] = field(default_factory=dict)

    def __getitem__(self, column: str) -> Cell:
        return self.cells[column]

    @property
    def sheet(self) -> str | None:
        """The sheet that the row stands in, which may be one that goes on with the table's; `None` without columns."""
        return next((cell.place.sheet for cell in self.cells.values()), None)

    @property
    def is_unfilled(self) -> bool:
        """Whether nothing is written in the row itself but its number: sheets are often numbered ahead.

        Merged key columns are filled down; what stands there is another row's.
        """
        return all(
            name == "序号" or cell.is_empty or (cell.merged is not None and name in KEY_COLUMNS)
            for name, cell in self.cells.items()
        )

    def get(self, column: str) -> Cell | None:
        """Return the cell of `column`, or `None` if the table has no such column."""
        return self.cells.get(column)


class RowKind(Enum):
    """What a filled row below a head is."""

    DATA = auto()
    EXAMPLE = auto()
    HEAD = auto()
    """The head once more."""
    LOW_HEAD = auto()
    """What looks like a head and stands too low to be taken for one."""
    NUMBERS = auto()
    """A row right below a head that numbers the columns."""
    TOTAL = auto()
    SIGNATURE = auto()
    NOTE = auto()
    BAND = auto()
    """What is the 板块 or 小类 of the rows below."""
    GROUPING = auto()
    """What groups the rows below for the eye only."""
    TITLE = auto()
    """A lone text that may be the title of a table that goes on."""
    OTHER_TITLE = auto()
    """The title of another table, with that table's head below it."""
    OTHER_HEAD = auto()
    """A head of other columns."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was left out on purpose: what it is, the Chinese noun for that, and its first words.

    `other_role` is the role in the title of another table that begins there.
    """

    number: int
    place: Place
    kind: RowKind
    reason: str
    words: str = ""
    other_role: str = ""

    @property
    def begins_other(self) -> bool:
        """Whether another head or table begins there."""
        return self.kind in (RowKind.OTHER_TITLE, RowKind.OTHER_HEAD)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet read as a table.

    `role` is the canonical name of the sheet (工作成效, 指标, …; 附件 for every annex), or `None` for a
    sheet that the program does not know. `title_cells` are the non-empty cells above the head row.
    `missing_head` is true when no head row was found; then there are no columns and no rows.
    `repeated_columns` are columns whose name stands already in `columns`; their cells are not in `rows`.
    `qualifier` is what the sheet's name says besides its role (一季度 of 工作成效（一季度）), '' if nothing;
    several parts are apart by a space (一季度 办公室).
    `continuations` are the names of the sheets whose rows follow this one's: 工作成效(2); the places of their
    cells name them, and a column that one of them lacks is empty there, at the place of the row (`5:5`).
    `role_reason` tells why a sheet whose name says no such thing was taken for its role, '' if its name says it;
    `likely_roles` are those that the title and the columns of such a sheet look like, read or not.
    """

    role: str | None
    sheet: str
    title_cells: tuple[Cell, ...]
    head_row: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    skipped: tuple[SkippedRow, ...] = ()
    repeated_columns: tuple[Column, ...] = ()
    missing_head: bool = False
    is_hidden: bool = False
    qualifier: str = ""
    continuations: tuple[str, ...] = ()
    role_reason: str = ""
    likely_roles: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """The sheet as a whole."""
        return Place(sheet=self.sheet)

    def column(self, name: str) -> Column | None:
        """Return the column called `name`, or `None`."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class Sheets:
    """A whole workbook, read: its tables in workbook order.

    `file` is the path as the user gave it. Two tables may have the same role; judging that is not
    the reader's business. `findings` is what the reader has to tell besides: files passed over,
    macros that were not run; never an error, which it raises.
    """

    file: str
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()
    by_role: Mapping[str, tuple[Table, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        roles: dict[str, list[Table]] = {}
        for table in self.tables:
            if table.role:
                roles.setdefault(table.role, []).append(table)
        object.__setattr__(self, "by_role", {role: tuple(tables) for role, tables in roles.items()})

    def table(self, role: str) -> Table | None:
        """Return the first table with this role, or `None`."""
        tables = self.by_role.get(role, ())
        return tables[0] if tables else None
