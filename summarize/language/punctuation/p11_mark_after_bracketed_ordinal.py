"""P11 mark-after-bracketed-ordinal: a mark follows a bracketed ordinal at a paragraph's head.

Why: GB/T 15834-2011, B.3.4: the brackets part the ordinal from its words.
Finds: （一）、加强学习; (1).加强学习; （二）：提高认识.
Leaves alone: （一）、（二）项 of a law; ordinals in the middle of a sentence.
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
    "P11",
    "mark-after-bracketed-ordinal",
    Severity.WARNING,
    "带括号的序号后面用了标点",
    "括号已经把序号和正文分开，后面不再用标点。",
    "“（一）、加强学习”；“（1）.加强学习”。",
    "法律条文里的“（一）、（二）项”；句子中间的。",
    "删去序号后面的标点；--fix 可以代改。",
    "GB/T 15834-2011 B.3.4",
)
TRIGGERS = (frozenset("）)"), frozenset("（("), frozenset("、，,.．：:。"))
SKIPS = Zone.LITERAL

_MARK = regex(rf"(?:{HEAD}|(?<=[；：]))[（(](?:[{NUMERALS}]{{1,3}}|\d{{1,2}})[）)]([、，,.．：:。]+)(?![（(\d])")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each mark that follows a bracketed ordinal."""
    for match in _MARK.finditer(passage.text):
        start, end = match.span(1)
        message = f"“{passage.excerpt(start, end)}”的序号带括号，后面不用“{match[1]}”"
        yield Fault(RULE, start, end, message, replacement="")
