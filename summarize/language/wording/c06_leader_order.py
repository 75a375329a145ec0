"""C06 leader-order: leaders are named in another order than the list's.

Why: the order of names says rank.
Finds: 王五、张三 where the list has 张三 before 王五, with or without titles between them.
Leaves alone: names in different clauses; names that no list has.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.wording.matching import wordlist
from summarize.language.zones import Zone

RULE = Rule(
    "C06",
    "leader-order",
    Severity.WARNING,
    "领导排序与名单不同",
    "排名的先后就是职务的先后。",
    "名单上甲在乙前，正文连写“乙、甲”。",
    "不在同一串人名里的；名单里没有的人。",
    "按名单的次序写；名单变了，改“词表”。",
    "词表",
)
TRIGGERS = frozenset("、和及与")
SKIPS = Zone.LITERAL

_JOIN = regex(r"(?:同志)?[、和及与][\u4e00-\u9fff、（）]{0,24}")
"""What stands between two names of one enumeration: the mark and the title of the second."""


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each name that stands right after one that the list has later."""
    leaders = passage.words.leaders
    if not leaders:
        return
    ranks = {name: rank for rank, name in enumerate(leaders)}
    before: tuple[int, str] | None = None
    for start, name in wordlist(leaders).find(passage.text):
        end = start + len(name)
        if before is not None and ranks[name] < ranks[before[1]]:
            low, first = before
            if _JOIN.fullmatch(passage.text, low + len(first), start):
                shown = passage.excerpt(low, end)
                yield Fault(RULE, low, end, f"“{shown}”把{first}排在{name}前，名单上{name}在前")
        before = (start, name)
