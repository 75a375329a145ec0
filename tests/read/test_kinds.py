"""The same contents as files of every kind, made by real writers, give the same cells."""

from __future__ import annotations

import datetime
import tracemalloc
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from office_files import KINDS, OFFICE_KINDS, Book, ErrorValue, Formula, Page, convert, make, make_every

from summarize.model.cells import CellKind, Grid
from summarize.read import read_grids, read_workbook
from summarize.validate import hash_contents

BOOK: Book = {
    "基本信息": Page(
        [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025], ["成文日期", None]], hidden_rows=[4]
    ),
    "工作成效": Page(
        [
            ["云岭区工作成效", None, None, None],
            ["时期", "板块", "事项", "内容"],
            ["上半年", "党建工作", "抓培训", "办班3期。\n参加  120 人次。"],
            [None, None, "抓《办法》“宣讲” & <落实>", " 首尾空格 "],
            ["二季度", "安全生产", "0123", "𠮷、①、１２"],
        ],
        merged=["A1:D1", "A3:A4", "B3:B4"],
        hidden_columns=["C"],
    ),
    "指标": Page(
        [
            ["指标", "一季度", "二季度", "更新", "完成"],
            ["走访户数", 400, 595.5, datetime.date(2025, 7, 5), True],
            ["办结率", 0.123, -0.5, datetime.datetime(2025, 7, 5, 8, 30), False],
            ["产值", 1234567.891, 0.1 + 0.2, datetime.date(2025, 7, 1), ErrorValue("#REF!")],
            ["合计", 0, 123456789012, 45000, ErrorValue("#DIV/0!")],
        ],
        formats={
            "B3": "0.0%",
            "C3": "0%",
            "B4": "#,##0.00",
            "D4": 'yyyy"年"m"月"',
            "C2": '0.0"（预计）"',
            "B5": '"预计"0',
        },
    ),
    "附件": Page([["名称"], ["甲"]], is_hidden=True),
}


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_every(BOOK, tmp_path_factory.mktemp("每种"))


def shape(grid: Grid) -> dict[str, object]:
    """Return what must be equal whatever the kind; of formats what changes the meaning."""
    return {
        "name": grid.name,
        "cells": {
            key: (cell.kind, cell.value, cell.raw, cell.merged, cell.place, "预计" in cell.number_format)
            for key, cell in sorted(grid.cells.items())
        },
        "size": (grid.row_count, grid.column_count),
        "hidden": (grid.hidden, grid.hidden_rows, grid.hidden_columns),
        "merged": grid.merged,
    }


@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_every_kind_gives_the_cells_that_were_written(every: dict[str, Path], kind: str) -> None:
    facts, work, figures, annex = read_grids(every[kind])
    assert facts.hidden_rows == frozenset({4})
    assert (work.merged, work.hidden_columns) == (("A1:D1", "A3:A4", "B3:B4"), frozenset({3}))
    assert {key: cell.value for key, cell in work.cells.items()} == {
        (row, column): value
        for row, column, value in BOOK["工作成效"].filled()  # type: ignore[union-attr]
    }
    assert work.cells[3, 1].merged == "A3:A4"
    kinds = [[figures.cells[row, column].kind for column in range(2, 6)] for row in range(2, 6)]
    number, date = CellKind.NUMBER, CellKind.DATE
    assert kinds == [
        [number, number, date, CellKind.BOOLEAN],
        [number, number, date, CellKind.BOOLEAN],
        [number, number, date, CellKind.ERROR],
        [number, number, number, CellKind.ERROR],
    ]
    assert [[figures.cells[row, column].raw for column in range(2, 6)] for row in range(2, 6)] == [
        ["400", "595.5", "2025年7月5日", "TRUE"],
        ["12.3%", "-50%", "2025年7月5日", "FALSE"],
        ["1234567.891", "0.3", "2025年7月1日", "#REF!"],
        ["0", "123456789012", "45000", "#DIV/0!"],
    ]
    assert figures.cells[4, 3].value == Decimal("0.3")
    assert figures.cells[3, 4].value == datetime.datetime(2025, 7, 5, 8, 30)
    assert "d" not in figures.cells[4, 4].number_format
    assert (annex.hidden, work.hidden) == (True, False)


@pytest.mark.parametrize("kind", OFFICE_KINDS[1:])
def test_every_kind_gives_the_cells_and_the_hash_of_the_first(every: dict[str, Path], kind: str) -> None:
    first, other = read_workbook(every["openpyxl"]), read_workbook(every[kind])
    assert [shape(grid) for grid in read_grids(every[kind])] == [shape(grid) for grid in read_grids(every["openpyxl"])]
    assert hash_contents(other) == hash_contents(first)
    assert other.findings == first.findings == ()


def test_a_folder_of_csv_gives_the_same_cells_but_for_what_it_cannot_hold(every: dict[str, Path]) -> None:
    straight = {grid.name: grid for grid in read_grids(every["openpyxl"])}
    folder = {grid.name: grid for grid in read_grids(every["csv"])}
    assert set(folder) == set(straight)
    for name, grid in folder.items():
        for key, cell in grid.cells.items():
            other = straight[name].cells[key]
            assert (cell.kind, cell.raw, cell.place) == (other.kind, other.raw, other.place)
        assert set(grid.cells) == set(straight[name].cells)
        assert (grid.hidden, grid.merged, grid.hidden_rows) == (False, (), frozenset())


def test_a_round_trip_through_libreoffice_changes_no_cell_but_the_code_of_an_error(
    every: dict[str, Path], tmp_path: Path
) -> None:
    """Of an error value that no formula gives LibreOffice makes #N/A when it reads .xls."""
    path = every["openpyxl"]
    for extension in ("ods", "xls", "xlsx"):
        (path,) = convert([path], extension, tmp_path / extension)
    before, after = (
        [shape(grid) | {"cells": cells_without_error_codes(grid)} for grid in read_grids(each)]
        for each in (every["openpyxl"], path)
    )
    assert after == before


def cells_without_error_codes(grid: Grid) -> dict[tuple[int, int], tuple[CellKind, object]]:
    return {
        key: (cell.kind, None if cell.kind is CellKind.ERROR else (cell.value, cell.raw, cell.merged))
        for key, cell in sorted(grid.cells.items())
    }


EDGES: Book = {
    "表": Page(
        [
            [datetime.time(8, 30), datetime.timedelta(hours=30), 0.5, 42921, 1, -3, 44000.75],
            [1e-7, 12.5, 12, 1.5, 0.25, 2.5, 1e15],
            ["=1+1", "'12", "_x0041_", "　全角", "a\u200bb", "长" * 300, "行1\n\n行3"],
            ["甲\t乙", "甲  乙", "1.10", "#REF!", "TRUE", "2017/7/5", "12.3%"],
        ],
        formats={
            "A1": "h:mm",
            "B1": "[h]:mm",
            "C1": "# ?/?",
            "D1": '[$-804]yyyy"年"m"月"',
            "E1": "yyyy/m/d",
            "F1": "yyyy/m/d",
            "G1": "m/d/yyyy h:mm",
            "A2": "0.00E+00",
            "B2": '0.0"%"',
            "C2": "[DBNum1]0",
            "D2": "0.0_ ;[Red]\\-0.0\\ ",
            "E2": "0.0%_ ;[Red]-0.0%",
            "F2": '0.0"万元"',
        },
    )
}


def test_times_odd_formats_and_texts_that_look_like_something_else_are_alike_in_every_kind(tmp_path: Path) -> None:
    read = {kind: read_grids(path)[0].cells for kind, path in make_every(EDGES, tmp_path, OFFICE_KINDS).items()}
    first = read["openpyxl"]
    assert [cell.kind for cell in first.values()] == [
        *[CellKind.DATE] * 2, CellKind.NUMBER, *[CellKind.DATE] * 2, CellKind.NUMBER, CellKind.DATE,
        *[CellKind.NUMBER] * 7, *[CellKind.TEXT] * 14,
    ]  # fmt: skip
    assert (first[2, 2].raw, first[2, 5].raw) == ("12.5", "25%")
    for cells in read.values():
        assert {key: (cell.kind, cell.value, cell.raw) for key, cell in cells.items()} == {
            key: (cell.kind, cell.value, cell.raw) for key, cell in first.items()
        }


FORMULAS: Book = {
    "指标": [["甲", 2], ["乙", Formula("=B1+3", 5)], ["丙", Formula('=A1&"组"', "甲组")], ["丁", Formula("=B1-2")]]
}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("openpyxl", [(CellKind.UNCOMPUTED, None, False)] * 3),
        (
            "xlsxwriter",
            [
                (CellKind.NUMBER, Decimal(5), False),
                (CellKind.TEXT, "甲组", False),
                (CellKind.NUMBER, Decimal(0), True),
            ],
        ),
        *(
            (
                kind,
                [
                    (CellKind.NUMBER, Decimal(5), False),
                    (CellKind.TEXT, "甲组", False),
                    (CellKind.NUMBER, Decimal(0), False),
                ],
            )
            for kind in ("ods", "xls", "et")
        ),
    ],
)
def test_formulas_give_what_their_writer_stored(
    tmp_path: Path, kind: str, expected: list[tuple[CellKind, object, bool]]
) -> None:
    (grid,) = read_grids(make(FORMULAS, kind, tmp_path))
    cells = [grid.cells[row, 2] for row in (2, 3, 4)]
    assert [(cell.kind, cell.value, cell.is_stale) for cell in cells] == expected


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "csv"])
def test_a_file_under_the_name_of_another_kind_is_read_and_told(
    every: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    false_name = "台账.xls" if kind in ("openpyxl", "xlsxwriter", "ods") else "台账.xlsx"
    path = tmp_path / false_name
    path.write_bytes(every[kind].read_bytes())
    sheets = read_workbook(path)
    (finding,) = sheets.findings
    assert (finding.rule.code, finding.place.file) == ("R23", str(path))
    assert finding.message.startswith(f"“{false_name}”的内容是")
    assert hash_contents(sheets) == hash_contents(read_workbook(every[kind]))


@pytest.mark.parametrize("kind", OFFICE_KINDS[:3])
def test_reading_takes_less_than_ten_times_the_memory_of_what_is_unpacked(tmp_path: Path, kind: str) -> None:
    rows = [
        [
            "上半年",
            f"事项{number}",
            f"走访企业{number}户，办班{number % 7}期。",
            "党建工作",
            number,
            number / 2000,
            "已完成",
        ]
        for number in range(2000)
    ]
    path = make({"工作成效": [["时期", "事项", "内容", "板块", "序号", "完成率", "状态"], *rows]}, kind, tmp_path)
    with zipfile.ZipFile(path) as package:
        unpacked = sum(entry.file_size for entry in package.infolist())
    read_grids(path)  # what is loaded once is no part of it
    tracemalloc.start()
    (grid,) = read_grids(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(grid.cells) == 14_007
    assert peak < 10 * unpacked
