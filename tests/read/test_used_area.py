"""Cells stand where they stand, wherever the used area of a sheet begins, in every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_files import OFFICE_KINDS, Page, make

from summarize.read import read_grids

ROWS = [
    [None] * 4,
    [None] * 4,
    [None, None, "时期", "内容"],
    [None] * 4,
    [None, None, "上半年", None],
    [None, "丙", None, "办班"],
]


@pytest.mark.parametrize("kind", [*OFFICE_KINDS, "csv"])
def test_a_table_that_begins_below_and_right_of_a1_keeps_its_places(kind: str, tmp_path: Path) -> None:
    (grid,) = read_grids(make({"工作成效": Page(ROWS)}, kind, tmp_path))
    assert {cell.place.cell: cell.raw for cell in grid.cells.values()} == {
        "C3": "时期",
        "D3": "内容",
        "C5": "上半年",
        "B6": "丙",
        "D6": "办班",
    }
