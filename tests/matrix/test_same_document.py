"""The clean twin, and a trap that is read, give one report, whatever the kind of file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

import ledger_of_thirty_tasks as thirty
import openpyxl
import pytest
from matrix.conftest import Made
from matrix.files import write_every
from matrix.reports import report_of, same
from matrix.trap import KINDS, Trap
from matrix.traps import TRAPS, clean, trapped
from office_files import Book, Page, convert, pages
from openpyxl.worksheet.cell_range import CellRange

from summarize.errors import InputError

INPUTS = Path(__file__).parents[2] / "inputs"
EXAMPLE = INPUTS / "云岭区应急管理局2025年.xlsx"
CLEAN = list(dict.fromkeys(map(clean, TRAPS)))
REPORTED = [kind for kind in KINDS if kind != "et"]
"""The kinds in which every workbook is reported: an .et here is an .xls byte by byte, so a few are enough."""
READ = [
    pytest.param(trap, kind, id=f"{trap.name} {kind}")
    for trap in TRAPS
    for kind in REPORTED
    if trap.is_read and kind not in trap.not_held
]

Reports = Callable[[str, str], Mapping[str, bytes]]


@pytest.fixture(scope="module")
def reports(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """Return the report of a workbook of the matrix as a file of a kind, by name and kind."""

    @functools.cache
    def report(name: str, kind: str) -> Mapping[str, bytes]:
        return report_of(made(kind)[name], tmp_path_factory.mktemp("报告"))

    return report


@pytest.mark.parametrize("name", CLEAN)
def test_every_kind_gives_the_report_of_the_clean_twin(name: str, reports: Reports) -> None:
    first = reports(name, KINDS[0])
    kinds = KINDS if name == "sound" else REPORTED
    assert [kind for kind in kinds if not same(reports(name, kind), first)] == []


@pytest.mark.parametrize(("trap", "kind"), READ)
def test_a_trap_that_is_read_gives_the_report_of_its_twin(trap: Trap, kind: str, reports: Reports) -> None:
    if any(code == "V25" for code, _, _ in trap.told_of(kind)):
        with pytest.raises(InputError):
            reports(trapped(trap), kind)
    else:
        assert same(reports(trapped(trap), kind), reports(clean(trap), KINDS[0]))


def book_of(path: Path) -> Book:
    """Return what stands in an .xlsx, for other writers to write."""
    return {
        sheet.title: Page(
            [list(row) for row in sheet.iter_rows(values_only=True)],
            merged=[str(area) for area in sheet.merged_cells.ranges],
            formats={
                cell.coordinate: cell.number_format
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None and cell.number_format != "General"
            },
            is_hidden=sheet.sheet_state != "visible",
        )
        for sheet in openpyxl.load_workbook(path).worksheets
    }


@pytest.mark.parametrize(("filled", "period"), [(2, "上半年"), (4, "全年")])
def test_the_ledger_of_thirty_tasks_gives_the_report_of_its_rows_in_every_kind(
    filled: int, period: str, tmp_path: Path
) -> None:
    drawn = book_of(thirty.ledger_workbook(tmp_path / "画.xlsx", filled, period))
    typed = report_of(thirty.items_workbook(tmp_path / "分表.xlsx", filled, period), tmp_path / "分表", period)
    made = write_each({"台账": drawn}, tmp_path)
    reports = {kind: report_of(paths["台账"], tmp_path / f"{kind}的", period) for kind, paths in made.items()}
    assert [kind for kind in KINDS if not same(reports[kind], typed)] == []


def unmerged(book: Book) -> Book:
    """Return `book` as it must be saved as text, which has no merged cells: what they hold in every row of theirs."""
    return {name: _unmerged(page) for name, page in pages(book).items()}


def _unmerged(page: Page) -> Page:
    areas = [CellRange(area) for area in page.merged]
    groups = {area.min_row for area in areas if area.min_col < area.max_col}
    rows = [list(row) for row in page.rows]
    for area in areas:
        if area.min_row not in groups:
            for row in range(area.min_row, area.max_row):
                rows[row][area.min_col - 1] = rows[area.min_row - 1][area.min_col - 1]
    return Page(rows, formats=page.formats)


def write_each(books: Mapping[str, Book], root: Path) -> dict[str, dict[str, Path]]:
    """Write `books` as files of every kind below `root`, by kind."""
    made = write_every(books, root, [kind for kind in KINDS if kind != "csv"])
    return made | write_every({name: unmerged(book) for name, book in books.items()}, root, ["csv"])


def test_the_examples_give_their_report_in_every_kind(tmp_path: Path) -> None:
    sources = {path.stem: path for path in sorted(INPUTS.glob("*.xlsx"))}
    first = {name: report_of(path, tmp_path / name) for name, path in sources.items()}
    made = write_each({name: book_of(path) for name, path in sources.items()}, tmp_path)
    for kind, paths in made.items():
        reports = {name: report_of(path, tmp_path / kind / f"{name}的报告") for name, path in paths.items()}
        assert [name for name in sources if not same(reports[name], first[name])] == [], kind


def test_a_round_trip_through_libreoffice_gives_the_same_report(tmp_path: Path) -> None:
    path = EXAMPLE
    first = report_of(EXAMPLE, tmp_path / "原", "上半年")
    for extension in ("ods", "xls", "xlsx"):
        (path,) = convert([path], extension, tmp_path / extension)
        assert same(report_of(path, tmp_path / f"{extension}的", "上半年"), first), extension
