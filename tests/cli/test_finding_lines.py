"""Findings as lines on a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from summarize.cli.layout import MOST_LINES, count_up, lay_out, printable
from summarize.findings import Severity

Make = Callable[..., Any]


def test_a_finding_is_one_line_with_severity_code_place_message_and_remedy(finding: Make) -> None:
    lines = lay_out([finding("一季度写的是“十二”，\n不是数字", sheet="指标", cell="E7")])
    assert lines == ["错误 V03 指标!E7：一季度写的是“十二”， 不是数字。改法：改为数字。"]


def test_errors_stand_before_warnings_and_warnings_before_information(finding: Make) -> None:
    lines = lay_out(
        [
            finding(severity=Severity.INFO, code="V70", sheet="工作成效", cell="B2"),
            finding(severity=Severity.WARNING, code="V40", sheet="工作成效", cell="C2"),
            finding(sheet="指标", cell="E7"),
        ]
    )
    assert [line.split("：")[0] for line in lines] == [
        "错误 V03 指标!E7",
        "警告 V40 工作成效!C2",
        "提示 V70 工作成效!B2",
    ]


def test_a_finding_without_a_place_has_no_empty_place(finding: Make) -> None:
    assert lay_out([finding("没有单位名称", suggestion="")]) == ["错误 V03：没有单位名称。"]


def test_more_than_three_of_one_kind_are_folded_into_one_line_with_their_cells(finding: Make) -> None:
    lines = lay_out([finding(sheet="指标", cell=f"E{row}") for row in range(1, 13)])
    assert lines == [
        "错误 V03 指标!E1：这里只能填数字。改法：改为数字。（同类共 12 处：E1、E2、E3、E4、E5、E6、E7、E8等）"
    ]


def test_folded_cells_of_other_sheets_name_their_sheet(finding: Make) -> None:
    sheets = ["指标", "指标", "工作成效", "工作成效"]
    lines = lay_out([finding(sheet=sheet, cell=f"E{row}") for row, sheet in enumerate(sheets, 1)])
    assert lines[0].endswith("（同类共 4 处：E1、E2、工作成效!E3、工作成效!E4）")


def test_different_messages_at_one_place_are_each_shown(finding: Make) -> None:
    lines = lay_out([finding(f"没有“{sheet}”表", file="甲.xlsx") for sheet in ("基本信息", "工作成效", "工作成效")])
    assert lines == [
        "错误 V03 甲.xlsx：没有“基本信息”表。改法：改为数字。",
        "错误 V03 甲.xlsx：没有“工作成效”表。改法：改为数字。（同一格同类共 2 处）",
    ]


def test_different_messages_at_one_place_are_not_hidden_where_room_is_short(finding: Make) -> None:
    kinds = [finding(code=f"V{kind:02}", sheet="指标", cell=f"E{row}") for kind in range(10, 30) for row in range(3)]
    lines = lay_out([*(finding(f"没有“{sheet}”表") for sheet in ("基本信息", "工作成效")), *kinds])
    assert lines[:2] == ["错误 V03：没有“基本信息”表。改法：改为数字。", "错误 V03：没有“工作成效”表。改法：改为数字。"]
    assert len(lines) == 22


def test_lines_go_sheet_by_sheet_and_row_by_row(finding: Make) -> None:
    places = [("指标", "B10"), ("工作成效", "D5"), ("指标", "AA2"), ("指标", "E2"), ("工作成效", None), (None, None)]
    lines = lay_out([finding(code=f"V{n:02}", sheet=sheet, cell=cell) for n, (sheet, cell) in enumerate(places)])
    assert [line.split("：")[0] for line in lines] == [
        "错误 V05",
        *("错误 V03 指标!E2", "错误 V02 指标!AA2", "错误 V00 指标!B10"),
        *("错误 V04 工作表“工作成效”", "错误 V01 工作成效!D5"),
    ]


def test_a_folded_line_stands_where_its_first_place_is(finding: Make) -> None:
    many = [finding(sheet="指标", cell=f"E{row}") for row in range(2, 12)]
    lines = lay_out(
        [finding(code="V09", sheet="指标", cell="A20"), finding(code="V08", sheet="指标", cell="A1"), *many]
    )
    assert [line.split("：")[0] for line in lines] == ["错误 V08 指标!A1", "错误 V03 指标!E2", "错误 V09 指标!A20"]


def test_three_of_one_kind_are_shown_one_by_one(finding: Make) -> None:
    assert len(lay_out([finding(sheet="指标", cell=f"E{row}") for row in range(3)])) == 3


def test_verbose_folds_nothing(finding: Make) -> None:
    assert len(lay_out([finding(sheet="指标", cell=f"E{row}") for row in range(200)], is_verbose=True)) == 200


def test_the_same_code_in_two_files_is_not_folded_together(finding: Make) -> None:
    findings = [finding(file=f"{name}.xlsx", sheet="指标", cell="E7") for name in "甲乙" for _ in range(2)]
    assert lay_out(findings, has_headings=True) == [
        "甲.xlsx",
        "  错误 V03 指标!E7：这里只能填数字。改法：改为数字。（同一格同类共 2 处）",
        "乙.xlsx",
        "  错误 V03 指标!E7：这里只能填数字。改法：改为数字。（同一格同类共 2 处）",
    ]


def test_kinds_are_folded_further_before_any_is_left_out(finding: Make) -> None:
    findings = [finding(code=f"V{kind:02}", sheet="指标", cell=f"E{row}") for kind in range(20) for row in range(3)]
    lines = lay_out(findings)
    assert len(lines) == 20
    assert all("同类共 3 处" in line for line in lines)


def test_where_room_is_short_figures_are_shown_before_marks_and_errors_before_all(finding: Make) -> None:
    place = {"severity": Severity.WARNING, "sheet": "工作成效"}
    marks = [finding(code=f"P{n}", cell=f"C{n}", **place) for n in range(10, 50)]
    figures = [finding(code=code, cell="C50", **place) for code in ("D01", "Q01", "V75", "X03")]
    error = finding(code="G30", sheet="工作成效", cell="C60")
    shown = lay_out([*marks, *figures, error])
    assert [line.split()[1] for line in shown[:7]] == ["G30", "V75", "X03", "Q01", "D01", "P10", "P11"]
    assert shown[-1] == "……另有 17 项未列出，用 summarize check 加 --verbose 可逐条查看"


def test_never_more_lines_than_anybody_reads_and_errors_are_kept(finding: Make) -> None:
    warnings = [
        finding(code=f"V{kind:03}", severity=Severity.WARNING, file=f"{kind}.xlsx", sheet="指标", cell="E7")
        for kind in range(100)
    ]
    error = finding("坏了", code="R01", file="99.xlsx")
    lines = lay_out([*warnings, error], has_headings=True)
    assert len(lines) == MOST_LINES + 1
    assert lines[:2] == ["99.xlsx", "  错误 R01：坏了。改法：改为数字。"]
    assert lines[-1] == "……另有 87 项未列出，用 summarize check 加 --verbose 可逐条查看"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("没有填“年度”", "没有填“年度”。"),
        ("没有这个指标。", "没有这个指标。"),
        ("没有这个指标，是否指“走访户数”？", "没有这个指标，是否指“走访户数”？"),
        ("单元格中写着“已完成。”", "单元格中写着“已完成。”"),
        ("列名重复（“内容”）", "列名重复（“内容”）。"),
    ],
)
def test_a_message_ends_with_exactly_one_mark(finding: Make, message: str, shown: str) -> None:
    assert lay_out([finding(message, suggestion="")]) == [f"错误 V03：{shown}"]


def test_counts_name_only_what_there_is(finding: Make) -> None:
    assert count_up([]) == "未发现问题。"
    assert count_up([finding(), finding(), finding(severity=Severity.INFO)]) == "错误 2 处，提示 1 处。"


def test_nothing_in_a_cell_drives_the_terminal() -> None:
    assert printable("甲\x1b[31m乙\n丙\u202e丁\x9b戊\ud800") == "甲␛[31m乙 丙丁\ufffd戊 "
