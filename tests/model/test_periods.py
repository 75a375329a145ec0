"""Periods: how they are written, named, followed, preceded and compared."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from summarize.model.period_text import ACCEPTED_FORMS, PeriodError, YearMissingError, parse_period
from summarize.model.periods import Period, PeriodKind, standard_periods

Q1, Q2, Q3, Q4 = (Period.quarter(2017, quarter) for quarter in range(1, 5))
H1, H2 = Period.half(2017, 1), Period.half(2017, 2)
NINE_MONTHS = Period.three_quarters(2017)
YEAR = Period.whole_year(2017)
JUNE = Period.month(2017, 6)
TO_20_JUNE = Period(date(2017, 1, 1), date(2017, 6, 20))
FROM_21_JUNE = Period(date(2017, 6, 21), date(2017, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月", JUNE),
        ("06月", JUNE),
        ("6月份", JUNE),
        ("六月", JUNE),
        ("十二月", Period.month(2017, 12)),
        ("一月", Period.month(2017, 1)),
        ("一季度", Q1),
        ("第二季度", Q2),
        ("3季度", Q3),
        ("第4季度", Q4),
        ("第 一 季 度", Q1),
        ("Q1", Q1),
        ("q3", Q3),
        ("H1", H1),
        ("h2", H2),
        ("上半年", H1),
        ("下半年", H2),
        ("前三季度", NINE_MONTHS),
        ("前3季度", NINE_MONTHS),
        ("1—3季度", NINE_MONTHS),
        ("一至三季度", NINE_MONTHS),
        ("全年", YEAR),
        ("年度", YEAR),
        ("1—5月", Period.months(2017, 1, 5)),
        ("1-5月", Period.months(2017, 1, 5)),
        ("1–5月", Period.months(2017, 1, 5)),
        ("1~5月", Period.months(2017, 1, 5)),
        ("1～5月", Period.months(2017, 1, 5)),
        ("1至5月", Period.months(2017, 1, 5)),
        ("1月至5月", Period.months(2017, 1, 5)),
        ("1月—5月", Period.months(2017, 1, 5)),
        ("一月到五月", Period.months(2017, 1, 5)),
        ("1——5月", Period.months(2017, 1, 5)),
        ("1—3月", Q1),
        ("4—6月", Q2),
        ("1—6月", H1),
        ("1—9月", NINE_MONTHS),
        ("1—12月", YEAR),
        ("截至6月20日", TO_20_JUNE),
        ("截止6月20日", TO_20_JUNE),
        ("截至6月20号", TO_20_JUNE),
        ("截至6月", H1),
        ("截至6月底", H1),
        ("截至6月30日", H1),
        ("截至3月31日", Q1),
        ("6月21日—12月31日", FROM_21_JUNE),
        ("1月1日至6月20日", TO_20_JUNE),
        ("６月", JUNE),
        ("Ｑ２", Q2),
        (" 上 半\u3000年 ", H1),
    ],
)
def test_a_period_without_a_year_is_of_the_default_year(text: str, expected: Period) -> None:
    assert parse_period(text, 2017) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017年上半年", H1),
        ("2017上半年", H1),
        ("2017H1", H1),
        ("2017Q3", Q3),
        ("２０１７Ｑ３", Q3),
        ("2017", YEAR),
        ("2017年", YEAR),
        ("2017年度", YEAR),
        ("2017年全年", YEAR),
        ("2017全年", YEAR),
        ("2017年度第二季度", Q2),
        ("2017-06", JUNE),
        ("2017/6", JUNE),
        ("2017年06月", JUNE),
        ("2017.6", JUNE),
        ("2017.06", JUNE),
        ("2017.10", Period.month(2017, 10)),
        ("20176月", JUNE),
        ("201712月", Period.month(2017, 12)),
        ("二〇一七年上半年", H1),
        ("二○一七年", YEAR),
        ("二零一七年六月", JUNE),
        ("2017年1—5月", Period.months(2017, 1, 5)),
        ("2017年1月至2017年5月", Period.months(2017, 1, 5)),
        ("截至2017年6月20日", TO_20_JUNE),
        ("2017年截至6月20日", TO_20_JUNE),
    ],
)
def test_a_year_before_the_period_wins_over_the_default(text: str, expected: Period) -> None:
    assert parse_period(text, 2016) == expected
    assert parse_period(text, None) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("13月", "“13月”不是有效的时期：没有13月，月份是1至12月"),
        ("0月", "“0月”不是有效的时期：没有0月，月份是1至12月"),
        ("5—1月", "“5—1月”不是有效的时期：起止颠倒；跨年的请分成两行"),
        ("四至一季度", "“四至一季度”不是有效的时期：起止颠倒；跨年的请分成两行"),
        ("五季度", "“五季度”不是有效的时期：季度只有一、二、三、四季度"),
        ("Q5", "“Q5”不是有效的时期：季度只有一、二、三、四季度"),
        ("截至6月31日", "“截至6月31日”不是有效的时期：2017年没有6月31日"),
        ("2017年截至2月29日", "“2017年截至2月29日”不是有效的时期：2017年没有2月29日"),
        ("6月21日—6月20日", "“6月21日—6月20日”不是有效的时期：起止颠倒；跨年的请分成两行"),
        ("2016年11月—2017年2月", "“2016年11月—2017年2月”不是有效的时期：一个时期不能跨年，请分成两行"),
        ("2017年截至2016年6月", "“2017年截至2016年6月”不是有效的时期：一个时期不能跨年，请分成两行"),
        ("1017年", "“1017年”不是有效的时期：年份“1017”不对"),
        ("17年上半年", "“17年上半年”的年份要写四位（2017年）"),
        ("2017.1", "“2017.1”分不清是1月还是10月，请写成“2017年1月”或“2017年10月”"),
        ("去年", f"“去年”不是认得的时期。可以写：{ACCEPTED_FORMS}"),
        ("", f"“”不是认得的时期。可以写：{ACCEPTED_FORMS}"),
        ("上半季", f"“上半季”不是认得的时期。是否指“上半年”？可以写：{ACCEPTED_FORMS}"),
        ("6月20日", f"“6月20日”不是认得的时期。可以写：{ACCEPTED_FORMS}"),
    ],
)
def test_what_names_no_period_is_explained(text: str, message: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text, 2017)
    assert str(caught.value) == message
    assert not isinstance(caught.value, YearMissingError)


def test_a_missing_year_is_told_apart_and_last() -> None:
    with pytest.raises(YearMissingError) as caught:
        parse_period("上半年", None)
    assert str(caught.value) == "“上半年”没有写年份，请在前面加上年份"
    with pytest.raises(PeriodError, match="没有13月") as wrong:
        parse_period("13月", None)
    assert not isinstance(wrong.value, YearMissingError)


@pytest.mark.parametrize(
    ("period", "name", "full_name", "formal_name", "kind"),
    [
        (JUNE, "6月", "2017年6月", "6月", PeriodKind.MONTH),
        (Q1, "一季度", "2017年一季度", "第一季度", PeriodKind.QUARTER),
        (Q4, "四季度", "2017年四季度", "第四季度", PeriodKind.QUARTER),
        (H1, "上半年", "2017年上半年", "上半年", PeriodKind.HALF),
        (H2, "下半年", "2017年下半年", "下半年", PeriodKind.HALF),
        (NINE_MONTHS, "前三季度", "2017年前三季度", "前三季度", PeriodKind.THREE_QUARTERS),
        (YEAR, "全年", "2017年", "", PeriodKind.YEAR),
        (Period.months(2017, 1, 5), "1—5月", "2017年1—5月", "1—5月", PeriodKind.OTHER),
        (TO_20_JUNE, "截至6月20日", "截至2017年6月20日", "截至6月20日", PeriodKind.OTHER),
        (FROM_21_JUNE, "6月21日—12月31日", "2017年6月21日—12月31日", "6月21日—12月31日", PeriodKind.OTHER),
    ],
)
def test_periods_have_names(period: Period, name: str, full_name: str, formal_name: str, kind: PeriodKind) -> None:
    assert (period.name, period.full_name, period.formal_name, period.kind) == (name, full_name, formal_name, kind)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Q1, "2017年二季度"),
        (Q3, "2017年四季度"),
        (Q4, "2018年一季度"),
        (H1, "2017年下半年"),
        (H2, "2018年上半年"),
        (NINE_MONTHS, "2017年四季度"),
        (YEAR, "2018年"),
        (JUNE, "2017年7月"),
        (Period.month(2017, 1), "2017年2月"),
        (Period.month(2017, 12), "2018年1月"),
        (Period.months(2017, 1, 5), "2017年6—12月"),
        (Period.months(2017, 1, 11), "2017年12月"),
        (TO_20_JUNE, "2017年6月21日—12月31日"),
        (Period.months(2017, 4, 5), "2017年6—7月"),
        (Period.months(2017, 6, 10), "2017年11—12月"),
        (Period.months(2017, 6, 12), "2018年1—7月"),
        (Period(date(2017, 3, 5), date(2017, 4, 9)), "2017年4月10日—12月31日"),
        (Period(date(2017, 12, 2), date(2017, 12, 31)), "截至2018年1月30日"),
    ],
)
def test_a_plan_is_made_for_what_follows(period: Period, expected: str) -> None:
    assert period.following().full_name == expected


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Q2, "2017年一季度"),
        (Q1, "2016年四季度"),
        (H2, "2017年上半年"),
        (H1, "2016年下半年"),
        (JUNE, "2017年5月"),
        (Period.month(2017, 1), "2016年12月"),
        (Period.months(2017, 4, 5), "2017年2—3月"),
        (Period.months(2017, 2, 3), None),
        (Period.months(2017, 1, 5), None),
        (NINE_MONTHS, None),
        (YEAR, None),
        (TO_20_JUNE, None),
        (FROM_21_JUNE, None),
    ],
)
def test_the_equally_long_period_before_is_the_base_of_huanbi(period: Period, expected: str | None) -> None:
    before = period.preceding()
    assert (before and before.full_name) == expected


def test_the_same_period_of_last_year_keeps_month_ends_and_survives_leap_days() -> None:
    assert Q2.a_year_before() == Period.quarter(2016, 2)
    assert Period.month(2017, 2).a_year_before() == Period.month(2016, 2)
    assert Period.month(2016, 2).a_year_before() == Period.month(2015, 2)
    assert TO_20_JUNE.a_year_before().full_name == "截至2016年6月20日"
    leap = Period(date(2016, 2, 29), date(2016, 3, 4))
    assert leap.a_year_before() == Period(date(2015, 2, 28), date(2015, 3, 4))


def test_elapsed_counts_months_at_a_months_end_and_days_else() -> None:
    assert H1.elapsed == Fraction(1, 2)
    assert JUNE.elapsed == Fraction(1, 2)
    assert Period.months(2017, 1, 5).elapsed == Fraction(5, 12)
    assert TO_20_JUNE.elapsed == Fraction(171, 365)
    assert Period(date(2016, 1, 1), date(2016, 6, 20)).elapsed == Fraction(172, 366)
    assert FROM_21_JUNE.elapsed == 1


def test_containing_and_overlapping() -> None:
    assert H1.contains(Q2) and H1.contains(H1) and not Q2.contains(H1)
    assert Q2.overlaps(TO_20_JUNE) and not Q1.overlaps(Q2) and not H1.contains(Period.quarter(2016, 1))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Q1, Q2, "2017年上半年"),
        (Q2, Q3, "2017年前三季度"),
        (Q3, Q4, "2017年下半年"),
        (Q1, Q4, "2017年"),
        (JUNE, JUNE, "2017年6月"),
        (JUNE, Period.month(2017, 4), "2017年二季度"),
        (TO_20_JUNE, Q2, "2017年上半年"),
        (Period.month(2017, 6), Period.month(2017, 7), "2017年前三季度"),
    ],
)
def test_the_smallest_usual_period_that_holds_both(one: Period, other: Period, expected: str) -> None:
    holder = one.holding(other)
    assert holder is not None and holder.full_name == expected


def test_periods_of_two_years_have_no_common_holder() -> None:
    assert Q1.holding(Period.quarter(2018, 1)) is None


@pytest.mark.parametrize(
    ("start", "end"),
    [(date(2017, 6, 2), date(2017, 6, 1)), (date(2017, 12, 1), date(2018, 1, 31))],
)
def test_a_span_is_forward_and_inside_one_year(start: date, end: date) -> None:
    with pytest.raises(ValueError, match="not a span inside one year"):
        Period(start, end)


def test_the_usual_periods_of_a_year() -> None:
    names = [period.name for period in standard_periods(2017)]
    assert names[:2] == ["1月", "2月"] and names[11] == "12月"
    assert names[12:] == ["一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "前三季度", "全年"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [("13月" + "字" * 40, "13月" + "字" * 26 + "…"), ("17年" + "字" * 40, "17年" + "字" * 26 + "…")],
)
def test_a_text_that_is_no_period_is_quoted_short(text: str, seen: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text, 2017)
    assert str(caught.value).startswith(f"“{seen}”")
