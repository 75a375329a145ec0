"""The words for shares and changes: 87.5%, 增长12.3%, 提高2个百分点, 快于序时进度6个百分点.

Numbers come in exact and are rounded here, once; what rounds to nothing is 持平.
"""

from __future__ import annotations

from fractions import Fraction

from summarize.model.numbers import format_number, round_half_up

PERCENT_PLACES = 1
"""Decimals of a percentage when the indicator has no 小数位."""

LEVEL = "持平"


def percent_words(share: Fraction, places: int | None) -> str:
    """Return a share of one as a percentage: 87.5%."""
    return format_number(share * 100, _places(places)) + "%"


def attainment_words(share: Fraction, places: int | None, *, is_ceiling: bool = False) -> str:
    """Return a share of a target as a percentage that never says 100% of what is not met.

    Short of the target the nearest percentage below stands; above a ceiling the nearest above.
    """
    step = Fraction(1, 10 ** _places(places))
    rounded = round_half_up(share * 100, _places(places))
    if share < 1 and rounded >= 100:
        rounded = 100 - step
    elif is_ceiling and share > 1 and rounded <= 100:
        rounded = 100 + step
    return format_number(rounded, _places(places)) + "%"


def growth_words(growth: Fraction, places: int | None) -> str:
    """Return a growth, as a share of the base, in words: 增长12.3%, 下降3.4%, 持平."""
    return _directed(growth * 100, _places(places), "增长", "下降", "%")


def points_words(points: Fraction, places: int | None) -> str:
    """Return a change of a percentage in words: 提高2个百分点, 下降2个百分点, 持平."""
    return _directed(points, _places(places), "提高", "下降", "个百分点")


def bare_growth(growth: Fraction, places: int | None) -> str:
    """Return a growth without its verb: 12.3%, -3.4%, 持平."""
    return _bare(growth * 100, _places(places), "%")


def bare_points(points: Fraction, places: int | None) -> str:
    """Return a change of a percentage without its verb: 2个百分点, -2个百分点, 持平."""
    return _bare(points, _places(places), "个百分点")


def count_words(change: Fraction, places: int | None, unit: str) -> str:
    """Return a change in the indicator's own unit: 增加3户, 减少3户, 持平."""
    return _directed(change, places, "增加", "减少", unit)


def since_words(reference: str, change: str) -> str:
    """Return a change together with what it is measured from: 较年初增加3户, 与年初持平."""
    return f"与{reference}{LEVEL}" if change == LEVEL else f"较{reference}{change}"


def schedule_words(lead: Fraction, places: int | None) -> str:
    """Return how far a share is ahead of the share of the year that is gone."""
    points = format_number(abs(lead) * 100, _places(places))
    if points == "0":
        return "与序时进度持平"
    return f"{'快于' if lead > 0 else '慢于'}序时进度{points}个百分点"


def _places(places: int | None) -> int:
    return PERCENT_PLACES if places is None else places


def _directed(change: Fraction, places: int | None, up: str, down: str, unit: str) -> str:
    size = format_number(abs(change), places)
    if size == "0":
        return LEVEL
    return (up if change > 0 else down) + size + unit


def _bare(change: Fraction, places: int, unit: str) -> str:
    size = format_number(change, places)
    return LEVEL if size == "0" else size + unit
