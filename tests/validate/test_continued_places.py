"""Findings on rows of a sheet that goes on with another name the sheet in which the row stands."""

from __future__ import annotations

import dataclasses

from drawn_sheets import draw

from summarize.read import read_tables
from summarize.validate.cells import check_cells
from summarize.validate.heads import check_columns

HEAD = ["时期", "事项", "内容"]


def test_hidden_rows_merged_cells_and_doubled_columns_are_told_where_they_stand() -> None:
    first = draw("工作成效", [HEAD, ["一季度", "甲", "做甲。"], ["一季度", "乙"]], ["C2:C3"])
    second = draw("工作成效(2)", [[*HEAD, "内容"], ["一季度", "丙", "做丙。"], ["一季度", "丁"]], ["C2:C3"])
    second = dataclasses.replace(second, hidden_rows=frozenset({3}))
    (table,) = read_tables([first, second])
    assert sorted(str(finding.place) for finding in check_cells(table)) == [
        "工作成效!C2:C3",
        "工作成效(2)!3:3",
        "工作成效(2)!C2:C3",
    ]
    (finding,) = check_columns(table)
    assert (str(finding.place), finding.message) == ("工作成效(2)!D1", "“工作成效(2)”有两列“内容”")
