"""The sheet 豁免: what a row exempts, what is told of it, and how what was left out is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.findings import Finding
from summarize.pipeline import check

MakeWorkbook = Callable[..., Path]
FACTS = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
ROWS = [["一季度", "抓培训", "办班3期,效果好。"], ["二季度", "抓演练", "演练2次,全员参加。"]]


def sheets(*exemptions: list[Any], rows: list[list[Any]] | None = None, **others: Any) -> dict[str, Any]:
    return {
        "基本信息": FACTS,
        "工作成效": [["时期", "事项", "内容"], *(ROWS if rows is None else rows)],
        "豁免": [["规则", "文字", "位置", "理由"], *exemptions],
        **others,
    }


def told(findings: tuple[Finding, ...], *codes: str) -> list[tuple[str, str, str]]:
    return [
        (finding.rule.code, str(finding.place), finding.message)
        for finding in findings
        if finding.rule.code.startswith(codes)
    ]


@pytest.mark.parametrize("code", ["P010", "P01A", "P01、P02", "P01 P02", "P01号", "XP01"])
def test_a_mistyped_code_exempts_nothing(workbook: MakeWorkbook, code: str) -> None:
    findings = check(workbook(sheets([code, None, None, "惯例"])), None)
    assert told(findings, "C8") == [("C81", "豁免!A2", f"没有编号是“{code}”的规则")]
    assert [place for _, place, _ in told(findings, "P01")] == ["工作成效!C2", "工作成效!C3"]


@pytest.mark.parametrize("code", ["P01", "p01 半角标点", "Ｐ０１　半角"])
def test_words_may_follow_a_code_behind_a_blank(workbook: MakeWorkbook, code: str) -> None:
    findings = check(workbook(sheets([code, None, None, "惯例"])), None)
    assert told(findings, "C8", "P01") == [("C85", "工作表“豁免”", "按这张表略过了2处：P01 2处")]


def test_a_check_of_one_period_says_nothing_of_exemptions_of_other_rows(workbook: MakeWorkbook) -> None:
    path = workbook(sheets(["P01", "3期,", None, "惯例"]))
    assert told(check(path, "二季度"), "C8") == []
    assert told(check(path, "一季度"), "C8") == [("C85", "工作表“豁免”", "按这张表略过了1处：P01 1处")]
    assert told(check(path, None), "C8") == [("C85", "工作表“豁免”", "按这张表略过了1处：P01 1处")]


def test_what_is_left_out_is_counted_once_whatever_is_checked(workbook: MakeWorkbook) -> None:
    content = "共发现问题30个，现场解决21个，提请解决8个，走访{走访户数}户。"
    figures = [["指标", "单位", "一季度", "二季度"], ["走访户数", "户", 40, 50]]
    path = workbook(sheets(["Q01", None, None, "原文如此"], rows=[["一季度", "抓检查", content]], 指标=figures))
    for period in ("all", "一季度", None):
        findings = check(path, period)
        assert told(findings, "C8", "Q") == [("C85", "工作表“豁免”", "按这张表略过了1处：Q01 1处")]


def test_an_error_elsewhere_makes_no_error_of_an_exemption_of_another_cell(workbook: MakeWorkbook) -> None:
    rows = [*ROWS, ["第五季度", "抓检查", "检查1次。"]]
    path = workbook(sheets(["V14", None, "工作成效!A2", "惯例"], ["V14", None, "工作成效!A4", "惯例"], rows=rows))
    assert told(check(path, None), "C8") == [
        ("C83", "豁免!A2", "豁免“V14”没有用上；它是错误，有了也不能豁免"),
        ("C84", "豁免!A3", "“V14”是错误，不能豁免"),
    ]


def test_a_fault_of_language_that_is_an_error_is_not_exempted(workbook: MakeWorkbook) -> None:
    path = workbook(sheets(["H01", None, None, "惯例"], rows=[["二季度", "抓走访", "走访XX户。"]]))
    findings = check(path, None)
    assert told(findings, "H01") == [("H01", "工作成效!C2", "“走访XX户。”中的“XX”没有填")]
    assert told(findings, "C8") == [("C84", "豁免!A2", "“H01”是错误，不能豁免")]


def test_words_narrow_an_exemption_to_the_findings_that_say_them(workbook: MakeWorkbook) -> None:
    rows = [["二季度", "抓走访", "一、走访20户。"], ["二季度", "抓检查", "二、检查30次。"]]
    plain = told(check(workbook(sheets(rows=rows)), None), "V21")
    assert [place for _, place, _ in plain] == ["工作成效!C2", "工作成效!C3"]
    path = workbook(sheets(["V21", "“一、”", None, "惯例"], rows=rows))
    assert sorted(told(check(path, None), "V21", "C8")) == [
        ("C85", "工作表“豁免”", "按这张表略过了1处：V21 1处"),
        plain[1],
    ]


def test_faults_that_texts_have_among_each_other_are_exempted(workbook: MakeWorkbook) -> None:
    rows = [["二季度", "抓走访", "第一季度走访20户。"], ["二季度", "抓检查", "一季度检查30次。"]]
    plain = told(check(workbook(sheets(rows=rows)), None), "D23")
    assert [place for _, place, _ in plain] == ["工作成效!C3"]
    path = workbook(sheets(["D23", None, "工作成效!C3", "惯例"], rows=rows))
    assert told(check(path, None), "D23", "C8") == [("C85", "工作表“豁免”", "按这张表略过了1处：D23 1处")]


@pytest.mark.parametrize(("words", "is_exempted"), [("三是抓检查", True), ("做法如下", False)])
def test_words_of_a_later_line_exempt_what_stands_in_that_line(
    workbook: MakeWorkbook, words: str, is_exempted: bool
) -> None:
    rows = [["二季度", "抓管理", "今年以来做法如下，效果较好。\n一是抓学习，办班3期。三是抓检查，检查5次。"]]
    plain = told(check(workbook(sheets(rows=rows)), None), "N")
    assert [place for _, place, _ in plain] == ["工作成效!C2"]
    path = workbook(sheets([plain[0][0], words, None, "惯例"], rows=rows))
    assert told(check(path, None), "N") == ([] if is_exempted else plain)
