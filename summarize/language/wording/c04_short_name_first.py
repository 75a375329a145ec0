"""C04 short-name-first: an organisation is called by its short name before its full name was given.

Why: the first time, an organisation is named in full; the short name follows from there.
Finds: 区应急局 in the first paragraph, its full name in the third or nowhere.
Leaves alone: after 简称“…”; a short name within the full one; names that no list has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.wording.matching import build_wordlist
from summarize.language.zones import Zone

RULE = Rule(
    "C04",
    "short-name-first",
    Severity.INFO,
    "还没有写全称就用了简称",
    "机构第一次出现写全称，其后才用简称，外单位的人才看得懂。",
    "词表写明“区应急局”是“云岭区应急管理局”的简称，正文开头就写“区应急局”。",
    "写过“（以下简称“区应急局”）”的；前面有全称的；词表里没有的名称。",
    "第一次出现时写全称。",
    "公文用语；词表",
)


def find_all(passages: Sequence[Passage], /) -> Iterator[tuple[int, Fault]]:
    """Yield the first use of each short name that its full name does not precede."""
    if not passages or not (names := passages[0].words.names):
        return
    names = {short: full for short, full in names.items() if full and short != full}
    known: set[str] = set()
    written = build_wordlist({*names, *names.values()})
    for index, passage in enumerate(passages):
        end = 0
        for start, word in written.find(passage.text):
            if start < end:
                continue
            end = start + len(word)
            known |= {short for short, full in names.items() if full == word}
            if word not in names or word in known:
                continue
            if not passage.part.is_prose or passage.touches(start, end, Zone.LITERAL):
                continue
            known.add(word)
            if not _is_declared(passage.text, start):
                shown = passage.excerpt(start, end)
                yield index, Fault(RULE, start, end, f"“{shown}”用了简称“{word}”，前面没有写过“{names[word]}”")


def _is_declared(text: str, start: int) -> bool:
    """Return whether the text says just before `start` that a short name follows."""
    return "简称" in text[max(start - 6, 0) : start]
