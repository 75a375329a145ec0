"""Workbooks of offices and of their unit, and what merging them or going on from them gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from summarize.read import read_workbook

Rows = Sequence[Sequence[Any]]
Filled = list[dict[str, str]]

UNIT: Mapping[str, Rows] = {
    "基本信息": [["项目", "内容"], ["单位名称", "某市某局"], ["年度", 2025]],
    "板块": [["名称", "标题", "序号"], ["项目建设", "抓项目", 1], ["队伍建设", "带队伍", 2]],
    "责任科室": [
        ["科室", "简称", "报送时限"],
        ["人事教育科", "人事科", "季末前3日"],
        ["财务科", None, "季末"],
        ["规划科", None, None],
    ],
    "工作成效": [["事项", "内容", "时期", "板块"]],
}


@pytest.fixture
def unit(workbook: Any) -> Path:
    return workbook(UNIT, name="单位.xlsx")


@pytest.fixture
def rows_of() -> Callable[[Path, str], Filled]:
    """Return the filled fields of a sheet's rows as text."""

    def read(path: Path, sheet: str) -> Filled:
        table = next(table for table in read_workbook(path).tables if table.sheet == sheet)
        return [{name: cell.raw for name, cell in row.cells.items() if not cell.is_empty} for row in table.rows]

    return read
