"""What a span of months is worth, given the spans that the sheet gives.

The ends of months are points on a line, 0 for the start of the year to 12. A given value joins two of
them and may be walked forward (added) or backward (subtracted), so a single quarter comes out of
1—6月 and 1—3月 and a half-year out of two quarters by the same walk. The shortest walk is taken, of
several the one with the fewest subtractions, of these the one through the earliest columns.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from summarize.findings import Place
from summarize.model.figures.indicators import EmptySpan, Indicator, Measure, Series, SpanValue


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and every cell that it was computed from, in the order of their use."""

    value: Fraction
    cells: tuple[Place, ...]
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """No value: the cells that would give one if filled, or none when no column covers the span."""

    cells: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One given value on a walk; `sign` is -1 where it is subtracted."""

    value: SpanValue
    sign: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A given value that others given together say to be another."""

    value: SpanValue
    others: tuple[SpanValue, ...]
    implied: Fraction


_Span = SpanValue | EmptySpan


def amount_over(indicator: Indicator, series: Series, first_month: int, last_month: int) -> Amount | Missing:
    """Return what `indicator` is worth from `first_month` to `last_month` of the year of `series`."""
    match indicator.measure:
        case Measure.TOTAL:
            values = series.values
            if indicator.is_percent:
                # 95% and 96% are not 191%: a percentage holds for its own months only.
                values = tuple(value for value in values if _covers(value, first_month, last_month))
            found = _total(values, first_month, last_month)
        case Measure.POINT:
            found = _point(series.values, first_month, last_month)
        case Measure.AVERAGE:
            found = _average(series.values, first_month, last_month)
    return found or Missing(_cells_to_fill(indicator, series, first_month, last_month))


def steps_over(values: Sequence[SpanValue], first_month: int, last_month: int) -> tuple[Step, ...] | None:
    """Return the given values that add up to the span, or `None` when they do not reach over it."""
    walk = _walk(values, first_month, last_month, may_subtract=True)
    return None if walk is None else tuple([Step(values[index], sign) for index, sign in walk])


def contradictions(indicator: Indicator, series: Series) -> Iterator[Contradiction]:
    """Yield each given value that earlier ones contradict: the same span, or one that they make up."""
    is_added_up = indicator.measure is Measure.TOTAL and not indicator.is_percent
    ends: set[int] = set()
    for index, value in enumerate(series.values):
        if is_added_up:
            first, last = value.first_month, value.last_month
            # Nothing leads over a span whose ends are not both ends of others.
            is_reached = first - 1 in ends and last in ends
            steps = steps_over(series.values[:index], first, last) if is_reached else None
            ends.update((first - 1, last))
        else:
            earlier = series.values[:index]
            same = next((other for other in earlier if _says_the_same(indicator.measure, other, value)), None)
            steps = None if same is None else (Step(same, 1),)
        if steps:
            implied = _sum(steps)
            if implied != value.value:
                yield Contradiction(value, tuple(step.value for step in steps), implied)


def _covers(span: _Span, first: int, last: int) -> bool:
    return span.last_month == last and span.first_month == first


def _says_the_same(measure: Measure, one: SpanValue, other: SpanValue) -> bool:
    same_end = one.last_month == other.last_month
    return same_end and (measure is Measure.POINT or one.first_month == other.first_month)


def _total(values: Sequence[SpanValue], first: int, last: int) -> Amount | None:
    # Of all walks the one of a single step is the best, and most spans have a column of their own.
    for value in values:
        if value.first_month == first and value.last_month == last:
            return Amount(value.value, (value.cell,), value.is_estimate)
    steps = steps_over(values, first, last)
    if steps is None:
        return None
    return _amount(_sum(steps), [step.value for step in steps])


def _sum(steps: Sequence[Step]) -> Fraction:
    signed = [step.value.value if step.sign > 0 else -step.value.value for step in steps]
    # Most sums have one member, which needs no reckoning in fractions.
    return signed[0] if len(signed) == 1 else sum(signed, Fraction(0))


def _point(values: Sequence[SpanValue], first: int, last: int) -> Amount | None:
    ending = [value for value in values if value.last_month == last]
    exact = [value for value in ending if value.first_month == first]
    chosen = (exact or ending)[:1]
    return _amount(chosen[0].value, chosen) if chosen else None


def _average(values: Sequence[SpanValue], first: int, last: int) -> Amount | None:
    walk = _walk(values, first, last, may_subtract=False)
    if walk is None:
        return None
    parts = [values[index] for index, _ in walk]
    weighted = sum((part.value * _length(part) for part in parts), Fraction(0))
    return _amount(weighted / (last - first + 1), parts)


def _amount(value: Fraction, parts: Iterable[SpanValue]) -> Amount:
    used = tuple(parts)
    return Amount(value, tuple([part.cell for part in used]), any(part.is_estimate for part in used))


def _length(span: _Span) -> int:
    return span.last_month - span.first_month + 1


def _cells_to_fill(indicator: Indicator, series: Series, first: int, last: int) -> tuple[Place, ...]:
    measure = indicator.measure
    if measure is Measure.TOTAL and indicator.is_percent:
        return tuple(span.cell for span in series.empty if _covers(span, first, last))[:1]
    if measure is Measure.POINT:
        ending = [span for span in series.empty if span.last_month == last]
        exact = [span for span in ending if span.first_month == first]
        return tuple(span.cell for span in (exact or ending)[:1])
    spans: tuple[_Span, ...] = (*series.values, *series.empty)
    costs = [int(isinstance(span, EmptySpan)) for span in spans]
    walk = _walk(spans, first, last, may_subtract=measure is Measure.TOTAL, costs=costs)
    used = [spans[index] for index, _ in walk or ()]
    return tuple(span.cell for span in used if isinstance(span, EmptySpan))


def _walk(
    spans: Sequence[_Span], first: int, last: int, *, may_subtract: bool, costs: Sequence[int] | None = None
) -> tuple[tuple[int, int], ...] | None:
    """Return the best walk from the start of `first` to the end of `last`, as (index, sign) pairs."""
    goal = last
    queue: list[tuple[int, int, int, tuple[tuple[int, int], ...], int]] = [(0, 0, 0, (), first - 1)]
    settled: set[int] = set()
    while queue:
        cost, length, subtractions, steps, here = heapq.heappop(queue)
        if here == goal:
            return steps
        if here in settled:
            continue
        settled.add(here)
        for index, span in enumerate(spans):
            price = cost + (costs[index] if costs else 0)
            if span.first_month - 1 == here:
                heapq.heappush(queue, (price, length + 1, subtractions, (*steps, (index, 1)), span.last_month))
            elif may_subtract and span.last_month == here:
                onward = span.first_month - 1
                heapq.heappush(queue, (price, length + 1, subtractions + 1, (*steps, (index, -1)), onward))
    return None
