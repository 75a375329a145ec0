"""The promise ledger as an annex of the report: 上期计划落实情况."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarize.history.issued import IssuedItem
from summarize.history.promises import Followed, Outcome
from summarize.model.report import Annex, Report
from summarize.model.text import Text

TITLE = "上期计划落实情况"
_HEAD = ("序号", "计划", "责任科室", "完成时限", "落实情况", "出处")
_DAY = re.compile(
    r"(?<![\d年])(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[中底末初])?|[年季月]底|[上下]半年)(?:之前|以前|前)"
)
_PLACES = {"成效": "工作成效", "问题": "存在的问题", "计划": "下期计划"}


def with_promises(report: Report, followed: Sequence[Followed]) -> Report:
    """Return `report` with the annex that lists what became of each promise; without any it stays as it is."""
    if not followed:
        return report
    rows = tuple(
        tuple(Text.standing(cell) for cell in _cells(number, one)) for number, one in enumerate(followed, start=1)
    )
    annex = Annex("", Text.standing(TITLE), tuple(map(Text.standing, _HEAD)), rows)
    annexes = (*report.annexes, annex)
    is_single = len(annexes) == 1
    numbered = tuple(
        replace(one, number="附件" if is_single else f"附件{number}") for number, one in enumerate(annexes, start=1)
    )
    return replace(report, annexes=numbered, annex_names=(*report.annex_names, annex.title))


def _cells(number: int, one: Followed) -> tuple[str, ...]:
    item = one.promise.item
    told = one.outcome.value
    if one.outcome is Outcome.PUT_OFF and one.reason:
        told = f"{told}：{one.reason}"
    due = " ".join(item.due.split()) or _due_in_words(item)
    return str(number), one.promise.words, "、".join(item.office.split("\n")), due, told, _where(one)


def _due_in_words(item: IssuedItem) -> str:
    """Return the day that the words of a plan name; without one it is planned for its period, of several none."""
    named: list[str] = list(dict.fromkeys(_DAY.findall(item.text) or _DAY.findall(item.lead)))
    if len(named) == 1:
        return named[0]
    return "—" if named else f"{item.period.full_name}内"


def _where(one: Followed) -> str:
    """Return where the report speaks of the promise."""
    if one.row is None:
        return "—"
    name = (one.row.lead.raw if one.row.lead else one.row.matter.raw).strip().rstrip("。")
    return f"{_PLACES[one.part]}“{name}”" if name else _PLACES[one.part]
