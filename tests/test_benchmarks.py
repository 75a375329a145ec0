"""The benchmarks run, and print tables of the shape that the page promises; how fast anything is, no test says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.units import write_units
from summarize.libreoffice import find_libreoffice
from summarize.read import read_workbook
from summarize.validate import split_units

ROOT = Path(__file__).parents[1]
RATIO = r"\d+(\.\d+)? ×"
RATIOS = rf"{RATIO}（{RATIO}）"


Rows = list[list[str]]


def measured(part: str) -> dict[str, Rows]:
    """Return the rows of the tables that are printed, by title."""
    command = [sys.executable, "-m", "benchmarks.run", part, "--smoke"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", cwd=ROOT).stdout
    tables = {}
    for section in printed.split("### ")[1:]:
        title, *lines = section.splitlines()
        head, _, *rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("|")]
        assert all(len(row) == len(head) and all(row) for row in rows), title
        tables[title] = rows
    return tables


def are_all(pattern: str, cells: Iterable[str]) -> bool:
    found = [re.fullmatch(pattern, cell) for cell in cells]
    return bool(found) and all(found)


def test_rendering_is_compared_with_docxtpl_and_with_two_floors() -> None:
    (rows,) = measured("rendering").values()
    assert [row[0] for row in rows] == [
        "小报告，内容 1 倍",
        "小报告，内容 2 倍",
        "云岭区应急管理局半年总结，附件两张表",
        "同上，块每份现做",
    ]
    assert are_all(RATIOS, (cell for row in rows for cell in row[3:6]))
    assert are_all(f"{RATIO}（正文 {RATIO}）", (row[6] for row in rows[:2]))


def test_the_pipeline_is_compared_for_every_example_and_its_shares_make_up_the_whole() -> None:
    whole, shares = measured("pipeline").values()
    workbooks = list((ROOT / "inputs").glob("*.xlsx"))
    assert len(whole) - 1 == len(shares) == len(workbooks) > 0
    assert whole[-1][0] == "各一份，合计"
    assert are_all(RATIOS, (row[3] for row in whole))
    for _, *parts in shares:
        assert sum(map(int, parts)) == pytest.approx(100, abs=len(parts))


def test_the_rules_of_language_are_measured_on_more_and_more_text() -> None:
    (rows,) = measured("language").values()
    assert [row[0] for row in rows] == ["1 倍的行", "2 倍的行"]
    assert int(rows[1][1]) > int(rows[0][1]) > 0
    assert are_all(RATIO, (cell for row in rows for cell in (row[3], row[5])))
    assert are_all(RATIOS, (row[4] for row in rows))


def test_an_audit_is_measured_on_more_and_more_pages() -> None:
    (rows,) = measured("audit").values()
    assert [row[0] for row in rows] == ["1 页", "30 页"]
    assert int(rows[1][1]) > int(rows[0][1]) > 0
    assert are_all(RATIOS, (row[4] for row in rows))
    assert are_all(RATIO, (row[5] for row in rows))


def test_one_command_is_compared_with_what_it_rests_on() -> None:
    (rows,) = measured("starting").values()
    assert [row[0] for row in rows] == [
        "python -c pass",
        "summarize --help",
        "python -c 'import docxtpl'",
        "summarize check，云岭区示例",
        "summarize generate，云岭区示例",
        "summarize generate，2 倍的行",
    ]
    assert are_all(f"{RATIO} (空的 Python|--help|云岭区示例)", (row[2] for row in rows[1:]))


def test_a_batch_tells_its_rate_and_its_memory() -> None:
    tables = measured("batch")
    assert list(tables) == ["批量：6 个单位"]
    ((workers, rate, ratio, *_, parent, crew, at_end),) = tables["批量：6 个单位"]
    assert (workers, ratio) == ("1", "1.00 ×")
    assert float(rate) > 0
    seen = rf"{RATIO}（\d+ MB）" if Path("/proc/self/status").exists() else "看不到"
    assert are_all(seen, (parent, crew, at_end))


@pytest.mark.libreoffice
def test_pdf_is_made_in_three_ways() -> None:
    if find_libreoffice() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice is not installed")
    (rows,) = measured("pdf").values()
    assert len(rows) == 3
    assert rows[0][2] == "1.00 ×（1.00 ×）"
    assert are_all(RATIOS, (row[2] for row in rows))


def test_the_tables_of_the_page_are_those_of_the_results() -> None:
    kept = (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8").removeprefix("# Results\n\n")
    assert "### " in kept
    assert kept in (ROOT / "docs" / "性能.md").read_text(encoding="utf-8")


def test_every_unit_of_a_district_has_a_name_of_its_own(tmp_path: Path) -> None:
    write_units(tmp_path / "units", 12)
    names = [unit.name for path in (tmp_path / "units").iterdir() for unit in split_units(read_workbook(path))]
    assert len(names) == len(set(names)) == 12
