"""What is wrong with the tasks of the ledger at the end of one report's period."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Finding, Place
from summarize.model.figures.tasks import Task, Tasks
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.validate.ledger import rules

_NOTHING_TO_TELL = frozenset({"已完成", "提前完成", "取消", "未启动", "推迟"})
"""States in which nobody waits for progress."""


def check_tasks(tasks: Tasks, period: Period) -> Iterator[Finding]:
    """Yield the tasks of a ledger that are due by the end of `period` and not done, and those with no progress."""
    if not tasks.is_ledger:
        return
    told = {
        report.period
        for task in tasks.rows
        for report in task.reports
        if report.is_filled and period.contains(report.period)
    }
    latest = max(told, key=lambda own: (own.end, own.start), default=None)
    for task in tasks.rows:
        if finding := _check_due(task, period):
            yield finding
        if latest is not None:
            yield from _check_progress(task, latest)


def _check_due(task: Task, period: Period) -> Finding | None:
    state = task.state_at(period.end)
    if task.due is None or task.due > period.end or state is None or task.due_place is None:
        return None
    due = f"“{quote(task.name)}”的完成时限是“{quote(task.due_text)}”"
    if state.is_blank:
        return rules.STATUS_BLANK.at(state.place, f"{due}，已经到期，状态没有填", related=(task.due_place,))
    if not state.is_waited_for:
        return None
    related = (task.due_place, *((state.rate_place,) if state.rate_place not in (None, state.place) else ()))
    seen = f"状态是“{quote(state.status)}”" if state.status else "完成率不到100%"
    return rules.DUE_NOT_DONE.at(state.place, f"{due}，已经到期，{seen}", related=_known(related))


def _known(places: tuple[Place | None, ...]) -> tuple[Place, ...]:
    return tuple(place for place in places if place is not None)


def _check_progress(task: Task, latest: Period) -> Iterator[Finding]:
    state = task.state_at(latest.end)
    if state is not None and state.status in _NOTHING_TO_TELL:
        return
    reports = [report for report in task.reports if report.period == latest]
    for report in reports:
        if not any(other.is_filled for other in reports):
            message = f"“{quote(task.name)}”{latest.name}的进展是空的，没有写进报告"
            yield rules.PROGRESS_BLANK.at(report.place, message)
