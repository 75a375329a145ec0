"""The start of the command line, `check` and `generate`, and a workbook ten times as large."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl

from benchmarks.machine import scratch_folder
from benchmarks.reports import LARGE, PERIOD, ROOT
from benchmarks.tables import Table
from benchmarks.timing import Effort, Timing, race, times

LARGER = 10
_GROWING_SHEETS = ("工作成效", "存在问题", "下一步工作", "工作计划")
_EMPTY, _HELP, _DOCXTPL, _CHECK, _GENERATE = (
    "python -c pass",
    "summarize --help",
    "python -c 'import docxtpl'",
    "summarize check，云岭区示例",
    "summarize generate，云岭区示例",
)


def measure_starting(effort: Effort, larger: int = LARGER) -> Table:
    """Return what one command takes in a process of its own."""
    with scratch_folder() as folder:
        book = folder / "larger.xlsx"
        write_larger_workbook(book, larger)
        one, other = ("--output", str(folder / "a.docx")), ("--output", str(folder / "b.docx"))
        many = f"summarize generate，{larger} 倍的行"
        timings = race(
            {
                _EMPTY: partial(_run_python, "-c", "pass"),
                _HELP: _summarize("--help"),
                _DOCXTPL: partial(_run_python, "-c", "import docxtpl"),
                _CHECK: _summarize("check", str(LARGE.path), "--period", PERIOD),
                _GENERATE: _summarize("generate", str(LARGE.path), "--period", PERIOD, *one),
                many: _summarize("generate", str(book), "--period", PERIOD, *other),
            },
            effort,
        )
    against = {
        _HELP: ("空的 Python", _EMPTY),
        _DOCXTPL: ("空的 Python", _EMPTY),
        _CHECK: ("--help", _HELP),
        _GENERATE: ("--help", _HELP),
        many: ("云岭区示例", _GENERATE),
    }
    rows = [(_EMPTY, _milliseconds(timings[_EMPTY]), "1")]
    for name, (called, base) in against.items():
        rows.append((name, _milliseconds(timings[name]), f"{times(timings[name].wall / timings[base].wall)} {called}"))
    note = "每次是一个新的进程，从启动到退出。"
    return Table("启动、check、generate（每次一个进程）", ("命令", "毫秒", "比"), tuple(rows), (note,))


def _milliseconds(timing: Timing) -> str:
    return f"{timing.wall * 1000:.0f}"


def _run_python(*arguments: str) -> None:
    """Run Python with `arguments`, compiled modules kept as on a user's machine; fail loudly if it does."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT, env=environment)


def _summarize(*arguments: str) -> Callable[[], None]:
    return partial(_run_python, "-m", "summarize", *arguments)


def write_larger_workbook(path: Path, larger: int) -> None:
    """Write the example with `larger` times the rows of its item sheets.

    The copies are items of their own, so nothing merges away.
    """
    book = openpyxl.load_workbook(LARGE.path)
    for sheet in book.worksheets:
        if sheet.title in _GROWING_SHEETS:
            _multiply_rows(sheet, larger)
    book.save(path)


def _multiply_rows(sheet: openpyxl.worksheet.worksheet.Worksheet, larger: int) -> None:
    head = next(row for row in range(1, 10) if any(cell.value == "事项" for cell in sheet[row]))
    matter = next(cell.column for cell in sheet[head] if cell.value == "事项")
    numbers = [cell.column for cell in sheet[head] if cell.value in ("任务编号", "编号")]
    _fill_merged_cells(sheet, head)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
    for copy in range(2, larger + 1):
        for row in rows:
            values = list(row)
            if values[matter - 1]:
                values[matter - 1] = f"{values[matter - 1]}（{copy}）"
            for column in numbers:
                values[column - 1] = f"{values[column - 1]}-{copy}" if values[column - 1] else None
            sheet.append(values)


def _fill_merged_cells(sheet: openpyxl.worksheet.worksheet.Worksheet, head: int) -> None:
    for area in list(sheet.merged_cells.ranges):
        anchor = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        if area.min_row > head:
            for row in range(area.min_row, area.max_row + 1):
                sheet.cell(row, area.min_col, anchor)
