from __future__ import annotations

from fractions import Fraction

import pytest

from summarize.model.figures.units import factor_between, scale_of


@pytest.mark.parametrize(
    ("unit", "wanted", "factor"),
    [
        ("万元", "亿元", Fraction(1, 10_000)),
        ("元", "百万元", Fraction(1, 1_000_000)),
        ("千元", "元", Fraction(1000)),
        ("人", "万人", Fraction(1, 10_000)),
        ("户", "万", Fraction(1, 10_000)),
        ("公顷", "亩", Fraction(15)),
        ("平方公里", "公顷", Fraction(100)),
        ("万平方米", "平方公里", Fraction(1, 100)),
        ("㎡", "平方米", Fraction(1)),
        ("公里", "米", Fraction(1000)),
        ("公斤", "吨", Fraction(1, 1000)),
        ("万吨", "公斤", Fraction(10_000_000)),
        ("万千瓦时", "度", Fraction(10_000)),
        ("万元", "万元", Fraction(1)),
    ],
)
def test_units_of_one_family_are_converted(unit: str, wanted: str, factor: Fraction) -> None:
    assert factor_between(unit, wanted) == factor


@pytest.mark.parametrize(
    ("unit", "wanted"), [("户", "亿元"), ("人", "人次"), ("元", "美元"), ("", "万元"), ("亩", "米")]
)
def test_units_of_different_families_are_incompatible(unit: str, wanted: str) -> None:
    assert factor_between(unit, wanted) is None


def test_names_that_begin_with_a_scale_character_keep_it() -> None:
    assert scale_of("千克") == (Fraction(1000), "质量")
    assert scale_of("个百分点") == (Fraction(1), "%")
