"""What validation hands on: records with their defaults, and nothing of rows that cannot be used."""

from __future__ import annotations

import datetime
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from summarize.model.periods import Period
from summarize.model.records import Records
from summarize.read import read_workbook
from summarize.validate import hash_contents, validate

Read = Callable[..., Records]
FACTS = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
HALF, QUARTER = Period.half(2025, 1), Period.quarter(2025, 1)


@pytest.fixture
def read(workbook: Callable[..., Path]) -> Read:
    def records(sheets: Mapping[str, Any], **options: Any) -> Records:
        return validate(read_workbook(workbook({"基本信息": FACTS, **sheets}, **options))).records

    return records


def test_unit_and_year_are_taken_from_the_facts(read: Read) -> None:
    records = read({"基本信息": [["项目", "内容"], ["年度", 2025], ["单位名称", " 云岭区应急管理局 "]]})
    assert (records.unit, records.year) == ("云岭区应急管理局", 2025)


def test_rows_whose_period_cannot_be_read_are_left_out(read: Read) -> None:
    records = read(
        {
            "基本信息": [["项目", "内容", "时期"], ["单位名称", "甲局"], ["年度", 2025], ["署名", "甲局", "某时"]],
            "工作成效": [
                ["时期", "事项", "内容"],
                ["某时", "甲", "一。"],
                [None, "乙", "二。"],
                ["上半年", "丙", "三。"],
            ],
            "意见建议": [["事项", "时期"], ["请增加编制", "某时"], ["请增加经费", None]],
            "其他章节": [["标题", "内容", "时期"], ["主要经验", "练兵。", "某时"], ["主要做法", "练兵。", None]],
            "板块": [["名称", "时期"], ["党建", "某时"], ["业务", None]],
            "附件1": [["时期", "科目", "金额"], ["某时", "培训费", 5], [None, "演练费", 3]],
        }
    )
    assert [fact.name for fact in records.facts] == ["单位名称", "年度"]
    assert [row.matter.raw for row in records.achievements] == ["丙"]
    assert [row.matter.raw for row in records.requests] == ["请增加经费"]
    assert [row.title.raw for row in records.chapters] == ["主要做法"]
    assert [row.name for row in records.sections] == ["业务"]
    assert [[cell.raw for cell in row.cells] for row in records.annexes[0].rows] == [["演练费", "3"]]


def test_a_row_has_the_defaults_of_what_is_not_written(read: Read) -> None:
    records = read(
        {
            "工作成效": [
                ["时期", "事项", "内容", "状态"],
                ["一季度", "甲", "一。", None],
                ["一季度", "乙", "二。", "达序时"],
            ],
            "其他章节": [["标题", "内容"], ["主要做法", "练兵。"]],
        }
    )
    first, second = records.achievements
    assert (first.include, first.merge_mode, first.order, first.period) == ("是", "接续", None, QUARTER)
    assert second.merge_mode == "替换"
    assert records.chapters[0].position == "成效后"


def test_nothing_in_a_remark_or_beside_a_lead_is_nothing(read: Read) -> None:
    rows = [["时期", "事项", "段首句", "备注"], ["上半年", "无", "队伍不稳", "—"], ["上半年", "经费不足", None, "待核"]]
    first, second = read({"存在问题": rows}).problems
    assert (first.matter.raw, first.lead and first.lead.raw, first.remark) == ("", "队伍不稳", None)
    assert second.remark and second.remark.raw == "待核"


def test_own_columns_are_kept_under_their_names_in_templates(read: Read) -> None:
    rows = [["时期", "事项", "内容", "经费(万元)", "状态"], ["上半年", "甲", "一。", 5, None], ["上半年", "乙", "二。"]]
    first, second = read({"工作成效": rows}).achievements
    assert {name: source.raw for name, source in first.extra.items()} == {"经费万元": "5"}
    assert (second.extra["经费万元"].raw, str(second.extra["经费万元"].place)) == ("", "工作成效!D3")
    (problem,) = read({"存在问题": [["时期", "事项", "状态"], ["上半年", "甲", "达序时"]]}).problems
    assert (dict(problem.extra), problem.status and problem.status.raw) == ({}, "达序时")


def test_identity_is_the_task_number_else_section_and_matter(read: Read) -> None:
    rows = [
        ["时期", "任务编号", "板块", "事项", "内容"],
        ["一季度", "A1", "党建", "甲", "一。"],
        ["二季度", "Ａ1", "业务", "乙", "二。"],
        ["二季度", None, "党建", "甲 类", "三。"],
        ["二季度", None, "一、党建", "甲类", "四。"],
        ["二季度", None, "党建/甲", "类", "五。"],
        ["二季度", None, "党建", "甲/类", "六。"],
        ["二季度", None, "党建", None, "七。八。"],
        ["二季度", None, "党建", None, "七。八。"],
    ]
    identities = [row.identity for row in read({"工作成效": rows}).achievements]
    assert identities[0] == identities[1] and identities[2] == identities[3]
    assert len(set(identities)) == 6


@pytest.mark.parametrize(
    ("sheet", "above", "title"),
    [
        ("附件1", ["附件1", "经费表"], "经费表"),
        ("附件1", ["单位：万元", "2025年附件目录"], "2025年附件目录"),
        ("附件1", ["填报单位：甲局", "单位:万元"], "附件1"),
        ("附件2：项目表", [], "项目表"),
        ("附件一览表", [], "一览表"),
        ("附件一 经费表", [], "经费表"),
    ],
)
def test_an_annex_is_called_by_its_title_row_else_by_its_sheet(
    read: Read, sheet: str, above: list[str], title: str
) -> None:
    rows = [*([words] for words in above), ["科目", "金额"], ["培训费", 5]]
    (annex,) = read({sheet: rows}).annexes
    assert annex.title.raw == title


def test_the_period_of_an_annex_is_no_column_of_its_rows(read: Read) -> None:
    (annex,) = read({"附件1": [["科目", "报告期", "金额"], ["培训费", "上半年", 5]]}).annexes
    assert [head.raw for head in annex.head] == ["科目", "金额"]
    assert (annex.period_head and annex.period_head.raw, annex.period_index) == ("报告期", 1)
    (row,) = annex.rows
    assert (row.period, row.period_text and row.period_text.raw) == (HALF, "上半年")


def test_the_default_period_ends_last_and_of_several_is_the_longest(read: Read) -> None:
    head = ["时期", "事项", "内容", "入文"]
    rows = [["二季度", "甲", "一。"], ["上半年", "乙", "一。"], ["6月", "丙", "一。"], ["三季度", "丁", "一。", "否"]]
    assert read({"工作成效": [head, *rows]}).default_period == HALF
    assert read({"工作成效": [head, *rows, ["7月", "戊", "一。"]]}).default_period == Period.month(2025, 7)
    assert read({"工作成效": [head]}).default_period is None


def test_the_hash_is_of_what_is_read_whatever_the_file(read: Read) -> None:
    def rows(first: Any) -> dict[str, Any]:
        return {"工作成效": [["时期", "事项", "内容"], [first, "甲", "一。"]]}

    assert (
        read(rows("上半年")).content_hash
        == read({**rows("上半年"), "备用": [["草", "稿"]]}, name="另名.xlsx").content_hash
    )
    assert read(rows("上半年")).content_hash != read(rows("下半年")).content_hash
    june = datetime.date(2025, 6, 1)
    hashes = {
        read(rows(june), formats={"工作成效": {"A2": code}}).content_hash
        for code in ("yyyy-mm-dd", 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"')
    }
    assert len(hashes) == 2
    plain, estimated = (
        read({"指标": [["指标", "一季度"], ["甲", 5]]}, formats={"指标": {"B2": code}}).content_hash
        for code in ("General", '"预计"0')
    )
    assert plain != estimated


def test_the_hash_of_a_large_sheet_needs_less_memory_than_its_texts(workbook: Callable[..., Path]) -> None:
    content = "督查整改" * 75
    rows = [["上半年", f"事项{number}", f"{content}{number}"] for number in range(3000)]
    sheets = read_workbook(workbook({"基本信息": FACTS, "工作成效": [["时期", "事项", "内容"], *rows]}))
    tracemalloc.start()
    hash_contents(sheets)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(content.encode()) * len(rows)
