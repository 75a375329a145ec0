from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest
from figure_sheets import cell

from summarize.model.cells import CellKind
from summarize.model.numbers import (
    NotANumber,
    Number,
    NumberFault,
    format_number,
    parse_number,
    read_chinese_numeral,
    terminating_places,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.0", 12),
        (" 12 ", 12),
        ("１，２００", 1200),
        ("1,200", 1200),
        ("1,234,567.5", Fraction("1234567.5")),
        ("１２．５", Fraction("12.5")),
        ("-5", -5),
        ("－5", -5),
        ("−5", -5),
        ("+3", 3),
        (".5", Fraction(1, 2)),
        ("\u200b12", 12),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, value: Fraction) -> None:
    assert parse_number(cell(typed)) == Number(Fraction(value), is_text=True)


def test_percentage_counts_in_points_whether_typed_or_formatted() -> None:
    assert parse_number(cell("12.3%")) == Number(Fraction("12.3"), is_percent=True, is_text=True)
    assert parse_number(cell("１２．３％")) == Number(Fraction("12.3"), is_percent=True, is_text=True)
    assert parse_number(cell(0.123, code="0.0%")) == Number(Fraction("12.3"), is_percent=True)


@pytest.mark.parametrize("typed", ["预计1200", "预计 1,200", "1200（预计）", "1200(预计)", "预计：1200", "1200预计"])
def test_value_marked_as_estimate_is_a_number(typed: str) -> None:
    assert parse_number(cell(typed)) == Number(Fraction(1200), is_estimate=True, is_text=True)


def test_number_format_can_mark_an_estimate() -> None:
    assert parse_number(cell(1200, code='"预计"0')) == Number(Fraction(1200), is_estimate=True)


def test_empty_cell_is_no_number_and_no_fault() -> None:
    assert parse_number(cell(None)) is None
    assert parse_number(cell(" \u3000")) is None


@pytest.mark.parametrize(
    ("value", "fault", "likely"),
    [
        ("十二", NumberFault.CHINESE_NUMERAL, "12"),
        ("12项", NumberFault.UNIT_ATTACHED, "12"),
        ("1,200户", NumberFault.UNIT_ATTACHED, "1,200"),
        ("1,2OO", NumberFault.LETTERS, "1,200"),
        ("l2", NumberFault.LETTERS, "12"),
        ("1,20", NumberFault.SEPARATORS, ""),
        ("1.2.3", NumberFault.SEPARATORS, ""),
        ("1 200", NumberFault.SEPARATORS, ""),
        ("—", NumberFault.NOTHING_WORD, ""),
        ("无", NumberFault.NOTHING_WORD, ""),
        ("2017-06-30", NumberFault.DATE, ""),
        (datetime.date(2017, 6, 30), NumberFault.DATE, ""),
        (True, NumberFault.BOOLEAN, ""),
        ("#REF!", NumberFault.ERROR_VALUE, ""),
        (CellKind.UNCOMPUTED, NumberFault.UNCOMPUTED, ""),
        ("①", NumberFault.TEXT, ""),
        ("预计", NumberFault.TEXT, ""),
        ("9" * 60, NumberFault.TEXT, ""),
    ],
)
def test_what_is_not_a_number_is_told_apart(value: Any, fault: NumberFault, likely: str) -> None:
    parsed = parse_number(cell(value))
    assert isinstance(parsed, NotANumber)
    assert (parsed.fault, parsed.likely) == (fault, likely)


def test_superscript_is_not_a_digit() -> None:
    assert isinstance(parse_number(cell("12²")), NotANumber)


def test_typed_number_keeps_fifteen_significant_digits_as_excel_does() -> None:
    assert parse_number(cell("0.1234567890123456")) == Number(Fraction("0.123456789012346"), is_text=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("二十", 20),
        ("一百零五", 105),
        ("三万二千", 32000),
        ("两亿", 200_000_000),
        ("十二项", None),
        ("", None),
    ],
)
def test_chinese_numerals_are_read(text: str, number: int | None) -> None:
    assert read_chinese_numeral(text) == number


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("12", None, "12"),
        ("12.30", None, "12.3"),
        ("1/3", None, "0.33"),
        ("2/3", None, "0.67"),
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "-0.1"),
        ("-0.04", 1, "0"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("99.95", 1, "100"),
        ("12.0", 1, "12"),
        ("100", 0, "100"),
        ("1200000000000", None, "1200000000000"),
        ("0.00001", None, "0.00001"),
    ],
)
def test_numbers_are_printed_half_up_without_superfluous_zeros(number: str, places: int | None, text: str) -> None:
    assert format_number(Fraction(number), places) == text


def test_places_needed_to_write_a_number_exactly() -> None:
    assert [terminating_places(Fraction(text)) for text in ("3", "1/8", "1/20", "1/3")] == [0, 3, 2, None]
