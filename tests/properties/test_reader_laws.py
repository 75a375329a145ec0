"""Laws of the readers: what is written is read back, the order of columns means nothing, damage is told."""

from __future__ import annotations

import csv
import datetime
import re
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import open_documents as odf
import openpyxl
from conftest import escape_as_excel_does, write_zip
from damage import DAMAGES, Damage, check_reading, read_damaged
from hypothesis import example, given, settings
from hypothesis import strategies as st
from office_files import KINDS

from summarize.model.addresses import address, column_letters, column_number
from summarize.model.cells import CellKind, Table
from summarize.read import read_grids, read_table
from summarize.read.addresses import Area, cover, parse_address
from summarize.read.grids import csv_folder
from summarize.read.grids.number_formats import date_from_serial

# What Excel stores as it is: XML turns a bare carriage return into a line feed, so it is escaped with the rest.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r") | st.sampled_from("_x0D5FA&<>\"'\t\n 　"),
    min_size=1,
    max_size=30,
)
LARGEST = 9.99999999999999e307  # of Excel
NUMBERS = st.floats(-LARGEST, LARGEST) | st.integers(-(10**15), 10**15)
DAYS = st.dates(datetime.date(1900, 3, 1), datetime.date(9999, 12, 31))
VALUES = TEXTS | NUMBERS | st.booleans() | DAYS
POSITIONS = st.tuples(st.integers(1, 40), st.integers(1, 30))


def write_cells(path: Path, cells: dict[tuple[int, int], Any]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for (row, column), value in cells.items():
        cell = sheet.cell(row, column)
        cell.value = escape_as_excel_does(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
    book.save(path)


def expected(value: Any) -> tuple[CellKind, Any]:
    match value:
        case bool():
            return CellKind.BOOLEAN, value
        case str():
            return CellKind.TEXT, value
        case datetime.date():
            return CellKind.DATE, value
        case _:  # openpyxl writes 16 digits
            return CellKind.NUMBER, Decimal(f"{float(f'{value:.16g}'):.15g}")


@settings(max_examples=60)
@given(st.dictionaries(POSITIONS, VALUES, max_size=12))
@example({(7, 3): "_x000D_", (1, 1): "=1+1", (2, 1): "#REF!", (3, 1): " 首尾空格 ", (4, 1): "𠮷😀‍👩\u200b"})
def test_what_is_written_is_read_back_cell_for_cell(cells: dict[tuple[int, int], Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        write_cells(path, cells)
        (grid,) = read_grids(path)
    assert {place: (cell.kind, cell.value) for place, cell in grid.cells.items()} == {
        place: expected(value) for place, value in cells.items()
    }
    assert all(cell.place.cell == address(*place) for place, cell in grid.cells.items())


# XML cannot hold control characters in OpenDocument, which has no escapes for them.
XML_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("&<>\"'\t\n 　"),
    min_size=1,
    max_size=30,
)


def spell_text(text: str) -> str:
    """Return `text` as LibreOffice spells it: paragraphs, and elements for tabs and for blanks after a blank."""
    paragraphs = []
    for line in text.split("\n"):
        spelt = escape(line).replace("\t", "<text:tab/>")
        spelt = re.sub(" {2,}", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', spelt)
        paragraphs.append(f"<text:p>{spelt}</text:p>")
    return "".join(paragraphs)


def spell_cell(value: Any) -> str:
    match value:
        case bool():
            return odf.cell("", f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"')
        case str():
            return odf.cell(spell_text(value), 'office:value-type="string"')
        case datetime.date():
            return odf.cell("", f'office:value-type="date" office:date-value="{value.isoformat()}"')
        case _:
            return odf.cell("", f'office:value-type="float" office:value="{value:.16g}"')


def spell_rows(cells: dict[tuple[int, int], Any]) -> str:
    """Return the rows as LibreOffice writes them: what is empty is counted, not spelt."""
    spelt, next_row = "", 1
    for number in sorted({row for row, _ in cells}):
        if number > next_row:
            spelt += odf.row(odf.cell(), attributes=f'table:number-rows-repeated="{number - next_row}"')
        line, next_column = [], 1
        for column in sorted(column for row, column in cells if row == number):
            if column > next_column:
                line.append(odf.cell("", f'table:number-columns-repeated="{column - next_column}"'))
            line.append(spell_cell(cells[number, column]))
            next_column = column + 1
        spelt, next_row = spelt + odf.row(*line), number + 1
    return spelt


@settings(max_examples=60)
@given(st.dictionaries(POSITIONS, XML_TEXTS | NUMBERS | st.booleans() | DAYS, max_size=12))
@example({(2, 2): "  甲 \t\n\n 乙  ", (1, 1): "\t", (3, 1): "=1+1"})
def test_what_open_document_spells_is_read_back_cell_for_cell(cells: dict[tuple[int, int], Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_zip(Path(folder) / "表.ods", odf.ods_parts(odf.table(spell_rows(cells))))
        (grid,) = read_grids(path)
    assert {place: (cell.kind, cell.value) for place, cell in grid.cells.items()} == {
        place: expected(value) for place, value in cells.items()
    }


FIELDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff") | st.sampled_from(',"\n\t; ；，'),
    max_size=12,
)


@settings(max_examples=60)
@given(st.lists(st.lists(FIELDS, max_size=5), max_size=5), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
@example([["=1", '"', "\n"], [], ["", "", "甲"]], "gb18030")
def test_every_field_of_a_csv_is_read_back_in_its_place(rows: list[list[str]], encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with (Path(folder) / "表.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([["事项", "内容"], *rows])
        (grid,) = read_grids(Path(folder))
    assert {place: cell.value for place, cell in grid.cells.items() if place[0] > 1} == {
        (row, column): csv_folder.interpret(field)[1]
        for row, fields in enumerate(rows, start=2)
        for column, field in enumerate(fields, start=1)
        if field
    }


@settings(max_examples=60)
@given(st.sampled_from(KINDS), st.lists(DAMAGES, min_size=1, max_size=3))
def test_a_damaged_workbook_is_read_or_refused_with_a_way_out(kind: str, injuries: list[Damage]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_reading(read_damaged(kind, injuries, Path(folder)), Path(folder))


HEADS = ["时期", "工作事项", "完成情况", "板块", "领导批示", "序号", "备注二"]
ROWS = st.lists(
    st.lists(st.sampled_from(["甲", "一季度", "走访36户。", "", "  "]), min_size=len(HEADS), max_size=len(HEADS)),
    max_size=4,
)


def contents(table: Table) -> list[tuple[int, dict[str, object]]]:
    return [(row.number, {name: cell.value for name, cell in row.cells.items()}) for row in table.rows]


def read_columns(order: list[int], rows: list[list[str]]) -> Table:
    lines = [[line[index] for index in order] for line in [HEADS, *rows]]
    cells = {(r, c): text for r, line in enumerate(lines, 2) for c, text in enumerate(line, 1) if text}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        write_cells(path, cells)
        book = openpyxl.load_workbook(path)
        book.active.title = "工作成效"  # type: ignore[union-attr]
        book.save(path)
        (grid,) = read_grids(path)
    return read_table(grid)


@settings(max_examples=25)
@given(st.permutations(range(len(HEADS))), ROWS)
def test_the_order_of_columns_means_nothing(order: list[int], rows: list[list[str]]) -> None:
    straight = read_columns(list(range(len(HEADS))), rows)
    assert contents(read_columns(order, rows)) == contents(straight)
    assert {column.name for column in straight.columns if column.is_known} == {"时期", "事项", "内容", "板块", "序号"}


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_addresses_are_read_as_they_are_written(row: int, column: int) -> None:
    assert parse_address(address(row, column)) == (row, column)
    assert column_number(column_letters(column).lower()) == column


@given(st.tuples(*[st.integers(1, 30)] * 4), st.integers(0, 20), st.integers(0, 20))
def test_an_area_covers_its_cells_within_the_sheet_and_no_others(
    edges: tuple[int, int, int, int], row_count: int, column_count: int
) -> None:
    top, left, bottom, right = (
        min(edges[0], edges[2]),
        min(edges[1], edges[3]),
        max(edges[0], edges[2]),
        max(edges[1::2]),
    )
    area = Area(top, left, bottom, right)
    covered = cover([str(area)], row_count, column_count)
    assert set(covered) == {
        (row, column)
        for row in range(1, row_count + 1)
        for column in range(1, column_count + 1)
        if top <= row <= bottom and left <= column <= right
    }
    assert area.clip(row_count, column_count).size == len(covered)


@given(DAYS)
def test_every_day_is_read_from_its_number(day: datetime.date) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    assert date_from_serial(serial, "yyyy/m/d", is_1904=False) == day
