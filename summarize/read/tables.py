"""The table in each sheet: its role by the sheet's name, its head, and a row of cells for each filled row."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from summarize.model.cells import Cell, Column, Grid, Row, SkippedRow, Table
from summarize.model.vocabulary import (
    ANNEX_ROLE,
    EXAMPLE_MARK,
    KEY_COLUMNS,
    SHEETS,
    ColumnSpec,
    normalize_key,
    sheet_spec,
)
from summarize.read.heads import SEARCHED_ROWS, Canvas, Head, find_head

_ANNEX_COLUMNS = (ColumnSpec("时期", ("期间", "报告期")), ColumnSpec("填报单位"))
"""What may select rows of an annex; in a table of free form 单位 means anything."""

_ROLES: dict[str, str] = {normalize_key(name): spec.name for spec in SHEETS for name in (*spec.synonyms, spec.name)} | {
    normalize_key(spec.name): spec.name for spec in SHEETS
}

_CLOSE = 0.5
"""Likeness from which a sheet's name is taken for a slip; of two characters one must be right."""


def role_of(sheet_name: str) -> str | None:
    """Return the canonical name of the sheet called `sheet_name`, 附件 for an annex, or `None`.

    A 表 at the end changes nothing: 指标表 is 指标.
    """
    key = normalize_key(sheet_name)
    if key.startswith(ANNEX_ROLE):
        return ANNEX_ROLE
    return _ROLES.get(key) or _ROLES.get(key.removesuffix("表"))


def near_roles(sheet_name: str) -> tuple[str, ...]:
    """Return the canonical names that `sheet_name` may be meant for, the likeliest first, at most three."""
    key = normalize_key(sheet_name)
    contained = [name for name in sorted(_ROLES, key=len, reverse=True) if name in key]
    close = difflib.get_close_matches(key, _ROLES, n=3, cutoff=_CLOSE)
    return tuple(dict.fromkeys(_ROLES[name] for name in (*contained, *close)))[:3]


def read_table(grid: Grid) -> Table:
    """Return the table that stands in `grid`; one without a head row has no columns and no rows."""
    role = role_of(grid.name)
    canvas = Canvas(grid)
    spec = sheet_spec(role) if role else None
    known = spec.columns if spec else _ANNEX_COLUMNS if role == ANNEX_ROLE else ()
    head = find_head(canvas, known, is_free=spec is None)
    if head is None:
        titles = [cell for row in list(canvas.rows)[:SEARCHED_ROWS] for cell in canvas.rows[row]]
        return Table(role, grid.name, tuple(titles), 0, (), (), missing_head=True, is_hidden=grid.hidden)
    rows, skipped = _read_rows(canvas, head)
    return Table(
        role,
        grid.name,
        tuple(cell for row, cells in canvas.rows.items() if row < head.first_row for cell in cells),
        head.last_row,
        head.columns,
        rows,
        skipped,
        head.repeated,
        is_hidden=grid.hidden,
    )


def _read_rows(canvas: Canvas, head: Head) -> tuple[tuple[Row, ...], tuple[SkippedRow, ...]]:
    """Return the filled rows below the head, and those that are only examples."""
    rows: list[Row] = []
    skipped: list[SkippedRow] = []
    for number, filled in canvas.rows.items():
        if number <= head.last_row:
            continue
        if filled[0].raw.lstrip().startswith(EXAMPLE_MARK):
            skipped.append(SkippedRow(number, filled[0].place, "示例行"))
            continue
        cells = _read_cells(canvas, head.columns, number, head.last_row)
        rows.append(Row(number, cells, number in canvas.grid.hidden_rows))
    return tuple(rows), tuple(skipped)


def _read_cells(canvas: Canvas, columns: Sequence[Column], number: int, head_row: int) -> dict[str, Cell]:
    return {column.name: _read_cell(canvas, column, number, head_row) for column in columns}


def _read_cell(canvas: Canvas, column: Column, number: int, head_row: int) -> Cell:
    """Return the cell of `column` in row `number`; in a key column, merged cells are filled down.

    The filled cell is the anchor itself, since that is where the text stands. A cell merged over two
    columns is not filled into the second: it says nothing there.
    """
    cell = canvas.cell(number, column.index)
    area = canvas.covered.get((number, column.index))
    if area is None or not cell.is_empty or not column.is_known or column.name not in KEY_COLUMNS:
        return cell
    if area.first_row <= head_row or area.first_column != column.index:
        return cell
    return canvas.cell(*area.anchor)
