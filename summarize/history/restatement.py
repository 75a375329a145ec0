"""Figures as issued against what the workbook gives for the same periods now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from summarize.findings import Finding
from summarize.history import rules
from summarize.history.issued import IssuedDocument, IssuedFigure, at_place, iter_earlier
from summarize.history.recording import span_text
from summarize.model.figures.evaluation import Figure, evaluate_form
from summarize.model.figures.indicators import Indicator, Indicators
from summarize.model.figures.questions import Gap, GapKind
from summarize.model.figures.units import factor_between
from summarize.model.numbers import ESTIMATE_MARK
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import Records

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_VALUE_FORMS = frozenset({"本期", "累计", "当季", "上年同期"})
"""Forms that print an amount in the indicator's own unit."""


def check_restated(documents: Sequence[IssuedDocument], records: Records, period: Period) -> Iterator[Finding]:
    """Yield each figure of an earlier issued document that the workbook gives otherwise now."""
    indicators = records.indicators
    seen: set[tuple[object, ...]] = set()
    for document in iter_earlier(documents, period):
        for issued in document.figures:
            key = (issued.name, issued.form, issued.unit, issued.other, span_text(issued.period), issued.text)
            if key not in seen:
                seen.add(key)
                yield from _compare(issued, document, indicators)


def _compare(issued: IssuedFigure, document: IssuedDocument, indicators: Indicators) -> Iterator[Finding]:
    indicator = indicators.get(issued.name)
    if indicator is None or not _is_of_known_year(issued.period, indicators):
        return
    now = evaluate_form(issued.name, issued.form, indicators, issued.period, issued.unit, issued.other)
    asked = f"“{quote(indicator.name)}”{issued.period.full_name}的{_form_words(issued)}"
    printed = f"{document.name}印的是{issued.text}{_unit_words(issued)}"
    if isinstance(now, Gap):
        if now.kind is GapKind.NO_VALUE and _has_cell_for(indicator, now):
            yield rules.FIGURE_RESTATED.at(
                now.place, f"{asked}，{printed}，现在是空的", related=(at_place(document, issued.text),)
            )
        return
    if _is_same(issued, now, indicator, indicators):
        return
    cell = now.cells[0] if now.cells else indicator.place
    unit = issued.unit if issued.unit else indicator.unit if issued.form in _VALUE_FORMS else ""
    yield rules.FIGURE_RESTATED.at(
        cell,
        f"{asked}，{printed}，现在算出来是{now.text}{quote(unit)}",
        related=(*now.cells[1:], at_place(document, issued.text)),
    )


def _is_of_known_year(period: Period, indicators: Indicators) -> bool:
    return indicators.year is None or indicators.year - 1 <= period.year <= indicators.year


def _has_cell_for(indicator: Indicator, gap: Gap) -> bool:
    """Return whether the sheet has a column for the value: a workbook of another year has none."""
    empty = (*indicator.current.empty, *indicator.last_year.empty)
    return any(span.cell == gap.place for span in empty)


def _form_words(issued: IssuedFigure) -> str:
    return "数" if issued.form == "本期" else issued.form


def _unit_words(issued: IssuedFigure) -> str:
    if issued.unit:
        return quote(issued.unit)
    return quote(issued.measure) if issued.form in _VALUE_FORMS else ""


def _is_same(issued: IssuedFigure, now: Figure, indicator: Indicator, indicators: Indicators) -> bool:
    """Return whether both say the same, whatever the unit or the number of decimals now is."""
    before, after = _bare(issued.text), _bare(now.text)
    if before == after and (issued.unit or issued.measure == indicator.unit or issued.form not in _VALUE_FORMS):
        return True
    if issued.places != indicator.places:
        as_then = _with_places(issued, indicator, indicators)
        if as_then is not None and _bare(as_then.text) == before:
            return True
    if issued.unit or issued.form not in _VALUE_FORMS or issued.measure == indicator.unit:
        return False
    factor = factor_between(issued.measure, indicator.unit)
    old, new = _number_in(before), _number_in(after)
    if factor is None or not issued.measure or not indicator.unit or old is None or new is None:
        return False
    tolerance = max(old[1] * factor, new[1]) / 2
    return abs(old[0] * factor - new[0]) <= tolerance


def _bare(text: str) -> str:
    return text.removeprefix(ESTIMATE_MARK).replace(",", "").strip()


def _with_places(issued: IssuedFigure, indicator: Indicator, indicators: Indicators) -> Figure | None:
    """Return what is printed with the 小数位 that the indicator had."""
    rows = [replace(indicator, places=issued.places)]
    if issued.other and (other := indicators.get(issued.other)) is not None:
        rows.append(other)
    as_then = Indicators(tuple(rows), indicators.year, indicators.tasks)
    found = evaluate_form(issued.name, issued.form, as_then, issued.period, issued.unit, issued.other)
    return found if isinstance(found, Figure) else None


def _number_in(text: str) -> tuple[Fraction, Fraction] | None:
    """Return the number that `text` prints and what one in its last place is worth."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    digits = found[0].replace(",", "")
    _, _, decimals = digits.partition(".")
    return Fraction(digits), Fraction(1, 10 ** len(decimals))
