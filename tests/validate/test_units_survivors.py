"""What one unit of a workbook has from its rows, from those that hold for all, and from another's own: nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from summarize.findings import Severity
from summarize.model.cells import Table
from summarize.read import read_workbook
from summarize.validate import FilingUnit, split_units

FIRST, SECOND = "甲区应急管理局", "乙区水务局"
ITEMS = [
    ["填报单位", "时期", "事项", "内容"],
    [FIRST, "一季度", "抓培训", "办班3期。"],
    [SECOND, "一季度", "抓堤防", "加固2处。"],
]
Split = Callable[[Mapping[str, Any]], tuple[FilingUnit, ...]]


@pytest.fixture
def split(workbook: Callable[..., Path]) -> Split:
    def units(sheets: Mapping[str, Any]) -> tuple[FilingUnit, ...]:
        return split_units(read_workbook(workbook(sheets)))

    return units


def table(unit: FilingUnit, sheet: str) -> Table:
    return next(table for table in unit.sheets.tables if table.sheet == sheet)


def facts(unit: FilingUnit) -> dict[str, str]:
    return {row.cells["项目"].raw: row.cells["内容"].raw for row in table(unit, "基本信息").rows}


def test_own_rows_and_rows_for_all_stay_in_the_order_of_the_sheet(split: Split) -> None:
    sections = [
        ["名称", "填报单位"],
        ["项目建设", FIRST],
        ["队伍建设", None],
        ["安全生产", FIRST],
        ["防汛抗旱", SECOND],
    ]
    first, second = split({"基本信息": [["项目", "内容"], ["年度", 2025]], "板块": sections, "工作成效": ITEMS})
    assert [row.cells["名称"].raw for row in table(first, "板块").rows] == ["项目建设", "队伍建设", "安全生产"]
    assert [row.cells["名称"].raw for row in table(second, "板块").rows] == ["队伍建设", "防汛抗旱"]


def test_a_unit_named_without_a_column_keeps_its_own_facts_and_what_names_it_for_itself(split: Split) -> None:
    written = [
        ["项目", "内容", "填报单位"],
        ["单位名称", FIRST, None],
        ["年度", 2025, None],
        ["发文字号", "某发〔2025〕3号", None],
        ["引言", f"今年以来，{FIRST}扎实工作。", None],
        ["问题引语", "还有差距。", None],
        ["单位名称", SECOND, SECOND],
    ]
    first, second = split({"基本信息": written, "工作成效": ITEMS})
    own = {"年度": "2025", "问题引语": "还有差距。"}
    assert facts(first) == {
        **{"单位名称": FIRST, "发文字号": "某发〔2025〕3号", "引言": f"今年以来，{FIRST}扎实工作。"},
        **own,
    }
    assert facts(second) == {"单位名称": SECOND, **own}


def test_an_annex_without_rows_of_a_unit_is_none_of_its_annexes(split: Split) -> None:
    annex = [["清单"], ["填报单位", "名称", "数量"], [SECOND, "堤防", 2]]
    first, second = split({"基本信息": [["项目", "内容"], ["年度", 2025]], "工作成效": ITEMS, "附件1": annex})
    assert [table.sheet for table in first.sheets.tables] == ["基本信息", "工作成效"]
    assert [table.sheet for table in second.sheets.tables] == ["基本信息", "工作成效", "附件1"]


@pytest.mark.parametrize("typed", ["甲区应急管局", "甲区应急管理理局", "甲区应急管理司"])
def test_a_name_with_one_character_left_out_put_in_or_changed_is_meant_for_the_known_unit(
    split: Split, typed: str
) -> None:
    written = [["项目", "内容"], ["单位名称", FIRST], ["年度", 2025]]
    rows = [["填报单位", "时期", "事项", "内容"], [typed, "一季度", "抓培训", "办班3期。"]]
    (unit,) = split({"基本信息": written, "工作成效": rows})
    assert [(str(finding.place), finding.message, finding.severity) for finding in unit.findings] == [
        ("工作成效!A2", f"填报单位是“{typed}”，与单位名称“{FIRST}”不同", Severity.ERROR)
    ]
    assert unit.findings[0].suggestion.startswith(f"是否指“{FIRST}”？")


def test_another_unit_in_a_title_row_is_a_warning_for_its_rows_say_nothing(split: Split) -> None:
    written = [["项目", "内容"], ["单位名称", FIRST], ["年度", 2025]]
    rows = [[f"填报单位：{SECOND}"], ["时期", "事项", "内容"], ["一季度", "抓培训", "办班3期。"]]
    (unit,) = split({"基本信息": written, "工作成效": rows})
    assert [(str(finding.place), finding.message, finding.severity) for finding in unit.findings] == [
        ("工作成效!A1", f"填报单位是“{SECOND}”，与单位名称“{FIRST}”不同", Severity.WARNING)
    ]
