"""`.xlsb` is read as `.xlsx` is; no free program writes it, so files are made by hand and LibreOffice reads along."""

from __future__ import annotations

import datetime
import random
import struct
import tracemalloc
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from biff12_writer import Sheet, cell, record, wide, write_parts, write_xlsb, xlsb_parts
from conftest import relation, relations
from office_files import ErrorValue, Formula, convert

from summarize.errors import InputError
from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Grid
from summarize.read import read_grids, read_workbook

TRAPS = {
    "工作成效": Sheet(
        {
            "A1": "重点工作推进情况表",
            "A2": " 尾空 ",
            "B2": "换\n行",
            "C2": "𠮷龘😀",
            "A3": 12,
            "B3": -7,
            "C3": 0.123,
            "D3": 1 / 3,
            "E3": 123456789012345678,
            "A4": True,
            "B4": False,
            "C4": ErrorValue("#REF!"),
            "A5": Formula("", 2.0),
            "B5": Formula("", "文"),
            "C5": Formula("", True),
            "D5": Formula("", ErrorValue("#N/A")),
            "A6": 42921,
            "B6": 42921,
            "C6": 42921.5,
            "D6": 2017,
            "A7": None,
            "A8": "隐",
            "A9": "甲",
        },
        formats={
            "C3": "0.0%",
            "A6": 'yyyy"年"m"月"d"日"',
            "B6": "yyyy-mm-dd",
            "C6": "yyyy-mm-dd hh:mm",
            "D6": '0"年"',
            "A7": "0.00",
        },
        merged=["A1:D1", "A9:A12"],
        hidden_rows=[8],
        hidden_columns=[3, 5],
    ),
    "藏": Sheet({"B2": 1}, state=1),
    "深藏": Sheet({"B2": 1}, state=2),
    "空": Sheet({}),
}


def xlsb(folder: Path, cells: Mapping[str, Any], **options: Any) -> Path:
    return write_xlsb(folder / "表.xlsb", {"表": Sheet(cells, **options)})


def cells_of(path: Path) -> dict[str, Cell]:
    (grid,) = read_grids(path)
    return {cell.place.cell or "": cell for cell in grid.cells.values()}


def values_of(path: Path) -> dict[str, object]:
    return {address: cell.value for address, cell in cells_of(path).items()}


def refusal(path: Path) -> Finding:
    with pytest.raises(InputError) as caught:
        read_workbook(path)
    (finding,) = caught.value.findings
    assert finding.place.file == str(path)
    assert finding.suggestion.endswith("。")
    return finding


@pytest.mark.libreoffice
def test_another_reader_sees_the_same_in_an_xlsb(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "台账.xlsb", TRAPS)
    (other,) = convert([path], "xlsx", tmp_path / "xlsx")
    for ours, theirs in zip(read_grids(path), read_grids(other), strict=True):
        assert (ours.name, ours.hidden, ours.merged) == (theirs.name, theirs.hidden, theirs.merged)
        assert (ours.hidden_rows, ours.hidden_columns) == (theirs.hidden_rows, theirs.hidden_columns)
        assert [(cell.place, cell.kind, cell.value, cell.merged) for cell in ours.cells.values()] == [
            (cell.place, cell.kind, cell.value, cell.merged) for cell in theirs.cells.values()
        ]


def test_the_library_for_values_reads_the_same_values(tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    path = write_xlsb(tmp_path / "台账.xlsb", TRAPS)
    theirs = CalamineWorkbook.from_path(path)
    for grid in read_grids(path):
        rows = theirs.get_sheet_by_name(grid.name).to_python(skip_empty_area=False)
        for (row, column), ours in grid.cells.items():
            if ours.kind not in (CellKind.ERROR, CellKind.DATE):  # it gives '' and bare numbers for these
                value = ours.value
                seen = rows[row - 1][column - 1]
                is_number = isinstance(value, Decimal)
                assert (float(value) if is_number else value) == (pytest.approx(seen, rel=1e-14) if is_number else seen)


def test_each_kind_of_cell_keeps_its_kind_value_and_format(tmp_path: Path) -> None:
    grid, hidden, deeply_hidden, empty = read_grids(write_xlsb(tmp_path / "台账.xlsb", TRAPS))
    cells = {cell.place.cell: (cell.kind, cell.value) for cell in grid.cells.values()}
    assert cells == {
        "A1": (CellKind.TEXT, "重点工作推进情况表"),
        "A2": (CellKind.TEXT, " 尾空 "),
        "B2": (CellKind.TEXT, "换\n行"),
        "C2": (CellKind.TEXT, "𠮷龘😀"),
        "A3": (CellKind.NUMBER, Decimal(12)),
        "B3": (CellKind.NUMBER, Decimal(-7)),
        "C3": (CellKind.NUMBER, Decimal("0.123")),
        "D3": (CellKind.NUMBER, Decimal("0.333333333333333")),
        "E3": (CellKind.NUMBER, Decimal("123456789012346000")),
        "A4": (CellKind.BOOLEAN, True),
        "B4": (CellKind.BOOLEAN, False),
        "C4": (CellKind.ERROR, "#REF!"),
        "A5": (CellKind.NUMBER, Decimal(2)),
        "B5": (CellKind.TEXT, "文"),
        "C5": (CellKind.BOOLEAN, True),
        "D5": (CellKind.ERROR, "#N/A"),
        "A6": (CellKind.DATE, datetime.date(2017, 7, 5)),
        "B6": (CellKind.DATE, datetime.date(2017, 7, 5)),
        "C6": (CellKind.DATE, datetime.datetime(2017, 7, 5, 12)),
        "D6": (CellKind.NUMBER, Decimal(2017)),
        "A8": (CellKind.TEXT, "隐"),
        "A9": (CellKind.TEXT, "甲"),
    }
    assert (grid.cells[3, 3].raw, grid.cells[6, 1].number_format) == ("12.3%", 'yyyy"年"m"月"d"日"')
    assert (grid.merged, grid.cells[9, 1].merged) == (("A1:D1", "A9:A12"), "A9:A12")
    assert (grid.hidden_rows, grid.hidden_columns) == ({8}, {3, 5})
    assert (grid.hidden, hidden.hidden, deeply_hidden.hidden, empty.hidden) == (False, True, True, False)
    assert (hidden.row_count, hidden.column_count, dict(empty.cells)) == (2, 2, {})


@pytest.mark.parametrize(
    ("number", "code"), [(9, "0%"), (31, 'yyyy"年"m"月"d"日"'), (57, 'yyyy"年"m"月"'), (14, "yyyy/m/d")]
)
def test_formats_named_by_number_have_their_codes(tmp_path: Path, number: int, code: str) -> None:
    assert cells_of(xlsb(tmp_path, {"A1": 42921}, formats={"A1": number}))["A1"].number_format == code


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "表.xlsb", {"表": Sheet({"A1": 41459}, formats={"A1": 14})}, is_1904=True)
    assert values_of(path) == {"A1": datetime.date(2017, 7, 5)}


def test_hundredths_and_cut_doubles_are_unpacked(tmp_path: Path) -> None:
    hundredths = cell(2, 0, 0, struct.pack("<l", 12345 << 2 | 3))
    double = cell(2, 1, 0, struct.pack("<d", 1.5)[4:])
    assert values_of(xlsb(tmp_path, {"A1": hundredths, "B1": double})) == {
        "A1": Decimal("123.45"),
        "B1": Decimal("1.5"),
    }


def test_texts_in_the_cell_plain_and_rich_are_read(tmp_path: Path) -> None:
    rich = cell(62, 1, 0, b"\x01" + wide("富文本") + struct.pack("<LHH", 1, 0, 0))
    assert values_of(xlsb(tmp_path, {"A1": cell(6, 0, 0, wide("甲")), "B1": rich})) == {"A1": "甲", "B1": "富文本"}


def test_cells_without_a_column_count_on(tmp_path: Path) -> None:
    style = bytes(4)
    shorts = [record(13, style + struct.pack("<l", 5 << 2 | 2)), record(12, style), record(17, style + wide("尾"))]
    path = xlsb(tmp_path, {"B1": 1, "C1": shorts[0], "D1": shorts[1], "E1": shorts[2], "F1": None})
    assert values_of(path) == {"B1": 1, "C1": 5, "E1": "尾"}


def test_a_formula_that_gives_no_text_is_empty(tmp_path: Path) -> None:
    assert values_of(xlsb(tmp_path, {"A1": Formula("", ""), "B1": 1})) == {"B1": 1}


@pytest.mark.parametrize("is_stale", [False, True])
def test_the_zero_of_a_writer_that_asks_for_a_computation_is_marked(tmp_path: Path, *, is_stale: bool) -> None:
    sheet = Sheet({"A1": Formula("", 0.0), "B1": Formula("", 3.0), "C1": 0, "D1": 0.0})
    cells = cells_of(write_xlsb(tmp_path / "表.xlsb", {"表": sheet}, is_stale=is_stale))
    assert [(cell.kind, cell.is_stale) for cell in cells.values()] == [
        (CellKind.NUMBER, is_stale),
        *[(CellKind.NUMBER, False)] * 3,
    ]


def test_columns_hidden_twice_and_beyond_the_last_are_hidden_once(tmp_path: Path) -> None:
    infos = [(2, 3), (1, 2), (16_382, 0xFFFFFFFE), (0x7FFFFFFF, 0xFFFFFFFE)]
    records = b"".join(record(60, struct.pack("<LLLLH", first, last, 0, 0, 1)) for first, last in infos)
    (grid,) = read_grids(xlsb(tmp_path, {"A1": records}))
    assert grid.hidden_columns == {2, 3, 4, 16_383, 16_384}


def test_records_of_later_versions_are_passed_over(tmp_path: Path) -> None:
    later = record(35, bytes(4)) + cell(5, 7, 0, struct.pack("<d", 9.0)) + record(36)
    assert values_of(xlsb(tmp_path, {"A1": 1, "B1": later, "C1": 2})) == {"A1": 1, "C1": 2}


def test_an_xlsb_without_macros_says_nothing_of_them(tmp_path: Path) -> None:
    path = xlsb(tmp_path, {"A1": 1})
    assert read_workbook(path).findings == ()


def test_macros_are_not_run_and_told(tmp_path: Path) -> None:
    parts = xlsb_parts({"表": Sheet({"A1": 1})})
    path = write_parts(tmp_path / "表.xlsb", {**parts, "xl/vbaProject.bin": b"x"})
    (finding,) = read_workbook(path).findings
    assert (finding.rule.code, finding.message) == ("R22", "工作簿带有宏；单元格照常读取，宏没有运行")


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ({"A1": 1, "B1": cell(5, 0, 0, bytes(8))}, "单元格 表!A1 出现了两次"),
        ({"A1": cell(7, 0, 0, struct.pack("<L", 5))}, "引用了不存在的文字"),
        ({"A1": cell(5, 16_384, 0, bytes(8))}, "第 1 行有单元格超出工作表"),
        ({"A1": record(0, struct.pack("<L", 1 << 20) + bytes(13))}, "有行超出工作表"),
        ({"A1": cell(5, 0, 0, bytes(7))}, "有记录比应有的短"),
        ({"A1": cell(6, 0, 0, struct.pack("<L", 9) + bytes(4))}, "有文字没有到头就断了"),
        ({"A1": record(176, struct.pack("<4L", 3, 2, 0, 0))}, "合并区域的地址有错"),
        ({"A1": b"\x05\xff\xff\xff\x7f"}, "记录没有到头就断了"),
    ],
)
def test_a_wrong_record_is_told_with_its_sheet(tmp_path: Path, cells: Mapping[str, Any], seen: str) -> None:
    finding = refusal(xlsb(tmp_path, cells))
    message = f"工作簿内部的记录有错，无法读取：工作表“表”中{seen}。"
    assert (finding.rule.code, finding.message) == ("R20", message)


@pytest.mark.parametrize(
    ("part", "content", "seen"),
    [
        ("xl/worksheets/sheet1.bin", None, "工作表“表”中缺少部件“xl/worksheets/sheet1.bin”"),
        ("xl/sharedStrings.bin", b"\x13\x05\0\xff\0\0\0", "部件“xl/sharedStrings.bin”中有文字没有到头就断了"),
        ("xl/styles.bin", b"\x2c\x7f", "部件“xl/styles.bin”中记录没有到头就断了"),
        ("xl/_rels/workbook.bin.rels", relations(), "部件“xl/workbook.bin”中工作表“表”没有内容部件"),
        ("_rels/.rels", relations(), "找不到工作簿的主体部件"),
        ("xl/worksheets/sheet1.bin", record(129) + record(145), "工作表“表”中单元格的记录没有到头就断了"),
    ],
)
def test_a_wrong_part_is_told(tmp_path: Path, part: str, content: bytes | str | None, seen: str) -> None:
    parts = {**xlsb_parts({"表": Sheet({"A1": "甲"})}), part: content}
    path = write_parts(tmp_path / "坏.xlsb", {name: held for name, held in parts.items() if held is not None})
    finding = refusal(path)
    assert (finding.rule.code, finding.message) == ("R20", f"工作簿内部的记录有错，无法读取：{seen}。")


def test_two_sheets_of_one_name_are_told(tmp_path: Path) -> None:
    finding = refusal(write_xlsb(tmp_path / "表.xlsb", {"Abc": Sheet({}), "aBC": Sheet({})}))
    seen = "部件“xl/workbook.bin”中有两张工作表都叫“aBC”"
    assert finding.message == f"工作簿内部的记录有错，无法读取：{seen}。"


def test_sheets_of_charts_are_passed_over(tmp_path: Path) -> None:
    parts = xlsb_parts({"图": Sheet({}), "表": Sheet({"A1": 1})})
    targets = (("chartsheet", "sheet1"), ("worksheet", "sheet2"))
    listed = [relation(number, kind, f"worksheets/{part}.bin") for number, (kind, part) in enumerate(targets, start=1)]
    path = write_parts(tmp_path / "图.xlsb", {**parts, "xl/_rels/workbook.bin.rels": relations(*listed)})
    assert [grid.name for grid in read_grids(path)] == ["表"]


def test_a_sheet_reaching_too_far_is_refused(tmp_path: Path) -> None:
    path = xlsb(tmp_path, {"A1": 1, "D1000000": 1})
    finding = refusal(path)
    assert finding.place == Place(str(path), "表", "D1000000")
    assert finding.message == "工作表“表”用到的区域是 A1:D1000000，共 4000000 格，最多允许 2000000 格。"


def test_cells_that_hold_only_a_format_cost_no_memory(tmp_path: Path) -> None:
    blanks = b"".join(
        record(0, struct.pack("<LLHBBBL", row, 0, 300, 0, 0, 0, 0)) + cell(1, 0, 0) for row in range(1, 50_000)
    )
    values_of(xlsb(tmp_path, {"A1": 1}))  # loads what is loaded once
    path = xlsb(tmp_path, {"A1": 1, "B1": blanks})
    tracemalloc.start()
    assert values_of(path) == {"A1": 1}
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * len(blanks)  # each cell kept would cost as much as forty of its bytes


def read_or_refuse(path: Path) -> tuple[Grid, ...] | None:
    try:
        return read_grids(path)
    except InputError as error:
        assert all(finding.message and finding.place.file == str(path) for finding in error.findings)
        return None


def test_whatever_bytes_flip_in_a_part_there_are_cells_or_a_refusal(tmp_path: Path) -> None:
    parts, path, dice = xlsb_parts(TRAPS), tmp_path / "翻转.xlsb", random.Random(20170705)
    binary = [name for name, content in parts.items() if isinstance(content, bytes)]
    refused = 0
    for _ in range(300):
        name = dice.choice(binary)
        damaged = bytearray(parts[name])  # type: ignore[arg-type]
        for _ in range(dice.choice((1, 1, 4))):
            damaged[dice.randrange(len(damaged))] = dice.choice((0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)))
        write_parts(path, {**parts, name: bytes(damaged[: dice.choice((None, dice.randrange(len(damaged))))])})
        refused += read_or_refuse(path) is None
    assert 0 < refused < 300


def test_whatever_bytes_flip_in_the_file_it_is_refused_or_read_as_before(tmp_path: Path) -> None:
    path = write_xlsb(tmp_path / "翻转.xlsb", TRAPS)
    content, sound, dice = path.read_bytes(), read_grids(path), random.Random(20170705)
    for _ in range(100):
        damaged = bytearray(content)
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
        path.write_bytes(damaged)
        assert read_or_refuse(path) in (None, sound)
