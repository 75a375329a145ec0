"""How the table in a sheet is found: its role, its head, its columns and its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from summarize.findings import Place
from summarize.model.cells import CellKind, Table
from summarize.read import near_roles, read_workbook, role_of


@pytest.fixture
def table(workbook: Callable[..., Path]) -> Callable[..., Table]:
    """Read one sheet, written as rows."""

    def read(sheet: str, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), **options: Any) -> Table:
        (found,) = read_workbook(workbook({sheet: rows}, merged={sheet: merged}, **options)).tables
        return found

    return read


def names(table: Table) -> list[tuple[str, bool]]:
    return [(column.name, column.is_known) for column in table.columns]


def values(table: Table, column: str) -> list[object]:
    return [row[column].value for row in table.rows]


@pytest.mark.parametrize(
    ("sheet", "role"),
    [
        ("指标", "指标"),
        ("主要指标", "指标"),
        (" 指 标　", "指标"),
        ("工作完成情况", "工作成效"),
        ("下一步打算", "工作计划"),
        ("不足", "存在问题"),
        ("经验体会", "其他章节"),
        ("勾稽关系", "核对"),
        ("附件", "附件"),
        ("附件1主要指标", "附件"),
        ("附 件二", "附件"),
        ("指标表", "指标"),
        ("工作成效表", "工作成效"),
        ("板块 表", "板块"),
        ("附件表", "附件"),
        ("表", None),
        ("草稿", None),
        ("指标2", "指标"),
    ],
)
def test_a_sheet_is_known_by_name_or_synonym(sheet: str, role: str | None) -> None:
    assert role_of(sheet) == role


@pytest.mark.parametrize(
    ("sheet", "nearest"),
    [("工作成校", "工作成效"), ("指标2017", "指标"), ("存在问题（二季度）", "存在问题"), ("基本信", "基本信息")],
)
def test_a_slip_in_a_sheet_name_finds_the_name_that_was_meant(sheet: str, nearest: str) -> None:
    assert near_roles(sheet)[0] == nearest


def test_a_name_like_no_other_is_near_to_none() -> None:
    assert near_roles("Sheet1") == ()


def test_the_head_stands_below_title_rows_and_blank_rows(table: Callable[..., Table]) -> None:
    found = table(
        "工作成效",
        [
            ["2017年工作成效"],
            ["填报单位：示例局", None, "单位：户"],
            [],
            ["时期", "事项", "内容"],
            [],
            ["一季度", "走访", "走访企业36户。"],
            ["  ", None, "\n"],
            ["二季度", "培训", "培训12人次。"],
        ],
        merged=["A1:C1"],
    )
    assert (found.head_row, found.missing_head) == (4, False)
    assert [cell.raw for cell in found.title_cells] == ["2017年工作成效", "填报单位：示例局", "单位：户"]
    assert names(found) == [("时期", True), ("事项", True), ("内容", True)]
    assert [row.number for row in found.rows] == [6, 8]


def test_columns_are_known_by_synonym_in_any_order_and_writing(table: Callable[..., Table]) -> None:
    found = table(
        "工作成效",
        [
            ["完成\n情况", "牵头 科室", "工 作　事项", "报告期", "领导批示"],
            ["内容甲", "办公室", "走访", "一季度", "已阅"],
        ],
    )
    assert names(found) == [("内容", True), ("责任科室", True), ("事项", True), ("时期", True), ("领导批示", False)]
    assert [column.index for column in found.columns] == [1, 2, 3, 4, 5]
    assert found.columns[0].head.place == Place(sheet="工作成效", cell="A1")
    assert (values(found, "事项"), values(found, "领导批示")) == (["走访"], ["已阅"])


def test_a_canonical_name_beats_a_synonym_wherever_it_stands(table: Callable[..., Table]) -> None:
    found = table("工作成效", [["工作内容", "事项", "内容"], ["说法一", "走访", "说法二"]])
    assert names(found) == [("工作内容", False), ("事项", True), ("内容", True)]
    assert values(found, "内容") == ["说法二"]
    assert found.repeated_columns == ()


def test_of_two_synonyms_the_first_counts_and_the_other_is_told(table: Callable[..., Table]) -> None:
    found = table("工作成效", [["事项", "完成情况", "工作进展", "备注", "备注"], ["走访", "甲", "乙", "一", "二"]])
    assert names(found) == [("事项", True), ("内容", True), ("备注", True)]
    assert values(found, "内容") == ["甲"]
    assert [(column.name, column.index) for column in found.repeated_columns] == [("内容", 3), ("备注", 5)]


def test_unit_means_measure_in_indicators_and_organisation_elsewhere(table: Callable[..., Table]) -> None:
    assert names(table("指标", [["名称", "单位"], ["户数", "户"]])) == [("指标", True), ("计量单位", True)]
    assert names(table("存在问题", [["事项", "单位"], ["甲", "示例局"]])) == [("事项", True), ("填报单位", True)]


def test_one_head_is_enough_where_one_column_is_needed(table: Callable[..., Table]) -> None:
    assert names(table("存在问题", [["一季度问题"], ["事项"], ["人手不足"]])) == [("事项", True)]


@pytest.mark.parametrize("rows", [[], [["工作成效"]], [["内容", "说明"], ["甲", "乙"]], [["甲", "乙"], ["一", "二"]]])
def test_without_a_head_row_there_are_no_columns_and_no_rows(
    table: Callable[..., Table], rows: Sequence[Sequence[Any]]
) -> None:
    found = table("工作成效", rows)
    assert (found.missing_head, found.head_row, found.columns, found.rows) == (True, 0, (), ())
    assert [cell.raw for cell in found.title_cells] == [value for row in rows for value in row]


def test_a_missing_column_does_not_hide_the_head(table: Callable[..., Table]) -> None:
    found = table("工作成效", [["时期", "事项"], ["一季度", "走访"]])
    assert names(found) == [("时期", True), ("事项", True)]
    assert found.column("内容") is None


def test_data_that_quote_the_head_are_not_taken_for_it(table: Callable[..., Table]) -> None:
    found = table("基本信息", [["项目", "内容"], ["名称", "值"], ["单位名称", "示例局"]])
    assert found.head_row == 1
    assert values(found, "项目") == ["名称", "单位名称"]


def test_the_example_row_is_skipped_and_told(table: Callable[..., Table]) -> None:
    found = table(
        "工作成效",
        [
            ["时期", "事项", "内容"],
            [None, "【示例】走访", "走访36户。"],
            ["一季度", "走访", "【示例】"],
            ["一季度", "【示例】走访", "走访36户。"],
        ],
    )
    assert [row.number for row in found.rows] == [3]
    assert [(skipped.number, skipped.place, skipped.reason) for skipped in found.skipped] == [
        (2, Place(sheet="工作成效", cell="B2"), "示例行"),
        (4, Place(sheet="工作成效", cell="A4"), "示例行"),
    ]


def test_hidden_rows_are_kept_and_marked(table: Callable[..., Table]) -> None:
    def edit(book: Any) -> None:
        book["工作成效"].row_dimensions[2].hidden = True

    found = table("工作成效", [["事项", "内容"], ["甲", "一"], ["乙", "二"]], edit=edit)
    assert [(row.number, row.is_hidden) for row in found.rows] == [(2, True), (3, False)]


def test_a_hidden_sheet_is_read_and_marked(workbook: Callable[..., Path]) -> None:
    def edit(book: Any) -> None:
        book["工作成效"].sheet_state = "veryHidden"

    rows = [["事项", "内容"], ["甲", "一"]]
    tables = read_workbook(workbook({"工作成效": rows, "工作计划": rows}, edit=edit)).tables
    assert [(table.role, table.is_hidden, len(table.rows)) for table in tables] == [
        ("工作成效", True, 1),
        ("工作计划", False, 1),
    ]


def test_every_row_has_a_cell_for_every_column(table: Callable[..., Table]) -> None:
    found = table("工作成效", [["时期", "事项", "内容", "备注"], ["一季度", "甲"]])
    cell = found.rows[0]["备注"]
    assert (cell.kind, cell.place, cell.merged) == (CellKind.EMPTY, Place(sheet="工作成效", cell="D2"), None)
    assert set(found.rows[0].cells) == {"时期", "事项", "内容", "备注"}


def test_merged_cells_are_filled_down_in_key_columns_only(table: Callable[..., Table]) -> None:
    found = table(
        "工作成效",
        [
            ["时期", "板块", "事项", "内容", "序号"],
            ["一季度", "党建", "甲", "一", 1],
            [None, "党建二", "乙", None, None],
            [None, None, None, None, None],
            [None, None, "丙", "三", 3],
        ],
        merged=["A2:A5", "D2:D3", "E2:E3"],
    )
    assert values(found, "时期") == ["一季度", "一季度", "一季度"]
    assert [row["时期"].place.cell for row in found.rows] == ["A2", "A2", "A2"]
    assert [row["时期"].merged for row in found.rows] == ["A2:A5"] * 3
    assert values(found, "板块") == ["党建", "党建二", None]
    assert values(found, "内容") == ["一", None, "三"]
    assert [row["内容"].merged for row in found.rows] == ["D2:D3", "D2:D3", None]
    assert [row["内容"].kind for row in found.rows] == [CellKind.TEXT, CellKind.EMPTY, CellKind.TEXT]
    assert [row["序号"].merged for row in found.rows] == ["E2:E3", "E2:E3", None]


def test_a_merge_over_two_columns_says_nothing_in_the_second(table: Callable[..., Table]) -> None:
    found = table("工作成效", [["板块", "小类", "事项", "内容"], ["党建", None, "甲", "一"]], merged=["A2:B2"])
    assert (found.rows[0]["板块"].value, found.rows[0]["板块"].merged) == ("党建", "A2:B2")
    assert (found.rows[0]["小类"].value, found.rows[0]["小类"].merged) == (None, "A2:B2")


def test_a_key_column_of_another_sheet_is_not_filled_as_an_unknown_one(table: Callable[..., Table]) -> None:
    found = table("附件1", [["项目", "板块"], ["甲", "党建"], ["乙", None]], merged=["B2:B3"])
    assert values(found, "板块") == ["党建", None]


def test_a_head_of_two_rows_is_joined(table: Callable[..., Table]) -> None:
    found = table(
        "指标",
        [
            ["指标", "单位", "上年", None, "备注"],
            [None, None, "一季度", "二季度", None],
            ["走访户数", "户", 1, 2, None],
        ],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
    )
    assert [column.name for column in found.columns] == ["指标", "计量单位", "上年一季度", "上年二季度", "备注"]
    assert [column.head.place.cell for column in found.columns] == ["A1", "B1", "C2", "D2", "E1"]
    assert (found.head_row, [row.number for row in found.rows]) == (2, [3])


def test_known_columns_under_a_group_keep_their_own_names(table: Callable[..., Table]) -> None:
    found = table(
        "工作成效",
        [["序号", "基本情况", None, None], [None, "事项", "内容", "领导"], [1, "甲", "一", "张"]],
        merged=["A1:A2", "B1:D1"],
    )
    assert [column.name for column in found.columns] == ["序号", "事项", "内容", "基本情况领导"]


def test_a_head_merged_far_down_is_no_value_and_ties_no_rows(table: Callable[..., Table]) -> None:
    rows = [["时期", "事项", "内容"], *[[None, f"事项{number}", "一"] for number in range(4)]]
    found = table("工作成效", rows, merged=["A1:A5"])
    assert (found.head_row, len(found.rows)) == (1, 4)
    assert values(found, "时期") == [None] * 4


def test_a_head_merged_over_two_columns_stands_for_the_first(table: Callable[..., Table]) -> None:
    found = table("工作成效", [["事项", "内容", None], ["甲", "一", "二"]], merged=["B1:C1"])
    assert names(found) == [("事项", True), ("内容", True)]
    assert [(column.name, column.index) for column in found.repeated_columns] == [("内容", 3)]


def test_data_without_a_head_are_kept_under_the_letter_of_their_column(table: Callable[..., Table]) -> None:
    found = table("工作成效", [["事项", "内容"], ["甲", "一", None, "草算"]])
    assert names(found) == [("事项", True), ("内容", True), ("D列", False)]
    assert values(found, "D列") == ["草算"]


def test_an_annex_begins_at_its_first_row_of_several_heads(table: Callable[..., Table]) -> None:
    found = table(
        "附件1 项目进度",
        [
            ["重点项目进度表"],
            ["填报单位：示例局", None, "单位：万元"],
            ["项目名称", "时期", "单位", "投资（万元）"],
            ["甲", "一季度", "示例局", 120],
        ],
        merged=["A1:D1"],
    )
    assert (found.role, found.head_row) == ("附件", 3)
    assert names(found) == [("项目名称", False), ("时期", True), ("单位", False), ("投资（万元）", False)]


def test_an_unknown_sheet_has_no_role_and_is_kept(table: Callable[..., Table]) -> None:
    found = table("草稿", [["甲", "乙"], [1, 2]])
    assert (found.role, [column.name for column in found.columns], len(found.rows)) == (None, ["甲", "乙"], 1)


def test_two_sheets_of_one_role_are_both_kept(workbook: Callable[..., Path]) -> None:
    rows = [["事项"], ["甲"]]
    sheets = read_workbook(workbook({"存在问题": rows, "不足": rows}))
    assert [table.sheet for table in sheets.by_role["存在问题"]] == ["存在问题", "不足"]
