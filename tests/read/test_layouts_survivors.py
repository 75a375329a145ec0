"""Merged cells across two key columns, and columns that stand twice in a sheet that goes on with another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from summarize.read import read_workbook


def test_a_cell_merged_over_two_key_columns_is_filled_down_in_the_first_alone(workbook: Callable[..., Path]) -> None:
    rows = [
        ["板块", "小类", "时期", "事项", "内容"],
        ["项目建设", None, "一季度", "抓开工", "开工2个。"],
        [None, None, "一季度", "抓竣工", "竣工1个。"],
    ]
    (table,) = read_workbook(workbook({"工作成效": rows}, merged={"工作成效": ["A2:B3"]})).tables
    assert [(row.cells["板块"].raw, row.cells["小类"].raw) for row in table.rows] == [("项目建设", "")] * 2


def test_a_column_that_stands_twice_in_a_continued_sheet_is_kept_as_such(workbook: Callable[..., Path]) -> None:
    sheets = {
        "工作成效": [["时期", "事项", "内容"], ["一季度", "抓培训", "办班3期。"]],
        "工作成效(2)": [["时期", "事项", "内容", "内容"], ["一季度", "抓演练", "演练2次。", "另有1次。"]],
    }
    (table,) = read_workbook(workbook(sheets)).tables
    assert table.continuations == ("工作成效(2)",)
    assert [str(column.head.place) for column in table.repeated_columns] == ["工作成效(2)!D1"]
