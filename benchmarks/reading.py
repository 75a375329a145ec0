"""Measure how reading grows with a workbook: 1,000 and 20,000 rows of every kind, a million empty rows, many units.

Usage: python -m benchmarks.reading [--write]     (--write keeps the figures in benchmarks/reading.md)

Seconds are of the processor, so that other work on the machine does not count. Memory is the peak of the
process less what an empty run of the same program takes, over the unpacked size of the file; of .xls and
.csv, which are compact, over that of the same contents as .xlsx. Texts are as long as offices write them:
about a hundred characters to an item. LibreOffice makes the .ods and the .xls; without it they are left out.
"""

from __future__ import annotations

import argparse
import csv
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlsxwriter

ROOT = Path(__file__).parents[1]
FEW, MANY = 1_000, 20_000
EMPTY_ROWS = 1_000_000
UNITS = (10, 200)
REPEATS = 3
COMPACT = (".xls", "folder of .csv")
HEADS = ("序号", "任务编号", "板块", "事项", "内容", "时期", "责任科室", "状态", "完成率", "完成时限", "备注", "入文")
TEXT = (
    "围绕年度任务第{}项，联合有关科室制定实施方案，明确责任分工和时间节点，逐月调度推进。全年开展检查{}次，"
    "整改问题{}个，办结率{}%，组织业务培训和应急演练，收集群众意见并逐条答复，有关做法在全区交流推广。"
)
PROBE = """
import resource, sys, time
from pathlib import Path
from summarize.read import read_workbook
from summarize.validate import validate
path = sys.argv[1]
begin = time.process_time()
if path:
    validate(read_workbook(Path(path)))
print(time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured reading: seconds, and the peak memory of its process in bytes."""

    seconds: float
    peak: int


def read(path: Path | None) -> Reading:
    """Return the median of `REPEATS` readings of `path`, each in a process of its own."""
    runs = []
    for _ in range(REPEATS):
        done = subprocess.run(
            [sys.executable, "-c", PROBE, str(path or "")], check=True, capture_output=True, text=True, cwd=ROOT
        )
        seconds, peak = done.stdout.split()
        runs.append(Reading(float(seconds), int(peak) * 1024))
    return Reading(statistics.median(run.seconds for run in runs), max(run.peak for run in runs))


def write_rows(path: Path, count: int, *, unit_count: int = 1, empty: int = 0) -> None:
    """Write a workbook of one unit or many: `count` rows of 工作成效, then `empty` rows with a format only."""
    # Written straight to the file where it is large: the peak of a process begins with that of its parent.
    book = xlsxwriter.Workbook(str(path), {"constant_memory": empty > 0})
    facts = book.add_worksheet("基本信息")
    for row, values in enumerate((("项目", "内容"), ("单位名称", "云岭区应急管理局"), ("年度", 2025))):
        facts.write_row(row, 0, values)
    sheet = book.add_worksheet("工作成效")
    heads = (*HEADS, "填报单位") if unit_count > 1 else HEADS
    sheet.write_row(0, 0, heads)
    for number in range(1, count + 1):
        values = (
            number,
            f"任务{number}",
            f"板块{number % 8 + 1}",
            f"第{number}项工作",
            TEXT.format(number, number % 97, number % 89, number % 100),
            ("一季度", "二季度", "三季度", "四季度")[number % 4],
            f"科室{number % 12 + 1}",
            "达序时",
            0.75,
            "12月底",
            "",
            "是",
        )
        sheet.write_row(number, 0, (*values, f"第{number % unit_count + 1}街道办事处") if unit_count > 1 else values)
    if empty:
        grey = book.add_format({"bg_color": "#EEEEEE"})
        for number in range(count + 1, count + 1 + empty):
            sheet.write_blank(number, 0, None, grey)
    book.close()


def convert(path: Path, kind: str) -> Path | None:
    """Return `path` converted by LibreOffice, or `None` where it is absent."""
    office = shutil.which("soffice")
    if office is None:
        return None
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", kind, "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
    )
    return path.with_suffix(f".{kind}")


def write_csv(path: Path) -> Path:
    """Write the same rows as a folder of .csv; return the folder."""
    folder = path.with_suffix("")
    folder.mkdir()
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        with (folder / f"{sheet.title}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(sheet.iter_rows(values_only=True))
    return folder


def unpacked_size(path: Path) -> int:
    """Return the bytes of all parts of a package, or of the file or the folder's files."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.iterdir())
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return sum(entry.file_size for entry in package.infolist())
    return path.stat().st_size


def measure(folder: Path) -> list[tuple[str, str, str, str]]:
    """Return (what, seconds, growth, memory) for each measurement of this run."""
    nothing = read(None)
    few, many = folder / "few.xlsx", folder / "many.xlsx"
    write_rows(few, FEW)
    write_rows(many, MANY)
    makers: dict[str, Callable[[Path], Path | None]] = {
        ".xlsx": lambda path: path,
        ".ods": lambda path: convert(path, "ods"),
        ".xls": lambda path: convert(path, "xls"),
        "folder of .csv": write_csv,
    }
    lines: list[tuple[str, str, str, str]] = []
    for kind, make in makers.items():
        small, large = make(few), make(many)
        if small is None or large is None:
            continue
        one, other = read(small), read(large)
        measured = many if kind in COMPACT else large
        memory = (other.peak - nothing.peak) / unpacked_size(measured)
        growth = f"{other.seconds / one.seconds:.1f} × for {MANY // FEW} × the rows"
        lines.append(
            (
                f"{kind}, {MANY:,} rows",
                f"{other.seconds:.2f}",
                growth,
                f"{memory:.1f} × unpacked{' .xlsx' if kind in COMPACT else ''}",
            )
        )
    padded = folder / "padded.xlsx"
    write_rows(padded, FEW, empty=EMPTY_ROWS)
    empty = read(padded)
    plain = read(few)
    memory = (empty.peak - nothing.peak) / unpacked_size(padded)
    growth = f"{empty.seconds / plain.seconds:.1f} × without them"
    lines.append((f".xlsx, {EMPTY_ROWS:,} empty rows", f"{empty.seconds:.2f}", growth, f"{memory:.2f} × unpacked"))
    by_units = []
    for count in UNITS:
        path = folder / f"units{count}.xlsx"
        write_rows(path, MANY, unit_count=count)
        by_units.append(read(path))
    growth = f"{by_units[1].seconds / by_units[0].seconds:.1f} × for {UNITS[1] // UNITS[0]} × the units"
    lines.append((f".xlsx, {MANY:,} rows of {UNITS[1]} units", f"{by_units[1].seconds:.2f}", growth, ""))
    return lines


def main() -> None:
    """Print the measurements, and keep them with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder))
    lines = [
        "# Reading",
        "",
        f"Python {platform.python_version()}, {platform.machine()}; medians of {REPEATS} readings, each in a fresh "
        "process: reading and validating. Only the ratios of one run say anything.",
        "",
        "| what | seconds | growth | memory |",
        "| --- | --- | --- | --- |",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]
    print("\n".join(lines))
    if options.write:
        (ROOT / "benchmarks" / "reading.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
