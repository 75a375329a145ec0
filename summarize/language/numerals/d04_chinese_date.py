"""D04 chinese-date: a date is written in Chinese numerals.

Why: GB/T 9704-2012, 7.3.5.4: dates of official papers are in Arabic digits.
Finds: 二〇一七年七月五日; 二〇一七年七月; in a sign-off also 二〇一七年.
Leaves alone: dates of the lunar calendar; a year alone in the text (二〇一七年).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D04",
    "chinese-date",
    Severity.WARNING,
    "日期用了汉字数字",
    "公文的成文日期用阿拉伯数字把年、月、日标全；汉字的写法是旧格式。",
    "“二〇一七年七月五日”“二〇一七年七月”。",
    "农历的日期；正文里单独的年份“二〇一七年”。",
    "改为阿拉伯数字；--fix 可以代改。",
    "GB/T 9704-2012 7.3.5.4",
)
TRIGGERS = (frozenset("年"), frozenset("一二"))
SKIPS = Zone.VERBATIM

_DIGITS = "一二三四五六七八九"
_NUMBERS = {
    f"{tens}{unit}": number
    for tens, base in (("", 0), ("十", 10), ("二十", 20), ("三十", 30))
    for unit, number in [
        *((digit, base + value) for value, digit in enumerate(_DIGITS, 1)),
        *([("", base)] if base else []),
    ]
}
_DATE = regex(
    r"(?<![一二三四五六七八九十百千〇零])([一二][一二三四五六七八九〇零○ＯOoＯ0０]{3})年"
    r"(?:(十[一二]?|[一二三四五六七八九])月(?:([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日)?)?"
)
_YEAR_DIGITS = str.maketrans("一二三四五六七八九〇零○ＯOo０", "1234567890000000")
_LUNAR_AFTER = regex(r"初?[一二三四五六七八九十廿]")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each date in Chinese numerals."""
    text = passage.text
    for match in _DATE.finditer(text):
        year, month, day = match.groups()
        if not month and passage.part is not Part.SIGN_OFF:
            continue
        lunar = (
            "农历" in text[max(match.start() - 4, 0) : match.start()] or "农历" in text[match.end() : match.end() + 4]
        )
        if lunar or (month and not day and _LUNAR_AFTER.match(text, match.end())):
            continue
        if day and day not in _NUMBERS:
            continue
        right = f"{year.translate(_YEAR_DIGITS)}年"
        right += f"{_NUMBERS[month]}月" if month else ""
        right += f"{_NUMBERS[day]}日" if day else ""
        yield Fault(
            RULE, match.start(), match.end(), f"“{match[0]}”是汉字数字，公文的日期应为“{right}”", replacement=right
        )
