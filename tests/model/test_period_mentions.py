"""Periods that titles, sheet names and file names speak of, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.model.period_mentions import MentionKind, find_periods, named_year

REPORT, PLAN, PLAIN = MentionKind.REPORT, MentionKind.PLAN, MentionKind.PLAIN


def mentions(text: str, year: int | None = 2025) -> list[tuple[str | None, int | None, MentionKind]]:
    found = find_periods(text, year)
    return [(found.period.full_name if found.period else None, found.year, found.kind) for found in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017年上半年工作总结和下半年工作计划", [("2017年上半年", 2017, REPORT), ("2017年下半年", 2017, PLAN)]),
        ("2017年第二季度工作总结和第三季度工作打算", [("2017年二季度", 2017, REPORT), ("2017年三季度", 2017, PLAN)]),
        ("2017年四季度工作总结和一季度工作计划", [("2017年四季度", 2017, REPORT), ("2018年一季度", 2017, PLAN)]),
        ("2017年工作总结和2018年工作计划", [("2017年", 2017, REPORT), ("2018年", 2018, PLAN)]),
        ("2017年一季度重点工作计划完成情况表", [("2017年一季度", 2017, REPORT)]),
        ("下半年工作要点", [("2025年下半年", None, PLAN)]),
        ("（一季度）", [("2025年一季度", None, PLAIN)]),
        ("二〇一七年上半年", [("2017年上半年", 2017, PLAIN)]),
        ("重点工作2017Q3", [("2017年三季度", 2017, PLAIN)]),
        ("2017年1—5月", [("2017年1—5月", 2017, PLAIN)]),
        ("6月份情况", [("2025年6月", None, REPORT)]),
        ("2017年五月简表", [("2017年5月", 2017, PLAIN)]),
        ("一、二季度", [("2025年上半年", None, PLAIN)]),
        ("12345热线2017年上半年工单", [("2017年上半年", 2017, PLAIN)]),
    ],
)
def test_periods_are_found_with_what_they_are_called(text: str, expected: list[object]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize("text", ["2017年重点工作推进情况表", "2017年度目标任务分解表", "云岭区应急管理局2017年"])
def test_a_year_alone_tells_only_the_year(text: str) -> None:
    ((period, year, _),) = mentions(text)
    assert (period, year, named_year(text)) == (None, 2017, 2017)


@pytest.mark.parametrize(
    "text",
    [
        "2017年第3号文",
        "区政办〔2017〕12号",
        "12345热线",
        "截至2017年6月30日",
        "数据截至6月底",
        "填报时间：2017年7月",
        "制表日期：2017.7.5",
        "2017年6月30日",
        "6月15日活动",
        "2017年7月5日—7月8日",
        "6月底前",
        "第3月",
        "安全生产月",
        "三个月",
        "云岭20170630",
        "一季度和三季度",
    ],
)
def test_dates_and_numbers_are_no_periods(text: str) -> None:
    assert mentions(text) == []


def test_a_period_without_any_year_is_passed_over() -> None:
    assert mentions("上半年工作总结", None) == []


@given(st.text(st.characters() | st.sampled_from("0123456789年月日季度上下半全前第一二三四至—-〔〕号截"), max_size=30))
def test_no_text_raises(text: str) -> None:
    for mention in find_periods(text, 2025):
        assert mention.period is not None or mention.year is not None
