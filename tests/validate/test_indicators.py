from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from figure_sheets import YEAR, at, table

from summarize.findings import Finding, Place, Severity
from summarize.model.cells import CellKind
from summarize.model.figures.indicators import EmptySpan, GivenGrowth, Indicator, Indicators, SpanValue, TargetKind
from summarize.validate.figures.indicators import read_indicators


def read(*rows: Sequence[Any], year: int | None = YEAR, **more: Any) -> tuple[Indicators, list[Finding]]:
    return read_indicators([table(rows, **more)], year)


def the_indicator(*rows: Sequence[Any], **more: Any) -> Indicator:
    known, findings = read(*rows, **more)
    assert [finding.message for finding in findings] == []
    assert len(known.rows) == 1
    return known.rows[0]


def the_finding(*rows: Sequence[Any], **more: Any) -> Finding:
    _, findings = read(*rows, **more)
    assert len(findings) == 1, [finding.message for finding in findings]
    return findings[0]


def told(finding: Finding) -> tuple[str, Severity, str, str]:
    return finding.rule.name, finding.severity, str(finding.place), finding.message


def spans(indicator: Indicator) -> list[tuple[int, int, Fraction]]:
    return [(value.first_month, value.last_month, value.value) for value in indicator.current.values]


def last_year_spans(indicator: Indicator) -> list[tuple[int, int, Fraction]]:
    return [(value.first_month, value.last_month, value.value) for value in indicator.last_year.values]


def test_workbook_without_the_sheet_has_no_indicators() -> None:
    assert read_indicators([], YEAR) == (Indicators((), YEAR), [])


def test_row_is_read_whole() -> None:
    row = the_indicator(
        [
            "指标",
            "计量单位",
            "口径",
            "填法",
            "年度目标",
            "方向",
            "小数位",
            "可比口径",
            "同比(给定)",
            "上年末",
            "一季度",
            "二季度",
        ],
        ["走访户数", " 户 ", "时点", "当季数", "1,200户", "正向", 0, "否", "12.3%", 90, 1000, None],
    )
    assert (row.name, row.place, row.unit, row.measure, row.filling) == (
        "走访户数",
        at("A2")[0],
        "户",
        "时点",
        "当季数",
    )
    assert row.target and (row.target.value, row.target.kind, row.target.cell) == (1200, TargetKind.NUMBER, at("E2")[0])
    assert (row.direction, row.places, row.is_comparable) == ("正向", 0, False)
    assert row.given_growths == (GivenGrowth(None, 3, Fraction("12.3"), at("I2")[0]),)
    assert row.last_year_end == SpanValue(12, 12, Fraction(90), at("J2")[0])
    assert row.current.values == (SpanValue(1, 3, Fraction(1000), at("K2")[0]),)
    assert row.current.empty == (EmptySpan(4, 6, at("L2")[0]),)
    assert row.cell("口径") == at("C2")[0]


@pytest.mark.parametrize(
    ("head", "span"),
    [
        ("一季度", (1, 3)),
        ("第二季度", (4, 6)),
        ("3季度", (7, 9)),
        ("5月", (5, 5)),
        ("1—3月", (1, 3)),
        ("1-6月", (1, 6)),
        ("1～9月", (1, 9)),
        ("1至12月", (1, 12)),
        ("截至6月", (1, 6)),
        ("截至6月底", (1, 6)),
        ("截至9月末", (1, 9)),
        ("上半年", (1, 6)),
        ("前三季度", (1, 9)),
        ("全年", (1, 12)),
        ("下半年", (7, 12)),
        ("2017年二季度", (4, 6)),
        ("2017年1—6月", (1, 6)),
        ("二季度累计", (1, 6)),
        ("二季度（累计）", (1, 6)),
        ("二季度（累计）（万元）", (1, 6)),
        ("二季度（户）", (4, 6)),
        ("4—6月", (4, 6)),
        ("1－6月", (1, 6)),
        ("1─6月", (1, 6)),
        ("6月底", (1, 6)),
        ("Q2", (4, 6)),
    ],
)
def test_head_says_its_months(head: str, span: tuple[int, int]) -> None:
    assert spans(the_indicator(["指标", head], ["甲", 5])) == [(*span, 5)]


@pytest.mark.parametrize(
    ("head", "span"),
    [
        ("上年一季度", (1, 3)),
        ("去年1—6月", (1, 6)),
        ("上年同期上半年", (1, 6)),
        ("2016年前三季度", (1, 9)),
        ("2016年1—6月", (1, 6)),
        ("上年", (1, 12)),
        ("上年底", (1, 12)),
        ("二〇一六年一季度", (1, 3)),
        ("二季度（上年同期）", (4, 6)),
    ],
)
def test_head_of_last_year(head: str, span: tuple[int, int]) -> None:
    row = the_indicator(["指标", head], ["甲", 5])
    assert (spans(row), last_year_spans(row)) == ([], [(*span, 5)])


def test_other_columns_are_no_values() -> None:
    assert spans(the_indicator(["指标", "一季度", "备注", "一季度目标", "排名"], ["甲", 5, 6, 7, 8])) == [(1, 3, 5)]


def test_filling_makes_quarters_cumulative() -> None:
    row = the_indicator(["指标", "填法", "一季度", "二季度", "5月"], ["甲", "累计数", 10, 30, 20])
    assert spans(row) == [(1, 3, 10), (1, 6, 30), (1, 5, 20)]


def test_filling_leaves_cumulative_heads_as_they_say() -> None:
    row = the_indicator(["指标", "填法", "一季度", "二季度", "1—6月"], ["甲", "当季数", 20, 10, 30])
    assert spans(row) == [(1, 3, 20), (4, 6, 10), (1, 6, 30)]


def test_year_comes_from_the_heads_when_the_workbook_has_none() -> None:
    row = the_indicator(["指标", "2017年一季度", "2016年一季度"], ["甲", 2, 1], year=None)
    assert (spans(row), last_year_spans(row)) == ([(1, 3, 2)], [(1, 3, 1)])


def test_head_stored_as_a_date_is_its_month() -> None:
    assert spans(the_indicator(["指标", datetime.date(2017, 5, 1)], ["甲", 5])) == [(5, 5, 5)]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("2015年一季度", "表头“2015年一季度”是2015年的，这里只用2017年和2016年的数，这一栏的数没有读"),
        ("上年同期", "表头“上年同期”没有写是哪个时期，这一栏的数没有读"),
        ("一季渡", "表头“一季渡”看不出是哪个时期，这一栏的数没有读"),
        ("13月", "表头“13月”看不出是哪个时期，这一栏的数没有读"),
        ("2017年上年一季度", "表头“2017年上年一季度”看不出是哪个时期，这一栏的数没有读"),
    ],
)
def test_head_that_is_no_usable_period_is_told_if_it_holds_numbers(head: str, message: str) -> None:
    finding = the_finding(["指标", head], ["甲", 5])
    severity = Severity.ERROR if head == "一季渡" else Severity.WARNING
    assert told(finding) == ("value-head-unreadable", severity, "指标!B1", message)
    assert read(["指标", head], ["甲", "文字"])[1] == []


@pytest.mark.parametrize(
    ("value", "message", "suggestion"),
    [
        ("十二", "“一季度”一栏写的是“十二”，是汉字，这里只能填数字", "把B2改为 12；尚无数字时留空。"),
        ("12项", "“一季度”一栏写的是“12项”，带了单位或文字，这里只能填数字", "把B2改为 12；尚无数字时留空。"),
        ("1,2OO", "“一季度”一栏写的是“1,2OO”，混入了字母，这里只能填数字", "把B2改为 1,200；尚无数字时留空。"),
        ("—", "“一季度”一栏写的是“—”，这里只能填数字", "尚无数字时留空。"),
        ("完成较好", "“一季度”一栏写的是“完成较好”，这里只能填数字", "改为数字；尚无数字时留空。"),
        (
            datetime.date(2017, 6, 1),
            "“一季度”一栏写的是“2017年6月1日”，是日期，这里只能填数字",
            "填数字；数字显示成日期的，把单元格格式改为“常规”。",
        ),
    ],
)
def test_amount_that_is_not_a_number_is_an_error(value: Any, message: str, suggestion: str) -> None:
    finding = the_finding(["指标", "一季度"], ["甲", value])
    assert told(finding) == ("amount-not-a-number", Severity.ERROR, "指标!B2", message)
    assert finding.suggestion == suggestion


def test_bad_amount_waits_to_be_filled_like_an_empty_one() -> None:
    known, _ = read(["指标", "一季度"], ["甲", "十二"])
    assert known.rows[0].current.empty == (EmptySpan(1, 3, at("B2")[0]),)


def test_error_value_and_lost_formula_are_told_apart() -> None:
    _, findings = read(["指标", "一季度", "二季度"], ["甲", "#REF!", CellKind.UNCOMPUTED])
    assert [told(finding) for finding in findings] == [
        ("cell-error-value", Severity.ERROR, "指标!B2", "“一季度”一栏是错误值 #REF!"),
        ("formula-without-value", Severity.ERROR, "指标!C2", "“二季度”一栏的公式没有算出结果"),
    ]


def test_merged_figure_is_told_once() -> None:
    finding = the_finding(["指标", "一季度"], ["甲", 5], ["乙", None], merged={"B2": "B2:B3", "B3": "B2:B3"})
    assert told(finding) == ("merged-cell", Severity.ERROR, "指标!B2:B3", "“一季度”一栏 B2:B3 合并成了一格")


def test_indicator_twice_names_both_cells() -> None:
    finding = the_finding(["指标", "一季度"], ["走访 户数", 5], ["走访户数", 6])
    assert told(finding) == ("duplicate-indicator", Severity.ERROR, "指标!A3", "指标“走访户数”在指标!A2已有一行")
    assert finding.related == at("A2")


def test_values_without_a_name_are_an_error() -> None:
    finding = the_finding(["指标", "一季度", "二季度"], [None, 5, 6], [None, None, None])
    assert told(finding) == (
        "indicator-name-missing",
        Severity.ERROR,
        "指标!A2",
        "第2行“一季度”等栏有数，“指标”一栏是空的",
    )
    assert finding.related == at("B2", "C2")


def test_both_kinds_of_heads_without_filling_are_an_error() -> None:
    finding = the_finding(["指标", "一季度", "1—6月"], ["甲", 10, 30], ["乙", 10, None], ["丙", None, 30])
    assert told(finding) == (
        "contradictory-heads",
        Severity.ERROR,
        "指标!B2",
        "“甲”在“一季度”（当季数的表头）和“1—6月”（累计数的表头）两栏都填了数",
    )
    assert finding.related == at("C2")


@pytest.mark.parametrize(
    "row", [["甲", "当季数", "累计", 10, 30], ["甲", "累计数", "累计", 10, 30], ["甲", None, "时点", 10, 30]]
)
def test_filling_or_point_settles_both_kinds_of_heads(row: list[Any]) -> None:
    assert read(["指标", "填法", "口径", "一季度", "1—6月"], row)[1] == []


def test_values_that_contradict_each_other_name_their_cells() -> None:
    finding = the_finding(["指标", "填法", "一季度", "二季度", "上半年"], ["甲", "当季数", 20, 10, 35])
    assert told(finding) == (
        "contradictory-values",
        Severity.ERROR,
        "指标!E2",
        "“甲”指标!E2是35，由指标!C2、指标!D2看应是30",
    )
    assert finding.related == at("C2", "D2")


def test_same_span_twice_with_two_values_is_an_error() -> None:
    finding = the_finding(["指标", "填法", "一季度", "1—3月"], ["甲", "当季数", 20, 21])
    assert told(finding)[3] == "“甲”指标!D2是21，由指标!C2看应是20"
    assert read(["指标", "填法", "一季度", "1—3月"], ["甲", "当季数", 20, 20])[1] == []


def test_quarters_that_only_rise_are_suspected_to_be_cumulative() -> None:
    finding = the_finding(["指标", "一季度", "二季度", "三季度"], ["甲", 10, 22, 35])
    assert told(finding) == (
        "suspected-cumulative",
        Severity.WARNING,
        "指标!B2",
        "“甲”疑似填成累计数：各期的数一路上升；按当季数相加是67，若是累计数则是35",
    )
    assert finding.related == at("C2", "D2")


@pytest.mark.parametrize(
    "rows",
    [
        (["指标", "一季度", "二季度"], ["甲", 10, 22]),
        (["指标", "一季度", "二季度", "三季度"], ["甲", 10, 22, 21]),
        (["指标", "一季度", "二季度", "三季度"], ["甲", 10, 10, 10]),
        (["指标", "填法", "一季度", "二季度", "三季度"], ["甲", "累计数", 10, 22, 35]),
        (["指标", "口径", "一季度", "二季度", "三季度"], ["甲", "时点", 10, 22, 35]),
        (["指标", "1—3月", "1—6月", "1—9月"], ["甲", 10, 22, 35]),
    ],
)
def test_other_series_are_not_suspected(rows: Sequence[Sequence[Any]]) -> None:
    assert read(*rows)[1] == []


@pytest.mark.parametrize(
    ("column", "value", "message", "suggestion"),
    [
        ("口径", "累积", "“口径”写的是“累积”", "可选：累计、时点、平均。"),
        ("填法", "当月数", "“填法”写的是“当月数”", "是否指“当季数”？可选：当季数、累计数。"),
        ("方向", "反向", "“方向”写的是“反向”", "可选：正向、逆向、约束。"),
        ("可比口径", "对", "“可比口径”写的是“对”", "可选：是、否。"),
    ],
)
def test_unknown_choice_lists_the_known_ones(column: str, value: str, message: str, suggestion: str) -> None:
    finding = the_finding(["指标", column, "一季度"], ["甲", value, 5])
    assert told(finding) == ("choice-unknown", Severity.ERROR, "指标!B2", message)
    assert finding.suggestion == suggestion


@pytest.mark.parametrize("value", ["两位", -1, 1.5, 9])
def test_decimal_places_are_a_small_whole_number(value: Any) -> None:
    finding = the_finding(["指标", "小数位", "一季度"], ["甲", value, 5])
    assert told(finding) == (
        "decimal-places-unreadable",
        Severity.ERROR,
        "指标!B2",
        f"“小数位”写的是“{value}”",
    )


def test_percentages_count_in_points_and_give_the_unit() -> None:
    row = the_indicator(["指标", "口径", "一季度", "二季度"], ["满意率", "时点", 0.923, "95%"], codes={"C2": "0.0%"})
    assert (row.unit, row.is_percent, spans(row)) == ("%", True, [(1, 3, Fraction("92.3")), (4, 6, 95)])


def test_fractions_in_a_percentage_are_suspected() -> None:
    finding = the_finding(["指标", "计量单位", "口径", "一季度", "二季度"], ["满意率", "％", "时点", 0.95, 0.96])
    assert told(finding) == (
        "suspected-fraction",
        Severity.WARNING,
        "指标!D2",
        "“满意率”的计量单位是%，所填的数都不大于1，0.95会印成0.95%",
    )
    assert finding.related == at("E2")


def test_percentage_in_a_count_is_an_error() -> None:
    finding = the_finding(["指标", "计量单位", "一季度"], ["走访户数", "户", "12%"])
    assert told(finding) == (
        "percent-in-count",
        Severity.ERROR,
        "指标!C2",
        "“走访户数”的计量单位是“户”，这里写的是12%",
    )


def test_percentages_that_would_be_added_up_are_told() -> None:
    finding = the_finding(["指标", "计量单位", "口径", "一季度"], ["满意率", "%", None, 95])
    assert told(finding) == (
        "percent-added-up",
        Severity.WARNING,
        "指标!C2",
        "“满意率”是百分数，口径没有写，按“累计”，百分数不能相加",
    )


@pytest.mark.parametrize(
    ("written", "unit", "value", "kind", "relation"),
    [
        (1200, "户", 1200, TargetKind.NUMBER, ""),
        ("1.2亿元", "万元", 12000, TargetKind.NUMBER, ""),
        ("90%", "%", 90, TargetKind.NUMBER, ""),
        ("不低于90%", "%", 90, TargetKind.BOUND, "≥"),
        ("≥９０％", "%", 90, TargetKind.BOUND, "≥"),
        ("90%以上", "%", 90, TargetKind.BOUND, "≥"),
        ("控制在3起以内", "起", 3, TargetKind.BOUND, "≤"),
        ("3起以内", "起", 3, TargetKind.BOUND, "≤"),
        ("不超过1亿元", "万元", 10000, TargetKind.BOUND, "≤"),
        ("大于5", "", 5, TargetKind.BOUND, ">"),
        ("增长8%以上", "亿元", None, TargetKind.TEXT, ""),
        ("增长8%以上", "%", None, TargetKind.TEXT, ""),
        ("达到省定目标", "", None, TargetKind.TEXT, ""),
        ("90%以上", "户", None, TargetKind.TEXT, ""),
        ("3起左右", "起", None, TargetKind.TEXT, ""),
    ],
)
def test_target_is_parsed_or_kept_as_text(
    written: Any, unit: str, value: int | None, kind: TargetKind, relation: str
) -> None:
    row = the_indicator(["指标", "计量单位", "口径", "年度目标", "一季度"], ["甲", unit or None, "时点", written, 5])
    assert row.target
    assert (row.target.value, row.target.kind, row.target.relation) == (value, kind, relation)
    assert row.target.text == str(written)


def test_blank_target_is_none_and_a_mistyped_one_is_told() -> None:
    assert the_indicator(["指标", "年度目标", "一季度"], ["甲", None, 5]).target is None
    assert the_indicator(["指标", "年度目标", "一季度"], ["甲", "—", 5]).target is None
    finding = the_finding(["指标", "年度目标", "一季度"], ["甲", "12OO", 5])
    assert told(finding)[2:] == ("指标!B2", "“年度目标”一栏写的是“12OO”，混入了字母，这里只能填数字")


@pytest.mark.parametrize(
    ("written", "value"),
    [("12.3%", "12.3"), (12.3, "12.3"), ("增长12.3%", "12.3"), ("下降3.4%", "-3.4"), ("持平", "0")],
)
def test_given_growth_is_read_in_words_too(written: Any, value: str) -> None:
    row = the_indicator(["指标", "同比(给定)", "一季度"], ["甲", written, 5])
    assert row.given_growths == (GivenGrowth(None, 3, Fraction(value), at("B2")[0]),)


def test_given_growth_of_a_period_names_its_months() -> None:
    row = the_indicator(["指标", "上半年同比(给定)", "一季度"], ["甲", "1.5%", 5])
    assert row.given_growths == (GivenGrowth(1, 6, Fraction("1.5"), at("B2")[0]),)


def test_given_growth_that_the_sheet_contradicts_is_told_unless_comparable() -> None:
    rows = (["指标", "可比口径", "同比(给定)", "一季度", "上年一季度"], ["甲", None, "15%", 120, 100])
    assert told(the_finding(*rows)) == (
        "given-growth-differs",
        Severity.WARNING,
        "指标!C2",
        "“甲”给定的同比是15%，用表中的数算是20%",
    )
    assert read(rows[0], ["甲", "是", "15%", 120, 100])[1] == []
    assert read(rows[0], ["甲", None, "20.1%", 120, 100])[1] == []


def test_value_marked_as_estimate_is_kept_as_one() -> None:
    row = the_indicator(["指标", "一季度"], ["甲", "预计1200"])
    assert row.current.values == (SpanValue(1, 3, Fraction(1200), at("B2")[0], is_estimate=True),)


def test_places_name_the_sheet() -> None:
    assert the_indicator(["指标", "一季度"], ["甲", 1]).place == Place(sheet="指标", cell="A2")


def test_target_of_a_percentage_that_seems_a_fraction_is_suspected() -> None:
    finding = the_finding(["指标", "计量单位", "口径", "年度目标", "一季度"], ["满意率", "%", "时点", 0.9, 95])
    assert told(finding) == (
        "suspected-fraction",
        Severity.WARNING,
        "指标!D2",
        "“满意率”的计量单位是%，年度目标写的是0.9，会当作0.9%",
    )


def test_percentages_that_count_from_january_are_not_told() -> None:
    assert read(["指标", "计量单位", "1—3月", "1—6月"], ["增速", "%", 8, 7.5])[1] == []
    assert read(["指标", "计量单位", "填法", "一季度", "二季度"], ["增速", "%", "累计数", 8, 7.5])[1] == []


def test_year_end_of_a_point_is_a_value_of_last_year_and_must_agree_with_it() -> None:
    rows = ["指标", "口径", "上年末", "一季度", "上年四季度"]
    row = the_indicator(rows, ["在册", "时点", 90, 95, None])
    assert last_year_spans(row) == [(12, 12, 90)]
    finding = the_finding(rows, ["在册", "时点", 90, 95, 91])
    assert told(finding)[2:] == ("指标!C2", "“在册”指标!C2是90，由指标!E2看应是91")
