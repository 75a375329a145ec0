"""`.xls` and `.et` are read as `.xlsx` is: each kind of cell, and what a file that is no sound workbook is told."""

from __future__ import annotations

import datetime
import random
import struct
import tracemalloc
from decimal import Decimal
from pathlib import Path

import biff_writer as biff
import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import Book, ErrorValue, Formula, Page, convert, make

from summarize.errors import InputError
from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Grid
from summarize.read import read_grids, read_workbook

LONG = "汉字" * 6_000 + "a" * 5_000
"""Longer than two records: LibreOffice writes it narrow and wide by turns."""

TRAPS: Book = {
    "工作成效": Page(
        [
            ["重点工作推进情况表", None, None, None],
            ["事项", "内容", "时期", "数"],
            ["长文", LONG, "一季度", 0.123],
            [" 尾空 ", "换\n行", "𠮷龘😀", "１２"],
            [True, False, ErrorValue("#REF!"), ErrorValue("#N/A")],
            [Formula("=1+1"), Formula('="甲"&"乙"'), Formula("=1=1"), Formula("=1/0")],
            [Formula('=""'), Formula("=0.1+0.2"), Formula('=REPT("长文",5000)'), Formula("=D3")],
            [1, 2.5, 1e15, -1234567.89],
            [1 / 3, 100.25, 123456789012345678, 0.0000001],
            [42921, 42921, 42921.5, 0.5],
            [42921, 42921, 1.5, 2017],
            [11, 12, 13, 14],
            ["甲", None, None, None],
        ],
        merged=["A1:D1", "A13:A16"],
        formats={
            "D3": "0.00%",
            "D7": "0%",
            "A10": "yyyy/m/d",
            "B10": 'yyyy"年"m"月"d"日"',
            "C10": "yyyy-mm-dd hh:mm",
            "D10": "h:mm",
            "A11": '[$-804]yyyy"年"m"月";@',
            "B11": '[DBNum1]yyyy"年"m"月"d"日"',
            "C11": "[h]:mm",
            "D11": '0"年"',
            "D13": "0.0",
        },
        hidden_rows=[12],
        hidden_columns=["C"],
    ),
    "藏": Page([["看不见"]], is_hidden=True),
    "空": Page([]),
}


def write(folder: Path, content: bytes, name: str = "旧.xls") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def by_hand(folder: Path, *records: bytes, before: tuple[bytes, ...] = (), history: int = 0x41) -> Path:
    """Write a workbook whose sheet 表 holds `records`."""
    stream = biff.book({"表": b"".join(records)}, before=before, history=history)
    return write(folder, biff.compound({"Workbook": stream}))


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


def told(path: Path) -> tuple[str, str]:
    finding = refusal(path)
    return finding.rule.code, finding.message


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The traps as LibreOffice saves them, with every formula computed."""
    folder = tmp_path_factory.mktemp("traps")
    source = make(TRAPS, "openpyxl", folder)
    return {kind: convert([source], kind, folder / kind)[0] for kind in ("xlsx", "xls")}


@pytest.mark.libreoffice
def test_xls_reads_as_the_xlsx_of_the_same_program(by_libreoffice: dict[str, Path]) -> None:
    grids = read_grids(by_libreoffice["xls"])
    assert grids == read_grids(by_libreoffice["xlsx"])
    assert [grid.name for grid in grids] == ["工作成效", "藏", "空"]


@pytest.mark.libreoffice
def test_what_an_office_puts_into_an_xls_arrives(by_libreoffice: dict[str, Path]) -> None:
    grid, hidden, empty = read_grids(by_libreoffice["xls"])
    cells = {cell.place.cell: (cell.kind, cell.value) for cell in grid.cells.values()}
    assert cells["B3"] == (CellKind.TEXT, LONG)
    assert (cells["A4"], cells["B4"]) == ((CellKind.TEXT, " 尾空 "), (CellKind.TEXT, "换\n行"))
    assert cells["C4"] == (CellKind.TEXT, "𠮷龘😀")
    assert [cells[f"{letter}6"] for letter in "ABCD"] == [
        (CellKind.NUMBER, Decimal(2)),
        (CellKind.TEXT, "甲乙"),
        (CellKind.BOOLEAN, True),
        (CellKind.ERROR, "#DIV/0!"),
    ]
    assert "A7" not in cells
    assert cells["B7"] == (CellKind.NUMBER, Decimal("0.3"))
    assert cells["C7"] == (CellKind.TEXT, "长文" * 5_000)
    assert cells["C9"] == (CellKind.NUMBER, Decimal("123456789012346000"))
    assert cells["B10"] == (CellKind.DATE, datetime.date(2017, 7, 5))
    assert cells["D11"] == (CellKind.NUMBER, Decimal(2017))
    assert (grid.merged, grid.hidden_rows, grid.hidden_columns) == (("A1:D1", "A13:A16"), {12}, {3})
    assert (grid.cells[3, 4].raw, grid.cells[13, 1].merged) == ("12.3%", "A13:A16")
    assert (grid.hidden, hidden.hidden, dict(empty.cells)) == (False, True, {})


@pytest.mark.libreoffice
def test_a_second_reader_sees_the_same_in_an_xls(by_libreoffice: dict[str, Path]) -> None:
    import xlrd

    other = xlrd.open_workbook(by_libreoffice["xls"], formatting_info=True)
    for grid, sheet in zip(read_grids(by_libreoffice["xls"]), other.sheets(), strict=True):
        shown = (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_BOOLEAN)
        seen = {
            (row + 1, column + 1): sheet.cell_value(row, column)
            for row in range(sheet.nrows)
            for column in range(sheet.ncols)
            if sheet.cell_type(row, column) in shown and sheet.cell_value(row, column) != ""
        }
        ours = {
            position: cell.value for position, cell in grid.cells.items() if cell.kind.name not in ("DATE", "ERROR")
        }
        assert ours.keys() == seen.keys()
        for position, value in ours.items():
            same = pytest.approx(seen[position], rel=1e-14) if isinstance(value, Decimal) else seen[position]
            assert (float(value) if isinstance(value, Decimal) else value) == same
        assert len(grid.merged) == len(sheet.merged_cells)
        assert grid.hidden_rows == {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
        assert grid.hidden == bool(sheet.visibility)


@pytest.mark.libreoffice
def test_et_is_read_as_xls(by_libreoffice: dict[str, Path], tmp_path: Path) -> None:
    path = write(tmp_path, by_libreoffice["xls"].read_bytes(), "台账.et")
    assert read_grids(path) == read_grids(by_libreoffice["xls"])
    assert read_workbook(path).findings == ()


def test_formulas_of_a_writer_that_cannot_compute_were_never_computed(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("指标")
    for column, content in enumerate((xlwt.Formula("1+1"), "甲", xlwt.Formula('"a"&"b"'), 3)):
        sheet.write(0, column, content)
    sheet.write_merge(1, 2, 0, 1, "合")
    sheet.write_rich_text(3, 0, ("富", ("文", xlwt.easyfont("bold true")), "本"))
    sheet.row(5).hidden = True
    sheet.col(3).hidden = True
    book.save(str(tmp_path / "脚本.xls"))
    (grid,) = read_grids(tmp_path / "脚本.xls")
    assert [(cell.place.cell, cell.kind, cell.value) for cell in grid.cells.values()] == [
        ("A1", CellKind.UNCOMPUTED, None),
        ("B1", CellKind.TEXT, "甲"),
        ("C1", CellKind.UNCOMPUTED, None),
        ("D1", CellKind.NUMBER, Decimal(3)),
        ("A2", CellKind.TEXT, "合"),
        ("A4", CellKind.TEXT, "富文本"),
    ]
    assert (grid.merged, grid.hidden_rows, grid.hidden_columns) == (("A2:B3",), {6}, {4})


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    date_mode, styles = biff.record(0x0022, b"\x01\0"), biff.style(14)
    path = by_hand(tmp_path, biff.number(0, 0, 41459.0), before=(date_mode, styles))
    assert values_of(path) == {"A1": datetime.date(2017, 7, 5)}


@pytest.mark.parametrize(
    ("number", "code"), [(27, 'yyyy"年"m"月"'), (31, 'yyyy"年"m"月"d"日"'), (57, 'yyyy"年"m"月"'), (14, "yyyy/m/d")]
)
def test_the_formats_that_a_chinese_excel_names_by_number_are_dates(tmp_path: Path, number: int, code: str) -> None:
    cell = cells_of(by_hand(tmp_path, biff.number(0, 0, 42921.0), before=(biff.style(number),)))["A1"]
    assert (cell.kind, cell.value, cell.number_format) == (CellKind.DATE, datetime.date(2017, 7, 5), code)


def test_numbers_packed_alone_and_in_rows_are_unpacked(tmp_path: Path) -> None:
    whole, hundredth = struct.pack("<l", -7 << 2 | 2), struct.pack("<l", 12345 << 2 | 3)
    double = struct.pack("<d", 1.5)[4:]
    packed = struct.pack("<HH", 0, 2) + b"".join(b"\0\0" + part for part in (whole, hundredth, double)) + b"\x04\0"
    alone = struct.pack("<HHH", 1, 0, 0) + whole
    path = by_hand(tmp_path, biff.record(0x00BD, packed), biff.record(0x027E, alone))
    assert values_of(path) == {"C1": Decimal(-7), "D1": Decimal("123.45"), "E1": Decimal("1.5"), "A2": Decimal(-7)}


def test_fonts_and_phonetic_readings_within_a_text_are_no_text(tmp_path: Path) -> None:
    rich = struct.pack("<HBHL", 3, 0x01 | 0x04 | 0x08, 2, 5) + "富文本".encode("utf-16-le") + bytes(8) + b"yomi!"
    narrow = struct.pack("<HB", 3, 0) + b"abc"
    path = by_hand(
        tmp_path,
        *(biff.label(0, column, column) for column in range(3)),
        before=(biff.shared(rich, narrow, biff.text("尾")),),
    )
    assert values_of(path) == {"A1": "富文本", "B1": "abc", "C1": "尾"}


@pytest.mark.parametrize("count", [0, 1, 99])
def test_a_wrong_number_of_shared_texts_loses_none(tmp_path: Path, count: int) -> None:
    shared = biff.shared(biff.text("甲"), biff.text("乙"), count=count)
    path = by_hand(tmp_path, biff.label(0, 0, 0), biff.label(0, 1, 1), before=(shared,))
    assert values_of(path) == {"A1": "甲", "B1": "乙"}


TEXTS = st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12), min_size=1, max_size=5)


@given(texts=TEXTS, cuts=st.sets(st.integers(0, 60)))
def test_texts_come_out_whole_wherever_their_records_are_cut(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], cuts: set[int]
) -> None:
    body, records, at = struct.pack("<LL", len(texts), len(texts)), [], 0
    for text in texts:
        units = text.encode("utf-16-le")
        is_wide = any(units[1::2])
        body += struct.pack("<HB", len(units) // 2, is_wide)
        for low, high in zip(units[::2], units[1::2], strict=True):
            if at in cuts:
                records.append(body)
                is_wide = is_wide or at % 2 == 0  # the width may change where a text goes on
                body = bytes([is_wide])
            body += bytes([low, high]) if is_wide else bytes([low])
            at += 1
    first, *others = [*records, body]
    shared = biff.record(0x00FC, first) + b"".join(biff.record(0x003C, other) for other in others)
    labels = [biff.label(row, 0, row) for row in range(len(texts))]
    path = by_hand(tmp_path_factory.mktemp("cut"), *labels, before=(shared,))
    assert list(values_of(path).values()) == texts


def test_half_of_a_pair_of_units_becomes_a_character_that_is_told(tmp_path: Path) -> None:
    path = by_hand(tmp_path, biff.label(0, 0, 0), before=(biff.shared(biff.text("甲\ud83d乙")),))
    assert values_of(path) == {"A1": "甲\uffff乙"}


def result(tmp_path: Path, *records: bytes, history: int = 0x41) -> tuple[CellKind, object, bool] | None:
    cell = cells_of(by_hand(tmp_path, *records, history=history)).get("A1")
    return (cell.kind, cell.value, cell.is_stale) if cell else None


STRING = biff.record(0x0207, biff.text("甲"))
UNCOMPUTED = (CellKind.UNCOMPUTED, None, False)
STALE = (CellKind.NUMBER, Decimal(0), True)
ZERO = (CellKind.NUMBER, Decimal(0), False)


@pytest.mark.parametrize(
    ("records", "read"),
    [
        ([biff.formula(0, 0, 2.0)], (CellKind.NUMBER, Decimal(2), False)),
        ([biff.formula(0, 0, 2.0, kind=0x0406)], (CellKind.NUMBER, Decimal(2), False)),
        ([biff.formula(0, 0, 2.0, kind=0x0206)], (CellKind.NUMBER, Decimal(2), False)),
        ([biff.formula(0, 0, biff.TEXT_FOLLOWS), STRING], (CellKind.TEXT, "甲", False)),
        ([biff.formula(0, 0, biff.TEXT_FOLLOWS), biff.record(0x04BC, bytes(10)), STRING], (CellKind.TEXT, "甲", False)),
        ([biff.formula(0, 0, biff.TEXT_FOLLOWS)], UNCOMPUTED),
        ([biff.formula(0, 0, biff.TEXT_FOLLOWS), biff.number(0, 1, 1.0), STRING], UNCOMPUTED),
        ([biff.formula(0, 0, b"\x01\0\x01\0\0\0\xff\xff")], (CellKind.BOOLEAN, True, False)),
        ([biff.formula(0, 0, b"\x02\0\x17\0\0\0\xff\xff")], (CellKind.ERROR, "#REF!", False)),
        ([biff.formula(0, 0, biff.NO_TEXT)], None),
        ([biff.formula(0, 0, 0.0)], ZERO),
        ([biff.formula(0, 0, 0.0, flags=1)], ZERO),
        ([biff.formula(0, 0, 0.0, flags=2)], STALE),
        ([biff.formula(0, 0, 0.0, flags=2), biff.formula(0, 1, 5.0)], STALE),
        ([biff.formula(0, 0, 0.0, flags=2), biff.formula(0, 1, 5.0, flags=2)], ZERO),
        ([biff.number(0, 0, float("nan"))], (CellKind.ERROR, "#NUM!", False)),
    ],
)
def test_the_result_of_a_formula_is_told_from_a_result_that_was_never_stored(
    tmp_path: Path, records: list[bytes], read: tuple[CellKind, object, bool] | None
) -> None:
    assert result(tmp_path, *records) == read


def test_an_empty_text_is_none_of_a_writer_that_computes_nothing(tmp_path: Path) -> None:
    empty = biff.formula(0, 0, biff.NO_TEXT)
    assert result(tmp_path, empty, history=0) == UNCOMPUTED
    assert result(tmp_path, empty, biff.formula(0, 1, 5.0), history=0) is None


def test_a_workbook_to_be_computed_on_opening_has_stale_zeros(tmp_path: Path) -> None:
    engine = biff.record(0x01C1, struct.pack("<HHL", 0x01C1, 0, 0))
    path = by_hand(tmp_path, biff.formula(0, 0, 0.0), biff.number(0, 1, 0.0), before=(engine,))
    assert [cell.is_stale for cell in cells_of(path).values()] == [True, False]


def test_a_chart_that_lies_on_a_sheet_does_not_end_it(tmp_path: Path) -> None:
    chart = biff.beginning(0x0020) + biff.number(5, 5, 5.0) + biff.record(0x000A)
    assert values_of(by_hand(tmp_path, biff.number(0, 0, 1.0), chart, biff.number(1, 0, 2.0))) == {"A1": 1, "A2": 2}


def test_the_workbook_of_excel_95_is_read_in_its_code_page(tmp_path: Path) -> None:
    content = "走访企业36户".encode("gbk")
    label = biff.record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(content)) + content)
    answer = biff.record(0x0207, struct.pack("<H", 4) + "甲乙".encode("gbk"))
    code = '0"户"'.encode("gbk")
    before = (
        biff.record(0x0042, struct.pack("<H", 936)),
        biff.record(0x041E, struct.pack("<HB", 164, len(code)) + code),
        biff.style(164),
    )
    records = label + biff.formula(0, 1, biff.TEXT_FOLLOWS) + answer + biff.number(0, 2, 36.0)
    stream = biff.book({"工作成效": records}, before=before, version=0x0500, codec="gbk")
    (grid,) = read_grids(write(tmp_path, biff.compound({"Book": stream})))
    assert (grid.name, [cell.value for cell in grid.cells.values()]) == ("工作成效", ["走访企业36户", "甲乙", 36])
    assert grid.cells[1, 3].number_format == '0"户"'


def test_texts_that_do_not_fit_their_code_page_are_not_guessed(tmp_path: Path) -> None:
    label = biff.record(0x0204, struct.pack("<HHHH", 0, 0, 0, 2) + b"\xff\xff")
    before = (biff.record(0x0042, struct.pack("<H", 936)),)
    stream = biff.book({"A": label}, before=before, version=0x0500, codec="ascii")
    seen = "工作表“A”中有文字不合工作簿自己声明的编码（gb18030）"
    path = write(tmp_path, biff.compound({"Book": stream}))
    assert told(path) == ("R20", f"工作簿内部的记录有错，无法读取：{seen}。")


def test_the_newer_of_two_workbooks_in_one_file_is_read_whatever_the_case_of_its_name(tmp_path: Path) -> None:
    old = biff.book({"旧": b""}, version=0x0500, codec="gbk")
    path = write(tmp_path, biff.compound({"Book": old, "WORKBOOK": biff.book({"新": b""})}))
    assert [grid.name for grid in read_grids(path)] == ["新"]


def test_a_workbook_without_sheets_has_none(tmp_path: Path) -> None:
    assert read_grids(write(tmp_path, biff.compound({"Workbook": biff.book({})}))) == ()


def test_macros_are_not_run_and_told(tmp_path: Path) -> None:
    stream = biff.book({"表": biff.number(0, 0, 1.0)})
    path = write(tmp_path, biff.compound({"Workbook": stream}, {"_VBA_PROJECT_CUR": {"dir": b"x"}}))
    (finding,) = read_workbook(path).findings
    assert (finding.rule.code, finding.message) == ("R22", "工作簿带有宏；单元格照常读取，宏没有运行")
    assert values_of(path) == {"A1": 1}


def sup_book(name: str) -> bytes:
    units = name.encode("utf-16-le")
    return biff.record(0x01AE, struct.pack("<HHB", 1, len(name), 1) + units)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("\x01\x01D数据\x03去年.xls", "去年.xls"), ("\x01去年.xls", "去年.xls"), ("服务\x03主题", "主题")],
)
def test_formulas_that_take_values_from_elsewhere_are_refused(tmp_path: Path, name: str, shown: str) -> None:
    path = by_hand(tmp_path, biff.number(0, 0, 1.0), before=(sup_book(name),))
    assert told(path) == ("R13", f"工作簿的公式链接到文件之外的“{shown}”。")


@pytest.mark.parametrize(
    "record",
    [
        biff.record(0x01AE, struct.pack("<HH", 3, 0x0401)),
        biff.record(0x01AE, struct.pack("<HH", 1, 0x3A01)),
        sup_book("\0"),
        sup_book(" "),
    ],
)
def test_formulas_across_the_sheets_of_one_workbook_are_not_taken_for_links(tmp_path: Path, record: bytes) -> None:
    assert values_of(by_hand(tmp_path, biff.number(0, 0, 1.0), before=(record,))) == {"A1": 1}


def test_a_password_is_told_with_a_way_out(tmp_path: Path) -> None:
    finding = refusal(by_hand(tmp_path, before=(biff.record(0x002F, bytes(6)),)))
    assert (finding.rule.code, finding.message) == ("R07", "文件设了打开密码，内容已加密，无法读取。")
    assert finding.suggestion == (
        "在 Excel 或 WPS 中打开文件，另存时在“工具—常规选项”（WPS 为“加密”）中清空打开密码，保存后再用。"
    )


@pytest.mark.parametrize(
    ("streams", "label"),
    [
        ({"WordDocument": b"x"}, "Word 97–2003 或 WPS 文字文档（.doc、.wps）"),
        ({"PowerPoint Document": b"x"}, "PowerPoint 97–2003 或 WPS 演示文稿（.ppt、.dps）"),
        ({"__properties_version1.0": b"x"}, "Outlook 邮件（.msg）"),
        ({"Contents": b"x"}, "旧格式的其他文件"),
    ],
)
def test_another_old_file_is_told_by_what_is_in_it(tmp_path: Path, streams: dict[str, bytes], label: str) -> None:
    embedded = {"ObjectPool": {"Workbook": biff.book({"表": b""})}}
    path = write(tmp_path, biff.compound(streams, embedded))
    assert told(path) == ("R08", f"文件是{label}，不是工作簿。")


def test_a_stream_of_an_excel_before_95_is_told(tmp_path: Path) -> None:
    stream = struct.pack("<HHHH", 0x0409, 4, 0, 0x0005).ljust(64, b"\0")
    assert told(write(tmp_path, biff.compound({"Book": stream}))) == ("R06", "工作簿是 Excel 95 以前的格式，无法读取。")


def told_records(folder: Path, *records: bytes, before: tuple[bytes, ...] = ()) -> str:
    code, message = told(by_hand(folder, *records, before=before))
    assert code == "R20"
    assert message.startswith("工作簿内部的记录有错，无法读取：")
    return message.partition("：")[2]


@pytest.mark.parametrize(
    ("records", "seen"),
    [
        ([biff.number(1, 2, 1.0), biff.number(1, 2, 2.0)], "单元格 表!C2 出现了两次"),
        ([biff.label(0, 0, 7)], "引用了不存在的文字"),
        ([biff.number(0, 256, 1.0)], "第 1 行有单元格超出工作表"),
        ([biff.record(0x0203, bytes(9))], "有记录比应有的短"),
        ([biff.record(0x0204, struct.pack("<HHHHB", 0, 0, 0, 9, 0) + b"abc")], "有文字没有到头就断了"),
        ([biff.record(0x00E5, struct.pack("<H", 2) + bytes(8))], "合并区域的记录不完整"),
        ([biff.record(0x00E5, struct.pack("<H4H", 1, 3, 2, 0, 0))], "合并区域的地址有错"),
        ([biff.formula(0, 0, b"\x09\0\0\0\0\0\xff\xff")], "有公式的结果认不出"),
        ([struct.pack("<HH", 0x0203, 0xFFFF)], "记录没有到头就断了"),
    ],
)
def test_a_wrong_record_is_told_with_its_sheet(tmp_path: Path, records: list[bytes], seen: str) -> None:
    assert told_records(tmp_path, *records) == f"工作表“表”中{seen}。"


def test_two_sheets_at_one_place_are_not_read_twice(tmp_path: Path) -> None:
    stream = bytearray(biff.book({"甲": biff.number(0, 0, 1.0), "乙": b""}))
    first, second = (stream.index(biff.text(name, 1)) - 6 for name in ("甲", "乙"))
    stream[second : second + 4] = stream[first : first + 4]
    message = "工作簿内部的记录有错，无法读取：有两张工作表的内容在同一处。"
    assert told(write(tmp_path, biff.compound({"Workbook": bytes(stream)}))) == ("R20", message)


def test_two_sheets_of_one_name_are_told(tmp_path: Path) -> None:
    stream = biff.book({"Abc": b"", "aBC": b""})
    message = "工作簿内部的记录有错，无法读取：有两张工作表都叫“aBC”。"
    assert told(write(tmp_path, biff.compound({"Workbook": stream}))) == ("R20", message)


def test_a_sheet_reaching_too_far_is_refused(tmp_path: Path) -> None:
    finding = refusal(by_hand(tmp_path, biff.number(65_535, 255, 1.0)))
    assert finding.place == Place(str(tmp_path / "旧.xls"), "表", "IV65536")
    assert finding.message == "工作表“表”用到的区域是 A1:IV65536，共 16777216 格，最多允许 2000000 格。"


def test_cells_that_hold_only_a_format_cost_no_memory(tmp_path: Path) -> None:
    blank = struct.pack("<HH", 0, 0) + bytes(2 * 256) + struct.pack("<H", 255)
    rows = [biff.record(0x00BE, struct.pack("<H", row) + blank[2:]) for row in range(4_000)]
    values_of(by_hand(tmp_path, biff.number(1, 1, 1.0)))  # loads what is loaded once
    path = by_hand(tmp_path, *rows, biff.number(1, 1, 1.0))
    tracemalloc.start()
    assert values_of(path) == {"B2": 1}
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * path.stat().st_size


def sample() -> bytes:
    shared = biff.shared(*(biff.text(text) for text in ("甲", "乙乙", "丙丙丙")))
    records = [biff.label(row, 0, row % 3) + biff.number(row, 1, row / 7) for row in range(200)]
    merged = biff.record(0x00E5, struct.pack("<H4H", 1, 2, 4, 0, 0))
    sheets = {"表": b"".join(records) + merged, "二": biff.formula(0, 0, biff.TEXT_FOLLOWS) + STRING}
    return biff.compound({"Workbook": biff.book(sheets, before=(biff.style(0), shared))})


def read_or_refuse(path: Path) -> tuple[Grid, ...] | None:
    try:
        return read_grids(path)
    except InputError as error:
        assert all(finding.message and finding.place.file == str(path) for finding in error.findings)
        return None


def test_whatever_bytes_flip_there_are_cells_or_a_refusal(tmp_path: Path) -> None:
    content, path, dice = sample(), tmp_path / "翻转.xls", random.Random(20170705)
    refused = 0
    for _ in range(300):
        damaged = bytearray(content)
        for _ in range(dice.choice((1, 1, 4, 16))):
            damaged[dice.randrange(len(damaged))] = dice.choice((0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)))
        path.write_bytes(damaged)
        refused += read_or_refuse(path) is None
    assert 0 < refused < 300


def test_whatever_the_end_of_a_file_that_is_cut_off_it_is_refused(tmp_path: Path) -> None:
    content, path, dice = sample(), tmp_path / "截断.xls", random.Random(20170705)
    for length in (1, 8, 512, len(content) - 1, *(dice.randrange(len(content)) for _ in range(40))):
        path.write_bytes(content[:length])
        assert read_or_refuse(path) is None
