"""P08 same-marks-nested: quotes stand in quotes of the same kind, or title marks in title marks.

Why: GB/T 15834-2011, 4.8.4 and 4.15.3.5: “ ‘ ’ ” and 《〈〉》 by turns; the outermost are “” and 《》.
Finds: 《关于印发《办法》的通知》; “要把“放管服”改革做实”; ‘放管服’改革; 《关于印发<办法>的通知》.
Leaves alone: marks with another kind of pair between them; English apostrophes.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.pairing import CLOSER_OF, pair_marks
from summarize.language.zones import Zone

RULE = Rule(
    "P08",
    "same-marks-nested",
    Severity.WARNING,
    "引号里套了同样的引号，书名号里套了同样的书名号",
    "外面用“”和《》，里面用‘’和〈〉。不少单位在里面是完整的文件名时仍用《》，可以在“豁免”里写明。",
    "“《关于印发《办法》的通知》”；“‘放管服’改革”。",
    "中间隔着另一种括号的；英文里的撇号。",
    "里层改为‘’或者〈〉，最外层改为“”或者《》。",
    "GB/T 15834-2011 4.8.4、4.15.3.5",
)
TRIGGERS = frozenset("“‘《〈")
SKIPS = Zone.OPAQUE

_OTHER = {"“": "‘", "‘": "“", "《": "〈", "〈": "《"}
_WHAT = {"“": "引号", "‘": "引号", "《": "书名号", "〈": "书名号"}


_LESS_AND_GREATER = regex(r"[<＜][^<>＜＞《》\n]{1,40}[>＞]")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each pair within one of the same kind, and each inner kind that stands outermost."""
    text = passage.text
    for pair in pair_marks(passage).pairs:
        mark = text[pair.start]
        if mark not in _OTHER:
            continue
        shown = f"“{passage.excerpt(pair.start, pair.end + 1)}”"
        right = _OTHER[mark] + CLOSER_OF[_OTHER[mark]]
        if mark == pair.enclosed_by:
            message = f"{shown}的{_WHAT[mark]}里套着同样的{_WHAT[mark]}，里层应为{right}"
            yield Fault(RULE, pair.start, pair.end + 1, message)
        elif mark in "‘〈" and not pair.enclosed_by:
            message = f"{shown}的{_WHAT[mark]}在最外层，应为{right}"
            yield Fault(RULE, pair.start, pair.end + 1, message)
    for match in _LESS_AND_GREATER.finditer(text):
        start, end = match.span()
        if passage.touches(start, end, Zone.TITLE):
            message = f"“{passage.excerpt(start, end)}”的书名号里层用了小于号和大于号，应为〈〉"
            yield Fault(RULE, start, end, message)
