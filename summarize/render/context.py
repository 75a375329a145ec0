"""The one table of names that templates may use: a report under its Chinese names.

Renaming one breaks the templates that people have made: it is a breaking change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize.model.periods import Period
from summarize.model.report import Annex, Chapter, Item, PlanEntry, Report, Section, Subsection
from summarize.model.text import Text
from summarize.model.vocabulary import FACTS
from summarize.render.blocks import Block, StyleNames, signature_block
from summarize.render.records import IndicatorTable, Record
from summarize.render.tables import AnnexTable

_SIGNERS = re.compile(r"[、，,；;\s]+")
_SIGNERS_PER_LINE = 2


def build_context(report: Report, styles: StyleNames, *, is_draft: bool) -> dict[str, object]:
    """Return what a template sees: every name of product.md §6 and those that the shipped templates need."""
    facts = {name: report.facts.get(name, Text()) for name in FACTS}
    return {
        **facts,
        "单位名称": report.unit,
        "单位简称": report.short_unit,
        "标题": report.title,
        "成文日期": report.signature_date,
        "引言": report.introduction,
        "结构": report.structure,
        "时期": _period(report.period),
        "计划时期": _period(report.plan_period),
        "成效编号": report.achievements_heading.number,
        "成效标题": report.achievements_heading.title,
        "工作成效": tuple(_section(section) for section in report.sections),
        "问题编号": report.problems_heading.number,
        "问题标题": report.problems_heading.title,
        "存在问题": _items(report.problems),
        "计划编号": report.plan_heading.number,
        "计划标题": report.plan_heading.title,
        "工作计划": tuple(_plan_entry(entry) for entry in report.plan),
        "建议编号": report.requests_heading.number,
        "建议标题": report.requests_heading.title,
        "意见建议": _items(report.requests),
        "其他章节": tuple(_chapter(chapter) for chapter in report.chapters),
        "指标": IndicatorTable(report.indicators, report.period, is_draft=is_draft),
        "附件": tuple(_annex(annex, styles) for annex in report.annexes),
        "附件说明项": _annex_note(report.annex_names),
        "签发行": _signing_lines(facts["发文字号"], facts["签发人"]),
        "落款": Block("落款", lambda: signature_block(report, styles)),
    }


def _period(period: Period) -> Record:
    return Record({"名称": period.name, "年": period.year})


def _section(section: Section) -> Record:
    return Record(
        {
            "编号": section.number,
            "标题": section.title,
            "引语": section.lead_in,
            "小类": tuple(_subsection(subsection) for subsection in section.subsections),
            "事项": _items(section.items),
            "样式": section.style,
        }
    )


def _subsection(subsection: Subsection) -> Record:
    return Record({"编号": subsection.number, "标题": subsection.title, "事项": _items(subsection.items)})


def _items(items: Iterable[Item]) -> tuple[Record, ...]:
    return tuple(_item(item) for item in items)


def _item(item: Item) -> Record:
    return Record({**_entry(item), "状态": item.status, "样式": item.style})


def _plan_entry(entry: PlanEntry) -> Record:
    return Record({**_entry(entry), "事项": _items(entry.items), "样式": ""})


def _entry(entry: Item | PlanEntry) -> dict[str, object]:
    """Return what an item and a plan entry have in common; the workbook's own columns never hide it."""
    return {
        **entry.extra,
        "编号": entry.number,
        "导语": entry.lead,
        "内容": entry.body,
        "续段": entry.more,
        "责任科室": entry.office,
        "完成时限": entry.due,
        "级别": entry.level,
    }


def _chapter(chapter: Chapter) -> Record:
    return Record(
        {
            "编号": chapter.number,
            "标题": chapter.title,
            "段": chapter.paragraphs,
            "位置": chapter.position,
        }
    )


def _annex(annex: Annex, styles: StyleNames) -> Record:
    table = AnnexTable(annex)
    return Record(
        {
            "编号": annex.number,
            "标题": annex.title,
            "表头": annex.head,
            "行": annex.rows,
            "横排": table.is_wide,
            "表格": Block("附.表格", lambda: table.write(styles)),
        }
    )


def _annex_note(names: tuple[Text, ...]) -> tuple[Record, ...]:
    return tuple(
        Record({"编号": f"{number}." if len(names) > 1 else "", "名称": name}) for number, name in enumerate(names, 1)
    )


def _signing_lines(document_number: str, signers: str) -> tuple[Record, ...]:
    """Return the lines of 发文字号 and 签发人 (7.2.5, 7.2.6): two names a line, 发文字号 on the last.

    Names of two characters are spread to the length of the longest, and a last line that has one name
    only is filled up, so that under a right tab the names stand under each other.
    """
    names = [name for name in _SIGNERS.split(signers) if name]
    if len(names) > 1:
        names = _spread(names)
    rows = [names[first : first + _SIGNERS_PER_LINE] for first in range(0, len(names), _SIGNERS_PER_LINE)]
    if len(rows) > 1 and len(rows[-1]) < _SIGNERS_PER_LINE:
        rows[-1].append("　" * len(rows[-1][0]))
    return tuple(
        Record(
            {
                "发文字号": document_number if number == len(rows) else "",
                "标签": "签发人：" if number == 1 else "",
                "姓名": "　".join(row),
            }
        )
        for number, row in enumerate(rows, 1)
    )


def _spread(names: list[str]) -> list[str]:
    longest = max(len(name) for name in names)
    return [name[0] + "　" * (longest - 2) + name[1] if len(name) == 2 < longest else name for name in names]
