"""What stands outside the columns: rows without a period, section or office take it from above or around."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from summarize.findings import Finding
from summarize.model.periods import Period
from summarize.model.records import ItemRow, Records
from summarize.read import read_workbook
from summarize.validate import split_units, validate

FACTS = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
HEAD, ROW = ["事项", "内容"], ["抓培训", "办班3期。"]
HALF = Period.half(2025, 1)


@pytest.fixture
def read(workbook: Callable[..., Path]) -> Callable[..., tuple[Records, list[Finding]]]:
    def read(sheets: Mapping[str, Any], *, asked: str | None = None, **options: Any) -> tuple[Records, list[Finding]]:
        (unit,) = split_units(read_workbook(workbook({"基本信息": FACTS, **sheets}, **options)))
        validation = validate(unit.sheets, asked)
        return validation.records, [*unit.findings, *validation.findings]

    return read


def periods(rows: tuple[ItemRow, ...]) -> list[str]:
    return [row.period.full_name if row.period else "" for row in rows]


@pytest.mark.parametrize(
    ("title", "done", "planned"),
    [
        ("2025年上半年工作总结和下半年工作计划", "2025年上半年", "2025年下半年"),
        ("2025年一季度工作总结", "2025年一季度", "2025年二季度"),
        ("2025年工作总结和2026年工作计划", "2025年", "2026年"),
        ("四季度工作总结和一季度工作打算", "2025年四季度", "2026年一季度"),
    ],
)
def test_a_title_row_tells_the_period_of_what_was_done_and_of_what_is_planned(
    read: Any, title: str, done: str, planned: str
) -> None:
    records, findings = read({"工作成效": [[title], HEAD, ROW], "工作计划": [[title], HEAD, ROW]})
    assert (periods(records.achievements), periods(records.plans)) == ([done], [planned])
    assert findings == []


def test_a_title_that_names_a_plan_is_the_plan_s_own(read: Any) -> None:
    records, _ = read({"工作成效": [["2025年上半年"], HEAD, ROW], "工作计划": [["2025年三季度工作计划"], HEAD, ROW]})
    assert periods(records.plans) == ["2025年三季度"]


@pytest.mark.parametrize("asked", [None, "二季度"])
@pytest.mark.parametrize("bands", [("一季度", "二季度"), ("一、一季度", "二、二季度")])
def test_bands_that_name_periods_tell_those_of_the_rows_below(
    read: Any, bands: tuple[str, str], asked: str | None
) -> None:
    rows = [HEAD, [bands[0]], ROW, [bands[1]], ["抓普法", "普法5场。"]]
    records, findings = read({"工作成效": rows}, asked=asked, merged={"工作成效": ["A2:B2", "A4:B4"]})
    assert periods(records.achievements) == ["2025年一季度", "2025年二季度"]
    assert [row.section for row in records.achievements] == [None, None]
    assert findings == []


def test_sheets_of_several_periods_are_all_read(read: Any) -> None:
    records, findings = read({"工作成效（一季度）": [HEAD, ROW], "工作成效（二季度）": [HEAD, ["抓普法", "普法5场。"]]})
    assert periods(records.achievements) == ["2025年一季度", "2025年二季度"]
    assert [row.position for row in records.achievements] == [0, 1]
    assert findings == []


def test_the_file_s_name_tells_the_period_reported_on(read: Any) -> None:
    sheets = {"工作成效": [HEAD, ROW], "工作计划": [HEAD, ROW]}
    records, findings = read(sheets, name="云岭区应急管理局2025年二季度.xlsx")
    assert (periods(records.achievements), periods(records.plans)) == (["2025年二季度"], ["2025年三季度"])
    assert findings == []


def test_what_is_asked_for_is_the_last_resort(read: Any) -> None:
    sheets = {"工作成效": [HEAD, ROW], "工作计划": [HEAD, ROW]}
    records, findings = read(sheets, asked="上半年")
    assert (periods(records.achievements), periods(records.plans)) == (["2025年上半年"], ["2025年下半年"])
    assert findings == []
    titled, _ = read({"工作成效": [["2025年一季度"], HEAD, ROW]}, asked="上半年")
    assert periods(titled.achievements) == ["2025年一季度"]


def test_a_row_that_forgot_its_period_is_not_given_that_of_the_file(read: Any) -> None:
    rows = [["时期", *HEAD], ["一季度", *ROW], [None, "抓普法", "普法5场。"]]
    records, findings = read({"工作成效": rows}, name="2025年二季度.xlsx", asked="二季度")
    assert periods(records.achievements) == ["2025年一季度"]
    assert [(str(finding.place), finding.message) for finding in findings] == [("工作成效!A3", "第3行没有写时期")]


def test_the_narrowest_of_places_that_agree_counts(read: Any) -> None:
    records, findings = read({"工作成效（一季度）": [["2025年上半年工作情况"], HEAD, ROW]}, name="2025年.xlsx")
    assert periods(records.achievements) == ["2025年一季度"]
    assert findings == []


def test_a_title_s_year_is_that_of_periods_without_one(read: Any) -> None:
    records, _ = read({"工作计划": [["2026年重点工作"], ["时期", *HEAD], ["一季度", *ROW]]})
    assert periods(records.plans) == ["2026年一季度"]


def test_a_file_of_a_later_period_may_hold_earlier_rows_and_not_the_reverse(read: Any) -> None:
    rows = [["时期", *HEAD], ["一季度", *ROW], ["三季度", "抓普法", "普法5场。"]]
    _, findings = read({"工作成效": rows}, name="2025年二季度.xlsx")
    assert [(str(finding.place), finding.message, str(finding.related[0])[-14:]) for finding in findings] == [
        ("工作成效!A3", "时期写的是2025年三季度，文件名“2025年二季度”写的是2025年二季度", "/2025年二季度.xlsx")
    ]


@pytest.mark.parametrize("name", ["工作成效（党建工作）", "工作成效-党建工作"])
def test_a_sheet_s_name_tells_the_section(read: Any, name: str) -> None:
    head = ["时期", *HEAD]
    records, findings = read(
        {
            "板块": [["名称"], ["党建工作"], ["业务"]],
            name: [head, ["上半年", *ROW]],
            "工作计划": [head, ["下半年", *ROW]],
        }
    )
    assert [row.section and (row.section.raw, str(row.section.place)) for row in records.achievements] == [
        ("党建工作", f"工作表“{name}”")
    ]
    assert findings == []


@pytest.mark.parametrize("name", ["甲镇", "甲镇人民政府"])
def test_a_sheet_s_name_that_is_its_unit_s_is_no_section(read: Any, name: str) -> None:
    facts = [["项目", "内容"], ["单位名称", "甲镇人民政府"], ["年度", 2025]]
    sheets = {"基本信息": facts, f"工作成效-{name}": [["填报单位：甲镇人民政府    2025年二季度"], HEAD, ROW]}
    records, _ = read(sheets)
    assert [row.section for row in records.achievements] == [None]


def test_a_band_tells_the_section_and_where_it_stands(read: Any) -> None:
    rows = [
        ["时期", "板块", *HEAD],
        ["一、党建工作"],
        ["上半年", None, *ROW],
        ["二、业务工作"],
        ["上半年", None, "甲", "一。"],
    ]
    records, findings = read({"工作成效": rows})
    assert [row.section and (row.section.raw, str(row.section.place)) for row in records.achievements] == [
        ("一、党建工作", "工作成效!A2"),
        ("二、业务工作", "工作成效!A4"),
    ]
    assert findings == []


@pytest.mark.parametrize("title", ["填报科室：办公室", "填报单位：办公室（盖章）", "责任科室:办公室   单位：万元"])
def test_a_title_row_tells_the_office(read: Any, title: str) -> None:
    rows = [[title], ["时期", "责任科室", *HEAD], ["上半年", None, *ROW], ["上半年", "财务科", "甲", "一。"]]
    records, findings = read({"工作成效": rows})
    assert [row.office and row.office.raw for row in records.achievements] == ["办公室", "财务科"]
    assert findings == []


@pytest.mark.parametrize(
    "above",
    [
        ["填报单位：", "澜江市水务局（公章）"],
        ["填报单位（盖章）：澜江市水务局 2025年7月5日"],
        ["报送单位: 澜江市水务局  填报人：某某", "单位：万元"],
        ["编制单位：澜江市水务局（盖章） 填报时间：2025年7月"],
    ],
)
def test_the_unit_may_stand_in_a_title_row(read: Any, above: list[str]) -> None:
    rows = [[*above], ["时期", *HEAD], ["上半年", *ROW]]
    records, findings = read({"基本信息": [["项目", "内容"], ["年度", 2025]], "工作成效": rows})
    assert records.unit == "澜江市水务局"
    assert findings == []
