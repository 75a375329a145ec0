"""D08 one-sided-scale: a range of large numbers has its 万 or 亿 at the end only.

Why: GB/T 15835-2011, 5.1.3: 9亿元～16亿元; 9～16亿元 may be read as from 9元.
Finds: 9～16亿元; 3-5万人.
Leaves alone: 5～10公里 (other units may be named once); 8000～2万元; 3—5万吨级.
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
    "D08",
    "one-sided-scale",
    Severity.WARNING,
    "范围里只有后一个数带“万”“亿”",
    "前一个数会读成没有万、亿的数。",
    "“9～16亿元”“3-5万人”。",
    "单位只写一次的“5～10公里”；“8000～2万元”；“3—5万吨级”。",
    "两个数都带“万”“亿”。",
    "GB/T 15835-2011 5.1.3",
)
TRIGGERS = (frozenset("万亿"), frozenset("-—–―~～－至到"))
SKIPS = Zone.LITERAL

_RANGE = regex(
    rf"(?<![\d.,A-Za-z/第—–～~-])(\d+(?:\.\d+)?)({RANGE_MARK}|——)(\d+(?:\.\d+)?)(万亿|[万亿])(?P<unit>平方米|[元人户亩吨次件个名株棵]?)(?!吨?级)",
    re.ASCII,
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each range of which only the end has its scale; the end is the larger number."""
    for match in _RANGE.finditer(passage.text):
        low, mark, high, scale, unit = match.groups()
        if float(low) >= float(high):
            continue
        mark = mark if mark in "至到" else "～"
        message = f"“{match[0]}”前一个数没有“{scale}”，应为“{low}{scale}{unit}{mark}{high}{scale}{unit}”"
        yield Fault(RULE, match.start(), match.end(), message)
