"""The ledger for the next period: tasks go on, what is to be told anew is blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from summarize.collect.items import period_of
from summarize.collect.rows import TRACE_COLUMNS, CarriedRow
from summarize.collect.task_cells import LASTING, CellKey, cell_key, percentage
from summarize.model.contents import Entry, SheetContents
from summarize.model.figures.tasks import TaskState
from summarize.model.periods import Period
from summarize.model.records import name_key
from summarize.model.vocabulary import LEDGER_ROLE, NOTHING_WORDS, normalize_key, sheet_spec

FORMER_PLAN, FORMER_PROBLEM = "原计划", "上期问题"
"""Columns of the next workbook: what was planned for its period, and what stood in the way before."""
_PROGRESS, _PERIOD, _STATUS, _RATE = "进展情况", "时期", "状态", "完成率"
_PROBLEM, _NEXT_STEP, _BOTH = "存在问题", "下一步打算", "存在问题及下一步打算"
_SAID_ONCE = frozenset({_PROBLEM, _NEXT_STEP, _BOTH, FORMER_PLAN, FORMER_PROBLEM})
_TOLD_ANEW = _SAID_ONCE | {_PROGRESS, _PERIOD, _STATUS, _RATE, "备注"}
_NOTHING = frozenset(map(normalize_key, NOTHING_WORDS))
_BY_QUARTER = re.compile("[一二三四]季度")


def continue_ledger(
    rows: Sequence[CarriedRow],
    heads: Sequence[str],
    period: Period,
    year: int | None,
    ended: Mapping[CellKey, TaskState],
) -> tuple[SheetContents, int]:
    """Return the ledger for `period`, and how many tasks go on; `year` is the 年度 of the rows.

    `ended` are the cells of tasks that are over, with the state in which they ended.

    Within a year finished tasks stay, for the ledger counts them, but plan nothing any more; in a new year
    only what goes on is taken, without targets and quarters.
    """
    is_new_year = year is not None and period.year != year
    known = [head for head in heads if _is_known(head)]
    own = [head for head in heads if not _is_known(head) and head not in (*TRACE_COLUMNS, FORMER_PLAN, FORMER_PROBLEM)]
    side_by_side = not any(_PROGRESS in row.fields for row in rows)
    dropped = frozenset({"年度目标", *(head for head in own if _is_of_a_period(head))}) if is_new_year else frozenset()
    written: list[Mapping[str, Entry]] = []
    waiting = 0
    for row in _last_of_each(rows, year):
        if state := _end_of(row, ended):
            if not is_new_year:
                written.append(_ended(row, state, is_dated=not side_by_side))
        else:
            waiting += 1
            written.append(_going_on(row, dropped, None if side_by_side else period))
    if side_by_side:
        spans = quarters_to_fill(own, period) or (period.name,)
        own += [f"{span}{part}" for span in spans for part in ("目标", _PROGRESS) if f"{span}{part}" not in own]
    heads = (*known, *own, FORMER_PLAN, FORMER_PROBLEM)
    return SheetContents(LEDGER_ROLE, LEDGER_ROLE, heads, tuple(written)), waiting


def quarters_to_fill(heads: Iterable[str], period: Period) -> tuple[str, ...]:
    """Return the quarters in `period` by name, if `heads` go by quarters; nothing else."""
    if not any(_BY_QUARTER.match(head) for head in heads):
        return ()
    quarters = (Period.quarter(period.year, number) for number in range(1, 5))
    return tuple(quarter.name for quarter in quarters if period.contains(quarter))


def _is_known(head: str) -> bool:
    spec = sheet_spec(LEDGER_ROLE)
    return spec is not None and spec.column(head) is not None


def _is_of_a_period(head: str) -> bool:
    return any(mark in head for mark in ("季度", "月", "半年"))


def _last_of_each(rows: Iterable[CarriedRow], year: int | None) -> list[CarriedRow]:
    """Return the last row of each task: where each quarter has rows of its own, that of the latest."""
    last: dict[str, CarriedRow] = {}
    for number, row in enumerate(rows):
        name = row.key("任务编号") or f"{name_key(row.text('板块'))}\n{name_key(row.text('事项'))}"
        key = f"{row.key('填报单位')}\n{name}" if name.strip() else f"row {number}"
        before = last.get(key)
        if before is None or _ends_later(row, before, year):
            last[key] = row
    return list(last.values())


def _ends_later(row: CarriedRow, before: CarriedRow, year: int | None) -> bool:
    own, other = period_of(row, year), period_of(before, year)
    return own is None or other is None or own.end >= other.end


def _end_of(row: CarriedRow, ended: Mapping[CellKey, TaskState]) -> TaskState | None:
    """Return the state in which the row's task ended, `None` while it goes on."""
    keys = (cell_key(found.place) for found in row.fields.values())
    return next((ended[key] for key in keys if key in ended), None)


def _kept(row: CarriedRow, leaving_out: frozenset[str]) -> dict[str, Entry]:
    fields = {column: found.entry for column, found in row.fields.items() if column not in leaving_out}
    return {**{column: Entry(text) for column, text in row.outside.items() if text}, **fields}


def _ended(row: CarriedRow, state: TaskState, *, is_dated: bool) -> dict[str, Entry]:
    """Return a task that is over; what stands beside the quarters, not in one, would pass for the next period's.

    Where each period has a row, an earlier one may have said that it is over: only the last row goes on.
    """
    if is_dated:
        said = {_STATUS: Entry(state.status)} if state.status else {}
        if state.status is None and state.rate is not None:
            said = {_RATE: percentage(state.rate)}
        return said | _kept(row, leaving_out=frozenset(TRACE_COLUMNS))
    return _kept(row, leaving_out=_SAID_ONCE | frozenset(TRACE_COLUMNS)) | _former(row)


def _former(row: CarriedRow) -> dict[str, Entry]:
    """Return what was planned and what stood in the way, but for words that say: nothing."""
    told = {FORMER_PLAN: row.text(_NEXT_STEP), FORMER_PROBLEM: row.text(_PROBLEM)}
    if says_nothing(told[FORMER_PROBLEM]):
        told[FORMER_PROBLEM] = row.text(_BOTH)
    return {column: Entry(text) for column, text in told.items() if not says_nothing(text)}


def says_nothing(text: str) -> bool:
    """Return whether a text is blank or says that there is nothing: 无, －."""
    key = normalize_key(text).rstrip("。")
    return not key or key in _NOTHING


def _going_on(row: CarriedRow, dropped: frozenset[str], period: Period | None) -> dict[str, Entry]:
    """Return a task to be told of anew; `period` is written where each period has a row of its own."""
    entries = _kept(row, leaving_out=_TOLD_ANEW | dropped | frozenset(TRACE_COLUMNS))
    entries.pop(_PERIOD, None)
    if period is not None:
        entries[_PERIOD] = Entry(period.name)
    if row.text(_STATUS) == LASTING:
        entries[_STATUS] = Entry(LASTING)
    return entries | _former(row)
