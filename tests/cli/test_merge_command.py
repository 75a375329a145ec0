"""`summarize merge`: what stands on the screen, and the status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
ITEMS = ["事项", "内容", "时期"]


@pytest.fixture
def unit(workbook: Any) -> Path:
    return workbook(
        {
            "基本信息": [["项目", "内容"], ["单位名称", "某市某局"], ["年度", 2025]],
            "责任科室": [["科室", "报送时限"], ["人事科", "季末前3日"], ["财务科", None]],
        },
        name="单位.xlsx",
    )


@pytest.fixture
def sent(workbook: Any) -> Path:
    return workbook({"工作成效": [ITEMS, ["抓培训", "办班3期。", "二季度"]]}, name="人事科.xlsx")


def test_merge_shows_who_has_sent_and_where_the_file_is(run: Run, unit: Path, sent: Path, tmp_path: Path) -> None:
    result = run("merge", unit, sent, "--output", tmp_path / "汇总")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "科室    报送时限   报送情况  事项行数  其中新增  指标数  文件",
        "人事科  季末前3日  已报      1         1                 人事科.xlsx",
        "财务科             未报",
        "未报的 1 个：财务科",
        f"已汇总 2 个工作簿，写入 {tmp_path / '汇总.xlsx'}",
    ]
    assert result.stderr == ""
    assert (tmp_path / "汇总.xlsx").exists()


def test_merge_never_says_that_all_have_sent_when_nothing_of_a_file_was_read(
    run: Run, unit: Path, sent: Path, workbook: Any, tmp_path: Path
) -> None:
    lost = workbook({"本季做的事": [ITEMS, ["抓账务", "清账。", "二季度"]]}, name="财务科.xlsx")
    result = run("merge", unit, sent, lost, "--output", tmp_path / "汇总.xlsx")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-2:] == [
        "未报的 1 个：财务科（没有内容）",
        f"已汇总 3 个工作簿（其中 1 个没有读出内容：财务科.xlsx），写入 {tmp_path / '汇总.xlsx'}",
    ]
    assert "警告 M09：“财务科.xlsx”里没有可以汇总的内容，没有读的表：“本季做的事”，这个文件不算已报。" in result.stderr


def test_merge_without_a_list_of_offices_does_not_know_who_is_missing(run: Run, sent: Path, tmp_path: Path) -> None:
    result = run("merge", sent, "--output", tmp_path / "汇总.xlsx")
    assert result.stdout.splitlines()[-2] == "没有“责任科室”表，不知道还有哪些科室没有报"


def test_merge_says_that_a_sender_is_unknown_where_all_listed_have_sent(
    run: Run, unit: Path, sent: Path, workbook: Any, tmp_path: Path
) -> None:
    files = [
        workbook({"工作成效": [ITEMS, [name, "做了。", "二季度"]]}, name=f"{name}.xlsx") for name in ("财务科", "报表")
    ]
    for given, line in (
        ([sent, files[0]], "“责任科室”表里的都报了"),
        ([sent, *files], "“责任科室”表里的都报了；另有 1 个文件看不出是哪个科室报的"),
        ([sent, files[1]], "未报的 1 个：财务科；另有 1 个文件看不出是哪个科室报的"),
    ):
        result = run("merge", unit, *given, "--output", tmp_path / f"汇总{line}.xlsx")
        assert result.stdout.splitlines()[-2] == line


def test_merge_tells_of_contradictions_under_the_file_and_writes_nothing(
    run: Run, unit: Path, workbook: Any, tmp_path: Path
) -> None:
    files = [
        workbook({"指标": [["指标", "计量单位", "二季度"], ["走访户数", "户", number]]}, name=f"{name}.xlsx")
        for name, number in (("人事科", 1), ("财务科", 2))
    ]
    result = run("merge", unit, *files, "--output", tmp_path / "汇总.xlsx")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        str(files[1]),
        "  错误 M01 指标!C2：“走访户数”的“二季度”是2，“人事科.xlsx”的指标!C2是1。"
        "改法：与两个科室核实，改正其中一处后再汇总。",
        "错误 1 处。",
    ]
    assert not (tmp_path / "汇总.xlsx").exists()


def test_merge_as_json_is_the_list_of_findings(run: Run, unit: Path, sent: Path, tmp_path: Path) -> None:
    result = run("merge", unit, sent, "--output", tmp_path / "汇总.xlsx", "--format", "json")
    assert json.loads(result.stdout) == []
    assert "未报的 1 个：财务科" in result.stderr


def test_merge_never_overwrites(run: Run, unit: Path, sent: Path) -> None:
    result = run("merge", unit, sent, "--output", unit)
    assert result.exit_code == 2
    assert f"错误 W17：“{unit}”已经存在，没有作任何改动。" in result.stderr


def test_merge_wants_a_place_to_write_to(run: Run, unit: Path) -> None:
    result = run("merge", unit)
    assert result.exit_code == 2
    assert result.stderr.startswith("用法错误：缺少选项 --output。")
