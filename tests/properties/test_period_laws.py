"""Laws of periods."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from summarize.model.period_text import PeriodError, parse_period
from summarize.model.periods import Period, PeriodKind, standard_periods
from summarize.model.quotation import quote

YEARS = st.integers(1901, 2198)


@st.composite
def month_runs(draw: st.DrawFn) -> Period:
    first = draw(st.integers(1, 12))
    return Period.months(draw(YEARS), first, draw(st.integers(first, 12)))


@st.composite
def day_spans(draw: st.DrawFn) -> Period:
    year = draw(YEARS)
    days = st.dates(date(year, 1, 1), date(year, 12, 31))
    return Period(*sorted((draw(days), draw(days))))


@st.composite
def spans_from_january(draw: st.DrawFn) -> Period:
    year = draw(YEARS)
    return Period(date(year, 1, 1), draw(st.dates(date(year, 1, 1), date(year, 12, 31))))


PERIODS = st.one_of(
    month_runs(), day_spans(), spans_from_january(), YEARS.flatmap(lambda year: st.sampled_from(standard_periods(year)))
)


@given(PERIODS)
def test_every_name_parses_back(period: Period) -> None:
    assert parse_period(period.full_name, None) == period
    assert parse_period(period.full_name, 1999) == period
    assert parse_period(period.name, period.year) == period
    assert parse_period(f"{period.year}年{period.name}", None) == period
    assert parse_period(period.formal_name or "全年", period.year) == period


@given(PERIODS, PERIODS)
def test_a_full_name_stands_for_one_period(one: Period, other: Period) -> None:
    assert (one.full_name == other.full_name) == (one == other)


@given(PERIODS)
def test_what_follows_begins_on_the_next_day(period: Period) -> None:
    assert period.following().start == period.end + timedelta(days=1)


@given(PERIODS)
def test_the_period_before_ends_on_the_day_before_and_has_as_many_months(period: Period) -> None:
    before = period.preceding()
    if before is None:
        return
    assert before.end == period.start - timedelta(days=1)
    assert before.last_month - before.first_month == period.last_month - period.first_month


@given(month_runs().filter(lambda period: period.kind in {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF}))
def test_for_months_quarters_and_halves_before_and_after_are_inverse(period: Period) -> None:
    before = period.preceding()
    assert before is not None
    assert before.following() == period
    assert period.following().preceding() == period
    assert period.following().kind is period.kind


@given(PERIODS)
def test_last_years_period_has_the_same_kind_and_lies_one_year_back(period: Period) -> None:
    before = period.a_year_before()
    assert before.year == period.year - 1
    assert (before.first_month, before.last_month) == (period.first_month, period.last_month)
    assert before.kind is period.kind or not period.is_whole_months


@given(PERIODS, PERIODS)
def test_containing_implies_overlapping_and_elapsed_never_shrinks(one: Period, other: Period) -> None:
    if one.contains(other):
        assert one.overlaps(other) and other.overlaps(one)
        assert one.elapsed >= other.elapsed
    assert one.overlaps(other) == other.overlaps(one)


@given(PERIODS)
def test_elapsed_is_a_share_of_the_year(period: Period) -> None:
    assert 0 < period.elapsed <= 1
    assert (period.elapsed == 1) == (period.last_month == 12 and period.ends_at_month_end)


@given(PERIODS, PERIODS)
def test_the_holder_holds_both_and_no_usual_one_is_smaller(one: Period, other: Period) -> None:
    holder = one.holding(other)
    if one.year != other.year:
        assert holder is None
        return
    assert holder is not None and holder.contains(one) and holder.contains(other)
    assert not any(
        usual.contains(one) and usual.contains(other) and usual.day_count < holder.day_count
        for usual in standard_periods(one.year)
    )


@given(st.text(max_size=12) | st.text(st.sampled_from("0123456789年月日季度上下半全截至前第一二三QH—-. "), max_size=12))
def test_any_text_is_a_period_or_a_period_error(text: str) -> None:
    try:
        period = parse_period(text, 2017)
    except PeriodError as error:
        assert quote(text) in str(error)
    else:
        assert parse_period(period.full_name, None) == period
