"""P26 colon-in-colon: a colon stands within what another colon announces in the same sentence.

Why: GB/T 15834-2011, 4.7 and A.6: colons are not nested in one sentence.
Finds: 现报告如下：一是任务：完成30项.
Leaves alone: labels (联系人：张三，电话：…), times and ratios, colons in quotes and brackets, tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import SPACE
from summarize.language.punctuation.pairing import mask_bracketed
from summarize.language.zones import Zone

RULE = Rule(
    "P26",
    "colon-in-colon",
    Severity.INFO,
    "一句话里套用了两个冒号",
    "冒号管到句末；一句里再用冒号，管到哪里就不清楚了。",
    "“现报告如下：一是任务：完成30项。”。",
    "“联系人：……，电话：……”这样的栏目；时间和比例；引号、括号里的。",
    "前一个冒号后面的话另起一句，或者后一个改为逗号。",
    "GB/T 15834-2011 A.6",
)
TRIGGERS = frozenset("：:")
SKIPS = Zone.LITERAL

_COLON_OR_END = regex(rf"[：:。！？；\n\u3000]|[{SPACE}]{{2,}}")
_LABEL = 6
_ITEM = regex("[一二三四五六七八九十]是$")
_ANNOUNCES = regex(r"(?:如下|以下|分别|包括|即|是|有|为|到|出)$")
_ORDINAL = regex(rf"[{SPACE}]*(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．]|[①-⑳])")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each second colon of a sentence."""
    if not passage.part.is_prose:
        return
    masked = mask_bracketed(passage)
    start, first = 0, -1
    for match in _COLON_OR_END.finditer(masked):
        place = match.start()
        if match[0] in "：:":
            if passage.touches(place, place + 1, SKIPS) or _ITEM.search(masked, max(place - 3, 0), place):
                continue
            if first >= 0:
                message = f"“{passage.excerpt(first, place + 1)}”一句里套用了两个冒号"
                yield Fault(RULE, place, place + 1, message, related=((first, first + 1),))
            elif not _is_label(masked[start:place]):
                first = place
        else:
            start, first = match.end(), -1


def _is_label(words: str) -> bool:
    """Whether the words before a colon name a column and announce nothing."""
    words = _ORDINAL.sub("", words, count=1).strip()
    return len(words) <= _LABEL and not _ANNOUNCES.search(words)
