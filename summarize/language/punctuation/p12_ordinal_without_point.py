"""P12 ordinal-without-point: an Arabic ordinal is followed by 、.

Why: GB/T 15834-2011, B.3.3 and GB/T 9704-2012, 7.3.3: an Arabic ordinal takes a point.
Finds: 1、加强学习 at a paragraph's head, and after ： and ； in a row of such; 1. and 2． in one text.
Leaves alone: 3、5号楼; 4、5月; 1、2月份; ．throughout.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN, HEAD
from summarize.language.zones import Zone

RULE = Rule(
    "P12",
    "ordinal-without-point",
    Severity.WARNING,
    "阿拉伯数字的序号后面用了顿号",
    "阿拉伯数字作序号，后面用下脚点“.”；顿号用在汉字序号后面。",
    "“1、加强学习”；同一段话里“1.”和“2．”混用。",
    "“3、5号楼”“4、5月”“1、2月份”；通篇用“．”的。",
    "改为“1.”；--fix 可以代改，后面紧跟年份的请自己改。",
    "GB/T 15834-2011 B.3.3、GB/T 9704-2012 7.3.3",
)
TRIGGERS = frozenset("、､．，,")
SKIPS = Zone.LITERAL

_MARKED = regex(r"\d[.．]?[、､，,．]")
"""Of all that follows one thing is part of each."""
_HEAD_MARK = regex(rf"{HEAD}(?:附件[：:])?(\d{{1,2}})([.．]?[、､])(?![\d])(?=\S)")
_HEAD_COMMA = regex(rf"{HEAD}(\d{{1,2}})([，,])(?=[{HAN}“《])")
_HEAD_YEAR = regex(rf"{HEAD}\d{{1,2}}([、､])(?=(?:19|20)\d\d年)")
_INLINE_MARK = regex(r"(?<=[：；。，])(\d{1,2})([、､])(?![\d、])(?=\S)")
_HEAD_POINT = regex(rf"{HEAD}\d{{1,2}}([.．])(?!\d)")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each mark that should be a point."""
    text = passage.text
    if not _MARKED.search(text):
        return
    inline = list(_INLINE_MARK.finditer(text))
    heads = list(_HEAD_MARK.finditer(text))
    commas = list(_HEAD_COMMA.finditer(text))
    marks = [match.span(2) for match in heads]
    if passage.part.is_headline or len({match[1] for match in commas}) > 1:
        marks += [match.span(2) for match in commas]
    follows = {int(match[1]) + 1 for match in heads} & {int(match[1]) for match in inline}
    if follows or len({match[1] for match in inline}) > 1:
        marks += [match.span(2) for match in inline]
    for start, end in marks:
        shown = passage.excerpt(start, end)
        message = f"“{shown}”的序号是阿拉伯数字，后面应为“.”，不用“{text[start:end]}”"
        yield Fault(RULE, start, end, message, replacement=".")
    for match in _HEAD_YEAR.finditer(text):
        message = f"“{passage.excerpt(match.start(1), match.end(1))}”的序号后面应为“.”，又紧跟着年份，请改一下说法"
        yield Fault(RULE, match.start(1), match.end(1), message)
    yield from _find_mixed(passage)


def _find_mixed(passage: Passage) -> Iterator[Fault]:
    """Yield each full-width point after an ordinal where another ordinal of the text has the half-width one."""
    points = [(match.start(1), match[1]) for match in _HEAD_POINT.finditer(passage.text)]
    if {mark for _, mark in points} == {".", "．"}:
        for place, mark in points:
            if mark == "．":
                message = f"“{passage.excerpt(place, place + 1)}”的序号用“．”，别处用“.”，应统一为“.”"
                yield Fault(RULE, place, place + 1, message, replacement=".")
