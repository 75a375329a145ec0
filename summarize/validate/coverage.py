"""What one report would take from the workbook, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from summarize.findings import Finding, Place, Severity
from summarize.model.bulk import without_search_for_cycles
from summarize.model.cells import Table
from summarize.model.dates import format_date, parse_date
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import ItemRow, Records
from summarize.model.selection import (
    merge_rows,
    rows_in_force,
    rows_of_report,
    straddling_rows,
)
from summarize.model.vocabulary import REQUIRED_FACTS
from summarize.validate import rules
from summarize.validate.figures.cited_texts import check_citations
from summarize.validate.figures.relations import check_relations
from summarize.validate.figures.typed_figures import check_typed_figures
from summarize.validate.items import find_blank_sections
from summarize.validate.ledger.checks import check_tasks

_IN_TEXT = "是"
_REPLACING = "替换"
_THREE_PARTS = "三段式"
_MOST_LISTED = 12
_LATEST_SIGNATURE = timedelta(days=366)
_UPWARD_FACTS = ("发文字号", "签发人", "主送机关")
_TITLE_FACTS = ("成效标题", "计划标题")


@without_search_for_cycles()
def check_period(
    records: Records, relations: Table | None, period: Period, *, all_rows: bool = False
) -> tuple[Finding, ...]:
    """Return what is wrong with the report of `period`.

    With `all_rows`, citations are checked in every row by its own period, not only in those that
    the report takes.
    """
    findings: list[Finding] = []
    taken = rows_of_report(records, period)
    achievements, problems, plans = (
        [row for row in rows if row.include == _IN_TEXT] for rows in (taken.achievements, taken.problems, taken.plans)
    )
    findings.extend(_check_facts(records, period))
    findings.extend(_check_signature_date(records, period))
    findings.extend(_check_straddling(records, period))
    if not achievements:
        # Nothing else can be said of a report that has nothing to say.
        return (*findings, _no_achievement(records, period))
    findings.extend(_check_quarters(records, period))
    findings.extend(check_tasks(records.indicators.tasks, period))
    if plans:
        findings.extend(_check_plans_left(records, period.following()))
    else:
        findings.append(_no_plan(records, period.following()))
    findings.extend(_check_past_plans(records, period))
    findings.extend(find_blank_sections(plans))
    for rows in (achievements, problems, plans):
        findings.extend(_check_replaced(rows))
    findings.extend(_check_headings(records, period))
    findings.extend(check_citations(records, period, all_rows=all_rows))
    findings.extend(check_typed_figures(records, period, all_rows=all_rows))
    findings.extend(check_relations(relations, records.indicators, _checked_periods(period)))
    return tuple(findings)


def _check_facts(records: Records, period: Period) -> Iterator[Finding]:
    """Yield the needed facts that hold in other periods only; those that are nowhere are told of the sheet."""
    in_force = rows_in_force(records.facts, period)
    for name in REQUIRED_FACTS:
        elsewhere = next((fact.value.place for fact in records.facts if fact.name == name), None)
        if name not in in_force and elsewhere is not None:
            message = f"“{name}”只写了别的时期的，没有{period.full_name}能用的"
            suggestion = f"清空这一行的“时期”，各期就都用它；或给{period.full_name}另写一行。"
            yield rules.FACT_MISSING.at(elsewhere, message, suggestion)


def _check_signature_date(records: Records, period: Period) -> Iterator[Finding]:
    for fact in rows_in_force(records.facts, period).get("成文日期", ()):
        day = parse_date(fact.value.raw)
        if day and not period.start <= day <= period.end + _LATEST_SIGNATURE:
            yield rules.SIGNATURE_DATE_ODD.at(
                fact.value.place, f"成文日期是{format_date(day)}，报告写的是{period.full_name}"
            )


def _check_quarters(records: Records, period: Period) -> Iterator[Finding]:
    """Yield the quarters of a longer period in which nothing was done."""
    own = {row.period for row in records.achievements if row.period and row.include == _IN_TEXT}
    for quarter in _checked_periods(period)[1:]:
        if not any(quarter.overlaps(other) for other in own):
            place = _sheet_place(records, records.achievements, "工作成效")
            yield rules.QUARTER_WITHOUT_ACHIEVEMENT.at(place, f"{period.full_name}的报告里没有{quarter.name}的工作成效")


def check_upward_report(records: Records, period: Period) -> Iterator[Finding]:
    """Yield what a 上行文 of `period` lacks: 发文字号, 签发人 or 主送机关."""
    in_force = rows_in_force(records.facts, period)
    for name in _UPWARD_FACTS:
        if name not in in_force:
            yield rules.UPWARD_REPORT_INCOMPLETE.at(Place(sheet="基本信息"), f"工作报告没有填“{name}”")


def check_plan_lead(records: Records, period: Period) -> Iterator[Finding]:
    """Yield that nothing parts the plan from the results: one item without an ordinal, and no words before it."""
    facts = rows_in_force(records.facts, period)
    plans = merge_rows([row for row in rows_of_report(records, period).plans if row.include == _IN_TEXT])
    if "计划引语" in facts or any(fact.value.raw == _THREE_PARTS for fact in facts.get("结构", ())):
        return
    if len(plans) == 1 and plans[0].first.section is None:
        message = "计划只有这一项，前面没有编号和计划引语，会紧接在成效后面"
        yield rules.PLAN_WITHOUT_LEAD.at(plans[0].first.place, message)


def _no_achievement(records: Records, period: Period) -> Finding:
    place = _sheet_place(records, records.achievements, "工作成效")
    periods = sorted({row.period for row in records.achievements if row.period and row.include == _IN_TEXT}, key=_span)
    names = [other.full_name for other in periods]
    listed = "、".join(names[-_MOST_LISTED:]) + ("等" if len(names) > _MOST_LISTED else "")
    return rules.NO_ACHIEVEMENT.at(
        place,
        f"“{place.sheet}”里没有{period.full_name}的内容",
        f"{f'现有的时期：{listed}。' if names else ''}补上{period.full_name}的行，或换一个时期。",
    )


def _no_plan(records: Records, plan_period: Period) -> Finding:
    place = _sheet_place(records, records.plans, "工作计划")
    wider = dict.fromkeys(row.period.full_name for row in straddling_rows(records.plans, plan_period) if row.period)
    aside = f"（{'、'.join(wider)}的行不全在其中，不写进来）" if wider else ""
    is_ledger = records.indicators.tasks.is_ledger and place.sheet in records.indicators.tasks.sheets
    wanted = f"填写“下一步打算”或{plan_period.name}的目标" if is_ledger else f"补上{plan_period.full_name}的行"
    return rules.NO_PLAN.at(
        place,
        f"“{place.sheet}”里没有{plan_period.full_name}的内容{aside}，标题和计划引语不写计划",
        f"在“{place.sheet}”里{wanted}。",
    )


def _sheet_place(records: Records, rows: Sequence[ItemRow], role: str) -> Place:
    """Return the sheet that `rows` stand in, by its name in the workbook; without rows the ledger, if any."""
    tasks = records.indicators.tasks
    return Place(sheet=(rows[0].place.sheet if rows else tasks.sheet if tasks.is_ledger else None) or role)


def _span(period: Period) -> tuple[object, object]:
    return period.end, period.start


def _check_straddling(records: Records, period: Period) -> Iterator[Finding]:
    split, clear = "按实际时期拆成几行", "改写或清空“时期”（空着的每期都印）"
    dated = [
        *((row.period, row.place, split) for row in (*records.achievements, *records.problems) if row.include != "否"),
        *((row.period, row.place, clear) for row in records.requests),
        *(
            (row.period, row.period_text.place, clear)
            for annex in records.annexes
            for row in annex.rows
            if row.period_text
        ),
    ]
    for own, place, remedy in dated:
        if own is None or period.contains(own) or not period.overlaps(own):
            continue
        holding = period.holding(own)
        hint = f"做{holding.full_name}的报告时会写进去；" if holding else ""
        yield rules.PERIOD_STRADDLES.at(
            place,
            f"这一行的时期是{own.full_name}，不全在{period.full_name}以内，没有写进报告",
            f"{hint}要写进这份报告，{remedy}。",
        )


def _check_plans_left(records: Records, plan_period: Period) -> Iterator[Finding]:
    """Yield as information the plans of a longer period: a workbook often holds plans for several reports."""
    for row in straddling_rows(records.plans, plan_period):
        if row.period and row.include != "否":
            yield rules.PERIOD_STRADDLES.at(
                row.place,
                f"这一行的时期是{row.period.full_name}，不全在{plan_period.full_name}以内，没有写进这份报告的计划",
                "留给别的报告的不必改；要写进这份报告，按实际时期拆成几行。",
                severity=Severity.INFO,
            )


def _check_past_plans(records: Records, period: Period) -> Iterator[Finding]:
    """Yield the plans for the very period that is reported on, unless an earlier report may have printed them."""
    tasks = records.indicators.tasks
    ledger = tasks.sheets if tasks.is_ledger else ()
    first_end = min((row.period.end for row in records.achievements if row.period), default=period.end)
    for row in records.plans:
        own = row.period
        if own is None or row.include == "否" or row.place.sheet in ledger:
            continue
        if period.contains(own) and first_end >= own.start:
            yield rules.PLAN_OF_OWN_PERIOD.at(
                row.period_place or row.place,
                f"计划写的是{own.full_name}，在报告的时期以内，不会印",
                f"是否应为“{period.following().name}”？计划写报告之后的一期。",
            )


def check_years(records: Records) -> Iterator[Finding]:
    """Yield the achievements and problems of another year than 年度."""
    for row in (*records.achievements, *records.problems):
        if row.period and records.year and row.period.year != records.year:
            yield rules.ROW_OF_ANOTHER_YEAR.at(
                row.place, f"这一行的时期是{row.period.full_name}，年度是{records.year}年"
            )


def _check_replaced(rows: Sequence[ItemRow]) -> Iterator[Finding]:
    if all(row.merge_mode != _REPLACING for row in rows):
        return
    for item in merge_rows(rows):
        replacing = item.kept[0].content.place
        for row in item.replaced:
            name = quote(row.matter.raw) or quote(item.kept[0].matter.raw)
            yield rules.TEXT_REPLACED.at(
                row.content.place,
                f"“{name}”{row.period.name if row.period else ''}的内容被{replacing}替换，没有印出",
                f"两处都要印的，在{replacing.cell or '后一处'}所在行的“合并方式”填“接续”。",
                related=(replacing,),
            )


def _check_headings(records: Records, period: Period) -> Iterator[Finding]:
    facts = rows_in_force(records.facts, period)
    if any(fact.value.raw == _THREE_PARTS for fact in facts.get("结构", ())):
        return
    for name in _TITLE_FACTS:
        for fact in facts.get(name, ()):
            yield rules.HEADING_UNUSED.at(fact.value.place, f"结构是分块式，不印“{name}”")


def _checked_periods(period: Period) -> tuple[Period, ...]:
    """Return the period and each quarter in it."""
    quarters = [Period.quarter(period.year, number) for number in range(1, 5)]
    return (period, *(quarter for quarter in quarters if period.contains(quarter) and quarter != period))
