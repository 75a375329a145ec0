"""Which rows belong to a report, and how the rows of one item become one text.

Both stages that need this see the same answer: validation tells what is left out, composition prints
what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from summarize.model.periods import Period
from summarize.model.records import ItemRow, Records


class _HasPeriod(Protocol):
    @property
    def period(self) -> Period | None: ...


class _Named(_HasPeriod, Protocol):
    @property
    def name(self) -> str: ...


Dated = TypeVar("Dated", bound=_HasPeriod)
NamedRow = TypeVar("NamedRow", bound=_Named)


def rows_within(rows: Iterable[ItemRow], period: Period) -> tuple[ItemRow, ...]:
    """Return the rows whose period lies within `period`, in workbook order."""
    return tuple(row for row in rows if row.period and period.contains(row.period))


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of 工作成效, 存在问题 and 工作计划 that a report takes, whatever their 入文 says."""

    achievements: tuple[ItemRow, ...]
    problems: tuple[ItemRow, ...]
    plans: tuple[ItemRow, ...]


def rows_of_report(records: Records, period: Period) -> ReportRows:
    """Return the achievements and problems within `period` and the plans within what follows it."""
    return ReportRows(
        rows_within(records.achievements, period),
        rows_within(records.problems, period),
        rows_within(records.plans, period.following()),
    )


def straddling_rows(rows: Iterable[ItemRow], period: Period) -> tuple[ItemRow, ...]:
    """Return the rows that overlap `period` without lying in it."""
    return tuple(row for row in rows if row.period and period.overlaps(row.period) and not period.contains(row.period))


def rows_holding(rows: Iterable[Dated], period: Period) -> tuple[Dated, ...]:
    """Return the rows without a period and those whose period lies within `period`."""
    return tuple(row for row in rows if row.period is None or period.contains(row.period))


def rows_for_report(rows: Iterable[Dated], period: Period) -> tuple[Dated, ...]:
    """Return the rows without a period and those of exactly `period`: what was written for one report."""
    return tuple(row for row in rows if row.period is None or row.period == period)


def rows_in_force(rows: Iterable[NamedRow], period: Period) -> dict[str, tuple[NamedRow, ...]]:
    """Return for each name its rows of exactly `period`, or else those without a period."""
    exact: dict[str, list[NamedRow]] = {}
    always: dict[str, list[NamedRow]] = {}
    for row in rows:
        if row.period == period:
            exact.setdefault(row.name, []).append(row)
        elif row.period is None:
            always.setdefault(row.name, []).append(row)
    return {name: tuple(found) for name, found in {**always, **exact}.items()}


@dataclass(frozen=True, slots=True)
class MergedRows:
    """The rows of one printed item.

    `kept` are the rows whose texts are printed, in the order in which they follow each other;
    `replaced` those that a 替换 row left out. `first` is the row at which the item stands.
    """

    first: ItemRow
    kept: tuple[ItemRow, ...]
    replaced: tuple[ItemRow, ...]

    @property
    def last(self) -> ItemRow:
        """The row that has the last word on leads, offices and states."""
        return self.kept[-1]


def merge_rows(rows: Sequence[ItemRow]) -> tuple[MergedRows, ...]:
    """Merge the rows of each item over the quarters of a period.

    Rows are taken by the end of their period, then in workbook order. 接续 follows what came before,
    替换 drops it, 单列 is an item of its own. Items come in the workbook order of their first rows.
    """
    taken = sorted(rows, key=lambda row: (row.period.end if row.period else date.max, row.position))
    kept: dict[str, list[ItemRow]] = {}
    replaced: dict[str, list[ItemRow]] = {}
    alone: list[MergedRows] = []
    firsts: dict[str, ItemRow] = {}
    for row in taken:
        if row.merge_mode == "单列":
            alone.append(MergedRows(row, (row,), ()))
            continue
        firsts.setdefault(row.identity, row)
        texts = kept.setdefault(row.identity, [])
        if row.merge_mode == "替换":
            replaced.setdefault(row.identity, []).extend(texts)
            texts.clear()
        texts.append(row)
    merged = [
        MergedRows(first, tuple(kept[identity]), tuple(replaced.get(identity, ())))
        for identity, first in firsts.items()
    ]
    return tuple(sorted([*merged, *alone], key=lambda item: item.first.position))
