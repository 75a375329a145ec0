"""Q08 times-off: a growth in 倍 is not that between the two numbers.

Why: 增加了 counts the growth alone, 增加到 the whole: from 2 to 6 is 增加了2倍, 增加到3倍.
Finds: 由2个增加到6个，增加了3倍.
Leaves alone: 增加了2倍; 是原来的3倍; rough numbers; decreases.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.quantities.amounts import TIMES, write_number
from summarize.language.quantities.changes import find_changes, is_down
from summarize.language.zones import Zone

RULE = Rule(
    "Q08",
    "times-off",
    Severity.WARNING,
    "增加的倍数与前后两数算出来的不同",
    "“增加了”只算增加的部分，“增加到”连原来的也算：由2个到6个，是增加了2倍，增加到3倍。",
    "“由2个增加到6个，增加了3倍”。",
    "“增加了2倍”；“是原来的3倍”；约数。",
    "核对倍数；连原来的也算在内的，写“增加到原来的N倍”。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("倍"), frozenset("由从上去年"))
SKIPS = Zone.LITERAL


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each growth in 倍 that is none of the two numbers."""
    for sentence, change in find_changes(passage):
        stated, growth = change.stated, change.growth
        if stated is None or stated.base != TIMES or growth is None or is_down(change.stated_verb):
            continue
        if growth <= 0 or change.may_grow_by(stated.size, stated.step / 2):
            continue
        old, new, written = (sentence.text[one.start : one.end] for one in (change.old, change.new, stated))
        found = f"增加了{write_number(growth)}倍，是原来的{write_number(growth + 1)}倍"
        message = f"由{old}到{new}是{found}，文中写的是“{change.stated_verb}{written}”"
        related = ((change.old.start, change.old.end), (change.new.start, change.new.end))
        yield Fault(RULE, stated.start, stated.end, message, related=related)
