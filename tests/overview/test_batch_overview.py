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
from summarize.validate.rules import CLASSIFIED, SHEET_MISSING


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
        ("unwritten", "× 有错误", "报告没有写成：写入时出错"),
        ("lost", "× 有错误", "没有做完：处理它的进程中断了，再运行一次即可"),
        ("defect", "× 有错误", "没有做完：程序出了错，请把运行记录发给维护的人"),
        ("sent-twice", "× 有错误", "重复报送，都没有写"),
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
    assert [finding.message for finding in findings] == ["“丙局”未报送（丙同志，0999-3）"]
    first = openpyxl.load_workbook(tmp_path / "总览.xlsx")["总览"]
    told = [row for row in first.iter_rows(values_only=True) if row[0] == "警告"]
    assert told == [
        ("警告", "应报单位.xlsx A9", "“丙局”未报送（丙同志，0999-3）。请催报；报来以后再运行一次，已经写好的不会重做。")
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
        ("云岭区水务局（按文件名）", "× 有错误", "打不开，或读不出是哪个单位的"),
        ("x.xlsx", "× 有错误", "打不开，或读不出是哪个单位的"),
    ]
    assert findings == ()


def test_after_an_interruption_what_is_left_waits_and_nobody_is_chased(tmp_path: Path) -> None:
    rows, findings = written(
        tmp_path, [entry(unit("甲局"))], expected=listed("甲局", "云岭区水务局", "丙局"), waiting=["云岭区水务局.xlsx"]
    )
    assert [(row["单位"], row["状态"], row.get("说明", "")) for row in rows] == [
        ("云岭区水务局", "◇ 尚不能确定", "可能是“云岭区水务局.xlsx”，还没有处理"),
        ("丙局", "◇ 尚不能确定", "还有工作簿没有处理，可能就在其中"),
        ("云岭区水务局.xlsx", "△ 待生成", ""),
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


def test_a_unit_that_was_sent_twice_is_one_with_both_files(tmp_path: Path) -> None:
    twice = [
        entry(unit("甲局", TWICE, findings=(fault(path),)), path=path) for path in ("旧/甲局.xlsx", "新/甲局.xlsx")
    ]
    rows, _ = written(tmp_path, twice, expected=listed("甲局"))
    assert rows == [
        {
            **{"序号": 1, "单位": "甲局", "状态": "× 有错误", "错误": 2},
            **{"来源文件": "旧/甲局.xlsx、新/甲局.xlsx", "说明": "重复报送，都没有写"},
        }
    ]
    first = openpyxl.load_workbook(tmp_path / "总览.xlsx")["总览"]
    assert first["A2"].value == "应报 1 个，已报 1 个（已生成 0，有错误 1），未报送 0 个"


def test_of_a_classified_input_nothing_but_file_and_rule_is_told(tmp_path: Path) -> None:
    place = Place(file="云岭区水务局.xlsx", sheet="某密项目", cell="B9", excerpt="某密摘录")
    found = CLASSIFIED.at(place, "标题行有密级标志“某密正文”", "某密建议", related=(place,))
    rows, _ = written(tmp_path, [entry(path="云岭区水务局.xlsx", findings=[found])], expected=listed("云岭区水务局"))
    assert rows == [
        {
            **{"序号": 1, "单位": "云岭区水务局（按文件名）", "状态": "× 有错误", "错误": 1},
            **{"来源文件": "云岭区水务局.xlsx", "说明": "填了密级，没有处理，请与保密员联系"},
        }
    ]
    assert "某密" not in (tmp_path / "总览.html").read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook(tmp_path / "总览.xlsx")["问题"]
    told = [cell.value for cell in sheet[3]]
    assert told[:5] == ["云岭区水务局（按文件名）", "错误", "云岭区水务局.xlsx", "", CLASSIFIED.summary]
    assert told[5:7] == [CLASSIFIED.remedy, "V38"]


def test_a_workbook_without_a_name_stands_under_the_unit_that_its_file_tells(tmp_path: Path) -> None:
    nameless = UnitEntry("云岭区水务局二季度.xlsx", 0, "", FAILED)
    other = UnitEntry("x.xlsx", 0, "", FAILED)
    rows, findings = written(
        tmp_path, [entry(nameless, path=nameless.input), entry(other, path="x.xlsx")], expected=listed("云岭区水务局")
    )
    assert [(row["单位"], row["说明"]) for row in rows] == [
        ("云岭区水务局（按文件名）", "工作簿里没有单位名称"),
        ("x.xlsx", "工作簿里没有单位名称"),
    ]
    assert findings == ()


def test_a_unit_of_another_year_is_told_and_its_figures_stand_apart(tmp_path: Path) -> None:
    figures = (UnitFigure("走访", "户", "12", 12.0, "", None, "累计"),)
    entries = [
        entry(unit(name, period=period, figures=figures))
        for name, period in (("甲局", "2024年上半年"), ("乙局", "2025年上半年"), ("丙局", "2025年上半年"))
    ]
    rows, _ = written(tmp_path, entries)
    assert [row.get("说明") for row in rows] == ["年度是2024年", None, None]
    sheet = openpyxl.load_workbook(tmp_path / "总览.xlsx", data_only=True)["指标"]
    assert (sheet["B4"].value, sheet["A9"].value) == (24, "甲局（2024年上半年）")


def test_findings_of_the_whole_batch_are_counted_with_those_of_units(tmp_path: Path) -> None:
    warned = unit("甲局", findings=(fault("甲局.xlsx", Severity.WARNING),))
    written(tmp_path, [entry(warned)], expected=listed("甲局", "丙局"))
    first = openpyxl.load_workbook(tmp_path / "总览.xlsx")["总览"]
    facts = {row[0]: row[1] for row in first.iter_rows(values_only=True)}
    assert facts["合计"] == "错误 0 处，警告 2 处"
