"""What 本季度, 下月 and the like mean in a workbook that reports on a known period."""

from __future__ import annotations

import pytest

from summarize.model.periods import Period
from summarize.model.relative_periods import RelativePeriod, read_relative

SECOND_QUARTER = Period.quarter(2025, 2)


@pytest.mark.parametrize(
    ("text", "meant", "question"),
    [
        ("本季度", "2025年二季度", "几季度"),
        ("下 季度", "2025年三季度", "几季度"),
        ("下一个季度", "2025年三季度", "几季度"),
        ("上季", "2025年一季度", "几季度"),
        ("本月", "2025年6月", "几月"),
        ("下月份", "2025年7月", "几月"),
        ("今年", "2025年", "哪一年"),
        ("明年", "2026年", "哪一年"),
        ("去年", "2024年", "哪一年"),
        ("本期", "2025年二季度", "哪一期"),
        ("下期", "2025年三季度", "哪一期"),
    ],
)
def test_relative_words(text: str, meant: str, question: str) -> None:
    relative = read_relative(text, SECOND_QUARTER)
    assert relative is not None
    assert relative.meant is not None
    assert (relative.meant.full_name, relative.open_question) == (meant, question)


def test_without_a_reported_period_the_meaning_is_left_open() -> None:
    assert read_relative("下季度", None) == RelativePeriod("几季度", None)


@pytest.mark.parametrize("text", ["上半年", "下半年", "二季度", "全年", "6月", "", "下季度末"])
def test_words_that_stand_for_themselves(text: str) -> None:
    assert read_relative(text, SECOND_QUARTER) is None
