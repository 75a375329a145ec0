"""P13 chinese-ordinal-without-pause: a Chinese ordinal at a paragraph's head is not followed by 、.

Why: GB/T 15834-2011, B.3.2: a Chinese ordinal without brackets takes 、.
Finds: 一.总体情况; 一，总体情况; 二．工作措施; 三 存在问题.
Leaves alone: 五.四青年节 and other dates; ordinals within a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN, HEAD, NUMERALS, SPACE
from summarize.language.zones import Zone

RULE = Rule(
    "P13",
    "chinese-ordinal-without-pause",
    Severity.WARNING,
    "汉字序号后面没有用顿号",
    "汉字作序号，后面用顿号：“一、”。",
    "“一.总体情况”；“一，总体情况”。",
    "“五.四”这样的日期；句子里面的。",
    "改为“一、”；--fix 可以代改。",
    "GB/T 15834-2011 B.3.2",
)
TRIGGERS = (frozenset(".．，, \u3000\u00a0"), frozenset(NUMERALS))
SKIPS = Zone.LITERAL

_MARK = regex(rf"{HEAD}[{NUMERALS}]{{1,3}}([.．，,]、?|[{SPACE}]+)(?=[{SPACE}]*[{HAN}“《])(?![{NUMERALS}百千万])")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each other mark that follows a Chinese ordinal."""
    for match in _MARK.finditer(passage.text):
        start, end = match.span(1)
        is_space = not match[1].strip()
        if is_space and not passage.part.is_headline:
            continue
        wrong = "空格" if is_space else f"“{match[1]}”"
        message = f"“{passage.excerpt(start, end)}”的序号是汉字，后面应为“、”，不用{wrong}"
        yield Fault(RULE, start, end, message, replacement="、")
