"""P18 pause-before-last-item: 、 stands before 等, 和 or 及.

Why: GB/T 15834-2011, B.1.2: 、 and a word that joins are not used together.
Finds: 甲、乙、等; 甲、乙、和丙; 甲、及乙.
Leaves alone: 、等级、等待、和谐、和平、及时; 以及.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN
from summarize.language.zones import Zone

RULE = Rule(
    "P18",
    "pause-before-last-item",
    Severity.WARNING,
    "“等”“和”“及”前面用了顿号",
    "连词和“等”已经有停顿，前面不再用顿号。",
    "“宣传、培训、等”；“宣传、培训、和走访”。",
    "“、等级”“、和谐”“、及时”这样的词；“以及”。",
    "删去顿号；“等”前面的，--fix 可以代改。",
    "GB/T 15834-2011 B.1.2",
)
TRIGGERS = (frozenset("、"), frozenset("等和及"))
SKIPS = Zone.LITERAL

_BEFORE_ETC = regex(r"(?<!、)、+(?=等(?![级待到候于同额次价量效离外]))")
_BEFORE_AND = regex(r"(?<!、)、+(和(?![谐平睦解气美善煦缓顺风田县声某])|及(?![时格早第物]))")
_HAN = regex(f"[{HAN}”》）A-Za-z0-9]")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each 、 before such a word."""
    text = passage.text
    for match in _BEFORE_ETC.finditer(text):
        if match.start() and _HAN.match(text, match.start() - 1):
            message = f"“{passage.excerpt(*match.span())}”中“等”前面不用“、”"
            yield Fault(RULE, match.start(), match.end(), message, replacement="")
    for match in _BEFORE_AND.finditer(text):
        end = match.start(1)
        message = f"“{passage.excerpt(match.start(), match.end())}”中“{match[1]}”前面不用“、”"
        yield Fault(RULE, match.start(), end, message)
