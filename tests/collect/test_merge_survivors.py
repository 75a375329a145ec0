"""What merging must not take for one: figures and items of two units, estimates, annexes of one name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from summarize.errors import InputError
from summarize.pipeline.merging import MergeOutcome, merge_workbooks

RowsOf = Callable[[Path, str], list[dict[str, str]]]
FIRST, SECOND = "甲镇人民政府", "乙镇人民政府"
FIGURES = ["指标", "计量单位", "一季度"]


@pytest.fixture
def merged(tmp_path: Path) -> Callable[..., MergeOutcome]:
    def run(*paths: Path) -> MergeOutcome:
        return merge_workbooks(paths, tmp_path / "汇总.xlsx")

    return run


def test_figures_and_items_of_two_units_are_two(merged: Any, workbook: Any, rows_of: RowsOf) -> None:
    paths = [
        workbook(
            {
                "工作成效": [["事项", "内容", "时期", "填报单位"], ["抓培训", f"办班{value}期。", "一季度", unit]],
                "指标": [[*FIGURES, "填报单位"], ["培训人数", "人次", value, unit]],
            },
            name=f"{unit}.xlsx",
        )
        for unit, value in ((FIRST, 30), (SECOND, 50))
    ]
    outcome = merged(*paths)
    figures = [(row["填报单位"], row["一季度"]) for row in rows_of(outcome.path, "指标")]
    assert figures == [(FIRST, "30"), (SECOND, "50")]
    items = [(row["填报单位"], row["内容"]) for row in rows_of(outcome.path, "工作成效")]
    assert items == [(FIRST, "办班30期。"), (SECOND, "办班50期。")]
    assert [finding.message for finding in outcome.findings if "同一件事" in finding.message] == []


def test_an_office_that_sent_nothing_but_figures_has_sent(merged: Any, unit: Path, workbook: Any) -> None:
    outcome = merged(unit, workbook({"指标": [FIGURES, ["培训人数", "人次", 30]]}, name="财务科.xlsx"))
    (row,) = (row for row in outcome.roll if row.office == "财务科")
    assert (row.state, row.files, row.row_count, row.figure_count) == ("已报", ("财务科.xlsx",), 0, 1)


def test_an_estimate_is_not_the_same_figure_as_one_that_is_final(unit: Path, workbook: Any, tmp_path: Path) -> None:
    sheets = {"指标": [FIGURES, ["培训人数", "人次", 30]]}
    final = workbook(sheets, name="财务科.xlsx")
    estimate = workbook(sheets, name="规划科.xlsx", formats={"指标": {"C2": '"预计"0'}})
    with pytest.raises(InputError) as caught:
        merge_workbooks([unit, final, estimate], tmp_path / "汇总.xlsx")
    (finding,) = (finding for finding in caught.value.findings if finding.is_error)
    assert [(Path(place.file or "").name, place.cell) for place in (finding.place, *finding.related)] == [
        ("规划科.xlsx", "C2"),
        ("财务科.xlsx", "C2"),
    ]


def test_annexes_of_one_name_that_say_different_things_are_both_kept(merged: Any, unit: Path, workbook: Any) -> None:
    def annex(*rows: Sequence[Any]) -> dict[str, Any]:
        item = [["事项", "内容", "时期"], [f"抓{rows[0][0]}", "办妥。", "一季度"]]
        return {"工作成效": item, "附件1": [["名称", "数量"], *rows]}

    outcome = merged(
        unit, workbook(annex(["堤防", 2]), name="财务科.xlsx"), workbook(annex(["水闸", 3]), name="规划科.xlsx")
    )
    book = load_workbook(outcome.path)
    annexes = [name for name in book.sheetnames if name.startswith("附件1")]
    assert [[cell.value for cell in book[name][2]] for name in annexes] == [["堤防", 2], ["水闸", 3]]
