"""The sheets that must be there, and the heads of their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from summarize.findings import Finding, Place
from summarize.model.cells import Cell, CellKind, Column, Sheets, Table
from summarize.model.ledger_heads import is_ledger_head
from summarize.model.period_text import names_period, period_named
from summarize.model.quotation import quote
from summarize.model.vocabulary import (
    ANNEX_ROLE,
    ITEM_NAMES,
    LEDGER_ROLE,
    OWN_SHEETS,
    SHEETS,
    ColumnSpec,
    SheetSpec,
    near_names,
    normalize_key,
    sheet_spec,
    template_name,
)
from summarize.validate import layout_rules, rules
from summarize.validate.fields import ITEM_FIELDS
from summarize.validate.layouts import check_layout

REQUIRED_SHEETS = ("基本信息", "工作成效")
_LIKE = 0.6
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


_HEAD_WORD = re.compile(r"[^。；;！!？?：:]{1,14}", re.DOTALL)
_LONGEST_HEAD = 14
_ANNEX_LIKE = re.compile(r"\s*附[表录]")


def check_sheets(sheets: Sheets) -> Iterator[Finding]:
    """Yield what is wrong with the set of sheets: missing, doubled, misspelt, hidden."""
    unknown = [table for table in sheets.tables if table.role is None]
    told: set[str] = set()
    for role in missing_sheets(sheets):
        meant = _meant_for(role, unknown)
        told.update(table.sheet for table in meant)
        yield _missing_sheet(role, sheets, meant)
    for role, tables in sheets.by_role.items():
        if role != ANNEX_ROLE:
            yield from _check_doubled(role, tables)
    for table in unknown:
        if table.sheet not in told:
            yield from _check_unread(table, is_wanted=bool(missing_sheets(sheets)))
    for table in sheets.tables:
        if table.role_reason:
            yield layout_rules.ROLE_BY_CONTENT.at(
                table.place,
                f"表名是“{table.sheet}”，看{table.role_reason}，当作“{table.role}”表读",
                f"是的话把表名改成“{table.role}”；不是的，表名写明“备用”，就不会读。",
            )
        if table.is_hidden and table.role is not None and table.rows:
            yield rules.HIDDEN_ROW.at(
                table.place,
                f"工作表“{table.sheet}”是隐藏的，照样会用",
                "不用的，删去这张表；要用的，取消隐藏。",
            )


def missing_sheets(sheets: Sheets) -> tuple[str, ...]:
    """Return the needed sheets that neither are there nor have another in their place."""
    return tuple(
        role for role in REQUIRED_SHEETS if role not in sheets.by_role and _INSTEAD.get(role) not in sheets.by_role
    )


def _check_unread(table: Table, *, is_wanted: bool) -> Iterator[Finding]:
    """Yield that a sheet of no known name was not read: what it may be, or, if a needed one `is_wanted`, that alone."""
    message = f"不认识工作表“{table.sheet}”，没有读"
    if meant := meant_sheet(table.sheet):
        suggestion = f"是否指“{meant}”？是的话改成这个表名；确实不用的表可不理会。"
        yield rules.SHEET_NAME_NEAR.at(table.place, message, suggestion)
    elif table.likely_roles:
        names = _either(table.likely_roles)
        suggestion = f"看列名像{names}，是的话改成这个表名；确实不用的表可不理会。"
        yield rules.SHEET_NAME_NEAR.at(table.place, message, suggestion)
    elif is_wanted:
        yield from unread_sheet(table)


def unread_sheet(table: Table) -> Iterator[Finding]:
    """Yield that a sheet was not read, unless it is empty or the program's own, or was told as misspelt."""
    is_filled = bool(table.title_cells or table.columns)
    is_told = bool(meant_sheet(table.sheet) or table.likely_roles)
    if is_filled and not is_told and normalize_key(table.sheet) not in OWN_SHEETS:
        yield layout_rules.SHEET_NOT_READ.at(table.place, f"工作表“{table.sheet}”没有读，不认识这个表名")


def _either(roles: Sequence[str]) -> str:
    """Return the roles that a sheet may have in words, no more than two by name."""
    listed = "或".join(f"“{role}”" for role in roles[:2])
    return f"{listed}等" if len(roles) > 2 else listed


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
    return frozenset(period_named(part) or part for part in qualifier.split())


def meant_sheet(name: str) -> str | None:
    """Return the known sheet that `name` seems to mean: it looks like it, or stands in it."""
    if named := _ANNEX_LIKE.match(name):
        return f"{ANNEX_ROLE}{name[named.end() :]}"
    known = [word for spec in SHEETS for word in (spec.name, *spec.synonyms)]
    near = near_names(name, known)
    key = normalize_key(name)
    within = [word for word in known if key.endswith(word) or (len(word) > _SHORT_NAME and word in key)]
    return next(iter((*near, *sorted(within, key=len, reverse=True))), None)


def _meant_for(role: str, unknown: Sequence[Table]) -> tuple[Table, ...]:
    """Return the unknown sheets that may be meant for the needed `role`: by columns, or else one by its name."""
    roles = {role, _INSTEAD.get(role, role)}
    by_columns = tuple(table for table in unknown if roles.intersection(table.likely_roles))
    specs = [spec for spec in SHEETS if spec.name in roles]
    words = {word for spec in specs for word in (spec.name, *spec.synonyms)}
    near = [table for table in unknown if near_names(table.sheet, words, likeness=_FAINT)]
    both = tuple(table for table in by_columns if table in near)
    return both[:1] or by_columns or tuple(near[:1])


def _missing_sheet(role: str, sheets: Sheets, meant: Sequence[Table]) -> Finding:
    seen = "、".join(table.sheet for table in sheets.tables) or "没有工作表"
    wanted = [name for name in (role, _INSTEAD.get(role)) if name]
    suggestion = f"补上{'或'.join(f'“{name}”' for name in wanted)}表；summarize init 可生成空白工作簿。"
    if meant:
        first = meant[0]
        likely = [name for name in wanted if name in first.likely_roles] or [_nearer(first.sheet, wanted)]
        target = "或".join(f"“{name}”" for name in likely)
        suggestion = (
            f"工作表{'、'.join(f'“{table.sheet}”' for table in meant)}看列名像{target}，是的话改成这个表名。"
            if first.likely_roles
            else f"是否指“{first.sheet}”？是的话把它改名为{target}。"
        )
    return rules.SHEET_MISSING.at(Place(), f"工作簿里没有“{role}”表（现有：{seen}）", suggestion)


def _nearer(sheet: str, roles: Sequence[str]) -> str:
    """Return which of `roles` the name of a sheet looks like most."""
    words = {word: spec.name for spec in SHEETS if spec.name in roles for word in (*spec.synonyms, spec.name)}
    near = near_names(sheet, words, likeness=_FAINT)
    return words[near[0]] if near else roles[0]


def check_columns(table: Table) -> Iterator[Finding]:
    """Yield what is wrong with a table's head: not found, columns missing, doubled, misspelt."""
    if table.missing_head:
        if table.title_cells or table.role in REQUIRED_SHEETS:
            yield _missing_head(table)
        return
    yield from check_layout(table)
    spec = sheet_spec(table.role or "")
    meant: set[str] = set()
    if spec:
        for known in spec.columns:
            if known.needed and table.column(known.name) is None:
                near = _meant_column(table, known.name, known.synonyms)
                meant.update([near] if near else [])
                yield _missing_column(table, known.name, known.synonyms)
    for repeated in table.repeated_columns:
        yield _repeated_column(table, repeated)
    if spec:
        yield from _check_unnamed(table)
    own = [column for column in table.columns if not column.is_known]
    if table.role == LEDGER_ROLE:
        own = [column for column in own if not is_ledger_head(column.name, column.head)]
    if spec and table.role != _FIGURE_ROLE:
        of_periods = _period_columns(table, own, spec)
        meant.update(column.name for column in of_periods)
        yield from _check_misspelt(table, [column for column in own if column.name not in meant], spec)
        for column in of_periods:
            message = f"不认识“{table.sheet}”的列“{quote(column.name)}”，其中写的都是时期"
            suggestion = f"是否指“{_PERIOD}”？是的话改成这个列名；确是自设的列可不理会。"
            yield rules.COLUMN_NAME_NEAR.at(column.head.place, message, suggestion)
    if table.role in _ITEM_ROLES:
        yield from _check_clashes(own)


def _repeated_column(table: Table, repeated: Column) -> Finding:
    """Return that a column stands twice: under the same head, or under two heads that mean the same."""
    first = table.column(repeated.name)
    sheet = repeated.head.place.sheet or table.sheet
    message = f"“{sheet}”有两列“{quote(repeated.name)}”"
    if first is None:
        return rules.COLUMN_TWICE.at(repeated.head.place, message)
    other = first.head.place.cell
    suggestion = f"另一列在{other}；删去或改名其中一列。"
    heads = [quote("".join(column.head.raw.split())) for column in (first, repeated)]
    if normalize_key(heads[0]) != normalize_key(heads[1]):
        message = f"“{sheet}”的列“{heads[0]}”和“{heads[1]}”都是“{repeated.name}”的意思，不知道用哪一列"
        suggestion = f"另一列在{other}；把不作“{repeated.name}”的一列改个名称（如“备注”），不必删去。"
    return rules.COLUMN_TWICE.at(repeated.head.place, message, suggestion, related=(first.head.place,))


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
    spec = sheet_spec(table.role or "")
    if spec is None:
        return rules.HEAD_MISSING.at(table.place, message)
    needed = "、".join(column.name for column in spec.columns if column.needed)
    if words := _row_like_head(table):
        number = re.sub(r"\D", "", words[0].place.cell or "")
        listed = "、".join(quote(cell.raw, _LONGEST_HEAD) for cell in words)
        return rules.HEAD_MISSING.at(
            Place(sheet=table.sheet, cell=f"{words[0].place.cell}:{words[-1].place.cell}"),
            f"{message}：第{number}行“{listed}”像是表头，其中认识的列名不到两个",
            f"{_meant_heads(words, spec)}把列名改过来，至少要有：{needed}；第{number}行是数据的，在它上面加一行表头。",
        )
    return rules.HEAD_MISSING.at(table.place, message, f"在数据上面加一行表头，至少要有：{needed}。")


def _row_like_head(table: Table) -> list[Cell]:
    """Return the cells of the row that was meant for the head: the first of several short words, with rows below it."""
    by_row: dict[str, list[Cell]] = {}
    for cell in table.title_cells:
        by_row.setdefault(re.sub(r"\D", "", cell.place.cell or ""), []).append(cell)
    for number, cells in list(by_row.items())[:-1]:
        if len(cells) > 1:
            is_head = all(cell.kind is CellKind.TEXT and _HEAD_WORD.fullmatch(cell.raw.strip()) for cell in cells)
            return by_row[number] if is_head else []
    return []


def _meant_heads(words: Sequence[Cell], spec: SheetSpec) -> str:
    """Return what the words of a head may be meant for, as questions; a column is offered once."""
    offered: set[str] = set()
    asked: list[str] = []
    names = {word: column.name for column in spec.columns for word in (*column.synonyms, column.name)}
    needed = {word: name for word, name in names.items() if (own := spec.column(name)) and own.needed}
    canonical = {column.name: column.name for column in spec.columns}
    for cell in words:
        near = next(
            (
                name
                for likely in (needed, canonical, names)
                for word in near_names(cell.raw, likely, likeness=_FAINT)
                if (name := likely[word]) not in offered
            ),
            None,
        )
        if near and normalize_key(cell.raw) not in names:
            offered.add(near)
            asked.append(f"“{quote(cell.raw, _LONGEST_HEAD)}”是否指“{near}”？")
    return "".join(asked)


def _missing_column(table: Table, name: str, synonyms: Sequence[str]) -> Finding:
    return rules.COLUMN_MISSING.at(
        head_place(table), f"“{table.sheet}”缺少“{name}”列", missing_column_hint(table, name, synonyms)
    )


def missing_column_hint(table: Table, name: str, synonyms: Sequence[str]) -> str:
    """Return how to mend that `table` has no column `name`: a head that looks like it, or a new column."""
    if near := _meant_column(table, name, synonyms):
        return f"是否指“{quote(near)}”？是的话把它改为“{name}”。"
    return f"在第{table.head_row}行表头补上“{name}”一列。"


def _meant_column(table: Table, name: str, synonyms: Sequence[str]) -> str | None:
    """Return the head that may be meant for the column `name`, the likest first; one that names a period is none."""
    own = [
        column.name for column in table.columns if not column.is_known and not is_ledger_head(column.name, column.head)
    ]
    for likeness in (_LIKE, _FAINT):
        for head in own:
            if near_names(head, (name, *synonyms), likeness=likeness):
                return head
    return None


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


def _period_columns(table: Table, own: Iterable[Column], spec: SheetSpec) -> list[Column]:
    """Return columns of periods under heads not understood, where 时期 is missing: the rows of all of them count."""
    if table.column(_PERIOD) is not None or spec.column(_PERIOD) is None:
        return []
    found: list[Column] = []
    for column in own:
        cells = [row[column.name] for row in table.rows if not row[column.name].is_empty]
        if not column.head.is_empty and cells and all(names_period(cell.raw) for cell in cells):
            found.append(column)
    return found


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
