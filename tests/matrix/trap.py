"""What a trap of the matrix is: a workbook that misleads, its clean twin, and what is to be said of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from office_files import Book, Page

KINDS = ("openpyxl", "xlsxwriter", "ods", "xls", "et", "xlsb", "csv")
"""Two writers of .xlsx, LibreOffice's .ods and .xls, the latter as WPS names it, .xlsb, a folder of .csv.

No free program here writes .xlsb: LibreOffice has a filter for it that only reads (`--convert-to xlsb` finds
no export filter), and of the libraries for Python none writes it. Its files are made record by record by
`biff12_writer`, and LibreOffice opens what comes out (`tests/read/test_xlsb.py`).
"""

Sheets = Mapping[str, Page | Sequence[Sequence[Any]] | None]
Told = tuple[str, str, str]
"""A finding's code, its place and its whole message."""

ROWS: list[list[Any]] = [
    ["序号", "时期", "板块", "事项", "内容", "责任科室"],
    [1, "上半年", "党建工作", "抓学习", "集中学习6次。", "办公室"],
    [2, "上半年", "党建工作", "抓阵地", "新建阵地2处。", "办公室"],
    [3, "上半年", "安全生产", "抓检查", "检查企业{检查企业}家。\n整改隐患36处。", "执法科"],
]
FIGURES: list[list[Any]] = [
    ["指标", "计量单位", "口径", "一季度", "二季度"],
    ["检查企业", "家", "累计", 40, 45],
    ["整改率", "%", "时点", 95.5, 96.5],
]
FACTS: list[list[Any]] = [
    ["项目", "内容"],
    ["单位名称", "云岭区应急管理局"],
    ["年度", 2025],
    ["引言", "上半年整改率{整改率}%。"],
    ["成文日期", datetime.date(2025, 7, 5)],
]
SOUND: Book = {
    "基本信息": FACTS,
    "板块": [["名称", "标题"], ["党建工作", "抓党建"], ["安全生产", "保安全"]],
    "工作成效": ROWS,
    "存在问题": [["时期", "事项", "内容"], ["上半年", "人手不足", "持证人员偏少。"]],
    "工作计划": [["时期", "板块", "事项", "内容"], ["下半年", "安全生产", "抓演练", "组织演练2次。"]],
    "指标": FIGURES,
}
"""The workbook in which the traps are laid; its report holds for all of the first half-year."""


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A trap: `sheets` and `twin` say where its two workbooks differ from the sound one (`None`: no such sheet).

    `told` is everything that is found with what is skipped listed, whatever the kind; `told_by` what is
    found instead in one kind. `not_held` names the kinds that cannot hold the trap, with the reason.
    A trap that `is_read` loses nothing: its report is the twin's. `files` are the names of the two files.
    """

    name: str
    sheets: Sheets = field(default_factory=dict)
    twin: Sheets = field(default_factory=dict)
    told: Sequence[Told] = ()
    told_by: Mapping[str, Sequence[Told]] = field(default_factory=dict)
    not_held: Mapping[str, str] = field(default_factory=dict)
    is_read: bool = False
    files: tuple[str, str] = ("", "")

    def told_of(self, kind: str) -> list[Told]:
        """Return what is found in the file of this kind."""
        return sorted(self.told_by.get(kind, self.told))


def over(sheets: Sheets) -> Book:
    """Return the sound workbook with `sheets` in place of its own."""
    return {name: page for name, page in {**SOUND, **sheets}.items() if page is not None}


def replaced(rows: Sequence[Sequence[Any]], cells: Mapping[str, Any]) -> list[list[Any]]:
    """Return `rows` with other values at these addresses (one letter for the column)."""
    changed = [list(row) for row in rows]
    for address, value in cells.items():
        changed[int(address[1:]) - 1][ord(address[0]) - ord("A")] = value
    return changed


def without(rows: Sequence[Sequence[Any]], column: str) -> list[list[Any]]:
    """Return `rows` without the column that has this head."""
    index = rows[0].index(column)
    return [[*row[:index], *row[index + 1 :]] for row in rows]


def facts(**cells: Any) -> dict[str, Any]:
    """Return 基本信息 with other values at these addresses."""
    return {"基本信息": replaced(FACTS, cells)}


def work(**cells: Any) -> dict[str, Any]:
    """Return 工作成效 with other values at these addresses."""
    return {"工作成效": replaced(ROWS, cells)}


def figures(**cells: Any) -> dict[str, Any]:
    """Return 指标 with other values at these addresses."""
    return {"指标": replaced(FIGURES, cells)}
