"""D27 impossible-date: a day or a month that no calendar has.

Why: nobody can keep a term that does not come; the day that is meant has to be asked for.
Finds: 6月31日; 2月30日; 2025年2月29日; 13月底; 6月25日至31日; 2025-06-31.
Leaves alone: 2月29日 of a leap year or of a year not known; 农历; ages (13月龄); 第13月; the name of a work.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D27",
    "impossible-date",
    Severity.WARNING,
    "日历上没有这一天",
    "时限写成不存在的日子，办的人无从遵守，本来说的是哪一天还得再问。",
    "“6月31日前完成”“2月30日”“13月底前”“6月25日至31日”；年份是平年的“2月29日”。",
    "闰年的2月29日，不知是哪一年的2月29日；农历；13月龄、第13月；书名号里的。",
    "查清本来说的是哪一天，改过来。",
    "公历",
)
TRIGGERS = (frozenset("日号月./-"), frozenset("0123456789"))
SKIPS = Zone.VERBATIM

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = 12
_DATE = regex(
    r"(?<![\d.．,，第A-Za-z])(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})"
    r"(?:[日号]?(?:[-—–―~～至到]|——)(?P<last>\d{1,2}))?[日号](?![龄楼院线井房店馆令])",
    re.ASCII,
)
_MONTH = regex(
    r"(?<![\d.．,，第A-Za-z])(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月"
    r"(?P<part>[底初末](?!\d)|[上中下]旬|份(?!工资|薪|奖))?(?![龄薪工\d])",
    re.ASCII,
)
_DOTTED = regex(
    r"(?<![\d./．A-Za-z〔\[_-])(?P<year>(?:19|20)\d\d)(?P<mark>[./-])(?P<month>0?[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>\d\d)(?![\d./A-Za-z_-]|版)",
    re.ASCII,
)
_OTHER_CALENDAR = regex(r"[农阴旧夏]历|闰")
_NAMED = regex(r"(?:版本?号?|编号|文号|型号|序号|代码|号码|软件|系统)[为是：:]?$|[第字〕]$")
_YEAR = regex(r"(?:19|20)\d\d年|[去前上明后次翌来]年|年度", re.ASCII)
_NEAR = 6


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each date that does not exist."""
    text = passage.text
    for match in _DATE.finditer(text):
        if why := _why_no_day(passage, match):
            yield _told(match, why)
    for match in _MONTH.finditer(text):
        month = int(match["month"])
        if (match["year"] or match["part"]) and not 1 <= month <= _MONTHS and not _is_of_other_calendar(text, match):
            yield _told(match, "月份只有1月至12月")
    for match in _DOTTED.finditer(text):
        if not _NAMED.search(text, max(match.start() - _NEAR, 0), match.start()) and (
            why := _why_no_day(passage, match)
        ):
            yield _told(match, why)


def _why_no_day(passage: Passage, match: re.Match[str]) -> str:
    """Return why the date is none; '' of one that may be."""
    if _is_of_other_calendar(passage.text, match):
        return ""
    month = int(match["month"])
    if not 1 <= month <= _MONTHS:
        return "月份只有1月至12月"
    days = [int(day) for name, day in match.groupdict().items() if name in {"day", "last"} and day]
    if min(days) < 1:
        return "每月从1日起"
    year = _year_of(passage, match)
    if month == 2 and max(days) == _DAYS[1] and year is not None and not isleap(year):
        return f"{year}年2月只有28天"
    return f"{month}月{'最多' if month == 2 else '只有'}{_DAYS[month - 1]}天" if max(days) > _DAYS[month - 1] else ""


def _year_of(passage: Passage, match: re.Match[str]) -> int | None:
    """Return the year of a date: its own, or the report's where the text speaks of no other."""
    if match["year"]:
        return int(match["year"])
    return None if _YEAR.search(passage.text) else passage.year


def _is_of_other_calendar(text: str, match: re.Match[str]) -> bool:
    return _OTHER_CALENDAR.search(text, max(match.start() - _NEAR, 0), min(match.end() + _NEAR, len(text))) is not None


def _told(match: re.Match[str], why: str) -> Fault:
    return Fault(RULE, match.start(), match.end(), f"“{match[0]}”不存在，{why}")
