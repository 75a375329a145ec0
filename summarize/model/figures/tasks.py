"""The tasks that a workbook keeps an account of, and the state in which each stood when.

They are the rows of 重点工作; of a workbook without it the items of 工作成效 that have a 状态.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from summarize.findings import Place
from summarize.model.periods import Period
from summarize.model.vocabulary import near_names, normalize_key

ENDED_STATUSES = frozenset({"已完成", "提前完成", "取消", "长期坚持"})
"""States in which a task is not waited for any more."""
DONE_STATUSES = frozenset({"已完成", "提前完成"})
_WHOLE = 100
_MOST_COMPARED = 100


@dataclass(frozen=True, slots=True)
class TaskState:
    """What is said of a task at the end of `period`.

    `status` is one of `vocabulary.STATUSES`, the words typed where they are none of them, `None` when nothing is
    written; `rate` is 完成率 in percent. `place` is the cell of the status, filled or not (without such a
    column, of the rate), `rate_place` that of the rate.
    """

    period: Period
    status: str | None
    place: Place
    rate: Fraction | None = None
    rate_place: Place | None = None

    @property
    def is_blank(self) -> bool:
        """Whether neither status nor rate is written."""
        return self.status is None and self.rate is None

    @property
    def is_waited_for(self) -> bool:
        """Whether the task is still open: by its status, else by a rate below the whole."""
        if self.status is not None:
            return self.status not in ENDED_STATUSES
        return self.rate is None or self.rate < _WHOLE


@dataclass(frozen=True, slots=True)
class TaskReport:
    """The cell in which progress in `period` belongs: whether anything is written there, and whether any progress."""

    period: Period
    place: Place
    is_filled: bool
    is_told: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its name and cell, section (and its key) and leading office, states, progress and deadline.

    `since` is the first day of the period in which the task is first told of, `None` when it holds for the whole
    year. `due` is the last day on which it should be done, `due_place` the cell that says so.
    """

    name: str
    place: Place
    section: str
    section_key: str
    office: str
    states: tuple[TaskState, ...]
    reports: tuple[TaskReport, ...] = ()
    since: datetime.date | None = None
    due: datetime.date | None = None
    due_text: str = ""
    due_place: Place | None = None

    def state_at(self, day: datetime.date) -> TaskState | None:
        """Return the last state up to `day` that says something, else the last blank one, else `None`."""
        past = [state for state in self.states if state.period.end <= day]
        told = [state for state in past if not state.is_blank]
        return max(told or past, key=lambda state: state.period.end, default=None)


@dataclass(frozen=True, slots=True)
class Tasks:
    """All tasks of a workbook; `sheets` are those that they stand in.

    `is_ledger` tells that those are 重点工作: their rows are achievements, problems and plans as well.
    """

    rows: tuple[Task, ...] = ()
    sheets: tuple[str, ...] = ()
    is_ledger: bool = False
    sections: tuple[str, ...] = field(init=False, repr=False, compare=False)
    offices: tuple[str, ...] = field(init=False, repr=False, compare=False)
    found_counts: dict[Any, Any] = field(init=False, repr=False, compare=False)
    """What `task_counts` has counted already: a citation in each of many rows is counted once."""
    _scopes: dict[str, tuple[Task, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sections = dict.fromkeys(task.section for task in self.rows if task.section)
        offices = dict.fromkeys(task.office for task in self.rows if task.office)
        scopes: dict[str, list[Task]] = {}
        for task in self.rows:
            if task.office:
                scopes.setdefault(normalize_key(task.office), []).append(task)
        # A section that is called like an office is meant: sections are what reports are made of.
        scopes |= {task.section_key: [] for task in self.rows if task.section_key}
        for task in self.rows:
            if task.section_key:
                scopes[task.section_key].append(task)
        object.__setattr__(self, "sections", tuple(sections))
        object.__setattr__(self, "offices", tuple(offices))
        object.__setattr__(self, "found_counts", {})
        object.__setattr__(self, "_scopes", {key: tuple(tasks) for key, tasks in scopes.items()})

    @property
    def sheet(self) -> str:
        """The first of the sheets, '' when there is none."""
        return next(iter(self.sheets), "")

    def __bool__(self) -> bool:
        return bool(self.rows)

    def within(self, scope: str) -> tuple[Task, ...] | None:
        """Return the tasks of the section or leading office called `scope`, all for ''; `None` if there is none."""
        return self._scopes.get(normalize_key(scope)) if scope else self.rows

    def near_scopes(self, scope: str) -> tuple[str, ...]:
        """Return the names of sections and offices that resemble `scope`, the nearest first."""
        return near_names(scope, list(_first((*self.sections, *self.offices))), likeness=0.5)


def _first(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))[:_MOST_COMPARED]
