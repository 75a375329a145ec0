from __future__ import annotations

import datetime
from typing import Any

import pytest
from figure_sheets import at, indicators

from summarize.findings import Place
from summarize.model.figures.forms import FORMS, Argument, form_names
from summarize.model.figures.indicators import Indicators
from summarize.model.figures.printed import Figure, Gap, GapKind, evaluate_form, find_gaps, resolve
from summarize.model.period_text import parse_period
from summarize.model.periods import Period
from summarize.model.text import Fragment, FragmentKind

HALF = Period.half(2017, 1)
Q1, Q2 = Period.quarter(2017, 1), Period.quarter(2017, 2)

SHEET = indicators(
    ["指标", "计量单位", "口径", "年度目标", "一季度", "二季度", "三季度", "上年一季度", "上年二季度", "上年末"],
    ["走访户数", "户", "累计", 4000, 1100, 1200, None, 1000, 1068, None],  # row 2
    ["满意率", "%", "时点", "不低于90%", 92, 94, None, 92, 92, 91.5],  # row 3
    ["在册户数", "户", "时点", 120, 100, 103, None, None, None, 100],  # row 4
    ["招商引资额", "万元", "累计", "达到省定目标", 12345, 8000, None, 0, 0, None],  # row 5
    ["事故", "起", "累计", "控制在3起以内", 1, 1, None, 2, 2, None],  # row 6
    ["发现问题", "件", "累计", None, 100, 140, None, None, None, None],  # row 7
    ["现场解决", "件", "累计", 240, 90, 120, None, None, None, None],  # row 8
)


def value(name: str, form: str, period: Period = HALF, known: Indicators = SHEET, **more: Any) -> Figure | Gap:
    return evaluate_form(name, form, known, period, **more)


def text(*citation: Any, **more: Any) -> str:
    found = value(*citation, **more)
    assert isinstance(found, Figure), found
    return found.text


def gap(*citation: Any, **more: Any) -> Gap:
    found = value(*citation, **more)
    assert isinstance(found, Gap), found
    return found


@pytest.mark.parametrize(
    ("name", "form", "period", "printed", "cells"),
    [
        ("走访户数", "本期", Q2, "1200", "F2"),
        ("走访户数", "本期", HALF, "2300", "E2 F2"),
        ("走访户数", "累计", Q2, "2300", "E2 F2"),
        ("走访户数", "当季", HALF, "1200", "F2"),
        ("走访户数", "上年同期", Q2, "1068", "I2"),
        ("走访户数", "目标", Q2, "4000", "D2"),
        ("走访户数", "完成率", Q2, "57.5%", "E2 F2 D2"),
        ("走访户数", "距目标", Q2, "1700", "E2 F2 D2"),
        ("走访户数", "序时进度", HALF, "50%", "A2"),
        ("走访户数", "序时", HALF, "快于序时进度7.5个百分点", "E2 F2 D2"),
        ("走访户数", "同比", Q2, "增长12.4%", "F2 I2"),
        ("走访户数", "同比", HALF, "增长11.2%", "E2 F2 H2 I2"),
        ("走访户数", "环比", Q2, "增长9.1%", "F2 E2"),
        ("走访户数", "增幅", Q2, "12.4%", "F2 I2"),
        ("走访户数", "增减", Q2, "增加132户", "F2 I2"),
        ("走访户数", "较上年同期", Q2, "较上年同期增加132户", "F2 I2"),
        ("走访户数", "截至", Q2, "截至6月底", "A2"),
        ("满意率", "本期", HALF, "94", "F3"),
        ("满意率", "同比", HALF, "提高2个百分点", "F3 I3"),
        ("满意率", "增幅", HALF, "2个百分点", "F3 I3"),
        ("满意率", "同比", Q1, "持平", "E3 H3"),
        ("满意率", "较年初", HALF, "较年初提高2.5个百分点", "F3 J3"),
        ("满意率", "目标", HALF, "不低于90%", "D3"),
        ("满意率", "完成率", HALF, "104.4%", "F3 D3"),
        ("在册户数", "较年初", HALF, "较年初增加3户", "F4 J4"),
        ("在册户数", "较年初", Q1, "与年初持平", "E4 J4"),
        ("在册户数", "完成率", HALF, "85.8%", "F4 D4"),
        ("事故", "同比", HALF, "下降50%", "E6 F6 H6 I6"),
        ("事故", "增幅", HALF, "-50%", "E6 F6 H6 I6"),
        ("事故", "增减", HALF, "减少2起", "E6 F6 H6 I6"),
        ("招商引资额", "目标", HALF, "达到省定目标", "D5"),
    ],
)
def test_form_prints_its_words_and_knows_its_cells(
    name: str, form: str, period: Period, printed: str, cells: str
) -> None:
    assert value(name, form, period) == Figure(printed, at(*cells.split()))


def test_share_counts_one_indicator_against_another() -> None:
    assert value("现场解决", "占比", HALF, other="发现问题") == Figure("87.5%", at("E8", "F8", "E7", "F7"))


def test_share_converts_units_and_refuses_strange_ones() -> None:
    known = indicators(
        ["指标", "计量单位", "一季度"], ["工业投资", "万元", 5000], ["总投资", "亿元", 2], ["户数", "户", 8]
    )
    assert text("工业投资", "占比", Q1, known, other="总投资") == "25%"
    refused = gap("户数", "占比", Q1, known, other="总投资")
    assert refused.message == "“户数”与“总投资”的计量单位“户”和“亿元”不同，算不出占比"


@pytest.mark.parametrize(
    ("unit", "printed"), [("亿元", "2.03"), ("万元", "20345"), ("元", "203450000"), ("百万元", "203.45")]
)
def test_unit_change_prints_at_most_two_decimals(unit: str, printed: str) -> None:
    assert text("招商引资额", "本期", HALF, unit=unit) == printed


def test_unit_change_of_a_difference_names_the_new_unit() -> None:
    assert text("招商引资额", "增减", HALF, unit="亿元") == "增加2.03亿元"


def test_units_of_different_families_leave_a_gap() -> None:
    assert gap("走访户数", "本期", Q2, unit="亿元") == Gap(
        GapKind.UNIT,
        at("B2")[0],
        "“走访户数”的计量单位是“户”，不能换算成“亿元”",
        "改正引用中的单位，或改正指标的计量单位",
    )


def test_value_that_vanishes_in_the_new_unit_leaves_a_gap() -> None:
    known = indicators(["指标", "计量单位", "一季度"], ["经费", "元", 3000])
    assert gap("经费", "本期", Q1, known, unit="亿元").message == "“经费”的3000元换算成“亿元”后不足0.01，印出来是0"


def test_decimal_places_hold_for_values_and_percentages() -> None:
    known = indicators(
        ["指标", "小数位", "年度目标", "一季度", "上年一季度"], ["甲", 2, 30, 10.126, 9], ["乙", 0, 300, 101, 90]
    )
    assert [text("甲", form, Q1, known) for form in ("本期", "同比", "完成率")] == ["10.13", "增长12.51%", "33.75%"]
    assert [text("乙", form, Q1, known) for form in ("同比", "完成率")] == ["增长12%", "34%"]


def test_change_that_rounds_to_nothing_is_level() -> None:
    known = indicators(
        ["指标", "计量单位", "口径", "一季度", "上年一季度"],
        ["甲", "户", "累计", 100001, 100000],
        ["乙", "%", "时点", 90.04, 90],
    )
    assert [text("甲", form, Q1, known) for form in ("同比", "增幅", "增减")] == ["持平", "持平", "增加1户"]
    assert [text("乙", form, Q1, known) for form in ("同比", "较上年同期")] == ["持平", "与上年同期持平"]


def test_change_of_exactly_half_a_decimal_rounds_away_from_nothing() -> None:
    known = indicators(["指标", "一季度", "上年一季度"], ["甲", 2001, 2000], ["乙", 1999, 2000])
    assert [text(name, "同比", Q1, known) for name in ("甲", "乙")] == ["增长0.1%", "下降0.1%"]


def test_under_target_never_prints_a_hundred_percent() -> None:
    known = indicators(
        ["指标", "小数位", "年度目标", "一季度"],
        ["甲", None, 10000, 9999],
        ["乙", 0, 1000, 999],
        ["丙", 2, 1000000, 999999],
        ["丁", None, 100, 100],
    )
    assert [text(name, "完成率", Q1, known) for name in "甲乙丙丁"] == ["99.9%", "99%", "99.99%", "100%"]


def test_over_a_ceiling_never_prints_a_hundred_percent() -> None:
    known = indicators(["指标", "计量单位", "年度目标", "一季度"], ["能耗", "吨", "不超过10000吨", 10001])
    assert text("能耗", "完成率", Q1, known) == "100.1%"


@pytest.mark.parametrize(
    ("number", "words"), [(25, "与序时进度持平"), (31, "快于序时进度6个百分点"), (19, "慢于序时进度6个百分点")]
)
def test_progress_is_compared_with_the_calendar(number: int, words: str) -> None:
    known = indicators(["指标", "年度目标", "一季度"], ["甲", 100, number])
    assert text("甲", "序时", Q1, known) == words


def test_distance_to_a_target_that_is_met_leaves_a_gap_that_says_so() -> None:
    known = indicators(["指标", "计量单位", "年度目标", "一季度"], ["甲", "户", 100, 120])
    assert gap("甲", "距目标", Q1, known) == Gap(
        GapKind.TARGET_MET,
        at("D2")[0],
        "“甲”已是120户，达到年度目标“100”，没有差距可写",
        "改写这句话，如写“已完成年度目标”",
    )


def test_distance_to_a_ceiling_is_what_still_has_to_come_down() -> None:
    known = indicators(
        ["指标", "计量单位", "口径", "年度目标", "一季度"],
        ["浓度", "微克", "平均", "35以内", 38],
        ["事故", "起", "累计", "3起以内", 4],
    )
    assert text("浓度", "距目标", Q1, known) == "3"
    assert "超出年度目标" in gap("事故", "距目标", Q1, known).message


def test_missing_value_names_the_cell_to_fill() -> None:
    assert gap("走访户数", "本期", Period.quarter(2017, 3)) == Gap(
        GapKind.NO_VALUE,
        at("G2")[0],
        "“走访户数”没有2017年三季度的数",
        "填写指标!G2；尚无数字的，不要引用",
        remedy="填写指标!G2",
    )


def test_missing_column_is_told_at_the_name() -> None:
    missing = gap("走访户数", "本期", Period.quarter(2017, 4))
    assert (missing.place, missing.suggestion) == (
        at("A2")[0],
        "在“指标”表加上2017年四季度这一列并填数，或不引用这个指标",
    )


@pytest.mark.parametrize(
    ("name", "form", "period", "kind", "message"),
    [
        ("在册户数", "同比", HALF, GapKind.NO_BASE, "“在册户数”没有2016年上半年的数"),
        ("招商引资额", "同比", HALF, GapKind.NO_BASE, "“招商引资额”2016年上半年的数是0，算不出升降幅度"),
        ("走访户数", "环比", Q1, GapKind.NO_BASE, "“走访户数”没有2016年四季度的数"),
        (
            "走访户数",
            "较年初",
            HALF,
            GapKind.NO_BASE,
            "“走访户数”的口径是“累计”，只有时点指标才有年初数",
        ),
        ("招商引资额", "完成率", HALF, GapKind.NO_TARGET, "“招商引资额”的年度目标“达到省定目标”不是数，算不出来"),
        ("发现问题", "目标", HALF, GapKind.NO_TARGET, "“发现问题”没有年度目标"),
    ],
)
def test_missing_base_or_target_leaves_a_gap(name: str, form: str, period: Period, kind: GapKind, message: str) -> None:
    assert (gap(name, form, period).kind, gap(name, form, period).message) == (kind, message)


@pytest.mark.parametrize("period", ["前三季度", "全年", "1—5月"])
def test_sums_since_january_have_no_forerun(period: str) -> None:
    known = indicators(
        ["指标", "填法", "1—5月", "1—9月", "1—12月", "上年1—5月", "上年1—9月", "上年全年"],
        ["甲", None, 5, 9, 12, 5, 9, 12],
    )
    assert gap("甲", "环比", parse_period(period, 2017), known).message == (
        f"{period}没有环比：前面没有同样长的时期可比"
    )


def test_first_quarter_is_compared_with_the_last_of_the_year_before() -> None:
    known = indicators(["指标", "填法", "一季度", "上年1—9月", "上年全年"], ["甲", "当季数", 30, 60, 80])
    assert value("甲", "环比", Q1, known) == Figure("增长50%", at("C2", "D2", "E2"))


def test_stock_of_the_first_quarter_is_compared_with_the_year_end_before() -> None:
    assert value("在册户数", "环比", Q2) == Figure("增长3%", at("F4", "E4"))
    assert value("在册户数", "环比", Period.half(2017, 1)) == Figure("增长3%", at("F4", "J4"))


def test_zero_base_still_gives_a_difference() -> None:
    assert text("招商引资额", "增减", HALF) == "增加20345万元"


GIVEN = (
    [
        *("指标", "计量单位", "可比口径", "同比(给定)", "上半年同比(给定)"),
        *("一季度", "二季度", "上年一季度", "上年二季度", "口径"),
    ],
    ["产值", "亿元", "是", 8.3, None, 10, 12, 9, 11],
    ["税收", "亿元", "是", None, "增长5.2%", 10, 12, 9, 11],
    ["满意率", "%", "是", "下降0.5个百分点", None, 90, 92, 91, 93, "时点"],
    ["用电", "度", "是", None, None, 10, 12, 9, 11],
    ["面积", "亩", None, 20, None, 10, 12, 10, 10],
)


def test_given_growth_wins_at_the_latest_month() -> None:
    known = indicators(*GIVEN)
    assert value("产值", "同比", HALF, known) == Figure("增长8.3%", at("D2"))
    assert value("产值", "增幅", Q2, known) == Figure("8.3%", at("D2"))
    assert value("满意率", "同比", HALF, known) == Figure("下降0.5个百分点", at("D4"))
    assert value("面积", "同比", HALF, known) == Figure("增长20%", at("D6"))
    assert value("面积", "同比", Q1, known) == Figure("持平", at("F6", "H6"))


def test_given_growth_of_a_period_holds_for_that_period_alone() -> None:
    known = indicators(*GIVEN)
    assert value("税收", "同比", HALF, known) == Figure("增长5.2%", at("E3"))
    assert gap("税收", "同比", Q2, known).kind is GapKind.NOT_GIVEN


@pytest.mark.parametrize("form", ["同比", "增幅", "增减", "较上年同期"])
def test_comparable_growth_is_never_recomputed(form: str) -> None:
    refused = gap("用电", form, HALF, indicators(*GIVEN))
    assert (refused.kind, refused.place) == (GapKind.NOT_GIVEN, at("D5")[0])
    assert refused.message == "“用电”按可比口径计算同比，没有给定2017年上半年的同比，不能用表中的数推算"


ESTIMATED = (["指标", "计量单位", "年度目标", "一季度", "二季度", "上年二季度"], ["甲", "户", 100, 10, "预计20", 16])


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("本期", "预计20"),
        ("累计", "预计30"),
        ("同比", "预计增长25%"),
        ("较上年同期", "预计较上年同期增加4户"),
        ("完成率", "预计30%"),
    ],
)
def test_estimate_prints_its_mark(form: str, printed: str) -> None:
    assert text("甲", form, Q2, indicators(*ESTIMATED)) == printed


def test_period_that_begins_inside_a_month_has_no_value() -> None:
    late = Period(datetime.date(2017, 4, 10), datetime.date(2017, 6, 30))
    assert gap("走访户数", "本期", late).message == (
        "“走访户数”没有2017年4月10日—6月30日的数：指标按月、季填报，时期要从月初算起"
    )
    assert text("满意率", "本期", late) == "94"


def test_period_that_ends_inside_a_month_counts_that_month() -> None:
    until = parse_period("截至6月20日", 2017)
    assert text("走访户数", "本期", until) == "2300"
    assert text("走访户数", "截至", until) == "截至6月20日"


def test_unknown_name_or_form_is_a_gap_too() -> None:
    assert gap("某某", "本期").kind is GapKind.UNKNOWN
    assert gap("走访户数", "某某").kind is GapKind.UNKNOWN


def test_every_form_of_the_table_can_be_computed() -> None:
    for form in FORMS:
        other = "发现问题" if form.argument is Argument.INDICATOR else None
        assert gap_kind(value("现场解决", form.name, HALF, other=other)) is not GapKind.UNKNOWN
    assert len(form_names()) == len(FORMS) == 17


def gap_kind(outcome: Figure | Gap) -> GapKind | None:
    return outcome.kind if isinstance(outcome, Gap) else None


CELL = Place(sheet="工作成效", cell="C4")


def test_resolved_text_knows_where_each_piece_stands() -> None:
    raw = "走访{走访户数}户，{{略}}"
    resolved = resolve(raw, CELL, SHEET, Q2)
    assert resolved == "走访1200户，{略}"
    assert resolved.fragments == (
        Fragment("走访", FragmentKind.TYPED, CELL, 0, 2),
        Fragment("1200", FragmentKind.FIGURE, CELL, 2, 8, at("F2")),
        Fragment("户，", FragmentKind.TYPED, CELL, 8, 10),
        Fragment("{", FragmentKind.TYPED, CELL, 11, 12),
        Fragment("略", FragmentKind.TYPED, CELL, 12, 13),
        Fragment("}", FragmentKind.TYPED, CELL, 14, 15),
    )


def test_gap_prints_the_cell_to_fill() -> None:
    resolved = resolve("走访{走访户数}户", CELL, SHEET, Period.quarter(2017, 3))
    assert resolved == "走访〔待补：指标!G2〕户"
    assert resolved.fragments[1] == Fragment("〔待补：指标!G2〕", FragmentKind.FIGURE, CELL, 2, 8, at("G2"))


def test_broken_citations_are_printed_as_typed() -> None:
    for raw in ("走访{走访户", "【走访户数】", "走访}户"):
        assert resolve(raw, CELL, SHEET, Q2) == raw


def test_unknown_citations_are_gaps_that_name_their_own_cell() -> None:
    for raw in ("走访{走访户}户", "走访{走访户数.同期}户"):
        resolved = resolve(raw, CELL, SHEET, Q2)
        assert resolved == f"走访〔待补：{CELL}〕户"
        assert resolved.fragments[1].sources == (CELL,)


def test_text_in_a_cell_is_never_run() -> None:
    raw = "{{ 7*7 }} {% for %} {_{"
    assert resolve(raw, CELL, SHEET, Q2) == f"{{ 7*7 }} 〔待补：{CELL}〕 {{_{{"


def test_estimate_mark_is_not_printed_twice() -> None:
    known = indicators(*ESTIMATED)
    assert resolve("预计{甲}户", CELL, known, Q2) == "预计20户"
    assert resolve("完成{甲}户", CELL, known, Q2) == "完成预计20户"


def test_gaps_are_found_with_their_citations() -> None:
    gaps = list(find_gaps("{走访户数}、{满意率.同比}、{在册户数.同比}", SHEET, HALF))
    assert [(citation.name, found.place) for citation, found in gaps] == [("在册户数", at("I4")[0])]


def test_a_citation_is_valued_for_each_period_unit_and_other_indicator_by_itself() -> None:
    asked = [
        (("走访户数", "本期", Q1), {}, "1100"),
        (("走访户数", "本期", Q2), {}, "1200"),
        (("招商引资额", "本期", Q1), {}, "12345"),
        (("招商引资额", "本期", Q1), {"unit": "亿元"}, "1.23"),
        (("现场解决", "占比", Q1), {"other": "发现问题"}, "90%"),
        (("现场解决", "占比", Q1), {"other": "现场解决"}, "100%"),
    ]
    for _ in range(2):
        assert [text(*citation, **more) for citation, more, _ in asked] == [printed for _, _, printed in asked]
