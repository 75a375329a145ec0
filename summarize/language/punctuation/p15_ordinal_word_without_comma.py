"""P15 ordinal-word-without-comma: 第一, 其一 or 首先 is followed by another mark than ，.

Why: GB/T 15834-2011, B.3.1: ordinals in words take a comma.
Finds: 首先、统一思想; 第一、加强领导; 其次：压实责任.
Leaves alone: 第一、二产业; 第一、第二; 其一、其二; words that only begin alike (首先要).
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
    "P15",
    "ordinal-word-without-comma",
    Severity.WARNING,
    "“第一”“其一”“首先”后面没有用逗号",
    "这些词作序号，后面用逗号。",
    "“首先、统一思想”；“第一：加强领导”。",
    "“第一、二产业”“第一、第二名”“其一、其二”。",
    "改为逗号。",
    "GB/T 15834-2011 B.3.1",
)
TRIGGERS = (frozenset("、：:.．"), frozenset("第其首再最"))
SKIPS = Zone.LITERAL

_MARK = regex(
    rf"(?:{HEAD}|(?<=[。；：，]))(?:第[{NUMERALS}]{{1,2}}|其[一二三四五六]|首先|其次|再次|最后)([、：:.．])"
    rf"(?![{NUMERALS}\d]|第[{NUMERALS}]|其[次一二三四五六]|再次|最后)(?=\S)"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each other mark that follows an ordinal in words."""
    for match in _MARK.finditer(passage.text):
        start, end = match.span(1)
        word = match[0][: start - match.start()].strip()
        yield Fault(RULE, start, end, f"“{passage.excerpt(start, end)}”中“{word}”后面应为“，”，不用“{match[1]}”")
