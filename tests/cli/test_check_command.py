"""`summarize check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

from summarize.errors import InputError, MachineError
from summarize.findings import Finding, Severity

Run = Callable[..., Result]
Make = Callable[..., Any]


def test_a_clean_workbook_says_so(run: Run, pipeline: Any) -> None:
    result = run("check", "甲.xlsx")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "未发现问题。\n", "")
    assert pipeline.checked == [(Path("甲.xlsx"), None)]


def test_the_period_is_handed_on(run: Run, pipeline: Any) -> None:
    run("check", "甲.xlsx", "--period", "上半年")
    run("check", "甲.xlsx", "--period", "all")
    assert [period for _, period in pipeline.checked] == ["上半年", "all"]


def test_warnings_alone_are_status_0(finding: Make, run: Run, pipeline: Any) -> None:
    pipeline.on_check = lambda workbook, period: (
        finding("重叠", severity=Severity.WARNING, sheet="工作成效", cell="C4"),
    )
    result = run("check", "甲.xlsx")
    assert result.exit_code == 0
    assert result.stdout == "警告 V03 工作成效!C4：重叠。改法：改为数字。\n警告 1 处。\n"


def test_an_unreadable_workbook_does_not_stop_the_others(finding: Make, run: Run, pipeline: Any) -> None:
    def check(workbook: Path, period: str | None) -> tuple[Finding, ...]:
        if workbook.stem == "坏":
            raise InputError(finding("不是工作簿", code="R01"))
        return (finding(sheet="指标", cell="E7"),) if workbook.stem == "错" else ()

    pipeline.on_check = check
    result = run("check", "坏.xlsx", "好.xlsx", "错.xlsx")
    assert result.exit_code == 1
    assert [workbook.name for workbook, _ in pipeline.checked] == ["坏.xlsx", "好.xlsx", "错.xlsx"]
    assert result.stdout.splitlines() == [
        "坏.xlsx",
        "  错误 R01：不是工作簿。改法：改为数字。",
        "错.xlsx",
        "  错误 V03 指标!E7：这里只能填数字。改法：改为数字。",
        "共核对 3 个工作簿，2 个有错误。错误 2 处。",
    ]


def test_the_worst_status_counts(finding: Make, run: Run, pipeline: Any) -> None:
    def check(workbook: Path, period: str | None) -> tuple[Finding, ...]:
        raise (MachineError if workbook.stem == "甲" else InputError)(finding())

    pipeline.on_check = check
    assert run("check", "甲.xlsx", "乙.xlsx").exit_code == 3


def test_a_workbook_named_twice_is_checked_once(run: Run, pipeline: Any) -> None:
    run("check", "甲.xlsx", "甲.xlsx")
    assert len(pipeline.checked) == 1


def test_json_is_one_list_over_all_workbooks(finding: Make, run: Run, pipeline: Any) -> None:
    pipeline.on_check = lambda workbook, period: (finding(sheet="指标", cell="E7"),)
    result = run("check", "甲.xlsx", "乙.xlsx", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr == ""
    listed = json.loads(result.stdout)
    assert [one["file"] for one in listed] == ["甲.xlsx", "乙.xlsx"]
    assert set(listed[0]) >= {
        *("code", "severity", "message", "suggestion", "file", "sheet", "cell", "paragraph", "excerpt"),
        *("reference", "related"),
    }


def test_json_of_a_clean_workbook_is_an_empty_list(run: Run, pipeline: Any) -> None:
    assert run("check", "甲.xlsx", "--format", "json").stdout == "[]\n"


def test_verbose_lists_every_finding(finding: Make, run: Run, pipeline: Any) -> None:
    pipeline.on_check = lambda workbook, period: tuple(finding(sheet="指标", cell=f"E{row}") for row in range(40))
    assert len(run("check", "甲.xlsx").stdout.splitlines()) == 2
    assert len(run("check", "甲.xlsx", "--verbose").stdout.splitlines()) == 41


def test_verbose_asks_for_the_rows_that_were_left_out(run: Run, pipeline: Any) -> None:
    run("check", "甲.xlsx")
    run("check", "甲.xlsx", "--verbose")
    assert pipeline.listed_skipped == [False, True]
