"""Numbers typed by hand against the indicators: which cells a finding names, and which rows are looked at."""

from __future__ import annotations

from typing import Any

from summarize.findings import Finding
from summarize.pipeline import check

SHEETS = {
    "基本信息": [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]],
    "指标": [["指标", "计量单位", "一季度", "二季度"], ["走访户数", "户", 400, 595]],
    "工作成效": [
        ["时期", "事项", "内容", "简要"],
        ["一季度", "走访", "走访410户。", None],
        ["上半年", "走访", "共走访985户。", "走访985户。"],
    ],
    "工作计划": [["时期", "事项", "内容"], ["下半年", "走访", "走访300户。"]],
}


def differing(workbook: Any, period: str | None) -> list[Finding]:
    return [finding for finding in check(workbook(SHEETS), period) if finding.rule.code == "V75"]


def test_every_cell_that_the_indicators_value_comes_from_is_named(workbook: Any) -> None:
    found = {str(one.place): [str(cell) for cell in one.related] for one in differing(workbook, None)}
    assert found["工作成效!C3"] == found["工作成效!D3"] == ["指标!C2", "指标!D2"]


def test_each_row_is_compared_over_its_own_period(workbook: Any) -> None:
    messages = {str(one.place): one.message for one in differing(workbook, None)}
    assert messages["工作成效!C2"] == "文中写“走访410户”，指标“走访户数”2025年一季度是400户"
    assert messages["工作成效!C3"] == "文中写“共走访985户”，指标“走访户数”2025年上半年是995户"


def test_plans_and_rows_of_later_periods_are_not_compared(workbook: Any) -> None:
    assert [str(one.place) for one in differing(workbook, "一季度")] == ["工作成效!C2"]
