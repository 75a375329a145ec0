"""Ordinals: made level by level, and told at the head of a cell."""

from __future__ import annotations

import pytest

from summarize.model.numbering import chinese_numeral, ordinal, parse_chinese_numeral, series_ordinal, strip_ordinal


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (2300, "二千三百"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_are_written_in_chinese_numerals(number: int, numeral: str) -> None:
    assert chinese_numeral(number) == numeral


@pytest.mark.parametrize("number", [-1, 0, 10000])
def test_numbers_without_a_numeral_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"no Chinese numeral for {number}"):
        chinese_numeral(number)


@pytest.mark.parametrize("text", ["", "一一", "五一", "百", "一十", "零", "一百一", "2", "三五", "万"])
def test_what_is_no_numeral_is_told(text: str) -> None:
    assert parse_chinese_numeral(text) is None


@pytest.mark.parametrize(
    ("level", "number", "expected"),
    [
        (1, 1, "一、"),
        (1, 12, "十二、"),
        (2, 3, "（三）"),
        (2, 105, "（一百零五）"),
        (3, 1, "1."),
        (4, 100, "（100）"),
        (5, 1, "①"),
        (5, 20, "⑳"),
        (5, 21, "㉑"),
        (5, 35, "㉟"),
        (5, 36, "㊱"),
        (5, 50, "㊿"),
        (5, 51, "51）"),
    ],
)
def test_each_level_has_its_ordinal(level: int, number: int, expected: str) -> None:
    assert ordinal(level, number) == expected


def test_a_level_or_number_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no level 6"):
        ordinal(6, 1)
    with pytest.raises(ValueError, match="begin at 1, not 0"):
        ordinal(3, 0)


def test_a_running_series_counts_with_shi() -> None:
    assert [series_ordinal(number) for number in (1, 2, 11)] == ["一是", "二是", "十一是"]


@pytest.mark.parametrize(
    ("text", "length", "written"),
    [
        ("1、甲", 2, "1、"),
        ("1.甲", 2, "1."),
        ("1. 甲", 3, "1."),
        ("1．甲", 2, "1．"),
        ("１．甲", 2, "１．"),
        ("12、甲", 3, "12、"),
        ("1)甲", 2, "1)"),
        ("2）甲", 2, "2）"),
        ("一、甲", 2, "一、"),
        ("一．甲", 2, "一．"),
        ("十一、甲", 3, "十一、"),
        ("（一）甲", 3, "（一）"),
        ("(一)甲", 3, "(一)"),
        ("（ 一 ）甲", 5, "（ 一 ）"),
        ("（1）甲", 3, "（1）"),
        ("（1）、甲", 4, "（1）、"),
        ("①甲", 1, "①"),
        ("⑴甲", 1, "⑴"),
        ("⒈甲", 1, "⒈"),
        ("㈠甲", 1, "㈠"),
        ("㊿甲", 1, "㊿"),
        ("一是甲", 2, "一是"),
        ("第一，甲", 3, "第一，"),
        ("第二、甲", 3, "第二、"),
        ("\u3000\u3000一、 甲", 5, "一、"),
        ("\n3、甲", 3, "3、"),
        ("1.2017年以来甲", 2, "1."),
        ("1、2017年以来甲", 2, "1、"),
        ("1. 5个项目", 3, "1."),
        ("1、完成2.5公里", 2, "1、"),
        ("1、18个项目", 2, "1、"),
        ("1.完成2.5公里", 2, "1."),
        ("一、四个意识", 2, "一、"),
        ("一、十项实事", 2, "一、"),
        ("三、一季度工作", 2, "三、"),
        ("一、统一思想", 2, "一、"),
        ("三、抓好第四、五批", 2, "三、"),
    ],
)
def test_a_typed_ordinal_is_found_with_the_blanks_around_it(text: str, length: int, written: str) -> None:
    assert strip_ordinal(text) == (length, written)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  甲",
        "甲",
        "5.10活动",
        "3.15活动",
        "12.5公里",
        "1.5万",
        "1.1 目标",
        "3、5天",
        "10、15天",
        "9、10月",
        "110、119联动",
        "一、二等奖",
        "一、二季度",
        "一、三季度",
        "一、二、三产业",
        "十、十一月",
        "第一、二季度",
        "第一、第二产业",
        "2017年",
        "五一、十一假期",
        "一是一，二是二",
        "一是一二是二",
        "一带一路",
        "一",
        "一、",
        "1. ",
        "①",
        "（试行）甲",
    ],
)
def test_what_only_looks_like_an_ordinal_is_left_alone(text: str) -> None:
    assert strip_ordinal(text) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        "一是抓学习。二是抓培训。",
        "1.甲；2.乙",
        "1．甲\n２．乙",
        "1、甲2、乙",
        "一、甲。二、乙。",
        "（一）甲 (二)乙",
        "（1）甲（2）乙",
        "①甲②乙",
        "第一，甲。第二，乙。",
        "九是甲。十是乙。",
        "1）甲2）乙",
    ],
)
def test_a_series_that_goes_on_in_the_same_text_is_the_authors_own(text: str) -> None:
    assert strip_ordinal(text) == (0, "")
