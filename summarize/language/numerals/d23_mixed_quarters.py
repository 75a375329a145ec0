"""D23 mixed-quarters: quarters are named in several ways.

Why: convention: one way to name a quarter in one document.
Finds: 一季度 in one place, 1季度 or 第一季度 in another.
Leaves alone: titles and tables; 前三季度, 三个季度; quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.mixture import Written, find_odd
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D23",
    "mixed-quarters",
    Severity.WARNING,
    "季度、半年的叫法不一",
    "全文用一种叫法，读起来才像一份材料。",
    "一处“一季度”，另一处“1季度”“第一季度”；“上半年”与“前半年”。",
    "标题、表格里的；前三季度、三个季度；引文。",
    "全文统一，一般写“一季度”。",
    "公文写作惯例",
)

_QUARTER = regex(
    r"(?:(?P<nth>(?<!前)第)|(?<![第前、和至到—–～\d.-]))(?:(?P<digit>[1-4])|[一二三四])(?:季度|季(?=[末初]))", re.ASCII
)
_HALF = regex(r"(?<![此之以目提])(?P<front>[前后]半年)(?![来间内])|[上下]半年")
_FORMS = {
    (False, False): "一季度",
    (True, False): "第一季度",
    (False, True): "1季度",
    (True, True): "第1季度",
}


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield the first of each way to name quarters and half-years that is not the usual one."""
    quarters: list[Written] = []
    halves: list[Written] = []
    for index, passage in enumerate(passages):
        if passage.part.is_headline or passage.part in (Part.TABLE, Part.SIGN_OFF):
            continue
        if "季" in passage.text:
            quarters += _written(passage, index, _QUARTER)
        if "半年" in passage.text:
            halves += _written(passage, index, _HALF)
    for odd in (*find_odd(quarters), *find_odd(halves)):
        first, usual = odd.first, odd.usual
        message = f"“{first.shown}”与“{usual.shown}”叫法不一，全文后一种有{odd.usual_count}处"
        yield first.index, Fault(RULE, first.start, first.end, message)


def _written(passage: Passage, index: int, pattern: re.Pattern[str]) -> Iterator[Written]:
    for match in pattern.finditer(passage.text):
        if passage.touches(match.start(), match.end(), Zone.VERBATIM):
            continue
        if pattern is _QUARTER:
            form = _FORMS[bool(match["nth"]), bool(match["digit"])]
        else:
            form = "前半年" if match["front"] else "上半年"
        yield Written(form, match[0], index, match.start(), match.end())
