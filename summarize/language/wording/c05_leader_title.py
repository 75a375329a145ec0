"""C05 leader-title: a leader stands with another title than the list has.

Why: a wrong title of a leader is what a reader upstairs sees first.
Finds: 副区长 before a name whose title in the list is 区委书记.
Leaves alone: 原, 时任 and the like; roles of the moment (组长, 河长); names without a title; names that no list has.
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
    "C05",
    "leader-title",
    Severity.WARNING,
    "领导职务与名单不符",
    "职务写错，或沿用了调整以前的。",
    "名单上是“区委书记”，正文在姓名前写“副区长”。",
    "“原”“时任”“前任”；组长、河长等临时担任的；只写姓名的；名单里没有的人。",
    "核对职务；已经调整的，改“词表”中的领导名单。",
    "词表",
)
TRIGGERS: frozenset[str] = frozenset()
SKIPS = Zone.LITERAL

_TITLE = regex(
    r"(?:第一|常务)?副?(?:书记|[省市州县区镇乡局厅部处科院校所站]长|主任|主席|秘书长|检察长|政委|司令员|参谋长|巡视员|调研员)"
)
_LONGEST = 8
_FORMER = regex(r"(?:原任?|时任|前任|前|曾任|历任)[^，。；、]{0,15}$")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each title beside a leader's name that the list does not give that leader."""
    leaders, text = passage.words.leaders, passage.text
    if not leaders:
        return
    for start, name in wordlist(leaders).find(text):
        given = {match[0] for match in _TITLE.finditer(leaders[name])}
        span = _title_before(text, start) or _title_after(text, start + len(name))
        if not given or span is None or text[slice(*span)] in given or _FORMER.search(text[max(start - 30, 0) : start]):
            continue
        shown, title = passage.excerpt(*span), text[slice(*span)]
        yield Fault(RULE, *span, f"“{shown}”中{name}的职务写作“{title}”，名单上是“{leaders[name]}”")


def _title_before(text: str, start: int) -> tuple[int, int] | None:
    low = max(start - _LONGEST, 0)
    for match in _TITLE.finditer(text[low:start]):
        if low + match.end() == start:
            return low + match.start(), start
    return None


def _title_after(text: str, end: int) -> tuple[int, int] | None:
    match = _TITLE.match(text, end)
    return match.span() if match and text[match.end() : match.end() + 1] not in ("会", "办") else None
