"""D19 mixed-grouping: large numbers are partly grouped by threes, partly not.

Why: GB/T 15835-2011, 5.1.1: one document groups its digits in one way.
Finds: 12,345元 in one place, 23456元 in another; of prose and of tables each for itself.
Leaves alone: numbers of four digits; numbers of telephones, papers, projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.measures import COUNTER
from summarize.language.numerals.mixture import Written, find_odd
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D19",
    "mixed-grouping",
    Severity.WARNING,
    "大数有的分节、有的不分节",
    "全文的分节方式要一致，否则看着像出自几个人之手。",
    "一处“12,345元”，另一处“23456元”。",
    "四位以内的数；电话、文号、编号；正文与表格各算各的。",
    "全文统一为一种写法。",
    "GB/T 15835-2011 5.1.1",
)

_NUMBER = regex(
    r"(?<![\d.,，A-Za-z:：/—〔第-])(?:(?P<comma>\d{1,3}(?:,\d{3})+)|(?P<thin>\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+)|\d{5,12})"
    rf"(?![\d,])(?=(?:\.\d+)?[余多]?(?:[万亿]|{COUNTER}))",
    re.ASCII,
)
_DIGITS = frozenset("0123456789")
_FORMS = {"comma": "用了千分位逗号", "thin": "用空格分了节", None: "没有分节"}


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield the first number of each grouping that is not the usual one."""
    for in_tables in (False, True):
        chosen = [(index, one) for index, one in enumerate(passages) if (one.part is Part.TABLE) is in_tables]
        written = [
            Written(_FORMS[match.lastgroup], match[0], index, match.start(), match.end())
            for index, passage in chosen
            if not _DIGITS.isdisjoint(passage.characters)
            for match in _NUMBER.finditer(passage.text)
            if not passage.touches(match.start(), match.end(), Zone.VERBATIM)
        ]
        for odd in find_odd(written):
            first, usual = odd.first, odd.usual
            message = f"“{first.shown}”{first.form}，全文另有{odd.usual_count}处（如“{usual.shown}”）{usual.form}"
            yield first.index, Fault(RULE, first.start, first.end, message)
