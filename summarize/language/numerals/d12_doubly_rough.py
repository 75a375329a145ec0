"""D12 doubly-rough: two words that make a number rough stand about one number.

Why: logic: 约30人左右 says twice that it is rough; 至少5个以上 contradicts itself.
Finds: 约30人左右; 近50余家; 50余家左右; 超过半数以上; 不低于85%以上.
Leaves alone: 约30人, 30人左右, 100万以上; words of another clause; 节约30余万元, 附近20多户, 近30多年.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.measures import COUNTER
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D12",
    "doubly-rough",
    Severity.WARNING,
    "一个数前后都有表示大概的词",
    "“约”与“左右”、“近”与“余”意思重复或矛盾，留一个就够。",
    "“约30人左右”“近50余家”“超过半数以上”“不低于85%以上”“50余家左右”。",
    "约30人、30人左右、100万以上；节约30余万元、附近20多户。",
    "只留一个表示大概的词。",
    "语文规范",
)
TRIGGERS = (frozenset("约近超逾过于少多概余"), frozenset("余多左上以"))
SKIPS = Zone.LITERAL

_MANY = r"(?<!不)超过|逾(?!期)|(?<!高)超(?!过|[市越])|多于|高于|大于"
_BEFORE = (
    r"(?P<before>大约|大概|(?<![节预签合公条制契违特邀履失续租婚赴践相缩解守大集简])约|将近|接近"
    r"|(?<![最附邻靠临就相贴远走拉亲新将接抵])近"
    r"|至少|最少|不少于|不低于|不超过|不高于|至多|最多|" + _MANY + r")(?:[有为达占]|有着)?"
)
_NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]{1,7}(?!分之)|半数|一半"
    r"|[二三四五六七八九十]分之[一二三四五六七八九十])"
)
_AFTER = r"(?P<after>左右(?![侧岸两手边邻脑摇])|上下(?=[，。；、）的\n]|$)|以上(?![游级])|以下|以内(?!部))"
_ROUGH = regex(
    rf"{_BEFORE}(?P<number>{_NUMBER}(?:(?P<more>[余多])(?:[万亿千百]|{COUNTER})"
    rf"|(?:万亿|[万亿千百])?(?:(?P<rest>[余多]){COUNTER}|(?:[%％]|年|{COUNTER})?{_AFTER})))"
)
_ROUGH_AFTER = regex(
    rf"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?:万亿|[万亿千百])?(?P<before>[余多])(?:[万亿千百])?(?:年|{COUNTER})"
    r"(?P<after>左右(?![侧岸两手边邻脑摇])|上下(?=[，。；、）的\n]|$)|以上(?![游级半]))"
)
_FITTING = {"以下": ("至少", "最少", "不少于", "不低于"), "以内": ("至少", "最少", "不少于", "不低于")}
_SPAN_OF_TIME = regex(r"[余多](?:个月|天|个小时|小时)")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each number that is made rough before and after."""
    told: set[int] = set()
    for match in _ROUGH.finditer(passage.text):
        before = match["before"]
        after = match["more"] or match["rest"] or match["after"]
        if before == "近" and (_SPAN_OF_TIME.search(match[0]) or "年" in match[0]):
            continue
        if before in _FITTING.get(after, ()):
            continue
        told.add(match.start("number"))
        yield _told(match, before, after)
    for match in _ROUGH_AFTER.finditer(passage.text):
        if match.start() not in told:
            yield _told(match, match["before"], match["after"])


def _told(match: re.Match[str], before: str, after: str) -> Fault:
    return Fault(RULE, match.start(), match.end(), f"“{match[0]}”中的“{before}”与“{after}”重复或矛盾，只留一个")
