"""状态 and 完成率 of a task, as offices write them in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, Row
from summarize.model.figures.tasks import DONE_STATUSES, TaskReport, TaskState
from summarize.model.ledger_heads import LedgerAspect
from summarize.model.numbers import Number, format_number, parse_number
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import Source
from summarize.model.vocabulary import STATUSES, normalize_key
from summarize.validate import rules
from summarize.validate.fields import FieldReader, match_choice
from summarize.validate.items import means_nothing
from summarize.validate.ledger import rules as ledger_rules
from summarize.validate.ledger.columns import LedgerColumns

_UNFINISHED = "未完成"
"""What 否 says under 是否完成: it is waited for, however it stands."""
_ANSWERS = {
    "是否完成": {"是": "已完成", "否": _UNFINISHED},
    "是否达序时": {"是": "达序时", "否": "未达序时"},
}
_WHOLE = Fraction(100)


def read_states(
    row: Row, columns: LedgerColumns, standing: Period | None, reader: FieldReader
) -> tuple[TaskState, ...]:
    """Return what the row says of its task's state, by period; singular columns speak of `standing`."""
    statuses, rates = columns.of(LedgerAspect.STATUS), columns.of(LedgerAspect.RATE)
    states: list[TaskState] = []
    for own in dict.fromkeys((*statuses, *rates)):
        status_column, rate_column = statuses.get(own), rates.get(own)
        status = _read_status(row, status_column, reader) if status_column else None
        rate = _read_rate(row, rate_column, reader) if rate_column else None
        period = own or standing
        if period is None:
            continue
        rate_place = row[rate_column].place if rate_column else None
        place = row[status_column].place if status_column else rate_place
        states.append(TaskState(period, status, place or reader.place(row, "事项"), rate, rate_place))
    return tuple(states)


def _read_status(row: Row, column: str, reader: FieldReader) -> str | None:
    source = reader.text(row, column)
    if source is None or means_nothing(source):
        return None
    head = reader.table.column(column)
    answers = _ANSWERS.get(normalize_key(head.head.raw), {}) if head else {}
    status = match_choice(source.raw, (*STATUSES, _UNFINISHED)) or answers.get(normalize_key(source.raw))
    if status is None:
        reader.findings.append(_unknown_status(source))
    return status or source.raw.strip()


def _unknown_status(source: Source) -> Finding:
    return rules.STATUS_UNKNOWN.at(
        source.place,
        f"状态写的是“{quote(source.raw)}”，不在可选的写法里",
        f"可选：{'、'.join(STATUSES)}；确要照印的可不理会。",
    )


def _read_rate(row: Row, column: str, reader: FieldReader) -> Fraction | None:
    """Return 完成率 in percent, `None` when blank or unreadable (which is told)."""
    cell = row[column]
    source = reader.text(row, column)
    if source is None or means_nothing(source):
        return None
    number = parse_number(cell)
    if not isinstance(number, Number):
        reader.findings.append(_unreadable_rate(cell))
        return None
    head = reader.table.column(column)
    counts_points = number.is_percent or (head is not None and "%" in normalize_key(head.head.raw))
    if counts_points or number.value == 0 or number.value > 1:
        return number.value
    # 1 is every office's short way of saying all of it; 0.8 may be 80% or less than one.
    if number.value != 1:
        meant = f"{format_number(number.value * 100)}%、{format_number(number.value)}%"
        reader.findings.append(_unreadable_rate(cell, f"是 {meant} 中的哪一个？连同百分号写上。"))
        return None
    return _WHOLE


def _unreadable_rate(cell: Cell, suggestion: str = "") -> Finding:
    message = f"完成率写的是“{quote(cell.raw)}”，认不出是百分之几"
    return ledger_rules.RATE_UNREADABLE.at(cell.place, message, suggestion)


def check_states(states: Sequence[TaskState], reports: Sequence[TaskReport]) -> Iterator[Finding]:
    """Yield where a task is said to be done, and its rate or its progress says otherwise."""
    for state in states:
        if state.status not in DONE_STATUSES:
            continue
        if state.rate is not None and state.rate < _WHOLE:
            related = (state.rate_place,) if state.rate_place else ()
            yield ledger_rules.DONE_IN_WORDS_ONLY.at(
                state.place, f"状态是“{state.status}”，完成率不到100%", related=related
            )
        past = [report for report in reports if report.period.end <= state.period.end]
        if past and not any(report.is_told for report in past):
            yield ledger_rules.DONE_IN_WORDS_ONLY.at(
                state.place, f"状态是“{state.status}”，没有写进展", related=_places(past)
            )


def _places(reports: Sequence[TaskReport]) -> tuple[Place, ...]:
    return tuple(report.place for report in reports)
