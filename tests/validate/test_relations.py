from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from figure_sheets import at, indicators, table

from summarize.findings import Finding, Severity
from summarize.model.periods import Period
from summarize.validate.figures.relations import check_relations

SHEET = indicators(
    ["指标", "口径", "一季度", "二季度", "三季度"],
    ["发现问题", None, 120, 140, None],
    ["现场解决", None, 80, 100, None],
    ["提请解决", None, 40, 30, None],
    ["在册", "时点", 10, 11, None],
    ["在册分项", "时点", 10, 12, None],
    ["三季度才有", None, None, None, 5],
)
Q1, Q2, HALF = Period.quarter(2017, 1), Period.quarter(2017, 2), Period.half(2017, 1)
PERIODS = (HALF, Q1, Q2)
YEAR_PERIODS = (Period.whole_year(2017), Q1, Q2, Period.quarter(2017, 3), Period.quarter(2017, 4))


def check(*rows: Sequence[Any], periods: Sequence[Period] = PERIODS) -> list[Finding]:
    return check_relations(table([["名称", "算式", "容差"], *rows], "核对"), SHEET, periods)


def test_workbook_without_the_sheet_has_nothing_to_check() -> None:
    assert check_relations(None, SHEET, PERIODS) == []


def test_relation_that_fails_in_a_quarter_shows_both_sides_there_alone() -> None:
    (quarter,) = check(["闭环", "发现问题 = 现场解决 + 提请解决"])
    assert (quarter.rule.name, quarter.severity, quarter.place) == (
        "relation-fails",
        Severity.ERROR,
        at("B2", sheet="核对")[0],
    )
    assert quarter.message == (
        "2017年二季度：算式“发现问题 = 现场解决 + 提请解决”不成立，"
        "左边 发现问题(140)，右边 现场解决(100) + 提请解决(30) = 130"
    )
    assert quarter.suggestion == "核对指标!D2、指标!D3、指标!D4，改正数字或算式。"
    assert quarter.related == at("D2", "D3", "D4")


def test_relation_that_fails_for_the_whole_only_is_told_of_the_whole() -> None:
    (half,) = check(["闭环", "发现问题 ≤ 140"])
    assert (half.rule.name, half.severity, half.place) == ("relation-fails", Severity.ERROR, at("B2", sheet="核对")[0])
    assert half.message == ("2017年上半年：算式“发现问题 ≤ 140”不成立，左边 发现问题(260)，右边 140")
    assert half.related == at("C2", "D2")


def test_suggestion_lists_at_most_six_cells() -> None:
    (half,) = check([None, "发现问题 + 现场解决 + 提请解决 + 在册 ≈ 1"], periods=[HALF])
    assert half.suggestion == ("核对指标!C2、指标!D2、指标!C3、指标!D3、指标!C4、指标!D4等7格，改正数字或算式。")


def test_long_formula_is_quoted_short() -> None:
    (finding,) = check([None, "发现问题 + " * 30 + "=="], periods=[HALF])
    assert "算式“发现问题 + 发现问题 + 发现问题 + 发现问题 + 发…”" in finding.message


def test_same_numbers_are_told_once() -> None:
    assert [finding.message for finding in check([None, "在册 = 在册分项"])] == [
        "2017年二季度：算式“在册 = 在册分项”不成立，左边 在册(11)，右边 在册分项(12)"
    ]


def test_missing_operand_is_a_warning() -> None:
    (finding,) = check([None, "发现问题 > 三季度才有"])
    assert (finding.rule.name, finding.severity, finding.place) == (
        "relation-operand-missing",
        Severity.WARNING,
        at("B2", sheet="核对")[0],
    )
    assert finding.message == ("2017年上半年：算式“发现问题 > 三季度才有”核对不了，“三季度才有”没有2017年上半年的数")
    assert finding.suggestion == "填写指标!C7、指标!D7，再检查。"
    assert finding.related == at("C7", "D7")


def test_quarter_without_any_data_is_passed_over() -> None:
    findings = check([None, "发现问题 ≥ 现场解决"], periods=YEAR_PERIODS)
    assert [finding.message.split("：")[0] for finding in findings] == ["2017年"]


def test_relation_that_holds_says_nothing() -> None:
    assert check([None, "发现问题 ≥ 现场解决"], [None, None]) == []


def test_unreadable_relation_is_an_error_at_its_cell() -> None:
    (finding,) = check([None, "发现问题 = (现场解决"])
    assert (finding.rule.name, finding.severity, finding.place) == (
        "relation-unreadable",
        Severity.ERROR,
        at("B2", sheet="核对")[0],
    )
    assert finding.message == "算式“发现问题 = (现场解决”第13个字：“末尾”处应是右括号"
    assert finding.suggestion == "补上右括号“)”。"


def test_tolerance_that_is_no_number_is_an_error() -> None:
    (finding,) = check([None, "发现问题 ≈ 260", "大约"])
    assert (finding.place, finding.message) == (at("C2", sheet="核对")[0], "容差写的是“大约”，应是数或百分数")


def test_tolerance_without_nearly_equal_is_a_warning() -> None:
    unused, *_ = check([None, "发现问题 ≥ 现场解决", 1])
    assert (unused.rule.name, unused.severity, unused.message) == (
        "tolerance-unused",
        Severity.WARNING,
        "填了容差“1”，算式里没有 ≈",
    )


def test_tolerance_is_read_from_its_cell() -> None:
    assert check([None, "发现问题 ≈ 现场解决 + 提请解决", 10], periods=[HALF]) == []
    assert len(check([None, "发现问题 ≈ 现场解决 + 提请解决", 9], periods=[HALF])) == 1


def test_division_by_nothing_is_an_error() -> None:
    (finding,) = check([None, "发现问题 ÷ (在册 - 在册) > 1"], periods=[HALF])
    assert finding.message == "2017年上半年：算式“发现问题 ÷ (在册 - 在册) > 1”不成立，除数是0，算不出来"
