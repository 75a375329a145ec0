"""P09 mark-between-quotes: 、 stands between adjacent quoted items.

Why: GB/T 15834-2011, 4.5.3.5: the marks of the pairs part them; with a note between, 、 is used.
Finds: “一站”、“两网”; “一站”（略）“两网”.
Leaves alone: 、 after a note; items of two kinds; a mark at the end of what is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.punctuation.adjacent_items import adjacent_items
from summarize.language.zones import Zone

RULE = Rule(
    "P09",
    "mark-between-quotes",
    Severity.WARNING,
    "带引号的并列词语之间用了顿号",
    "带引号的并列词语挨在一起时不用顿号；中间有括注的才用。",
    "“一站”、“两网”；中间有括注而没有顿号的（提示）。",
    "括注后面的顿号；一边带、一边不带的。",
    "删去顿号；--fix 可以代改。",
    "GB/T 15834-2011 4.5.3.5",
)
TRIGGERS = (frozenset("”"), frozenset("“"), frozenset("、､（"))
SKIPS = Zone.OPAQUE

_ITEMS = adjacent_items("引号", "“", "”")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each 、 between two pairs of marks, and each note that no 、 follows."""
    return _ITEMS.find(passage, RULE)
