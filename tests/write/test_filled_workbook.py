"""Workbooks with rows in them: read back as they were handed over, in the shape of the blank one."""

from __future__ import annotations

import datetime
import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from summarize.model.cells import CellKind, Table
from summarize.model.contents import Entry, SheetContents
from summarize.model.vocabulary import EXAMPLE_MARK, HELP_SHEET, SHEETS
from summarize.pipeline import check
from summarize.read import read_workbook
from summarize.write.blank import write_blank_workbook
from summarize.write.filled import write_filled_workbook
from summarize.write.guide import FACT_HELP
from summarize.write.values import MAX_CHARACTERS, escape_text, split_text


def sheet(
    name: str, rows: Sequence[Mapping[str, object]], *, role: str | None = None, title: str = ""
) -> SheetContents:
    heads = tuple(dict.fromkeys(head for row in rows for head in row))
    entries = tuple(
        {head: value if isinstance(value, Entry) else Entry(value) for head, value in row.items()} for row in rows
    )
    return SheetContents(name, role, heads, entries, title)


FACTS = sheet(
    "基本信息", [{"项目": "单位名称", "内容": "某市某局"}, {"项目": "年度", "内容": Decimal(2025)}], role="基本信息"
)
DONE = sheet(
    "工作成效",
    [
        {
            "事项": "抓培训",
            "内容": "办班3期。",
            "时期": "上半年",
            "板块": "队伍建设",
            "责任科室": "人事科",
            "完成率": Entry(Decimal("0.5"), "0%"),
        }
    ],
    role="工作成效",
)
PLANNED = sheet("工作计划", [{"事项": "抓演练", "内容": "演练2次。", "时期": "下半年"}], role="工作计划")


def write(folder: Path, *sheets: SheetContents) -> dict[str, Table]:
    path = folder / "填好.xlsx"
    write_filled_workbook(path, sheets)
    return {table.sheet: table for table in read_workbook(path).tables}


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", '=HYPERLINK("x")', "#REF!", "'=1"),
        *("甲\r\n乙", "甲\x01乙", "_x0041_", "_x000D_", "  两头空  ", "1.10", "0012", "{走访户数}", "<b>&"),
    ],
)
def test_text_stays_text_whatever_it_begins_with(tmp_path: Path, text: str) -> None:
    cell = write(tmp_path, sheet("台账", [{"甲": text, "乙": "乙"}]))["台账"].rows[0]["甲"]
    assert (cell.kind, cell.value) == (CellKind.TEXT, text)
    with zipfile.ZipFile(tmp_path / "填好.xlsx") as package:
        parts = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")]
    assert len(parts) > 1 and not any(re.search(rb"<f[ >]", part) for part in parts)


def test_what_could_open_a_formula_stays_text_when_it_is_edited(tmp_path: Path) -> None:
    write(tmp_path, sheet("台账", [{"甲": "=1+1", "乙": "乙"}]))
    found = load_workbook(tmp_path / "填好.xlsx")["台账"]
    assert (found["A2"].data_type, found["A2"].quotePrefix, found["B2"].quotePrefix) == ("s", True, False)


@given(st.text(max_size=200))
def test_escaped_text_holds_nothing_that_xml_cannot(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", escape_text(text))


@given(st.text(st.sampled_from("甲乙。\n\x01_x0041"), max_size=400), st.integers(1, 400))
def test_parts_of_a_long_text_fit_and_make_the_whole(text: str, times: int) -> None:
    parts = split_text(text * times)
    assert "".join(parts) == text * times
    assert all(len(escape_text(part)) <= MAX_CHARACTERS for part in parts)


def test_a_text_too_long_for_a_cell_goes_on_in_a_row_of_the_same_item(tmp_path: Path) -> None:
    text = "做了一件事。" * 8000
    rows = write(
        tmp_path,
        sheet("工作成效", [{"事项": "抓培训", "时期": "上半年", "内容": text, "合并方式": "替换"}], role="工作成效"),
    )["工作成效"].rows
    assert "".join(row["内容"].raw for row in rows) == text
    assert [(row["事项"].raw, row["时期"].raw, row["合并方式"].raw) for row in rows] == [
        ("抓培训", "上半年", "替换"),
        ("抓培训", "上半年", "接续"),
    ]
    assert rows[0]["内容"].raw.endswith("。")


@pytest.mark.parametrize(
    ("value", "number_format", "kind"),
    [
        (Decimal("0.1"), "General", CellKind.NUMBER),
        (Decimal("123456789012345"), "General", CellKind.NUMBER),
        (Decimal("0.123"), "0.0%", CellKind.NUMBER),
        (datetime.date(2025, 7, 5), 'yyyy"年"m"月"d"日"', CellKind.DATE),
        (datetime.date(2025, 6, 1), 'yyyy"年"m"月"', CellKind.DATE),
        (True, "General", CellKind.BOOLEAN),
    ],
)
def test_values_keep_kind_and_format(tmp_path: Path, value: object, number_format: str, kind: CellKind) -> None:
    cell = write(tmp_path, sheet("台账", [{"甲": Entry(value, number_format), "乙": "乙"}]))["台账"].rows[0]["甲"]
    assert (cell.kind, cell.value, cell.number_format) == (kind, value, number_format)


def test_a_date_without_a_format_is_shown_as_a_date(tmp_path: Path) -> None:
    cell = write(tmp_path, sheet("台账", [{"甲": datetime.date(2025, 7, 5), "乙": "乙"}]))["台账"].rows[0]["甲"]
    assert cell.raw == "2025年7月5日"


def test_a_number_of_more_digits_than_a_workbook_keeps_is_written_as_text(tmp_path: Path) -> None:
    cell = write(tmp_path, sheet("台账", [{"甲": Decimal("53010219900101123"), "乙": "乙"}]))["台账"].rows[0]["甲"]
    assert (cell.kind, cell.value) == (CellKind.TEXT, "53010219900101123")


def test_known_sheets_stand_in_order_and_others_behind(tmp_path: Path) -> None:
    own = sheet("未归类", [{"文件": "a.docx", "文字": "一段"}])
    annex = sheet("附件1", [{"甲": "1", "乙": "2"}], role="附件", title="附表")
    found = write(tmp_path, own, annex, PLANNED, DONE, FACTS)
    roles = [spec.name for spec in SHEETS if spec.name != "重点工作"]
    assert list(found) == [HELP_SHEET, *roles, "未归类", "附件1"]
    assert [cell.raw for cell in found["附件1"].title_cells] == ["附表"]


def test_columns_that_are_missing_come_behind_and_synonyms_count(tmp_path: Path) -> None:
    path = tmp_path / "填好.xlsx"
    write_filled_workbook(path, [sheet("工作成效", [{"事项": "甲", "工作内容": "乙", "自设": "丙"}], role="工作成效")])
    heads = [cell.value for cell in load_workbook(path)["工作成效"][1]]
    assert heads[:3] == ["事项", "工作内容", "自设"]
    assert "内容" not in heads and "填报单位" not in heads and "责任科室" in heads


def test_facts_that_are_not_given_are_listed_blank(tmp_path: Path) -> None:
    rows = write(tmp_path, FACTS)["基本信息"].rows
    assert [row["项目"].raw for row in rows] == list(dict.fromkeys(["单位名称", "年度", *FACT_HELP]))


def test_sections_and_offices_are_offered_from_their_sheets(tmp_path: Path) -> None:
    offices = sheet("责任科室", [{"简称": "人事科", "科室": "人事教育科"}], role="责任科室")
    write(tmp_path, FACTS, DONE, offices)
    book = load_workbook(tmp_path / "填好.xlsx")
    lists = {
        str(found.sqref).split(":")[0]: (found.formula1, found.showErrorMessage, found.errorStyle)
        for found in book["工作成效"].data_validations.dataValidation
        if found.type == "list"
    }
    assert lists["D2"] == ("OFFSET('板块'!$A$1,1,0,MAX(1,COUNTA('板块'!$A$2:$A$1000)),1)", True, "warning")
    assert lists["E2"] == ("OFFSET('责任科室'!$B$1,1,0,MAX(1,COUNTA('责任科室'!$B$2:$B$1000)),1)", False, "warning")


def test_names_that_no_sheet_may_have_are_mended(tmp_path: Path) -> None:
    found = write(
        tmp_path, *(sheet(name, [{"甲": "1", "乙": "2"}]) for name in ("一[季]/度", "填写说明", "表", "表", "长" * 40))
    )
    assert list(found)[-5:] == ["一_季__度", "填写说明(2)", "表", "表(2)", "长" * 31]


def test_a_sheet_without_heads_is_written_as_it_stands(tmp_path: Path) -> None:
    rows = ({"B": Entry("甲")}, {}, {"A": Entry(Decimal(1)), "AA": Entry("=乙")})
    write(tmp_path, SheetContents("草稿", None, (), rows))
    found = load_workbook(tmp_path / "填好.xlsx")["草稿"]
    cells = {cell.coordinate: cell.value for row in found for cell in row if cell.value is not None}
    assert cells == {"B1": "甲", "A3": 1, "AA3": "=乙"}


def test_a_filled_workbook_passes_without_a_word(tmp_path: Path) -> None:
    write(tmp_path, FACTS, DONE, PLANNED)
    assert check(tmp_path / "填好.xlsx", None) == ()


def test_the_blank_workbook_says_in_one_line_where_to_begin(tmp_path: Path) -> None:
    write_blank_workbook(tmp_path / "空白.xlsx")
    (finding,) = check(tmp_path / "空白.xlsx", None)
    assert (finding.rule.code, finding.severity.value, finding.message) == ("L70", "info", "工作簿里还没有填任何内容")


def test_rows_with_long_texts_are_as_high_as_their_lines(tmp_path: Path) -> None:
    write(
        tmp_path, sheet("工作成效", [{"事项": "甲", "内容": "长" * 300}, {"事项": "乙", "内容": "短"}], role="工作成效")
    )
    found = load_workbook(tmp_path / "填好.xlsx")["工作成效"]
    assert found.row_dimensions[2].height == 165 and found.row_dimensions[3].height is None


@pytest.mark.libreoffice
def test_libreoffice_keeps_rows_help_and_drop_downs(tmp_path: Path) -> None:
    before = write(tmp_path, FACTS, DONE, PLANNED, sheet("未归类", [{"甲": "=1+1", "乙": "@乙"}]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "又存"), str(tmp_path / "填好.xlsx")], check=True, capture_output=True)
    again = tmp_path / "又存" / "填好.xlsx"
    after = {table.sheet: table for table in read_workbook(again).tables}
    assert list(after) == list(before)
    for name, table in before.items():
        assert [[cell.raw for cell in row.cells.values()] for row in after[name].rows] == [
            [cell.raw for cell in row.cells.values()] for row in table.rows
        ]
    assert check(again, None) == ()
    found = load_workbook(again)["工作成效"]
    lists = {str(one.formula1) for one in found.data_validations.dataValidation if one.type == "list"}
    assert "OFFSET(板块!$A$1,1,0,MAX(1,COUNTA(板块!$A$2:$A$1000)),1)" in lists
    assert EXAMPLE_MARK in str(load_workbook(again)["存在问题"]["A2"].value)
