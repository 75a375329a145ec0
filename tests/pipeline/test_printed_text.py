"""What only the printed sentence shows: figures that say with their words what no one means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.errors import InputError
from summarize.findings import Finding
from summarize.pipeline import Request, check, generate

MakeWorkbook = Callable[..., Path]


def sheets(content: str, *indicators: list[Any], **others: Any) -> dict[str, Any]:
    return {
        "基本信息": [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]],
        "指标": [["指标", "单位", "一季度", "二季度", "上年一季度", "上年二季度"], *indicators],
        "工作成效": [["时期", "事项", "内容"], ["上半年", "入户走访", content]],
        "工作计划": [["时期", "事项", "内容"], ["下半年", "抓演练", "演练2次。"]],
        **others,
    }


CALLS = ["投诉件数", "件", 40, 50, 60, 40]
SAME = ["走访户数", "户", 40, 50, 50, 40]


def told(findings: tuple[Finding, ...], *families: str) -> list[tuple[str, str, str]]:
    return [
        (finding.rule.code, str(finding.place), finding.message)
        for finding in findings
        if finding.rule.code.startswith(families)
    ]


def generated(path: Path, tmp_path: Path, **wanted: Any) -> tuple[Finding, ...]:
    return generate(Request(workbook=path, output=f"{tmp_path}/文稿/", period="上半年", **wanted)).findings


def test_a_fall_printed_behind_a_rise_is_told_at_its_cell(workbook: MakeWorkbook, tmp_path: Path) -> None:
    path = workbook(sheets("受理投诉{投诉件数}件，同比增长{投诉件数.增幅}。", CALLS))
    expected = [("H04", "工作成效!C2", "“…90件，同比增长-10%。”中“增长-10%”是负的，应为“下降10%”")]
    findings = generated(path, tmp_path)
    assert told(findings, "H") == expected
    (finding,) = [finding for finding in findings if finding.rule.code == "H04"]
    assert "指标!C2" in map(str, finding.related)
    assert told(check(path, "上半年"), "H") == expected


def test_parts_printed_that_do_not_add_up_are_told(workbook: MakeWorkbook, tmp_path: Path) -> None:
    content = "共发现问题{发现问题}个，现场解决21个，提请解决8个。"
    path = workbook(sheets(content, ["发现问题", "个", 10, 20, 12, 8]))
    ((code, place, message),) = told(generated(path, tmp_path), "Q")
    assert (code, place) == ("Q01", "工作成效!C2")
    assert "30" in message and "21" in message


def test_what_the_cell_says_wrong_is_told_once(workbook: MakeWorkbook, tmp_path: Path) -> None:
    path = workbook(sheets("走访{走访户数}户，满意率同比增长-3%，发放（）资料。", SAME))
    assert [code for code, _, _ in told(generated(path, tmp_path), "H")] == ["H04", "H05"]
    assert [code for code, _, _ in told(check(path, "上半年"), "H")] == ["H04", "H05"]


def test_figures_that_fit_their_words_are_left_alone(workbook: MakeWorkbook, tmp_path: Path) -> None:
    content = (
        "走访{走访户数}户，同比{走访户数.同比}；受理投诉{投诉件数}件，同比{投诉件数.同比}，增幅为{投诉件数.增幅}。"
    )
    path = workbook(sheets(content, SAME, CALLS))
    assert told(generated(path, tmp_path), "H", "Q") == []
    assert told(check(path, "上半年"), "H", "Q") == []


def test_the_visible_gap_of_a_draft_is_told_as_a_missing_value_only(workbook: MakeWorkbook, tmp_path: Path) -> None:
    content = "走访{走访户数}户，其中老人12户、残疾人30户，增长{走访户数.增幅}。"
    path = workbook(sheets(content, ["走访户数", "户", 40, None, None, None]))
    with pytest.raises(InputError):
        generated(path, tmp_path)
    findings = generated(path, tmp_path, is_draft=True)
    assert told(findings, "H", "Q") == []
    assert [finding.rule.code for finding in findings if finding.is_error] == ["V60", "V60"]


def test_an_exemption_of_the_cell_holds_for_the_print(workbook: MakeWorkbook, tmp_path: Path) -> None:
    exempted = {"豁免": [["规则", "位置", "文字", "理由"], ["H04", "工作成效!C2", "", "按上级口径写负增长"]]}
    path = workbook(sheets("受理投诉{投诉件数}件，同比增长{投诉件数.增幅}。", CALLS, **exempted))
    assert told(generated(path, tmp_path), "H") == []
    assert told(check(path, "上半年"), "H") == []


def test_a_placeholder_stops_the_report(workbook: MakeWorkbook, tmp_path: Path) -> None:
    path = workbook(sheets("走访XX户。", SAME))
    with pytest.raises(InputError) as caught:
        generated(path, tmp_path)
    assert told(caught.value.findings, "H") == [("H01", "工作成效!C2", "“走访XX户。”中的“XX”没有填")]
