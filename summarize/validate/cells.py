"""Checks that hold for the cells of every table, and the sheets and columns that must be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Column, Sheets, Table
from summarize.model.vocabulary import (
    ANNEX_ROLE,
    ITEM_NAMES,
    KEY_COLUMNS,
    LINE_BREAK_COLUMNS,
    PARAGRAPH_COLUMNS,
    SHEETS,
    near_names,
    normalize_key,
    sheet_spec,
    template_name,
)
from summarize.validate import rules

REQUIRED_SHEETS = ("基本信息", "工作成效")
FIGURE_ROLE = "指标"
_UNPRINTED_COLUMNS = frozenset({"备注", "说明", "算式"})
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SECRET_MARK = re.compile(r"(绝密|机密|秘密)\s*[★☆]")


def check_sheets(sheets: Sheets) -> Iterator[Finding]:
    """Yield what is wrong with the set of sheets: missing, doubled, misspelt."""
    unknown = [table for table in sheets.tables if table.role is None]
    for role in REQUIRED_SHEETS:
        if role not in sheets.by_role:
            yield _missing_sheet(role, sheets, unknown)
    for role, tables in sheets.by_role.items():
        if role != ANNEX_ROLE and len(tables) > 1:
            names = "、".join(f"“{table.sheet}”" for table in tables)
            yield rules.SHEET_TWICE.at(
                tables[0].place,
                f"{names}都是“{role}”表",
                f"只留一张“{role}”表，另一张并入或改名。",
                related=tuple(table.place for table in tables[1:]),
            )
    for table in unknown:
        if near := near_names(table.sheet, _sheet_names()):
            yield rules.SHEET_NAME_NEAR.at(
                table.place, f"不认识工作表“{table.sheet}”，没有读", f"是否指“{near[0]}”？是的话改成这个表名。"
            )


def _sheet_names() -> list[str]:
    return [name for spec in SHEETS for name in (spec.name, *spec.synonyms)]


def _missing_sheet(role: str, sheets: Sheets, unknown: Iterable[Table]) -> Finding:
    spec = sheet_spec(role)
    names = {role, *(spec.synonyms if spec else ())}
    near = next((table.sheet for table in unknown if near_names(table.sheet, names)), None)
    seen = "、".join(table.sheet for table in sheets.tables) or "没有工作表"
    hint = f"是否把“{near}”改名为“{role}”？" if near else f"补上“{role}”表；summarize init 可生成空白工作簿。"
    return rules.SHEET_MISSING.at(Place(), f"工作簿里没有“{role}”表（现有：{seen}）", hint)


def check_columns(table: Table) -> Iterator[Finding]:
    """Yield what is wrong with a table's head: not found, columns missing, doubled, misspelt."""
    if table.missing_head:
        if table.role != ANNEX_ROLE or table.title_cells:
            yield rules.HEAD_MISSING.at(table.place, f"“{table.sheet}”里找不到表头", _head_suggestion(table.role))
        return
    spec = sheet_spec(table.role or "")
    if spec:
        for known in spec.columns:
            if known.needed and table.column(known.name) is None:
                yield _missing_column(table, known.name, known.synonyms)
    for repeated in table.repeated_columns:
        first = table.column(repeated.name)
        yield rules.COLUMN_TWICE.at(
            repeated.head.place,
            f"“{table.sheet}”有两列“{repeated.name}”",
            related=(first.head.place,) if first else (),
        )
    for column in table.columns:
        if not column.is_known:
            yield from _check_unknown_column(table, column)


def _head_suggestion(role: str | None) -> str:
    spec = sheet_spec(role or "")
    if spec is None:
        return rules.HEAD_MISSING.remedy
    needed = "、".join(column.name for column in spec.columns if column.needed)
    return f"在数据上面加一行表头，至少要有：{needed}。"


def _missing_column(table: Table, name: str, synonyms: tuple[str, ...]) -> Finding:
    unknown = [column.name for column in table.columns if not column.is_known]
    near = next((head for head in unknown if near_names(head, (name, *synonyms))), None)
    hint = f"是否把“{near}”改为“{name}”？" if near else f"在第{table.head_row}行表头补上“{name}”一列。"
    return rules.COLUMN_MISSING.at(
        Place(sheet=table.sheet, cell=_head_range(table)), f"“{table.sheet}”缺少“{name}”列", hint
    )


def _head_range(table: Table) -> str | None:
    cells = [column.head.place.cell for column in table.columns if column.head.place.cell]
    if not cells:
        return None
    return cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}"


def _check_unknown_column(table: Table, column: Column) -> Iterator[Finding]:
    spec = sheet_spec(table.role or "")
    if spec is None or table.role == FIGURE_ROLE:
        return
    absent = [known.name for known in spec.columns if table.column(known.name) is None]
    if near := near_names(column.name, absent):
        yield rules.COLUMN_NAME_NEAR.at(
            column.head.place,
            f"不认识“{table.sheet}”的列“{column.name}”",
            f"是否指“{near[0]}”？是的话改成这个列名；确是自设的列可不理会。",
        )
    if template_name(column.name) in ITEM_NAMES:
        yield rules.COLUMN_NAME_CLASH.at(
            column.head.place, f"列“{column.name}”与模板用的名称“{template_name(column.name)}”相同"
        )


def check_cells(table: Table) -> Iterator[Finding]:
    """Yield what is wrong with single cells: error values, lost formulas, merges, control characters."""
    reported: set[str] = set()
    for row in table.rows:
        if row.is_hidden:
            yield rules.HIDDEN_ROW.at(
                Place(sheet=table.sheet, cell=f"{row.number}:{row.number}"),
                f"第{row.number}行是隐藏的，仍会写进报告",
            )
        for column in table.columns:
            cell = row[column.name]
            if table.role == FIGURE_ROLE and not column.is_known:
                continue
            if cell.merged and column.name not in KEY_COLUMNS and _spans_rows(cell.merged):
                if cell.merged not in reported:
                    reported.add(cell.merged)
                    yield rules.MERGED_CELL.at(
                        Place(sheet=table.sheet, cell=cell.merged), f"“{column.name}”一栏 {cell.merged} 合并成了一格"
                    )
                continue
            yield from _check_cell(cell, column, table)


def _spans_rows(area: str) -> bool:
    first, _, last = area.partition(":")
    return re.sub(r"\D", "", first) != re.sub(r"\D", "", last or first)


def _check_cell(cell: Cell, column: Column, table: Table) -> Iterator[Finding]:
    if cell.kind is CellKind.ERROR:
        yield rules.CELL_ERROR.at(cell.place, f"“{column.name}”一栏是错误值 {cell.raw}")
    elif cell.kind is CellKind.UNCOMPUTED:
        yield rules.CELL_UNCOMPUTED.at(cell.place, f"“{column.name}”一栏的公式没有算出结果")
    elif cell.kind is CellKind.TEXT:
        yield from _check_text(cell, column, table)


def _check_text(cell: Cell, column: Column, table: Table) -> Iterator[Finding]:
    raw = cell.raw
    if found := _UNPRINTABLE.search(raw):
        yield rules.CONTROL_CHARACTER.at(
            cell.place,
            f"“{column.name}”一栏第{found.start() + 1}个字符是控制字符 U+{ord(found[0]):04X}",
        )
    if "\t" in raw.strip():
        yield rules.TAB_KEPT.at(cell.place, f"“{column.name}”一栏有制表符")
    if normalize_key(raw) == "同上":
        yield rules.SAME_AS_ABOVE.at(cell.place, f"“{column.name}”一栏写的是“同上”")
    if "\n" in raw.strip() and _is_one_line(column, table):
        yield rules.LINE_BREAK.at(cell.place, f"“{column.name}”一栏有换行，按一行处理")


def _is_one_line(column: Column, table: Table) -> bool:
    if table.role in (ANNEX_ROLE, None) or not column.is_known:
        return False
    return column.name not in PARAGRAPH_COLUMNS | LINE_BREAK_COLUMNS | _UNPRINTED_COLUMNS


def find_secret_marks(sheets: Sheets) -> Iterator[Finding]:
    """Yield each mark 绝密, 机密 or 秘密 with ★ in a title row."""
    for table in sheets.tables:
        for cell in table.title_cells:
            if found := _SECRET_MARK.search(cell.raw):
                yield rules.CLASSIFIED.at(cell.place, f"标题行有密级标志“{found[0]}”")
