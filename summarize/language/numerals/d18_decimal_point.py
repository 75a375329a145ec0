"""D18 decimal-point: a decimal has no 0 before its point, or a full-width point.

Why: GB/T 15835-2011, 5.1.2: 0.5, with a half-width point.
Finds: 增长.5%; 3．6万元; 3·6%.
Leaves alone: ordinals (1．2017年…), dates, “5．12”, names of files, clauses.
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
    "D18",
    "decimal-point",
    Severity.WARNING,
    "小数的写法不对",
    "小数点前的0不能省，小数点用半角的。",
    "“增长.5%”“3．6万元”。",
    "序号“1．2017年”，日期，“5．12”一类的日子，条款号。",
    "写成“0.5%”“3.6万元”；--fix 可以代改。",
    "GB/T 15835-2011 5.1.2",
)
TRIGGERS = (frozenset(".．·"), frozenset("0123456789"))
SKIPS = Zone.LITERAL

_UNIT = rf"(?:[%％‰万亿倍]|{COUNTER})"
_BARE = regex(rf"(?<=[\u4e00-\u9fff，：（])\.(\d+)(?={_UNIT})", re.ASCII)
_WIDE = regex(r"(?<![\d.．“A-Za-z])(\d+)．(\d+)(?![\d．”A-Za-z])", re.ASCII)
_MIDDLE = regex(r"(?<![\d.．·“A-Za-z])(\d+)·(\d+)(?=[%％‰万亿倍]|个百分点)", re.ASCII)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each decimal with a wrong point."""
    text = passage.text
    for match in _BARE.finditer(text):
        yield _told(match, "小数点前的0不能省", f"0.{match[1]}")
    for match in _WIDE.finditer(text):
        if match.start() and text[match.start() - 1] not in "\n。；：:;　 ":
            yield _told(match, "小数点不是半角的", f"{match[1]}.{match[2]}")
    for match in _MIDDLE.finditer(text):
        yield _told(match, "小数点不是半角的", f"{match[1]}.{match[2]}")


def _told(match: re.Match[str], what: str, right: str) -> Fault:
    message = f"“{match[0]}”{what}，应为“{right}”"
    return Fault(RULE, match.start(), match.end(), message, replacement=right)
