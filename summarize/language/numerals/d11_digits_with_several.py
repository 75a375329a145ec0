"""D11 digits-with-several: 几 or 数 stands with Arabic digits.

Why: GB/T 15835-2011, 5.2.1: rough numbers with 几 are in 汉字: 二十几个, 几十个, 数百人.
Finds: 20几个; 几10个; 达数100人.
Leaves alone: 20余个, 30多人, 二十几个, 人数100人.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.measures import COUNTER, chinese_digit
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D11",
    "digits-with-several",
    Severity.WARNING,
    "“几”“数”与阿拉伯数字连用",
    "带“几”的是概数，数字用汉字。",
    "“20几个”“几10个”“达数100人”。",
    "20余个、30多人、二十几个；人数100人。",
    "写成“二十几个”“几十个”“数百人”。",
    "GB/T 15835-2011 5.2.1",
)
TRIGGERS = (frozenset("几数"), frozenset("0123456789"))
SKIPS = Zone.LITERAL

_COUNTED = rf"(?=[万亿]|年(?!级)|{COUNTER}|[，。；])"
_AFTER = regex(rf"(?<![\d.,，A-Za-z第:：/—-])(\d?0|\d00)几{_COUNTED}", re.ASCII)
_BEFORE = regex(rf"(?:(?<!十)(几)|(?<=[有达近了过超出，])(数))(10{{1,3}}){_COUNTED}", re.ASCII)
_NOT_ROUND = regex(rf"(?<![\d.,，A-Za-z第:：/—-])(?P<number>\d?\d?[1-9])几{_COUNTED}", re.ASCII)
_POWERS = {"10": "十", "100": "百", "1000": "千"}


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each rough number with 几 or 数 in which the rest is digits."""
    for match in _AFTER.finditer(passage.text):
        digits = match[1]
        if digits.startswith("0"):
            continue
        head = "" if digits == "10" else chinese_digit(int(digits[0]))
        right = f"{head}{'十' if len(digits) == 2 else '百'}几"
        yield _told(passage, match.start(), match.end(), right)
    for match in _NOT_ROUND.finditer(passage.text):
        shown = passage.excerpt(match.start(), match.end())
        message = f"“{shown}”中的“{match[0]}”读不通，“几”前面只能是整数，如“十几”“二十几”"
        yield Fault(RULE, match.start(), match.end(), message)
    for match in _BEFORE.finditer(passage.text):
        right = (match[1] or match[2]) + _POWERS[match[3]]
        yield _told(passage, match.start(), match.end(), right)


def _told(passage: Passage, start: int, end: int, right: str) -> Fault:
    shown = passage.excerpt(start, end)
    return Fault(RULE, start, end, f"“{shown}”中的概数“{passage.text[start:end]}”应为“{right}”")
