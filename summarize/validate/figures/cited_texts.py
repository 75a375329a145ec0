"""Which texts a report takes citations from, over which period each is valued, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Finding
from summarize.model.figures.citations import find_citations
from summarize.model.periods import Period
from summarize.model.records import ItemRow, Records, SectionRow, Source
from summarize.model.selection import rows_for_report, rows_holding, rows_in_force, rows_within
from summarize.validate.figures import rules
from summarize.validate.figures.citations import citation_findings, month_end_finding

_WRITING_RULES = (rules.BRACES_BROKEN, rules.INDICATOR_UNKNOWN, rules.FORM_UNKNOWN, rules.ALMOST_A_CITATION)
"""What is wrong with a citation whatever the indicators say."""


def check_citations(records: Records, period: Period, *, all_rows: bool) -> Iterator[Finding]:
    """Yield what is wrong with the citations in the report of `period`.

    With `all_rows` texts of other reports are checked too. Of those that come later only the writing
    is: their figures are not due yet.
    """
    told: set[Period] = set()
    for source, own in _cited_texts(records, period, all_rows=all_rows):
        if not find_citations(source.raw, records.indicators):
            continue
        if own not in told and (note := month_end_finding(source, records.indicators, own)):
            told.add(own)
            yield note
        for finding in citation_findings(source, records.indicators, own):
            if own.end <= period.end or finding.rule in _WRITING_RULES:
                yield finding


def _cited_texts(records: Records, period: Period, *, all_rows: bool) -> Iterator[tuple[Source, Period]]:
    """Yield every text in which citations are valued, with the period over which they are."""
    for rows in (records.achievements, records.problems):
        for row in rows if all_rows else rows_within(rows, period):
            for source in _item_texts(row):
                yield source, row.period or period
    for row in rows_within(records.plans, period.following()):
        for source in _item_texts(row):
            yield source, period
    for row in rows_holding(records.requests, period):
        for source in _item_texts(row):
            yield source, period
    for source in _standing_texts(records, period):
        yield source, period
    for annex in records.annexes:
        for annex_row in annex.rows if all_rows else rows_holding(annex.rows, period):
            for source in annex_row.cells:
                yield source, annex_row.period or period
    if all_rows:
        yield from _other_plans(records, period)
        yield from _other_periods(records, period)


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
    for source in (row.matter, row.lead, row.content, row.brief, row.section, row.subsection):
        if source is not None:
            yield source


def _other_periods(records: Records, period: Period) -> Iterator[tuple[Source, Period]]:
    """Yield the texts that hold in other periods only, each with its own."""
    for fact in records.facts:
        if fact.period and fact.period != period:
            yield fact.value, fact.period
    for section in records.sections:
        if section.period and section.period not in (period, period.following()):
            for source in _section_texts(section):
                yield source, section.period
    for request in records.requests:
        if request.period and not period.contains(request.period):
            for source in _item_texts(request):
                yield source, request.period
    for chapter in records.chapters:
        if chapter.period and chapter.period != period:
            yield chapter.title, chapter.period
            yield chapter.content, chapter.period


def _standing_texts(records: Records, period: Period) -> Iterator[Source]:
    for facts in rows_in_force(records.facts, period).values():
        yield from (fact.value for fact in facts)
    in_force = (rows_in_force(records.sections, wanted) for wanted in (period, period.following()))
    sections = [section for found in in_force for rows in found.values() for section in rows]
    for section in dict.fromkeys(sections):
        yield from _section_texts(section)
    for chapter in rows_for_report(records.chapters, period):
        yield chapter.title
        yield chapter.content
    for annex in records.annexes:
        yield annex.title
        yield from annex.head


def _section_texts(section: SectionRow) -> Iterator[Source]:
    yield section.title
    if section.lead_in:
        yield section.lead_in
