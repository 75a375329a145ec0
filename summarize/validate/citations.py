"""Findings on the citations in one cell's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from summarize.findings import Finding, Place, Rule
from summarize.model.citations import Broken, Citation, CitationFault, find_citations
from summarize.model.evaluation import evaluate
from summarize.model.indicators import Indicators
from summarize.model.periods import Period
from summarize.model.questions import Gap, GapKind
from summarize.model.records import Source
from summarize.validate import figure_rules as rules
from summarize.validate.fields import shown

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
        if finding:
            findings.setdefault((finding.rule.code, finding.message), finding)
    return list(findings.values())


def _gap_finding(source: Source, citation: Citation, gap: Gap) -> Finding:
    place = _excerpt(source, citation.start, citation.end)
    message = f"“{place.excerpt}”印不出来：{gap.message}"
    return _RULES_OF_GAPS[gap.kind].at(place, message, _sentence(gap.suggestion), related=gap.cells)


def _sentence(words: str) -> str:
    return words if words.endswith(("。", "？")) else words + "。"


def _excerpt(source: Source, start: int, end: int) -> Place:
    return replace(source.place, excerpt=shown(source.raw[start:end]))
