"""Sheets drawn in memory for tests of layouts, as a reader of any kind of file hands them on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from summarize.findings import Place
from summarize.model.addresses import address
from summarize.model.cells import Cell, CellKind, CellRows, Grid
from summarize.read.addresses import cover


def draw(
    name: str,
    rows: Sequence[Sequence[Any]],
    merged: Sequence[str] = (),
    *,
    hidden: bool = False,
    hidden_columns: Collection[int] = (),
) -> Grid:
    """Return the sheet `name` with `rows` from A1; `None` leaves a cell out."""
    height, width = len(rows), max(map(len, rows), default=0)
    covered = cover(merged, height, width)
    cells: dict[int, dict[int, Cell]] = {}
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                area = covered.get((row, column))
                place = Place(sheet=name, cell=address(row, column))
                cells.setdefault(row, {})[column] = Cell(*_typed(value), place, str(area) if area else None)
    return Grid(
        name,
        CellRows(cells),
        height,
        width,
        hidden=hidden,
        hidden_columns=frozenset(hidden_columns),
        merged=tuple(merged),
    )


def _typed(value: Any) -> tuple[Any, CellKind, str]:
    match value:
        case bool():
            return value, CellKind.BOOLEAN, "General"
        case int() | float():
            return Decimal(str(value)), CellKind.NUMBER, "General"
        case datetime.date():
            return value, CellKind.DATE, "yyyy/m/d"
        case _:
            return str(value), CellKind.TEXT, "General"


def said(rows: Sequence[Any]) -> list[dict[str, str]]:
    """Return what the filled cells of `rows` say, by column."""
    return [{name: cell.raw for name, cell in row.cells.items() if not cell.is_empty} for row in rows]


def banded(rows: Sequence[Any]) -> list[Mapping[str, str]]:
    """Return the bands that each of `rows` stands under."""
    return [{name: cell.raw for name, cell in row.bands.items()} for row in rows]
