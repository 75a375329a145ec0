"""D20 chinese-zero: the zero of a Chinese numeral is a letter, a digit, a circle, or the other of 〇 and 零.

Why: GB/T 15835-2011, 5.2.2 and 5.2.5: 〇 in years and numbers of papers, 零 in quantities.
Finds: 二O一七年; 二零一七年; 一百〇五人.
Leaves alone: 二〇一七年; 一百零五; 零 in other words; Arabic digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D20",
    "chinese-zero",
    Severity.WARNING,
    "汉字数字里的零写错了",
    "汉字的年份、编号用“〇”，数量用“零”；字母O、数字0和圆圈都不是汉字。",
    "“二O一七年”“二零一七年”“一百〇五人”。",
    "二〇一七年；一百零五人；阿拉伯数字。",
    "年份用“〇”（U+3007），数量用“零”；--fix 可以代改。",
    "GB/T 15835-2011 5.2.2、5.2.5",
)
TRIGGERS = (frozenset("O0○ＯoｏＯ０◯零〇"), frozenset("一二百千万亿"))
SKIPS = Zone.LITERAL

_WRONG = "O0○ＯoｏＯ０◯零"
_YEAR = regex(
    rf"(?<![一二三四五六七八九十百千〇零])[一二][一二三四五六七八九〇{_WRONG}]{{3}}(?=年|[〕］]|[至到—–～-][一二][一二三四五六七八九〇{_WRONG}]{{3}}年)"
)
_QUANTITY = regex(r"(?<=[百千万亿])[〇○◯OＯ](?=[一二三四五六七八九十])")
_ZEROS = str.maketrans(dict.fromkeys(_WRONG, "〇"))


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each Chinese numeral with a wrong zero."""
    for match in _YEAR.finditer(passage.text):
        year = match[0]
        right = year.translate(_ZEROS)
        if year != right and sum(character in _WRONG for character in year) < 3:
            message = f"“{year}”里的零不是汉字“〇”，应为“{right}”"
            yield Fault(RULE, match.start(), match.end(), message, replacement=right)
    for match in _QUANTITY.finditer(passage.text):
        shown = passage.excerpt(match.start(), match.end())
        message = f"“{shown}”是数量，“{match[0]}”应为“零”"
        yield Fault(RULE, match.start(), match.end(), message, replacement="零")
