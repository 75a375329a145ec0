"""Findings on the citations in one cell's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from summarize.findings import Finding, Place, Rule
from summarize.model.figures.citations import Broken, Citation, CitationFault, find_citations
from summarize.model.figures.evaluation import Figure, evaluate
from summarize.model.figures.indicators import Indicators
from summarize.model.figures.questions import Gap, GapKind
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import Source
from summarize.validate.figures import rules
from summarize.validate.figures.doubled_words import find_doubled_words

_RULES_OF_FAULTS: Mapping[CitationFault, Rule] = {
    CitationFault.BRACES: rules.BRACES_BROKEN,
    CitationFault.UNKNOWN_INDICATOR: rules.INDICATOR_UNKNOWN,
    CitationFault.UNKNOWN_FORM: rules.FORM_UNKNOWN,
    CitationFault.ARGUMENT: rules.FORM_UNKNOWN,
    CitationFault.LOOK_ALIKE: rules.ALMOST_A_CITATION,
}
_RULES_OF_GAPS: Mapping[GapKind, Rule] = {
    GapKind.NO_VALUE: rules.CITATION_WITHOUT_VALUE,
    GapKind.NO_BASE: rules.CITATION_WITHOUT_BASE,
    GapKind.NO_FORERUN: rules.CITATION_WITHOUT_FORERUN,
    GapKind.NO_TARGET: rules.CITATION_WITHOUT_TARGET,
    GapKind.TARGET_MET: rules.TARGET_MET,
    GapKind.NOT_GIVEN: rules.GROWTH_NOT_GIVEN,
    GapKind.UNIT: rules.UNIT_INCOMPATIBLE,
    GapKind.UNKNOWN: rules.INDICATOR_UNKNOWN,
}

_FORMS_OF_NO_NUMBER = frozenset({"截至", "序时进度", "目标"})


def citation_findings(source: Source, indicators: Indicators, period: Period) -> list[Finding]:
    """Return what is wrong with the citations in `source`, valued over `period`, in their order.

    The same citation twice in a cell is told once.
    """
    findings: dict[tuple[str, str], Finding] = {}
    for token in find_citations(source.raw, indicators):
        finding = None
        if isinstance(token, Broken):
            place = _excerpt(source, token.start, token.end)
            finding = _RULES_OF_FAULTS[token.fault].at(place, token.message, _sentence(token.advice(indicators)))
        elif isinstance(token, Citation):
            outcome = evaluate(token, indicators, period)
            if isinstance(outcome, Gap):
                finding = _gap_finding(source, token, outcome)
            else:
                finding = _doubled_finding(source, token, outcome, indicators)
        if finding:
            findings.setdefault((finding.rule.code, finding.message), finding)
    return list(findings.values())


def _gap_finding(source: Source, citation: Citation, gap: Gap) -> Finding:
    place = _excerpt(source, citation.start, citation.end)
    message = f"“{place.excerpt}”印不出来：{gap.message}"
    return _RULES_OF_GAPS[gap.kind].at(place, message, _sentence(gap.suggestion), related=gap.cells)


def _doubled_finding(source: Source, citation: Citation, figure: Figure, indicators: Indicators) -> Finding | None:
    indicator = indicators.get(citation.name)
    unit = citation.unit or (indicator.unit if indicator else "")
    found = find_doubled_words(source.raw, citation, figure.text, unit)
    if found is None:
        return None
    place = _excerpt(source, found.start, found.end)
    return rules.WORDS_DOUBLED.at(place, f"“{place.excerpt}”会印成“{quote(found.printed)}”", found.suggestion)


def month_end_finding(source: Source, indicators: Indicators, period: Period) -> Finding | None:
    """Return the note that a number of `source` reaches to the end of the month in which `period` stops before."""
    if period.ends_at_month_end:
        return None
    for token in find_citations(source.raw, indicators):
        is_number = isinstance(token, Citation) and token.count is None and token.form not in _FORMS_OF_NO_NUMBER
        if isinstance(token, Citation) and is_number and isinstance(evaluate(token, indicators, period), Figure):
            place = _excerpt(source, token.start, token.end)
            day, month = period.end.day, period.last_month
            message = f"时期到{month}月{day}日，“{place.excerpt}”印的是到{month}月底的数，指标按月、季填报"
            return rules.COUNTS_TO_MONTH_END.at(place, message)
    return None


def _sentence(words: str) -> str:
    return words if words.endswith(("。", "？")) else words + "。"


def _excerpt(source: Source, start: int, end: int) -> Place:
    return replace(source.place, excerpt=quote(source.raw[start:end]))
