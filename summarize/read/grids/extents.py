"""How large a sheet may be: told before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summarize.errors import InputError
from summarize.findings import Place
from summarize.model.addresses import address
from summarize.read.addresses import Area
from summarize.read.rules import SHEET_TOO_LARGE

MAX_CELLS = 2_000_000
"""Cells from A1 to the farthest filled one: readers of values lay them all out, about 40 bytes each."""


def check_extent(path: Path, sheet: str, positions: Iterable[tuple[int, int]], merged: Iterable[str]) -> None:
    """Refuse a sheet that would take too much memory; `positions` are its filled cells by row and column.

    Raises:
        InputError: From A1 to the farthest of them, or in merged areas, lie too many cells.
    """
    rows = columns = 0
    for row, column in positions:
        rows, columns = max(rows, row), max(columns, column)
    if rows * columns > MAX_CELLS:
        last = address(rows, columns)
        message = f"工作表“{sheet}”用到的区域是 A1:{last}，共 {rows * columns} 格，最多允许 {MAX_CELLS} 格。"
        raise InputError(SHEET_TOO_LARGE.at(Place(str(path), sheet, last), message))
    covered = sum(Area.parse(text).clip(rows, columns).size for text in merged)
    if covered > MAX_CELLS:
        message = f"工作表“{sheet}”的合并区域共 {covered} 格，最多允许 {MAX_CELLS} 格。"
        raise InputError(SHEET_TOO_LARGE.at(Place(str(path), sheet), message))
