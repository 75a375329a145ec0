"""Workbooks that wait to be filled in: a blank one, and one whose items have no text yet.

Hundreds of errors on what nobody has begun with would say nothing; one line says where to begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import Row, Sheets, Table
from summarize.model.vocabulary import LEDGER_ROLE
from summarize.validate.content_rules import NOTHING_FILLED
from summarize.validate.rules import CONTENT_MISSING

_PROGRESS = ("进展情况", "完成情况", "进展")
_FACTS, _ACHIEVEMENTS = "基本信息", "工作成效"


def find_nothing_filled(sheets: Sheets) -> Finding | None:
    """Return the one thing to tell of a workbook in which nothing at all is filled in, else `None`."""
    known = [table for table in sheets.tables if table.role is not None]
    if not known or any(_is_begun(table) for table in known):
        return None
    return NOTHING_FILLED.at(Place(), "工作簿里还没有填任何内容")


def _is_begun(table: Table) -> bool:
    if table.missing_head:
        return bool(table.title_cells)
    if table.role == _FACTS:
        return any(not cell.is_empty for row in table.rows for name, cell in row.cells.items() if name != "项目")
    return any(not row.is_unfilled for row in table.rows)


def find_waiting_items(sheets: Sheets) -> Finding | None:
    """Return the one thing to tell when every row of 工作成效 has an item and none a text, else `None`.

    Without any such row, when no task of the ledger has any progress.
    """
    tables = sheets.by_role.get(_ACHIEVEMENTS, ())
    rows = [row for table in tables for row in table.rows if not row.is_unfilled]
    if not rows:
        return _find_waiting_tasks(sheets.by_role.get(LEDGER_ROLE, ()))
    if not all(_waits(row) for row in rows):
        return None
    message = f"“{tables[0].sheet}”的{len(rows)}项都还没有填内容"
    return NOTHING_FILLED.at(tables[0].place, message, "逐项填写“内容”，填好后再核对；不写进报告的，“入文”填“否”。")


def _find_waiting_tasks(tables: Sequence[Table]) -> Finding | None:
    rows = [row for table in tables for row in table.rows if not row.is_unfilled]
    told = [name for table in tables for column in table.columns if (name := column.name).endswith(_PROGRESS)]
    if not rows or not told or any(not cell.is_empty for row in rows for name in told if (cell := row.get(name))):
        return None
    message = f"“{tables[0].sheet}”的{len(rows)}项都还没有填进展情况"
    return NOTHING_FILLED.at(tables[0].place, message, "逐项填写这一期的进展情况，填好后再核对。")


def _waits(row: Row) -> bool:
    matter, content = row.get("事项"), row.get("内容")
    return (
        matter is not None and not matter.is_empty and content is not None and content.is_empty and not content.merged
    )


def without_waiting(findings: Sequence[Finding], sheets: Sheets) -> Iterator[Finding]:
    """Yield `findings` but those that say of each row of 工作成效 that its text is missing."""
    waiting = {table.sheet for table in sheets.by_role.get(_ACHIEVEMENTS, ())}
    for finding in findings:
        if finding.rule is not CONTENT_MISSING or finding.place.sheet not in waiting:
            yield finding
