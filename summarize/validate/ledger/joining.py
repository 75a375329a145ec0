"""The ledger beside the other sheets: what stands in both, and one list of items in workbook order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.findings import Finding, Place
from summarize.model.cells import Sheets
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import ItemRow, Records
from summarize.model.vocabulary import LEDGER_ROLE, normalize_key
from summarize.validate import layout_rules
from summarize.validate.items import check_overlaps, find_blank_sections
from summarize.validate.ledger import rules as ledger_rules
from summarize.validate.ledger.reading import Ledger, tasks_of_items

_LEFT_OUT, _ALONE, _REPLACING = "否", "单列", "替换"


def add_ledger(records: Records, ledger: Ledger, sheets: Sheets, findings: list[Finding]) -> Records:
    """Return `records` with what the ledger holds; add what does not fit together to `findings`.

    Without a ledger, what is counted are the items of 工作成效 that have a 状态.
    """
    tasks = ledger.tasks or tasks_of_items(records.achievements)
    joined = replace(
        records,
        achievements=_join("工作成效", records.achievements, ledger.achievements, sheets, findings),
        problems=_join("存在问题", records.problems, ledger.problems, sheets, findings),
        plans=_join("工作计划", records.plans, ledger.plans, sheets, findings),
        indicators=replace(records.indicators, tasks=tasks),
    )
    if records.achievements and ledger.achievements:
        findings.extend(find_blank_sections(joined.achievements))
    return joined


def _join(
    role: str, own: Sequence[ItemRow], ledger: Sequence[ItemRow], sheets: Sheets, findings: list[Finding]
) -> tuple[ItemRow, ...]:
    """Return the items of the sheet `role` and of the ledger as one list in workbook order.

    What stands in both with the same text is kept once; with different texts it is told, and both are kept.
    """
    if not own or not ledger:
        return (*own, *ledger)
    known: dict[tuple[str, Period | None], list[ItemRow]] = {}
    for item in own:
        if _can_meet(item):
            known.setdefault((item.identity, item.period), []).append(item)
    kept: list[ItemRow] = []
    for item in ledger:
        others = known.get((item.identity, item.period), []) if _can_meet(item) else []
        text = normalize_key(item.content.raw)
        if any(normalize_key(other.content.raw) == text for other in others):
            continue
        kept.append(item)
        if others:
            findings.append(_told_twice(item, others[-1]))
    order = [table.role for table in sheets.tables]
    first, second = (kept, own) if order.index(LEDGER_ROLE) < order.index(role) else (own, kept)
    start = max((item.position for item in first), default=-1) + 1
    return (*first, *(replace(item, position=item.position + start) for item in second))


def _can_meet(item: ItemRow) -> bool:
    return item.merge_mode != _ALONE and item.include != _LEFT_OUT


def _told_twice(item: ItemRow, other: ItemRow) -> Finding:
    name = quote(item.matter.raw) or quote(other.matter.raw)
    period = item.period.name if item.period else ""
    return ledger_rules.TOLD_TWICE.at(
        item.content.place,
        f"“{name}”{period}的内容与{other.content.place}不同",
        related=(other.content.place,),
    )


def find_overlaps(rows: tuple[ItemRow, ...], ledger: Sequence[ItemRow], findings: Sequence[Finding]) -> list[Finding]:
    """Return a warning for each pair of `rows` of one item whose periods overlap, but for those of the ledger's nature.

    Columns of one row may grow (一季度, 上半年): the later replaces the earlier. Pairs that `findings` tell as
    standing in both sheets, or in a sheet that only copies another, are not told again.
    """
    replacing = {item.place for item in ledger if item.merge_mode == _REPLACING}
    contents = {item.content.place: item.place for item in rows}
    pairs: set[frozenset[Place | None]] = {
        frozenset((contents.get(finding.place), contents.get(finding.related[0])))
        for finding in findings
        if finding.rule is ledger_rules.TOLD_TWICE
    }
    copies = {finding.place.sheet for finding in findings if finding.rule is layout_rules.CONTINUATION_REPEATS}
    overlaps: list[Finding] = []
    check_overlaps(rows, overlaps)
    return [
        finding
        for finding in overlaps
        if finding.place.sheet not in copies
        and frozenset((finding.place, *finding.related)) not in pairs
        and not (finding.related == (finding.place,) and finding.place in replacing)
    ]
