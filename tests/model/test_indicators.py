from __future__ import annotations

from fractions import Fraction

import pytest

from summarize.findings import Place
from summarize.model.figures.indicators import (
    EmptySpan,
    Indicator,
    Indicators,
    Measure,
    Series,
    SpanValue,
    Target,
    TargetKind,
)
from summarize.model.figures.spans import Amount, Contradiction, Missing, amount_over, contradictions

NAME = Place(sheet="指标", cell="A2")


def place(column: str) -> Place:
    return Place(sheet="指标", cell=f"{column}2")


def series(*spans: tuple[int, int, int | None]) -> Series:
    values, empty = [], []
    for index, (first, last, number) in enumerate(spans):
        cell = place(chr(ord("B") + index))
        if number is None:
            empty.append(EmptySpan(first, last, cell))
        else:
            values.append(SpanValue(first, last, Fraction(number), cell))
    return Series(tuple(values), tuple(empty))


def over(measure: Measure, spans: Series, first: int, last: int) -> Amount | Missing:
    return amount_over(Indicator("甲", NAME, measure=measure), spans, first, last)


def test_names_come_longest_first() -> None:
    rows = tuple(Indicator(name, NAME) for name in ("走访", "走访户数", "甲"))
    assert Indicators(rows).names == ("走访户数", "走访", "甲")


def test_name_is_found_whatever_its_width_and_spaces() -> None:
    known = Indicators((Indicator("PM2.5浓度", NAME),))
    found = known.get("ＰＭ２．５ 浓度")
    assert found and found.name == "PM2.5浓度"
    assert known.get("PM10浓度") is None


def test_series_is_that_of_the_year_or_the_one_before() -> None:
    row = Indicator("甲", NAME, current=series((1, 3, 1)), last_year=series((1, 3, 2)))
    known = Indicators((row,), 2017)
    assert [known.series(row, year) for year in (2017, 2016, 2015)] == [row.current, row.last_year, Series()]


def test_target_decides_whether_less_is_better_before_direction_does() -> None:
    ceiling = Target("3起以内", TargetKind.BOUND, place("C"), Fraction(3), "≤")
    assert Indicator("事故", NAME, target=ceiling, direction="正向").is_ceiling
    assert Indicator("能耗", NAME, direction="逆向").is_ceiling
    assert not Indicator("户数", NAME).is_ceiling


def test_total_adds_quarters_in_order() -> None:
    quarters = series((1, 3, 10), (4, 6, 20), (7, 9, 30))
    assert over(Measure.TOTAL, quarters, 1, 6) == Amount(Fraction(30), (place("B"), place("C")))


def test_total_takes_a_given_value_before_any_sum() -> None:
    assert over(Measure.TOTAL, series((1, 3, 10), (4, 6, 20), (1, 6, 30)), 1, 6) == Amount(Fraction(30), (place("D"),))


def test_total_derives_a_quarter_by_subtraction() -> None:
    cumulative = series((1, 3, 10), (1, 6, 30), (1, 9, 60))
    assert over(Measure.TOTAL, cumulative, 4, 6) == Amount(Fraction(20), (place("B"), place("C")))
    assert over(Measure.TOTAL, cumulative, 4, 9) == Amount(Fraction(50), (place("B"), place("D")))


def test_total_prefers_adding_to_subtracting() -> None:
    spans = series((1, 12, 100), (7, 12, 60), (1, 3, 10), (4, 6, 30))
    assert over(Measure.TOTAL, spans, 1, 6) == Amount(Fraction(40), (place("D"), place("E")))


def test_total_that_lacks_a_value_names_the_cell_to_fill() -> None:
    assert over(Measure.TOTAL, series((1, 3, 10), (4, 6, None)), 1, 6) == Missing((place("C"),))
    assert over(Measure.TOTAL, series((1, 3, 10)), 1, 6) == Missing()


def test_point_takes_the_value_that_ends_with_the_span() -> None:
    points = series((1, 3, 10), (4, 6, 12), (7, 9, None))
    assert over(Measure.POINT, points, 1, 6) == Amount(Fraction(12), (place("C"),))
    assert over(Measure.POINT, points, 1, 9) == Missing((place("D"),))
    assert over(Measure.POINT, points, 1, 12) == Missing()


def test_average_weighs_by_months() -> None:
    mixed = series((1, 3, 10), (4, 4, 20), (5, 6, 30))
    assert over(Measure.AVERAGE, mixed, 1, 6) == Amount(
        Fraction(10 * 3 + 20 + 30 * 2, 6), (place("B"), place("C"), place("D"))
    )


def test_average_never_subtracts() -> None:
    assert over(Measure.AVERAGE, series((1, 6, 10), (1, 3, 8)), 4, 6) == Missing()


def test_estimate_among_the_values_makes_an_estimate() -> None:
    spans = Series(
        (SpanValue(1, 3, Fraction(1), place("B")), SpanValue(4, 6, Fraction(2), place("C"), is_estimate=True))
    )
    assert over(Measure.TOTAL, spans, 1, 6) == Amount(Fraction(3), (place("B"), place("C")), is_estimate=True)
    assert over(Measure.TOTAL, spans, 1, 3) == Amount(Fraction(1), (place("B"),))


@pytest.mark.parametrize(
    ("spans", "wrong", "others", "implied"),
    [
        (series((1, 3, 10), (4, 6, 20), (1, 6, 35)), "D", ("B", "C"), 30),
        (series((1, 3, 10), (1, 3, 11)), "C", ("B",), 10),
        (series((1, 6, 30), (1, 3, 10), (4, 6, 21)), "D", ("C", "B"), 20),
    ],
)
def test_total_that_others_contradict_is_told(spans: Series, wrong: str, others: tuple[str, ...], implied: int) -> None:
    (found,) = contradictions(Indicator("甲", NAME), spans)
    assert (found.value.cell, tuple(value.cell for value in found.others), found.implied) == (
        place(wrong),
        tuple(place(column) for column in others),
        implied,
    )


def test_points_contradict_only_at_the_same_end() -> None:
    stock = Indicator("在册", NAME, measure=Measure.POINT)
    assert list(contradictions(stock, series((1, 3, 10), (4, 6, 12), (1, 6, 12)))) == []
    (found,) = contradictions(stock, series((4, 6, 12), (1, 6, 13)))
    assert isinstance(found, Contradiction) and found.implied == 12
