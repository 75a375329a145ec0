"""What OpenDocument says in its own way: repetitions, spaces, styles, and text that is no cell."""

from __future__ import annotations

import datetime
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import write_zip
from office_files import Formula, Page, convert, edit_part, make
from open_documents import cell, ods_parts, row, table

from summarize.errors import InputError
from summarize.findings import Finding
from summarize.model.cells import Cell, CellKind, Grid
from summarize.read import read_grids, read_workbook


def text(content: str, attributes: str = "") -> str:
    return cell(f"<text:p>{content}</text:p>", f'office:value-type="string" {attributes}')


def grid_of(tmp_path: Path, tables: str, styles: str = "", common: str = "") -> Grid:
    (grid,) = read_grids(write_zip(tmp_path / "手写.ods", ods_parts(tables, styles, common)))
    return grid


def only_cell(tmp_path: Path, xml: str, styles: str = "", common: str = "") -> Cell:
    (found,) = grid_of(tmp_path, table(row(xml)), styles, common).cells.values()
    return found


def refusal(tmp_path: Path, tables: str) -> Finding:
    path = write_zip(tmp_path / "手写.ods", ods_parts(tables))
    with pytest.raises(InputError) as caught:
        read_workbook(path)
    (finding,) = caught.value.findings
    assert finding.place.file == str(path)
    return finding


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("<text:p>甲</text:p><text:p/><text:p>乙</text:p>", "甲\n\n乙"),
        ('<text:p>甲<text:s/>乙<text:s text:c="3"/></text:p>', "甲 乙   "),
        ("<text:p>甲<text:tab/>乙<text:line-break/>丙</text:p>", "甲\t乙\n丙"),
        ("<text:p>甲\n      乙</text:p>", "甲 乙"),
        ('<text:p><text:span>甲<text:a xlink:href="http://a/">乙</text:a></text:span></text:p>', "甲乙"),
        (
            "<text:p>甲<text:ruby><text:ruby-base>乙</text:ruby-base><text:ruby-text>yǐ</text:ruby-text></text:ruby></text:p>",
            "甲乙",
        ),
        ("<office:annotation><text:p>批注</text:p></office:annotation><text:p>甲</text:p>", "甲"),
        ("<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame><text:p>甲</text:p>", "甲"),
        (f"<text:p>甲</text:p>{table(row(text('内')))}", "甲"),
        ("<text:p>&lt;甲&gt; &amp; 𠮷</text:p>", "<甲> & 𠮷"),
    ],
)  # fmt: skip
def test_the_text_of_a_cell_is_what_it_shows_and_nothing_beside_it(tmp_path: Path, content: str, read: str) -> None:
    found = only_cell(tmp_path, cell(content, 'office:value-type="string"'))
    assert (found.kind, found.value, found.place.cell) == (CellKind.TEXT, read, "A1")


FLOAT = 'office:value-type="float"'


@pytest.mark.parametrize(
    ("xml", "kind", "value"),
    [
        (cell("", f'{FLOAT} office:value="0.30000000000000004"'), CellKind.NUMBER, Decimal("0.3")),
        (cell("", 'office:value-type="currency" office:value="-12.5"'), CellKind.NUMBER, Decimal("-12.5")),
        (cell("<text:p>1_0</text:p>", f'{FLOAT} office:value="1_0"'), CellKind.TEXT, "1_0"),
        (cell("", f'{FLOAT} office:value="INF"'), CellKind.TEXT, "INF"),
        (cell("<text:p>36</text:p>"), CellKind.TEXT, "36"),
        (cell("", 'office:value-type="string" office:string-value="甲"'), CellKind.TEXT, "甲"),
        (cell("", 'office:value-type="boolean" office:boolean-value="true"'), CellKind.BOOLEAN, True),
        (cell("", 'table:formula="of:=1+1"'), CellKind.UNCOMPUTED, None),
        (cell("", f'table:formula="of:=1+1" {FLOAT}'), CellKind.UNCOMPUTED, None),
        (cell("", f'table:formula="of:=1+1" {FLOAT} office:value="2"'), CellKind.NUMBER, Decimal(2)),
        (
            cell("<text:p>#REF!</text:p>", f'table:formula="of:=[.#REF!]" {FLOAT} office:value="0"'),
            CellKind.ERROR,
            "#REF!",
        ),
        (text("Err:502", 'table:formula="of:=A()" calcext:value-type="error"'), CellKind.ERROR, "Err:502"),
        (text("#REF!"), CellKind.TEXT, "#REF!"),
        (cell("", 'office:value-type="date" office:date-value="2017-07-05"'), CellKind.DATE, datetime.date(2017, 7, 5)),
        (
            cell("", 'office:value-type="date" office:date-value="2017-07-05T08:30:00.000000000"'),
            CellKind.DATE,
            datetime.datetime(2017, 7, 5, 8, 30),
        ),
        (cell("", 'office:value-type="time" office:time-value="PT08H30M00S"'), CellKind.DATE, datetime.time(8, 30)),
        (cell("<text:p>某日</text:p>", 'office:value-type="date" office:date-value="某日"'), CellKind.TEXT, "某日"),
        (cell("", 'office:value-type="time" office:time-value="8:30"'), CellKind.TEXT, "8:30"),
    ],
)  # fmt: skip
def test_values_formulas_and_errors(tmp_path: Path, xml: str, kind: CellKind, value: object) -> None:
    found = only_cell(tmp_path, xml)
    assert (found.kind, found.value) == (kind, value)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    "xml",
    [
        *(cell(), text(""), cell("", 'table:formula="of:=&quot;&quot;" office:value-type="string"')),
        cell("<text:p/>", 'table:formula="of:=&quot;&quot;"'),
    ],
)
def test_what_shows_nothing_is_empty(tmp_path: Path, xml: str) -> None:
    assert grid_of(tmp_path, table(row(xml))).cells == {}


def styled(kind: str, parts: str, attributes: str = "") -> str:
    return (
        f'<number:{kind} style:name="N1" {attributes}>{parts}</number:{kind}>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )


DIGITS = '<number:number number:decimal-places="{0}" number:min-decimal-places="{0}" number:min-integer-digits="1"/>'


@pytest.mark.parametrize(
    ("styles", "code"),
    [
        (styled("percentage-style", DIGITS.format(1) + "<number:text>%</number:text>"), "0.0%"),
        (styled("percentage-style", DIGITS.format(0) + "<number:text>%（预计）</number:text>"), '0%"（预计）"'),
        (styled("number-style", DIGITS.format(1) + "<number:text>%</number:text>"), '0.0"%"'),
        (styled("number-style", DIGITS.format(2)), "0.00"),
        (styled("number-style", '<number:number number:min-integer-digits="1"/>'), "General"),
        (styled("number-style", DIGITS.format(0) + "<number:text>（预计）</number:text>"), '0"（预计）"'),
        (
            styled(
                "number-style",
                '<number:number number:decimal-places="0" number:grouping="true" number:min-integer-digits="1"/>',
            ),
            "#,##0",
        ),
        (
            styled(
                "number-style", '<number:scientific-number number:decimal-places="2" number:min-integer-digits="1"/>'
            ),
            "0.00E+00",
        ),
        (styled("text-style", "<number:text-content/>"), "@"),
        (
            '<number:number-style style:name="N1P0"><number:text>预计</number:text>'
            f"{DIGITS.format(0)}</number:number-style>"
            + styled("number-style", DIGITS.format(1) + '<style:map style:apply-style-name="N1P0"/>'),
            '"预计"0;0.0',
        ),
    ],
)
def test_the_format_is_spelt_as_excel_spells_it(tmp_path: Path, styles: str, code: str) -> None:
    found = only_cell(tmp_path, cell("", f'table:style-name="ce1" {FLOAT} office:value="3"'), styles)
    assert (found.kind, found.value, found.number_format) == (CellKind.NUMBER, Decimal(3), code)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (
            '<number:year number:style="long"/><number:text>年</number:text>'
            "<number:month/><number:text>月</number:text>",
            'yyyy"年"m"月"',
        ),
        (
            '<number:year/><number:text>-</number:text><number:month number:style="long"/>'
            '<number:text>-</number:text><number:day number:style="long"/>',
            "yy-mm-dd",
        ),
    ],
)
def test_the_parts_of_a_date_that_are_shown_are_kept(tmp_path: Path, parts: str, code: str) -> None:
    xml = cell("", 'table:style-name="ce1" office:value-type="date" office:date-value="2017-07-05"')
    found = only_cell(tmp_path, xml, styled("date-style", parts))
    assert (found.value, found.number_format) == (datetime.date(2017, 7, 5), code)


def test_a_time_that_does_not_begin_anew_at_midnight_is_a_duration(tmp_path: Path) -> None:
    styles = styled("time-style", "<number:hours/><number:text>:</number:text><number:minutes number:style='long'/>",
                    'number:truncate-on-overflow="false"')  # fmt: skip
    xml = cell("", 'table:style-name="ce1" office:value-type="time" office:time-value="PT30H00M00S"')
    found = only_cell(tmp_path, xml, styles)
    assert (found.value, found.number_format) == (datetime.timedelta(hours=30), "[h]:mm")


def test_a_percentage_without_a_format_is_still_shown_as_one(tmp_path: Path) -> None:
    found = only_cell(tmp_path, cell("", 'office:value-type="percentage" office:value="0.123"'))
    assert (found.value, found.raw, found.is_percent) == (Decimal("0.123"), "12.3%", True)


PERCENT = styled("percentage-style", DIGITS.format(0) + "<number:text>%</number:text>")


def test_formats_come_from_parents_rows_and_columns_too(tmp_path: Path) -> None:
    child = '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>'
    loop = '<style:style style:name="ce3" style:family="table-cell" style:parent-style-name="ce3"/>'
    number = f'{FLOAT} office:value="0.5"'
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="ce1"/><table:table-column/>'
    )
    first = row(cell("", number), cell("", number + ' table:style-name="ce2"'), *[cell("", number)] * 2)
    second = row(
        cell("", number), cell("", number + ' table:style-name="ce3"'), attributes='table:default-cell-style-name="ce1"'
    )
    grid = grid_of(tmp_path, table(columns + first + second), child + loop, PERCENT)
    assert {key for key, found in grid.cells.items() if found.is_percent} == {(1, 2), (1, 3), (2, 1)}


def test_repeated_cells_and_rows_are_filled_and_counted(tmp_path: Path) -> None:
    rows = (
        row(cell("", 'table:number-columns-repeated="2"'), text("甲", 'table:number-columns-repeated="2"'))
        + row(cell(), attributes='table:number-rows-repeated="3"')
        + row(text("乙"), attributes='table:number-rows-repeated="2"')
        + row(text("丙"))
    )
    grid = grid_of(tmp_path, table(rows))
    assert {found.place.cell: found.value for found in grid.cells.values()} == {
        "C1": "甲",
        "D1": "甲",
        "A5": "乙",
        "A6": "乙",
        "A7": "丙",
    }
    assert (grid.row_count, grid.column_count) == (7, 4)


MILLION = 'table:number-rows-repeated="1048570"'
WIDE = 'table:number-columns-repeated="16384"'


def test_a_million_empty_rows_cost_nothing(tmp_path: Path) -> None:
    empty = row(cell("", WIDE), attributes=f'{MILLION} table:visibility="collapse"')
    merged = row(cell("", 'table:number-columns-spanned="3" table:number-rows-spanned="1"'), attributes=MILLION)
    tracemalloc.start()
    grid = grid_of(tmp_path, table(row(text("甲")) + empty)), grid_of(tmp_path, table(row(text("甲")) + merged))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(len(each.cells), each.row_count, each.hidden_rows, each.merged) for each in grid] == [
        (1, 1, frozenset(), ()),
        (1, 1, frozenset(), ("A2:C2",)),
    ]
    assert peak < 1 << 20


def test_a_cell_repeated_over_too_many_places_is_refused_before_it_is_laid_out(tmp_path: Path) -> None:
    tracemalloc.start()
    finding = refusal(tmp_path, table(row(text("甲", WIDE), attributes=MILLION)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (finding.rule.code, finding.place.sheet, finding.place.cell) == ("R21", "表", "XFD1048570")
    assert finding.message == "工作表“表”用到的区域是 A1:XFD1048570，共 17179770880 格，最多允许 2000000 格。"
    assert peak < 1 << 20


def test_merged_areas_hidden_rows_and_columns_are_told_wherever_they_are_nested(tmp_path: Path) -> None:
    columns = (
        "<table:table-header-columns><table:table-column/></table:table-header-columns>"
        '<table:table-column-group><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/></table:table-column-group>'
    )
    covered = "<table:covered-table-cell office:value-type='string'><text:p>盖</text:p></table:covered-table-cell>"
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    head = row(text("甲", spans), "<table:covered-table-cell/>", text("乙"))
    last = row(cell(), text("丙"), attributes='table:visibility="collapse"')
    rows = (
        f"<table:table-header-rows>{head}</table:table-header-rows>"
        + row(covered, attributes='table:visibility="filter"')
        + f"<table:table-row-group>{last}</table:table-row-group>"
    )
    grid = grid_of(tmp_path, table(columns + rows))
    assert (grid.merged, grid.hidden_rows, grid.hidden_columns) == (("A1:B2",), frozenset({2, 3}), frozenset({2, 3}))
    assert {found.place.cell: (found.value, found.merged) for found in grid.cells.values()} == {
        "A1": ("甲", "A1:B2"),
        "C1": ("乙", None),
        "A2": ("盖", "A1:B2"),
        "B3": ("丙", None),
    }


def test_a_sheet_that_is_not_displayed_is_hidden_and_what_is_no_sheet_is_none(tmp_path: Path) -> None:
    properties = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta1" style:family="table">{properties}</style:style>'
    deleted = f"<table:tracked-changes><table:deletion>{row(text('删'))}</table:deletion></table:tracked-changes>"
    shapes = "<table:shapes><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></table:shapes>"
    cached = f"<table:dde-links>{table(row(text('旧')), '缓存')}</table:dde-links>"
    tables = deleted + table(shapes + row(text("甲"))) + table(row(text("乙")), "藏", 'table:style-name="ta1"') + cached
    grids = read_grids(write_zip(tmp_path / "手写.ods", ods_parts(tables, styles)))
    assert [(grid.name, grid.hidden, [found.value for found in grid.cells.values()]) for grid in grids] == [
        ("表", False, ["甲"]),
        ("藏", True, ["乙"]),
    ]


@pytest.mark.parametrize(
    ("tables", "code", "message"),
    [
        (table("") * 2, "R20", "工作簿内部的记录有错，无法读取：有两张工作表都叫“表”。"),
        (
            table(row(text("甲", 'table:number-columns-repeated="x"'))),
            "R20",
            "工作簿内部的记录有错，无法读取：部件“content.xml”第 1 行的记录有错（重复的次数写成了“x”）。",
        ),
        (
            table(row(cell("", WIDE), text("甲"))),
            "R20",
            "工作簿内部的记录有错，无法读取：部件“content.xml”第 1 行的记录有错"
            "（单元格超出工作表：第 1 行第 16385 列）。",
        ),
        (
            "<table:table>",
            "R20",
            "工作簿内部的记录有错，无法读取：部件“content.xml”第 1 行第 631 列不合 XML 语法。",
        ),
        (
            table('<table:table-source xlink:href="../别的.ods"/>' + row(text("甲"))),
            "R13",
            "部件“content.xml”链接到文件之外的“../别的.ods”。",
        ),
        (
            table(row(cell('<draw:frame><draw:image xlink:href="http://a/b.png"/></draw:frame>'))),
            "R13",
            "部件“content.xml”链接到文件之外的“http://a/b.png”。",
        ),
    ],
)
def test_a_faulty_spreadsheet_is_refused(tmp_path: Path, tables: str, code: str, message: str) -> None:
    finding = refusal(tmp_path, tables)
    assert (finding.rule.code, finding.message) == (code, message)


def test_embedded_pictures_are_no_links_to_the_outside(tmp_path: Path) -> None:
    picture = '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
    assert only_cell(tmp_path, cell(f"{picture}<text:p>甲</text:p>", 'office:value-type="string"')).value == "甲"


def test_a_formula_whose_value_was_taken_out_of_a_real_file_is_not_computed(tmp_path: Path) -> None:
    path = make({"指标": [["甲", 2, 3]]}, "ods", tmp_path)
    stored = r'office:value-type="float" office:value="3"[^>]*><text:p>3</text:p>'
    edit_part(path, "content.xml", stored, 'table:formula="of:=[.B1]+1">')
    (grid,) = read_grids(path)
    assert [found.kind for found in grid.cells.values()] == [CellKind.TEXT, CellKind.NUMBER, CellKind.UNCOMPUTED]


def test_a_formula_that_gives_no_text_is_empty_in_a_real_file(tmp_path: Path) -> None:
    (grid,) = read_grids(make({"指标": [["甲", Formula('=IF(C1="","",C1)'), None, 3]]}, "ods", tmp_path))
    assert [found.value for found in grid.cells.values()] == ["甲", Decimal(3)]


def test_a_filter_and_a_comment_set_by_a_program_are_seen_as_such(tmp_path: Path) -> None:
    import openpyxl
    from openpyxl.comments import Comment

    source = make({"工作成效": Page([["事项"], ["甲"], ["乙"]], hidden_rows=[3])}, "openpyxl", tmp_path)
    book = openpyxl.load_workbook(source)
    sheet = book["工作成效"]
    sheet["A2"].comment = Comment("请补充", "审核")
    sheet.auto_filter.ref = "A1:A3"
    sheet.auto_filter.add_filter_column(0, ["甲"])
    book.save(source)
    (path,) = convert([source], "ods", tmp_path / "转")
    (grid,) = read_grids(path)
    assert ([found.value for found in grid.cells.values()], grid.hidden_rows) == (["事项", "甲", "乙"], frozenset({3}))
