"""P17 ellipsis-with-and-so-on: an ellipsis and 等 say the same twice, or there are more than two ellipses.

Why: GB/T 15834-2011, A.9: an ellipsis does not go with 等 or 等等; at most two of them stand together.
Finds: 宣传、培训……等; 宣传、培训等……; ………………………….
Leaves alone: ……等待, 平等……; leaders of contents.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import SPACE
from summarize.language.zones import Zone

RULE = Rule(
    "P17",
    "ellipsis-with-and-so-on",
    Severity.WARNING,
    "省略号和“等”重复了",
    "“……”就是“等”，两者只用一个；连在一起的省略号最多两个。",
    "“宣传、培训……等”；“宣传、培训等……”。",
    "“……等待”“……平等……”；目录的引导点。",
    "留“等”，删去省略号。",
    "GB/T 15834-2011 A.9.1、A.9.2",
)
TRIGGERS = frozenset("…")
SKIPS = Zone.LITERAL

_BOTH = regex(r"…{1,4}等等?(?![待级到候于同额次价量效离])|(?<!等一)(?<![平中高初同对均相不优劣上下头特久])等等?…{1,4}")
_LONG = regex(r"…{5,}")
_END_OF_ENTRY = regex(rf"[{SPACE}]*\d*[{SPACE}]*(?:\n|\Z)")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each ellipsis with 等, and each row of more than two."""
    text = passage.text
    for match in _BOTH.finditer(text):
        message = f"“{passage.excerpt(*match.span())}”中“{match[0]}”重复，“……”和“等”只用一个"
        yield Fault(RULE, match.start(), match.end(), message)
    for match in _LONG.finditer(text):
        if not _END_OF_ENTRY.match(text, match.end()):
            message = f"“{passage.excerpt(*match.span())}”中的省略号太长，最多连用两个"
            yield Fault(RULE, match.start(), match.end(), message)
