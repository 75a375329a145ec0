"""The ledger 重点工作: rows of tasks, read as achievements, problems and plans, and as what is counted.

Counted is each task once, whatever is printed of it; a row with 入文 否 is not: nobody checks what it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from summarize.findings import Finding
from summarize.model.cells import Row, Table
from summarize.model.figures.tasks import Task, Tasks, TaskState
from summarize.model.ledger_heads import LedgerAspect
from summarize.model.offices import leading_office
from summarize.model.periods import Period
from summarize.model.records import ItemRow
from summarize.model.vocabulary import STATUSES
from summarize.validate import rules
from summarize.validate.fields import FieldReader, match_choice
from summarize.validate.heads import head_place
from summarize.validate.items import check_item_sections, means_nothing
from summarize.validate.ledger.columns import LedgerColumns, read_columns
from summarize.validate.ledger.rows import LedgerRow, RowReader, no_standing_period
from summarize.validate.outside import Surroundings, look_outside

_SINGULAR = (
    *(LedgerAspect.PROGRESS, LedgerAspect.PROBLEM),
    *(LedgerAspect.NEXT_STEP, LedgerAspect.PROBLEM_AND_NEXT_STEP),
)
"""What is printed from columns that name no period."""
_LEFT_OUT, _ALONE = "否", "单列"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the ledger holds."""

    achievements: tuple[ItemRow, ...] = ()
    problems: tuple[ItemRow, ...] = ()
    plans: tuple[ItemRow, ...] = ()
    tasks: Tasks = field(default_factory=Tasks)


def read_ledger(
    tables: Sequence[Table], year: int | None, around: Surroundings, sections: Sequence[str], findings: list[Finding]
) -> Ledger:
    """Read the rows of `tables`, one after another, and add what is wrong with them to `findings`.

    `sections` are the names in the sheet 板块; empty when there is no such sheet.
    """
    read: list[LedgerRow] = []
    readers: list[FieldReader] = []
    for table in tables:
        if not table.missing_head:
            readers.append(FieldReader(table, year, findings, look_outside(table, around, year, findings)))
            read.extend(_read_table(readers[-1], len(read)))
    if readers:
        check_item_sections([row.base for row in read if not row.base.matter.is_blank], readers[0], sections)
    return Ledger(
        tuple(item for row in read for item in row.achievements),
        tuple(item for row in read for item in row.problems),
        tuple(item for row in read for item in row.plans),
        Tasks(_merge_tasks(read), _sheets_of(readers), is_ledger=bool(readers)),
    )


def _sheets_of(readers: Sequence[FieldReader]) -> tuple[str, ...]:
    return tuple(name for reader in readers for name in (reader.table.sheet, *reader.table.continuations))


def _read_table(reader: FieldReader, start: int) -> list[LedgerRow]:
    columns = read_columns(reader.table, reader.outside.year or reader.year, reader.findings)
    rows = [row for row in reader.table.rows if not row.is_unfilled]
    latest = _latest_filled(rows, columns)
    _check_progress_columns(rows, columns, reader)
    _check_standing(rows, columns, latest, reader)
    row_reader = RowReader(reader, columns, latest)
    return [row_reader.read(row, position) for position, row in enumerate(rows, start)]


def _latest_filled(rows: Sequence[Row], columns: LedgerColumns) -> Period | None:
    """Return the period that ends last, of several the shortest, in which any row has something written."""
    progress = columns.of(LedgerAspect.PROGRESS)
    filled = [period for period in columns.progress_periods if any(not row[progress[period]].is_empty for row in rows)]
    return max(filled, key=lambda period: (period.end, period.start), default=None)


def _check_progress_columns(rows: Sequence[Row], columns: LedgerColumns, reader: FieldReader) -> None:
    """Tell a ledger without any column for progress, and one whose progress has no period."""
    table = reader.table
    if not columns.of(LedgerAspect.PROGRESS):
        message = f"“{table.sheet}”没有“进展情况”列，也没有各期的“完成情况”列"
        advice = f"在第{table.head_row}行表头补上“进展情况”，或“一季度完成情况”这样的列。"
        reader.findings.append(rules.COLUMN_MISSING.at(head_place(table), message, advice))
    elif rows and not columns.progress_periods and table.column("时期") is None and reader.outside.period is None:
        message = f"“{table.sheet}”没有“时期”列，标题行、表名、文件名里也没有写，不知道各行的进展属于哪一期"
        advice = "在标题行写明是哪一年哪一期（几季度、上半年、几月），或加上“时期”一列。"
        reader.findings.append(rules.PERIOD_MISSING.at(head_place(table), message, advice))


def _check_standing(rows: Sequence[Row], columns: LedgerColumns, latest: Period | None, reader: FieldReader) -> None:
    """Tell what stands in singular columns of a ledger whose quarters are all blank: it has no period to stand in."""
    if latest is not None or not columns.progress_periods:
        return
    for row in rows:
        if reader.has_period(row):
            continue
        for aspect in _SINGULAR:
            column = columns.of(aspect).get(None)
            text = reader.text(row, column) if column else None
            if column and text and not means_nothing(text):
                reader.findings.append(
                    rules.PERIOD_MISSING.at(
                        text.place,
                        no_standing_period(row, column),
                        "填上这一期的进展（没有的写“无”），或加上“时期”一列。",
                    )
                )


def _merge_tasks(rows: Sequence[LedgerRow]) -> tuple[Task, ...]:
    """Return the tasks, each once: rows of other periods add what they say of it."""
    tasks: dict[str, Task] = {}
    for row in rows:
        if row.task is None:
            continue
        first = tasks.get(row.task_key)
        tasks[row.task_key] = row.task if first is None else _merge(first, row.task)
    return tuple(tasks.values())


def _merge(first: Task, later: Task) -> Task:
    both = [since for since in (first.since, later.since) if since]
    return replace(
        first,
        office=later.office or first.office,
        states=(*first.states, *later.states),
        reports=(*first.reports, *later.reports),
        since=min(both) if first.since and later.since else None,
        due=later.due if later.due_text else first.due,
        due_text=later.due_text or first.due_text,
        due_place=later.due_place or first.due_place,
    )


def tasks_of_items(items: Sequence[ItemRow]) -> Tasks:
    """Return the items of 工作成效 that have a 状态, for a workbook that keeps no ledger."""
    tasks: dict[str, Task] = {}
    for item in items:
        if item.status is None or item.period is None or item.include == _LEFT_OUT:
            continue
        key = f"{item.identity}\n{item.number}" if item.merge_mode == _ALONE else item.identity
        status = match_choice(item.status.raw, STATUSES) or item.status.raw.strip()
        task = Task(
            name=item.matter.raw.strip(),
            place=item.place,
            section=item.section.raw.strip() if item.section else "",
            section_key=item.section_key,
            office=leading_office(item.office.raw) if item.office else "",
            states=(TaskState(item.period, status, item.status.place),),
            since=item.period.start,
        )
        first = tasks.get(key)
        tasks[key] = task if first is None else _merge(first, task)
    return Tasks(tuple(tasks.values()), tuple(dict.fromkeys(task.place.sheet or "" for task in tasks.values())))
