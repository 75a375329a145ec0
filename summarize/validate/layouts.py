"""What is wrong with how a sheet is laid out: rows that the table's head does not reach, sheets copied by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Row, Table
from summarize.model.quotation import quote
from summarize.model.vocabulary import LEDGER_ROLE, TOTAL_WORDS, normalize_key
from summarize.validate import layout_rules as rules

_LEAST_CELLS = 3
"""Filled cells from which a row above a head looks like one of data."""
_ITEM_ROLES = frozenset({"工作成效", LEDGER_ROLE, "存在问题", "工作计划", "意见建议"})
_CAPTION = re.compile(r"[:：]|填[报表]|单位|日期|时间|审核|制表|联系")


def check_layout(table: Table) -> Iterator[Finding]:
    """Yield what is wrong with the layout of `table` and of the sheets that go on with it."""
    yield from _check_rows_above(table)
    yield from _check_other_tables(table)
    if table.role in _ITEM_ROLES:
        yield from _check_totals(table)
    yield from _check_copies(table)


def _check_rows_above(table: Table) -> Iterator[Finding]:
    by_row: dict[tuple[str | None, str], list[Cell]] = {}
    for cell in table.title_cells:
        number = re.sub(r"\D", "", cell.place.cell or "")
        by_row.setdefault((cell.place.sheet, number), []).append(cell)
    numbers: dict[str | None, list[str]] = {}
    for (sheet, number), cells in by_row.items():
        if len(cells) >= _LEAST_CELLS and not any(_CAPTION.search(cell.raw) for cell in cells):
            numbers.setdefault(sheet, []).append(number)
    for sheet, rows in numbers.items():
        listed = f"第{rows[0]}行" if len(rows) == 1 else f"第{rows[0]}—{rows[-1]}行"
        place = Place(sheet=sheet, cell=f"{rows[0]}:{rows[-1]}")
        yield rules.ROWS_ABOVE_HEAD.at(place, f"表头上面{listed}像是数据，没有读")


def _check_other_tables(table: Table) -> Iterator[Finding]:
    """Yield where another head or another table begins; the head below another table's title is told with it."""
    for row in table.skipped:
        if not row.begins_other:
            continue
        place = Place(sheet=row.place.sheet, cell=f"{row.number}:{row.number}")
        if row.other_role:
            message = f"从第{row.number}行“{quote(row.words)}”起像是另一张表，没有读"
            suggestion = f"把它移到另一张工作表，表名写“{row.other_role}”；不是另一张表的，删去这一行。"
            yield rules.ANOTHER_HEAD.at(place, message, suggestion)
        else:
            message = f"第{row.number}行像是另一个表头，与上面的表头不同，下面各行的栏目对不上"
            yield rules.ANOTHER_HEAD.at(place, message)


def _own_cells(row: Row) -> list[Cell]:
    """Return the filled cells of the row itself, without those that merged cells fill down."""
    return [cell for cell in row.cells.values() if not cell.is_empty and _stands_in(cell, row)]


def _stands_in(cell: Cell, row: Row) -> bool:
    return cell.merged is None or re.sub(r"\D", "", cell.place.cell or "") == str(row.number)


def _check_totals(table: Table) -> Iterator[Finding]:
    for row in table.rows:
        matter = row.get("事项")
        if matter is None or matter.kind is not CellKind.TEXT:
            continue
        if normalize_key(matter.raw).rstrip(":") in TOTAL_WORDS:
            message = f"第{row.number}行的事项是“{quote(matter.raw)}”，像是合计行，写了文字，照事项写进报告"
            yield rules.TOTAL_WITH_TEXT.at(matter.place, message)


def _check_copies(table: Table) -> Iterator[Finding]:
    """Yield each sheet that goes on with the table and says nothing that the sheets before it do not say."""
    if not table.continuations:
        return
    by_sheet: dict[str, list[frozenset[tuple[str, str]]]] = {sheet: [] for sheet in (table.sheet, *table.continuations)}
    for row in table.rows:
        if cells := _own_cells(row):
            by_sheet.setdefault(cells[0].place.sheet or table.sheet, []).append(_said(row.cells, row))
    said: set[frozenset[tuple[str, str]]] = set(by_sheet[table.sheet])
    for sheet in table.continuations:
        rows: Sequence[frozenset[tuple[str, str]]] = by_sheet[sheet]
        if rows and said.issuperset(rows):
            message = f"“{sheet}”当作“{table.sheet}”的续表，各行的内容却与前面的相同"
            yield rules.CONTINUATION_REPEATS.at(Place(sheet=sheet), message, related=(table.place,))
        said.update(rows)


def _said(cells: Mapping[str, Cell], row: Row) -> frozenset[tuple[str, str]]:
    return frozenset((name, cell.raw.strip()) for name, cell in cells.items() if not cell.is_empty)
