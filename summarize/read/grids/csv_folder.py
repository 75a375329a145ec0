"""The reader of a folder of .csv: one sheet per file, plain numbers told from text.

A .csv has no kinds of cells. What is written as Excel writes a plain number, a percentage, a whole date, a
truth value or an error value is one; numbers with leading zeros or more digits than Excel keeps are
telephone and identity numbers: text.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from summarize.errors import InputError
from summarize.findings import Finding, Place
from summarize.model.addresses import MAX_COLUMNS, MAX_ROWS, address
from summarize.model.cells import Cell, CellKind, CellRows, CellValue, Grid
from summarize.opc import WorkbookKind, telling_of
from summarize.opc.rules import EMPTY_FILE, TOO_LARGE
from summarize.read import rules
from summarize.read.grids.csv_text import CsvFaultError, read_rows
from summarize.read.grids.extents import check_extent
from summarize.read.grids.number_formats import GENERAL
from summarize.read.grids.values import round_number

MAX_BYTES = 64 << 20
"""Bytes of all .csv together: 100,000 rows of 20 columns take about 50 MB."""
MAX_FILES = 500

_NAMED = 5
"""File names that are told before the rest is only counted."""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?P<thousands>(?:,[0-9]{3})+))(?:\.(?P<places>[0-9]+))?%?")
_DAY = re.compile(r"(?P<year>[12][0-9]{3})(?P<mark>[-/])(?P<month>[01]?[0-9])(?P=mark)(?P<day>[0-3]?[0-9])")
_ERRORS = frozenset({"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"})
_MOST_DIGITS = 15
_DIGITS = re.compile(r"([0-9]+)")
_WORKBOOK_EXTENSIONS = frozenset(extension for kind in WorkbookKind for extension in kind.extensions)


def read_folder(path: Path) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return the sheets of the folder at `path` in the natural order of their names, and what was passed over.

    Raises:
        InputError: It holds no .csv, or some that cannot be read; every one of them is told.
    """
    files, others = _sort_entries(path)
    if not files:
        raise InputError(_explain_absence(path, others))
    _check_sizes(path, files)
    faults: list[Finding] = list(_find_clashes(files))
    grids: list[Grid] = []
    for file in files:
        try:
            grids.append(read_file(file))
        except InputError as error:
            faults.extend(error.findings)
    if faults:
        raise InputError(*faults)
    return tuple(grids), tuple(_tell_passed_over(path, others))


def _sort_entries(path: Path) -> tuple[list[Path], list[str]]:
    """Return the folder's .csv and the names of everything else."""
    files: list[Path] = []
    others: list[str] = []
    with telling_of(path):
        for entry in sorted(path.iterdir(), key=lambda entry: (_natural(entry.stem), entry.name)):
            is_table = entry.suffix.lower() == ".csv" and not entry.name.startswith((".", "~$")) and entry.is_file()
            if is_table:
                files.append(entry)
            else:
                others.append(entry.name)
    return files, others


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts 附件2 before 附件10."""
    pieces = _DIGITS.split(name)
    return [(0, int(piece), "") if piece.isdigit() and piece.isascii() else (1, 0, piece) for piece in pieces if piece]


def _explain_absence(path: Path, others: list[str]) -> Finding:
    workbooks = [name for name in others if _is_workbook(name)]
    message = f"文件夹“{path}”里没有 .csv，不能作为工作簿"
    if not workbooks:
        return rules.FOLDER_WITHOUT_TABLES.at(Place(file=str(path)), message)
    listed = f"{message}；其中的工作簿有{_list_names(workbooks)}"
    way_out = f"请写出工作簿的文件名，例如“{path / workbooks[0]}”。"
    return rules.FOLDER_WITHOUT_TABLES.at(Place(file=str(path)), listed, way_out)


def _is_workbook(name: str) -> bool:
    return Path(name).suffix.lower() in _WORKBOOK_EXTENSIONS and not name.startswith((".", "~$"))


def _list_names(names: list[str]) -> str:
    listed = "、".join(f"“{name}”" for name in names[:_NAMED])
    return listed if len(names) <= _NAMED else f"{listed}等 {len(names)} 个"


def _tell_passed_over(path: Path, others: list[str]) -> Iterator[Finding]:
    if others:
        message = f"文件夹里只读 .csv，没有读{_list_names(others)}"
        yield rules.FILES_PASSED_OVER.at(Place(file=str(path)), message)


def _check_sizes(path: Path, files: list[Path]) -> None:
    place = Place(file=str(path))
    if len(files) > MAX_FILES:
        message = f"文件夹里有 {len(files)} 个 .csv，最多允许 {MAX_FILES} 个"
        raise InputError(TOO_LARGE.at(place, message, "只留下要用的表，再试。"))
    with telling_of(path):
        size = sum(file.stat().st_size for file in files)
    if size > MAX_BYTES:
        message = f"文件夹里的 .csv 共有 {size >> 20} MB，最多允许 {MAX_BYTES >> 20} MB"
        raise InputError(TOO_LARGE.at(place, message, "删去用不到的表和空白的行，再试。"))


def _find_clashes(files: list[Path]) -> Iterator[Finding]:
    seen: dict[str, Path] = {}
    for file in files:
        first = seen.setdefault(_sheet_name(file).lower(), file)
        if first is not file:
            message = f"“{first.name}”和“{file.name}”是同名的两张表"
            yield rules.CSV_MALFORMED.at(Place(file=str(file)), message, "留下一个，另一个改名或移走。")


def _sheet_name(file: Path) -> str:
    """Return the name of the sheet; macOS takes the letters of file names apart."""
    return unicodedata.normalize("NFC", file.stem)


def read_file(path: Path) -> Grid:
    """Return the sheet in the .csv at `path`.

    Raises:
        InputError: It is empty, too large, or cannot be read.
    """
    with telling_of(path):
        content = path.read_bytes()
    place = Place(file=str(path))
    if not content:
        way_out = "请重新导出；这张表确实没有内容的，把这个文件移出文件夹。"
        raise InputError(EMPTY_FILE.at(place, f"“{path.name}”是空的，一个字节也没有", way_out))
    name = _sheet_name(path)
    try:
        rows = _read_cells(name, read_rows(content))
    except CsvFaultError as error:
        raise InputError(error.rule.at(place, f"“{path.name}”{error.message}")) from error
    row_count, column_count = max(rows, default=0), max(map(max, rows.values()), default=0)
    check_extent(path, name, [(row_count, column_count)], ())
    return Grid(name, CellRows(rows), row_count, column_count)


def _read_cells(name: str, rows: Iterable[tuple[int, list[str]]]) -> dict[int, dict[int, Cell]]:
    by_row: dict[int, dict[int, Cell]] = {}
    for row, fields in rows:
        for column, text in enumerate(fields, start=1):
            if not text:
                continue
            if row > MAX_ROWS or column > MAX_COLUMNS:
                raise CsvFaultError(rules.CSV_MALFORMED, f"第 {row} 行第 {column} 列超出了工作表的大小")
            kind, value, number_format = interpret(text)
            place = Place(sheet=name, cell=address(row, column))
            by_row.setdefault(row, {})[column] = Cell(value, kind, number_format, place)
    return by_row


def interpret(text: str) -> tuple[CellKind, CellValue, str]:
    """Return kind, value and format of a field that is not empty."""
    if text in _ERRORS:
        return CellKind.ERROR, text, GENERAL
    if text in ("TRUE", "FALSE"):
        return CellKind.BOOLEAN, text == "TRUE", GENERAL
    found = _NUMBER.fullmatch(text)
    if found and sum(map(str.isdigit, text.partition(".")[0])) <= _MOST_DIGITS:
        return _interpret_number(text, found)
    day = _read_day(text)
    return (CellKind.DATE, day, "yyyy/m/d") if day else (CellKind.TEXT, text, GENERAL)


def _read_day(text: str) -> datetime.date | None:
    found = _DAY.fullmatch(text)
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def _interpret_number(text: str, found: re.Match[str]) -> tuple[CellKind, CellValue, str]:
    number = Decimal(text.rstrip("%").replace(",", ""))
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        number = round_number(float(number))
    places = "." + "0" * len(found["places"]) if found["places"] else ""
    if text.endswith("%"):
        return CellKind.NUMBER, number / 100 + 0, f"0{places}%"
    return CellKind.NUMBER, number + 0, f"#,##0{places}" if found["thousands"] else GENERAL
