"""The table in each sheet: its role by the sheet's name, its head, and a row of cells for each filled row.

Sheets that go on with one another (工作成效, 工作成效(2)) are one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from summarize.model.cells import Cell, Grid, RowKind, SkippedRow, Table
from summarize.model.records import name_key
from summarize.model.vocabulary import ANNEX_ROLE, ColumnSpec, normalize_key, sheet_spec
from summarize.read.tables.continuations import groups_of_sheets, headless_head, join_tables
from summarize.read.tables.head_words import head_words
from summarize.read.tables.heads import SEARCHED_ROWS, Canvas, find_head, find_low_head
from summarize.read.tables.rows import Layout, read_rows
from summarize.read.tables.sheet_names import SheetName, near_roles, read_sheet_name, role_of
from summarize.read.tables.unnamed_sheets import look_at_unnamed, named_by_content

__all__ = ["near_roles", "read_table", "read_tables", "role_of"]

_ANNEX_COLUMNS = (ColumnSpec("时期", ("期间", "报告期")), ColumnSpec("填报单位"))
"""What may select rows of an annex; in a table of free form 单位 means anything."""

_NAMING_COLUMNS: dict[str, tuple[str, ...]] = {"板块": ("名称", "标题"), "责任科室": ("科室", "简称")}
"""Where a workbook writes down the names of its own sections and offices."""
_NAMING_FACTS = frozenset({"单位名称", "单位简称"})
_TOO_LOW = "像是表头，位置太靠下"


def read_tables(grids: Sequence[Grid]) -> tuple[Table, ...]:
    """Return the tables that stand in `grids`, in workbook order; sheets that go on with one another are one."""
    plain = [read_sheet_name(grid.name) for grid in grids]
    naming = {
        index: read_table(grid)
        for index, (grid, name) in enumerate(zip(grids, plain, strict=True))
        if name.role in _NAMING_COLUMNS or name.role == "基本信息"
    }
    sections = frozenset(name_key(text) for text in _texts(naming.values(), {"板块": _NAMING_COLUMNS["板块"]}))
    names_told = (*_texts(naming.values(), _NAMING_COLUMNS), *_unit_names(naming.values()))
    known = frozenset(map(normalize_key, names_told))
    names = [read_sheet_name(grid.name, known | sections) for grid in grids]
    sightings = look_at_unnamed(grids, names)
    for index, sighting in sightings.items():
        if sighting.reason:
            names[index] = named_by_content(grids[index], names[index], sighting)
    tables: list[Table] = []
    for indices in groups_of_sheets(grids, names):
        index = indices[0]
        if len(indices) == 1 and index in naming and names[index] == plain[index]:
            tables.append(naming[index])
            continue
        group = _read_group([(grids[one], names[one]) for one in indices], sections)
        if found := sightings.get(index):
            group = [replace(table, likely_roles=found.roles, role_reason=found.reason) for table in group]
        tables.extend(group)
    return tuple(tables)


def read_table(grid: Grid) -> Table:
    """Return the table that stands in `grid` alone; one without a head row has no columns and no rows."""
    return _read_sheet(grid, read_sheet_name(grid.name), frozenset(), {})[0]


def _texts(tables: Iterable[Table], columns: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        cell.raw
        for table in tables
        for row in table.rows
        for name in columns.get(table.role or "", ())
        if (cell := row.get(name)) is not None and not cell.is_empty
    ]


def _unit_names(tables: Iterable[Table]) -> list[str]:
    return [
        content.raw
        for table in tables
        if table.role == "基本信息"
        for row in table.rows
        if (fact := row.get("项目")) is not None
        and normalize_key(fact.raw).rstrip(":") in _NAMING_FACTS
        and (content := row.get("内容")) is not None
        and not content.is_empty
    ]


def _read_group(sheets: Sequence[tuple[Grid, SheetName]], sections: frozenset[str]) -> list[Table]:
    """Return the table of sheets that go on with one another; those that cannot be joined stay tables of their own."""
    apart: list[Table] = []
    joined: list[Table] = []
    bands: Mapping[str, Cell] = {}
    for grid, name in sheets:
        first = joined[0] if joined else None
        table, bands = _read_sheet(grid, name, sections, bands, first)
        (apart if table.missing_head else joined).append(table)
    return [*([join_tables(joined)] if joined else []), *apart]


def _read_sheet(
    grid: Grid, name: SheetName, sections: frozenset[str], bands: Mapping[str, Cell], first: Table | None = None
) -> tuple[Table, Mapping[str, Cell]]:
    """Return the table in one sheet, and the bands in force behind its last row.

    `first` is the table that it goes on with, `bands` those in force there.
    """
    role = name.role
    canvas = Canvas(grid)
    spec = sheet_spec(role) if role else None
    known = spec.columns if spec else _ANNEX_COLUMNS if role == ANNEX_ROLE else ()
    head = find_head(canvas, known, is_free=spec is None)
    if head is None and first is not None and canvas.rows:
        head = headless_head(canvas, first)
    if head is None:
        return _without_head(canvas, name, known), bands
    titles = tuple(cell for row, cells in canvas.rows.items() if row < head.first_row for cell in cells.values())
    read = read_rows(Layout(role, canvas, head, head_words(known), sections, titles), bands)
    table = Table(
        role,
        grid.name,
        titles,
        head.last_row,
        head.columns,
        read.rows,
        read.skipped,
        head.repeated,
        is_hidden=grid.hidden,
        qualifier=name.qualifier,
    )
    return table, read.bands


def _without_head(canvas: Canvas, name: SheetName, known: Sequence[ColumnSpec]) -> Table:
    """Return a table without rows; a row that looks like a head, but stands too low, is told among those left out."""
    titles = [cell for row in list(canvas.rows)[:SEARCHED_ROWS] for cell in canvas.rows[row].values()]
    low = find_low_head(canvas, known) if known else None
    skipped = (SkippedRow(low, next(iter(canvas.rows[low].values())).place, RowKind.LOW_HEAD, _TOO_LOW),) if low else ()
    grid = canvas.grid
    return Table(
        name.role,
        grid.name,
        tuple(titles),
        0,
        (),
        (),
        skipped,
        missing_head=True,
        is_hidden=grid.hidden,
        qualifier=name.qualifier,
    )
