"""P06 repeated-mark: a mark is repeated, or two marks clash.

Why: GB/T 15834-2011, 5.1: one pause, one mark.
Finds: 落实到位。。; 成效明显，，; 甲，、乙.
Leaves alone: ？！ and ！！ for emphasis; 。。。 (an ellipsis, P04); marks that are spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "P06",
    "repeated-mark",
    Severity.WARNING,
    "标点重复或者相撞",
    "一处停顿只用一个标点。",
    "“落实到位。。”；“成效，，明显”；“甲，、乙”。",
    "“？！”“！！”；三个以上的句号（按省略号提醒）；引号里专门说到的标点。",
    "留一个；重复的，--fix 可以代改，相撞的请自己定。",
    "GB/T 15834-2011 5.1",
)
TRIGGERS = frozenset("，。、；：？！")
SKIPS = Zone.LITERAL

_RUN = regex("[，。、；：？！]{2,}")
_EMPHASIS = frozenset("？！")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each row of two or more marks of pause."""
    text = passage.text
    for match in _RUN.finditer(text):
        run, (start, end) = match[0], match.span()
        kinds = set(run)
        if (
            kinds <= _EMPHASIS
            or (run.startswith("。。。") and len(kinds) == 1)
            or text[max(start - 1, 0) : start] == "“"
        ):
            continue
        shown = passage.excerpt(start, end)
        if len(kinds) == 1:
            yield Fault(RULE, start, end, f"“{shown}”中的“{run[0]}”重复了", replacement=run[0])
        else:
            yield Fault(RULE, start, end, f"“{shown}”中“{run}”几个标点连在一起，应只留一个")
