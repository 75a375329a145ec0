"""Typed text with its citations printed, every piece knowing its cell."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Place
from summarize.model.figures.citations import BraceEscape, Citation, CitationFault, find_citations
from summarize.model.figures.evaluation import Figure, evaluate, evaluate_form
from summarize.model.figures.indicators import Indicators
from summarize.model.figures.questions import Gap, GapKind
from summarize.model.numbers import ESTIMATE_MARK
from summarize.model.periods import Period
from summarize.model.text import Fragment, FragmentKind, Text

__all__ = ["Figure", "Gap", "GapKind", "evaluate", "evaluate_form", "find_gaps", "resolve"]

# By names of their own: looking up a member in its Enum takes as long as cutting a piece.
_TYPED, _FIGURE = FragmentKind.TYPED, FragmentKind.FIGURE
_UNKNOWN = frozenset({CitationFault.UNKNOWN_INDICATOR, CitationFault.UNKNOWN_FORM, CitationFault.ARGUMENT})


def resolve(raw: str, place: Place, indicators: Indicators, period: Period) -> Text:
    """Return `raw`, the text of the cell at `place`, with its citations printed over `period`.

    A citation without a figure becomes a visible gap that names the cell to fill, one that names
    nothing known a gap that names its own cell. Lone braces and look-alikes stay as they were typed.
    """
    tokens = find_citations(raw, indicators)
    if not tokens:
        return Text.typed(raw, place)
    pieces: list[Fragment] = []
    position = 0

    def typed(start: int, end: int) -> Fragment:
        return Fragment(raw[start:end], _TYPED, place, start, end)

    for token in tokens:
        if isinstance(token, BraceEscape):
            pieces += [typed(position, token.start), typed(token.end - 1, token.end)]
        elif isinstance(token, Citation):
            text, cells = _print(token, raw, indicators, period)
            figure = Fragment(text, _FIGURE, place, token.start, token.end, cells)
            pieces += [typed(position, token.start), figure]
        elif token.fault in _UNKNOWN:
            gap = Text.gap(place)
            pieces += [
                typed(position, token.start),
                Fragment(str(gap), _FIGURE, place, token.start, token.end, (place,)),
            ]
        else:
            continue
        position = token.end
    return Text([*pieces, typed(position, len(raw))])


def find_gaps(raw: str, indicators: Indicators, period: Period) -> Iterator[tuple[Citation, Gap]]:
    """Yield every citation in `raw` that has no figure over `period`, with the gap that it leaves."""
    for token in find_citations(raw, indicators):
        if isinstance(token, Citation):
            outcome = evaluate(token, indicators, period)
            if isinstance(outcome, Gap):
                yield token, outcome


def _print(citation: Citation, raw: str, indicators: Indicators, period: Period) -> tuple[str, tuple[Place, ...]]:
    outcome = evaluate(citation, indicators, period)
    if isinstance(outcome, Gap):
        return outcome.text, (outcome.place,)
    if outcome.is_estimate and raw[: citation.start].rstrip().endswith(ESTIMATE_MARK):
        return outcome.text.removeprefix(ESTIMATE_MARK), outcome.cells
    return outcome.text, outcome.cells
