"""The measure words and numerals that the rules on numbers know: those after which a number counts something.

Words that also name (号, 期, 班, 级, 楼, 月) are left out: a number before them is as often an ordinal.
"""

from __future__ import annotations

COUNTERS = (
    *("平方公里", "平方千米", "平方米", "立方米", "公里", "公顷", "公斤", "个小时", "小时", "分钟", "个工作日"),
    *("个百分点", "个月", "人次", "户次", "场次", "件次", "个", "人", "名", "位", "户", "家", "件", "起", "项", "次"),
    *("处", "宗", "场", "册", "份", "篇", "批", "辆", "台", "套", "座", "间", "头", "只", "羽", "株", "棵", "盏", "块"),
    *(
        "面",
        "张",
        "例",
        "幅",
        "种",
        "把",
        "瓶",
        "箱",
        "袋",
        "米",
        "亩",
        "吨",
        "斤",
        "元",
        "天",
        "岁",
        "条",
        "所",
        "艘",
        "支",
    ),
)
"""Measure words that follow a number of things or a quantity, longer ones first."""
COUNTER = "(?:" + "|".join(sorted(COUNTERS, key=len, reverse=True)) + ")"
RANGE_MARK = "[-—–―~～－至到]"
CHINESE_DIGITS = "一二三四五六七八九"


def chinese_digit(number: int) -> str:
    """Return the 汉字 of a number from 1 to 9."""
    return CHINESE_DIGITS[number - 1]
