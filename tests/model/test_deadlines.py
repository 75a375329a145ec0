from __future__ import annotations

import datetime

import pytest

from summarize.model.deadlines import parse_deadline


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("2025年6月30日", 6, 30),
        ("2025-6-30", 6, 30),
        ("6月30日前", 6, 30),
        ("６月20号", 6, 20),
        ("6月", 6, 30),
        ("2025年9月", 9, 30),
        ("2025.06", 6, 30),
        ("6月底前", 6, 30),
        ("六月底", 6, 30),
        ("2月末", 2, 28),
        ("3月中旬", 3, 20),
        ("3月上旬", 3, 10),
        ("二季度", 6, 30),
        ("第二季度末", 6, 30),
        ("上半年", 6, 30),
        ("1-6月", 6, 30),
        ("年底前完成", 12, 31),
        ("年内", 12, 31),
        ("全年", 12, 31),
        ("2025年底", 12, 31),
    ],
)
def test_deadlines_are_read_as_their_last_day(text: str, month: int, day: int) -> None:
    assert parse_deadline(text, 2025) == datetime.date(2025, month, day)


@pytest.mark.parametrize(
    "text", ["长期", "长期坚持", "每季度末", "按计划", "", "底", "13月", "2月30日", "尽快", "次年3月"]
)
def test_what_sets_no_day_stays_text(text: str) -> None:
    assert parse_deadline(text, 2025) is None


def test_a_year_written_goes_before_that_of_the_workbook_and_one_is_needed() -> None:
    assert parse_deadline("2024年9月", 2025) == datetime.date(2024, 9, 30)
    assert parse_deadline("2024年9月5日", None) == datetime.date(2024, 9, 5)
    assert [parse_deadline(text, None) for text in ("9月底", "年底", "9月5日", "二季度")] == [None] * 4
