"""What of a report later periods are compared with: its items, and the figures that it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarize.model.figures.citations import Citation, find_citations
from summarize.model.figures.printed import Figure, evaluate, resolve
from summarize.model.periods import Period
from summarize.model.records import ItemRow, Records, Source
from summarize.model.selection import merge_rows, rows_for_report, rows_holding, rows_in_force, rows_of_report

DONE, PROBLEM, PLAN = "成效", "问题", "计划"
LEFT_OUT = "否"
_PrintedRow = tuple[str, ItemRow, Period]


def describe_said(records: Records, period: Period) -> dict[str, object]:
    """Return the items and figures of the report of `period`, as plain values for its record.

    An item has the part in which it stands, its identity, name, lead, text as printed, office, deadline, cell and
    the span of its period; a figure the question that it answers (name, form, unit, other, span), its text, and the
    计量单位 and 小数位 that the indicator had.
    """
    rows = list(printed_rows(records, period))
    return {
        "items": [_describe_row(part, row, own, records) for part, row, own in rows],
        "asked": list(_describe_figures(records, period, rows)),
    }


def span_text(period: Period) -> str:
    """Return `period` as its first and last day."""
    return f"{period.start}/{period.end}"


def printed_rows(records: Records, period: Period) -> Iterator[_PrintedRow]:
    """Yield the rows whose texts the report of `period` prints, with their part and the period of their figures."""
    taken = rows_of_report(records, period)
    for part, rows in ((DONE, taken.achievements), (PROBLEM, taken.problems), (PLAN, taken.plans)):
        for item in merge_rows([row for row in rows if row.include != LEFT_OUT]):
            for row in item.kept:
                yield part, row, period if part == PLAN else row.period or period


def printed_text(row: ItemRow, period: Period, records: Records) -> str:
    """Return 内容 of `row` with its citations printed over `period`."""
    raw = row.content.raw
    if "{" not in raw and "｛" not in raw and "}" not in raw and "｝" not in raw:
        return raw.strip()
    return str(resolve(raw, row.content.place, records.indicators, period)).strip()


def _describe_row(part: str, row: ItemRow, own: Period, records: Records) -> dict[str, object]:
    described: dict[str, object] = {
        "part": part,
        "identity": row.identity,
        "name": row.matter.raw.strip(),
        "text": printed_text(row, own, records),
        "cell": str(row.content.place),
        "span": span_text(row.period or own),
    }
    for key, source in (("lead", row.lead), ("office", row.office), ("due", row.due)):
        if source is not None and not source.is_blank:
            described[key] = source.raw.strip()
    return described


def _describe_figures(records: Records, period: Period, rows: Iterable[_PrintedRow]) -> Iterator[dict[str, object]]:
    indicators = records.indicators
    seen: set[tuple[object, ...]] = set()
    for source, own in _cited_sources(records, period, rows):
        for citation in find_citations(source.raw, indicators):
            if not isinstance(citation, Citation) or citation.count is not None:
                continue
            question = (citation.name, citation.form, citation.unit, citation.other, own)
            indicator = indicators.get(citation.name)
            if question in seen or indicator is None:
                continue
            seen.add(question)
            figure = evaluate(citation, indicators, own)
            if isinstance(figure, Figure):
                yield {
                    "name": indicator.name,
                    "form": citation.form,
                    "unit": citation.unit,
                    "other": citation.other,
                    "span": span_text(own),
                    "text": figure.text,
                    "measure": indicator.unit,
                    "places": indicator.places,
                }


def _cited_sources(records: Records, period: Period, rows: Iterable[_PrintedRow]) -> Iterator[tuple[Source, Period]]:
    """Yield the printed cells in which citations may stand, with the period over which these are valued."""
    for source, own in _printed_sources(records, period, rows):
        if "{" in source.raw or "｛" in source.raw:
            yield source, own


def _printed_sources(records: Records, period: Period, rows: Iterable[_PrintedRow]) -> Iterator[tuple[Source, Period]]:
    for _, row, own in rows:
        yield from ((source, own) for source in (row.matter, row.lead, row.content) if source is not None)
    for row in rows_holding(records.requests, period):
        if row.include != LEFT_OUT:
            yield from ((source, period) for source in (row.matter, row.content))
    always: list[Iterable[Source | None]] = [
        (fact.value for facts in rows_in_force(records.facts, period).values() for fact in facts),
        (
            source
            for sections in rows_in_force(records.sections, period).values()
            for row in sections
            for source in (row.title, row.lead_in)
        ),
        (source for row in rows_for_report(records.chapters, period) for source in (row.title, row.content)),
    ]
    yield from ((source, period) for sources in always for source in sources if source is not None)
    for annex in records.annexes:
        for annex_row in rows_holding(annex.rows, period):
            yield from ((source, annex_row.period or period) for source in annex_row.cells)
