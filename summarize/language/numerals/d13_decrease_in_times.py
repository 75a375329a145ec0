"""D13 decrease-in-times: a decrease is told in 倍.

Why: usage: less by once is nothing left; decreases are told in per cent or fractions.
Finds: 下降了2倍; 减少1倍; 降低两倍; 比上年少2倍.
Leaves alone: 减少到…; 由3倍降低到1.5倍; 至少3倍; increases; quotations.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D13",
    "decrease-in-times",
    Severity.ERROR,
    "减少用了“倍”",
    "减少1倍就一个也不剩了；减少只能说百分之几、几分之几。",
    "“下降了2倍”“减少1倍”“比上年少2倍”。",
    "“降低到1.5倍”“至少3倍”；增加了几倍；引文。",
    "改用百分数或分数：原来10、现在5，是减少50%。",
    "语文规范",
)
TRIGGERS = frozenset("倍")
SKIPS = Zone.VERBATIM

_FALLS = r"(?:下降|减少|降低|缩小|缩短|回落|下滑|缩减|压缩|萎缩|减轻|削减|降幅|减幅|跌幅|减了|降了|跌了)"
_BETWEEN = r"(?:了|约|近|超过|将近|接近|大约|整整|达到?(?!原)|幅度[为达]|为(?!原)){0,3}"
_NUMBER = r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十百几数]{1,4})[余多]?倍(?![数增体频镜率])"
_FALL = regex(rf"{_FALLS}{_BETWEEN}{_NUMBER}")
_LESS = regex(rf"[比较][^，。；：、\n]{{1,16}}?(?<![至不最减缺多])[少低]了?{_NUMBER}")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each decrease of so many times."""
    for match in (found for pattern in (_FALL, _LESS) for found in pattern.finditer(passage.text)):
        shown = passage.excerpt(match.start(), match.end())
        yield Fault(RULE, match.start(), match.end(), f"“{shown}”：减少不能用倍数，应写减少百分之几或几分之几")
