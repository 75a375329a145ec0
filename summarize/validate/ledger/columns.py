"""Which columns of the ledger tell of which period."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from summarize.findings import Finding, Severity
from summarize.model.cells import CellKind, Column, Table
from summarize.model.ledger_heads import BadPeriodHead, LedgerAspect, PeriodHead, read_period_head
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.vocabulary import normalize_key
from summarize.validate.ledger import rules

_HOW_FAR = "进度"
_FIGURE = re.compile(
    r"^(?:[约近超共已完成达到]*[0-9.]+%?|[一二三四五六七八九十]成|百分之.{1,6}|[-—–/无]+|暂无|没有|不涉及)$"
)
"""A rate, however it is written, or nothing: no account of what was done."""


@dataclass(frozen=True, slots=True)
class LedgerColumns:
    """The names of the ledger's columns: of each aspect by period, and the singular ones under `None`."""

    names: Mapping[LedgerAspect, Mapping[Period | None, str]]

    def of(self, aspect: LedgerAspect) -> Mapping[Period | None, str]:
        """Return the columns that tell of `aspect`."""
        return self.names.get(aspect, {})

    @property
    def progress_periods(self) -> tuple[Period, ...]:
        """The periods that stand side by side, in the order of the columns."""
        return tuple(period for period in self.of(LedgerAspect.PROGRESS) if period is not None)


def read_columns(table: Table, year: int | None, findings: list[Finding]) -> LedgerColumns:
    """Return the columns of `table` that tell of a period, and add what is wrong with their heads to `findings`."""
    names: dict[LedgerAspect, dict[Period | None, str]] = {}
    singular = {aspect.value: aspect for aspect in LedgerAspect if aspect is not LedgerAspect.TARGET}
    for column in table.columns:
        if column.is_known:
            if aspect := singular.get(column.name):
                names.setdefault(aspect, {})[None] = column.name
            continue
        head = read_period_head(column.name, column.head, year)
        if isinstance(head, BadPeriodHead):
            findings.append(_unclear(head, column, table))
        elif head is not None and not _is_of_another_year(head, year):
            head = _by_contents(head, column, table)
            first = names.setdefault(head.aspect, {}).setdefault(head.period, column.name)
            if first != column.name:
                findings.append(_twice(column, head, first, table))
        elif head is not None:
            findings.append(_of_another_year(column, head, year))
    return LedgerColumns(names)


def _by_contents(head: PeriodHead, column: Column, table: Table) -> PeriodHead:
    """Return what a column headed 进度 tells: how far in figures, or in words what was done."""
    is_either = normalize_key(column.name).strip("()（）").endswith(_HOW_FAR) and head.aspect is LedgerAspect.RATE
    cells = [cell for row in table.rows if not (cell := row[column.name]).is_empty] if is_either else []
    told = [cell for cell in cells if cell.kind is CellKind.TEXT and not _FIGURE.search(normalize_key(cell.raw))]
    return replace(head, aspect=LedgerAspect.PROGRESS) if 2 * len(told) > len(cells) else head


def _is_of_another_year(head: PeriodHead, year: int | None) -> bool:
    is_coming_target = head.aspect is LedgerAspect.TARGET and year is not None and head.period.year == year + 1
    return year is not None and head.period.year != year and not is_coming_target


def _of_another_year(column: Column, head: PeriodHead, year: int | None) -> Finding:
    return rules.COLUMN_OF_ANOTHER_YEAR.at(
        column.head.place, f"列“{quote(column.name)}”是{head.period.full_name}的，年度是{year}年，没有写进报告"
    )


def _unclear(head: BadPeriodHead, column: Column, table: Table) -> Finding:
    is_lost = head.is_lost and any(not row[column.name].is_empty for row in table.rows)
    severity = Severity.ERROR if is_lost else Severity.WARNING
    return rules.HEAD_UNCLEAR.at(column.head.place, head.message, head.suggestion, severity=severity)


def _twice(column: Column, head: PeriodHead, first: str, table: Table) -> Finding:
    other = table.column(first)
    place = other.head.place if other else table.place
    return rules.PERIOD_COLUMN_TWICE.at(
        column.head.place,
        f"“{quote(first)}”和“{quote(column.name)}”都是{head.period.full_name}的{head.aspect}",
        related=(place,),
    )
