"""Which texts of a workbook are read as prose, what each is in the report, and by when its words must be in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from summarize.language import Part
from summarize.model.dates import parse_date
from summarize.model.periods import Period
from summarize.model.records import Fact, ItemRow, Records, Source
from summarize.model.selection import rows_for_report, rows_holding, rows_in_force, rows_within

_WRITTEN_AFTER = timedelta(days=60)
"""A report is written in the weeks after its period, a plan in the first weeks of its own."""

_FACT_PARTS = {
    "标题": Part.TITLE,
    "副标题": Part.TITLE,
    "引言": Part.BODY,
    "问题引语": Part.BODY,
    "计划引语": Part.PLAN,
    "结束语": Part.BODY,
    "成效标题": Part.HEADING,
    "问题标题": Part.HEADING,
    "计划标题": Part.HEADING,
    "附件说明": Part.ANNEX_NOTE,
}
"""The facts that are prose; names, dates and choices are not."""


@dataclass(frozen=True, slots=True)
class WorkbookText:
    """The text of one cell, the part of the report that it is, and the day by which its words must be in use."""

    source: Source
    part: Part
    as_of: date | None


def workbook_texts(records: Records, period: Period | None) -> Iterator[WorkbookText]:
    """Yield the texts that the report of `period` takes; with `None` those of all reports, each cell once."""
    seen: set[object] = set()
    for text in _texts(records, period):
        if text.source.place not in seen and not text.source.is_blank:
            seen.add(text.source.place)
            yield text


def _texts(records: Records, period: Period | None) -> Iterator[WorkbookText]:
    signed = _signed_on(records, period or records.default_period)
    standing = signed or _after(period or records.default_period)
    yield from _fact_texts(records, period, standing)
    yield from _section_texts(records, period, standing)
    for rows, part in ((records.achievements, Part.BODY), (records.problems, Part.PROBLEM)):
        for row in rows_within(rows, period) if period else rows:
            yield from _item_texts(row, part, signed or _after(row.period or period))
    following = period.following() if period else None
    for row in rows_within(records.plans, following) if following else records.plans:
        yield from _item_texts(row, Part.PLAN, signed or _within(row.period))
    for row in rows_holding(records.requests, period) if period else records.requests:
        yield from _item_texts(row, Part.BODY, standing)
    for chapter in rows_for_report(records.chapters, period) if period else records.chapters:
        yield WorkbookText(chapter.title, Part.HEADING, standing)
        yield WorkbookText(chapter.content, Part.BODY, standing)
    for annex in records.annexes:
        yield WorkbookText(annex.title, Part.ANNEX_TITLE, standing)
        for annex_row in rows_holding(annex.rows, period) if period else annex.rows:
            for cell in annex_row.cells:
                yield WorkbookText(cell, Part.TABLE, standing)


def _fact_texts(records: Records, period: Period | None, as_of: date | None) -> Iterator[WorkbookText]:
    facts: Iterable[Fact] = records.facts
    if period:
        facts = (fact for in_force in rows_in_force(records.facts, period).values() for fact in in_force)
    for fact in facts:
        if part := _FACT_PARTS.get(fact.name):
            yield WorkbookText(fact.value, part, as_of)


def _section_texts(records: Records, period: Period | None, as_of: date | None) -> Iterator[WorkbookText]:
    for section in records.sections:
        if period is None or section.period in (None, period, period.following()):
            yield WorkbookText(section.title, Part.HEADING, as_of)
            if section.lead_in:
                yield WorkbookText(section.lead_in, Part.BODY, as_of)


def _item_texts(row: ItemRow, part: Part, as_of: date | None) -> Iterator[WorkbookText]:
    if row.include == "否":
        return
    for source in (row.matter if row.lead is None else None, row.lead, row.content, row.brief):
        if source is not None:
            yield WorkbookText(source, part, as_of)


def _signed_on(records: Records, period: Period | None) -> date | None:
    """Return the 成文日期 of the report of `period`."""
    facts = rows_in_force(records.facts, period).get("成文日期", ()) if period else ()
    return next((day for fact in facts if (day := parse_date(fact.value.raw))), None)


def _after(period: Period | None) -> date | None:
    return period.end + _WRITTEN_AFTER if period else None


def _within(period: Period | None) -> date | None:
    return min(period.start + _WRITTEN_AFTER, period.end) if period else None
