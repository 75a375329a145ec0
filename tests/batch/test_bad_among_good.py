"""Bad units of every kind among good ones: the good are done, each bad one is told just what `generate` tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from summarize.errors import SummarizeError
from summarize.findings import Finding
from summarize.pipeline import Request, generate_units
from summarize.pipeline.batch.entries import UnitEntry

CASES = Path(__file__).parents[1] / "cases"
SOUND: dict[str, Any] = {
    "工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]],
    "工作计划": [["时期", "事项", "内容"], ["下半年", "抓演练", "组织演练2次。"]],
}
FACTS = "基本信息"
KINDS = 30
UNREAD = UnitEntry("", 0, "", "failed")


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the first case of each rule that takes the facts of any unit, with its sheets."""
    for path in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["finds"]:
            is_plain = not case.keys() - {"why", "sheets", "period", "at", "message", "suggestion", "severity", "also"}
            sheets = case.get("sheets", {})
            if is_plain and FACTS not in sheets and case.get("period") in (None, "上半年", "all"):
                yield path.stem, {name: rows for name, rows in {**SOUND, **sheets}.items() if rows is not None}
                break


def alone(path: Path) -> list[tuple[str, str | None, str]]:
    try:
        results = list(generate_units(Request(workbook=path, period="上半年", output="单独/")))
        return told([found for result in results for found in result.findings])
    except SummarizeError as error:
        return told(error.findings)


def told(findings: Any) -> list[tuple[str, str | None, str]]:
    return [(found.rule.code, found.place.cell, found.message.rpartition("/")[2]) for found in findings]


@pytest.fixture
def damaged(district: Any) -> None:
    """Files that are no workbooks, or not whole."""
    folder = district.folder
    district.add("半.xlsx", "青石县半局")
    (folder / "半.xlsx").write_bytes((folder / "半.xlsx").read_bytes()[:-300])
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "网页.xls").write_text("<html><table></table></html>", encoding="utf-8")
    (folder / "文.et").write_bytes(b"%PDF-1.4")
    (folder / "图.ods").write_bytes(b"\x89PNG\r\n")
    (folder / "坏表").mkdir()
    (folder / "坏表" / "工作成效.csv").write_bytes(b"")


@pytest.mark.usefixtures("damaged")
def test_thirty_kinds_of_bad_units_stop_no_good_one(district: Any) -> None:
    for number, (code, sheets) in enumerate(cases()):
        facts = [["项目", "内容"], ["单位名称", f"青石县第{number}局"], ["年度", 2025]]
        district.write(f"{code}.xlsx", {FACTS: facts, **sheets})
    for number in range(3):
        district.add(f"好{number}.xlsx", f"青石县好{number}局")
    outcome = district.run()
    entries = {event.entry.path: event.entry for event in outcome.ended}
    bad_codes: set[str] = set()
    for path, entry in entries.items():
        findings: list[Finding] = [*entry.findings, *(one for unit in entry.units for one in unit.findings)]
        expected = alone(district.folder / path)
        assert told(findings) == expected, path
        is_bad = any(found.is_error for found in findings)
        assert is_bad == any(not unit.place for unit in entry.units or (UNREAD,)), path
        bad_codes |= {found.rule.code for found in findings if found.is_error}
    assert len(bad_codes) >= KINDS
    assert outcome.closed.exit_status == 1
    done = {path for path, entry in entries.items() if entry.units and entry.units[0].outcome == "done"}
    assert done >= {f"好{number}.xlsx" for number in range(3)}
