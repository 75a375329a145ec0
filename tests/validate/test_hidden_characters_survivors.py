"""Characters that nobody sees: told once per column of names, cell by cell where they are printed, annexes too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from summarize.findings import Finding
from summarize.read import read_workbook
from summarize.validate import validate

Find = Callable[[Mapping[str, Any]], list[Finding]]


@pytest.fixture
def find(workbook: Callable[..., Path]) -> Find:
    def findings(sheets: Mapping[str, Any]) -> list[Finding]:
        facts = [["项目", "内容"], ["单位名称", "甲区应急管理局"], ["年度", 2025]]
        found = validate(read_workbook(workbook({"基本信息": facts, **sheets}))).findings
        return [finding for finding in found if "看不见" in finding.message]

    return findings


def test_every_cell_of_a_column_of_names_is_named_in_one_finding(find: Find) -> None:
    rows = [["时期", "事项", "内容"], ["一季度", "抓培\u200b训", "办班3期。"], ["一季度", "抓演练\u200b", "演练2次。"]]
    (finding,) = find({"工作成效": rows})
    assert finding.message == "“事项”一栏 B2、B3 里有看不见的零宽空格，按没有它们认"
    assert [str(place) for place in (finding.place, *finding.related)] == ["工作成效!B2", "工作成效!B3"]


def test_what_an_annex_prints_is_looked_at_in_columns_of_its_own(find: Find) -> None:
    rows = [["时期", "事项", "内容"], ["一季度", "抓培训", "办班3期。"]]
    (finding,) = find({"工作成效": rows, "附件1": [["清单"], ["名称", "地点"], ["堤防", "东\u200b岸"]]})
    assert (str(finding.place), finding.message) == (
        "附件1!B3",
        "“地点”一栏“东”后面有看不见的字符 U+200B（零宽空格），会带进报告",
    )
