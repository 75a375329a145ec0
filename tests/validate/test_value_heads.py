"""The value columns of 指标 under heads of several rows, read as they stand in a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from drawn_sheets import draw

from summarize.read import read_table
from summarize.validate.figures.value_heads import BadHead, GrowthHead, HeadKind, ValueHead, read_head

YEAR = 2017
FIRST_QUARTER = ValueHead(1, 3, HeadKind.SINGLE, is_last_year=False)
FIRST_OF_LAST_YEAR = ValueHead(1, 3, HeadKind.SINGLE, is_last_year=True)
FIRST_HALF = ValueHead(1, 6, HeadKind.CUMULATIVE, is_last_year=False)


def heads(upper: Sequence[Any], lower: Sequence[Any], merged: Sequence[str] = ()) -> list[Any]:
    """Return what the columns that no name is known for mean, under a head of two rows."""
    rows = [["指标", "单位", *upper], [None, None, *lower], ["户数", "户", *range(len(lower))]]
    table = read_table(draw("指标", rows, merged))
    assert table.head_row == 2
    return [read_head(column.head, YEAR, column.name) for column in table.columns if not column.is_known]


@pytest.mark.parametrize("merged", [["C1:D1"], []])
@pytest.mark.parametrize(
    ("group", "words", "meant"),
    [
        ("一季度", ("目标", "完成"), [None, FIRST_QUARTER]),
        ("一季度", ("计划", "实绩"), [None, FIRST_QUARTER]),
        ("一季度（户）", ("计划数", "完成数"), [None, ValueHead(1, 3, HeadKind.SINGLE, is_last_year=False, unit="户")]),
        ("上半年", ("实际完成", "完成率"), [FIRST_HALF, None]),
        ("1-6月", ("完成情况", "同比"), [FIRST_HALF, GrowthHead(1, 6)]),
        ("上年", ("一季度", "上半年"), [FIRST_OF_LAST_YEAR, ValueHead(1, 6, HeadKind.CUMULATIVE, is_last_year=True)]),
        ("完成情况", ("一季度", "1—6月"), [FIRST_QUARTER, FIRST_HALF]),
        ("目标", ("一季度", "上半年"), [None, None]),
        ("2016年", ("一季度", "1-6月"), [FIRST_OF_LAST_YEAR, ValueHead(1, 6, HeadKind.CUMULATIVE, is_last_year=True)]),
        ("一季度", ("本年", "上年"), [FIRST_QUARTER, FIRST_OF_LAST_YEAR]),
        ("一季度", ("当季", "累计"), [FIRST_QUARTER, ValueHead(1, 3, HeadKind.CUMULATIVE, is_last_year=False)]),
    ],
)
def test_a_head_of_two_rows_means_what_both_say(
    group: str, words: Sequence[str], meant: Sequence[Any], merged: Sequence[str]
) -> None:
    assert heads([group, None], words, merged) == meant


def test_a_target_of_the_year_below_a_year_is_the_known_column() -> None:
    table = read_table(
        draw("指标", [["指标", "2017年", None], [None, "目标", "一季度"], ["户数", 9, 5]], ["A1:A2", "B1:C1"])
    )
    assert [column.name for column in table.columns] == ["指标", "年度目标", "2017年一季度"]


def test_a_period_misspelt_in_a_group_is_told() -> None:
    (first, second) = heads(["一李度", None], ["当季", "累计"], ["C1:D1"])
    assert isinstance(first, BadHead) and isinstance(second, BadHead)
