"""Tables of 指标 and 核对 written as rows, and the indicators read from them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from summarize.findings import Place
from summarize.model.cells import Cell, CellKind, Column, Row, Table
from summarize.model.figures.indicators import Indicators
from summarize.model.vocabulary import sheet_spec
from summarize.validate.figures.indicators import read_indicators

YEAR = 2017


def cell(
    value: Any, address: str = "A1", *, sheet: str = "指标", code: str = "General", merged: str | None = None
) -> Cell:
    """Return a cell; a number is given as int, str of digits stays text, `CellKind.UNCOMPUTED` is itself."""
    place = Place(sheet=sheet, cell=address)
    if value is None:
        return Cell(None, CellKind.EMPTY, code, place, merged)
    if value is CellKind.UNCOMPUTED:
        return Cell(None, CellKind.UNCOMPUTED, code, place, merged)
    if isinstance(value, bool):
        return Cell(value, CellKind.BOOLEAN, code, place, merged)
    if isinstance(value, int | float | Decimal):
        return Cell(Decimal(str(value)), CellKind.NUMBER, code, place, merged)
    if isinstance(value, datetime.date):
        return Cell(value, CellKind.DATE, code, place, merged)
    kind = CellKind.ERROR if value.startswith("#") else CellKind.TEXT
    return Cell(value, kind, code, place, merged)


def table(
    rows: Sequence[Sequence[Any]],
    role: str = "指标",
    *,
    codes: Mapping[str, str] | None = None,
    merged: Mapping[str, str] | None = None,
) -> Table:
    """Return the table whose first row is its head; `codes` and `merged` are by address."""
    spec = sheet_spec(role)
    assert spec
    canonical = {name: known.name for known in spec.columns for name in (known.name, *known.synonyms)}

    def at(row: int, column: int, value: Any) -> Cell:
        address = f"{chr(ord('A') + column)}{row}"
        return cell(
            value, address, sheet=role, code=(codes or {}).get(address, "General"), merged=(merged or {}).get(address)
        )

    columns = tuple(
        Column(canonical.get(str(head), str(head)), at(1, index, head), index + 1, str(head) in canonical)
        for index, head in enumerate(rows[0])
    )
    records = tuple(
        Row(
            number,
            {
                column.name: at(number, index, values[index] if index < len(values) else None)
                for index, column in enumerate(columns)
            },
        )
        for number, values in enumerate(rows[1:], start=2)
    )
    return Table(role, role, (), 1, columns, records)


def indicators(*rows: Sequence[Any], codes: Mapping[str, str] | None = None) -> Indicators:
    """Return the indicators of a sheet without errors, its head row first."""
    read, findings = read_indicators([table(rows, codes=codes)], YEAR)
    assert [finding.message for finding in findings if finding.is_error] == []
    return read


def at(*addresses: str, sheet: str = "指标") -> tuple[Place, ...]:
    """Return the places of cells."""
    return tuple(Place(sheet=sheet, cell=address) for address in addresses)
