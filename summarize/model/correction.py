"""A workbook read with other texts in some of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from summarize.findings import Place
from summarize.model.cells import Cell, Row, Sheets, Table


def with_texts(sheets: Sheets, texts: Mapping[Place, str]) -> Sheets:
    """Return `sheets` with the cells at these places holding these texts."""
    concerned = {place.sheet for place in texts}

    def of_table(table: Table) -> Table:
        if concerned.isdisjoint((table.sheet, *table.continuations)):
            return table
        return replace(
            table,
            title_cells=tuple(of_cell(cell) for cell in table.title_cells),
            rows=tuple(of_row(row) for row in table.rows),
        )

    def of_row(row: Row) -> Row:
        if not any(cell.place in texts for cell in (*row.cells.values(), *row.bands.values())):
            return row
        cells = {name: of_cell(cell) for name, cell in row.cells.items()}
        return replace(row, cells=cells, bands={name: of_cell(cell) for name, cell in row.bands.items()})

    def of_cell(cell: Cell) -> Cell:
        return replace(cell, value=texts[cell.place]) if cell.place in texts else cell

    return replace(sheets, tables=tuple(of_table(table) for table in sheets.tables))
