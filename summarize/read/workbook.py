"""From a path to the tables of a workbook: the gate tells the kind, and one reader per kind gives its sheets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarize.findings import Finding
from summarize.model.bulk import without_search_for_cycles
from summarize.model.cells import Grid, Sheets
from summarize.opc import WorkbookKind, check_workbook, standing_still
from summarize.read.tables.table import read_tables


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook's worksheets in order, and what the gate and the reader have to tell besides."""

    grids: tuple[Grid, ...]
    findings: tuple[Finding, ...] = ()


def read_workbook(path: Path) -> Sheets:
    """Return the tables of the workbook at `path`, nothing judged and nothing dropped.

    Raises:
        InputError: It is no sound workbook.
    """
    return read_with_grids(path)[0]


@without_search_for_cycles()
def read_with_grids(path: Path) -> tuple[Sheets, tuple[Grid, ...]]:
    """Return the tables of the workbook at `path`, and its worksheets as they stand.

    Raises:
        InputError: It is no sound workbook.
    """
    reading = read_sheets(path)
    return Sheets(str(path), read_tables(reading.grids), reading.findings), reading.grids


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the worksheets of the workbook at `path` as they stand, in workbook order.

    Raises:
        InputError: It is no sound workbook.
    """
    return read_sheets(path).grids


def read_sheets(path: Path) -> Reading:
    """Return the worksheets of the workbook at `path`, whatever its kind, and what there is to tell of it.

    Raises:
        InputError: It is no sound workbook.
    """
    admission = check_workbook(path)
    if admission.kind is WorkbookKind.CSV_FOLDER:
        from summarize.read.grids import csv_folder  # noqa: PLC0415

        return Reading(*csv_folder.read_folder(path))
    with standing_still(path):
        return Reading(_read_kind(path, admission.kind), admission.findings)


def _read_kind(path: Path, kind: WorkbookKind) -> tuple[Grid, ...]:
    """Call the reader of this kind of file; each is loaded only where it is needed."""
    match kind:
        case WorkbookKind.BIFF:
            from summarize.read.grids import biff  # noqa: PLC0415

            return biff.read_grids(path)
        case WorkbookKind.ODS:
            from summarize.read.grids import ods  # noqa: PLC0415

            return ods.read_grids(path)
        case WorkbookKind.XLSB:
            from summarize.read.grids import xlsb  # noqa: PLC0415

            return xlsb.read_grids(path)
        case _:
            from summarize.read.grids import ooxml  # noqa: PLC0415

            return ooxml.read_grids(path)
