"""P04 malformed-ellipsis: an ellipsis is not six dots.

Why: GB/T 15834-2011, 4.11.2: …… takes the place of two 汉字.
Finds: 等...; 。。。; a single …; ········.
Leaves alone: …… and ………… (paragraphs left out); leaders of contents; dots in English and in series of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN, SIGNS, SPACE
from summarize.language.zones import Zone

RULE = Rule(
    "P04",
    "malformed-ellipsis",
    Severity.WARNING,
    "省略号的写法不对",
    "省略号是六个点，占两个汉字的位置：“……”。",
    "“等...”；“。。。”；只有三个点的“…”。",
    "“……”；目录的引导点和留空的点；英文和数列里的。",
    "改为“……”；--fix 可以代改。",
    "GB/T 15834-2011 4.11.2",
)
TRIGGERS = frozenset("….。．·・")
SKIPS = Zone.LITERAL

_DOTS = regex(
    r"(?<!…)…(?:……)?(?!…)|(?<!\.)\.{3,6}(?!\.)|(?<!。)。{3,6}(?!。)|(?<!．)．{3,6}(?!．)|(?<![·・])[·・]{3,6}(?![·・])"
)
_ONE_IS_ENOUGH = frozenset("…·・")
_THREE = ("。。。", "...", "．．．")
_CHINESE = regex(f"[{HAN}{SIGNS}]")
_FIGURES = frozenset("0123456789%％")
_END_OF_ENTRY = regex(rf"[{SPACE}]*\d*[{SPACE}]*(?:\n|\Z)")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each run of dots that is meant to be an ellipsis."""
    text = passage.text
    if _ONE_IS_ENOUGH.isdisjoint(passage.characters) and not any(dots in text for dots in _THREE):
        return
    for match in _DOTS.finditer(text):
        start, end = match.span()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        ends_a_line = before in _FIGURES and after in ("", "\n")
        if (not _CHINESE.search(before + after) and not ends_a_line) or _is_neutral(before, after):
            continue
        if after and after in "0123456789 " and _END_OF_ENTRY.match(text, end):
            continue
        message = f"“{passage.excerpt(start, end)}”中的“{match[0]}”不合写法，省略号应为“……”"
        yield Fault(RULE, start, end, message, replacement="……")


def _is_neutral(before: str, after: str) -> bool:
    """Whether the dots stand in a series of signs (1，2，…，n) or beside Latin letters and figures."""
    return (before in ("，", ",") and after in ("，", ",")) or (
        before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    )
