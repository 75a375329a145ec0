"""D01 dotted-date: a date is written with points, strokes or hyphens.

Why: GB/T 9704-2012, 7.3.5.4 and GB/T 15835-2011, 5.1.4: dates of official papers are written 2017年7月5日.
Finds: 2017.7.5; 2017/7/5; 2017-07-05; 7/5/2017; 2017.6月; 截至2017.6; 9.30前完成; in a cell that holds sentences, too.
Leaves alone: other cells; versions, addresses, numbers of papers and projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D01",
    "dotted-date",
    Severity.WARNING,
    "日期用点、斜线或短横写",
    "公文里的日期用年、月、日写全；点号容易看成小数和版本号。",
    "“2017.7.5”“2017/7/5”“2017-07-05”“7/25/2017”“2017.6月”“9.30前完成”；表格里成句的文字也查。",
    "表格里单独的日期；版本号、网址、文件和项目的编号。",
    "改为“2017年7月5日”的写法；--fix 可以代改。",
    "GB/T 9704-2012 7.3.5.4；GB/T 15835-2011 5.1.4",
)
TRIGGERS = (frozenset("./-．"), frozenset("0123456789"))
SKIPS = Zone.LITERAL

_MONTHS, _DAYS = 12, 31

_DATE = regex(
    r"(?<![\d./．A-Za-z〔\[_])((?:19|20)\d{2})([./．-])(0?[1-9]|1[0-2])"
    r"(?:\2(0?[1-9]|[12]\d|3[01])(?![./．]?\d|-\d|[A-Za-z_])日?(?!版)|(月))",
    re.ASCII,
)
_MONTH_DIGITS = r"(?:0?[1-9]|1[0-2])"
_MONTH = regex(
    r"(?:(?<=[至自从])((?:19|20)\d{2})\.(0?[1-9]|1[0-2])(?=[起止底末，。；、]|期间|以来|之前|之后|[-—～至](?:19|20)\d{2}\.)"
    r"|(?<![\d./．A-Za-z])((?:19|20)\d{2})\.(0?[1-9]|1[0-2])(?=[-—～至]\d{1,2}月)"
    rf"|(?<![\d./．A-Za-z])((?:19|20)\d{{2}})\.(0?[1-9]|1[0-2])(?=[至到—～](?:19|20)\d{{2}}\.{_MONTH_DIGITS}(?:期间|[，。；、底止间）])))",
    re.ASCII,
)
_DAY = regex(
    r"(?<![\d./．·A-Za-z:：—～“-])(1[0-2]|0?[1-9])\.(0?[1-9]|[12]\d|3[01])(?=前完成|前[上报]|之前|以前|(?<=\.\d\d)日)",
    re.ASCII,
)
_YEAR_LAST = regex(r"(?<![\d./A-Za-z-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d{2})(?![\d./A-Za-z-])", re.ASCII)
_OF_A_SENTENCE = frozenset("，。；")
_NAMED = regex(r"(?:版本?号?|编号|文号|型号|序号|代码|号码|软件|系统)[为是：:]?$|[第字〕]$")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each date that is not written with 年, 月 and 日."""
    if passage.part is Part.TABLE and _OF_A_SENTENCE.isdisjoint(passage.characters):
        return
    for match in _DATE.finditer(passage.text):
        before = passage.text[max(match.start() - 6, 0) : match.start()]
        if _NAMED.search(before) or (match[2] == "-" and before.endswith("-")):
            continue
        right = f"{match[1]}年{int(match[3])}月" + (f"{int(match[4])}日" if match[4] else "")
        yield Fault(
            RULE, match.start(), match.end(), f"“{match[0]}”不是公文里日期的写法，应为“{right}”", replacement=right
        )
    yield from _with_year_last(passage.text)
    for match in _MONTH.finditer(passage.text):
        year, month = (group for group in match.groups() if group)
        yield _doubted(match, "年和月", f"{year}年{int(month)}月")
    for match in _DAY.finditer(passage.text):
        day = "" if passage.text.startswith("日", match.end()) else "日"
        yield _doubted(match, "月和日", f"{int(match[1])}月{int(match[2])}{day}")


def _with_year_last(text: str) -> Iterator[Fault]:
    """Yield each date of which the year stands last (7/20/2017); where the month may be the day, a person decides."""
    for match in _YEAR_LAST.finditer(text):
        month, day = sorted((int(match[1]), int(match[3])), key=lambda number: number > _MONTHS)
        if (
            not 1 <= month <= _MONTHS
            or not 1 <= day <= _DAYS
            or _NAMED.search(text[max(match.start() - 6, 0) : match.start()])
        ):
            continue
        right = f"{match[4]}年{month}月{day}日"
        is_sure = day > _MONTHS or month == day
        message = f"“{match[0]}”不是公文里日期的写法，应为“{right}”" + ("" if is_sure else "，或月与日相反")
        yield Fault(RULE, match.start(), match.end(), message, replacement=right if is_sure else None)


def _doubted(match: re.Match[str], what: str, right: str) -> Fault:
    return Fault(RULE, match.start(), match.end(), f"“{match[0]}”如果是{what}，应为“{right}”")
