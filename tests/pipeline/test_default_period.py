"""Which period a report is for when none is asked for, and what its line says of the rows it left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.errors import InputError
from summarize.pipeline import Request, check, generate, generate_units

HEAD = ["时期", "事项", "内容"]
FACTS = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025], ["计划引语", "下一步，抓好以下工作。"]]


def told(path: Path) -> list[tuple[str, str, str]]:
    return [(found.rule.code, str(found.place), found.message) for found in check(path, None)]


def test_rows_of_the_year_come_before_one_typed_for_a_later_year(workbook: Callable[..., Path], tmp_path: Path) -> None:
    rows = [HEAD, ["二季度", "抓培训", "办班3期。"], ["2026年一季度", "抓普法", "普法2场。"]]
    path = workbook({"基本信息": FACTS, "工作成效": rows, "工作计划": [HEAD, ["三季度", "抓演练", "演练2次。"]]})
    assert generate(Request(workbook=path, output=f"{tmp_path}/")).summary.startswith("2025年二季度：")


def test_a_book_of_another_year_than_its_own_is_refused_until_the_period_is_asked_for(
    workbook: Callable[..., Path], tmp_path: Path
) -> None:
    rows = [HEAD, ["2024年二季度", "抓培训", "办班3期。"]]
    plans = [HEAD, ["2024年三季度", "抓演练", "演练2次。"]]
    path = workbook({"基本信息": FACTS, "工作成效": rows, "工作计划": plans})
    with pytest.raises(InputError) as caught:
        generate(Request(workbook=path, output=f"{tmp_path}/"))
    (error,) = [found for found in caught.value.findings if found.is_error]
    assert (error.rule.code, error.message) == ("V34", "“工作成效”里没有2025年的内容，最近的一期是2024年二季度")
    assert error.suggestion == "核对“年度”和各行的时期，改正不对的一处；确要写往年的，用 --period 2024年二季度。"
    outcome = generate(Request(workbook=path, period="2024年二季度", output=f"{tmp_path}/"))
    assert outcome.summary.startswith("2024年二季度：")


def test_one_row_beyond_the_period_that_the_file_is_named_by_is_a_slip(workbook: Callable[..., Path]) -> None:
    rows = [HEAD, ["二季度", "抓培训", "办班3期。"], ["三季度", "抓普法", "普法2场。"]]
    plans = [HEAD, ["三季度", "抓演练", "演练2次。"]]
    path = workbook({"基本信息": FACTS, "工作成效": rows, "工作计划": plans}, name="2025年二季度.xlsx")
    message = "时期写的是2025年三季度，文件名“2025年二季度”写的是2025年二季度"
    assert told(path) == [("L40", "工作成效!A3", message)]


def test_the_line_of_a_report_names_the_sheets_whose_rows_were_left(
    workbook: Callable[..., Path], tmp_path: Path
) -> None:
    sheets = {
        "基本信息": FACTS,
        "工作成效": [HEAD, ["一季度", "抓普法", "普法2场。"], ["二季度", "抓培训", "办班3期。"]],
        "存在问题": [HEAD, ["三季度", "队伍不稳", "人手不足。"]],
        "工作计划": [HEAD, ["三季度", "抓演练", "演练2次。"]],
    }
    outcome = generate(Request(workbook=workbook(sheets), output=f"{tmp_path}/"))
    assert "，未取其他时期的2行（工作成效1行、存在问题1行）；已写入" in outcome.summary


def test_what_is_told_of_whole_sheets_names_every_unit(workbook: Callable[..., Path]) -> None:
    rows = [
        ["填报单位", *HEAD],
        ["甲区民政局", "二季度", "抓培训", "办班。"],
        ["乙区水务局", "二季度", "抓供水", "改造。"],
    ]
    path = workbook({"基本信息": [["项目", "内容"], ["年度", 2025]], "板块": [["名称"], ["业务"]], "工作成效": rows})
    assert [(code, message.partition("：")[0]) for code, _, message in told(path)] == [
        ("V92", "甲区民政局、乙区水务局"),
        ("V35", "甲区民政局、乙区水务局"),
    ]


def test_a_row_of_no_unit_stops_no_report(workbook: Callable[..., Path], tmp_path: Path) -> None:
    rows = [
        ["填报单位", *HEAD],
        ["甲区民政局", "二季度", "抓培训", "办班。"],
        ["乙区水务局", "二季度", "抓供水", "改造。"],
        [None, "二季度", "抓值守", "值班。"],
    ]
    path = workbook({"基本信息": [["项目", "内容"], ["年度", 2025]], "工作成效": rows})
    results = list(generate_units(Request(workbook=path, output=f"{tmp_path}/报告/")))
    assert [result.outcome is not None for result in results] == [True, True]
    assert all("取工作成效1行" in result.outcome.summary for result in results if result.outcome)
