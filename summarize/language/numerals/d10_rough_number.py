"""D10 rough-number: a rough number of two digits next to each other is in Arabic digits or has a 、 in it.

Why: GB/T 15835-2011, 4.2.2 and 5.2.1; GB/T 15834-2011, 4.5.3.4: 三五天, 七八个; and a range is no rough number.
Finds: 3、5天; 七、八个; 3-5个左右.
Leaves alone: 一、二等奖; 5、6月份; 3、5号楼; 第3、4次; 分别为3、4个; 三五天; ordinals at the head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.measures import CHINESE_DIGITS, RANGE_MARK, chinese_digit
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D10",
    "rough-number",
    Severity.WARNING,
    "概数写法不对",
    "相邻两个数表示大概时用汉字，中间不加顿号；写明了范围就不再写“左右”。",
    "“3、5天”“七、八个”“3-5个左右”。",
    "一、二等奖，5、6月份，3、5号楼，第3、4次，分别为3、4个；三五天。",
    "概数写成“三五天”“七八个”；范围写成“3～5个”。",
    "GB/T 15835-2011 4.2.2、5.2.1；GB/T 15834-2011 4.5.3.4",
)
TRIGGERS = frozenset("、左上")
SKIPS = Zone.LITERAL

_COUNTED = (
    r"(?:个(?!别)|人|名|位|户|家|件|起|场|天|年(?![级度代份])|岁|里(?!程)|公里|米|斤|亩|分钟"
    r"|小时|遍|倍|棵|只|头|元|[万千百](?!分))"
)
_PAIR = regex(
    rf"(?<=[\u4e00-\u9fff])(?<![第、])(?:([1-9])、([1-9])|([{CHINESE_DIGITS}])、([{CHINESE_DIGITS}]))(?={_COUNTED})",
    re.ASCII,
)
_APART = regex(r"分别|依次|各为|[甲乙].{0,6}[乙丙]|编号|排名|序号")
_RANGE = regex(
    rf"(?<![\d.:：/—-])\d+(?:\.\d+)?[万亿%％]?{RANGE_MARK}\d+(?:\.\d+)?(?P<unit>[万亿]?(?:[%％]|个百分点|{_COUNTED}|[万亿])?个?[月周]?)(?:左右|上下(?=[，。；、）的]|$))",
    re.ASCII,
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each pair of neighbouring digits that is a rough number, and each range that is rough on top."""
    text = passage.text
    for match in _PAIR.finditer(text):
        low, high = (CHINESE_DIGITS.find(digit) + 1 or int(digit) for digit in match.groups() if digit)
        near = high == low + 1 or (low, high) == (3, 5)
        if not near or _APART.search(text, max(match.start() - 16, 0), match.start()):
            continue
        right = chinese_digit(low).replace("二", "两") if (low, high) == (2, 3) else chinese_digit(low)
        right += "两" if (low, high) == (1, 2) else chinese_digit(high)
        shown = passage.excerpt(match.start(), match.end())
        yield Fault(RULE, match.start(), match.end(), f"“{shown}”中的概数“{match[0]}”应为“{right}”")
    for match in _RANGE.finditer(text):
        yield Fault(RULE, match.start(), match.end(), f"“{match[0]}”已经是范围，不再写“{match[0][-2:]}”")
