"""Findings in a few words, workbooks by several writers, and packages compared part by part."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from summarize.findings import Finding, Place, Rule, Severity
from summarize.slip import Question, ask

REMEDY = "填上内容。"


def rule(code: str = "V17", severity: Severity = Severity.ERROR, *, name: str = "content-missing") -> Rule:
    return Rule(code, name, severity, "内容为空", "", "", "", REMEDY, "手册")


def fault(
    sheet: str | None,
    cell: str | None = None,
    message: str = "内容为空",
    suggestion: str = "",
    *,
    related: tuple[tuple[str, str], ...] = (),
    code: str = "V17",
    name: str = "content-missing",
    severity: Severity = Severity.ERROR,
) -> Finding:
    places = tuple(Place("甲.xlsx", *other) for other in related)
    return rule(code, severity, name=name).at(Place("甲.xlsx", sheet, cell), message, suggestion, related=places)


def questions_on(*cells: str, sheet: str = "工作成效") -> tuple[Question, ...]:
    return ask([fault(sheet, cell, f"{cell}的内容为空") for cell in cells])


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed_parts(data: bytes) -> dict[str, bytes]:
    """Return the bytes of each part as they are packed."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for entry in package.infolist():
            header = data[entry.header_offset : entry.header_offset + 30]
            start = (
                entry.header_offset
                + 30
                + int.from_bytes(header[26:28], "little")
                + int.from_bytes(header[28:30], "little")
            )
            found[entry.filename] = data[start : start + entry.compress_size]
    return found


def edits(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """Return what was taken out and what was put in, change by change."""
    old, new = before.decode(), after.decode()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(old[i:j], new[k:m]) for kind, i, j, k, m in matcher.get_opcodes() if kind != "equal"]


def is_extended(before: bytes, after: bytes) -> bool:
    """Return whether `after` is `before` with insertions alone; counters apart."""
    return all(not taken_out or taken_out.strip().isdigit() for taken_out, _ in edits(before, after))


@pytest.fixture
def soffice(tmp_path: Path) -> Callable[[Path, str], Path]:
    """Convert a file with LibreOffice; returns the converted one."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice")

    def convert(path: Path, kind: str) -> Path:
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        target = tmp_path / "converted"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        return target / f"{path.stem}.{kind.partition(':')[0]}"

    return convert


SHEETS: Mapping[str, list[list[Any]]] = {
    "基本信息": [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]],
    "工作成效": [
        ["时期", "事项", "内容"],
        ["上半年", "抓培训", "办班3期。"],
        ["上半年", "抓演练", None],
        ["上半年", "抓宣传", None],
    ],
    "指标": [["指标", "一季度", "二季度"], ["户数", 12, 13], ["合计", "=B2+C2", None]],
}


def write_with_openpyxl(path: Path, edit: Callable[[Any], None] | None = None) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if edit:
        edit(book)
    book.save(path)
    return path


def write_with_xlsxwriter(path: Path, edit: Callable[[Any], None] | None = None) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(number, column, value, None, 25)
                    elif value is not None:
                        sheet.write(number, column, value)
        if edit:
            edit(book)
    return path


def repack(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write the package at `path` anew with its parts changed."""
    parts = parts_of(path.read_bytes())
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@pytest.fixture
def from_openpyxl(tmp_path: Path) -> Path:
    return write_with_openpyxl(tmp_path / "甲.xlsx")


@pytest.fixture
def from_xlsxwriter(tmp_path: Path) -> Path:
    return write_with_xlsxwriter(tmp_path / "甲.xlsx")


@pytest.fixture
def from_libreoffice(tmp_path: Path, soffice: Callable[[Path, str], Path]) -> Path:
    return soffice(write_with_openpyxl(tmp_path / "甲.xlsx"), "xlsx")


@pytest.fixture(params=["from_openpyxl", "from_xlsxwriter", "from_libreoffice"])
def workbook_of_any_writer(request: pytest.FixtureRequest) -> Iterator[Path]:
    yield request.getfixturevalue(request.param)
