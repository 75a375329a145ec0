"""The sheet 指标 for the next period: within a year the series go on, a new year makes last year's of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from summarize.collect import rules
from summarize.collect.next_ledger import quarters_to_fill
from summarize.collect.rows import TRACE_COLUMNS, CarriedRow
from summarize.findings import Finding
from summarize.model.contents import Entry, SheetContents
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.vocabulary import sheet_spec

_ROLE, _TARGET, _GROWTH, _YEAR_END = "指标", "年度目标", "同比(给定)", "上年末"
_THIS_YEAR = re.compile(r"^(?:本年度?|今年|当年)的?")
_LAST_YEAR = "上年"
_VALUES = re.compile("[一二三四]季度|1[-—–]([0-9]{1,2})月")
_CUMULATIVE = re.compile("1[-—–]([0-9]{1,2})月")


class SeriesColumn(Enum):
    """What a column of 指标 that the vocabulary does not know holds."""

    CURRENT = auto()
    """Values of this year."""
    LAST_YEAR = auto()
    """Values of the year before."""
    GROWTH = auto()
    """Growth given from outside, for the period in its head."""
    UNREADABLE = auto()
    """Something that looks like a period and cannot be read."""
    OTHER = auto()
    """The workbook's own."""


@dataclass(frozen=True, slots=True)
class SeriesReading:
    """What the heads of 指标 mean, and the cells of 时点 indicators that hold the value of the year's end.

    `read` tells what a column's head means; `year_ends` are (sheet, cell).
    """

    read: Callable[[str], SeriesColumn]
    year_ends: frozenset[tuple[str | None, str | None]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where the columns of a new year come from: its heads, and the old column of each that is filled."""

    heads: tuple[str, ...]
    sources: Mapping[str, str]


def continue_series(
    rows: Sequence[CarriedRow], heads: Sequence[str], year: int, period: Period, reading: SeriesReading
) -> tuple[SheetContents, list[Finding]]:
    """Return 指标 for `period`, and what is to be told; the rows are of `year`.

    Growth given for the latest period is dropped: it would pass for the next one's.
    """
    findings = list(_tell_growth(rows))
    heads = _with_columns_to_fill([head for head in heads if head not in TRACE_COLUMNS], period)
    if year == period.year:
        written = [_entries(row, heads, leaving_out={_GROWTH}) for row in rows]
        return SheetContents(_ROLE, _ROLE, tuple(heads), tuple(written)), findings
    turn = _turn_year(heads, (year, period.year), reading)
    written = []
    for row in rows:
        kept = _entries(row, turn.heads, leaving_out={_TARGET, _GROWTH, _YEAR_END, *turn.sources})
        moved = {head: row.fields[old].entry for head, old in turn.sources.items() if old in row.fields}
        written.append({**kept, **moved, **_year_end(row, reading)})
        findings.extend(_tell_unmoved(row, heads, reading))
    return SheetContents(_ROLE, _ROLE, turn.heads, tuple(written)), findings


def _with_columns_to_fill(heads: Sequence[str], period: Period) -> list[str]:
    """Return `heads` and the columns that wait for the figures of `period`, in the manner of those that stand there."""
    wanted = list(quarters_to_fill(heads, period))
    if (
        not wanted
        and period.is_whole_months
        and (cumulative := [head for head in heads if _CUMULATIVE.fullmatch(head)])
    ):
        ends = {match[1] for head in cumulative if (match := _CUMULATIVE.fullmatch(head))}
        wanted = [f"1—{period.last_month}月"] if str(period.last_month) not in ends else []
    missing = [head for head in wanted if head not in heads]
    at = max((index for index, head in enumerate(heads) if _VALUES.fullmatch(head)), default=len(heads) - 1) + 1
    return [*heads[:at], *missing, *heads[at:]]


def _tell_growth(rows: Sequence[CarriedRow]) -> Iterator[Finding]:
    places = tuple(row.fields[_GROWTH].place for row in rows if _GROWTH in row.fields)
    if places:
        message = f"{len(places)}个指标的“{_GROWTH}”是这一期的，没有带到下一期"
        yield rules.PERIOD_FACT_DROPPED.at(places[0], message, "有新的同比时再填。", related=places[1:])


def _entries(row: CarriedRow, heads: Sequence[str], *, leaving_out: set[str]) -> dict[str, Entry]:
    return {head: row.fields[head].entry for head in heads if head in row.fields and head not in leaving_out}


def _turn_year(heads: Sequence[str], years: tuple[int, int], reading: SeriesReading) -> _Turn:
    spec = sheet_spec(_ROLE)
    known = {column.name for column in spec.columns} if spec else set()
    new: list[str] = []
    blank: list[str] = []
    sources: dict[str, str] = {}
    for head in heads:
        kind = SeriesColumn.OTHER if head in known else reading.read(head)
        match kind:
            case SeriesColumn.CURRENT:
                last = _as_last_year(head, years[0])
                now = head.replace(str(years[0]), str(years[1]))
                new.append(now)
                sources[last] = head
                blank.append(now)
            case SeriesColumn.LAST_YEAR | SeriesColumn.GROWTH:
                blank.append(head)
            case _:
                new.append(head)
    # Last year's columns that nothing moves into stay for those who fill them in by hand.
    plain = [head for head in blank if not any(str(year) in head for year in (years[0] - 1, years[0]))]
    behind = [*sources, *plain]
    order = tuple(dict.fromkeys([*new, *behind]))
    return _Turn(order, {**dict.fromkeys(blank, ""), **sources})


def _as_last_year(head: str, year: int) -> str:
    """Return the head under which this year's column stands a year later; one that names its year stays as it is."""
    return head if str(year) in head else f"{_LAST_YEAR}{_THIS_YEAR.sub('', head)}"


def _year_end(row: CarriedRow, reading: SeriesReading) -> dict[str, Entry]:
    """Return 上年末 of a 时点 indicator: the value that the year ended with."""
    ends = [found.entry for found in row.fields.values() if (found.place.sheet, found.place.cell) in reading.year_ends]
    return {_YEAR_END: ends[-1]} if ends else {}


def _tell_unmoved(row: CarriedRow, heads: Sequence[str], reading: SeriesReading) -> Iterator[Finding]:
    for head in heads:
        found = row.fields.get(head)
        if found is not None and reading.read(head) is SeriesColumn.UNREADABLE:
            message = f"“{quote(row.text('指标'))}”的“{quote(head)}”看不出是哪个时期，没有移到上年"
            yield rules.SERIES_NOT_MOVED.at(found.place, message)
