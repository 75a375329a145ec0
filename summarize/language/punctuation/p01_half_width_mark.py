"""P01 half-width-mark: a half-width mark of punctuation touches 汉字.

Why: GB/T 15834-2011, 5.1: marks of the Chinese sentence take the place of one 汉字.
Finds: 推进改革,成效明显; (含基层) beside 汉字.
Leaves alone: ordinals (N04), addresses, times, ratios, English, formulas; a mark between digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "P01",
    "half-width-mark",
    Severity.WARNING,
    "汉字旁边用了半角标点",
    "汉语的标点占一个汉字的位置；半角的挤在一起，字体也不对。",
    "“推进改革,成效明显”；“开展培训(含基层)”。",
    "网址、时间9:30、比例1:2、英文句子里的；数字之间的；序号的括号（N04）。",
    "改为全角标点；--fix 可以代改。",
    "GB/T 15834-2011 5.1",
)
TRIGGERS = frozenset(",:;?!()")
SKIPS = Zone.LITERAL

_FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")
_CJK = r"\u3400-\u9fff“”‘’《》〈〉（）〔〕【】、。，；：？！…—％"
_MARK = regex(rf"(?<=[{_CJK}])[,:;?!()]|[,:;?!()](?=[{_CJK}])")


_ORDINAL = regex(
    r"(?:(?m:^)[ \t\u3000]*|(?<=[：；。，]))"
    r"(?P<all>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）])(?=[\s\u3400-\u9fff“《])"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each half-width mark that touches a 汉字 or a Chinese mark."""
    ordinals = {
        place for match in _ORDINAL.finditer(passage.text) for place in (match.start("all"), match.end("all") - 1)
    }
    for match in _MARK.finditer(passage.text):
        if match.start() in ordinals:
            continue
        mark = match[0]
        full = mark.translate(_FULL_WIDTH)
        shown = passage.excerpt(match.start(), match.end())
        yield Fault(RULE, match.start(), match.end(), f"“{shown}”中的“{mark}”是半角的，应为“{full}”", replacement=full)
