"""Laws of layouts: what is drawn around a table changes nothing that is read, and no row vanishes unaccounted for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from drawn_sheets import banded, draw, said
from hypothesis import given
from hypothesis import strategies as st

from summarize.findings import Finding
from summarize.model.cells import Sheets, Table
from summarize.read import read_table, read_tables
from summarize.validate.skipped_rows import find_skipped

Line = list[Any]
HEAD: Line = ["序号", "时期", "事项", "内容", "责任科室"]
WIDTH = len(HEAD)
SHEETS = st.sampled_from(["工作成效", "工作计划", "存在问题", "意见建议"])
MATTERS = st.sampled_from(
    [
        "走访企业",
        "审核工作",
        "合计收入",
        "说明情况",
        "备注管理",
        "联系人培训",
        "抓小计",
        "一站式服务",
        "目标管理",
        "完成情况通报",
    ]
)
CONTENTS = st.sampled_from(
    ["走访36户。", "审核12件；合计5项。", "注：按季填写，已完成。", "填表人：张三，已核。", "一是做甲。二是做乙。"]
)
ITEMS = st.builds(
    lambda number, period, matter, content, office: [number, period, matter, content, office],
    st.integers(1, 40) | st.none(),
    st.sampled_from(["一季度", "上半年"]),
    MATTERS,
    CONTENTS,
    st.sampled_from(["办公室", None]),
)
BANDS = st.sampled_from(
    [["一、党建工作"], [None, None, "二、业务工作"], ["（一）学习"], ["三", None, "其他工作"], [None, "（二）作风"]]
)
BODIES = st.lists(ITEMS | BANDS, min_size=1, max_size=8).map(
    lambda lines: [*lines, [1, "一季度", "收尾", "收尾。", None]]
)
TOTALS = st.sampled_from(
    [
        ["合计"],
        [None, None, "合 计：", 12],
        [None, None, "小计", "—", None],
        ["总计", None, None, "85%"],
        [None, "一季度", "共计", 5],
    ]
)
SIGNATURES = st.sampled_from(
    [
        ["填表人：张三", None, "审核：李四"],
        [None, "负责人（签字）：", None, "日期：2017年7月5日"],
        ["填表人", "张三", "审核人", "李四"],
        [None, None, "联系电话：0571-88886666"],
    ]
)
NOTES = st.sampled_from(
    [["注：本表按季填写。"], [None, "备注：没有的不填。"], ["填表说明：1.按季填写。"], ["（以下空白）"]]
)
EDGES = st.lists(SIGNATURES | NOTES, max_size=3)


def read(sheet: str, lines: Sequence[Line], merged: Sequence[str] = ()) -> Table:
    return read_table(draw(sheet, lines, merged))


def contents(table: Table) -> list[tuple[dict[str, str], dict[str, str]]]:
    return list(zip(said(table.rows), map(dict, banded(table.rows)), strict=True))


@st.composite
def pages(draw_from: st.DrawFn, body: list[Line]) -> list[Line]:
    """Return `body` with totals, blank rows and page breaks between its rows."""
    lines: list[Line] = []
    for line in body:
        lines.append(line)
        lines.extend(draw_from(st.lists(TOTALS | st.just([]), max_size=2)))
        if draw_from(st.integers(0, 3)) == 0:
            lines.extend(draw_from(EDGES))
            lines.extend(
                draw_from(st.sampled_from([[], [["2017年工作台账（续）"]], [["单位：项", None, "填报单位：示例局"]]]))
            )
            lines.append(draw_from(st.sampled_from([HEAD, ["序 号", "报告期", "事\n项", "内容", "责任科室"]])))
    return lines


@given(st.data(), SHEETS, BODIES, EDGES, EDGES)
def test_what_is_drawn_around_the_rows_changes_nothing_that_is_read(
    data: st.DataObject, sheet: str, body: list[Line], before: list[Line], behind: list[Line]
) -> None:
    plain = read(sheet, [HEAD, *body])
    title: list[Line] = [["2017年工作台账"], ["填报单位：示例局"]]
    drawn = read(sheet, [*title, HEAD, *before, *data.draw(pages(body)), *behind])
    assert contents(drawn) == contents(plain)


@given(SHEETS, BODIES, st.lists(st.integers(1, WIDTH), max_size=3))
def test_blank_columns_change_nothing_that_is_read(sheet: str, body: list[Line], places: list[int]) -> None:
    def spread(line: Line) -> Line:
        wide = [*line, *[None] * (WIDTH - len(line))]
        for place in places:
            wide.insert(place, None)
        return wide

    assert contents(read(sheet, list(map(spread, [HEAD, *body])))) == contents(read(sheet, [HEAD, *body]))


@given(st.data(), SHEETS, BODIES, st.booleans())
def test_a_table_that_goes_on_in_another_sheet_reads_the_same(
    data: st.DataObject, sheet: str, body: list[Line], has_head: bool
) -> None:
    cut = data.draw(st.integers(0, len(body)))
    rest = [HEAD, *body[cut:]] if has_head else body[cut:]
    tables = read_tables([draw(sheet, [HEAD, *body[:cut]]), draw(f"{sheet}（续）", rest)])
    joined = [table for table in tables if not table.missing_head]
    assert [contents(table) for table in joined] == [contents(read(sheet, [HEAD, *body]))]


WORDS = st.sampled_from(
    [
        *(
            "合计",
            "小计：",
            "12",
            "—",
            "填表人：张三",
            "审核",
            "李四",
            "注：按季填写",
            "备注",
            "一、党建",
            "（一）学习",
            "二",
            "走访",
        ),
        *(
            "走访36户。",
            "一季度",
            "时期",
            "事项",
            "内容",
            "责任科室",
            "序号",
            "目标",
            "完成",
            "2.逐项",
            "续表",
            "【示例】走访",
        ),
    ]
)
ANYTHING = st.lists(st.lists(WORDS | st.integers(1, 9) | st.none(), max_size=WIDTH), max_size=10)


@given(
    st.sampled_from(["工作成效", "存在问题", "重点工作", "指标", "责任科室", "板块", "基本信息", "附件1", "核对"]),
    ANYTHING,
    st.integers(0, 30),
)
def test_every_row_is_read_or_told_with_a_reason(sheet: str, body: list[Line], merged_row: int) -> None:
    heads = {
        "指标": ["指标", "单位", "口径", "一季度", "二季度"],
        "责任科室": ["科室", "简称", "联系人", "电话", "备注"],
        "板块": ["名称", "标题", "引语", "序号", "时期"],
        "基本信息": ["项目", "内容", "时期", "备注", "说明"],
        "核对": ["名称", "算式", "容差", "说明", "出处"],
    }
    merged = (
        [f"A{merged_row}:E{merged_row}"]
        if 2 <= merged_row <= len(body) + 1 and body[merged_row - 2][:1] != [None]
        else []
    )
    for area in merged:
        row = int(re.sub(r"\D", "", area.split(":")[0])) - 2
        body[row] = body[row][:1]
    grid = draw(sheet, [heads.get(sheet, HEAD), *body], merged)
    table = read_table(grid)
    filled = {row for row, _ in grid.cells if row > table.head_row}
    told = {row.number for row in table.skipped}
    assert {row.number for row in table.rows} | told == filled
    assert not {row.number for row in table.rows} & told
    assert all(row.reason and row.words for row in table.skipped)
    assert rows_told(list(find_skipped(Sheets("表.xlsx", (table,))))) == told


def rows_told(findings: Sequence[Finding]) -> set[int]:
    spans = [
        list(map(int, (finding.place.cell or "").split(":"))) for finding in findings if finding.rule.code == "L01"
    ]
    return {row for first, last in spans for row in range(first, last + 1)}


@given(SHEETS, BODIES, st.lists(TOTALS | SIGNATURES | NOTES, min_size=1, max_size=3), st.data())
def test_a_sentence_in_the_column_of_contents_keeps_any_row(
    sheet: str, body: list[Line], lines: list[Line], data: st.DataObject
) -> None:
    kept = [[*line, *[None] * (WIDTH - len(line))] for line in lines]
    for line in kept:
        line[3] = data.draw(st.sampled_from(["走访36户。", "已完成12项，其余按序时推进。"]))
        line[0] = line[0] or line[1] or line[2]
    assert len(read(sheet, [HEAD, *body, *kept]).rows) == len(read(sheet, [HEAD, *body]).rows) + len(kept)
