"""Layouts as offices draw them: heads of several rows, bands, totals, repeated heads, signature lines."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from drawn_sheets import banded, draw, said

from summarize.model.cells import CellRows, Table
from summarize.read import read_table, read_tables

HEAD = ["时期", "事项", "内容", "责任科室"]
ROW = ["一季度", "走访", "走访36户。", "办公室"]
OTHER = ["一季度", "培训", "培训12人次。", "综合科"]
RAW = dict(zip(HEAD, ROW, strict=True))
RAW_OTHER = dict(zip(HEAD, OTHER, strict=True))


def read(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), sheet: str = "工作成效", **more: Any) -> Table:
    return read_table(draw(sheet, rows, merged, **more))


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def skipped(table: Table) -> list[tuple[int, str]]:
    return [(row.number, row.reason) for row in table.skipped]


# Heads.


def test_marks_of_what_must_be_filled_in_and_hints_in_brackets_do_not_hide_a_column() -> None:
    table = read(
        [["时期*", "＊事 项", "内容\n（200字以内）", "完成率（％）", "牵头科室【必填】", "*经费(万元)"], ["一季度"]]
    )
    assert [(column.name, column.is_known) for column in table.columns] == [
        ("时期", True),
        ("事项", True),
        ("内容", True),
        ("完成率", True),
        ("责任科室", True),
        ("经费(万元)", False),
    ]


def test_a_head_as_it_should_be_typed_beats_one_with_a_hint() -> None:
    table = read([["事项", "内容(%)", "内容", "完成率", "完成率（%）"], ["甲", 5, "做甲。", 1, 2]])
    assert [(column.name, column.is_known) for column in table.columns] == [
        ("事项", True),
        ("内容(%)", False),
        ("内容", True),
        ("完成率", True),
        ("完成率（%）", False),
    ]


LEDGER = [
    ["序号", "工作任务", "一季度", None, "二季度", None, "备注"],
    [None, None, "目标", "完成情况", "目标", "完成情况", None],
    [1, "抓执法", "80次", "检查82次。", "160次", "检查170次。", "无"],
]
LEDGER_NAMES = ["序号", "事项", "一季度目标", "一季度完成情况", "二季度目标", "二季度完成情况", "备注"]


@pytest.mark.parametrize(
    "merged",
    [
        ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"),
        ("C1:D1", "E1:F1"),
        ("A1:A2", "B1:B2", "G1:G2"),
        (),
    ],
)
def test_a_head_of_two_rows_is_joined_with_merged_cells_or_without(merged: Sequence[str]) -> None:
    table = read(LEDGER, merged, "重点工作")
    assert names(table) == LEDGER_NAMES
    assert (table.head_row, [row.number for row in table.rows]) == (2, [3])
    assert [column.head.place.cell for column in table.columns] == ["A1", "B1", "C2", "D2", "E2", "F2", "G1"]


def test_groups_may_stand_above_a_row_that_names_everything_else() -> None:
    rows = [
        [None, None, "一季度", None, "二季度", None, None],
        ["序号", "工作任务", "目标", "完成情况", "目标", "完成情况", "备注"],
    ]
    assert names(read([["重点工作台账"], *rows, LEDGER[2]], sheet="重点工作")) == LEDGER_NAMES


def test_a_head_of_three_rows_without_merged_cells_is_joined() -> None:
    table = read(
        [
            ["指标", "单位", "本年", None, None, "上年", None],
            [None, None, "一季度", None, "二季度", "一季度", "二季度"],
            [None, None, "目标", "完成", "完成", "完成", "完成"],
            ["户数", "户", 1, 2, 3, 4, 5],
        ],
        sheet="指标",
    )
    assert names(table) == [
        *("指标", "计量单位", "本年一季度目标", "本年一季度完成", "本年二季度完成"),
        *("上年一季度完成", "上年二季度完成"),
    ]


def test_blank_columns_between_groups_have_no_effect() -> None:
    table = read(
        [
            ["事项", None, "一季度", None, None, "二季度"],
            [None, None, "目标", None, "完成情况", "完成情况"],
            ["抓执法", None, "80次", None, "检查82次。", "检查170次。"],
        ],
        sheet="重点工作",
    )
    assert names(table) == ["事项", "一季度目标", "一季度完成情况", "二季度完成情况"]


def test_a_group_ends_where_one_of_its_words_comes_again() -> None:
    table = read(
        [["事项", "一季度", None, None], [None, "目标", "完成情况", "目标"], ["抓执法", "80次", "检查82次。", "300次"]],
        sheet="重点工作",
    )
    assert names(table) == ["事项", "一季度目标", "一季度完成情况", "目标"]


def test_words_of_a_head_under_heads_of_their_own_are_data() -> None:
    table = read(
        [["时期", "事项", "完成情况", "领导批示"], [None, None, "一季度", "二季度"], ["一季度", "甲", "做甲。"]]
    )
    assert (names(table), [row.number for row in table.rows]) == (["时期", "事项", "内容", "领导批示"], [2, 3])


def test_a_group_without_a_period_does_not_hide_the_known_columns_below_it() -> None:
    table = read(
        [["序号", "2017年", None, None], [None, "事项", "内容", "时期"], [1, "甲", "做甲。", "一季度"]],
        ["B1:D1", "A1:A2"],
    )
    assert names(table) == ["序号", "事项", "内容", "时期"]


def test_a_title_that_is_a_period_is_no_group() -> None:
    table = read([["2017年上半年"], HEAD, ROW])
    assert (names(table), [cell.raw for cell in table.title_cells]) == (HEAD, ["2017年上半年"])


def test_a_first_row_with_a_period_alone_is_data() -> None:
    table = read([HEAD, ["一季度", None, None, None], ROW])
    assert (names(table), [row.number for row in table.rows]) == (HEAD, [2, 3])


def test_a_head_that_is_a_date_shown_as_a_month_is_that_month() -> None:
    import dataclasses

    grid = draw("指标", [["指标", "单位", datetime.date(2017, 6, 1)], ["户数", "户", 1]])
    month = dataclasses.replace(grid.cells[1, 3], number_format='yyyy"年"m"月"')
    table = read_table(
        dataclasses.replace(grid, cells=CellRows({**grid.cells.rows, 1: {**grid.cells.rows[1], 3: month}}))
    )
    assert names(table) == ["指标", "计量单位", "2017年6月"]


def test_a_head_below_thirty_filled_rows_is_not_read_but_told() -> None:
    table = read([*([f"说明{number}"] for number in range(31)), HEAD, ROW])
    assert (table.missing_head, skipped(table)) == (True, [(32, "像是表头，位置太靠下")])


def test_hidden_columns_are_marked() -> None:
    assert [column.is_hidden for column in read([HEAD, ROW], hidden_columns=[2, 9]).columns] == [
        *(False, True, False, False),
    ]


def test_thousands_of_columns_in_a_head_of_two_rows_are_read() -> None:
    count = 4000
    upper = ["指标", *(f"{2000 + number}年一季度" if number % 2 == 0 else None for number in range(count))]
    lower = [None, *("目标" if number % 2 == 0 else "完成" for number in range(count))]
    table = read([upper, lower, ["户数", *range(count)]], sheet="指标")
    assert len(table.columns) + len(table.repeated_columns) == count + 1
    assert names(table)[:3] == ["指标", "2000年一季度目标", "2000年一季度完成"]


# Bands.


@pytest.mark.parametrize(
    ("band", "merged"),
    [
        (["一、党建工作"], ["A2:D2"]),
        (["一、党建工作"], []),
        ([None, "一、党建工作"], []),
        (["党建工作"], ["A2:D2"]),
        ([None, "党建工作", None, None], ["B2:D2"]),
    ],
)
def test_one_text_across_the_table_is_the_section_of_the_rows_below(band: Sequence[Any], merged: Sequence[str]) -> None:
    table = read([HEAD, band, ROW, OTHER], merged)
    assert said(table.rows) == [RAW, RAW_OTHER]
    text = next(filter(None, band))
    assert banded(table.rows) == [{"板块": text}] * 2
    assert skipped(table) == [(2, "下面各行的板块")]
    assert table.skipped[0].words == text


@pytest.mark.parametrize(
    ("band", "name"),
    [
        ("一、党建：", "一、党建"),
        ("一、党建（2项）", "一、党建"),
        ("一、党建(共12项任务):", "一、党建"),
        ("党建 （三件）", "党建"),
        ("第一部分 党建工作", "党建工作"),
        ("一、第一部分 党建", "一、党建"),
        ("一、第二板块：党建", "一、党建"),
        ("（一）第一部分、学习", "（一）学习"),
    ],
)
def test_a_section_is_called_without_its_part_its_count_and_a_colon(band: str, name: str) -> None:
    table = read([HEAD, [band], ROW, OTHER], ["A2:D2"])
    column = "小类" if name.startswith("（一）") else "板块"
    assert banded(table.rows) == [{column: name}] * 2
    assert table.rows[0].bands[column].place.cell == "A2"
    assert skipped(table) == [(2, f"下面各行的{column}“{name.removeprefix('一、').removeprefix('（一）')}”")]
    assert table.skipped[0].words == band


@pytest.mark.parametrize(
    "band", ["一、经济（李镇长分管）", "一、两新组织（非公企业）", "一、第一产业", "一、十件实事", "一、项目（重点）"]
)
def test_what_else_stands_in_a_section_s_name_is_part_of_it(band: str) -> None:
    table = read([HEAD, [band], ROW], ["A2:D2"])
    assert banded(table.rows) == [{"板块": band}]


def test_bands_of_the_second_level_are_subsections_until_the_next_section() -> None:
    table = read([HEAD, ["一、党建"], ROW, ["（一）学习"], ROW, ["(二)作风"], ROW, ["二、业务"], ROW])
    assert banded(table.rows) == [
        {"板块": "一、党建"},
        {"板块": "一、党建", "小类": "（一）学习"},
        {"板块": "一、党建", "小类": "(二)作风"},
        {"板块": "二、业务"},
    ]
    assert table.rows[1].bands["小类"].place.cell == "A4"


def test_the_ordinal_of_a_band_may_stand_in_the_column_of_numbers() -> None:
    head = ["序号", *HEAD]
    table = read(
        [head, ["一", None, "党建工作"], [1, *ROW], ["（一）", None, "学习"], [2, *OTHER], ["二", "业务"], [3, *ROW]]
    )
    assert banded(table.rows) == [{"板块": "党建工作"}, {"板块": "党建工作", "小类": "学习"}, {"板块": "业务"}]


def test_a_text_in_the_column_of_numbers_is_a_band() -> None:
    table = read([["序号", *HEAD], ["党建工作"], [1, *ROW]])
    assert banded(table.rows) == [{"板块": "党建工作"}]


def test_a_text_that_names_a_section_of_the_workbook_is_a_band() -> None:
    sections = draw("板块", [["名称", "标题"], ["党建工作", "抓党建"]])
    table, _ = read_tables([draw("工作成效", [HEAD, [None, "党建工作"], ROW, [None, "业务工作"]]), sections])
    assert [row["事项"].raw for row in table.rows] == ["走访", "业务工作"]
    assert banded(table.rows) == [{"板块": "党建工作"}] * 2


@pytest.mark.parametrize(
    ("row", "merged"),
    [
        ([None, "抓业务"], []),
        ([None, "1、抓业务"], []),
        ([None, None, "一、抓业务。"], []),
        ([None, "抓业务", None], ["B2:C2"]),
        ([None, None, "做了许多事。", None], ["A2:D2"]),
        (["一季度", "一、抓业务"], []),
        ([None, "一、抓业务", None, "办公室"], []),
        ([None, "一、二等奖"], []),
    ],
)
def test_a_row_that_may_be_an_item_without_content_is_no_band(row: Sequence[Any], merged: Sequence[str]) -> None:
    table = read([HEAD, row, ROW], merged)
    assert [line.number for line in table.rows] == [2, 3]
    assert (banded(table.rows), table.skipped) == ([{}, {}], ())


def test_an_item_without_content_is_no_band_where_items_are_numbered_alike() -> None:
    rows = [HEAD, ["一季度", "一、走访", "走访36户。"], [None, "二、培训"], ["一季度", "三、普法", "普法5场。"]]
    table = read(rows)
    assert [row.number for row in table.rows] == [2, 3, 4]
    assert banded(table.rows) == [{}, {}, {}]


def test_a_merged_text_with_no_row_below_it_is_a_row() -> None:
    table = read([HEAD, ROW, ["抓业务"]], ["A3:D3"])
    assert [row.number for row in table.rows] == [2, 3]


def test_a_section_without_rows_is_left_out() -> None:
    table = read([HEAD, ["一、党建"], ["二、业务"], ROW, ["三、其他"]])
    assert (banded(table.rows), skipped(table)) == (
        [{"板块": "二、业务"}],
        [(2, "下面各行的板块"), (3, "下面各行的板块"), (5, "下面各行的板块")],
    )


def test_the_first_band_may_stand_above_the_head() -> None:
    table = read([["2017年工作成效"], ["一、党建"], HEAD, ROW, ["二、业务"], HEAD, OTHER])
    assert banded(table.rows) == [{"板块": "一、党建"}, {"板块": "二、业务"}]


def test_merged_key_cells_that_span_a_band_or_a_total_are_filled_down() -> None:
    rows = [HEAD, ROW, [None, "二、业务"], [None, "培训", "培训12人次。"], [None, "小计"], [None, "普法", "普法5场。"]]
    table = read(rows, ["A2:A6", "D2:D6"])
    assert [row.number for row in table.rows] == [2, 4, 6]
    assert [(row["时期"].raw, row["责任科室"].raw) for row in table.rows] == [("一季度", "办公室")] * 3
    assert banded(table.rows) == [{}, {"板块": "二、业务"}, {"板块": "二、业务"}]


@pytest.mark.parametrize("sheet", ["基本信息", "板块", "责任科室", "核对", "其他章节", "附件1", "草稿"])
def test_other_sheets_have_no_bands(sheet: str) -> None:
    heads = {
        "基本信息": ["项目", "内容"],
        "板块": ["名称", "标题"],
        "责任科室": ["科室", "联系人"],
        "核对": ["名称", "算式"],
        "其他章节": ["标题", "内容"],
        "附件1": ["科目", "金额"],
        "草稿": ["甲", "乙"],
    }
    table = read([heads[sheet], ["一、党建工作"], ["张三", "李四"]], sheet=sheet)
    assert [(row.number, row.bands) for row in table.rows] == [(2, {}), (3, {})]


def test_bands_among_indicators_only_group_them() -> None:
    table = read([["指标", "单位", "一季度"], ["一、经济指标"], ["户数", "户", 5], ["税收"]], sheet="指标")
    assert [row["指标"].raw for row in table.rows] == ["户数", "税收"]
    assert (banded(table.rows), skipped(table)) == ([{}, {}], [(2, "给下面各行分组的一行")])


# Repeated heads.


def test_a_repeated_head_and_the_title_above_it_are_left_out_and_the_band_holds_on() -> None:
    table = read(
        [
            ["2017年一季度工作成效"],
            ["填报单位：示例局", None, "单位：项"],
            HEAD,
            ["一、党建"],
            ROW,
            ["2017年一季度工作成效（续）"],
            ["填报单位：示例局", None, "单位：项"],
            ["时 期", "工作事项", "内容", "牵头科室"],
            OTHER,
        ],
        ["A1:D1", "A6:D6"],
    )
    assert (said(table.rows), banded(table.rows)) == ([RAW, RAW_OTHER], [{"板块": "一、党建"}] * 2)
    assert skipped(table) == [(4, "下面各行的板块"), (6, "续表的标题"), (7, "续表的标题"), (8, "重复的表头")]


def test_both_rows_of_a_repeated_head_are_left_out() -> None:
    again = [["序号", "工作任务", "一季度", None, "二季度"], [None, None, "目标", "完成情况", "目标", "完成情况"]]
    table = read([*LEDGER, *again, [2, "抓培训", "1期", "办班1期。"]], sheet="重点工作")
    assert [row["事项"].raw for row in table.rows] == ["抓执法", "抓培训"]
    assert skipped(table) == [(4, "重复的表头"), (5, "重复的表头")]


def test_a_head_with_its_columns_changed_over_is_told_apart_from_one_that_repeats() -> None:
    table = read([HEAD, ROW, ["时期", "内容", "事项", "责任科室"], OTHER])
    assert [row.number for row in table.rows] == [2, 4]
    assert [(row.number, row.reason, row.begins_other) for row in table.skipped] == [(3, "另一个表头", True)]


def test_a_row_with_a_text_of_its_own_is_no_other_head() -> None:
    table = read([HEAD, ROW, ["时期", "内容", "走访", "责任科室"]])
    assert ([row.number for row in table.rows], table.skipped) == ([2, 3], ())


@pytest.mark.parametrize("title", ["存在问题", "二、存在问题：", "下一步工作", "工作计划表"])
def test_another_table_below_ends_the_table_at_its_title(title: str) -> None:
    table = read([HEAD, ROW, [title], ["时期", "事项", "内容"], OTHER, OTHER])
    assert [row.number for row in table.rows] == [2]
    (row,) = table.skipped
    assert (row.number, row.reason, row.words, row.begins_other) == (3, "另一张表的标题", title, True)
    assert row.other_role == ("存在问题" if "问题" in title else "工作计划")


@pytest.mark.parametrize("below", [ROW, ["存在问题", "下一步", "队伍不稳", "办公室"]])
def test_a_section_called_like_another_table_without_a_head_below_is_a_section(below: list[Any]) -> None:
    table = read([HEAD, ROW, ["二、存在问题"], below])
    assert [row.begins_other for row in table.skipped] == [False]
    assert len(table.rows) == 2


def test_a_text_above_a_repeated_head_that_may_be_an_item_is_kept() -> None:
    table = read(
        [["工作成效"], ["事项", "内容"], ["走访", "走访36户。"], ["培训"], ["事项", "内容"], ["普法", "普法5场。"]]
    )
    assert [row["事项"].raw for row in table.rows] == ["走访", "培训", "普法"]


# Totals.


@pytest.mark.parametrize(
    "row",
    [
        [None, "合计", None, None, 12],
        ["合 计", None, None, None, 12],
        [None, "合计：", None, None, "12项"],
        [None, "小计", "—", None, "85%"],
        ["一季度", "总计", None, None, 3.5],
        [None, "共计（12项）"],
        [None, "党建工作小计", None, None, 5],
        [None, None, "合计", None, "约3万元"],
        ["合计12项"],
    ],
)
@pytest.mark.parametrize("sheet", ["工作成效", "重点工作", "工作计划"])
def test_a_row_that_sums_up_is_left_out(row: Sequence[Any], sheet: str) -> None:
    head = ["时期", "事项", "进展情况" if sheet == "重点工作" else "内容", "备注", "数量"]
    table = read([head, row, ["一季度", "走访", "走访36户。", None, 3]], sheet=sheet)
    assert ([line.number for line in table.rows], skipped(table)) == ([3], [(2, "合计行")])


@pytest.mark.parametrize(
    "row",
    [
        [None, "合计收入", "收入12万元。"],
        ["一季度", "合计", "已完成12项，其余按序时推进。"],
        [None, "走访", "合计"],
        ["一季度", "小计算机采购", None, 12],
        [None, "合计", "办公室"],
    ],
)
def test_a_row_with_words_of_its_own_is_no_total(row: Sequence[Any]) -> None:
    assert [line.number for line in read([HEAD, row, ROW]).rows] == [2, 3]


def test_totals_are_left_out_among_indicators_and_kept_in_annexes() -> None:
    rows = [
        ["指标", "单位", "一季度"],
        ["户数", "户", 5],
        ["合计", "户", 5],
        ["合计收入", "万元", 5],
        ["收入小计", "万元", 5],
    ]
    assert [row["指标"].raw for row in read(rows, sheet="指标").rows] == ["户数", "合计收入", "收入小计"]
    assert [row.number for row in read([["科目", "金额"], ["培训费", 5], ["合计", 5]], sheet="附件1").rows] == [2, 3]


def test_an_indicator_called_total_that_says_how_it_is_filled_is_kept() -> None:
    table = read([["指标", "单位", "口径", "一季度"], ["合计", "户", "累计", 5]], sheet="指标")
    assert [row["指标"].raw for row in table.rows] == ["合计"]


# Signature lines and notes.

SIGNED = [
    ["填表人：张三", None, "审核：李四", "填报日期：2017年7月5日"],
    ["填表人：张三    审核：李四    联系电话：0571-88886666"],
    ["填表人", "张三", "审核人", "李四"],
    ["负责人（签字）：", None, "填报单位（盖章）："],
    [None, "主要负责人签字：", None, "日期：   年  月  日"],
    ["制表：办公室"],
    ["联系电话：", 88886666],
]
NOTED = [
    ["注：本表按季填写。"],
    ["备注：1.本表按季填写；2.没有的不填。"],
    ["填表说明：本表按季填写。"],
    ["注：", "本表按季填写。"],
    ["（以下无正文）"],
]


@pytest.mark.parametrize("row", [*SIGNED, *NOTED])
def test_lines_before_and_behind_the_data_are_left_out(row: Sequence[Any]) -> None:
    reason = "填表人、审核、日期等落款" if row in SIGNED else "表的附注"
    merged = [f"B{number}:D{number}" for number in (2, 4)] if row[0] == "注：" else []
    table = read([HEAD, row, ROW, row], merged)
    assert (said(table.rows), skipped(table)) == ([RAW], [(2, reason), (4, reason)])


@pytest.mark.parametrize(
    "row",
    [
        ["一季度", "审核工作", "审核项目12个。", "办公室"],
        [None, "审核工作"],
        [None, "审核：李四", "审核项目12个。"],
        [None, "审核", "完成"],
        [None, "备注：急件办理", "办理12件。"],
        [None, "说明", "说明情况3次。"],
        [None, "填表人培训"],
        ["一季度", "注：本表按季填写。"],
        [None, "联系人：走访企业36户，解决问题5个"],
    ],
)
def test_rows_that_hold_something_else_are_no_signature_lines(row: Sequence[Any]) -> None:
    table = read([HEAD, ROW, row])
    assert ([line.number for line in table.rows], table.skipped) == ([2, 3], ())


@pytest.mark.parametrize("row", [SIGNED[0], NOTED[0]])
def test_such_lines_amid_the_data_are_rows_unless_a_head_is_repeated_there(row: Sequence[Any]) -> None:
    assert [line.number for line in read([HEAD, ROW, row, OTHER]).rows] == [2, 3, 4]
    assert [line.number for line in read([HEAD, ROW, row, HEAD, OTHER]).rows] == [2, 5]


def test_further_points_of_a_note_are_left_out_with_it() -> None:
    table = read(
        [HEAD, ROW, [None, "注：1.按季填写。"], [None, "2.没有的不填。"], [None, "（3）逐项填写。"], [None, "抓普法"]]
    )
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 6]
    table = read([HEAD, ROW, [None, "注：1.按季填写。"], [None, "2.没有的不填。"], [None, "（3）逐项填写。"]])
    assert ([row.number for row in table.rows], skipped(table)) == ([2], [(n, "表的附注") for n in (3, 4, 5)])


def test_facts_and_relations_are_never_taken_for_lines_around_a_table() -> None:
    facts = [["项目", "内容"], ["签发人：", "张三"], ["联系人：李四"], ["合计", 5], ["项目", "内容"]]
    assert [row.number for row in read(facts, sheet="基本信息").rows] == [2, 3, 4, 5]
    assert [row.number for row in read([["名称", "算式"], ["合计", "甲 = 乙"], ["合计"]], sheet="核对").rows] == [2, 3]


def test_an_annex_keeps_its_notes_and_loses_its_signature_lines_and_repeated_heads() -> None:
    rows = [["科目", "金额"], ["培训费", 5], ["科目", "金额"], ["注：单位为万元。"], ["制表：张三", "审核：李四"]]
    table = read(rows, sheet="附件1")
    assert [row.number for row in table.rows] == [2, 4]
    assert skipped(table) == [(3, "重复的表头"), (5, "填表人、审核、日期等落款")]


def test_rows_with_a_number_alone_are_kept_as_unfilled_ones() -> None:
    table = read([["序号", *HEAD], [1, *ROW], [2], [3]])
    assert ([row.number for row in table.rows], table.skipped) == ([2, 3, 4], ())


# A ledger as an office keeps it.


def test_a_ledger_as_an_office_draws_it_is_read_as_a_person_reads_it() -> None:
    table = read(
        [
            ["云岭区应急管理局2025年重点工作推进情况表"],
            ["填报单位：云岭区应急管理局（盖章）", None, None, None, "填报日期：2025年6月30日"],
            ["序号", "重点\n工作", "年度目标", "一季度", None, "二季度", None, "责任科室", "备注"],
            [None, None, None, "目标", "完成情况", "目标", "完成情况", None, None],
            ["一、安全生产"],
            [1, "抓执法", "300次", "80次", "检查82次。", "160次", "检查170次。", "执法科", None],
            [2, "抓培训", "6期", "1期", "办班1期。", "3期", "办班3期。", None, "无"],
            ["（一）应急能力"],
            [3, "抓演练", "4次", "1次", "演练1次。", "2次", "演练2次。", "指挥中心", None],
            ["合 计", None, None, "3项", None, "100%"],
            ["填表人：张三", None, "审核人：李四", None, None, "负责人（签字）："],
        ],
        [
            *("A1:I1", "A2:D2", "E2:I2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:H4", "I3:I4"),
            *("A5:I5", "H6:H7", "A8:I8", "A10:C10"),
        ],
        "重点工作推进情况表",
    )
    assert (table.role, table.head_row, [row.number for row in table.rows]) == ("重点工作", 4, [6, 7, 9])
    assert [row["责任科室"].raw for row in table.rows] == ["执法科", "执法科", "指挥中心"]
    assert [row["二季度完成情况"].raw for row in table.rows] == ["检查170次。", "办班3期。", "演练2次。"]
    assert banded(table.rows) == [
        {"板块": "一、安全生产"},
        {"板块": "一、安全生产"},
        {"板块": "一、安全生产", "小类": "（一）应急能力"},
    ]
    assert skipped(table) == [
        (5, "下面各行的板块"),
        (8, "下面各行的小类"),
        (10, "合计行"),
        (11, "填表人、审核、日期等落款"),
    ]


NUMBERED_HEAD = ["时期", "事项", "内容", "序号"]


@pytest.mark.parametrize("numbers", [[1, 2, 3, 4], ["甲", "1", "2", "3"], ["栏次", "（1）", "（2）", "（3）"]])
def test_a_row_that_numbers_the_columns_is_left_out(numbers: list[Any]) -> None:
    table = read([NUMBERED_HEAD, numbers, ["上半年", "抓培训", "办班3期。"]])
    assert skipped(table) == [(2, "给各栏编号的一行")]
    assert len(table.rows) == 1


@pytest.mark.parametrize("row", [["上半年", "1", "2", "3"], [1, 2], [1, 3, 4, 5]])
def test_a_row_that_only_begins_like_numbers_of_columns_is_data(row: list[Any]) -> None:
    table = read([NUMBERED_HEAD, row, ["上半年", "抓培训", "办班3期。"]])
    assert skipped(table) == []
    assert len(table.rows) == 2


def test_numbers_that_follow_further_down_are_data() -> None:
    table = read([NUMBERED_HEAD, ["上半年", "抓培训", "办班3期。"], [1, 2, 3, 4]])
    assert skipped(table) == []
