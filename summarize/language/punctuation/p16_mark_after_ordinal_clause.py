"""P16 mark-after-ordinal-clause: 一是 is followed by a mark.

Why: GB/T 15834-2011, B.3.7: the clause goes on after 一是.
Finds: 一是：抓学习; 二是，抓落实.
Leaves alone: 一是一、二是二; words before it (原因之一是：).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HEAD, NUMERALS
from summarize.language.zones import Zone

RULE = Rule(
    "P16",
    "mark-after-ordinal-clause",
    Severity.WARNING,
    "“一是”“二是”后面用了标点",
    "“一是”和后面的话是一个分句，中间不停顿。",
    "“一是：抓学习”；“二是，抓落实”。",
    "“一是一、二是二”；“原因之一是：”。",
    "删去后面的标点；--fix 可以代改。",
    "GB/T 15834-2011 B.3.7",
)
TRIGGERS = (frozenset("是"), frozenset(NUMERALS), frozenset("：:，,、"))
SKIPS = Zone.LITERAL

_MARK = regex(rf"(?:{HEAD}|(?<=[。；：，;,:]))[{NUMERALS}]{{1,2}}是([：:，,、]+)(?=\S)")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each mark that follows 一是, 二是 and so on."""
    for match in _MARK.finditer(passage.text):
        start, end = match.span(1)
        word = match[0][: start - match.start()].strip()
        message = f"“{passage.excerpt(start, end)}”中“{word}”后面不用“{match[1]}”"
        yield Fault(RULE, start, end, message, replacement="")
