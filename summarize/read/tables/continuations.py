"""Sheets that go on with one another: which they are, how one without a head is read, and how they are joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarize.findings import Place
from summarize.model.addresses import column_letters
from summarize.model.cells import Cell, CellKind, Column, Grid, Row, Table
from summarize.model.vocabulary import ANNEX_ROLE, normalize_key
from summarize.read.tables.bands import ordinal_level
from summarize.read.tables.furniture import is_caption
from summarize.read.tables.heads import Canvas, Head
from summarize.read.tables.sheet_names import SheetName


def groups_of_sheets(grids: Sequence[Grid], names: Sequence[SheetName]) -> list[list[int]]:
    """Return the indices of the sheets, those that go on with one another together and in order.

    A group stands where its first sheet stands. What is hidden does not go on with what is to be seen: it
    is more likely to be an old copy.
    """
    groups: list[list[int]] = []
    going_on: dict[tuple[str | None, str, bool], list[int]] = {}
    for index, (grid, name) in enumerate(zip(grids, names, strict=True)):
        if name.role is None or name.role == ANNEX_ROLE:
            groups.append([index])
        else:
            going_on.setdefault((name.role, name.qualifier, grid.hidden), []).append(index)
    for indices in going_on.values():
        first = min(indices, key=lambda index: (names[index].part, index))
        others = [index for index in indices if index != first]
        parts = sorted((index for index in others if names[index].part > 1), key=lambda index: names[index].part)
        groups.append([first, *parts])
        groups.extend([index] for index in others if names[index].part == 1)
    return sorted(groups, key=lambda indices: indices[0])


def headless_head(canvas: Canvas, first: Table) -> Head:
    """Return the head to read a sheet by that has none of its own: the columns of the `first`, by position.

    Titles above the data, merged over columns or captions, are no rows.
    """
    last = 0
    for row, cells in canvas.rows.items():
        column = next(iter(cells))
        area = canvas.covered.get((row, column))
        is_spread = area is not None and area.last_column > area.first_column
        is_title = len(cells) == 1 and is_spread and not ordinal_level(cells[column].raw)
        if not (is_title or is_caption(cells.values())):
            break
        last = row
    taken = {column.index for column in (*first.columns, *first.repeated_columns)}
    filled = {column for row, cells in canvas.rows.items() if row > last for column in cells}
    hidden = canvas.grid.hidden_columns
    own = [replace(column, is_hidden=column.index in hidden) for column in first.columns]
    others = [
        Column(f"{column_letters(index)}列", canvas.cell(max(last, 1), index), index, False, index in hidden)
        for index in sorted(filled - taken)
    ]
    return Head(last + 1, last, (*own, *others), ())


def join_tables(tables: Sequence[Table]) -> Table:
    """Return the first of `tables` with the rows of the others behind its own, and their columns beside its own.

    A column that a sheet does not have is empty in its rows, at the place of the row.
    """
    first, *others = tables
    if not others:
        return first
    columns = {column.name: column for column in first.columns}
    by_key = {normalize_key(name): name for name in columns}
    renamed: list[tuple[Table, Mapping[str, str]]] = [(first, {})]
    for table in others:
        names = {column.name: by_key.setdefault(normalize_key(column.name), column.name) for column in table.columns}
        renamed.append((table, names))
        for column in table.columns:
            columns.setdefault(names[column.name], column)
    columns = _with_hidden(columns, renamed)
    return replace(
        first,
        title_cells=tuple(cell for table in tables for cell in table.title_cells),
        columns=tuple(columns.values()),
        rows=tuple(_filled(row, table, names, columns) for table, names in renamed for row in table.rows),
        skipped=tuple(skipped for table in tables for skipped in table.skipped),
        repeated_columns=tuple(column for table in tables for column in table.repeated_columns),
        continuations=tuple(table.sheet for table in others),
    )


def _with_hidden(
    columns: Mapping[str, Column], renamed: Sequence[tuple[Table, Mapping[str, str]]]
) -> dict[str, Column]:
    """Return `columns` with those marked that are hidden in any of the sheets."""
    hidden = {
        names.get(column.name, column.name) for table, names in renamed for column in table.columns if column.is_hidden
    }
    return {name: replace(column, is_hidden=name in hidden) for name, column in columns.items()}


def _filled(row: Row, table: Table, names: Mapping[str, str], columns: Mapping[str, Column]) -> Row:
    cells = {names.get(name, name): cell for name, cell in row.cells.items()}
    if cells.keys() == columns.keys():
        return replace(row, cells=cells)
    nothing = Cell(None, CellKind.EMPTY, "General", Place(sheet=table.sheet, cell=f"{row.number}:{row.number}"))
    return replace(row, cells={name: cells.get(name, nothing) for name in columns})
