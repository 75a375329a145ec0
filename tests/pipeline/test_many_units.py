"""Workbooks of many units: each unit is an input of its own, and what is wrong with one stops no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

from summarize.cli.app import application
from summarize.errors import UsageError
from summarize.pipeline import Request, UnitResult, check, generate, generate_units, merge_findings

HEAD = ["填报单位", "时期", "事项", "内容"]
FIRST, SECOND, THIRD = "甲区应急管理局", "乙区应急管理局", "丙区水务局"
SHARED = [
    ["项目", "内容"],
    ["年度", 2025],
    ["引言", "今年以来，各项工作有序推进。"],
    ["计划引语", "下半年，重点做好以下工作。"],
]


def rows(*units: str, period: str = "上半年") -> list[list[Any]]:
    return [HEAD, *([unit, period, f"抓{number}", f"{unit}做了。"] for number, unit in enumerate(units))]


def sheets(*units: str) -> dict[str, list[list[Any]]]:
    return {"基本信息": SHARED, "工作成效": rows(*units), "工作计划": rows(*dict.fromkeys(units), period="下半年")}


@pytest.fixture
def make(workbook: Callable[..., Path], tmp_path: Path) -> Callable[..., list[UnitResult]]:
    def run(content: dict[str, Any], **options: Any) -> list[UnitResult]:
        return list(generate_units(Request(workbook=workbook(content), output=f"{tmp_path}/报告/", **options)))

    return run


def text_of(result: UnitResult) -> str:
    assert result.outcome is not None, result.error
    return "\n".join(paragraph.text for paragraph in docx.Document(str(result.outcome.path)).paragraphs)


def told(path: Path, period: str | None = None) -> list[tuple[str, str, str]]:
    return [(found.rule.code, str(found.place), found.message) for found in check(path, period)]


def test_each_unit_has_a_report_of_its_own_rows_and_of_what_is_shared(make: Any) -> None:
    first, second = make(sheets(FIRST, THIRD))
    assert [first.unit, second.unit] == [FIRST, THIRD]
    for result, own, other in ((first, FIRST, THIRD), (second, THIRD, FIRST)):
        text = text_of(result)
        assert f"{own}2025年上半年工作总结" in text.replace("\n", "")
        assert "今年以来" in text and f"{own}做了" in text and other not in text
    assert merge_findings([first, second]) == ()


def test_a_unit_that_is_described_has_its_own_facts(make: Any) -> None:
    facts = [
        ["填报单位", "项目", "内容"],
        [None, "年度", 2025],
        [None, "结束语", "特此报告。"],
        ["应急局", "单位名称", FIRST],
        ["应急局", "单位简称", "应急局"],
        ["应急局", "署名", "甲区应急局党组"],
        [THIRD, "单位名称", THIRD],
    ]
    first, second = make({**sheets(FIRST, THIRD), "基本信息": facts})
    assert "甲区应急局党组" in text_of(first) and "甲区应急局党组" not in text_of(second)
    assert "特此报告。" in text_of(first) and "特此报告。" in text_of(second)


def test_what_is_another_unit_s_own_is_not_printed_for_a_unit_that_is_not_described(make: Any) -> None:
    facts = [["项目", "内容"], ["单位名称", FIRST], ["年度", 2025], ["署名", f"{FIRST}办公室"], ["引言", "今年以来。"]]
    first, second = make({**sheets(FIRST, THIRD), "基本信息": facts})
    assert f"{FIRST}办公室" in text_of(first)
    assert FIRST not in text_of(second) and "今年以来。" in text_of(second)


def test_indicators_and_relations_go_with_their_unit(workbook: Callable[..., Path]) -> None:
    content = {
        **sheets(FIRST, THIRD),
        "指标": [
            ["填报单位", "指标", "一季度", "二季度"],
            [FIRST, "发现", 3, 4],
            [FIRST, "解决", 3, 4],
            [THIRD, "发现", 5, 6],
            [THIRD, "解决", 5, 5],
        ],
        "核对": [["算式"], ["发现 = 解决"]],
    }
    ((code, place, message),) = [found for found in told(workbook(content)) if found[0] == "V70"]
    assert (code, place) == ("V70", "核对!A2")
    assert message.startswith(f"{THIRD}：2025年二季度：算式“发现 = 解决”不成立")


def test_an_annex_goes_to_the_units_that_have_rows_in_it(make: Any) -> None:
    content = {
        **sheets(FIRST, THIRD),
        "附件1经费表": [["填报单位", "科目", "金额"], [FIRST, "培训费", 5]],
        "附件2目录": [["名称", "页数"], ["制度汇编", 12]],
    }
    first, second = make(content)
    assert "经费表" in text_of(first) and "目录" in text_of(first)
    assert "经费表" not in text_of(second) and "目录" in text_of(second)


def test_one_unit_s_errors_stop_no_other(make: Any) -> None:
    content = sheets(FIRST, THIRD)
    content["工作成效"][2][1] = "上上半年"
    first, second = make(content)
    assert first.outcome is not None and second.outcome is None
    assert [(str(found.place), found.message) for found in merge_findings([first, second])] == [
        ("工作成效!B3", f"{THIRD}：“上上半年”不是认得的时期")
    ]


def test_check_says_once_what_holds_for_all_and_names_the_unit_of_the_rest(workbook: Callable[..., Path]) -> None:
    content = sheets(FIRST, SECOND, THIRD)
    content["基本信息"] = [*SHARED, ["成文曰期", "2025年7月5日"]]
    content["工作成效"].append([SECOND, "上半年", "抓普法", None])
    assert told(workbook(content)) == [
        ("V09", "基本信息!A5", "不认识项目“成文曰期”，不会印出来"),
        ("V17", "工作成效!D5", f"{SECOND}：第5行的内容为空"),
    ]


@pytest.mark.parametrize("asked", [THIRD, "丙区 水务局", "水务局"])
def test_one_unit_is_asked_for_by_its_name_or_short_name(make: Any, asked: str) -> None:
    facts = [["填报单位", *SHARED[0]], [None, *SHARED[1]], [THIRD, "单位名称", THIRD], [THIRD, "单位简称", "水务局"]]
    content = {**sheets(FIRST, THIRD), "基本信息": facts}
    (result,) = make(content, unit=asked)
    assert result.unit == THIRD


def test_a_unit_that_is_not_there_is_wrong_usage(make: Any) -> None:
    with pytest.raises(UsageError) as caught:
        make(sheets(FIRST, THIRD), unit="丁区水务局")
    assert str(caught.value) == f"--unit：工作簿里没有“丁区水务局”（有：{FIRST}、{THIRD}）"


def test_units_of_one_short_name_have_documents_of_their_own(make: Any) -> None:
    facts = [
        ["填报单位", "项目", "内容"],
        [None, "年度", 2025],
        *(
            [unit, fact, text]
            for unit in (FIRST, SECOND)
            for fact, text in (("单位名称", unit), ("单位简称", "应急局"))
        ),
    ]
    content = {**sheets(FIRST, SECOND), "基本信息": facts}
    names = [result.outcome.path.name for result in make(content)]
    assert names == [f"{unit}2025年上半年工作总结和下半年工作计划.docx" for unit in (FIRST, SECOND)]
    assert [result.outcome.path.name for result in make(content, unit=SECOND)] == names[1:]
    with pytest.raises(UsageError) as caught:
        make(content, unit="应急局")
    assert str(caught.value) == f"--unit：“{FIRST}”、“{SECOND}”都叫“应急局”"


def test_names_that_differ_invisibly_are_one_unit(make: Any) -> None:
    content = {"基本信息": SHARED, "工作成效": rows(FIRST, FIRST, FIRST), "工作计划": rows(FIRST, period="下半年")}
    content["工作成效"][2][0] = f"{FIRST} "
    content["工作成效"][3][0] = "甲区\u200b应急管理局"
    (result,) = make(content)
    assert result.unit == FIRST
    assert [found.message for found in result.findings] == [
        "“填报单位”一栏 A3、A4 里有看不见的空格、零宽空格，按没有它们认"
    ]


def test_a_file_cannot_take_several_reports(workbook: Callable[..., Path], tmp_path: Path) -> None:
    path = workbook(sheets(FIRST, THIRD))
    with pytest.raises(UsageError) as caught:
        list(generate_units(Request(workbook=path, output=str(tmp_path / "报告.docx"))))
    assert str(caught.value) == f"--output：“{tmp_path}/报告.docx”是一个文件，工作簿里有2个单位"
    with pytest.raises(UsageError) as caught:
        generate(Request(workbook=path))
    assert str(caught.value) == f"工作簿里有2个单位（{FIRST}、{THIRD}），没有说要哪一个"


def test_sheets_of_units_are_told_by_title_rows_and_by_their_names(make: Any) -> None:
    head = HEAD[1:]
    content = {
        "基本信息": SHARED,
        "责任科室": [["科室", "填报单位"], ["办公室", FIRST], ["办公室", THIRD]],
        f"工作成效（{FIRST}）": [head, ["上半年", "抓培训", "办班。"]],
        "工作进展": [[f"填报单位：{THIRD}（盖章）"], head, ["上半年", "抓供水", "改造。"]],
    }
    results = make(content)
    assert [(result.unit, result.outcome is not None) for result in results] == [(FIRST, True), (THIRD, True)]
    assert "办班。" in text_of(results[0]) and "改造。" in text_of(results[1])


def test_the_command_writes_a_line_for_each_unit(workbook: Callable[..., Path], tmp_path: Path) -> None:
    content = sheets(FIRST, THIRD)
    content["工作成效"][2][1] = "上上半年"
    result = CliRunner().invoke(application, ["generate", str(workbook(content)), "--output", f"{tmp_path}/报告/"])
    assert result.exit_code == 1
    first, second, last = result.stdout.splitlines()
    assert first.startswith(f"{FIRST}：2025年上半年：取工作成效1行")
    assert (second, last) == (f"{THIRD}：有错误，没有写", "共 2 个单位，写出 1 份，1 个单位没有写。")
    assert "“上上半年”不是认得的时期" in result.stderr


def banded(*rows: list[Any], head: list[str] = HEAD[1:]) -> tuple[list[list[Any]], list[str]]:
    """Return a sheet whose rows of one cell are merged over its columns, with these areas."""
    areas = [f"A{number}:{'ABCDE'[len(head) - 1]}{number}" for number, row in enumerate(rows, 2) if len(row) == 1]
    return [head, *rows], areas


DESCRIBED = [["项目", "内容", "填报单位"], ["年度", 2025], ["单位名称", FIRST, FIRST], ["单位名称", THIRD, THIRD]]


@pytest.mark.parametrize("ordinals", [("", ""), ("一、", "二、")])
def test_a_band_that_names_a_unit_tells_whose_the_rows_below_it_are(
    workbook: Callable[..., Path], tmp_path: Path, ordinals: tuple[str, str]
) -> None:
    rows, areas = banded(
        [ordinals[0] + FIRST], ["上半年", "抓培训", "办班。"], [ordinals[1] + THIRD], ["上半年", "抓供水", "改造。"]
    )
    path = workbook({"基本信息": DESCRIBED, "工作成效": rows}, merged={"工作成效": areas})
    results = list(generate_units(Request(workbook=path, output=f"{tmp_path}/报告/")))
    assert [result.unit for result in results] == [FIRST, THIRD]
    assert "办班。" in text_of(results[0]) and "改造。" not in text_of(results[0])
    assert "改造。" in text_of(results[1]) and FIRST not in text_of(results[1]), "no heading names the other unit"


def test_a_row_that_names_another_unit_than_its_band_is_told(workbook: Callable[..., Path]) -> None:
    rows, areas = banded([FIRST], [THIRD, "上半年", "抓培训", "办班。"], head=HEAD)
    rows.append([FIRST, "上半年", "抓普法", "普法。"])
    path = workbook({"基本信息": DESCRIBED, "工作成效": rows}, merged={"工作成效": areas})
    message = f"“填报单位”写的是“{THIRD}”，上面的横栏A2是“{FIRST}”"
    assert ("L41", "工作成效!A3", message) in told(path)


def test_a_band_with_the_name_of_the_only_unit_is_no_section(workbook: Callable[..., Path], tmp_path: Path) -> None:
    rows, areas = banded([FIRST], ["上半年", "抓培训", "办班。"], ["上半年", "抓普法", "普法。"])
    facts = [["项目", "内容"], ["单位名称", FIRST], ["年度", 2025]]
    path = workbook({"基本信息": facts, "工作成效": rows}, merged={"工作成效": areas})
    outcome = generate(Request(workbook=path, output=f"{tmp_path}/报告/"))
    lines = [paragraph.text for paragraph in docx.Document(str(outcome.path)).paragraphs]
    assert f"一、{FIRST}" not in lines and FIRST not in lines


def test_a_slip_in_the_name_of_a_unit_without_rows_of_its_own_is_told(workbook: Callable[..., Path]) -> None:
    facts = [["项目", "内容"], ["单位名称", FIRST], ["年度", 2025]]
    content = {"基本信息": facts, "工作成效": rows(SECOND), "工作计划": rows("丁区水务局", THIRD, period="下半年")}
    message = f"填报单位是“{SECOND}”，与单位名称“{FIRST}”不同"
    assert ("V86", "工作成效!A2", message) in told(workbook(content))
