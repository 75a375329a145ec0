"""N01 level-skipped: an ordinal is not of the level that comes next.

Why: GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）, each below the one before it.
Finds: （1） right below 一、; （一） with 一、 below it.
Leaves alone: 1. below 一、 where there are two levels only; 1） and ① at any level; lists within a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.ordinals.heads import Siblings, find_siblings
from summarize.language.passage import Passage

RULE = Rule(
    "N01",
    "level-skipped",
    Severity.WARNING,
    "层次序号的级别不对",
    "层次依次用“一、”“（一）”“1.”“（1）”，读的人靠它看出谁在谁下面。",
    "“一、”下面直接用“（1）”；“（一）”下面直接用“（1）”；“（一）”下面用“一、”。",
    "全文只有两级时，“一、”下面用“1.”；“1）”和“①”；一段之内的列举。",
    "按“一、”“（一）”“1.”“（1）”的次序改正。",
    "GB/T 9704-2012 7.3.3；GB/T 15834-2011 B.3.8",
)

_LOWEST = 4
_NEXT = {1: "（一）", 2: "1.", 3: "（1）"}


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield the first ordinal of each list that is not of the level below its parent's."""
    lists = find_siblings(passages)
    if turned := next((siblings for siblings in lists if siblings.is_upside_down), None):
        yield _tell_upside_down(turned)
        return
    levels = {siblings.level for siblings in lists}
    for siblings in lists:
        first, parent = siblings.ordinals[0], siblings.parent
        if parent is None or parent.level not in _NEXT or siblings.level > _LOWEST:
            continue
        is_tolerated = parent.level == 1 and siblings.level == 3 and 2 not in levels
        if siblings.level != parent.level + 1 and not is_tolerated:
            message = f"“{parent.text}”下面用了“{first.text}”，应用“{_NEXT[parent.level]}”"
            yield first.index, Fault(RULE, first.start, first.end, message)


def _tell_upside_down(siblings: Siblings) -> tuple[int, Fault]:
    within, previous = siblings.within, siblings.previous
    if within is None or previous is None:
        raise ValueError("a list that stands below none is not upside down")
    first, above = within.ordinals[0], previous.ordinals[-1]
    message = f"“{first.text}”用在了“{above.text}”下面，层次颠倒了"
    return first.index, Fault(RULE, first.start, first.end, message)
