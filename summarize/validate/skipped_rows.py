"""What of a workbook was left out on purpose: rows that are no data, sheets with names of no meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import Sheets, SkippedRow
from summarize.model.quotation import quote
from summarize.validate import layout_rules as rules
from summarize.validate.heads import missing_sheets, unread_sheet


def find_skipped(sheets: Sheets) -> Iterator[Finding]:
    """Yield, in workbook order, what was left out and why; nothing of it needs mending."""
    is_told = bool(missing_sheets(sheets))
    for table in sheets.tables:
        if table.role is None:
            # Where a needed sheet is missing this has been told already.
            yield from () if is_told else unread_sheet(table)
        elif not table.missing_head:
            for run in _runs([row for row in table.skipped if not row.begins_other]):
                yield _skipped(run)


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
