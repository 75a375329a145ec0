"""D03 short-year: a year is written with its last two digits.

Why: GB/T 15835-2011, 5.1.4: years are not shortened.
Finds: 17年上半年; 16年底; 比16年增长; 17年7月.
Leaves alone: lengths of time: 近17年, 连续17年, 17年来, 第17年上半年.
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
    "D03",
    "short-year",
    Severity.WARNING,
    "年份只写了两位",
    "年份要写全四位，几年以后也不会读错。",
    "“17年上半年”“16年底”“比16年增长”。",
    "表示多少年的：近17年、连续17年、17年来。",
    "把年份写全四位。",
    "GB/T 15835-2011 5.1.4",
)
TRIGGERS = (frozenset("年"), frozenset("0123456789"))
SKIPS = Zone.VERBATIM

_FOLLOWED = (
    r"上半年|下半年|年?[底初末](?![一二三四五六七八九十])|年度|度(?![过假])|第?[一二三四1-4]季度|前[一二三]个?季度|全年|同期"
    r"|\d{1,2}(?:[-—–~～、至到]\d{1,2})?月(?!龄)|工作[总要计]|党建工作|预算|决算"
)
_YEAR = regex(
    rf"(?<![\d.〔\[A-Za-z/—–～~-])(?:(?P<than>[比较与同跟])(?P<old>\d\d)年(?=增长|增加|减少|下降|提高|上升|降低|相比)"
    rf"|(?P<year>\d\d)年(?={_FOLLOWED}))",
    re.ASCII,
)
_LENGTH = regex(r"(?:近|连续|历经|历时|长达|第|过去|这|前|后|达|满|已|每|隔|坚持|约|超过|共|长|几|多)$")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each year of two digits that is surely the name of a year."""
    for match in _YEAR.finditer(passage.text):
        group = "year" if match["year"] else "old"
        start = match.start(group)
        if group == "year" and _LENGTH.search(passage.text, max(start - 3, 0), start):
            continue
        year = match[group]
        full = ("20" if int(year) < 50 else "19") + year
        shown = passage.excerpt(start, start + 3)
        yield Fault(RULE, start, start + 3, f"“{shown}”中的年份只写了两位，“{year}年”应为“{full}年”")
