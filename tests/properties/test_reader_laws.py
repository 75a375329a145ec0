"""Laws of the reader: what is written is read back, and the order of columns means nothing."""

from __future__ import annotations

import datetime
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from conftest import escape_as_excel_does
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarize.model.cells import CellKind, Table
from summarize.read import read_grids, read_table
from summarize.read.addresses import Area, address, column_letters, column_number, cover, parse_address
from summarize.read.formats import date_from_serial

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
