"""A ledger as an office draws it gives the report that the same content gives row by row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from ledger_of_thirty_tasks import items_workbook, ledger_workbook, rows_workbook

from summarize.pipeline import Request, check, generate

Write = Callable[[Path, int, str], Path]


def paragraphs(write: Write, folder: Path, filled: int, period: str, counted: str) -> list[str]:
    book = write(folder / f"{write.__name__}.xlsx", filled, counted)
    outcome = generate(Request(workbook=book, period=period, output=str(folder / f"{write.__name__}.docx")))
    return [paragraph.text for paragraph in docx.Document(str(outcome.path)).paragraphs]


@pytest.mark.parametrize(
    ("filled", "period", "counted"),
    [
        (2, "一季度", "上半年"),
        (2, "上半年", "上半年"),
        (4, "一季度", "全年"),
        (4, "上半年", "全年"),
        (4, "全年", "全年"),
    ],
)
def test_a_ledger_gives_the_report_of_the_same_rows(filled: int, period: str, counted: str, tmp_path: Path) -> None:
    drawn = paragraphs(ledger_workbook, tmp_path, filled, period, counted)
    typed = paragraphs(items_workbook, tmp_path, filled, period, counted)
    assert drawn == typed
    for heading in ("一、党建工作", "二、安全生产", "三、应急救援"):
        assert drawn.count(heading) == 2, "once over what was done, once over what is planned"
    assert len([text for text in drawn if "。完成" in text]) >= 27


@pytest.mark.parametrize("period", ["一季度", "上半年"])
def test_a_ledger_of_one_row_a_quarter_gives_it_too(period: str, tmp_path: Path) -> None:
    drawn = paragraphs(ledger_workbook, tmp_path, 2, period, "上半年")
    assert paragraphs(rows_workbook, tmp_path, 2, period, "上半年") == drawn


def test_the_tasks_are_counted_as_they_stand_at_the_end_of_the_period(tmp_path: Path) -> None:
    drawn = paragraphs(ledger_workbook, tmp_path, 4, "全年", "全年")
    assert "全年重点工作30项，已完成6项，占20%，未达序时3项。" in drawn


def test_the_drawn_ledger_is_sound(tmp_path: Path) -> None:
    found = check(ledger_workbook(tmp_path / "台账.xlsx", 2, "上半年"), "上半年")
    assert {(finding.rule.code, finding.severity.value) for finding in found} == {("V36", "info")}


def test_the_summary_counts_the_rows_of_the_ledger_under_its_own_name(tmp_path: Path) -> None:
    book = ledger_workbook(tmp_path / "台账.xlsx", 2, "上半年")
    outcome = generate(Request(workbook=book, period="一季度", output=str(tmp_path / "一.docx")))
    assert outcome.summary.startswith("2025年一季度：取重点工作30行，未取其他时期的0行；")
    typed = items_workbook(tmp_path / "分表.xlsx", 2, "上半年")
    outcome = generate(Request(workbook=typed, period="一季度", output=str(tmp_path / "二.docx")))
    assert outcome.summary.startswith("2025年一季度：取工作成效30行、存在问题0行、工作计划30行，未取其他时期的")


def test_a_count_knows_every_cell_that_it_was_counted_from(tmp_path: Path) -> None:
    book = ledger_workbook(tmp_path / "台账.xlsx", 2, "上半年")
    outcome = generate(Request(workbook=book, period="上半年", output=str(tmp_path / "报告.docx")))
    (path,) = (outcome.path.parent / ".summarize").glob("*.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    figures = [fragment for fragment in fragments(record) if fragment.get("text") == "6"]
    cells = [f"重点工作推进情况表!L{row}" for row in (7, 12, 18, 23, 29, 34)]
    assert figures and all(figure["sources"] == cells for figure in figures)


def fragments(node: object) -> Iterator[dict[str, object]]:
    """Yield every object of a record that has a text."""
    if isinstance(node, dict):
        if "text" in node:
            yield node
        for child in node.values():
            yield from fragments(child)
    elif isinstance(node, list):
        for child in node:
            yield from fragments(child)


def test_offices_on_several_lines_are_printed_in_one(
    workbook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    ledger = [
        ["事项", "一季度完成情况", "责任科室", "入文", "下一步打算"],
        ["抓培训", "办班3期。", "办公室", None, "再办班。"],
        ["抓检查", "检查5家。", "执法科\n法规科", "仅附表", "再检查。"],
    ]
    facts = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
    outcome = generate(Request(workbook=workbook({"基本信息": facts, "重点工作": ledger})))
    tables = docx.Document(str(outcome.path)).tables
    assert [[cell.text for cell in row.cells] for row in tables[0].rows] == [
        ["事项", "完成情况", "责任科室"],
        ["抓检查", "检查5家。", "执法科、法规科"],
    ]


def test_a_ledger_without_any_progress_has_nothing_to_report(workbook: Callable[..., Path]) -> None:
    facts = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
    path = workbook({"基本信息": facts, "任务分解表": [["事项", "一季度完成情况"], ["抓培训", None], ["抓检查", "无"]]})
    (finding,) = check(path, None)
    assert (finding.rule.code, finding.message) == ("V34", "“任务分解表”里一期进展都没有填写")
    assert finding.suggestion == "在“任务分解表”里填写进展后再用。"
    missing = check(path, "二季度")
    assert [(found.rule.code, str(found.place)) for found in missing] == [("V34", "工作表“任务分解表”")]


def test_a_count_that_cannot_be_made_is_told_at_its_cell(workbook: Callable[..., Path]) -> None:
    counts = "{事项.总数}、{事项.已完}、{事项.已完成:党健}、{事项.达序时}"
    facts = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025], ["引言", counts]]
    head = ["板块", "事项", "一季度完成情况", "状态", "下一步打算"]
    path = workbook({"基本信息": facts, "重点工作": [head, ["党建", "抓培训", "办班3期。", None, "再办班。"]]})
    assert [(found.rule.code, found.place.excerpt, found.suggestion) for found in check(path, None)] == [
        ("V56", "{事项.已完}", "是否指“.已完成”？"),
        ("V56", "{事项.已完成:党健}", "是否指“党建”？冒号后面写板块或牵头科室的名称。"),
        ("V60", "{事项.达序时}", "填写重点工作!D2；还没有开始的写“未启动”。"),
    ]
