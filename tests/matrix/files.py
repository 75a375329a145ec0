"""The files of the matrix: one workbook as every kind, LibreOffice started once a kind."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from biff12_writer import Sheet, write_xlsb
from matrix.trap import KINDS
from office_files import Book, Formula, Page, convert, make_many, pages
from openpyxl.utils import column_index_from_string, get_column_letter

_FIRST_DAY = datetime.date(1899, 12, 30).toordinal()


SOURCES = {"ods": "openpyxl", "xls": "openpyxl", "et": "xls"}
"""What a kind is made from: LibreOffice turns .xlsx into .ods and .xls, and WPS's .et is an .xls by another name."""


def write_all(books: Mapping[str, Book], kind: str, folder: Path, sources: Mapping[str, Path]) -> dict[str, Path]:
    """Write all of `books` as files of this kind into `folder`; `sources` are their files as what it is made from."""
    folder.mkdir(parents=True, exist_ok=True)
    match kind:
        case "ods" | "xls":
            return dict(zip(books, convert([sources[name] for name in books], kind, folder), strict=True))
        case "et":
            return {name: Path(shutil.copy(sources[name], folder / f"{name}.et")) for name in books}
        case "xlsb":
            return {name: _write_xlsb(book, folder / f"{name}.xlsb") for name, book in books.items()}
    return make_many(books, kind, folder)


def write_every(books: Mapping[str, Book], root: Path, kinds: Sequence[str] = KINDS) -> dict[str, dict[str, Path]]:
    """Write all of `books` as files of every kind below `root`, by kind."""
    made: dict[str, dict[str, Path]] = {}
    for kind in kinds:
        made[kind] = write_all(books, kind, root / kind, made.get(SOURCES.get(kind, ""), {}))
    return made


def _write_xlsb(book: Book, path: Path) -> Path:
    sheets = {name: _sheet(page) for name, page in pages(book).items()}
    formulas = [value for page in pages(book).values() for _, _, value in page.filled() if isinstance(value, Formula)]
    return write_xlsb(path, sheets, is_stale=any(formula.stored is None for formula in formulas))


def _sheet(page: Page) -> Sheet:
    cells: dict[str, Any] = {}
    formats: dict[str, str | int] = {}
    for row, column, value in page.filled():
        address = f"{get_column_letter(column)}{row}"
        match value:
            case Formula(text, None):
                cells[address] = Formula(text, 0)
            case datetime.date():
                cells[address] = value.toordinal() - _FIRST_DAY
                formats[address] = "yyyy-mm-dd"
            case _:
                cells[address] = value
    hidden = [column_index_from_string(letter) for letter in page.hidden_columns]
    return Sheet(cells, formats | dict(page.formats), page.merged, page.hidden_rows, hidden, int(page.is_hidden))
