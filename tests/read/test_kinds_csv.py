"""A folder of .csv as a workbook: encodings proved, commas demanded, numbers told from text, and the rest told."""

from __future__ import annotations

import codecs
import datetime
import os
from decimal import Decimal
from pathlib import Path

import pytest
from office_files import make

from summarize.errors import InputError
from summarize.findings import Finding, Place, Severity
from summarize.model.cells import CellKind, Grid
from summarize.read import read_grids, read_workbook
from summarize.read.grids import csv_folder

SAVE_AS = "用 Excel 或 WPS 打开该文件，确认汉字无误后，另存为“CSV UTF-8（逗号分隔）（*.csv）”再用。"
ROWS = "时期,事项,内容\r\n上半年,抓培训,“三会一课”办班３期。\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "台账"
    path.mkdir()
    return path


def put(folder: Path, content: str | bytes, name: str = "工作成效.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusals(folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(InputError) as caught:
        read_workbook(folder)
    assert all(finding.suggestion.endswith(("。", "？")) for finding in caught.value.findings)
    return caught.value.findings


def refusal(folder: Path) -> Finding:
    (finding,) = refusals(folder)
    return finding


def values(grid: Grid) -> dict[str | None, object]:
    return {cell.place.cell: cell.value for cell in grid.cells.values()}


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode(),
        codecs.BOM_UTF8 + ROWS.encode(),
        ROWS.encode("gb18030"),
        ROWS.encode("utf-16"),
        codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"),
        ROWS.replace("\r\n", "\n").encode(),
        ROWS.replace("\r\n", "\r").encode("gb18030"),
        ("sep=,\r\n" + ROWS).encode(),
    ],
)
def test_every_encoding_that_can_be_proved_gives_the_same_cells(folder: Path, content: bytes) -> None:
    put(folder, content)
    (grid,) = read_grids(folder)
    assert (grid.name, grid.row_count, grid.column_count) == ("工作成效", 2, 3)
    assert values(grid) == {
        "A1": "时期", "B1": "事项", "C1": "内容",
        "A2": "上半年", "B2": "抓培训", "C2": "“三会一课”办班３期。",
    }  # fmt: skip
    assert grid.cells[2, 1].place == Place(sheet="工作成效", cell="A2")


@pytest.mark.parametrize("text", ["时期,事项\n上半年,培训\n", "a,中\n", "项目,内容\n年度,2025\n"])
def test_short_lines_of_gb18030_are_never_taken_for_another_encoding(folder: Path, text: str) -> None:
    put(folder, text.encode("gb18030"))
    (grid,) = read_grids(folder)
    assert ",".join(str(cell.value) for cell in grid.cells.values()) == text.strip().replace("\n", ",")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "时期,事项\n上半年,培".encode("gb18030") + b"\xff\xff\n",
            "“工作成效.csv”既不是 UTF-8，也不是 GB18030：第 2 行（第 20 个字节）读不通",
        ),
        (ROWS.encode() + b"\x80\n", "“工作成效.csv”既不是 UTF-8，也不是 GB18030：第 3 行（第 78 个字节）读不通"),
        (codecs.BOM_UTF8 + ROWS.encode("gb18030"), "“工作成效.csv”开头标明是 UTF-8，但第 1 行（第 6 个字节）读不通"),
        (
            codecs.BOM_UTF16_LE + b"a\x00\n\x00\x00\xd8",
            "“工作成效.csv”开头标明是 UTF-16，但第 2 行（第 7 个字节）读不通",
        ),
    ],
)
def test_an_encoding_that_cannot_be_proved_is_told_with_its_line(folder: Path, content: bytes, message: str) -> None:
    path = put(folder, content)
    finding = refusal(folder)
    assert (finding.rule.code, finding.message, finding.suggestion) == ("R24", message, SAVE_AS)
    assert finding.place == Place(file=str(path))


@pytest.mark.parametrize(
    ("text", "kind", "value", "code"),
    [
        ("12", CellKind.NUMBER, Decimal(12), "General"),
        ("12.50", CellKind.NUMBER, Decimal("12.5"), "General"),
        ("-3", CellKind.NUMBER, Decimal(-3), "General"),
        ("-0", CellKind.NUMBER, Decimal(0), "General"),
        ("0.30000000000000004", CellKind.NUMBER, Decimal("0.3"), "General"),
        ("12.3%", CellKind.NUMBER, Decimal("0.123"), "0.0%"),
        ("100%", CellKind.NUMBER, Decimal(1), "0%"),
        ('"1,234"', CellKind.NUMBER, Decimal(1234), "#,##0"),
        ('"-1,234,567.89"', CellKind.NUMBER, Decimal("-1234567.89"), "#,##0.00"),
        ("123456789012345", CellKind.NUMBER, Decimal(123456789012345), "General"),
        ("1234567890123456", CellKind.TEXT, "1234567890123456", "General"),
        ("0871", CellKind.TEXT, "0871", "General"),
        ("00", CellKind.TEXT, "00", "General"),
        ('"12,34"', CellKind.TEXT, "12,34", "General"),
        ('"0,123"', CellKind.TEXT, "0,123", "General"),
        ("+3", CellKind.TEXT, "+3", "General"),
        (".5", CellKind.TEXT, ".5", "General"),
        ("1e3", CellKind.TEXT, "1e3", "General"),
        (" 12", CellKind.TEXT, " 12", "General"),
        ("12项", CellKind.TEXT, "12项", "General"),
        ("１２", CellKind.TEXT, "１２", "General"),
        ("=1+1", CellKind.TEXT, "=1+1", "General"),
        ("#REF!", CellKind.ERROR, "#REF!", "General"),
        ("#N/A", CellKind.ERROR, "#N/A", "General"),
        ("TRUE", CellKind.BOOLEAN, True, "General"),
        ("2017/7/5", CellKind.DATE, datetime.date(2017, 7, 5), "yyyy/m/d"),
        ("2017-07-05", CellKind.DATE, datetime.date(2017, 7, 5), "yyyy/m/d"),
        ("2017/2/30", CellKind.TEXT, "2017/2/30", "General"),
        ("2017-7/5", CellKind.TEXT, "2017-7/5", "General"),
    ],
)
def test_plain_numbers_are_numbers_and_everything_else_is_text(
    folder: Path, text: str, kind: CellKind, value: object, code: str
) -> None:
    put(folder, f"甲,{text}\n")
    (grid,) = read_grids(folder)
    cell = grid.cells[1, 2]
    assert (cell.kind, cell.value, cell.number_format) == (kind, value, code)


def test_quotes_hold_commas_quotes_and_line_breaks(folder: Path) -> None:
    put(folder, '甲,"一,""二""\r\n三\r四"\r\n\r\n乙,他说"好";丙\r\n')
    (grid,) = read_grids(folder)
    assert values(grid) == {"A1": "甲", "B1": '一,"二"\n三\n四', "A3": "乙", "B3": '他说"好";丙'}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("时期\t事项\n上半年\t培训\n", "制表符"),
        ("台账\n时期\t事项\n上半年\t培训\n", "制表符"),
        ("时期;事项\n上半年;培训\n", "分号"),
        ("时期|事项\n上半年|培训\n", "竖线"),
        ("时期，事项\n上半年，培训\n", "全角逗号"),
        ('时期;"事,项"\n上半年;培训\n', "分号"),
    ],
)
def test_other_separators_are_told(folder: Path, text: str, name: str) -> None:
    put(folder, text)
    finding = refusal(folder)
    assert (finding.rule.code, finding.message) == (
        "R25", f"“工作成效.csv”各行是用{name}分隔的，这里只读用逗号分隔的"
    )  # fmt: skip
    assert finding.suggestion == "用 Excel 或 WPS 打开该文件，另存为“CSV UTF-8（逗号分隔）（*.csv）”再用。"


def test_a_first_line_that_names_another_separator_is_told(folder: Path) -> None:
    put(folder, "sep=;\r\n时期;事项\r\n")
    finding = refusal(folder)
    assert finding.message == "“工作成效.csv”首行写明用分号分隔，这里只读用逗号分隔的"


@pytest.mark.parametrize(
    "text", ["名称\n甲；乙，丙\n丁\n", "名称\n甲\n", "甲;乙,丙\n丁;戊,己\n", '"甲\t乙"\n"丙\t丁"\n']
)
def test_a_table_of_one_column_and_marks_within_fields_are_no_separators(folder: Path, text: str) -> None:
    put(folder, text)
    assert len(read_grids(folder)[0].cells) >= 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('甲,乙\n丙,"丁\n戊,己\n', "“工作成效.csv”从第 2 行起有一个引号没有配对，后面的内容都并进了一格"),
        (
            '甲,乙\n丙,"' + "戊" * 140_000 + '"\n',
            "“工作成效.csv”第 2 行有一格超过 131072 个字，Excel 的一格也放不下，多半是别的内容粘贴进来了",
        ),
        ('甲,乙\n丙,"丁\n' + "戊" * 140_000, "“工作成效.csv”从第 2 行起有一个引号没有配对，后面的内容都并进了一格"),
        (
            '甲,"乙"丙\n',
            "“工作成效.csv”第 1 行的引号后面多出了文字：格内的引号要写成两个，或者整格不加引号",
        ),
        (b"\xe7\x94\xb2,1\n\x00,2\n", "“工作成效.csv”第 2 行有空字符（NUL），不是正常的文本"),
        (b"PK\x03\x04rest", "“工作成效.csv”内容是工作簿或其他办公文件，不是 CSV 文本"),
        ("," * 16_384 + "甲", "“工作成效.csv”第 1 行第 16385 列超出了工作表的大小"),
    ],
)
def test_a_malformed_csv_is_refused(folder: Path, content: str | bytes, message: str) -> None:
    put(folder, content)
    finding = refusal(folder)
    assert (finding.rule.code, finding.message) == ("R28", message)


def test_an_empty_csv_is_refused_and_one_of_blank_lines_is_an_empty_sheet(folder: Path) -> None:
    path = put(folder, b"", "存在问题.csv")
    finding = refusal(folder)
    assert (finding.rule.code, finding.place.file) == ("R04", str(path))
    assert finding.message == "“存在问题.csv”是空的，一个字节也没有"
    assert finding.suggestion == "请重新导出；这张表确实没有内容的，把这个文件移出文件夹。"
    put(folder, codecs.BOM_UTF8 + b"\r\n,,\r\n", "存在问题.csv")
    (grid,) = read_grids(folder)
    assert (grid.cells, grid.row_count) == ({}, 0)


def test_every_faulty_csv_is_told_at_once(folder: Path) -> None:
    put(folder, b"", "甲.csv")
    put(folder, "a\tb\n", "乙.csv")
    put(folder, ROWS, "丙.csv")
    assert [finding.rule.code for finding in refusals(folder)] == ["R25", "R04"]


def test_sheets_stand_in_the_natural_order_of_their_names(folder: Path) -> None:
    for name in ("附件10.csv", "附件2.CSV", "附件.csv", "附件２.csv", "附件²2.csv"):
        put(folder, ROWS, name)
    assert [grid.name for grid in read_grids(folder)][:3] == ["附件", "附件2", "附件10"]


def test_names_that_macos_takes_apart_are_put_together(folder: Path) -> None:
    put(folder, ROWS, "cafe\u0301.csv")
    assert [grid.name for grid in read_grids(folder)] == ["café"]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no two such names")
def test_two_names_that_differ_by_case_only_are_refused(folder: Path) -> None:
    put(folder, ROWS, "附件a.csv")
    path = put(folder, ROWS, "附件A.CSV")
    finding = refusal(folder)
    assert (finding.rule.code, {finding.place.file} <= {str(path), str(folder / "附件a.csv")}) == ("R28", True)
    assert finding.message in ("“附件a.csv”和“附件A.CSV”是同名的两张表", "“附件A.CSV”和“附件a.csv”是同名的两张表")


def test_what_is_no_csv_is_passed_over_with_a_word(folder: Path) -> None:
    put(folder, ROWS)
    for name in ("~$工作成效.csv", ".~lock.工作成效.csv#", ".隐藏.csv", "说明.docx", "旧.csv.bak"):
        put(folder, b"\xff\x00", name)
    (folder / "下级.csv").mkdir()
    sheets = read_workbook(folder)
    assert [table.sheet for table in sheets.tables] == ["工作成效"]
    (finding,) = sheets.findings
    assert (finding.rule.code, finding.severity, finding.place) == ("R26", Severity.INFO, Place(file=str(folder)))
    assert finding.message == (
        "文件夹里只读 .csv，没有读“.~lock.工作成效.csv#”、“.隐藏.csv”、“~$工作成效.csv”、"
        "“下级.csv”、“旧.csv.bak”等 6 个"
    )


def test_a_folder_of_csv_alone_is_told_nothing(folder: Path) -> None:
    put(folder, ROWS)
    assert read_workbook(folder).findings == ()


def test_a_folder_without_csv_names_the_workbooks_in_it(folder: Path) -> None:
    finding = refusal(folder)
    assert (finding.rule.code, finding.message) == ("R27", f"文件夹“{folder}”里没有 .csv，不能作为工作簿")
    assert finding.suggestion == finding.rule.remedy
    make({"工作成效": [["事项"]]}, "openpyxl", folder, "乙科")
    make({"工作成效": [["事项"]]}, "openpyxl", folder, "~$乙科")
    put(folder, "x", "说明.txt")
    finding = refusal(folder)
    assert finding.message == f"文件夹“{folder}”里没有 .csv，不能作为工作簿；其中的工作簿有“乙科.xlsx”"
    assert finding.suggestion == f"请写出工作簿的文件名，例如“{folder / '乙科.xlsx'}”。"


def test_a_single_csv_is_refused_with_the_way_to_a_folder(folder: Path) -> None:
    finding = refusal(put(folder, ROWS))
    assert (finding.rule.code, finding.message) == ("R05", "文件的内容是文本文件（例如 CSV），不是工作簿。")
    assert finding.suggestion.startswith("CSV 要整个文件夹一起读：把各张表的 .csv 放进同一个文件夹，把文件夹交给程序；")


def test_too_many_and_too_large_files_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, ROWS, "甲.csv")
    put(folder, ROWS, "乙.csv")
    monkeypatch.setattr(csv_folder, "MAX_FILES", 1)
    assert refusal(folder).message == "文件夹里有 2 个 .csv，最多允许 1 个"
    monkeypatch.setattr(csv_folder, "MAX_FILES", 2)
    monkeypatch.setattr(csv_folder, "MAX_BYTES", 10)
    assert refusal(folder).message == "文件夹里的 .csv 共有 0 MB，最多允许 0 MB"


def test_a_stray_field_far_away_is_refused(folder: Path) -> None:
    put(folder, "甲,乙\n" + "\n" * 1_000 + "," * 3_000 + "丙\n")
    finding = refusal(folder)
    assert (finding.rule.code, finding.place.sheet, finding.place.cell) == ("R21", "工作成效", "DKK1002")
    assert finding.message == "工作表“工作成效”用到的区域是 A1:DKK1002，共 3007002 格，最多允许 2000000 格。"
