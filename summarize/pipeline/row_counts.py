"""How many rows of each sheet a report takes and leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.model.periods import Period
from summarize.model.records import ItemRow, Records
from summarize.model.selection import rows_of_report
from summarize.model.vocabulary import LEDGER_ROLE


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows of a sheet were printed, belong to other periods, or are left out by 入文."""

    sheet: str
    printed: int
    others: int
    left_out: int


def count_rows(records: Records, period: Period) -> list[RowCount]:
    """Count the rows by the sheet that they stand in; a row of the ledger counts once, whatever was taken of it."""
    taken = rows_of_report(records, period)
    by_sheet = {
        "工作成效": (records.achievements, taken.achievements),
        "存在问题": (records.problems, taken.problems),
        "工作计划": (records.plans, taken.plans),
    }
    ledger = frozenset(records.indicators.tasks.sheets if records.indicators.tasks.is_ledger else ())
    from_ledger = tuple(
        [row for pair in by_sheet.values() for row in pair[index] if row.place.sheet in ledger] for index in (0, 1)
    )
    counts = [
        _count(sheet, *([row for row in rows if row.place.sheet not in ledger] for rows in pair))
        for sheet, pair in by_sheet.items()
        if not ledger or any(row.place.sheet not in ledger for row in pair[0])
    ]
    return [*counts, *([_count(LEDGER_ROLE, *from_ledger)] if ledger else ())]


def describe_rows(records: Records, period: Period) -> str:
    """Return in words which rows a report takes and which it leaves."""
    counts = count_rows(records, period)
    others, left_out = sum(count.others for count in counts), sum(count.left_out for count in counts)
    taken = "、".join(f"{count.sheet}{count.printed}行" for count in counts)
    where = "、".join(f"{count.sheet}{count.others}行" for count in counts if count.others)
    left = (
        f"未取其他时期的{others}行"
        + (f"（{where}）" if others else "")
        + (f"、“入文”不为“是”的{left_out}行" if left_out else "")
    )
    return f"取{taken}，{left}"


def _count(sheet: str, rows: Sequence[ItemRow], within: Sequence[ItemRow]) -> RowCount:
    held = {row.place for row in within}
    printed = {row.place for row in within if row.include == "是"}
    return RowCount(sheet, len(printed), len({row.place for row in rows} - held), len(held - printed))
