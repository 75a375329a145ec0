"""What of a workbook was left out on purpose: rows that are no data, sheets with names of no meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import Sheets, SkippedRow, Table
from summarize.model.quotation import quote
from summarize.model.vocabulary import OWN_SHEETS, normalize_key
from summarize.validate import layout_rules as rules
from summarize.validate.heads import meant_sheet


def find_skipped(sheets: Sheets) -> Iterator[Finding]:
    """Yield, in workbook order, what was left out and why; nothing of it needs mending."""
    for table in sheets.tables:
        if table.role is None:
            yield from _unread_sheet(table)
        elif not table.missing_head:
            for run in _runs(table.skipped):
                yield _skipped(run)


def _unread_sheet(table: Table) -> Iterator[Finding]:
    """Yield that a sheet was not read, unless it is empty, the program's own, or told as misspelt already."""
    is_filled = bool(table.title_cells or table.columns)
    if is_filled and normalize_key(table.sheet) not in OWN_SHEETS and meant_sheet(table.sheet) is None:
        yield rules.SHEET_NOT_READ.at(table.place, f"工作表“{table.sheet}”没有读，不认识这个表名")


def _runs(skipped: Sequence[SkippedRow]) -> Iterator[list[SkippedRow]]:
    """Yield the rows that follow each other directly in one sheet and were left out for one reason, together."""
    run: list[SkippedRow] = []
    for row in skipped:
        if run and (row.reason, row.place.sheet, row.number) != (
            run[-1].reason,
            run[-1].place.sheet,
            run[-1].number + 1,
        ):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _skipped(run: Sequence[SkippedRow]) -> Finding:
    first, last = run[0], run[-1]
    rows = f"第{first.number}行" if first is last else f"第{first.number}—{last.number}行"
    others = "" if first is last else "等"
    place = Place(sheet=first.place.sheet, cell=f"{first.number}:{last.number}")
    return rules.ROW_SKIPPED.at(place, f"{rows}“{quote(first.words)}”{others}是{first.reason}，没有当作数据")
