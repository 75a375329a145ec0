"""What each kind of cell becomes, and what a faulty or oversized workbook is told."""

from __future__ import annotations

import datetime
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import MAIN

from summarize.errors import InputError
from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Grid
from summarize.read import read_grids, read_workbook


def grid_of(path: Path) -> Grid:
    (grid,) = read_grids(path)
    return grid


def only_cell(path: Path) -> Cell:
    (cell,) = grid_of(path).cells.values()
    return cell


def refusal(path: Path) -> Finding:
    with pytest.raises(InputError) as caught:
        read_workbook(path)
    (finding,) = caught.value.findings
    assert finding.place.file == str(path)
    return finding


def rows(*cells: str) -> str:
    return f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>'


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        (" 甲\n乙\t ", CellKind.TEXT, " 甲\n乙\t "),
        ("36", CellKind.TEXT, "36"),
        ("a\rb", CellKind.TEXT, "a\rb"),
        ("a\x01b\x0c", CellKind.TEXT, "a\x01b\x0c"),
        ("_x000D_ _x005F_", CellKind.TEXT, "_x000D_ _x005F_"),
        ("𠮷龘😀", CellKind.TEXT, "𠮷龘😀"),
        (12, CellKind.NUMBER, Decimal(12)),
        (12.0, CellKind.NUMBER, Decimal(12)),
        (0.1 + 0.2, CellKind.NUMBER, Decimal("0.3")),
        (-1234567.89, CellKind.NUMBER, Decimal("-1234567.89")),
        (0, CellKind.NUMBER, Decimal(0)),
        (True, CellKind.BOOLEAN, True),
        (False, CellKind.BOOLEAN, False),
        ("#REF!", CellKind.ERROR, "#REF!"),
        ("#DIV/0!", CellKind.ERROR, "#DIV/0!"),
        ("=1+1", CellKind.UNCOMPUTED, None),
        (datetime.date(2017, 7, 5), CellKind.DATE, datetime.date(2017, 7, 5)),
        (datetime.datetime(2017, 7, 5, 8, 30), CellKind.DATE, datetime.datetime(2017, 7, 5, 8, 30)),
        (datetime.time(8, 30), CellKind.DATE, datetime.time(8, 30)),
        (datetime.timedelta(hours=30), CellKind.DATE, datetime.timedelta(hours=30)),
    ],
)
def test_each_kind_of_cell_keeps_its_kind_and_value(
    workbook: Callable[..., Path], value: object, kind: CellKind, read: object
) -> None:
    cell = only_cell(workbook({"指标": {"C7": value}}))
    assert (cell.kind, cell.value, cell.place) == (kind, read, Place(sheet="指标", cell="C7"))
    assert type(cell.value) is type(read)
    assert cell.merged is None


def test_a_percentage_is_stored_as_a_share_and_told_by_its_format(workbook: Callable[..., Path]) -> None:
    cell = only_cell(workbook({"指标": {"A1": 0.123}}, formats={"指标": {"A1": "0.0%"}}))
    assert (cell.value, cell.number_format, cell.is_percent, cell.raw) == (Decimal("0.123"), "0.0%", True, "12.3%")


@pytest.mark.parametrize(
    "code",
    ['yyyy"年"m"月"d"日"', "[$-804]yyyy年m月", "[DBNum1][$-804]m月d日", "e-m-d", "yyyy/m/d;@", "aaaa", "[红色]d"],
)
def test_a_number_under_any_format_of_dates_is_a_date(workbook: Callable[..., Path], code: str) -> None:
    cell = only_cell(workbook({"表": {"A1": 42921}}, formats={"表": {"A1": code}}))
    assert (cell.kind, cell.value) == (CellKind.DATE, datetime.date(2017, 7, 5))


@pytest.mark.parametrize(
    "code",
    ["General", '0"日"', "[Red]0.00", "0.00E+00", "#,##0_d", "0\\d", '"ymd"0', "[DBNum1]General", "G/通用格式", "@"],
)
def test_a_number_under_another_format_stays_a_number(workbook: Callable[..., Path], code: str) -> None:
    cell = only_cell(workbook({"表": {"A1": 42921}}, formats={"表": {"A1": code}}))
    assert (cell.kind, cell.value, cell.number_format) == (CellKind.NUMBER, Decimal(42921), code)


STYLES = (
    "<cellXfs>" + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 27, 31, 36, 57, 58, 30, 14)) + "</cellXfs>"
)


@pytest.mark.parametrize(
    ("style", "code"),
    [
        (1, 'yyyy"年"m"月"'),
        (2, 'yyyy"年"m"月"d"日"'),
        (3, 'yyyy"年"m"月"'),
        (4, 'yyyy"年"m"月"'),
        (5, 'm"月"d"日"'),
        (6, "m-d-yy"),
        (7, "yyyy/m/d"),
    ],
)
def test_the_formats_that_a_chinese_excel_names_by_number_are_dates(
    raw_workbook: Callable[..., Path], style: int, code: str
) -> None:
    cell = only_cell(raw_workbook(rows(f'<c r="A1" s="{style}"><v>42921</v></c>'), styles=STYLES))
    assert (cell.kind, cell.value, cell.number_format) == (CellKind.DATE, datetime.date(2017, 7, 5), code)


def test_dates_count_from_1904_where_the_workbook_says_so(raw_workbook: Callable[..., Path]) -> None:
    path = raw_workbook(rows('<c r="A1" s="7"><v>41459</v></c>'), styles=STYLES, book='<workbookPr date1904="1"/>')
    assert only_cell(path).value == datetime.date(2017, 7, 5)


@pytest.mark.parametrize(("serial", "read"), [(1, (1900, 1, 1)), (59, (1900, 2, 28)), (61, (1900, 3, 1))])
def test_the_day_that_excel_counts_too_many_shifts_no_date(
    workbook: Callable[..., Path], serial: int, read: tuple[int, int, int]
) -> None:
    cell = only_cell(workbook({"表": {"A1": serial}}, formats={"表": {"A1": "yyyy/m/d"}}))
    assert cell.value == datetime.date(*read)


@pytest.mark.parametrize("serial", [-5, 0, 60, 2958466, 1e15])
def test_a_number_that_is_no_day_stays_a_number_under_a_format_of_dates(
    workbook: Callable[..., Path], serial: float
) -> None:
    cell = only_cell(workbook({"表": {"A1": serial}}, formats={"表": {"A1": "yyyy/m/d"}}))
    assert (cell.kind, cell.value) == (CellKind.NUMBER, Decimal(serial))


@pytest.mark.parametrize(
    ("xml", "kind", "value"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', CellKind.NUMBER, Decimal(2)),
        ('<c r="A1"><f>1-1</f><v>0</v></c>', CellKind.NUMBER, Decimal(0)),
        ('<c r="A1"><f>1+1</f></c>', CellKind.UNCOMPUTED, None),
        ('<c r="A1"><f>1+1</f><v></v></c>', CellKind.UNCOMPUTED, None),
        ('<c r="A1" t="str"><f>A2</f></c>', CellKind.UNCOMPUTED, None),
        ('<c r="A1" t="str"><f>A2</f><v>甲</v></c>', CellKind.TEXT, "甲"),
        ('<c r="A1" t="b"><f>1=1</f><v>1</v></c>', CellKind.BOOLEAN, True),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellKind.ERROR, "#DIV/0!"),
        ('<c r="A1" t="d"><v>2017-07-05</v></c>', CellKind.DATE, datetime.date(2017, 7, 5)),
        ('<c r="A1" t="s"><v>0</v></c>', CellKind.TEXT, "甲 乙"),
        ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>', CellKind.TEXT, "甲乙"),
        ("<c><v>1E2</v></c>", CellKind.NUMBER, Decimal(100)),
    ],
)
def test_stored_values_formulas_and_rich_text(
    raw_workbook: Callable[..., Path], xml: str, kind: CellKind, value: object
) -> None:
    strings = '<si><r><t xml:space="preserve">甲 </t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>jiǎ</t></rPh></si>'
    cell = only_cell(raw_workbook(rows(xml), strings=strings))
    assert (cell.kind, cell.value, cell.place.cell) == (kind, value, "A1")


@pytest.mark.parametrize(
    ("stored", "raw"), [("-0", "0"), ("1E-7", "0.0000001"), ("1234567890123456789", "1234567890123460000")]
)
def test_numbers_are_shown_with_fifteen_digits_and_without_exponent(
    raw_workbook: Callable[..., Path], stored: str, raw: str
) -> None:
    assert only_cell(raw_workbook(rows(f'<c r="A1"><v>{stored}</v></c>'))).raw == raw


@pytest.mark.parametrize("stored", ["x", "NaN", "1E999"])
def test_what_no_number_can_be_is_kept_as_text(raw_workbook: Callable[..., Path], stored: str) -> None:
    cell = only_cell(raw_workbook(rows(f'<c r="A1"><v>{stored}</v></c>')))
    assert (cell.kind, cell.value) == (CellKind.TEXT, stored)


def test_a_formula_that_gives_no_text_is_empty(raw_workbook: Callable[..., Path]) -> None:
    assert grid_of(raw_workbook(rows('<c r="A1" t="str"><f>""</f><v></v></c>'))).cells == {}


def test_the_zero_of_a_writer_that_cannot_compute_is_kept_and_marked(raw_workbook: Callable[..., Path]) -> None:
    cells = '<c r="A1"><f>B1*2</f><v>0</v></c><c r="B1"><v>0</v></c><c r="C1"><f>B1+3</f><v>3</v></c>'
    cells += '<c r="D1"><f>B1</f></c><c r="E1" t="str"><f>B1</f><v>0</v></c>'
    grid = grid_of(raw_workbook(rows(cells), book='<calcPr fullCalcOnLoad="1"/>'))
    assert [(cell.kind, cell.value, cell.is_stale) for cell in grid.cells.values()] == [
        (CellKind.NUMBER, Decimal(0), True),
        (CellKind.NUMBER, Decimal(0), False),
        (CellKind.NUMBER, Decimal(3), False),
        (CellKind.UNCOMPUTED, None, False),
        (CellKind.TEXT, "0", False),
    ]


def test_the_zero_of_a_program_that_computed_is_an_ordinary_number(raw_workbook: Callable[..., Path]) -> None:
    cell = only_cell(raw_workbook(rows('<c r="A1"><f>1-1</f><v>0</v></c>')))
    assert (cell.kind, cell.value, cell.is_stale) == (CellKind.NUMBER, Decimal(0), False)


def test_cells_without_addresses_count_on(raw_workbook: Callable[..., Path]) -> None:
    sheet = "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='4'><c><v>4</v></c></row></sheetData>"
    assert [cell.place.cell for cell in grid_of(raw_workbook(sheet)).cells.values()] == ["A1", "C1", "A4"]


def test_the_prefixes_of_other_writers_are_understood(raw_workbook: Callable[..., Path]) -> None:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{namespace}"><x:sheetData><x:row r="2" hidden="1">'
        '<x:c r="B2"><x:f>1</x:f></x:c></x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="B2:B3"/></x:mergeCells></x:worksheet>'
    )
    grid = grid_of(raw_workbook(parts={"xl/worksheets/sheet1.xml": sheet}))
    assert grid.cells[2, 2].kind is CellKind.UNCOMPUTED
    assert (grid.merged, grid.hidden_rows) == (("B2:B3",), {2})


def test_merges_hidden_rows_and_columns_and_sheets_are_told(workbook: Callable[..., Path]) -> None:
    def edit(book: Any) -> None:
        sheet = book["工作成效"]
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.sheet_state = "hidden"

    path = workbook(
        {"工作成效": {"A2": "一季度", "B2": "甲", "B3": "乙"}, "指标": {}}, merged={"工作成效": ["A2:A3"]}, edit=edit
    )
    grid, other = read_grids(path)
    assert (grid.merged, grid.hidden_rows, grid.hidden_columns, grid.hidden) == (("A2:A3",), {3}, {2}, True)
    assert (grid.row_count, grid.column_count) == (3, 2)
    assert {address: cell.merged for address, cell in grid.cells.items()} == {
        (2, 1): "A2:A3",
        (2, 2): None,
        (3, 2): None,
    }
    assert (other.name, other.cells, other.hidden, other.row_count) == ("指标", {}, False, 0)


def test_sheets_of_charts_are_passed_over(workbook: Callable[..., Path]) -> None:
    path = workbook({"指标": {"A1": "甲"}}, edit=lambda book: book.create_chartsheet("图", 0))
    assert [grid.name for grid in read_grids(path)] == ["指标"]


def test_the_file_is_named_as_given_and_places_name_sheet_and_cell(workbook: Callable[..., Path]) -> None:
    path = workbook({"指标": [["指标", "一季度"], ["走访户数", 12]]})
    sheets = read_workbook(path)
    assert sheets.file == str(path)
    table = sheets.table("指标")
    assert table is not None
    assert table.rows[0]["一季度"].place == Place(sheet="指标", cell="B2")


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"xl/worksheets/sheet1.xml": None}, "缺少部件“xl/worksheets/sheet1.xml”"),
        ({"xl/worksheets/sheet1.xml": "<a><b></a>"}, "部件“xl/worksheets/sheet1.xml”第 1 行第 9 列不合 XML 语法"),
        (
            {"xl/worksheets/sheet1.xml": '<a><c r="A0"><v>1</v></c></a>'},
            "部件“xl/worksheets/sheet1.xml”第 1 行的记录有错（单元格地址超出工作表：A0）",
        ),
        (
            {"xl/worksheets/sheet1.xml": '<a><c r="ZZZ1"><v>1</v></c></a>'},
            "部件“xl/worksheets/sheet1.xml”第 1 行的记录有错（单元格地址超出工作表：ZZZ1）",
        ),
        (
            {"xl/workbook.xml": '<w xmlns:r="r"><sheet name="甲" r:id="r1"/><sheet name="甲" r:id="r1"/></w>'},
            "有两张工作表都叫“甲”",
        ),
        ({"xl/workbook.xml": '<w xmlns:r="r"><sheet name="甲" r:id="r9"/></w>'}, "工作表“甲”没有内容部件"),
        ({"_rels/.rels": "<Relationships/>"}, "找不到工作簿的主体部件"),
    ],
)
def test_a_workbook_that_contradicts_itself_is_refused(
    raw_workbook: Callable[..., Path], parts: dict[str, str | None], message: str
) -> None:
    finding = refusal(raw_workbook(parts=parts))
    assert (finding.rule.code, finding.message) == ("R20", f"工作簿内部的记录有错，无法读取：{message}。")


SHEET = "部件“xl/worksheets/sheet1.xml”第 1 行的记录有错"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ('<c r="A1" t="s"><v>7</v></c>', "工作表“表”中引用了不存在的文字"),
        ('<c r="A1" t="zz"><v>7</v></c>', "工作表“表”中有类型认不出的单元格"),
        ('<c r="A1" t="s"><v>-1</v></c>', f"{SHEET}（单元格 A1 的文字编号写成了“-1”）"),
        ('<c r="A1" t="s"><v>1.0</v></c>', f"{SHEET}（单元格 A1 的文字编号写成了“1.0”）"),
        ('<c r="A1" t="s"><v></v></c>', f"{SHEET}（单元格 A1 的文字编号写成了“”）"),
        ('<c r="A1" s="x"><v>1</v></c>', f"{SHEET}（数字、编号写错，或缺少必需的属性）"),
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', f"{SHEET}（单元格 A1 出现了两次）"),
        ('<c r="A1"><v>1<!-- x -->2</v></c>', "单元格 表!A1 的数写得有歧义"),
    ],
)
def test_cells_that_readers_would_read_differently_are_refused(
    raw_workbook: Callable[..., Path], cells: str, message: str
) -> None:
    finding = refusal(raw_workbook(rows(cells)))
    assert (finding.rule.code, finding.message) == ("R20", f"工作簿内部的记录有错，无法读取：{message}。")


@pytest.mark.parametrize(
    ("encoding", "declared", "seen"),
    [
        ("utf-16", "UTF-16", "编码是 UTF-16，不是 UTF-8"),
        ("utf-16-le", "", "编码是 UTF-16，不是 UTF-8"),
        ("utf-8", "ISO-8859-1", "编码是 ISO-8859-1，不是 UTF-8"),
    ],
)
def test_a_sheet_in_another_encoding_is_refused(
    raw_workbook: Callable[..., Path], encoding: str, declared: str, seen: str
) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    sheet = f'{declaration}<worksheet xmlns="{MAIN}">{rows("<c><v>1</v></c>")}</worksheet>'
    finding = refusal(raw_workbook(parts={"xl/worksheets/sheet1.xml": sheet.encode(encoding)}))
    assert (finding.rule.code, finding.message) == ("R20", f"工作簿内部的记录有错，无法读取：{SHEET}（{seen}）。")


def test_hidden_columns_are_told_once_however_often_they_are_listed(raw_workbook: Callable[..., Path]) -> None:
    columns = '<cols><col min="-5" max="2" hidden="1"/><col min="4" max="5" hidden="1"/>'
    columns += '<col min="1" max="16384" hidden="1"/>' * 20_000 + "</cols>"
    grid = grid_of(raw_workbook(columns + rows('<c r="A1"><v>1</v></c>')))
    assert grid.hidden_columns == frozenset(range(1, 16_385))


def test_a_number_with_underscores_is_text(raw_workbook: Callable[..., Path]) -> None:
    cell = only_cell(raw_workbook(rows('<c r="A1"><v>1_1_0</v></c>')))
    assert (cell.kind, cell.value) == (CellKind.TEXT, "1_1_0")


def test_a_stray_cell_far_away_is_refused_before_the_sheet_is_laid_out(raw_workbook: Callable[..., Path]) -> None:
    path = raw_workbook(rows('<c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c>'))
    finding = refusal(path)
    assert finding.rule.code == "R21"
    assert finding.place == Place(str(path), "表", "XFD1048576")
    assert finding.message == "工作表“表”用到的区域是 A1:XFD1048576，共 17179869184 格，最多允许 2000000 格。"


def test_merges_over_whole_columns_take_no_memory_beyond_the_filled_rows(raw_workbook: Callable[..., Path]) -> None:
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = raw_workbook(rows('<c r="A1"><v>1</v></c>') + merges)
    tracemalloc.start()
    (table,) = read_workbook(path).tables
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [cell.merged for cell in table.title_cells] == ["A1:XFD1048576"]
    assert peak < 1 << 20


def test_merges_that_cover_too_much_are_refused(raw_workbook: Callable[..., Path]) -> None:
    merges = "<mergeCells>" + '<mergeCell ref="A1:GR2000"/>' * 6 + "</mergeCells>"
    sheet = '<sheetData><row r="2000"><c r="GR2000"><v>1</v></c></row></sheetData>'
    path = raw_workbook(sheet + merges)
    finding = refusal(path)
    assert (finding.rule.code, finding.place) == ("R21", Place(str(path), "表"))
    assert finding.message == "工作表“表”的合并区域共 2400000 格，最多允许 2000000 格。"


def test_rows_that_are_only_formatted_cost_no_memory(raw_workbook: Callable[..., Path]) -> None:
    count = 100_000
    padding = "".join(
        f'<row r="{row}" ht="20"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(2, count)
    )
    path = raw_workbook('<sheetData><row r="1"><c r="A1"><v>1</v></c></row>' + padding + "</sheetData>")
    del padding
    tracemalloc.start()
    grid = grid_of(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(grid.cells), grid.row_count) == (1, 1)
    assert peak < 4 << 20
