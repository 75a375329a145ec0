"""Sheets that go on with one another are one table; those that differ in what they are about are not."""

from __future__ import annotations

from drawn_sheets import banded, draw, said

from summarize.model.cells import CellKind, Grid, Table
from summarize.read import read_tables

HEAD = ["时期", "事项", "内容"]


def the_table(*grids: Grid) -> Table:
    (table,) = read_tables(grids)
    return table


def test_rows_of_a_continuation_follow_in_another_order_of_columns() -> None:
    table = the_table(
        draw("工作成效", [HEAD, ["一季度", "甲", "做甲。"]]),
        draw("工作成效(2)", [["完成情况", "报告期", "事 项"], ["做乙。", "二季度", "乙"]]),
    )
    assert (table.sheet, table.continuations) == ("工作成效", ("工作成效(2)",))
    assert said(table.rows) == [
        {"时期": "一季度", "事项": "甲", "内容": "做甲。"},
        {"时期": "二季度", "事项": "乙", "内容": "做乙。"},
    ]
    assert [str(row["事项"].place) for row in table.rows] == ["工作成效!B2", "工作成效(2)!C2"]


def test_a_continuation_without_a_head_holds_by_position_from_its_first_row() -> None:
    table = the_table(
        draw("工作成效", [["工作成效表"], HEAD, ["一季度", "甲", "做甲。"]], ["A1:C1"]),
        draw("工作成效（续）", [["二季度", "乙", "做乙。", "草算"], ["二季度", "丙", "做丙。"]]),
    )
    assert said(table.rows)[1:] == [
        {"时期": "二季度", "事项": "乙", "内容": "做乙。", "D列": "草算"},
        {"时期": "二季度", "事项": "丙", "内容": "做丙。"},
    ]


def test_the_title_of_a_continuation_without_a_head_is_no_row() -> None:
    table = the_table(
        draw("工作成效", [HEAD, ["一季度", "甲", "做甲。"]]),
        draw("工作成效续表", [["工作成效（续）"], ["单位：项"], ["二季度", "乙", "做乙。"]], ["A1:C1"]),
    )
    assert [row["事项"].raw for row in table.rows] == ["甲", "乙"]
    assert [cell.raw for cell in table.title_cells] == ["工作成效（续）", "单位：项"]


def test_continuations_follow_by_number_wherever_they_stand() -> None:
    table = the_table(
        draw("工作成效3", [HEAD, ["一季度", "丙", "做丙。"]]),
        draw("工作成效2", [HEAD, ["一季度", "乙", "做乙。"]]),
        draw("工作成效", [HEAD, ["一季度", "甲", "做甲。"]]),
    )
    assert [row["事项"].raw for row in table.rows] == ["甲", "乙", "丙"]
    assert table.continuations == ("工作成效2", "工作成效3")


def test_columns_that_one_of_the_sheets_lacks_are_empty_there_at_the_place_of_the_row() -> None:
    table = the_table(
        draw("工作成效", [[*HEAD, "备注"], ["一季度", "甲", "做甲。", "急"]]),
        draw("工作成效(2)", [[*HEAD, "领导批示"], ["二季度", "乙", "做乙。", "已阅"]]),
    )
    assert [column.name for column in table.columns] == [*HEAD, "备注", "领导批示"]
    first, second = table.rows
    assert (first["领导批示"].kind, str(first["领导批示"].place)) == (CellKind.EMPTY, "工作成效!2:2")
    assert (second["备注"].kind, str(second["备注"].place)) == (CellKind.EMPTY, "工作成效(2)!2:2")
    assert (first["备注"].raw, second["领导批示"].raw) == ("急", "已阅")


def test_a_column_is_hidden_if_it_is_in_any_of_the_sheets() -> None:
    table = the_table(
        draw("工作成效", [HEAD, ["一季度", "甲", "做甲。"]]),
        draw("工作成效(2)", [HEAD, ["二季度", "乙", "做乙。"]], hidden_columns=[3]),
    )
    assert [column.is_hidden for column in table.columns] == [False, False, True]


def test_merged_key_cells_are_filled_down_in_a_continuation() -> None:
    table = the_table(
        draw("工作成效", [HEAD, ["一季度", "甲", "做甲。"]]),
        draw("工作成效(2)", [["二季度", "乙", "做乙。"], [None, "丙", "做丙。"]], ["A1:A2"]),
    )
    assert [row["时期"].raw for row in table.rows] == ["一季度", "二季度", "二季度"]


def test_a_band_holds_on_in_the_next_sheet() -> None:
    table = the_table(
        draw("工作成效", [HEAD, ["一、党建工作"], ["一季度", "甲", "做甲。"]]),
        draw("工作成效(2)", [HEAD, ["二季度", "乙", "做乙。"], ["二、综合工作"], ["二季度", "丙", "做丙。"]]),
    )
    assert banded(table.rows) == [{"板块": "一、党建工作"}, {"板块": "一、党建工作"}, {"板块": "二、综合工作"}]


def test_a_continuation_alone_is_the_sheet() -> None:
    table = the_table(draw("工作成效(2)", [HEAD, ["一季度", "甲", "做甲。"]]))
    assert (table.role, table.sheet, table.continuations, len(table.rows)) == ("工作成效", "工作成效(2)", (), 1)


def test_sheets_of_different_periods_sections_and_offices_stay_apart() -> None:
    names = ["工作成效", "工作成效（一季度）", "工作成效（二季度）", "工作成效-党建工作", "工作成效_办公室"]
    tables = read_tables([draw(name, [HEAD, ["一季度", "甲", "做甲。"]]) for name in names])
    assert [(table.role, table.qualifier) for table in tables] == [
        ("工作成效", qualifier) for qualifier in ("", "一季度", "二季度", "党建工作", "办公室")
    ]


def test_two_sheets_of_the_same_meaning_stay_two_tables() -> None:
    tables = read_tables([draw(name, [HEAD, ["一季度", "甲", "做甲。"]]) for name in ("工作成效", "工作进展")])
    assert [(table.sheet, table.qualifier) for table in tables] == [("工作成效", ""), ("工作进展", "")]


def test_what_is_hidden_does_not_go_on_with_what_is_to_be_seen() -> None:
    tables = read_tables(
        [
            draw("工作成效", [HEAD, ["一季度", "甲", "做甲。"]]),
            draw("工作成效(2)", [HEAD, ["一季度", "甲", "旧的。"]], hidden=True),
        ]
    )
    assert [(table.sheet, table.is_hidden, len(table.rows)) for table in tables] == [
        ("工作成效", False, 1),
        ("工作成效(2)", True, 1),
    ]


def test_a_sheet_without_a_head_joins_nothing() -> None:
    tables = read_tables([draw("工作成效", []), draw("工作成效(2)", [HEAD, ["一季度", "甲", "做甲。"]])])
    assert {table.sheet: (table.missing_head, len(table.rows)) for table in tables} == {
        "工作成效": (True, 0),
        "工作成效(2)": (False, 1),
    }


def test_names_of_sections_and_offices_in_the_workbook_make_a_sheets_name_understood() -> None:
    tables = read_tables(
        [
            draw("板块", [["名称"], ["一、旧城改造"]]),
            draw("责任科室", [["科室", "简称"], ["征收办", "征收"]]),
            draw("基本信息", [["项目", "内容"], ["单位名称：", "示例局"]]),
            *(
                draw(name, [HEAD, ["一季度", "甲", "做甲。"]])
                for name in ("工作成效-旧城改造", "征收工作成效", "示例局工作成效", "工作成效-旧账")
            ),
        ]
    )
    assert [(table.role, table.qualifier) for table in tables[3:]] == [
        ("工作成效", "旧城改造"),
        ("工作成效", "征收"),
        ("工作成效", "示例局"),
        (None, ""),
    ]
