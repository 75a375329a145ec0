"""From what a batch has done, and the list of who was to send, to the overview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from overview.conftest import HEADING

from summarize.findings import Finding, Place, Severity
from summarize.overview import FigureCell
from summarize.pipeline.batch.entries import DEFECT, DONE, DRAFT, FAILED, LOST, TWICE, UNWRITTEN, InputEntry, UnitEntry
from summarize.pipeline.batch.expected import ExpectedUnit, ExpectedUnits
from summarize.pipeline.batch.jobs import UnitFigure
from summarize.pipeline.batch.overview import Overview, Printed, figure_cell
from summarize.validate.rules import SHEET_MISSING


def fault(file: str, severity: Severity = Severity.ERROR) -> Finding:
    return SHEET_MISSING.at(Place(file=file, sheet="指标", cell="E7"), "这里只能填数字", "改为 12。", severity=severity)


def unit(name: str, outcome: str = DONE, **others: Any) -> UnitEntry:
    place = f"2025年上半年/{name}.docx" if outcome in (DONE, DRAFT) else ""
    return UnitEntry(f"{name}.xlsx", 0, name, outcome, keys=(name,), place=place, **others)


def entry(*units: UnitEntry, path: str = "", findings: Sequence[Finding] = ()) -> InputEntry:
    return InputEntry(path or f"{units[0].unit}.xlsx", "", "", findings=tuple(findings), units=units)


def listed(*names: str) -> ExpectedUnits:
    units = (ExpectedUnit(name, Place(file="应报单位.xlsx", cell=f"A{row}")) for row, name in enumerate(names, start=2))
    return ExpectedUnits(Path("应报单位.xlsx"), tuple(units))


def written(
    folder: Path, entries: Sequence[InputEntry], **others: Any
) -> tuple[list[dict[str, Any]], tuple[Finding, ...]]:
    """Write an overview, and return the rows of its units and what was found of the list."""
    overview = Overview(
        heading=HEADING,
        root=folder,
        entries=lambda: iter(entries),
        **{"expected": ExpectedUnits(), **others},
    )
    path = folder / "总览.xlsx"
    findings = overview.write(path, folder / "总览.html")
    heads, *rows = list(openpyxl.load_workbook(path, data_only=True)["各单位"].iter_rows(values_only=True))[1:]
    return [{head: cell for head, cell in zip(heads, row, strict=True) if cell} for row in rows], findings


def test_units_are_told_by_what_became_of_them(tmp_path: Path) -> None:
    outcomes = [FAILED, TWICE, UNWRITTEN, LOST, DEFECT, DRAFT, DONE]
    entries = [entry(unit(outcome, outcome, findings=(fault(f"{outcome}.xlsx"),))) for outcome in outcomes]
    rows, _ = written(tmp_path, entries)
    assert [(row["单位"], row["状态"], row.get("说明", "")) for row in rows] == [
        ("failed", "× 有错误", ""),
        ("sent-twice", "× 有错误", "同一个单位报了两次，都没有写"),
        ("unwritten", "× 有错误", "报告没有写成：写入时出错"),
        ("lost", "× 有错误", "没有做完：处理它的进程中断了，再运行一次即可"),
        ("defect", "× 有错误", "没有做完：程序出了错，请把运行记录发给维护的人"),
        ("draft", "√ 已生成", "草稿：有错误，文中缺的地方已标出"),
        ("done", "√ 已生成", ""),
    ]
    assert [row["错误"] for row in rows] == [1] * 7


def test_warnings_are_counted_and_documents_linked_with_their_pages(tmp_path: Path) -> None:
    warnings = (fault("甲局.xlsx", Severity.WARNING), fault("甲局.xlsx", Severity.INFO))
    rows, _ = written(
        tmp_path, [entry(unit("甲局", extra=warnings))], printed=lambda one: Printed(one.place[:-4] + "pdf", 5)
    )
    assert rows == [
        {
            **{"序号": 1, "单位": "甲局", "状态": "√ 已生成", "警告": 1, "页数": 5},
            **{"报告": "甲局.docx", "PDF": "PDF", "来源文件": "甲局.xlsx"},
        }
    ]
    sheet = openpyxl.load_workbook(tmp_path / "总览.xlsx")["各单位"]
    assert sheet["H3"].value == '=HYPERLINK("2025年上半年/甲局.pdf","PDF")'


def test_links_are_seen_from_where_the_overview_lies(tmp_path: Path) -> None:
    overview = Overview(heading=HEADING, root=tmp_path, entries=lambda: [entry(unit("甲局"))], expected=ExpectedUnits())
    overview.write(tmp_path / "2025年上半年" / "总览.xlsx", None)
    sheet = openpyxl.load_workbook(tmp_path / "2025年上半年" / "总览.xlsx")["各单位"]
    assert sheet["F3"].value == '=HYPERLINK("甲局.docx","甲局.docx")'
    overview.write(tmp_path / "别处" / "总览.xlsx", None)
    sheet = openpyxl.load_workbook(tmp_path / "别处" / "总览.xlsx")["各单位"]
    assert sheet["F3"].value == '=HYPERLINK("../2025年上半年/甲局.docx","甲局.docx")'


def test_whoever_has_not_sent_comes_first_with_whom_to_ask(tmp_path: Path) -> None:
    missing = ExpectedUnit("丙局", Place(file="应报单位.xlsx", cell="A9"), "", "丙同志", "0999-3", "7月5日")
    expected = ExpectedUnits(Path("应报单位.xlsx"), (*listed("甲局").units, missing))
    rows, findings = written(tmp_path, [entry(unit("甲局"))], expected=expected)
    assert rows[0] == {
        **{"序号": 1, "单位": "丙局", "状态": "○ 未报送"},
        **{"联系人": "丙同志", "电话": "0999-3", "报送时限": "7月5日"},
    }
    assert [finding.message for finding in findings] == ["“丙局”没有报送（丙同志，0999-3）"]
    first = openpyxl.load_workbook(tmp_path / "总览.xlsx")["总览"]
    told = [row for row in first.iter_rows(values_only=True) if row[0] == "警告"]
    assert told == [
        ("警告", "A9", "“丙局”没有报送（丙同志，0999-3）。请催报；报来以后再运行一次，已经写好的不会重做。")
    ]


def test_a_name_that_is_nearly_that_of_a_missing_unit_is_asked_beside_it(tmp_path: Path) -> None:
    rows, _ = written(tmp_path, [entry(unit("云岭区水务据"))], expected=listed("云岭区水务局"))
    assert (rows[0]["单位"], rows[0]["说明"]) == ("云岭区水务局", "报来的“云岭区水务据”不在名单上，是否就是它？")
    assert (rows[1]["单位"], rows[1]["状态"]) == ("云岭区水务据", "√ 已生成")


def test_an_input_that_cannot_be_read_stands_under_the_unit_of_its_name(tmp_path: Path) -> None:
    broken = entry(path="上报/云岭区水务局2025年.xlsx", findings=[fault("上报/云岭区水务局2025年.xlsx")])
    unknown = entry(path="x.xlsx", findings=[fault("x.xlsx")])
    rows, findings = written(tmp_path, [broken, unknown], expected=listed("云岭区水务局"))
    assert [(row["单位"], row["状态"], row["说明"]) for row in rows] == [
        ("云岭区水务局", "× 有错误", "打不开，或读不出是哪个单位的"),
        ("x.xlsx", "× 有错误", "打不开，或读不出是哪个单位的"),
    ]
    assert findings == ()


def test_after_an_interruption_what_is_left_waits_and_nobody_is_chased(tmp_path: Path) -> None:
    rows, findings = written(
        tmp_path, [entry(unit("甲局"))], expected=listed("甲局", "云岭区水务局", "丙局"), waiting=["云岭区水务局.xlsx"]
    )
    assert [(row["单位"], row["状态"], row.get("说明", "")) for row in rows] == [
        ("丙局", "○ 未报送", "还有文件没有处理，可能就在其中"),
        ("云岭区水务局", "△ 待生成", ""),
        ("甲局", "√ 已生成", ""),
    ]
    assert findings == ()


def test_what_is_wrong_with_the_list_is_told_with_it(tmp_path: Path) -> None:
    wrong = ExpectedUnits(findings=(fault("应报单位.txt"),))
    _, findings = written(tmp_path, [entry(unit("甲局"))], expected=wrong)
    assert findings == wrong.findings


@pytest.mark.parametrize(
    ("kind", "measure", "is_added"),
    [("累计", "户", True), ("累计", "%", False), ("时点", "户", False), ("平均", "人", False), ("", "户", False)],
)
def test_only_what_adds_up_over_the_year_adds_up_over_units(kind: str, measure: str, *, is_added: bool) -> None:
    figure = UnitFigure("走访", measure, "12", 12.0, "增长3%", 3.0, kind)
    assert figure_cell(figure) == FigureCell("走访", measure, "12", 12.0, "增长3%", 3.0, is_added)


def test_a_unit_without_a_document_shows_no_figures(tmp_path: Path) -> None:
    figures = (UnitFigure("走访", "户", "12", 12.0, "", None, "累计"),)
    written(tmp_path, [entry(unit("甲局", figures=figures)), entry(unit("乙局", FAILED, figures=figures))])
    sheet = openpyxl.load_workbook(tmp_path / "总览.xlsx")["指标"]
    assert [row[0] for row in sheet.iter_rows(min_row=6, values_only=True)] == ["甲局"]
