"""Cells that readers make are those that anybody makes, and as little to be changed."""

from __future__ import annotations

import datetime
import pickle
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest

from summarize.findings import Place
from summarize.model.cells import Cell, CellKind, CellValue, make_cell


@pytest.mark.parametrize(
    ("value", "kind", "number_format", "raw", "is_empty"),
    [
        (None, CellKind.EMPTY, "General", "", True),
        (None, CellKind.UNCOMPUTED, "General", "", False),
        ("", CellKind.TEXT, "@", "", True),
        (" 　\n", CellKind.TEXT, "@", " 　\n", True),
        (" 甲 ", CellKind.TEXT, "@", " 甲 ", False),
        ("#REF!", CellKind.ERROR, "General", "#REF!", False),
        (True, CellKind.BOOLEAN, "General", "TRUE", False),
        (Decimal("0.1230"), CellKind.NUMBER, "0.0%", "12.3%", False),
        (Decimal("1E+3"), CellKind.NUMBER, "General", "1000", False),
        (datetime.date(2025, 6, 30), CellKind.DATE, "yyyy/m/d", "2025年6月30日", False),
    ],
)
def test_a_cell_made_for_a_reader_is_the_same_cell(
    value: CellValue, kind: CellKind, number_format: str, raw: str, is_empty: bool
) -> None:
    place = Place(sheet="指标", cell="B4")
    typed = Cell(value, kind, number_format, place, "B4:B9", is_stale=True)
    made = make_cell(value, kind, number_format, "指标", "B4", merged="B4:B9", is_stale=True)
    assert (made, made.place, hash(made), repr(made)) == (typed, place, hash(typed), repr(typed))
    assert (made.raw, made.is_empty) == (typed.raw, typed.is_empty) == (raw, is_empty)
    assert pickle.loads(pickle.dumps(made)) == replace(made, is_stale=True) == typed


def test_neither_a_made_cell_nor_its_place_can_be_changed() -> None:
    cell = make_cell("甲", CellKind.TEXT, "@", "指标", "B4")
    with pytest.raises(FrozenInstanceError):
        cell.raw = "乙"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        cell.place.cell = "B5"  # type: ignore[misc]
