"""N02 number-out-of-sequence: an ordinal does not follow the one before it.

Why: a number that is missing or stands twice shows that something was lost or put in.
Finds: 一、二、四、; two （二）; （一） again under the same heading; （二） as the first under a heading.
Leaves alone: a plan that begins anew at 一、; （三） that goes on behind a new 一级 heading; lists parted by words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.ordinals.heads import (
    Ordinal,
    Siblings,
    find_inner_lists,
    find_siblings,
    is_behind_semicolon,
    write_ordinal,
)
from summarize.language.ordinals.sequences import find_misnumbered, tell
from summarize.language.passage import Part, Passage

RULE = Rule(
    "N02",
    "number-out-of-sequence",
    Severity.WARNING,
    "序号缺号、重号或者乱了次序",
    "序号接不上，读的人会以为漏了一条，或者删改以后没有顺号。",
    "“一、”“二、”“四、”；两个“（二）”；同一标题下又从“（一）”编起；标题下第一条是“（二）”。",
    "计划部分又从“一、”编起；跨标题连续编号的；中间隔着小标题或引语的两组。",
    "顺一遍序号；确实漏了一条的，补上。",
    "公文写作常识",
)


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield each ordinal, at the head of a paragraph or within one, that does not follow the one before."""
    lists = find_siblings(passages)
    turned = {siblings.level for siblings in lists if siblings.is_upside_down}
    for siblings in lists:
        if siblings.level not in turned:
            yield from _tell(siblings.ordinals, begins_with_one=_begins_with_one(siblings, passages))
    for index, passage in enumerate(passages):
        for inner in find_inner_lists(passage, index):
            for part in _parts(inner, passage):
                yield from _tell(part, begins_with_one=False)


def _begins_with_one(siblings: Siblings, passages: Sequence[Passage]) -> bool:
    """Whether the list must begin with 1: at the top of a cell it may go on from another cell."""
    if siblings.is_continued:
        return False
    return siblings.parent is not None or passages[siblings.ordinals[0].index].part is Part.HEADING


def _parts(inner: Sequence[Ordinal], passage: Passage) -> list[list[Ordinal]]:
    """Return the lists of one paragraph: each begins with 1, unless that is said twice over (（1）甲；（1）乙)."""
    parts: list[list[Ordinal]] = []
    for ordinal in inner:
        is_repeated = bool(parts) and len(parts[-1]) == 1 and is_behind_semicolon(ordinal, passage)
        if not parts or (ordinal.number == 1 and not is_repeated):
            parts.append([])
        parts[-1].append(ordinal)
    return parts


def _tell(ordinals: Sequence[Ordinal], *, begins_with_one: bool) -> Iterator[tuple[int, Fault]]:
    numbers = [ordinal.number for ordinal in ordinals]
    reached = [ordinal.reached for ordinal in ordinals]
    for found in find_misnumbered(numbers, reached, begins_with_one=begins_with_one):
        ordinal = ordinals[found.position]
        message = tell(found, ordinal.number, partial(write_ordinal, ordinal.level))
        yield ordinal.index, Fault(RULE, ordinal.start, ordinal.end, message)
