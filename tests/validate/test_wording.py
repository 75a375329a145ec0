"""The prose of a workbook: which cells are read, as what, and what is told at them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from summarize.findings import Finding
from summarize.language import Part
from summarize.pipeline import check
from summarize.read import read_workbook
from summarize.validate import split_units, validate
from summarize.validate.wording.texts import workbook_texts

WORKBOOK = {
    "基本信息": [
        ["项目", "内容", "时期"],
        ["单位名称", "云岭区应急管理局,本级", None],
        ["年度", 2025, None],
        ["标题", "凝心聚力抓落实", None],
        ["引言", "上半年,各项工作有序推进。", "上半年"],
        ["引言", "全年各项工作有序推进。", "全年"],
        ["附件说明", "统计表", None],
    ],
    "板块": [["名称", "标题", "引语"], ["党建", "抓党建,促发展", "一是抓学习。"]],
    "工作成效": [
        ["时期", "事项", "内容", "板块", "段首句", "简要", "责任科室", "备注", "入文"],
        ["一季度", "抓培训", "办班3期,培训90人。", "党建", None, "办班3期。", "人事科,一科", "甲,乙", None],
        ["二季度", "抓演练", "演练2次。", "党建", "演练不停步", None, None, None, None],
        ["二季度", "抓整改", "整改,销号。", "党建", None, None, None, None, "否"],
    ],
    "存在问题": [["时期", "事项", "内容"], ["二季度", "人手不足", "每所2人。"]],
    "工作计划": [["时期", "事项", "内容"], ["三季度", "抓防汛", "巡查10次。"], ["四季度", "抓防火", "巡查5次。"]],
    "意见建议": [["事项", "内容"], ["增加编制", "建议增加1名。"]],
    "其他章节": [["标题", "内容"], ["主要做法", "每周调度。"]],
    "附件1": [["科目", "数"], ["巡查,检查", 3]],
}


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule.code, str(finding.place)) for finding in findings if finding.rule.code == "P01"]


@pytest.fixture
def path(workbook: Any) -> Path:
    return workbook(WORKBOOK)


def test_prose_is_read_and_names_numbers_and_remarks_are_not(path: Path) -> None:
    (unit,) = split_units(read_workbook(path))
    records = validate(unit.sheets, None).records
    texts = [(text.source.raw, text.part, str(text.as_of)) for text in workbook_texts(records, None)]
    assert texts == [
        ("凝心聚力抓落实", Part.TITLE, "2025-08-29"),
        ("上半年,各项工作有序推进。", Part.BODY, "2025-08-29"),
        ("全年各项工作有序推进。", Part.BODY, "2025-08-29"),
        ("统计表", Part.ANNEX_NOTE, "2025-08-29"),
        ("抓党建,促发展", Part.HEADING, "2025-08-29"),
        ("一是抓学习。", Part.BODY, "2025-08-29"),
        ("抓培训", Part.BODY, "2025-05-30"),
        ("办班3期,培训90人。", Part.BODY, "2025-05-30"),
        ("办班3期。", Part.BODY, "2025-05-30"),
        ("演练不停步", Part.BODY, "2025-08-29"),
        ("演练2次。", Part.BODY, "2025-08-29"),
        ("人手不足", Part.PROBLEM, "2025-08-29"),
        ("每所2人。", Part.PROBLEM, "2025-08-29"),
        ("抓防汛", Part.PLAN, "2025-08-30"),
        ("巡查10次。", Part.PLAN, "2025-08-30"),
        ("抓防火", Part.PLAN, "2025-11-30"),
        ("巡查5次。", Part.PLAN, "2025-11-30"),
        ("增加编制", Part.BODY, "2025-08-29"),
        ("建议增加1名。", Part.BODY, "2025-08-29"),
        ("主要做法", Part.HEADING, "2025-08-29"),
        ("每周调度。", Part.BODY, "2025-08-29"),
        ("附件1", Part.ANNEX_TITLE, "2025-08-29"),
        ("巡查,检查", Part.TABLE, "2025-08-29"),
        ("3", Part.TABLE, "2025-08-29"),
    ]


def test_faults_are_told_at_their_cells(path: Path) -> None:
    assert told(check(path, None)) == [
        ("P01", "基本信息!B5"),
        ("P01", "板块!B2"),
        ("P01", "工作成效!C2"),
        ("P01", "附件1!A2"),
    ]


def test_a_report_is_told_of_its_own_rows_alone(path: Path) -> None:
    assert told(check(path, "二季度")) == [("P01", "板块!B2"), ("P01", "附件1!A2")]


def test_a_signed_report_is_dated_by_its_signature(workbook: Any) -> None:
    facts = [*WORKBOOK["基本信息"], ["成文日期", "2025年7月5日", None]]
    (unit,) = split_units(read_workbook(workbook({**WORKBOOK, "基本信息": facts})))
    records = validate(unit.sheets, None).records
    assert {str(text.as_of) for text in workbook_texts(records, None)} == {"2025-07-05"}
