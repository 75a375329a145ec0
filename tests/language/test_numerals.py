"""Numerals, dates and quantities: recall over planted faults, silence on what looks like one, and equal mends."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language import Fault, Part, Passage, find_faults, find_series_faults, mend
from summarize.language.numerals import NUMERALS, NUMERALS_IN_SERIES
from summarize.language.numerals.d09_mixed_scale import RULE as MIXED_SCALE
from summarize.language.numerals.mixture import Written, find_odd
from summarize.language.zones import Zone

HERE = Path(__file__).parent


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


INJECTORS: Mapping[str, Callable[[random.Random, str], str | None]] = load("injectors_numerals").INJECTORS
BASE = (HERE / "base_numerals.txt").read_text(encoding="utf-8").splitlines()
LEAST_FOUND = 0.95
YEAR = 2017


def faults(text: str, *, year: int | None = YEAR, part: Part = Part.BODY) -> list[Fault]:
    passage = Passage(text, part, year)
    return [
        *find_faults(passage, NUMERALS),
        *(fault for _, fault in find_series_faults([passage], NUMERALS_IN_SERIES)),
    ]


def test_every_rule_has_an_injector() -> None:
    assert set(INJECTORS) == {rule.RULE.code for rule in (*NUMERALS, *NUMERALS_IN_SERIES)}


@pytest.mark.parametrize("text", BASE)
def test_base_sentences_have_no_fault(text: str) -> None:
    assert [fault.message for fault in faults(text)] == []


@pytest.mark.parametrize("code", INJECTORS)
def test_planted_faults_are_found(code: str) -> None:
    rng = random.Random(code)
    planted = [(text, written) for _ in range(3) for text in BASE if (written := INJECTORS[code](rng, text))]
    year = None if code == "D06" else YEAR
    missed = [written for _, written in planted if code not in {one.rule.code for one in faults(written, year=year)}]
    assert len({text for text, _ in planted}) >= 20
    assert len(missed) <= len(planted) * (1 - LEAST_FOUND), missed


@given(st.integers(1, 9), st.sampled_from("人户元份"), st.sampled_from(["", "多", "余"]))
def test_thousands_are_mended_to_the_same_number(digit: int, unit: str, more: str) -> None:
    mended = mend(Passage(f"共有{digit}千{more}{unit}。"), NUMERALS)
    assert mended.text == f"共有{digit}000{more}{unit}。"
    assert [fault.rule for fault in mended.faults] == [MIXED_SCALE]


@given(st.dates())
def test_dates_with_points_are_mended_to_the_same_day(day: object) -> None:
    year, month, of_month = (int(piece) for piece in str(day).split("-"))
    text = f"会议于{year:04}.{month}.{of_month}召开。"
    right = f"会议于{year}年{month}月{of_month}日召开。" if 1900 <= year < 2100 else text
    assert mend(Passage(text), NUMERALS).text == right


@given(
    st.text(alphabet="0123456789千百万亿年月日.-—～、一二两三〇几余多约近%人个季度倍减少下降“”《》\n，。", max_size=60)
)
def test_mending_any_text_twice_is_mending_it_once(text: str) -> None:
    once = mend(Passage(text), NUMERALS).text
    assert mend(Passage(once), NUMERALS).text == once


def test_quoted_words_are_told_of_but_not_mended() -> None:
    passage = Passage("会上提出“2017年07月05日前完成”的要求。")
    assert [fault.replacement for fault in find_faults(passage, NUMERALS)] == [None]


@pytest.mark.parametrize(("text", "is_number"), [("2017.7.5", False), ("2017.13.5", True), ("10.2.3", True)])
def test_a_date_with_points_is_no_number_that_names_something(text: str, is_number: bool) -> None:
    assert Passage(f"见{text}。").touches(1, 1 + len(text), Zone.NUMBER) is is_number


def test_of_equally_frequent_forms_the_first_is_the_usual_one() -> None:
    written = [Written(form, form, index, 0, 1) for index, form in enumerate("甲乙乙甲丙")]
    assert [(odd.first.index, odd.count, odd.usual.form, odd.usual_count) for odd in find_odd(written)] == [
        (1, 2, "甲", 2),
        (4, 1, "甲", 2),
    ]
