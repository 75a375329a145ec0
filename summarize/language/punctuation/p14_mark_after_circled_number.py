"""P14 mark-after-circled-number: a mark follows a circled number.

Why: GB/T 15834-2011, B.3.4, by analogy: the circle parts the number from its words.
Finds: ①、培训; ②.走访; ③，检查.
Leaves alone: ①、② of a list of numbers; a number that is part of a name (方案①、).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN, HEAD, SPACE
from summarize.language.zones import Zone

RULE = Rule(
    "P14",
    "mark-after-circled-number",
    Severity.WARNING,
    "带圈的序号后面用了标点",
    "圆圈已经把序号和正文分开，后面不再用标点。",
    "“①、培训”；“②.走访”。",
    "“①、②两项”；“方案①、方案②”。",
    "删去序号后面的标点；--fix 可以代改。",
    "GB/T 15834-2011 B.3.4",
)
TRIGGERS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊")
SKIPS = Zone.LITERAL

_MARK = regex(rf"(?:{HEAD}|(?<=[：；。，、]))[①-⒇❶-❿]([、，,.．：:]+)(?=[{SPACE}]*[{HAN}A-Za-z“《])")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each mark that follows a circled number."""
    for match in _MARK.finditer(passage.text):
        start, end = match.span(1)
        message = f"“{passage.excerpt(start, end)}”的序号带圈，后面不用“{match[1]}”"
        yield Fault(RULE, start, end, message, replacement="")
