"""Checks that hold for the cells of every table, whatever their column means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from summarize.findings import Finding, Place, Severity
from summarize.model.cells import Cell, CellKind, Column, Row, Table
from summarize.model.quotation import quote
from summarize.model.vocabulary import (
    ANNEX_ROLE,
    INCLUSIONS,
    KEY_COLUMNS,
    LEDGER_ROLE,
    LINE_BREAK_COLUMNS,
    PARAGRAPH_COLUMNS,
    normalize_key,
)
from summarize.validate import content_rules, rules
from summarize.validate.fields import match_choice

FIGURE_ROLE = "指标"
_UNPRINTED_COLUMNS = frozenset({"备注", "说明", "算式", "年度目标", "工作举措"})
_COLUMNS_OF_NAMES = frozenset({"责任科室", "配合科室", "牵头领导", "责任人"})
"""Columns in which several names may stand, one a line."""
_UNPRINTABLE_CHARACTERS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_UNPRINTABLE = re.compile(f"[{_UNPRINTABLE_CHARACTERS}]")
_SAME_AS_ABOVE = re.compile(r"\(?同上[行条项栏格]?\)?。?|〃")
# By names of their own: looking up a member in its Enum takes as long as the rest of what is done with a cell.
_EMPTY, _TEXT, _ERROR, _UNCOMPUTED = CellKind.EMPTY, CellKind.TEXT, CellKind.ERROR, CellKind.UNCOMPUTED
_MAYBE_SAME_AS_ABOVE = re.compile(r"同\W*[上㊤㆖]")
"""同上 in whatever width and with whatever between its characters is dropped from a key."""
_LOST_VALUES = (rules.CELL_ERROR, rules.CELL_UNCOMPUTED)
_ASIDE_COLUMNS = frozenset({"牵头领导", "配合科室", "责任人", "工作举措", "备注"})
"""What offices merge as readily as 责任科室, and only templates of their own print."""
_COUNTED = {1: "一", 2: "两", 3: "三"}
_SHOWN_BEFORE = 6
"""Characters shown before one that cannot be seen, so that it can be found."""


def check_cells(table: Table) -> Iterator[Finding]:
    """Yield what is wrong with single cells: error values, lost formulas, merges, control characters."""
    yield from _check_above(table)
    # The values of 指标 are read, and judged, as numbers.
    columns = [column for column in table.columns if column.is_known or table.role != FIGURE_ROLE]
    filled_down = {column.name for column in columns if column.is_known and column.name in KEY_COLUMNS}
    checks = [(column.name, _is_one_line(column)) for column in columns]
    told: set[tuple[str | None, str]] = set()
    for row in table.rows:
        if row.is_hidden:
            yield from _check_hidden(row)
        if _is_sound_row(row, filled_down):
            continue
        areas = _merged_areas(row, columns)
        for name, is_one_line in checks:
            cell = row.cells[name]
            area = cell.merged
            if area is None or area not in areas or name in filled_down:
                if not _is_sound(cell):
                    yield from _check_cell(cell, f"“{quote(name)}”一栏", is_one_line=is_one_line)
            elif (row.sheet, area) not in told:
                told.add((row.sheet, area))
                yield _merged_cell(area, areas[area], row, table)
    yield from _check_columns(table)


def _check_above(table: Table) -> Iterator[Finding]:
    """Yield what is wrong above the rows: in heads, which name the columns, and in title rows."""
    is_annex = table.role == ANNEX_ROLE
    for cell in table.title_cells:
        if cell.is_stale:
            yield content_rules.STALE_ZERO.at(cell.place, "标题行的公式存着 0，像是没有算过")
        for finding in _check_cell(cell, "标题行"):
            # What an annex has above it is printed; else it may only have told a period or a unit.
            if is_annex or finding.rule in _LOST_VALUES:
                yield finding if is_annex else replace(finding, severity=Severity.WARNING)
    for head in (column.head for column in (*table.columns, *table.repeated_columns)):
        if is_annex or head.kind in (_ERROR, _UNCOMPUTED):
            yield from _check_cell(head, "表头")
        if head.is_stale:
            message, suggestion = "表头的公式存着 0，像是没有算过", "用 Excel 或 WPS 打开工作簿，保存后再用。"
            yield content_rules.STALE_ZERO.at(head.place, message, suggestion, severity=Severity.ERROR)


def _check_columns(table: Table) -> Iterator[Finding]:
    """Yield the columns that are hidden and used, and the zeros in every column that may be none."""
    # Most sheets have no such zero: one look at all cells spares one at each column.
    has_stale = any(cell.is_stale for row in table.rows for cell in row.cells.values())
    for column in table.columns:
        is_used = column.is_known or table.role in (FIGURE_ROLE, LEDGER_ROLE, ANNEX_ROLE)
        if column.is_hidden and is_used and any(not row[column.name].is_empty for row in table.rows):
            letters = re.sub(r"[0-9]", "", column.head.place.cell or "")
            place = Place(sheet=table.sheet, cell=f"{letters}:{letters}")
            message = f"“{quote(column.name)}”一栏（{letters}列）是隐藏的，照样会用"
            yield rules.HIDDEN_ROW.at(place, message, "不要的，删去这一列；要的，取消隐藏。")
        if is_used and has_stale:
            name = column.name
            for cell in dict.fromkeys([cell for row in table.rows if (cell := row.cells[name]).is_stale]):
                message = f"“{quote(column.name)}”一栏的公式存着 0，像是没有算过"
                yield content_rules.STALE_ZERO.at(cell.place, message)


def _check_hidden(row: Row) -> Iterator[Finding]:
    include = row.get("入文")
    if include is not None and match_choice(include.raw, INCLUSIONS) == "否":
        return
    suggestion = "" if include is not None else "不要的，删去这一行；要的，取消隐藏。"
    place = Place(sheet=row.sheet, cell=f"{row.number}:{row.number}")
    yield rules.HIDDEN_ROW.at(place, f"第{row.number}行是隐藏的，照样会用", suggestion)


def _merged_areas(row: Row, columns: Sequence[Column]) -> dict[str, list[str]]:
    """Return the merged areas of `row` that take in several fields of the table, with their columns."""
    areas: dict[str, list[str]] = {}
    for column in columns:
        if area := row[column.name].merged:
            areas.setdefault(area, []).append(column.name)
    return {area: names for area, names in areas.items() if len(names) > 1 or _spans_rows(area)}


@lru_cache(maxsize=1024)
def _spans_rows(area: str) -> bool:
    first, _, last = area.partition(":")
    return re.sub(r"\D", "", first) != re.sub(r"\D", "", last or first)


def _merged_cell(area: str, columns: Sequence[str], row: Row, table: Table) -> Finding:
    names = "".join(f"“{quote(name)}”" for name in columns)
    place = Place(sheet=row.sheet, cell=area)
    message = f"{names}{_COUNTED.get(len(columns), '几')}栏 {area} 合并成了一格"
    if set(columns) <= _ASIDE_COLUMNS:
        return rules.MERGED_CELL.at(
            place,
            f"{message}，只有左上角一格的内容会用",
            "各行都要的，取消合并，分别填写；只作参考的，不必改。",
            severity=Severity.WARNING,
        )
    if table.role != ANNEX_ROLE:
        return rules.MERGED_CELL.at(place, message)
    return rules.MERGED_CELL.at(
        place,
        f"{message}，附表里只有左上角一格印出内容，其余是空格",
        "要各格都有内容的，取消合并，分别填写；可以空着的，不必改。",
        severity=Severity.WARNING,
    )


def _is_sound(cell: Cell) -> bool:
    """Return whether there is surely nothing to tell of `cell` by itself."""
    return cell.kind is _EMPTY or (cell.kind is _TEXT and _is_plain(cell.raw))


def _is_plain(raw: str) -> bool:
    # Python calls no control character, tab or line break printable.
    return raw.isprintable() and "〃" not in raw and not _MAYBE_SAME_AS_ABOVE.search(raw)


def _is_sound_row(row: Row, filled_down: Collection[str]) -> bool:
    """Return whether there is surely nothing to tell of the cells of `row`: most rows need no closer look.

    Cells may be merged in the columns that are `filled_down`.
    """
    if not _is_plain("".join([cell.raw for cell in row.cells.values()])):
        return False
    return not [
        name
        for name, cell in row.cells.items()
        if (cell.merged and name not in filled_down) or cell.kind is _ERROR or cell.kind is _UNCOMPUTED
    ]


def _check_cell(cell: Cell, where: str, *, is_one_line: bool = False) -> Iterator[Finding]:
    if cell.kind is _ERROR:
        yield rules.CELL_ERROR.at(cell.place, f"{where}是错误值 {cell.raw}")
    elif cell.kind is _UNCOMPUTED:
        yield rules.CELL_UNCOMPUTED.at(cell.place, f"{where}的公式没有算出结果")
    elif cell.kind is _TEXT:
        yield from _check_text(cell.raw, cell.place, where, is_one_line=is_one_line)


def _check_text(raw: str, place: Place, where: str, *, is_one_line: bool) -> Iterator[Finding]:
    if found := _UNPRINTABLE.search(raw):
        before = raw[max(0, found.start() - _SHOWN_BEFORE) : found.start()].strip()
        position = f"“{quote(before)}”后面" if before else "开头"
        message = f"{where}{position}有看不见的控制字符 U+{ord(found[0]):04X}"
        yield rules.CONTROL_CHARACTER.at(place, message)
    if "\t" in raw.strip():
        yield rules.TAB_KEPT.at(place, f"{where}有制表符，会照样印出")
    if ("同" in raw or "〃" in raw) and _SAME_AS_ABOVE.fullmatch(normalize_key(raw)):
        yield rules.SAME_AS_ABOVE.at(place, f"{where}写的是“{quote(raw)}”")
    if is_one_line and len(raw.strip().splitlines()) > 1:
        yield rules.LINE_BREAK.at(place, f"{where}有换行，按一行印")


def _is_one_line(column: Column) -> bool:
    may_break = PARAGRAPH_COLUMNS | LINE_BREAK_COLUMNS | _UNPRINTED_COLUMNS | _COLUMNS_OF_NAMES
    return column.is_known and column.name not in may_break
