"""Whether the values of one indicator agree with each other, and whether they are what they seem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from summarize.findings import Finding
from summarize.model.figures.indicators import EmptySpan, GivenGrowth, Indicator, Measure, Series, SpanValue
from summarize.model.figures.spans import Amount, amount_over, contradictions
from summarize.model.numbers import format_number, terminating_places
from summarize.model.quotation import quote
from summarize.model.vocabulary import normalize_key
from summarize.validate.figures import rules

_FEWEST_TO_COMPARE = 2
_FEWEST_QUARTERS = 3
_FEWEST_MONTHS = 6
_MOST_DECIMALS = 4
_SHARE_ENDINGS = ("率", "比例", "占比", "比重")
_OTHER_RATES = ("出生率", "死亡率", "自然增长率", "容积率", "汇率", "功率", "频率", "速率", "效率")
"""Rates that are no percentages: per mille, or with a unit of their own."""
_ROUNDING = Fraction(1, 10)
"""Points by which a given growth may differ from the reckoned one without a word."""


def check_indicator(indicator: Indicator, *, has_measure: bool) -> Iterator[Finding]:
    """Yield what is wrong with the values of `indicator`; `has_measure` tells that its 口径 is filled in."""
    is_added_up = indicator.measure is Measure.TOTAL and not indicator.is_percent
    for series in (indicator.current, indicator.last_year):
        contradictions = tuple(_tell_contradictions(indicator, series))
        yield from contradictions
        if is_added_up and indicator.filling != "累计数":
            yield from _tell_rising(indicator, series)
        if is_added_up and not contradictions:
            yield from _tell_falling(indicator, series)
    yield from _tell_percentage(indicator, has_measure=has_measure)
    if is_added_up and not has_measure and indicator.last_year_end and _count_singles(indicator) > 1:
        message = f"“{quote(indicator.name)}”填了上年末的数，口径没有写，按“累计”，几个时期的数会相加"
        yield rules.STOCK_ADDED.at(indicator.cell("口径"), message)
    if indicator.places is None:
        yield from _tell_many_decimals(indicator)
    if not indicator.is_comparable:
        for growth in indicator.given_growths:
            yield from _tell_given_growth(indicator, growth)


def _tell_percentage(indicator: Indicator, *, has_measure: bool) -> Iterator[Finding]:
    name = quote(indicator.name)
    if indicator.is_percent and indicator.measure is Measure.TOTAL and not _counts_from_january(indicator):
        written = "写的是“累计”" if has_measure else "没有写，按“累计”"
        message = f"“{name}”是百分数，口径{written}，百分数不能相加"
        yield rules.PERCENT_ADDED.at(indicator.cell("口径"), message)
    if not indicator.unit and indicator.current.values and _names_a_share(indicator.name):
        message = f"“{name}”没有写计量单位，按数量计算同比"
        yield rules.PERCENT_UNIT_MISSING.at(indicator.cell("计量单位"), message)


def _tell_many_decimals(indicator: Indicator) -> Iterator[Finding]:
    """Yield the numbers with a tail that nobody types: formulas leave it, and it would be printed."""
    parts = [value for value in indicator.current.values if value.value.denominator != 1]
    long = [(value, places) for value in parts if (places := _decimals(value)) > _MOST_DECIMALS]
    if long:
        value, places = long[0]
        message = f"“{quote(indicator.name)}”的{format_number(value.value)}有{places}位小数，会照样印出"
        related = tuple(other.cell for other, _ in long[1:])
        yield rules.MANY_DECIMALS.at(value.cell, message, related=related)


def _decimals(value: SpanValue) -> int:
    return terminating_places(value.value) or 0


def _names_a_share(name: str) -> bool:
    key = normalize_key(name)
    return key.endswith(_SHARE_ENDINGS) and not key.endswith(_OTHER_RATES)


def _count_singles(indicator: Indicator) -> int:
    if indicator.filling == "累计数":
        return 0
    return sum(_is_single(value, length) for value in indicator.current.values for length in (1, 3))


def _tell_contradictions(indicator: Indicator, series: Series) -> Iterator[Finding]:
    for found in contradictions(indicator, series):
        cells = "、".join(str(value.cell) for value in found.others)
        message = (
            f"“{quote(indicator.name)}”{found.value.cell}是{format_number(found.value.value)}，"
            f"由{cells}看应是{format_number(found.implied)}"
        )
        related = tuple(value.cell for value in found.others)
        yield rules.VALUES_CONTRADICT.at(found.value.cell, message, related=related)


def _counts_from_january(indicator: Indicator) -> bool:
    """Return whether nothing is ever added up: every column counts from January."""
    spans: tuple[SpanValue | EmptySpan, ...] = (*indicator.current.values, *indicator.current.empty)
    return indicator.filling == "累计数" or (
        all(span.first_month == 1 for span in spans) and any(span.last_month > 3 for span in spans)
    )


def _tell_rising(indicator: Indicator, series: Series) -> Iterator[Finding]:
    for length, fewest in ((3, _FEWEST_QUARTERS), (1, _FEWEST_MONTHS)):
        if len(series.values) < fewest:
            continue
        singles = sorted(
            [value for value in series.values if _is_single(value, length)], key=lambda value: value.first_month
        )
        if len(singles) >= fewest and _only_rises(singles):
            total = format_number(sum((value.value for value in singles), Fraction(0)))
            last = format_number(singles[-1].value)
            sums = f"按当季数相加是{total}，若是累计数则是{last}"
            message = f"“{quote(indicator.name)}”疑似填成累计数：各期的数一路上升；{sums}"
            related = tuple(value.cell for value in singles[1:])
            yield rules.SUSPECTED_CUMULATIVE.at(singles[0].cell, message, related=related)


def _tell_falling(indicator: Indicator, series: Series) -> Iterator[Finding]:
    cumulative = sorted(
        [value for value in series.values if value.first_month == 1], key=lambda value: value.last_month
    )
    if len(cumulative) < _FEWEST_TO_COMPARE or any(value.value.numerator < 0 for value in cumulative):
        return
    for before, after in pairwise(cumulative):
        if after.value < before.value:
            message = (
                f"“{quote(indicator.name)}”的累计数变小了：{before.cell}是{format_number(before.value)}，"
                f"{after.cell}是{format_number(after.value)}"
            )
            yield rules.CUMULATIVE_FALLS.at(after.cell, message, related=(before.cell,))


def _is_single(value: SpanValue, length: int) -> bool:
    return value.last_month - value.first_month + 1 == length and (value.first_month - 1) % length == 0


def _only_rises(values: Sequence[SpanValue]) -> bool:
    return all(
        before.last_month + 1 == after.first_month and before.value < after.value for before, after in pairwise(values)
    )


def _tell_given_growth(indicator: Indicator, growth: GivenGrowth) -> Iterator[Finding]:
    starts = (
        {1, growth.last_month - (growth.last_month - 1) % 3} if growth.first_month is None else {growth.first_month}
    )
    reckoned = [
        found for first in sorted(starts) if (found := _reckon(indicator, first, growth.last_month)) is not None
    ]
    if reckoned and all(abs(value - growth.value) > _ROUNDING for value in reckoned):
        unit = "个百分点" if indicator.is_percent else "%"
        message = (
            f"“{quote(indicator.name)}”给定的同比是{format_number(growth.value)}{unit}，"
            f"用表中的数算是{format_number(reckoned[0], 1)}{unit}"
        )
        yield rules.GIVEN_GROWTH_DIFFERS.at(growth.cell, message)


def _reckon(indicator: Indicator, first: int, last: int) -> Fraction | None:
    now = amount_over(indicator, indicator.current, first, last)
    base = amount_over(indicator, indicator.last_year, first, last)
    if not isinstance(now, Amount) or not isinstance(base, Amount):
        return None
    if indicator.is_percent:
        return now.value - base.value
    return (now.value / base.value - 1) * 100 if base.value > 0 else None
