"""The names by which templates read the workbook's own columns."""

from __future__ import annotations

import pytest

from summarize.model.vocabulary import template_name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("完成率(%)", "完成率"),
        ("完成率（%）", "完成率"),
        (" 牵头 领导 ", "牵头领导"),
        ("1季度", "1季度"),
        ("_甲_乙", "甲乙"),
        ("★", ""),
    ],
)
def test_names_of_columns_lose_what_a_name_cannot_hold(head: str, name: str) -> None:
    assert template_name(head) == name
