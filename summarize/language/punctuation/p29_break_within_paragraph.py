"""P29 break-within-paragraph: a tab, a soft return or an empty paragraph stands within the text.

Why: A paragraph is one paragraph: tabs and soft returns are laid out otherwise on every machine.
Finds: a tab after 一、; a vertical tab; two line breaks in a row.
Leaves alone: a single line break in a cell (it begins a paragraph); tables and sign-offs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import SPACE
from summarize.language.zones import Zone

RULE = Rule(
    "P29",
    "break-within-paragraph",
    Severity.WARNING,
    "文字里有制表符、软回车或者空段",
    "一段话就是一段；制表符、软回车换一台电脑就排乱了。",
    "“一、[制表符]总体情况”；软回车；空段。",
    "单元格里的单个换行（另起一段）；表格和落款。",
    "制表符删去，软回车改为另起一段，空段删去；--fix 可以代改，句子中间的制表符请自己改。",
    "公文惯例",
)
TRIGGERS = frozenset("\t\v\f\u2028\n")
SKIPS = Zone(0)

_BREAK = regex("[\v\f\u2028]+")
_EMPTY = regex(rf"\n(?:[{SPACE}\t]*\n)+")
_TAB = regex(r"\t+")
_AFTER_ORDINAL = frozenset("、.．）)")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each tab, soft return and empty paragraph."""
    text = passage.text
    for match in _BREAK.finditer(text):
        yield Fault(RULE, *match.span(), f"“{_shown(passage, match)}”中有软回车，应另起一段", replacement="\n")
    for match in _EMPTY.finditer(text):
        if match.end() == len(text):
            continue
        yield Fault(RULE, *match.span(), f"“{_shown(passage, match)}”中有空段", replacement="\n")
    if passage.part in (Part.SIGN_OFF, Part.TABLE):
        return
    for match in _TAB.finditer(text):
        start, end = match.span()
        is_head = start == 0 or text[start - 1] in "\n " or text[start - 1] in _AFTER_ORDINAL
        message = f"“{_shown(passage, match)}”中有制表符"
        yield Fault(RULE, start, end, message, replacement="" if is_head else None)


def _shown(passage: Passage, match: re.Match[str]) -> str:
    return re.sub("[\v\f\u2028]", "↵", passage.excerpt(*match.span()).replace("\t", "⇥"))
