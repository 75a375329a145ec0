"""Sheets whose names do not say what they are: what their titles and columns say, and what stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from summarize.model.cells import Table
from summarize.read import read_workbook

LEDGER = [["重点工作", "责任科室", "一季度完成情况", "下一步打算"], ["抓培训", "办公室", "办班3期。", "再办班。"]]
ITEMS = [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]]
TITLE = ["云岭区2025年重点工作推进情况表"]


@pytest.fixture
def tables(tmp_path: Path) -> Any:
    def write(sheets: Mapping[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> dict[str, Table]:
        book = openpyxl.Workbook()
        book.remove(book["Sheet"])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            sheet.sheet_state = "hidden" if name in hidden else "visible"
        book.save(tmp_path / "册.xlsx")
        return {table.sheet: table for table in read_workbook(tmp_path / "册.xlsx").tables}

    return write


@pytest.mark.parametrize(
    "name", ["台账", "Sheet1", "sheet1", "表1", "工作表1", "2025年台账", "农业办", "任务清单", "甲"]
)
def test_a_ledger_is_told_by_its_columns_whatever_its_sheet_is_called(tables: Any, name: str) -> None:
    table = tables({name: LEDGER, "基本信息": [["项目", "内容"]]})[name]
    assert (table.role, table.likely_roles) == ("重点工作", ("重点工作",))
    assert table.role_reason == "列名“重点工作、责任科室、一季度完成情况、下一步打算”"
    assert [row["事项"].raw for row in table.rows] == ["抓培训"]


@pytest.mark.parametrize(
    ("name", "qualifier"),
    [("2024年台账", "2024年"), ("台账（一季度）", "一季度"), ("农业办", "农业办"), ("Sheet2", "")],
)
def test_what_the_name_says_besides_is_kept(tables: Any, name: str, qualifier: str) -> None:
    assert tables({name: LEDGER})[name].qualifier == qualifier


@pytest.mark.parametrize(
    "name",
    [
        *("台账（旧）", "备份", "备用", "草稿", "台账副本", "各科室汇总", "模板", "填写说明", "退回意见", "报送情况"),
        *("old", "Backup", "附表1", "参考"),
    ],
)
def test_a_name_that_says_copy_or_help_is_passed_over(tables: Any, name: str) -> None:
    table = tables({name: [TITLE, *LEDGER]})[name]
    assert (table.likely_roles, table.role_reason) == ((), "")
    assert table.role in (None, "附件")


def test_a_hidden_sheet_is_passed_over(tables: Any) -> None:
    table = tables({"台账": LEDGER, "基本信息": [["项目", "内容"]]}, hidden=["台账"])["台账"]
    assert (table.role, table.likely_roles) == (None, ())


@pytest.mark.parametrize("name", ["我局问题", "台账和工作计划", "给县里的2024年一季度材料"])
def test_a_name_that_says_something_else_leaves_it_open(tables: Any, name: str) -> None:
    table = tables({name: LEDGER})[name]
    assert (table.role, table.role_reason, table.likely_roles) == (None, "", ("重点工作",))


def test_a_title_decides_between_columns_that_fit_several_sheets(tables: Any) -> None:
    table = tables({"Sheet1": [["2025年上半年存在问题清单"], *ITEMS]})["Sheet1"]
    assert (table.role, table.role_reason) == ("存在问题", "标题“2025年上半年存在问题清单”")


def test_a_title_of_two_sheets_decides_nothing(tables: Any) -> None:
    title = ["上半年工作完成情况和下一步工作计划"]
    table = tables({"Sheet1": [title, *ITEMS]})["Sheet1"]
    assert (table.role, table.role_reason) == (None, "")
    assert table.likely_roles == ("工作成效", "存在问题", "工作计划", "意见建议")


def test_a_title_without_the_columns_decides_nothing(tables: Any) -> None:
    table = tables({"Sheet1": [["重点工作领导小组名单"], ["序号", "姓名", "职务"], [1, "张三", "组长"]]})["Sheet1"]
    assert (table.role, table.likely_roles) == (None, ())


@pytest.mark.parametrize("other", ["重点工作", "工作成效"])
def test_beside_a_sheet_that_tells_the_same_nothing_is_taken(tables: Any, other: str) -> None:
    table = tables({other: LEDGER if other == "重点工作" else ITEMS, "台账": LEDGER})["台账"]
    assert (table.role, table.role_reason, table.likely_roles) == (None, "", ("重点工作",))


def test_of_two_that_look_alike_none_is_taken(tables: Any) -> None:
    found = tables({"Sheet1": LEDGER, "Sheet2": LEDGER})
    assert {(table.role, table.likely_roles) for table in found.values()} == {(None, ("重点工作",))}


def test_achievements_with_periods_side_by_side_are_a_ledger(tables: Any) -> None:
    rows = [["事项", "一季度完成情况", "二季度完成情况"], ["抓培训", "办班3期。", "办班4期。"]]
    table = tables({"工作成效": rows})["工作成效"]
    assert (table.role, table.role_reason) == ("重点工作", "列名“一季度完成情况、二季度完成情况”")


@pytest.mark.parametrize(
    "heads", [["事项", "内容", "二季度完成情况"], ["事项", "二季度目标", "板块"], ["事项", "时期", "板块"]]
)
def test_achievements_with_a_text_or_without_progress_stay_what_they_are(tables: Any, heads: list[str]) -> None:
    table = tables({"工作成效": [heads, ["抓培训", "办班3期。", "办班"]]})["工作成效"]
    assert (table.role, table.role_reason, table.likely_roles) == ("工作成效", "", ())


def test_achievements_beside_a_ledger_stay_what_they_are(tables: Any) -> None:
    rows = [["事项", "一季度完成情况"], ["抓培训", "办班3期。"]]
    assert tables({"工作成效": rows, "重点工作": LEDGER})["工作成效"].role == "工作成效"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        *(("工作进展情况", "工作成效"), ("工作完成情况表", "工作成效"), ("工作开展情况", "工作成效")),
        *(("重点任务清单", "重点工作"), ("重点工作推进表", "重点工作"), ("重点工作完成情况", "重点工作")),
    ],
)
def test_what_offices_call_their_sheets_is_a_name(tables: Any, name: str, role: str) -> None:
    table = tables({name: ITEMS})[name]
    assert (table.role, table.role_reason) == (role, "")


@pytest.mark.parametrize(
    ("heads", "names"),
    [
        (["工作内容", "完成情况", "责任科室"], ["事项", "内容", "责任科室"]),
        (["完成情况", "工作内容", "时期"], ["内容", "事项", "时期"]),
        (["工作内容", "完成情况"], ["事项", "内容"]),
        (["工作内容", "内容", "时期"], ["事项", "内容", "时期"]),
        (["事项", "工作内容", "时期"], ["事项", "内容", "时期"]),
        (["工作内容", "责任科室", "时期"], ["内容", "责任科室", "时期"]),
    ],
)
def test_a_head_that_says_task_or_text_is_the_task_beside_another_text(
    tables: Any, heads: list[str], names: list[str]
) -> None:
    table = tables({"工作成效": [heads, ["甲", "乙", "丙"][: len(heads)]]})["工作成效"]
    assert ([column.name for column in table.columns], table.repeated_columns) == (names, ())
