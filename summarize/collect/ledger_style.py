"""Ledgers of two styles in one: quarters side by side, and rows that have a period of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.collect.items import period_key
from summarize.collect.rows import Field, text_field
from summarize.findings import Place
from summarize.model.cells import Cell, CellKind
from summarize.model.ledger_heads import LedgerAspect, PeriodHead, read_period_head

_PERIOD = "时期"
_PROGRESS = LedgerAspect.PROGRESS.value

Rows = Sequence[Mapping[str, Field]]


def join_styles(rows: Rows, year: int | None) -> tuple[Rows, frozenset[str]]:
    """Return the rows of a ledger with all progress of one period in one column, and the columns that are used no more.

    Where each row that goes by columns tells of one period alone, it becomes a row of that period; else
    rows of a period that has a column go there.
    """
    columns = {name for row in rows for name in row if _is_of_a_period(name)}
    if not columns or not any(_PROGRESS in row for row in rows):
        return rows, frozenset()
    as_rows = [_as_row(row, columns, year) for row in rows]
    joined = [row for row in as_rows if row is not None]
    if len(joined) == len(rows):
        return joined, frozenset(columns)
    ends = {period_key(name.removesuffix(_PROGRESS), year): name for name in columns if name.endswith(_PROGRESS)}
    return [_as_column(row, ends, year) for row in rows], frozenset()


def _is_of_a_period(name: str) -> bool:
    return isinstance(read_period_head(name, Cell(name, CellKind.TEXT, "General", Place()), None), PeriodHead)


def _as_row(row: Mapping[str, Field], columns: set[str], year: int | None) -> Mapping[str, Field] | None:
    """Return a row with its progress under 进展情况 and its 时期, `None` where that would lose something."""
    used = [name for name in row if name in columns]
    if not used:
        return row
    name, *others = used
    period = name.removesuffix(_PROGRESS)
    own = row.get(_PERIOD)
    if others or not name.endswith(_PROGRESS) or _PROGRESS in row:
        return None
    if own is not None and period_key(str(own.entry.value), year) != period_key(period, year):
        return None
    kept = {column: found for column, found in row.items() if column != name}
    return {**kept, _PERIOD: own or text_field(period, row[name].place), _PROGRESS: row[name]}


def _as_column(row: Mapping[str, Field], ends: Mapping[str, str], year: int | None) -> Mapping[str, Field]:
    """Return a row with its progress in the column of its period, if there is one that is free."""
    own = row.get(_PERIOD)
    column = ends.get(period_key(str(own.entry.value), year)) if own else None
    if column is None or column in row or _PROGRESS not in row:
        return row
    return {**{name: found for name, found in row.items() if name != _PROGRESS}, column: row[_PROGRESS]}
