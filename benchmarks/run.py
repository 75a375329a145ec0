"""Measure start-up, one report, and a workbook ten times as large; print ratios of one run.

Usage: python benchmarks/run.py [--write]     (--write keeps the figures in benchmarks/results.md)
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "inputs" / "云岭区应急管理局2025年.xlsx"
PERIOD = "上半年"
REPEATS = 7
LARGER = 10
GROWING_SHEETS = ("工作成效", "存在问题", "下一步工作", "工作计划")


def median_seconds(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median time of `action`, after one run that is not counted."""
    action()
    times: list[float] = []
    for _ in range(repeats):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def run_python(*arguments: str) -> None:
    """Run Python with `arguments`, compiled modules kept as on a user's machine; fail loudly if it does."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT, env=environment)


def summarize(*arguments: str) -> Callable[[], None]:
    """Return an action that runs the command line once."""
    return lambda: run_python("-m", "summarize", *arguments)


def write_larger_workbook(path: Path) -> int:
    """Write the example with `LARGER` times the rows of its item sheets; return the number of rows.

    The copies are items of their own, so nothing merges away.
    """
    book = openpyxl.load_workbook(EXAMPLE)
    total = 0
    for sheet in book.worksheets:
        if sheet.title not in GROWING_SHEETS:
            continue
        head = next(row for row in range(1, 10) if any(cell.value == "事项" for cell in sheet[row]))
        matter = next(cell.column for cell in sheet[head] if cell.value == "事项")
        numbers = [cell.column for cell in sheet[head] if cell.value in ("任务编号", "编号")]
        for area in list(sheet.merged_cells.ranges):
            anchor = sheet.cell(area.min_row, area.min_col).value
            sheet.unmerge_cells(str(area))
            if area.min_row > head:
                for row in range(area.min_row, area.max_row + 1):
                    sheet.cell(row, area.min_col, anchor)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
        for copy in range(2, LARGER + 1):
            for row in rows:
                values = list(row)
                if values[matter - 1]:
                    values[matter - 1] = f"{values[matter - 1]}（{copy}）"
                for column in numbers:
                    values[column - 1] = f"{values[column - 1]}-{copy}" if values[column - 1] else None
                sheet.append(values)
        total += len(rows) * LARGER
    book.save(path)
    return total


def measure() -> list[tuple[str, float, str]]:
    """Return (what, seconds, ratio) for each measurement of this run."""
    folder = Path(tempfile.mkdtemp())
    try:
        larger = folder / "larger.xlsx"
        write_larger_workbook(larger)
        python = median_seconds(lambda: run_python("-c", "pass"))
        version = median_seconds(summarize("--help"))
        check = median_seconds(summarize("check", str(EXAMPLE), "--period", PERIOD))
        one = median_seconds(
            summarize("generate", str(EXAMPLE), "--period", PERIOD, "--output", str(folder / "a.docx"))
        )
        ten = median_seconds(
            summarize("generate", str(larger), "--period", PERIOD, "--output", str(folder / "b.docx")), 3
        )
        docxtpl = median_seconds(lambda: run_python("-c", "import docxtpl"))
    finally:
        shutil.rmtree(folder)
    return [
        ("python -c pass", python, "1"),
        ("summarize --help", version, f"{version / python:.1f} × an empty Python"),
        ("python -c 'import docxtpl'", docxtpl, f"{docxtpl / python:.1f} × an empty Python"),
        ("summarize check, large example", check, f"{check / version:.1f} × --help"),
        ("summarize generate, large example", one, f"{one / version:.1f} × --help"),
        (f"summarize generate, {LARGER} × the rows", ten, f"{ten / one:.1f} × the large example"),
    ]


def main() -> None:
    """Print the measurements, and keep them with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = [
        "# Results",
        "",
        f"Python {platform.python_version()}, {platform.machine()}; medians of {REPEATS} runs of a fresh process. "
        "Only the ratios of one run say anything.",
        "",
        "| what | seconds | ratio |",
        "| --- | --- | --- |",
        *(f"| {what} | {seconds:.3f} | {ratio} |" for what, seconds, ratio in measure()),
        "",
    ]
    print("\n".join(lines))
    if options.write:
        (ROOT / "benchmarks" / "results.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
