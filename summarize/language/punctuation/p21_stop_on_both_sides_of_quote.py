"""P21 stop-on-both-sides-of-quote: marks of pause stand on both sides of a closing quote.

Why: GB/T 15834-2011, B.2.1: the end of a quotation has one mark, inside or outside.
Finds: 做到“应办尽办。”。; “应办尽办。”，
Leaves alone: “为什么？”。 and “好！”。; one mark on either side.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "P21",
    "stop-on-both-sides-of-quote",
    Severity.WARNING,
    "右引号里外都用了标点",
    "引文的末尾只用一个标点：整句引用的在里面，作为句子一部分的在外面。",
    "“做到‘应办尽办。’。”。",
    "引号里是问号、叹号的；只有一边有标点的。",
    "留一个：引文独立成句的留里面的，否则留外面的。",
    "GB/T 15834-2011 B.2.1",
)
TRIGGERS = (frozenset("”’"), frozenset("。，；、"))
SKIPS = Zone.LITERAL

_BOTH = regex(r"([。，；、])[”’]{1,2}([。，；、])")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each closing quote with a mark of pause on both sides."""
    for match in _BOTH.finditer(passage.text):
        inner, outer = match[1], match[2]
        message = f"“{passage.excerpt(*match.span())}”的右引号里面有“{inner}”，外面又有“{outer}”，只用一个"
        yield Fault(RULE, match.start(), match.end(), message)
