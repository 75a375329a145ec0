"""The sentences of a composed report with the figures put in: what only the print shows (同比增长-3%)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from summarize.findings import Finding, Place
from summarize.language import Fault, Passage, find_faults
from summarize.language.holes import HOLES
from summarize.language.quantities import QUANTITIES
from summarize.model.provenance import iter_texts
from summarize.model.records import Records
from summarize.model.report import Report
from summarize.model.text import Fragment, FragmentKind, Text
from summarize.pipeline.wording import Exemptions
from summarize.validate.wording.texts import workbook_texts

_FIGURE, _TYPED = FragmentKind.FIGURE, FragmentKind.TYPED
_GAP = "〔待补："
_RULES = (*HOLES, *QUANTITIES)


def check_printed(report: Report, told: Iterable[Finding], exemptions: Exemptions) -> tuple[Finding, ...]:
    """Return the holes and contradictions that stand in `report` once its figures are printed.

    Texts without a figure were read in their cells; what was `told` of a cell is not told again, nor is a visible
    〔待补：…〕 a hole of its own. Each place is the cell of the words at fault, with those of their figures beside it.
    """
    known = {(finding.rule.code, _cell(finding.place)) for finding in told}
    found: dict[tuple[str, Place, str], Finding] = {}
    for text in iter_texts(report):
        if not any(fragment.kind is _FIGURE for fragment in text.fragments):
            continue
        for finding in _check_text(text, exemptions):
            key = (finding.rule.code, finding.place, finding.message)
            if (finding.rule.code, _cell(finding.place)) not in known:
                found.setdefault(key, finding)
    return tuple(found.values())


def cites_figures(records: Records) -> bool:
    """Return whether any text cites a figure: most workbooks cite none, and need not be composed to be checked."""
    raws = (text.source.raw for text in workbook_texts(records, None))
    return any("{" in raw or "｛" in raw for raw in raws)


def _check_text(text: Text, exemptions: Exemptions) -> Iterator[Finding]:
    passage = Passage(str(text))
    ends = list(accumulate(len(fragment.text) for fragment in text.fragments))
    for fault in find_faults(passage, _RULES):
        start, end = _sentence(passage, fault)
        figures = [one for one in _fragments(text, ends, start, end) if one.kind is _FIGURE]
        touched = _fragments(text, ends, fault.start, fault.end)
        is_local = fault.rule.code.startswith("H")
        if not figures or any(figure.text.startswith(_GAP) for figure in (touched if is_local else figures)):
            continue
        if is_local and all(fragment.kind is _TYPED for fragment in touched):
            continue
        place = _place(touched) or _place(text.fragments)
        if place and not exemptions.leaves_out_fault(fault, passage.text, place, is_printed=True):
            sources = dict.fromkeys(source for figure in figures for source in figure.sources if source != place)
            yield fault.at(place, related=tuple(sources))


def _sentence(passage: Passage, fault: Fault) -> tuple[int, int]:
    """Return the sentences that the fault and what belongs to it lie in."""
    spans = [(fault.start, fault.end), *fault.related]
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    held = [(start, end) for start, end in passage.sentences if start < max(high, low + 1) and end > low]
    return (held[0][0], held[-1][1]) if held else (low, high)


def _fragments(text: Text, ends: list[int], start: int, end: int) -> list[Fragment]:
    """Return the fragments that characters `start` to `end` come from."""
    return [
        fragment
        for fragment, stop in zip(text.fragments, ends, strict=True)
        if stop > start and stop - len(fragment.text) < max(end, start + 1)
    ]


def _place(fragments: Iterable[Fragment]) -> Place | None:
    return next((fragment.cell for fragment in fragments if fragment.cell), None)


def _cell(place: Place) -> tuple[str | None, str | None]:
    return place.sheet, place.cell
