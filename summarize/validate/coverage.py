"""What one report would take from the workbook, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import Table
from summarize.model.periods import Period
from summarize.model.records import ItemRow, Records, Source
from summarize.model.selection import merge_rows, rows_holding, rows_in_force, rows_within, straddling_rows
from summarize.model.vocabulary import FACT_CHOICES, normalize_key
from summarize.validate import rules
from summarize.validate.citations import citation_findings
from summarize.validate.relations import check_relations

_TITLE_FACTS = ("成效标题", "计划标题")


def check_period(
    records: Records, relations: Table | None, period: Period, *, all_rows: bool = False
) -> tuple[Finding, ...]:
    """Return what is wrong with the report of `period`.

    With `all_rows`, citations are checked in every row by its own period, not only in those that
    the report takes.
    """
    findings: list[Finding] = []
    achievements = [row for row in rows_within(records.achievements, period) if row.include != "否"]
    findings.extend(_check_rows_taken(records, achievements, period))
    findings.extend(_check_straddling(records, period))
    findings.extend(_check_replaced(rows_within(records.achievements, period)))
    findings.extend(_check_headings(records, period))
    for source, own_period in _cited_sources(records, period, all_rows=all_rows):
        findings.extend(citation_findings(source, records.indicators, own_period))
    findings.extend(check_relations(relations, records.indicators, _checked_periods(period)))
    return tuple(findings)


def _check_rows_taken(records: Records, achievements: Sequence[ItemRow], period: Period) -> Iterator[Finding]:
    if not achievements:
        seen = dict.fromkeys(row.period.full_name for row in records.achievements if row.period)
        hint = f"现有的时期：{'、'.join(seen)}。" if seen else ""
        yield rules.NO_ACHIEVEMENT.at(
            Place(sheet="工作成效"),
            f"“工作成效”里没有{period.full_name}的内容",
            f"{hint}补上{period.full_name}的行，或换一个时期。",
        )
    plan_period = period.following()
    if not rows_within(records.plans, plan_period):
        wider = dict.fromkeys(row.period.full_name for row in straddling_rows(records.plans, plan_period) if row.period)
        aside = f"（{'、'.join(wider)}的行不全在其中，不写进来）" if wider else ""
        yield rules.NO_PLAN.at(
            Place(sheet="工作计划"),
            f"“工作计划”里没有{plan_period.full_name}的内容{aside}，标题和计划引语不写计划",
            f"在“工作计划”里补上{plan_period.full_name}的行。",
        )


def _check_straddling(records: Records, period: Period) -> Iterator[Finding]:
    for row in straddling_rows((*records.achievements, *records.problems), period):
        if row.period is None:
            continue
        holding = period.holding(row.period)
        hint = f"做{holding.full_name}的报告时会写进去；" if holding else ""
        yield rules.PERIOD_STRADDLES.at(
            row.place,
            f"这一行的时期是{row.period.full_name}，不全在{period.full_name}以内，没有写进报告",
            f"{hint}要写进这份报告，按实际时期拆成几行。",
        )


def _check_replaced(rows: Sequence[ItemRow]) -> Iterator[Finding]:
    for item in merge_rows([row for row in rows if row.include == "是"]):
        for row in item.replaced:
            name = f"{item.first.matter.raw.strip()}”{row.period.name if row.period else ''}"
            yield rules.TEXT_REPLACED.at(
                row.content.place,
                f"“{name}的内容被{item.last.content.place}替换，没有印出",
                related=(item.last.content.place,),
            )


def _check_headings(records: Records, period: Period) -> Iterator[Finding]:
    facts = rows_in_force(records.facts, period)
    if any(fact.value.raw == "三段式" for fact in facts.get("结构", ())):
        return
    for name in _TITLE_FACTS:
        for fact in facts.get(name, ()):
            yield rules.HEADING_UNUSED.at(fact.value.place, f"结构是分块式，不印“{name}”")


def _cited_sources(records: Records, period: Period, *, all_rows: bool) -> Iterator[tuple[Source, Period]]:
    """Yield every text in which citations are valued, with the period over which they are."""
    for rows in (records.achievements, records.problems):
        for row in rows if all_rows else rows_within(rows, period):
            for source in _item_texts(row):
                yield source, row.period or period
    for row in rows_within(records.plans, period.following()):
        for source in _item_texts(row):
            yield source, period
    if all_rows:
        yield from _other_plans(records, period)
    for row in rows_holding(records.requests, period):
        for source in _item_texts(row):
            yield source, period
    for source in _standing_texts(records, period):
        yield source, period


def _other_plans(records: Records, period: Period) -> Iterator[tuple[Source, Period]]:
    """Yield the texts of plans that other reports take, valued over the period before them."""
    for row in records.plans:
        if row.period and not period.following().contains(row.period):
            before = row.period.preceding() or row.period.a_year_before()
            for source in _item_texts(row):
                yield source, before


def _item_texts(row: ItemRow) -> Iterator[Source]:
    if row.include == "否":
        return
    for source in (row.matter, row.lead, row.content, row.brief, row.subsection):
        if source is not None:
            yield source


def _standing_texts(records: Records, period: Period) -> Iterator[Source]:
    for name, facts in rows_in_force(records.facts, period).items():
        if name not in FACT_CHOICES:
            yield from (fact.value for fact in facts)
    for sections in rows_in_force(records.sections, period).values():
        for section in sections:
            yield section.title
            if section.lead_in:
                yield section.lead_in
    for chapter in rows_holding(records.chapters, period):
        yield chapter.title
        yield chapter.content
    for annex in records.annexes:
        yield annex.title
        yield from annex.head
        for annex_row in rows_holding(annex.rows, period):
            yield from annex_row.cells


def _checked_periods(period: Period) -> tuple[Period, ...]:
    """Return the period and each quarter in it."""
    quarters = [Period.quarter(period.year, number) for number in range(1, 5)]
    return (period, *(quarter for quarter in quarters if period.contains(quarter) and quarter != period))


def known_names(records: Records) -> tuple[str, ...]:
    """Return the names that the unit goes by, as keys: 单位名称 and 单位简称."""
    return tuple(normalize_key(fact.value.raw) for fact in records.facts if fact.name in ("单位名称", "单位简称"))
