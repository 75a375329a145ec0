"""P10 mark-between-titles: 、 stands between adjacent titles.

Why: GB/T 15834-2011, 4.5.3.5: the marks of the pairs part them; with a note between, 、 is used.
Finds: 《条例》、《办法》; 《条例》（略）《办法》.
Leaves alone: 、 after a note; items of two kinds.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.punctuation.adjacent_items import adjacent_items
from summarize.language.zones import Zone

RULE = Rule(
    "P10",
    "mark-between-titles",
    Severity.WARNING,
    "带书名号的并列词语之间用了顿号",
    "带书名号的并列词语挨在一起时不用顿号；中间有括注的才用。",
    "《条例》、《办法》；中间有括注而没有顿号的（提示）。",
    "括注后面的顿号；一边带、一边不带的。",
    "删去顿号；--fix 可以代改。",
    "GB/T 15834-2011 4.5.3.5",
)
TRIGGERS = (frozenset("》"), frozenset("《"), frozenset("、､（"))
SKIPS = Zone.OPAQUE

_ITEMS = adjacent_items("书名号", "《", "》")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each 、 between two pairs of marks, and each note that no 、 follows."""
    return _ITEMS.find(passage, RULE)
