"""`summarize generate` on a workbook of many units."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from summarize.errors import InputError, MachineError

Run = Callable[..., Result]


@pytest.fixture
def two_units(pipeline: Any, outcome: Any, result: Any, finding: Any) -> Any:
    def set_up(error: type[InputError | MachineError]) -> None:
        wrong = error(finding("乙局：没有内容", sheet="工作成效", cell="D3"))
        done = outcome(Path("甲.docx"), "上半年：取工作成效1行；已写入 甲.docx")
        pipeline.on_generate = lambda request: [result("甲局", done), result("乙局", error=wrong)]

    return set_up


def test_each_unit_has_its_line_and_one_sums_up(run: Run, two_units: Any) -> None:
    two_units(InputError)
    shown = run("generate", "甲.xlsx")
    assert shown.exit_code == 1
    assert shown.stdout.splitlines() == [
        "甲局：上半年：取工作成效1行；已写入 甲.docx",
        "乙局：有错误，没有写",
        "共 2 个单位，写出 1 份，1 个单位没有写。",
    ]
    assert shown.stderr.splitlines()[0] == "错误 V03 工作成效!D3：乙局：没有内容。改法：改为数字。"


def test_the_worst_status_counts(run: Run, two_units: Any) -> None:
    two_units(MachineError)
    assert run("generate", "甲.xlsx").exit_code == 3


def test_json_is_one_list_of_the_findings_of_all_units(run: Run, two_units: Any) -> None:
    two_units(InputError)
    shown = run("generate", "甲.xlsx", "--format", "json")
    assert [one["message"] for one in json.loads(shown.stdout)] == ["乙局：没有内容"]
    assert shown.stderr.splitlines()[-1] == "共 2 个单位，写出 1 份，1 个单位没有写。"
