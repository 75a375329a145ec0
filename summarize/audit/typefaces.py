"""Typefaces by family, and type sizes by their Chinese names."""

from __future__ import annotations

from enum import StrEnum

from summarize.standard import Length


class Family(StrEnum):
    """A family of typefaces that the standard tells apart; the values are for people."""

    FANGSONG = "仿宋"
    KAITI = "楷体"
    HEITI = "黑体"
    XIAOBIAOSONG = "小标宋"
    ZHONGSONG = "中宋"
    SONGTI = "宋体"
    OTHER = "其他"


_MARKS = (
    (Family.FANGSONG, ("仿宋", "fangsong")),
    (Family.KAITI, ("楷体", "楷", "kaiti", "simkai")),
    (Family.XIAOBIAOSONG, ("小标宋", "xiaobiaosong", "fzxbs")),
    (Family.ZHONGSONG, ("中宋", "zhongsong")),
    (Family.OTHER, ("雅黑", "yahei", "dengxian", "等线")),
    (Family.HEITI, ("黑体", "simhei", "heiti")),
    (Family.SONGTI, ("宋体", "simsun", "songti", "书宋", "fzss")),
)
_SIZE_NAMES = {
    84: "初号", 72: "小初", 52: "一号", 48: "小一", 44: "二号", 36: "小二", 32: "三号", 30: "小三",
    28: "四号", 24: "小四", 21: "五号", 18: "小五",
}  # fmt: skip
SIZES = {name: half_points / 2 for half_points, name in _SIZE_NAMES.items()}
"""Points by the Chinese name of a type size."""


def family_of(font: str) -> Family:
    """Return the family to which a typeface belongs, by its name."""
    name = font.lower().lstrip("@")
    return next((family for family, marks in _MARKS if any(mark in name for mark in marks)), Family.OTHER)


def name_size(size: Length) -> str:
    """Return a type size for people: 三号, 17磅."""
    return _SIZE_NAMES.get(size.half_points) or f"{size.pt:g}磅"


def is_han(character: str) -> bool:
    """Return whether `character` is a 汉字."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character == "〇"
