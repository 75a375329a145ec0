"""Q12 count-off-items: the number announced is not that of the items that follow in the same passage.

Why: whoever reads 三个方面 counts them.
Finds: 抓好三个方面：一是…；二是….
Leaves alone: items elsewhere or in paragraphs of their own (N07); other counts between; 等; rough numbers; 、.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.numerals import read_numeral
from summarize.language.zones import Zone

RULE = Rule(
    "Q12",
    "count-off-items",
    Severity.WARNING,
    "说的项数与后面列出的项数不同",
    "读到“三个方面”，读的人就会数；少一项像是漏了，多一项像是没改。",
    "“抓好三个方面工作：一是……；二是……。”；“重点做好以下4项：甲；乙；丙。”",
    "后面没有逐项列出的；分段列出的（N07）；列举带“等”的；以顿号隔开的短语。",
    "核对项数，改正数目，或补上漏写的一项。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("：:是一"), frozenset("个项大条点件种"))
SKIPS = Zone.LITERAL | Zone.QUOTATION

_NOUNS = "|".join(
    (
        *(
            "方面",
            "任务",
            "举措",
            "措施",
            "工作",
            "环节",
            "重点",
            "要求",
            "原则",
            "建议",
            "意见",
            "做法",
            "步骤",
            "阶段",
        ),
        *("机制", "问题", "特点", "关键", "目标", "内容", "行动", "事项", "抓手", "突破", "结合"),
    )
)
_COUNT = regex(
    r"(?<![第之其前后数\d.十几])(?P<number>[两二三四五六七八九十]{1,3}|\d{1,2})(?:个|项|大|条|点|件|种)"
    r"(?P<noun>[^，。；：、（）()“”\n\d一二三四五六七八九十]{0,16})(?P<mark>[：:。])[ \t]*",
)
_NAMED = regex(rf"[^的]{{0,4}}(?:{_NOUNS})+(?:如下|来抓|抓起|做起|入手|着手|展开)?")
_ORDINAL_IS = regex(r"(?<![一二三四五六七八九十唯第其之不统同])(?P<number>[一二三四五六七八九十]{1,3})是")
_MUST_BE = regex(r"一是|（一）|\(一\)|1[.．]|①")
_BRACKETED = regex(r"[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]")
_UNSURE = regex(r"等(?:方面|工作|问题|任务|内容|$)|……")
_FIRST = ("一是", "（一）", "(一)")
_ANNOUNCED = regex(r"(?:以下|如下|下列)$")
_MOST_LETTERS = 2000


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each number announced that is not that of the items behind it."""
    text = passage.text
    for match in _COUNT.finditer(text):
        stated = int(match["number"]) if match["number"].isdigit() else read_numeral(match["number"])
        if not stated or stated < 2:
            continue
        rest = text[match.end() : match.end() + _MOST_LETTERS].partition("\n")[0]
        found = _count_items(rest, match["noun"], has_colon=match["mark"] in "：:")
        if found and found != stated and len(rest) < _MOST_LETTERS:
            shown = match[0].strip().rstrip("：:。")
            is_sure = (rest.startswith(_FIRST) and match["mark"] != "。") or _ANNOUNCED.search(
                text[max(match.start() - 2, 0) : match.start()]
            )
            severity = None if is_sure else Severity.INFO
            message = f"“{shown}”说的是{stated}项，后面列出{found}项"
            yield Fault(RULE, match.start(), match.start() + len(shown), message, severity=severity)


def _count_items(rest: str, noun: str, *, has_colon: bool) -> int | None:
    """Return how many items `rest`, behind the number of `noun`, begins with; `None` where that is not sure."""
    if rest.startswith("一是") and (has_colon or re.search(_NOUNS, noun)):
        return _last_of_series(_ORDINAL_IS, rest)
    if rest.startswith(_FIRST) and re.search(_NOUNS, noun):
        return _last_of_series(_BRACKETED, rest)
    sentence, end, _ = rest.partition("。")
    if not has_colon or not end or not _NAMED.fullmatch(noun) or _MUST_BE.search(sentence) or _UNSURE.search(sentence):
        return None
    items = sentence.count("；") + 1
    return items if items > 1 else None


def _last_of_series(ordinals: re.Pattern[str], rest: str) -> int | None:
    """Return how many ordinals follow each other upward in `rest`; `None` of one alone, and where they start anew."""
    count, last = 0, 0
    for match in ordinals.finditer(rest):
        number = read_numeral(match["number"]) or 0
        if number == 1 and last:
            return None
        if number > last:
            count, last = count + 1, number
    return count if count > 1 else None
