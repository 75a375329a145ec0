"""The sheets that must be there, and the heads of their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import CellKind, Column, Sheets, Table
from summarize.model.ledger_heads import is_ledger_head
from summarize.model.periods import PeriodError, parse_period
from summarize.model.quotation import quote
from summarize.model.vocabulary import (
    ANNEX_ROLE,
    ITEM_NAMES,
    LEDGER_ROLE,
    SHEETS,
    ColumnSpec,
    SheetSpec,
    near_names,
    normalize_key,
    sheet_spec,
    template_name,
)
from summarize.validate import rules
from summarize.validate.fields import ITEM_FIELDS
from summarize.validate.layouts import check_layout

REQUIRED_SHEETS = ("基本信息", "工作成效")
_ANY_YEAR = 2000
_FAINT = 0.5
"""Likeness that makes worth asking whether a name that is missing was meant."""
_SHORT_NAME = 2
"""Characters of a name that may well stand inside another by chance."""
_FIGURE_ROLE = "指标"
_PERIOD = "时期"
_TELLING_COLUMNS = frozenset({"内容", "板块"})
_ITEM_ROLES = frozenset({"工作成效", LEDGER_ROLE, "存在问题", "工作计划", "意见建议"})
_INSTEAD = {"工作成效": LEDGER_ROLE}
"""What may stand in the place of a needed sheet."""


_ANNEX_LIKE = re.compile(r"\s*附[表录]")


def check_sheets(sheets: Sheets) -> Iterator[Finding]:
    """Yield what is wrong with the set of sheets: missing, doubled, misspelt, hidden."""
    unknown = [table for table in sheets.tables if table.role is None]
    for role in REQUIRED_SHEETS:
        if role not in sheets.by_role and _INSTEAD.get(role) not in sheets.by_role:
            yield _missing_sheet(role, sheets, unknown)
    for role, tables in sheets.by_role.items():
        if role != ANNEX_ROLE:
            yield from _check_doubled(role, tables)
    for table in unknown:
        if meant := meant_sheet(table.sheet):
            yield rules.SHEET_NAME_NEAR.at(
                table.place,
                f"不认识工作表“{table.sheet}”，没有读",
                f"是否指“{meant}”？是的话改成这个表名；确实不用的表可不理会。",
            )
    for table in sheets.tables:
        if table.is_hidden and table.role is not None and table.rows:
            yield rules.HIDDEN_ROW.at(
                table.place,
                f"工作表“{table.sheet}”是隐藏的，照样会用",
                "不用的，删去这张表；要用的，取消隐藏。",
            )


def _check_doubled(role: str, tables: Sequence[Table]) -> Iterator[Finding]:
    """Yield each set of tables of one role whose names tell no difference between them."""
    alike: dict[object, list[Table]] = {}
    for table in tables:
        if not table.missing_head or table.title_cells:
            alike.setdefault(_meaning(table.qualifier), []).append(table)
    for first, *others in alike.values():
        if others:
            names = "、".join(f"“{table.sheet}”{'（隐藏）' if table.is_hidden else ''}" for table in (first, *others))
            yield rules.SHEET_TWICE.at(
                first.place,
                f"{names}都是“{role}”表",
                f"只留一张“{role}”表，另一张并入它或改名。",
                related=tuple(table.place for table in others),
            )


def _meaning(qualifier: str) -> frozenset[object]:
    """Return what the name of a sheet says besides its role, a period in whatever writing it is."""
    meant: set[object] = set()
    for part in qualifier.split():
        try:
            meant.add(parse_period(part, _ANY_YEAR))
        except PeriodError:
            meant.add(part)
    return frozenset(meant)


def meant_sheet(name: str) -> str | None:
    """Return the known sheet that `name` seems to mean: it looks like it, or stands in it."""
    if named := _ANNEX_LIKE.match(name):
        return f"{ANNEX_ROLE}{name[named.end() :]}"
    known = [word for spec in SHEETS for word in (spec.name, *spec.synonyms)]
    near = near_names(name, known)
    key = normalize_key(name)
    within = [word for word in known if key.endswith(word) or (len(word) > _SHORT_NAME and word in key)]
    return next(iter((*near, *sorted(within, key=len, reverse=True))), None)


def _missing_sheet(role: str, sheets: Sheets, unknown: Iterable[Table]) -> Finding:
    spec = sheet_spec(role)
    names = {role, *(spec.synonyms if spec else ())}
    near = next((table.sheet for table in unknown if near_names(table.sheet, names, likeness=_FAINT)), None)
    seen = "、".join(table.sheet for table in sheets.tables) or "没有工作表"
    hint = f"是否指“{near}”？是的话把它改名为“{role}”。" if near else ""
    wanted = "或".join(f"“{name}”" for name in (role, _INSTEAD.get(role)) if name)
    suggestion = hint or f"补上{wanted}表；summarize init 可生成空白工作簿。"
    return rules.SHEET_MISSING.at(Place(), f"工作簿里没有“{role}”表（现有：{seen}）", suggestion)


def check_columns(table: Table) -> Iterator[Finding]:
    """Yield what is wrong with a table's head: not found, columns missing, doubled, misspelt."""
    if table.missing_head:
        if table.title_cells or table.role in REQUIRED_SHEETS:
            yield _missing_head(table)
        return
    yield from check_layout(table)
    spec = sheet_spec(table.role or "")
    if spec:
        for known in spec.columns:
            if known.needed and table.column(known.name) is None:
                yield _missing_column(table, known.name, known.synonyms)
    for repeated in table.repeated_columns:
        first = table.column(repeated.name)
        yield rules.COLUMN_TWICE.at(
            repeated.head.place,
            f"“{repeated.head.place.sheet or table.sheet}”有两列“{quote(repeated.name)}”",
            f"另一列在{first.head.place.cell}；删去或改名其中一列。" if first else "",
            related=(first.head.place,) if first else (),
        )
    if spec:
        yield from _check_unnamed(table)
    own = [column for column in table.columns if not column.is_known]
    if table.role == LEDGER_ROLE:
        own = [column for column in own if not is_ledger_head(column.name, column.head)]
    if spec and table.role != _FIGURE_ROLE:
        yield from _check_misspelt(table, own, spec)
        yield from _check_periods(table, own, spec)
    if table.role in _ITEM_ROLES:
        yield from _check_clashes(own)


def _check_unnamed(table: Table) -> Iterator[Finding]:
    """Yield each column that has contents and no head: nobody knows what they are."""
    for column in table.columns:
        if column.head.is_empty and column.head.kind is CellKind.EMPTY:
            filled = [row for row in table.rows if not row[column.name].is_empty]
            if filled:
                first = filled[0][column.name].place
                message = f"“{first.sheet}”的{column.name}有内容（{first.cell}），没有列名，不会写进报告"
                yield rules.COLUMN_UNNAMED.at(column.head.place, message, related=(first,))


def _missing_head(table: Table) -> Finding:
    message = f"“{table.sheet}”里找不到表头"
    if table.skipped:
        low = table.skipped[0]
        return rules.HEAD_MISSING.at(
            low.place,
            f"{message}，第{low.number}行{low.reason}",
            "表头上面的说明移到别处，让表头在前面三十行以内。",
        )
    return rules.HEAD_MISSING.at(table.place, message, _head_suggestion(table.role))


def _head_suggestion(role: str | None) -> str:
    spec = sheet_spec(role or "")
    if spec is None:
        return rules.HEAD_MISSING.remedy
    needed = "、".join(column.name for column in spec.columns if column.needed)
    return f"在数据上面加一行表头，至少要有：{needed}。"


def _missing_column(table: Table, name: str, synonyms: Sequence[str]) -> Finding:
    return rules.COLUMN_MISSING.at(
        head_place(table), f"“{table.sheet}”缺少“{name}”列", missing_column_hint(table, name, synonyms)
    )


def missing_column_hint(table: Table, name: str, synonyms: Sequence[str]) -> str:
    """Return how to mend that `table` has no column `name`: a head that looks like it, or a new column."""
    own = [column.name for column in table.columns if not column.is_known]
    near = next((head for head in own if near_names(head, (name, *synonyms), likeness=_FAINT)), None)
    if near:
        return f"是否指“{quote(near)}”？是的话把它改为“{name}”。"
    return f"在第{table.head_row}行表头补上“{name}”一列。"


def head_place(table: Table) -> Place:
    """Return the range of the table's head."""
    own = [column.head.place for column in table.columns if column.head.place.sheet in (None, table.sheet)]
    cells = [place.cell for place in own if place.cell]
    if not cells:
        return table.place
    return Place(sheet=table.sheet, cell=cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}")


def _check_misspelt(table: Table, own: Iterable[Column], spec: SheetSpec) -> Iterator[Finding]:
    absent = [known for known in spec.columns if table.column(known.name) is None]
    words = [word for known in absent for word in (known.name, *known.synonyms)]
    for column in own:
        near = (
            () if template_name(column.name) in words else near_names(column.name, words) or _half_right(column, absent)
        )
        if near:
            yield rules.COLUMN_NAME_NEAR.at(
                column.head.place,
                f"不认识“{table.sheet}”的列“{quote(column.name)}”",
                f"是否指“{near[0]}”？是的话改成这个列名；确是自设的列可不理会。",
            )


def _half_right(column: Column, absent: Iterable[ColumnSpec]) -> tuple[str, ...]:
    """Return the column of two characters, one of them wrong, without which the report would lose texts or headings."""
    name = template_name(column.name)
    words = [known.name for known in absent if known.name in _TELLING_COLUMNS]
    return tuple(word for word in words if len(name) == len(word) and sum(map(str.__eq__, name, word)) == 1)


def _check_periods(table: Table, own: Iterable[Column], spec: SheetSpec) -> Iterator[Finding]:
    """Yield columns of periods under heads not understood, where 时期 is missing: the rows of all of them count."""
    if table.column(_PERIOD) is not None or spec.column(_PERIOD) is None:
        return
    for column in own:
        cells = [row[column.name] for row in table.rows if not row[column.name].is_empty]
        if not column.head.is_empty and cells and all(_names_period(cell.raw) for cell in cells):
            message = f"不认识“{table.sheet}”的列“{quote(column.name)}”，其中写的都是时期"
            suggestion = f"是否指“{_PERIOD}”？是的话改成这个列名；确是自设的列可不理会。"
            yield rules.COLUMN_NAME_NEAR.at(column.head.place, message, suggestion)


def _names_period(text: str) -> bool:
    try:
        parse_period(text, _ANY_YEAR)
    except PeriodError:
        return False
    return True


def _check_clashes(own: Iterable[Column]) -> Iterator[Finding]:
    """Yield each column of the workbook's own whose name in templates is taken."""
    taken: dict[str, Column] = {}
    for column in own:
        name = template_name(column.name)
        if not name or column.name in ITEM_FIELDS:
            continue
        if name in ITEM_NAMES:
            message = f"列“{quote(column.name)}”与模板已有的名称“{name}”相同"
            yield rules.COLUMN_NAME_CLASH.at(column.head.place, message)
        elif name in taken:
            first = taken[name]
            message = f"列“{quote(first.name)}”和“{quote(column.name)}”在模板里都叫“{name}”"
            yield rules.COLUMN_NAME_CLASH.at(column.head.place, message, related=(first.head.place,))
        taken.setdefault(name, column)
