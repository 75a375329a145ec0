"""A unit over two quarters: what it issued after the first, and what it writes after the second."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarize.findings import Finding
from summarize.pipeline import Request, check, generate

Rows = list[list[Any]]
DONE_HEAD = ["时期", "板块", "事项", "内容", "责任科室", "状态"]
PROBLEM_HEAD = ["时期", "事项", "内容", "责任科室"]
PLAN_HEAD = ["时期", "板块", "事项", "内容", "责任科室", "完成时限"]


@dataclass(frozen=True)
class Unit:
    """Makes the workbooks of one unit; `done`, `problems` and `plans` are rows below the heads above."""

    make: Callable[..., Path]
    name: str = "青禾镇综合事务中心"

    def workbook(
        self,
        done: Rows,
        problems: Sequence[list[Any]] = (),
        plans: Sequence[list[Any]] = (),
        *,
        file: str = "工作簿.xlsx",
        facts: Sequence[list[Any]] = (),
        indicators: Rows | None = None,
        more: Mapping[str, Rows] | None = None,
        unit: str = "",
    ) -> Path:
        sheets: dict[str, Rows] = {
            "基本信息": [["项目", "内容"], ["单位名称", unit or self.name], ["年度", 2025], *facts],
            "工作成效": [DONE_HEAD, *done],
            **({"存在问题": [PROBLEM_HEAD, *problems]} if problems else {}),
            **({"工作计划": [PLAN_HEAD, *plans]} if plans else {}),
            **({"指标": indicators} if indicators else {}),
            **(more or {}),
        }
        return self.make(sheets, name=file)

    def issue(self, plans: Rows, done: Rows | None = None, **options: Any) -> Path:
        """Issue the report of 一季度 and return the document."""
        rows = done or [["一季度", "综合", "日常值守", "值守90天。", "办公室"]]
        path = self.workbook(rows, plans=plans, file="一季度.xlsx", **options)
        return generate(Request(workbook=path, period="一季度", is_issue=True)).path

    def told(
        self, done: Rows, problems: Sequence[list[Any]] = (), plans: Sequence[list[Any]] = (), **options: Any
    ) -> list[Finding]:
        """Return what the rules over the periods say of the workbook after 二季度."""
        previous = options.pop("previous", ())
        path = self.workbook(done, problems, plans, file="二季度.xlsx", **options)
        return of_history(check(path, "二季度", previous=previous))


def of_history(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule.code.startswith("X")]


@pytest.fixture
def unit(workbook: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """A unit in an empty folder, where also the default outputs go."""
    monkeypatch.chdir(tmp_path)
    return Unit(workbook)
