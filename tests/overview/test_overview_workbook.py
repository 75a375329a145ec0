"""The overview as a workbook, read back."""

from __future__ import annotations

import datetime
import errno
import gc
import os
import re
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from layout.conftest import soffice  # noqa: F401 (a fixture)
from overview.conftest import DISTRICT, HEADING, Write, error, figure

from summarize.errors import MachineError
from summarize.findings import Place
from summarize.opc import files
from summarize.overview import FigureCell, UnitRow, UnitState, unit_sheets
from summarize.overview.rules import UNIT_NOT_SENT

FIRST = 6
"""The first row of figures."""


def done(unit: str, *figures: FigureCell, **others: Any) -> UnitRow:
    return UnitRow(unit, UnitState.DONE, f"{unit}.xlsx", f"{unit}.docx", figures=figures, **others)


def printed(cell: Any) -> str:
    """Return a number as its format shows it, for the formats that the overview uses."""
    code = cell.number_format.split(";")[0]
    value = abs(cell.value) * (100 if re.sub(r'"[^"]*"', "", code).endswith("%") else 1)
    digits = re.search(r"0(?:\.(0+))?(?=%|x|\Z)", re.sub(r'"[^"]*"', lambda found: "x" * len(found[0]), code))
    if digits is None:
        return code.replace('"', "")
    text = f"{value:.{len(digits[1] or '')}f}"
    return (code[: digits.start()] + text + code[digits.end() :]).replace('"', "")


def test_the_head_tells_what_was_made_of_what(overview: Write) -> None:
    written = overview(heading=replace(HEADING, expected="应报单位.xlsx"))
    facts = {row[0]: row[1] for row in written.values("总览") if row[0]}
    assert facts["文件夹"] == "2025年上半年"
    assert facts["生成时间"] == "2025年7月6日 9:05"
    assert facts["模板"] == "半年工作总结.docx"
    assert facts["程序"] == "summarize 1.0"
    assert facts["应报单位名单"] == "应报单位.xlsx"
    assert facts["合计"] == "错误 5 处，警告 3 处，报告共 5 页"
    assert [facts[state] for state in ("○ 未报送", "× 有错误", "△ 待生成", "√ 已生成")] == [1, 1, 1, 3]


def test_units_stand_by_state_and_within_as_they_come(overview: Write) -> None:
    rows = overview().values("各单位")
    assert [row[:3] for row in rows[2:]] == [
        (1, "丙局", "○ 未报送"),
        (2, "乙局", "× 有错误"),
        (3, "丁局", "△ 待生成"),
        (4, "甲局", "√ 已生成"),
        (5, "戊局", "√ 已生成"),
        (6, "己局", "√ 已生成"),
    ]
    assert rows[1] == (
        *("序号", "单位", "状态", "错误", "警告", "页数", "报告", "PDF", "来源文件"),
        *("联系人", "电话", "报送时限", "说明"),
    )
    assert rows[2][9:] == ("丙同志", "0999-3", "7月5日", "已催")
    assert rows[3][3:5] == (5, 1)
    assert rows[5][4:6] == (2, 5)


def test_columns_that_nobody_fills_are_left_out(overview: Write) -> None:
    assert overview([done("甲局")]).values("各单位")[1] == ("序号", "单位", "状态", "错误", "警告", "报告", "来源文件")


def test_documents_are_linked_from_where_the_overview_lies(overview: Write) -> None:
    sheet = overview().sheet("各单位")
    assert sheet["G6"].value == '=HYPERLINK("2025年上半年/甲局 总结.docx","甲局 总结.docx")'
    assert sheet["H6"].value == '=HYPERLINK("2025年上半年/甲局 总结.pdf","PDF")'
    assert overview().values("各单位")[5][6] == "甲局 总结.docx"


def test_what_a_link_cannot_hold_is_escaped_or_left_to_text(overview: Write) -> None:
    long = "长" * 300
    paths = ['a#1"2".docx', f"{long}.docx", "a\nb.docx"]
    sheet = overview([UnitRow("甲", UnitState.DONE, document=path) for path in paths]).sheet("各单位")
    assert sheet["F3"].value == '=HYPERLINK("a%231""2"".docx","a#1""2"".docx")'
    halves = f'"{long[:250]}"&"{long[250:]}.docx"'
    assert sheet["F4"].value == f"=HYPERLINK({halves},{halves})"
    assert sheet["F5"].value == "a\nb.docx"


def test_each_error_is_a_row_with_file_cell_and_advice(overview: Write) -> None:
    rows = overview().values("问题")
    assert rows[1] == ("单位", "级别", "文件", "位置", "问题", "改法", "编号", "联系人", "电话")
    assert rows[2][:7] == ("乙局", "错误", "乙.xlsx", "指标!E7", "第1处", "把 E7 改为 12。", "V03")
    assert [row[:2] for row in rows[7:]] == [("乙局", "警告"), ("甲局", "警告"), ("甲局", "警告")]
    assert rows[8] == (
        "甲局",
        "警告",
        "乙.xlsx",
        "指标!E7",
        "成文日期是2024年",
        "把 E7 改为 12。",
        "V90",
        "甲同志",
        "0999-1",
    )
    assert len(rows) == 2 + 5 + 3


def test_of_a_workbook_full_of_errors_the_first_hundred_are_listed(overview: Write) -> None:
    rows = overview([UnitRow("乙局", UnitState.FAILED, "乙.xlsx", errors=tuple(map(error, "错" * 130)))]).values("问题")
    assert len(rows) == 2 + 100 + 1
    assert rows[-1][4] == "另有30处没有列出：改正以上各处后再运行，或用 summarize check 看全部"


def test_figures_are_numbers_that_print_as_in_the_report(overview: Write) -> None:
    cases = {
        "880": ("增长7.7%", 7.7, "户"),
        "3.50": ("下降3.4%", -3.4, "亿元"),
        "98.4": ("提高1.2个百分点", 1.2, "%"),
        "-12": ("持平", 0.0, "件"),
        "预计1200.5": ("预计增长20%", 20.0, "万元"),
    }
    figures = [
        figure(f"指标{n}", text, words, number=float(text.strip("预计")), change_number=change, measure=measure)
        for n, (text, (words, change, measure)) in enumerate(cases.items())
    ]
    sheet = overview([done("甲局", *figures)]).sheet("指标")
    for at, (text, (words, change, measure)) in enumerate(cases.items()):
        value, changed = sheet.cell(FIRST, 2 + 2 * at), sheet.cell(FIRST, 3 + 2 * at)
        assert isinstance(value.value, int | float)
        assert isinstance(changed.value, int | float)
        assert printed(value) == text.lstrip("-") + ("%" if measure == "%" else "")
        assert printed(changed) == words
        shown = float(text.strip("预计"))
        assert value.value == pytest.approx(shown / 100 if measure == "%" else shown)
        assert changed.value == pytest.approx(change / 100 if words.endswith("%") else change)


def test_values_keep_more_digits_than_are_printed(overview: Write) -> None:
    cell = overview([done("甲局", figure(printed="3.33", number=10 / 3))]).sheet("指标").cell(FIRST, 2)
    assert (cell.value, cell.number_format) == (pytest.approx(10 / 3, rel=1e-14), "0.00")


def test_a_figure_that_lacks_is_shown_as_such(overview: Write) -> None:
    rows = overview().values("指标")
    assert rows[2][:7] == ("指标（计量单位）", "走访户数（户）", None, "满意率（%）", None, "办结件数（件）", None)
    assert rows[4][:3] == ("单位", "本期", "同比")
    assert rows[5][5:7] == ("—", "—")
    assert (rows[6][0], rows[6][3]) == ("戊局", "未填")
    assert rows[7][:3] == ("己局", "—", "—")
    assert len(rows) == 8


def test_only_what_adds_up_is_summed(overview: Write) -> None:
    figures = {
        "走访户数": {"measure": "户"},
        "在册企业": {"measure": "家", "is_added": False},
        "合格率": {"measure": ""},
        "满意度": {"measure": "%"},
        "人均收入": {"measure": "元"},
        "单位面积产量": {"measure": "公斤/亩"},
        "罚没金额": {"measure": "万元"},
    }
    units = [done(unit, *(figure(name, "1.25", **more) for name, more in figures.items())) for unit in ("甲", "乙")]
    written = overview(units)
    sums = dict(zip(figures, written.values("指标")[3][1::2], strict=True))
    assert sums == {name: 2.5 if name in ("走访户数", "罚没金额") else "不相加" for name in figures}
    assert written.sheet("指标")["B4"].value == "=SUBTOTAL(109,B6:B7)"


def test_sums_are_exact_in_tenths(overview: Write) -> None:
    units = [done(f"第{n}局", figure(printed="0.1")) for n in range(1000)]
    assert overview(units).values("指标")[3][1] == 100


def test_of_an_indicator_that_a_unit_has_twice_the_first_counts(overview: Write) -> None:
    written = overview([done("甲", figure(printed="120"), figure("走访户数 ", "80")), done("乙", figure(printed="5"))])
    rows = written.values("指标")
    assert rows[3][:2] == ("合计（2个单位）", 125)
    assert [row[:2] for row in rows[5:]] == [("甲", 120), ("乙", 5)]
    assert [len(row[9]) for row in written.parsed.rows] == [1, 1]


def test_what_a_sheet_cannot_hold_is_on_the_page_and_the_sheet_says_so(
    overview: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_sheets, "_MOST_ROWS", 5)
    rows = [UnitRow(f"第{n}局", UnitState.FAILED, f"{n}.xlsx", errors=(error(),)) for n in range(6)]
    written = overview(rows)
    units, troubles = written.values("各单位"), written.values("问题")
    assert [row[1] for row in units[2:]] == ["第0局", "第1局", "第2局", "后面的放不下了，请看网页"]
    assert [row[0] for row in troubles[2:]] == ["第0局", "第1局", "第2局", "后面的放不下了，请看网页"]
    assert len(written.parsed.rows) == 6


def test_a_sheet_holds_a_million_rows() -> None:
    assert 1_000_000 < unit_sheets._MOST_ROWS < 1_048_576


def test_values_in_different_units_stand_apart(overview: Write) -> None:
    units = [done("甲", figure("投资", "3", measure="亿元")), done("乙", figure("投资 ", "300", measure="万元"))]
    assert overview(units).values("指标")[2][1:5:2] == ("投资（亿元）", "投资（万元）")


def test_a_measure_that_is_not_the_others_is_told_at_its_column(overview: Write) -> None:
    units = [done(f"乙{n}", figure("检查", "3", measure="次")) for n in range(2)] + [
        done("甲", figure("检查", measure="家"))
    ]
    assert overview(units).values("指标")[2][1:5:2] == ("检查（次）", "检查（家）\n多数单位写“次”，这里写“家”")


def test_figures_of_another_year_stand_below_and_in_no_sum(overview: Write) -> None:
    units = [done("甲", figure(printed="9"), period="2024年上半年"), done("乙", figure(printed="5"))]
    written = overview(units)
    rows = written.values("指标")
    assert rows[3][:2] == ("合计（1个单位）", 5)
    assert [row[:2] for row in rows[5:]] == [
        ("乙", 5),
        ("年度与多数单位不同，没有合计在内", None),
        ("甲（2024年上半年）", 9),
    ]
    assert written.sheet("指标")["B4"].value == "=SUBTOTAL(109,B6)"
    assert written.sheet("指标").auto_filter.ref == "A5:C6"


def test_units_stand_as_the_list_has_them_and_those_not_on_it_behind(overview: Write) -> None:
    ranks = {"甲": 2, "乙": None, "丙": 0, "丁": None, "戊": 1}
    written = overview([done(unit, figure(), rank=rank) for unit, rank in ranks.items()])
    assert [row[1] for row in written.values("各单位")[2:]] == ["丙", "戊", "甲", "乙", "丁"]
    assert [row[0] for row in written.values("指标")[5:]] == ["丙", "戊", "甲", "乙", "丁"]
    assert [row[0] for row in written.parsed.rows] == ["丙", "戊", "甲", "乙", "丁"]


@pytest.mark.parametrize(("indicators", "breaks"), [(5, []), (6, [7]), (11, [9, 17])])
def test_no_page_of_figures_has_a_lonely_column(overview: Write, indicators: int, breaks: list[int]) -> None:
    sheet = overview([done("甲", *(figure(f"指标{n}") for n in range(indicators)))]).sheet("指标")
    assert [found.id for found in sheet.col_breaks.brk] == breaks


def test_sheets_are_printed_in_nine_points_or_more(overview: Write) -> None:
    written = overview()
    for name in ("各单位", "问题"):
        sheet = written.sheet(name)
        pixels = sum(round(column.width * 7) for column in sheet.column_dimensions.values())
        paper = (297 / 25.4 - sheet.page_margins.left - sheet.page_margins.right) * 96
        assert 10.5 * paper / pixels >= 9, name


def test_indicators_of_few_units_stand_behind_the_common_ones(overview: Write) -> None:
    units = [done("甲", figure("独有"), figure("共有"))] + [done(f"乙{n}", figure("共有")) for n in range(4)]
    assert overview(units).values("指标")[2][1:5:2] == ("共有（户）", "独有（户）")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+8613",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "<script>alert(1)</script>",
        "_x0041_",
        "a\x01b",
        "{=1}",
        "'",
        "http://a",
    ],
)
def test_text_stays_text_whatever_it_begins_with(overview: Write, text: str) -> None:
    row = UnitRow(
        text, UnitState.FAILED, text, errors=(error(text, file=text),), figures=(figure(text, text, number=None),)
    )
    written = overview([row])
    for name, address in (
        ("各单位", "B3"),
        ("问题", "A3"),
        ("问题", "E3"),
        ("指标", f"A{FIRST}"),
        ("指标", f"B{FIRST}"),
    ):
        cell = written.sheet(name)[address]
        assert (cell.data_type, openpyxl.utils.escape.unescape(cell.value)) == ("s", text)
    starts_formula = text[0] in "=+-@\t"
    assert written.sheet("各单位")["B3"].quotePrefix is (True if starts_formula else None) or not starts_formula


def test_what_no_cell_can_hold_is_replaced_and_what_is_too_long_is_cut(overview: Write) -> None:
    sheet = overview([UnitRow("甲\ud800乙\uffff", UnitState.NOT_SENT, note="长" * 40_000)]).sheet("各单位")
    assert sheet["B3"].value == "甲�乙�"
    assert sheet["H3"].value == "长" * 32_000 + "…"


def test_sheets_are_set_up_for_work_and_print(overview: Write) -> None:
    written = overview()
    frozen = {name: written.sheet(name).freeze_panes for name in ("各单位", "问题", "指标")}
    assert frozen == {"各单位": "C3", "问题": "B3", "指标": "B6"}
    filters = {name: written.sheet(name).auto_filter.ref for name in frozen}
    assert filters == {"各单位": "A2:M8", "问题": "A2:I10", "指标": "A5:G8"}
    for name in frozen:
        sheet = written.sheet(name)
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == {"指标": "$3:$5"}.get(name, "$2:$2")


def test_what_was_found_of_the_batch_stands_on_the_first_sheet(overview: Write) -> None:
    found = UNIT_NOT_SENT.at(Place(file="名单.xlsx", sheet="应报单位", cell="A3"), "“丙局”没有报送", "请催报。")
    rows = overview(heading=replace(HEADING, findings=(found,) * 600)).values("总览")
    assert ("警告", "名单.xlsx 应报单位!A3", "“丙局”没有报送。请催报。") in rows
    assert ("另有100条，没有列出", None, None) in rows


def test_an_empty_batch_has_an_overview(overview: Write) -> None:
    written = overview([])
    assert len(written.values("各单位")) == 2
    assert written.values("问题")[2][0] == "没有错误和警告"


def test_the_same_rows_give_the_same_bytes(overview: Write) -> None:
    one, other = overview(name="一"), overview(name="二")
    assert one.workbook.read_bytes() == other.workbook.read_bytes()
    assert one.page.read_bytes() == other.page.read_bytes()
    later = overview(heading=replace(HEADING, made_at=datetime.datetime(2025, 7, 7)), name="三")
    assert parts_but_time(later.workbook) == parts_but_time(one.workbook)


def parts_but_time(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if not name.startswith("docProps")}
    parts["xl/worksheets/sheet1.xml"] = re.sub(
        "2025年7月.日 ".encode() + rb"[0-9:]+", b"", parts["xl/worksheets/sheet1.xml"]
    )
    return parts


def test_an_overview_that_cannot_be_written_leaves_the_old_one(overview: Write, tmp_path: Path) -> None:
    def failing() -> Any:
        yield DISTRICT[0]
        raise KeyboardInterrupt

    written = overview()
    before = written.workbook.read_bytes(), written.page.read_bytes(), sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        overview(failing())
    assert (written.workbook.read_bytes(), written.page.read_bytes(), sorted(tmp_path.iterdir())) == before


@pytest.mark.libreoffice
def test_libreoffice_opens_it_with_the_numbers_as_printed(soffice: str, overview: Write, tmp_path: Path) -> None:  # noqa: F811
    written = overview()
    profile = (tmp_path / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to"]
    csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,4"
    subprocess.run(
        [*command, csv, "--outdir", str(tmp_path), str(written.workbook)], check=True, capture_output=True, timeout=120
    )
    (sheet,) = tmp_path.glob("总览*指标*.csv")
    lines = sheet.read_text(encoding="utf-8").splitlines()
    assert lines[3] == "合计（3个单位）,200.5,,不相加,,7,"
    assert lines[5:] == [
        "甲局,120,增长12.3%,98.4%,提高1.2个百分点,—,—",
        "戊局,80.5,下降3.4%,未填,—,—,—",
        "己局,—,—,—,—,7,—",
    ]


class Full(files._Draft):
    """A file on a disk that is full after some writes."""

    room = 3

    def write(self, data: Any) -> int:
        Full.room -= 1
        if Full.room == -1:
            full = os.open("/dev/full", os.O_WRONLY)
            os.dup2(full, self.fileno())
            os.close(full)
        return super().write(data)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_told_and_leaves_nothing(
    overview: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_Draft", Full)
    with pytest.raises(MachineError) as refused:
        overview()
    gc.collect()  # what was not closed would tell so now, and a warning is an error
    (finding,) = refused.value.findings
    assert finding.message == f"无法写入“{tmp_path / '总览.xlsx'}”：磁盘空间不足。"
    assert list(tmp_path.iterdir()) == []


def test_a_full_temporary_folder_is_told_as_itself(
    overview: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr("summarize.overview.workbook._write_sheets", refuse)
    with pytest.raises(MachineError) as refused:
        overview()
    (finding,) = refused.value.findings
    assert finding.message == f"无法写入“{tempfile.gettempdir()}”：磁盘空间不足。"
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_while_rows_are_written_leaves_nothing(
    overview: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarize.overview.unit_sheets.TroubleSheet.put_errors", interrupted)
    with pytest.raises(KeyboardInterrupt):
        overview()
    gc.collect()
    assert [path.name for path in tmp_path.rglob("*")] == ["temp"]
