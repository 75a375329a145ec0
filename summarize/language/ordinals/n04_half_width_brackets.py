"""N04 half-width-brackets: the brackets of an ordinal are half-width.

Why: GB/T 15834-2011, 5.1: brackets of the Chinese sentence take the place of a 汉字; the two of a pair are alike.
Finds: (1)加强学习; （2)压实责任; (一)总体情况.
Leaves alone: 1)加强学习; brackets within formulas and codes; f(1).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "N04",
    "half-width-brackets",
    Severity.WARNING,
    "序号的括号用了半角",
    "序号的括号是全角的：“（一）”“（1）”，左右要一样。",
    "“(一)总体情况”；“(1)加强学习”；“（2)压实责任”。",
    "只有右括号的“1)”；公式、编号里的括号。",
    "改为全角括号；--fix 可以代改。",
    "GB/T 15834-2011 5.1",
)
TRIGGERS = frozenset("()")
SKIPS = Zone.LITERAL

_HEAD = r"(?m:^)[ \t\u3000]*"
_ORDINAL = regex(
    rf"(?:{_HEAD}|(?<=[：；。，]))"
    r"(?P<all>[（(](?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})[)）])(?=[\s\u3400-\u9fff“《])"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each bracketed ordinal with a half-width bracket."""
    for match in _ORDINAL.finditer(passage.text):
        start, end = match.span("all")
        written, right = match["all"], f"（{match['number']}）"
        if written != right:
            shown = passage.excerpt(start, end)
            message = f"“{shown}”中序号“{written}”的括号应为全角：“{right}”"
            yield Fault(RULE, start, end, message, replacement=right)
