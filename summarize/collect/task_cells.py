"""The cells that speak of a task's state: what they say in the words of the ledger, and where the task is over.

Both come from the tasks as they were validated: what a cell means hangs on its head, and that is not carried.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from summarize.findings import Place
from summarize.model.cells import Cell, CellKind, Column
from summarize.model.contents import Entry
from summarize.model.figures.tasks import Task, Tasks, TaskState
from summarize.model.vocabulary import YES_NO, normalize_key

CellKey = tuple[str | None, str | None]
"""Sheet and address of a cell."""
LASTING = "长期坚持"
"""What is never waited for and never over."""
_WHOLE = 100
_MOST_DECIMALS = 6


def cell_key(place: Place) -> CellKey:
    """Return the sheet and address of a cell, whatever its file."""
    return place.sheet, place.cell


def states_by_cell(tasks: Tasks) -> dict[CellKey, TaskState]:
    """Return the state that each cell of a status or a rate speaks of."""
    found: dict[CellKey, TaskState] = {}
    for task in tasks.rows:
        for state in task.states:
            found[cell_key(state.place)] = state
            if state.rate_place:
                found[cell_key(state.rate_place)] = state
    return found


def in_words_of_the_ledger(cell: Cell, column: Column, states: Mapping[CellKey, TaskState]) -> Cell:
    """Return `cell` as it is said where its head is 状态 or 完成率: 是 under 是否完成, 80 under 完成率(%)."""
    state = states.get(cell_key(cell.place))
    if state is None:
        return cell
    if state.status is not None and cell.place == state.place and normalize_key(cell.raw) in YES_NO:
        return replace(cell, value=state.status, kind=CellKind.TEXT)
    is_rate = state.rate is not None and cell.place == state.rate_place
    if state.rate is None or not is_rate or "%" in normalize_key(cell.raw):
        return cell
    if "%" not in normalize_key(column.head.raw):
        return cell
    entry = percentage(state.rate)
    return replace(cell, value=entry.value, kind=CellKind.NUMBER, number_format=entry.number_format)


def percentage(rate: Fraction) -> Entry:
    """Return `rate`, which is in percent, as a number shown as a percentage, with the decimals that it has."""
    value = round(Decimal(rate.numerator) / Decimal(rate.denominator), _MOST_DECIMALS)
    text = f"{value:f}".rstrip("0").rstrip(".") if value else "0"
    decimals = len(text.partition(".")[2])
    return Entry(Decimal(text) / _WHOLE, "0%" if not decimals else f"0.{'0' * decimals}%")


def ended_cells(tasks: Tasks) -> dict[CellKey, TaskState]:
    """Return the cells that tell of tasks that are over, with the state in which each ended."""
    found: dict[CellKey, TaskState] = {}
    for task in tasks.rows:
        state = task.state_at(datetime.date.max)
        if state is not None and not state.is_waited_for and state.status != LASTING:
            found |= dict.fromkeys(_cells_of(task), state)
    return found


def _cells_of(task: Task) -> list[CellKey]:
    places = [place for state in task.states for place in (state.place, state.rate_place) if place is not None]
    return [cell_key(place) for place in (*places, *(report.place for report in task.reports))]
