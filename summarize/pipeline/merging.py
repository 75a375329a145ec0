"""`merge`: read every workbook, put them together, write the unit's; any error and nothing is written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.collect import Delivery, RollCallRow, as_it_stands, find_sheet_losses, is_kept_free, merge
from summarize.collect.rules import FAULTS_INSIDE, GIVEN_TWICE
from summarize.errors import InputError, SummarizeError
from summarize.findings import Finding, Place, has_errors
from summarize.model.cells import CellKind, Grid, Sheets, Table
from summarize.model.contents import SheetContents
from summarize.model.figures.tasks import Tasks
from summarize.model.records import ItemRow, Records
from summarize.model.vocabulary import ANNEX_ROLE, LEDGER_ROLE
from summarize.output import refuse_existing
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_with_grids
from summarize.validate import Validation, validate
from summarize.validate.bands import read_bands
from summarize.validate.rules import CONTENT_MISSING

_FACTS = "基本信息"
_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """A workbook that was put together: where, who has sent, and what was found on the way."""

    path: Path
    roll: tuple[RollCallRow, ...]
    findings: tuple[Finding, ...]


def merge_workbooks(workbooks: Sequence[Path], output: Path) -> MergeOutcome:
    """Write the unit's workbook from `workbooks` to `output`.

    Raises:
        InputError: a workbook cannot be read or is classified, or two contradict each other; every fault
            of every workbook is carried, and nothing is written.
        UsageError: something stands at `output` already.
        MachineError: the place cannot be written.
    """
    from summarize.write.filled import write_filled_workbook  # noqa: PLC0415

    refuse_existing(output)
    findings: list[Finding] = []
    paths = _each_once(workbooks, findings)
    names = short_names(paths)
    books = [book for path, name in zip(paths, names, strict=True) if (book := _open(path, name, findings))]
    if has_errors(findings):
        raise InputError(*findings)
    merged = merge(_deliver(books, findings))
    told = tuple(dict.fromkeys((*findings, *merged.findings)))
    if has_errors(told):
        raise InputError(*told)
    write_filled_workbook(output, merged.contents)
    return MergeOutcome(output, merged.roll, told)


def _each_once(paths: Sequence[Path], findings: list[Finding]) -> list[Path]:
    seen: dict[str, Path] = {}
    for path in paths:
        real = os.path.realpath(path)
        if real in seen:
            findings.append(GIVEN_TWICE.at(Place(file=str(path)), f"“{path}”与“{seen[real]}”是同一个文件，只取一次"))
        seen.setdefault(real, path)
    return list(seen.values())


def short_names(paths: Sequence[Path]) -> list[str]:
    """Return what each file is called in its rows: its name, with as many folders as tell it from the others."""
    names = [path.name for path in paths]
    parts = [Path(os.path.realpath(path)).parts for path in paths]
    depth = 1
    while depth < max(map(len, parts), default=0):
        counts = Counter(names)
        if len(counts) == len(names):
            break
        depth += 1
        names = [
            "/".join(part[-depth:]).lstrip("/") if counts[name] > 1 else name
            for name, part in zip(names, parts, strict=True)
        ]
    return names


@dataclass(frozen=True, slots=True)
class _Book:
    """One workbook that came in, read: what its rows call it, and its annexes and unknown sheets."""

    sheets: Sheets
    name: str
    free: tuple[SheetContents, ...]


def _open(path: Path, name: str, findings: list[Finding]) -> _Book | None:
    """Return one workbook, `None` when it cannot be used, which is told."""
    try:
        read, grids = read_with_grids(path)
        sheets = read_bands(read)
        refuse_classified(sheets)
    except SummarizeError as error:
        findings.extend(finding.within(str(path)) for finding in error.findings)
        return None
    findings.extend(finding.within(sheets.file) for finding in sheets.findings)
    return _Book(sheets, name, free_sheets(grids, sheets, findings))


def _deliver(books: Sequence[_Book], findings: list[Finding]) -> list[Delivery]:
    """Return the workbooks as deliveries, telling of each how many faults travel with it.

    The year of the unit is that of a workbook without one.
    """
    validations = [validate(book.sheets) for book in books]
    year = next((found.records.year for found in validations if found.records.year is not None), None)
    deliveries: list[Delivery] = []
    for book, own in zip(books, validations, strict=True):
        is_told_a_year = own.records.year is None and year is not None
        found = validate(book.sheets, year=year) if is_told_a_year else own
        findings.extend(_tell_faults(book, found))
        around = around_rows(book.sheets, found.records)
        tasks = read_tasks(book.sheets, year)
        deliveries.append(Delivery(book.sheets, book.name, found.records.year, around, book.free, tasks))
    return deliveries


def read_tasks(sheets: Sheets, year: int | None) -> Tasks:
    """Return the tasks of the ledger, also those that are not printed; `year` stands in for 年度.

    What no period is known of is taken for the year's: its state is wanted, whenever it was.
    """
    ledger = sheets.by_role.get(LEDGER_ROLE, ())
    if not ledger:
        return Tasks()
    tables = (*(table for role in (_FACTS, "板块") for table in sheets.by_role.get(role, ())), *map(_in_full, ledger))
    found = validate(Sheets(sheets.file, tables), "全年", year=year or _ANY_YEAR)
    return found.records.indicators.tasks


def _in_full(table: Table) -> Table:
    """Return `table` with nothing that keeps its rows out of print."""
    return replace(
        table,
        rows=tuple(
            replace(
                row,
                cells={
                    name: replace(cell, value=None, kind=CellKind.EMPTY) if name == "入文" else cell
                    for name, cell in row.cells.items()
                },
            )
            for row in table.rows
        ),
    )


def _tell_faults(book: _Book, found: Validation) -> Iterator[Finding]:
    """Yield one finding for all errors in cells, but for what others may have filled in: 基本信息, texts that lack."""
    filled = {table.sheet for role, tables in book.sheets.by_role.items() if role != _FACTS for table in tables}
    places = tuple(
        dict.fromkeys(
            error.place
            for error in found.findings
            if error.is_error and error.place.sheet in filled and error.rule is not CONTENT_MISSING
        )
    )
    if places:
        message = f"“{book.name}”至少有{len(places)}处错误，照样汇总了"
        first, *others = (place.within(book.sheets.file) for place in places)
        yield FAULTS_INSIDE.at(first, message, related=tuple(others))


def free_sheets(grids: Sequence[Grid], sheets: Sheets, findings: list[Finding]) -> tuple[SheetContents, ...]:
    """Return the annexes and the unknown sheets of a workbook cell by cell, telling what has no value to keep."""
    kept = {table.sheet: table for table in sheets.tables if is_kept_free(table)}
    free = [grid for grid in grids if grid.name in kept]
    for grid in free:
        findings.extend(find_sheet_losses(grid, sheets.file, is_annex=kept[grid.name].role == ANNEX_ROLE))
    return tuple(as_it_stands(grid, kept[grid.name]) for grid in free)


def around_rows(sheets: Sheets, records: Records) -> Mapping[tuple[str, int], Mapping[str, str]]:
    """Return what holds for each row from outside its columns, by sheet and row: 时期, 板块, 小类, 责任科室."""
    around: dict[tuple[str, int], Mapping[str, str]] = {}
    rows_of_one_period = {
        table.sheet
        for table in sheets.tables
        if table.column("内容") or table.column("进展情况") or table.column("标题")
    }
    for row in (*records.achievements, *records.problems, *records.plans, *records.requests):
        sheet = row.place.sheet or ""
        if sheet in rows_of_one_period:
            around.setdefault((sheet, row.number), _around(row))
    return around


def _around(row: ItemRow) -> Mapping[str, str]:
    told = {
        "时期": row.period.full_name if row.period else "",
        "板块": row.section.raw.strip() if row.section else "",
        "小类": row.subsection.raw.strip() if row.subsection else "",
        "责任科室": row.office.raw.strip() if row.office else "",
    }
    return {column: text for column, text in told.items() if text}
