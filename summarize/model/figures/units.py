"""Units of count and measure: which can be turned into each other, and by what factor."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from summarize.model.vocabulary import normalize_key

# Bases whose names begin with a scale character (千克, 百分点) or that share a family under another name.
_BASES: dict[str, tuple[Fraction, str]] = {
    "平方米": (Fraction(1), "面积"),
    "平方公里": (Fraction(1_000_000), "面积"),
    "平方千米": (Fraction(1_000_000), "面积"),
    "m2": (Fraction(1), "面积"),
    "亩": (Fraction(2000, 3), "面积"),
    "公顷": (Fraction(10_000), "面积"),
    "米": (Fraction(1), "长度"),
    "公里": (Fraction(1000), "长度"),
    "千米": (Fraction(1000), "长度"),
    "里": (Fraction(500), "长度"),
    "克": (Fraction(1), "质量"),
    "斤": (Fraction(500), "质量"),
    "公斤": (Fraction(1000), "质量"),
    "千克": (Fraction(1000), "质量"),
    "吨": (Fraction(1_000_000), "质量"),
    "度": (Fraction(1000), "瓦时"),
    "个百分点": (Fraction(1), "%"),
    "百分点": (Fraction(1), "%"),
}
_SCALES: tuple[tuple[str, int], ...] = (("亿", 10**8), ("万", 10**4), ("千", 10**3), ("百", 10**2))

_COUNTING_WORDS = frozenset(
    "人户家个件起次项处宗条场名册本份篇期批辆台套座栋幢间所头只羽株棵盏块面张部支根组队班村镇元天日升方瓦分%‰"
) | {
    *("人次", "户次", "家次", "件次", "场次", "班次", "人天", "工日", "工作日", "小时", "分钟", "企业", "单位"),
    *("美元", "毫升", "立方", "立方米", "m3", "吨标准煤", "瓦时", "百分比"),
}


def is_unit(words: str) -> bool:
    """Return whether `words` surely name a unit: 亿元, 万人次, 公里, %, 万吨/日."""
    base = scale_of(normalize_key(words).split("/")[0])[1]
    return not base or base in _COUNTING_WORDS or base in {family for _, family in _BASES.values()}


@lru_cache(maxsize=1024)
def scale_of(unit: str) -> tuple[Fraction, str]:
    """Return the factor and the base of `unit`: 万元 is (10000, 元), 百万元 (1000000, 元)."""
    rest = normalize_key(unit)
    factor = Fraction(1)
    while rest not in _BASES:
        prefix = next(((word, size) for word, size in _SCALES if rest.startswith(word)), None)
        if prefix is None:
            return factor, rest
        rest = rest[len(prefix[0]) :]
        factor *= prefix[1]
    own, base = _BASES[rest]
    return factor * own, base


def factor_of_words(words: str, wanted: str) -> Fraction | None:
    """Return by what a number followed by `words` is multiplied to be one in `wanted`; `None` when nobody can tell.

    A bare scale (3.38亿) counts what `wanted` counts; without a `wanted` unit only words without a scale say enough.
    """
    factor, base = scale_of(words)
    if not wanted:
        return factor if factor == 1 else None
    return factor_between(words, wanted) if base else factor / scale_of(wanted)[0]


def factor_between(unit: str, wanted: str) -> Fraction | None:
    """Return by what a number in `unit` is multiplied to be one in `wanted`; `None` when they are incompatible.

    A bare scale (万, 亿) counts what `unit` counts: 12000户 is 1.2万.
    """
    own_factor, own_base = scale_of(unit)
    wanted_factor, wanted_base = scale_of(wanted)
    if wanted_base and own_base != wanted_base:
        return None
    return own_factor / wanted_factor
