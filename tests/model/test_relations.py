from __future__ import annotations

from fractions import Fraction

import pytest
from figure_sheets import at, indicators

from summarize.model.figures.relation_syntax import SyntaxFault
from summarize.model.figures.relations import (
    Fails,
    Holds,
    Lacks,
    Outcome,
    Relation,
    Tolerance,
    Undefined,
    parse_relation,
    parse_tolerance,
)
from summarize.model.periods import Period

Q1, HALF = Period.quarter(2017, 1), Period.half(2017, 1)
SHEET = indicators(
    ["指标", "计量单位", "口径", "年度目标", "一季度", "二季度", "上年一季度"],
    ["发现问题", "件", None, 300, 120, 140, 100],
    ["现场解决", "件", None, None, 80, 90, None],
    ["提请解决", "件", None, None, 40, None, None],
    ["解决率", "%", "时点", None, 66.7, 70, None],
    ["出生-死亡", "人", None, None, 7, 8, None],
    ["5G基站", "座", None, None, 3, 4, None],
    ["解决", "件", None, None, 120, 130, None],
    ["零", "件", None, None, 0, 0, None],
    ["小数甲", None, None, None, 0.1, None, None],
    ["小数乙", None, None, None, 0.2, None, None],
)


def read(text: str) -> Relation:
    parsed = parse_relation(text, SHEET)
    assert isinstance(parsed, Relation), parsed
    return parsed


def check(text: str, period: Period = Q1, tolerance: str = "1%") -> Outcome:
    parsed = parse_tolerance(tolerance)
    assert parsed
    return read(text).check(SHEET, period, parsed)


@pytest.mark.parametrize(
    "text",
    [
        "发现问题 = 现场解决 + 提请解决",
        "发现问题＝现场解决＋提请解决",
        "发现问题 == [现场解决] + 【提请解决】",
        "发现问题 − 提请解决 － 现场解决 = 0",
        "提请解决 × ２ = 现场解决",
        "现场解决 ÷ 2 = 提请解决",
        "现场解决/2=提请解决",
        "现场解决*1/2=提请解决x1",
        "（现场解决＋提请解决）×2＝240",
        "2 + 3 × 4 = 14",
        "(2 + 3) × 4 = 20",
        "2 - 3 - 4 = -5",
        "24 ÷ 4 ÷ 2 = 3",
        "-现场解决 = - (30 + 50)",
        "--3 = 3",
        "1 ÷ 3 × 3 = 1",
        "小数甲 + 小数乙 = 0.3",
        "0.1 + 0.2 = 0.3",
        "1,200 = 1200",
        "发现问题 ≠ 现场解决",
        "发现问题 != 现场解决",
        "发现问题 <> 现场解决",
        "发现问题 ≥ 现场解决",
        "发现问题 >= 120",
        "现场解决 <= 发现问题",
        "现场解决 ＜ 发现问题",
        "提请解决 < 现场解决 < 发现问题",
        "发现问题 ≈ 121",
        "出生-死亡 = 7",
        "5G基站 = 3",
        "解决 = 120。",
        "发现问题.上年同期 = 100",
        "发现问题.目标 ≥ 发现问题.累计",
        "发现问题.本期 = [发现问题.累计]",
    ],
)
def test_relation_that_holds(text: str) -> None:
    assert check(text) == Holds()


@pytest.mark.parametrize(
    "text",
    [
        "解决率 ≥ 60%",
        "解决率 ≥ 60",
        "解决率 < 67",
        "解决率 ≈ 现场解决 ÷ 发现问题",
        "解决率 ≈ 现场解决 ÷ 发现问题 × 100",
        "解决率 ≈ 现场解决 ÷ 发现问题 × 100%",
        "现场解决 ≥ 60% × 发现问题",
        "解决率 + 33.3 = 100",
        "解决率 + 33.3% = 100%",
    ],
)
def test_percentage_means_what_people_mean_by_it(text: str) -> None:
    assert check(text, tolerance="0.1%") == Holds()


@pytest.mark.parametrize("text", ["解决率 ≥ 67", "解决率 > 66.7%", "解决率 = 现场解决 ÷ 发现问题 × 100"])
def test_percentage_that_does_not_hold(text: str) -> None:
    assert isinstance(check(text), Fails)


def test_failing_relation_shows_both_sides_with_their_numbers() -> None:
    failed = check("发现问题 = 现场解决 + 提请解决 − 解决 × (2 + 1)")
    assert failed == Fails(
        "发现问题(120)",
        "=",
        "现场解决(80) + 提请解决(40) - 解决(120) × (2 + 1) = -240",
        at("E2", "E3", "E4", "E8"),
    )
    assert failed.message == "左边 发现问题(120)，右边 现场解决(80) + 提请解决(40) - 解决(120) × (2 + 1) = -240"


def test_failing_relation_writes_brackets_where_they_are_needed() -> None:
    failed = check("100 − (现场解决 − 提请解决) = 100 ÷ (4 ÷ 2)")
    assert isinstance(failed, Fails)
    assert failed.left == "100 - (现场解决(80) - 提请解决(40)) = 60"
    assert failed.right == "100 ÷ (4 ÷ 2) = 50"


def test_chain_tells_the_pair_that_fails() -> None:
    failed = check("发现问题 > 提请解决 > 现场解决")
    assert isinstance(failed, Fails)
    assert (failed.left, failed.comparison, failed.right) == ("提请解决(40)", ">", "现场解决(80)")


def test_percentage_and_endless_decimals_are_shown_as_such() -> None:
    failed = check("解决率 = 1 ÷ 3")
    assert isinstance(failed, Fails)
    assert (failed.left, failed.right) == ("解决率(66.7%)", "1 ÷ 3 = 0.3333")


def test_sides_that_would_look_equal_are_shown_with_more_decimals() -> None:
    failed = check("0.3333 = 1 ÷ 3")
    assert isinstance(failed, Fails)
    assert (failed.left, failed.right) == ("0.3333", "1 ÷ 3 = 0.333333333333333")


@pytest.mark.parametrize(
    ("text", "tolerance", "holds"),
    [
        ("发现问题 ≈ 121", "1", True),
        ("发现问题 ≈ 121.5", "1", False),
        ("发现问题 ≈ 121", "0.5%", False),
        ("发现问题 ≈ 121", "1%", True),
        ("解决率 ≈ 66.6%", "0.1", True),
        ("解决率 ≈ 66.5%", "0.1", False),
        ("发现问题 = 121", "1", False),
    ],
)
def test_tolerance_counts_for_nearly_equal_alone(text: str, tolerance: str, holds: bool) -> None:
    assert isinstance(check(text, tolerance=tolerance), Holds) is holds


def test_tolerance_is_a_number_or_a_percentage() -> None:
    assert parse_tolerance("±1") == Tolerance(Fraction(1), is_percent=False)
    assert parse_tolerance("０．５％") == Tolerance(Fraction(1, 200), is_percent=True)
    assert parse_tolerance("大约") is None
    assert parse_tolerance("-1") is None


def test_missing_operand_tells_the_cell_to_fill() -> None:
    lacking = check("发现问题 = 现场解决 + 提请解决", HALF)
    assert isinstance(lacking, Lacks)
    assert [(gap.place, gap.message) for gap in lacking.gaps] == [(at("F4")[0], "“提请解决”没有2017年上半年的数")]
    assert lacking.has_some_value


def test_division_by_nothing_is_told() -> None:
    assert check("现场解决 ÷ 零 = 1") == Undefined("除数是0，算不出来", at("E3", "E9"))


@pytest.mark.parametrize(
    ("text", "message", "suggestion"),
    [
        ("", "第1个字：“末尾”处应是指标名、数字或左括号", "补上所缺的指标名或数字"),
        ("发现问题", "第5个字：算式里没有 = ≠ ≈ ≥ ≤ > <", "写成如“发现问题 = 现场解决 + 提请解决”"),
        ("发现问题 = ", "第8个字：“末尾”处应是指标名、数字或左括号", "补上所缺的指标名或数字"),
        ("发现问题 = (现场解决 + 1", "第17个字：“末尾”处应是右括号", "补上右括号“)”"),
        ("发现问题 = 现场解决)", "第12个字：多了右括号", "补上左括号，或去掉右括号"),
        ("发现问题 现场解决 = 1", "第6个字：“现场解决”前面应是 = + - × ÷ 一类的符号", "补上符号"),
        ("发现问题 = × 3", "第8个字：“×”处应是指标名、数字或左括号", "补上所缺的指标名或数字"),
        ("发现问题 = 现场解绝", "第8个字：没有叫“现场解绝”的指标", "是否指“现场解决”？改正名称"),
        ("发现问题.同比 > 0", "第5个字：“.同比”不是算式里能用的写法", "可以写：.本期、.累计、.目标、.上年同期"),
        ("发现问题 = 1 ＆ 2", "第10个字：看不懂“&”", "算式里只写指标名、数字、括号和 = ≠ ≈ ≥ ≤ > < + - × ÷"),
    ],
)
def test_relation_that_cannot_be_read_tells_where_and_what_was_expected(
    text: str, message: str, suggestion: str
) -> None:
    fault = parse_relation(text, SHEET)
    assert isinstance(fault, SyntaxFault)
    assert (fault.message, fault.suggestion) == (message, suggestion)


@pytest.mark.parametrize("text", ["(" * 5000, "1+" * 5000 + "1=1", "-" * 300 + "1=1", "9" * 5000 + "=1", "=" * 50])
def test_monstrous_relations_do_not_break_anything(text: str) -> None:
    parsed = parse_relation(text, SHEET)
    if isinstance(parsed, Relation):
        parsed.check(SHEET, Q1)
