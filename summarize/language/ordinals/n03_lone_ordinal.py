"""N03 lone-ordinal: a numbered heading is the only one below its heading.

Why: a number promises a second one.
Finds: a heading （一） alone below 一、.
Leaves alone: one problem, plan item or suggestion alone; lists in the text; what has no heading above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.ordinals.heads import find_siblings
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex

RULE = Rule(
    "N03",
    "lone-ordinal",
    Severity.WARNING,
    "标题下面只有一个带序号的小标题",
    "有（一）就该有（二）；只有一层意思的，不必再编序号。",
    "“一、”下面只有“（一）”一个小标题。",
    "只有一个问题、一条计划、一条建议的；正文里的列举；上面没有标题的。",
    "去掉序号，或把内容分成两条以上。",
    "公文写作常识",
)

_LOWEST = 4
_MAY_BE_ONE = regex("问题|不足|困难|短板|薄弱|差距|计划|打算|安排|思路|要点|建议|意见|请求|事项|目标")


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield each numbered heading that has no sibling below its own heading."""
    for siblings in find_siblings(passages):
        first, parent = siblings.ordinals[0], siblings.parent
        if len(siblings.ordinals) > 1 or parent is None or first.number != 1 or first.reached > 1:
            continue
        if siblings.level > _LOWEST or siblings.level <= parent.level:
            continue
        above, own = passages[parent.index], passages[first.index]
        if above.part is not Part.HEADING or own.part is not Part.HEADING or _MAY_BE_ONE.search(above.text):
            continue
        message = f"“{parent.text}”下面只有“{first.text}”一条，没有下一条"
        yield first.index, Fault(RULE, first.start, first.end, message)
