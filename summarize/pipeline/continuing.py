"""`next`: read this period's workbook, write the next one's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarize.collect import Delivery, SeriesColumn, SeriesReading, continue_workbook
from summarize.errors import InputError
from summarize.findings import Finding, Place, has_errors
from summarize.model.cells import Cell, CellKind
from summarize.model.figures.indicators import Measure
from summarize.model.periods import Period
from summarize.model.records import Records
from summarize.output import refuse_existing
from summarize.pipeline.asked import located, report_period
from summarize.pipeline.merging import around_rows, free_sheets, read_tasks
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_with_grids
from summarize.validate import validate
from summarize.validate.bands import read_bands
from summarize.validate.figures.value_heads import BadHead, GrowthHead, ValueHead, read_head

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class NextOutcome:
    """The next period's workbook: where it is, its period, how many items and tasks wait for a text, what was found."""

    path: Path
    period: Period
    item_count: int
    task_count: int
    findings: tuple[Finding, ...]


def write_next(workbook: Path, asked: str, output: Path) -> NextOutcome:
    """Write to `output` the workbook for what follows the period that `asked` names.

    Raises:
        InputError: the workbook cannot be read or is classified, its year is not known, or something in it
            cannot be carried over.
        UsageError: there is no such period, or something stands at `output` already.
        MachineError: the place cannot be written.
    """
    from summarize.write.filled import write_filled_workbook  # noqa: PLC0415

    refuse_existing(output)
    read, grids = read_with_grids(workbook)
    sheets = read_bands(read)
    refuse_classified(sheets)
    validation = validate(sheets)
    records = validation.records
    period = report_period(records, asked, list(validation.findings), sheets.file)
    found = list(sheets.findings)
    free = free_sheets(grids, sheets, found)
    year = records.year or period.year
    around, tasks = around_rows(sheets, records), read_tasks(sheets, year)
    delivery = Delivery(sheets, workbook.name, year, around, free, tasks)
    continued = continue_workbook(delivery, period, _read_series(records, year))
    told = located([*found, *continued.findings], sheets.file)
    if has_errors(told):
        raise InputError(*told)
    write_filled_workbook(output, continued.contents)
    return NextOutcome(output, continued.period, continued.item_count, continued.task_count, told)


def _read_series(records: Records, year: int) -> SeriesReading:
    ends = frozenset(
        (value.cell.sheet, value.cell.cell)
        for indicator in records.indicators
        if indicator.measure is Measure.POINT
        for value in indicator.current.values
        if value.last_month == _DECEMBER
    )
    return SeriesReading(lambda head: _kind_of(head, year), ends)


def _kind_of(head: str, year: int) -> SeriesColumn:
    match read_head(Cell(head, CellKind.TEXT, "General", Place()), year):
        case ValueHead(is_last_year=is_last_year):
            return SeriesColumn.LAST_YEAR if is_last_year else SeriesColumn.CURRENT
        case GrowthHead():
            return SeriesColumn.GROWTH
        case BadHead():
            return SeriesColumn.UNREADABLE
        case _:
            return SeriesColumn.OTHER
