"""D02 padded-date: the month or the day has a 0 before it.

Why: GB/T 9704-2012, 7.3.5.4: month and day are not padded (1, not 01).
Finds: 2017年07月05日; 7月05日; 03月.
Leaves alone: times (08时05分), ages (06月龄), numbers with a decimal point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D02",
    "padded-date",
    Severity.WARNING,
    "月、日前面补了0",
    "公文里的月、日不编虚位：1不写作01。",
    "“2017年07月05日”“7月05日”“03月”。",
    "钟点（08时05分）、月龄、小数。",
    "去掉补的0；--fix 可以代改。",
    "GB/T 9704-2012 7.3.5.4",
)
TRIGGERS = (frozenset("0"), frozenset("月日"))
SKIPS = Zone.LITERAL

_DATE = regex(
    r"(?<![\d.．,/])(?<!\d{4}-)(?<!-\d\d-)(?<!-\d-)(?:0[1-9]月(?!龄)(?:\d{1,2}[日号])?"
    r"|(?<=月)0[1-9](?:[日号](?!楼)|(?=[-—–～~至到、]\d{1,2}[日号]))|0[1-9]日)",
    re.ASCII,
)
_PAD = regex(r"(?<!\d)0(?=\d)", re.ASCII)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each month or day that is padded."""
    for match in _DATE.finditer(passage.text):
        right = _PAD.sub("", match[0])
        shown = passage.excerpt(match.start(), match.end())
        yield Fault(
            RULE,
            match.start(),
            match.end(),
            f"“{shown}”中月、日前面补了0，“{match[0]}”应为“{right}”",
            replacement=right,
        )
