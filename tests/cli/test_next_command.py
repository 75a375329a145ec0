"""`summarize next`: what stands on the screen, and the status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def current(workbook: Any) -> Path:
    return workbook(
        {
            "基本信息": [["项目", "内容"], ["单位名称", "某市某局"], ["年度", 2025], ["成文日期", "2025年7月5日"]],
            "工作成效": [["事项", "内容", "时期"], ["抓培训", "办班3期。", "二季度"]],
            "工作计划": [["事项", "内容", "时期"], ["抓演练", "演练2次。", "三季度"]],
        },
        name="二季度.xlsx",
    )


def test_next_says_what_waits_and_where_the_file_is(run: Run, current: Path, tmp_path: Path) -> None:
    result = run("next", current, "--period", "二季度", "--output", tmp_path / "三季度")
    assert (result.exit_code, result.stdout) == (
        0,
        f"2025年三季度的工作簿：1 项待填；已写入 {tmp_path / '三季度.xlsx'}\n",
    )
    assert result.stderr.splitlines() == [
        "提示 M12 基本信息!B4：“成文日期”是这一期的，没有带到2025年三季度。"
        "改法：在新工作簿的“基本信息”里按新的时期填写。",
        "提示 1 处。",
    ]


def test_next_as_json_is_the_list_of_findings(run: Run, current: Path, tmp_path: Path) -> None:
    result = run("next", current, "--period", "二季度", "--output", tmp_path / "三季度.xlsx", "--format", "json")
    assert [finding["code"] for finding in json.loads(result.stdout)] == ["M12"]


def test_next_refuses_what_is_no_period(run: Run, current: Path, tmp_path: Path) -> None:
    result = run("next", current, "--period", "五季度", "--output", tmp_path / "三季度.xlsx")
    assert result.exit_code == 2
    assert result.stderr.startswith("用法错误：选项 --period：“五季度”")
    assert not (tmp_path / "三季度.xlsx").exists()


def test_next_never_writes_over_its_own_workbook(run: Run, current: Path) -> None:
    before = current.read_bytes()
    result = run("next", current, "--period", "二季度", "--output", current)
    assert result.exit_code == 2
    assert current.read_bytes() == before


@pytest.mark.parametrize("missing", ["--period", "--output"])
def test_next_wants_period_and_place(run: Run, current: Path, tmp_path: Path, missing: str) -> None:
    options = {"--period": "二季度", "--output": str(tmp_path / "三季度.xlsx")}
    del options[missing]
    result = run("next", current, *(word for option in options.items() for word in option))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"用法错误：缺少选项 {missing}。")
