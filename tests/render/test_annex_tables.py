"""How wide the columns of annex tables are."""

from __future__ import annotations

import pytest

from summarize.model.report import Annex
from summarize.model.text import Text
from summarize.render.tables import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, AnnexTable

SMALL_4 = 240
"""One character of 小四 in twips."""


def annex(*rows: list[str]) -> Annex:
    head, *body = [tuple(Text.standing(text) for text in row) for row in rows]
    return Annex("附件", Text.standing("表"), head, tuple(body))


SHORT = annex(["序号", "项目"], ["1", "改造管网"])
LONG = "完成主体工程并通过阶段验收" * 3
CROWDED = annex(
    ["时期", "项目名称", *(["进度说明"] * 9), "完成率"], ["一季度", "城西水厂二期扩建工程", *([LONG] * 9), "25%"]
)


@pytest.mark.parametrize("table", [SHORT, CROWDED], ids=["short", "crowded"])
@pytest.mark.parametrize("available", [PORTRAIT_WIDTH, LANDSCAPE_WIDTH])
def test_columns_fill_the_width_exactly(table: Annex, available: int) -> None:
    assert sum(AnnexTable(table).column_widths(available)) == available


def test_a_table_lies_on_its_side_only_when_its_columns_need_it() -> None:
    assert not AnnexTable(SHORT).is_wide
    assert AnnexTable(CROWDED).is_wide


def test_short_columns_of_a_crowded_table_keep_one_line() -> None:
    widths = AnnexTable(CROWDED).column_widths(LANDSCAPE_WIDTH)
    assert widths[0] >= 3 * SMALL_4
    assert widths[-1] >= 1.5 * SMALL_4


def test_long_columns_of_a_crowded_table_share_alike() -> None:
    longest = AnnexTable(CROWDED).column_widths(LANDSCAPE_WIDTH)[2:-1]
    assert max(longest) - min(longest) <= len(longest)


def test_what_is_left_goes_to_the_column_with_more_text() -> None:
    table = annex(["序号", "说明"], ["1", LONG])
    number, text = AnnexTable(table).column_widths(PORTRAIT_WIDTH)
    assert number < text
