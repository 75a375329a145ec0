"""The same workbook as a real file of every kind, made by the programs that offices have.

    from office_files import Book, Formula, Page, make, make_every

    book = {"工作成效": Page([["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]], merged=["A2:A3"])}
    path = make(book, "ods", tmp_path)                 # one file
    paths = make_every(book, tmp_path)                 # {"openpyxl": …, "xlsxwriter": …, "ods": …, "xls": …, …}

A book maps sheet names to pages (a bare list of rows is a page without anything else). LibreOffice makes
`.ods` and `.xls` out of openpyxl's `.xlsx`; `convert` takes many files in one process. Where it is missing
tests that need it are skipped, and fail under CI.
"""

from __future__ import annotations

import atexit
import csv
import datetime
import functools
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import escape_as_excel_does

MISSING = "LibreOffice (soffice) is not installed: no .ods and .xls were made"

KINDS = ("openpyxl", "xlsxwriter", "ods", "xls", "et", "csv")
"""What `make` knows: two writers of .xlsx, LibreOffice's .ods and .xls, the latter as WPS names it, a folder."""
OFFICE_KINDS = KINDS[:-1]
"""The kinds that hold merges, formats, formulas and hidden rows."""

_EXTENSIONS = {"openpyxl": ".xlsx", "xlsxwriter": ".xlsx", "ods": ".ods", "xls": ".xls", "et": ".et", "csv": ""}
_FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "ods": "ods:calc8"}


@dataclass(frozen=True)
class Formula:
    """A formula and the value that the writer stores; `None`: none (openpyxl) or the writer's 0 (XlsxWriter)."""

    text: str
    stored: Any = None


@dataclass(frozen=True)
class ErrorValue:
    """An error value such as `#REF!`."""

    code: str


@dataclass(frozen=True)
class Page:
    """One sheet: its rows from A1, `None` for an empty cell; the rest is by address, row number or column letter."""

    rows: Sequence[Sequence[Any]]
    merged: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    is_hidden: bool = False
    filtered: tuple[str, str] | None = None
    """A filter's area and the value that its first column shows; the rows that it hides are `hidden_rows`."""

    def filled(self) -> Iterable[tuple[int, int, Any]]:
        """Yield row, column and value of every filled cell."""
        for row, values in enumerate(self.rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    yield row, column, value


Book = Mapping[str, Page | Sequence[Sequence[Any]]]


def make(book: Book, kind: str, folder: Path, name: str = "台账") -> Path:
    """Write `book` as a file of this kind into `folder`, under `name` and the kind's extension."""
    return make_many({name: book}, kind, folder)[name]


def make_every(book: Book, folder: Path, kinds: Sequence[str] = KINDS, name: str = "台账") -> dict[str, Path]:
    """Write `book` once as each of `kinds`, each in a folder of its own."""
    return {kind: make(book, kind, folder / kind, name) for kind in kinds}


def make_many(books: Mapping[str, Book], kind: str, folder: Path) -> dict[str, Path]:
    """Write all of `books`, by name, as files of this kind; LibreOffice is started once."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}{_EXTENSIONS[kind]}" for name in books}
    if kind in ("openpyxl", "xlsxwriter", "csv"):
        write = {"openpyxl": write_openpyxl, "xlsxwriter": write_xlsxwriter, "csv": write_csv_folder}[kind]
        for name, book in books.items():
            write(book, paths[name])
        return paths
    with tempfile.TemporaryDirectory() as scratch:
        sources = make_many(books, "openpyxl", Path(scratch))
        made = convert(sources.values(), "xls" if kind == "et" else kind, folder)
    return {name: path.rename(paths[name]) for name, path in zip(books, made, strict=True)}


def pages(book: Book) -> dict[str, Page]:
    """Return the pages of `book` by name."""
    return {name: page if isinstance(page, Page) else Page(page) for name, page in book.items()}


def write_openpyxl(book: Book, path: Path) -> None:
    """Write `book` with openpyxl, which stores no value for a formula."""
    import openpyxl

    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, page in pages(book).items():
        sheet = made.create_sheet(name)
        for row, column, value in page.filled():
            _put(sheet.cell(row, column), value)
        for address, code in page.formats.items():
            sheet[address].number_format = code
        for area in page.merged:
            sheet.merge_cells(area)
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for letter in page.hidden_columns:
            sheet.column_dimensions[letter].hidden = True
        sheet.sheet_state = "hidden" if page.is_hidden else "visible"
        if page.filtered:
            sheet.auto_filter.ref, shown = page.filtered
            sheet.auto_filter.add_filter_column(0, [shown])
    made.save(path)


def _put(cell: Any, value: Any) -> None:
    match value:
        case Formula():
            cell.value = value.text
        case ErrorValue():
            cell.value, cell.data_type = value.code, "e"
        case str():
            cell.value = escape_as_excel_does(value)
            cell.data_type = "s"
        case _:
            cell.value = value


def write_xlsxwriter(book: Book, path: Path) -> None:
    """Write `book` with XlsxWriter, which stores 0 for a formula and asks for a computation on opening."""
    import xlsxwriter
    from xlsxwriter.utility import xl_rowcol_to_cell

    made = xlsxwriter.Workbook(path)
    for name, page in pages(book).items():
        sheet = made.add_worksheet(name)
        for area in page.merged:
            sheet.merge_range(area, "", made.add_format())
        for row, column, value in page.filled():
            code = page.formats.get(xl_rowcol_to_cell(row - 1, column - 1)) or _format_of_date(value)
            _write(sheet, row - 1, column - 1, value, made.add_format({"num_format": code} if code else {}))
        for row in page.hidden_rows:
            sheet.set_row(row - 1, None, None, {"hidden": True})
        for letter in page.hidden_columns:
            sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
        if page.is_hidden:
            sheet.hide()
        if page.filtered:
            area, shown = page.filtered
            sheet.autofilter(area)
            sheet.filter_column_list(0, [shown])
    made.close()


def _format_of_date(value: Any) -> str | None:
    """Return what openpyxl gives to dates of its own accord."""
    if isinstance(value, datetime.datetime):
        return "yyyy-mm-dd h:mm:ss"
    return "yyyy-mm-dd" if isinstance(value, datetime.date) else None


def _write(sheet: Any, row: int, column: int, value: Any, cell_format: Any) -> None:
    match value:
        case Formula(text, stored):
            sheet.write_formula(row, column, text, cell_format, 0 if stored is None else stored)
        case ErrorValue(code):
            sheet.write_formula(row, column, "=NA()", cell_format, code)
        case bool():
            sheet.write_boolean(row, column, value, cell_format)
        case str():
            sheet.write_string(row, column, value, cell_format)
        case datetime.date() | datetime.time() | datetime.timedelta():
            sheet.write_datetime(row, column, value, cell_format)
        case _:
            sheet.write_number(row, column, value, cell_format)


def write_csv_folder(book: Book, path: Path, encoding: str = "utf-8-sig") -> None:
    """Write `book` as Excel saves it sheet by sheet: values as shown, nothing of merges, formats and hiding."""
    path.mkdir(parents=True, exist_ok=True)
    for name, page in pages(book).items():
        with (path / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file)
            for number, row in enumerate(page.rows, start=1):
                writer.writerow(
                    [
                        _shown(value, page.formats.get(f"{_letters(column)}{number}", ""))
                        for column, value in enumerate(row)
                    ]
                )


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _shown(value: Any, code: str) -> str:
    if isinstance(value, Formula):
        value = value.stored
    match value:
        case None:
            return ""
        case ErrorValue(shown):
            return shown
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime.date():
            return f"{value.year}/{value.month}/{value.day}"
    if isinstance(value, str):
        return value
    is_percent = "%" in re.sub(r'"[^"]*"', "", code)
    number = Decimal(f"{value:.15g}") * (100 if is_percent else 1)
    places = re.fullmatch(r"0\.(0+)", code)
    digits = f"{number:.{len(places[1])}f}" if places else f"{number.normalize():f}"
    return f"{digits}{'%' if '%' in code else ''}"


def convert(sources: Iterable[Path], extension: str, folder: Path) -> list[Path]:
    """Convert files to `extension` (`ods`, `xls`, `xlsx`, `pdf` …) into `folder` in one run of LibreOffice."""
    sources = list(sources)
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation=file://{_profile()}"
    target = _FILTERS.get(extension, extension)
    command = [_soffice(), profile, "--headless", "--convert-to", target, "--outdir", str(folder), *map(str, sources)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    made = [folder / f"{source.stem}.{extension}" for source in sources]
    missing = [path.name for path in made if not path.exists()]
    assert not missing, f"LibreOffice did not make {missing}: {done.stdout} {done.stderr}"
    return made


def edit_part(path: Path, part: str, pattern: str, replacement: str) -> None:
    """Replace what matches `pattern` in a part of the package at `path`; that something matches is asserted."""
    import zipfile

    with zipfile.ZipFile(path) as package:
        parts = {entry: package.read(entry) for entry in package.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, content in parts.items():
            package.writestr(entry, content if entry.filename != part else _replace(content, pattern, replacement))


def _replace(content: bytes, pattern: str, replacement: str) -> bytes:
    text, count = re.subn(pattern, replacement, content.decode())
    assert count, f"nothing matches {pattern}"
    return text.encode()


@functools.cache
def _soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@functools.cache
def _profile() -> Path:
    """Return a profile of this session's own: LibreOffice lets one process at a time use one."""
    path = Path(tempfile.mkdtemp(prefix="soffice-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path
