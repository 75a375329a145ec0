"""D07 one-sided-percent: a range of percentages has its sign at the end only.

Why: GB/T 15835-2011, 5.1.3: 15%～30%, each end with its sign.
Finds: 15-30%; 15～30%; 由15至30%.
Leaves alone: 15%～30%; one percentage; numbers of papers and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.measures import RANGE_MARK
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D07",
    "one-sided-percent",
    Severity.WARNING,
    "百分数的范围只写了一个百分号",
    "前一个数没有百分号，会读成整数。",
    "“15-30%”“15～30%”。",
    "“15%～30%”；单独的百分数。",
    "两个数都带百分号。",
    "GB/T 15835-2011 5.1.3",
)
TRIGGERS = (frozenset("%％‰"), frozenset("-—–―~～－至到"))
SKIPS = Zone.LITERAL

_RANGE = regex(rf"(?<![\d.,A-Za-z/—–～~-])(\d+(?:\.\d+)?)({RANGE_MARK}|——)(\d+(?:\.\d+)?)([%％‰])", re.ASCII)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each range of which only the end has its sign."""
    for match in _RANGE.finditer(passage.text):
        low, mark, high, sign = match.groups()
        mark = mark if mark in "至到" else "～"
        message = f"“{match[0]}”前一个数没有“{sign}”，应为“{low}{sign}{mark}{high}{sign}”"
        yield Fault(RULE, match.start(), match.end(), message)
