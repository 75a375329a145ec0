"""`summarize import` as people call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from typed_papers import title, type_paper

from summarize.cli.app import application


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    type_paper(
        Path("稿.docx"),
        [
            title("云岭区统计局2025年上半年工作总结"),
            "一、普查工作",
            "清查到位。清查单位860家。",
            "完成整理。",
            "下半年，将做好以下工作：",
            "一、审核。逐条核对。",
        ],
    )
    return Path("稿.docx")


def test_it_says_what_went_where_and_what_to_do_next(paper: Path) -> None:
    result = CliRunner().invoke(application, ["import", str(paper), "--output", "册"])
    assert result.exit_code == 0
    assert result.stdout == (
        "稿.docx：基本信息3行、板块1行、工作成效2行、工作计划1行\n"
        "已写入 册.xlsx\n"
        "下一步：打开核对，补上空着的；再运行 summarize check 册.xlsx\n"
    )
    assert "“完成整理”只有一句话，“工作成效”的内容空着" in result.stderr
    assert Path("册.xlsx").exists()


def test_json_is_one_list_of_findings_on_stdout(paper: Path) -> None:
    result = CliRunner().invoke(application, ["import", str(paper), "--output", "册.xlsx", "--format", "json"])
    found = json.loads(result.stdout)
    assert [(item["code"], item["severity"], item["file"], item["paragraph"]) for item in found] == [
        ("I13", "warning", "稿.docx", 4)
    ]
    assert "已写入 册.xlsx" in result.stderr


def test_an_existing_workbook_is_wrong_usage(paper: Path) -> None:
    Path("册.xlsx").write_bytes(b"mine")
    result = CliRunner().invoke(application, ["import", str(paper), "--output", "册.xlsx"])
    assert result.exit_code == 2
    assert "“册.xlsx”已经存在，没有作任何改动" in result.stderr


def test_a_paper_that_is_not_there_is_an_error(paper: Path) -> None:
    result = CliRunner().invoke(application, ["import", "没有.docx", "--output", "册.xlsx"])
    assert result.exit_code == 1
    assert "找不到文件“没有.docx”" in result.stderr


def test_output_is_needed(paper: Path) -> None:
    result = CliRunner().invoke(application, ["import", str(paper)])
    assert result.exit_code == 2
    assert "选项 --output" in result.stderr
