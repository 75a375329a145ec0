"""A unit's first hour with the program: nothing is faked here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document
from openpyxl import load_workbook

Run = Callable[..., Result]


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("init", "某局").exit_code == 0
    monkeypatch.chdir(tmp_path / "某局")
    return tmp_path / "某局"


@pytest.fixture
def filled(folder: Path) -> Path:
    """Fill in the blank workbook below its examples, which are left where they are."""
    workbook = load_workbook("工作台账.xlsx")
    facts = workbook["基本信息"]
    values = {"单位名称": "青禾局", "年度": 2025, "署名": "青禾局", "成文日期": "2025年7月5日"}
    for row in facts.iter_rows(min_row=2):
        row[1].value = values.get(row[0].value)
    workbook["工作成效"].append(["走访群众", "走访群众{走访户数}户。", "上半年"])
    workbook["工作计划"].append(["走访群众", "走访群众40户。", "下半年"])
    workbook["指标"].append(["走访户数", "户", "累计", None, 100, 12, 18])
    workbook.save("工作台账.xlsx")
    return folder / "工作台账.xlsx"


def test_of_the_blank_workbook_one_line_says_where_to_begin(run: Run, folder: Path) -> None:
    result = run("check", "工作台账.xlsx", "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert [(one["code"], one["severity"], one["message"]) for one in found] == [
        ("L70", "info", "工作簿里还没有填任何内容")
    ]


def test_a_report_of_the_blank_workbook_lacks_only_the_facts_that_are_needed(run: Run, folder: Path) -> None:
    result = run("generate", "工作台账.xlsx", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert [(one["sheet"], one["cell"]) for one in found if one["severity"] == "error"] == [
        ("基本信息", "B2"),
        ("基本信息", "B4"),
    ]


def test_init_brings_all_templates_that_are_listed(run: Run, folder: Path) -> None:
    listed = json.loads(run("template", "list", "--format", "json").stdout)
    assert {one["name"] for one in listed} >= {"季度工作总结", "半年工作总结", "年度工作总结", "汇报材料", "工作报告"}
    assert {Path(one["path"]).name for one in listed} == {path.name for path in (folder / "templates").iterdir()}


def test_from_the_blank_workbook_to_the_report(run: Run, filled: Path) -> None:
    assert run("check", filled).stdout == "未发现问题。\n"
    result = run("generate", filled)
    assert result.exit_code == 0, result.output
    (document,) = Path("outputs").rglob("*.docx")
    assert str(document) in result.stdout
    texts = [paragraph.text for paragraph in Document(str(document)).paragraphs]
    assert any("走访群众30户。" in text for text in texts)
    assert not any("示例" in text for text in texts)


def test_errors_leave_no_document(run: Run, filled: Path) -> None:
    workbook = load_workbook(filled)
    workbook["工作成效"]["B3"] = "走访群众{走访户}户。"
    workbook.save(filled)
    result = run("generate", filled)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "工作成效!B3" in result.stderr and "走访户数" in result.stderr
    assert not Path("outputs").exists()


@pytest.mark.parametrize("encoding", ["ascii", "cp936", "utf-8"])
def test_findings_reach_a_pipe_of_any_encoding(filled: Path, encoding: str) -> None:
    workbook = load_workbook(filled)
    workbook["工作成效"]["B3"] = "走访群众{走访😀户}户。"
    workbook.save(filled)
    done = subprocess.run(
        [sys.executable, "-m", "summarize", "check", str(filled), "--format", "json"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 1
    assert done.stderr == b""
    assert {one["cell"] for one in json.loads(done.stdout.decode(encoding))} == {"B3"}
