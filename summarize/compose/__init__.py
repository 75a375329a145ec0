"""From records and a period to the report: pure, without files, fonts or clock."""

from __future__ import annotations

from collections.abc import Mapping

from summarize.compose.annexes import ItemList, compose_annexes
from summarize.compose.headings import number_headings
from summarize.compose.items import DEFAULT_STYLE, ItemForm
from summarize.compose.plans import compose_plan
from summarize.compose.prose import LINE_BREAK, NOTHING, Prose, join
from summarize.compose.sections import SectionBook, compose_list, compose_sections
from summarize.compose.titles import (
    REPORT_KIND,
    achievements_title,
    default_title,
    plan_title,
    report_title,
    report_words,
    title_parts,
)
from summarize.findings import Place
from summarize.model.bulk import without_search_for_cycles
from summarize.model.periods import Period
from summarize.model.records import Fact, ItemRow, Records
from summarize.model.report import Chapter, Heading, Report
from summarize.model.selection import ReportRows, rows_for_report, rows_holding, rows_in_force, rows_of_report
from summarize.model.text import Text
from summarize.model.vocabulary import (
    DATE_FACTS,
    FACT_CHOICES,
    FACTS,
    MULTILINE_FACTS,
    REPEATABLE_FACTS,
    REQUIRED_FACTS,
)

__all__ = ["REPORT_KIND", "compose"]

_THREE_PARTS = "三段式"
_DEFAULT_STRUCTURE = "分块式"
_DEFAULT_PROBLEMS_TITLE = "存在的问题"
_DEFAULT_REQUESTS_TITLE = "意见建议"
_DEFAULT_PLAN_WORD, _DEFAULT_PLAN_HEADING_WORD, _DEFAULT_CONNECTIVE = "计划", "打算", "和"
_REPORT_ENDING = "特此报告。"
_INTRODUCTION = "引言"
_IN_TEXT = "是"


@without_search_for_cycles()
def compose(records: Records, period: Period, *, kind: str = "总结", is_brief: bool = False) -> Report:
    """Compose the report of `period`.

    `kind` is the template's document kind: 总结, 汇报 or 报告 (a 报告 has a title and an ending of its
    own). What is missing is printed as 〔待补：…〕, so records with errors can be composed as a draft.
    """
    prose = Prose(records.indicators, period)
    plan_period = period.following()
    facts = _facts(records, prose)
    is_three_part = facts["结构"] == _THREE_PARTS
    style = str(facts["事项样式"]) or DEFAULT_STYLE
    taken = rows_of_report(records, period)
    achievements, problems, plans = (_in_text(rows) for rows in (taken.achievements, taken.problems, taken.plans))
    requests = _in_text(rows_holding(records.requests, period))
    form = ItemForm(is_brief)
    problem_form = ItemForm(is_brief, needs_content=False)
    plan_form = ItemForm(is_brief, values_by_row=False)
    request_form = ItemForm(is_brief, needs_content=False, values_by_row=False)
    title, kind_title = _titles(facts, period, plan_period if plans else None, kind)
    annexes = compose_annexes(records.annexes, _item_lists(taken), prose)
    report = Report(
        unit=facts["单位名称"],
        short_unit=facts["单位简称"] or facts["单位名称"],
        year=period.year,
        period=period,
        plan_period=plan_period,
        structure=str(facts["结构"]) or _DEFAULT_STRUCTURE,
        title=title,
        kind_title=kind_title,
        facts=_printed_facts(facts, kind, has_problems=bool(problems), has_plan=bool(plans)),
        introduction=_introduction(records, prose),
        achievements_heading=_heading(is_three_part, facts["成效标题"], achievements_title(period)),
        sections=compose_sections(
            achievements,
            SectionBook.of(records.sections, period),
            prose,
            form,
            level=2 if is_three_part else 1,
            default_style=style,
        ),
        problems_heading=_heading(bool(problems), facts["问题标题"], _DEFAULT_PROBLEMS_TITLE),
        problems=compose_list(problems, prose, problem_form, style=style, parent_level=1),
        plan_heading=_heading(
            is_three_part and bool(plans),
            facts["计划标题"],
            plan_title(period, plan_period, str(facts["计划称谓"]) or _DEFAULT_PLAN_HEADING_WORD),
        ),
        plan=compose_plan(
            plans, SectionBook.of(records.sections, plan_period), prose, plan_form, level=2 if is_three_part else 1
        ),
        requests_heading=_heading(bool(requests), Text(), _DEFAULT_REQUESTS_TITLE),
        requests=compose_list(requests, prose, request_form, style=style, parent_level=1),
        chapters=_chapters(records, prose),
        annexes=annexes,
        annex_names=_annex_names(records, prose) or tuple(annex.title for annex in annexes),
        is_sealed=facts["盖章"] == "是",
        signature=Text() if facts["署名位置"] == "题下" else facts["署名"],
        signature_date=facts["成文日期"],
        indicators=records.indicators,
    )
    return number_headings(report)


def _in_text(rows: tuple[ItemRow, ...]) -> tuple[ItemRow, ...]:
    return tuple(row for row in rows if row.include == _IN_TEXT)


def _item_lists(taken: ReportRows) -> tuple[ItemList, ...]:
    return (
        ItemList("未列入正文的工作完成情况", "完成情况", taken.achievements),
        ItemList("未列入正文的问题", "具体表现", taken.problems),
        ItemList("未列入正文的工作计划", "计划内容", taken.plans, values_by_row=False),
    )


def _facts(records: Records, prose: Prose) -> dict[str, Text]:
    in_force = rows_in_force(records.facts, prose.period)
    facts = {name: NOTHING for name in FACTS if name != _INTRODUCTION}
    for name in facts:
        if rows := in_force.get(name):
            texts = [_fact_text(row, prose) for row in rows]
            facts[name] = join(texts, LINE_BREAK) if name in REPEATABLE_FACTS else texts[0]
    for name in REQUIRED_FACTS:
        facts[name] = facts[name] or Text.gap(Place(sheet="基本信息", cell=name))
    return facts


def _fact_text(fact: Fact, prose: Prose) -> Text:
    if fact.name in DATE_FACTS:
        return prose.date(fact.value)
    if fact.name in FACT_CHOICES:
        return Text.typed(fact.value.raw, fact.value.place).trimmed()
    lines = prose.verbatim(fact.value).paragraphs()
    return join(lines, LINE_BREAK if fact.name in MULTILINE_FACTS else None)


def _introduction(records: Records, prose: Prose) -> tuple[Text, ...]:
    rows = rows_in_force(records.facts, prose.period).get(_INTRODUCTION, ())
    return tuple(paragraph for row in rows for paragraph in prose.verbatim(row.value).paragraphs())


def _annex_names(records: Records, prose: Prose) -> tuple[Text, ...]:
    """Return the lines of 附件说明, each without a label or ordinal of its own."""
    rows = rows_in_force(records.facts, prose.period).get("附件说明", ())
    return tuple(line for row in rows for line in prose.annex_lines(row.value))


def _titles(facts: Mapping[str, Text], period: Period, plan_period: Period | None, kind: str) -> tuple[Text, str]:
    """Return the printed title and the words for the file name."""
    unit = facts["单位名称"]
    if kind == REPORT_KIND:
        return facts["标题"] or report_title(unit, period), report_words(period)
    parts = title_parts(
        period,
        plan_period,
        str(facts["计划称谓"]) or _DEFAULT_PLAN_WORD,
        str(facts["连接词"]) or _DEFAULT_CONNECTIVE,
    )
    return facts["标题"] or default_title(unit, parts), "".join(parts)


def _printed_facts(facts: dict[str, Text], kind: str, *, has_problems: bool, has_plan: bool) -> Mapping[str, Text]:
    """Return the facts as printed: lead-ins go with their parts, a 报告 ends with its own words."""
    printed = dict(facts)
    if not has_problems:
        printed["问题引语"] = Text()
    if not has_plan:
        printed["计划引语"] = Text()
    if kind == REPORT_KIND and not printed["结束语"]:
        printed["结束语"] = Text.standing(_REPORT_ENDING)
    return printed


def _heading(is_printed: bool, typed: Text, default: str) -> Heading:
    return Heading("", typed or Text.standing(default)) if is_printed else Heading()


def _chapters(records: Records, prose: Prose) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(
            "",
            prose.lines(row.title) or Text.gap(row.title.place),
            prose.paragraphs(row.content) or (Text.gap(row.content.place),),
            row.position,
        )
        for row in rows_for_report(records.chapters, prose.period)
    )
