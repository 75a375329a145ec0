"""Periods that a line of text speaks of: a title row, a sheet's name, a file's name.

Only what surely names a period counts: dates, document numbers, hotlines and 截至… are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from summarize.model.period_text import PeriodError, fold_period_text, parse_period
from summarize.model.periods import Period


class MentionKind(Enum):
    """What the words behind a period say that it is."""

    REPORT = auto()
    """The period reported on: 上半年工作总结."""
    PLAN = auto()
    """The period planned for: 下半年工作计划."""
    PLAIN = auto()
    """Neither is said."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A period that a text speaks of.

    `period` is `None` when the text names a year alone (2017年重点工作台账), which then is `year`; `year` is
    `None` when the text names none.
    """

    period: Period | None
    year: int | None
    kind: MentionKind


_HAN_DIGITS = "〇○零一二三四五六七八九"
_DIGIT_YEAR = "(?:19|20)[0-9]{2}"
_BEFORE_SPAN = "(?=年|上半|下半|全年|前[三3]|第?[一二三四1-4]季|Q[1-4])"
_YEAR = f"(?<![0-9]){_DIGIT_YEAR}{_BEFORE_SPAN}|[二一][{_HAN_DIGITS}]{{3}}(?=年)"
_NOT_A_DAY = "(?!-?[0-9]{1,2}[日号]|[底末初中旬])"
_DIGIT_MONTH = "(?:1[0-2]|0?[1-9])"
_MONTHS = f"{_DIGIT_MONTH}月?份?-{_DIGIT_MONTH}月份?{_NOT_A_DAY}|{_DIGIT_MONTH}月份?{_NOT_A_DAY}"
_HAN_MONTH = "(?:十[一二]?|[元一二三四五六七八九])月份?"
_QUARTER = "第?[一二三四1-4]"
_SPAN = (
    f"[上下]半年度?|全年度?|前[三3]个?季度|{_QUARTER}(?:季度?)?[-、和及与]{_QUARTER}季度|{_QUARTER}季度|Q[1-4](?![0-9])"
)
_MENTION = re.compile(
    f"(?P<year>{_YEAR})(?:年度?)?(?P<yeared>{_SPAN}|{_MONTHS}|{_HAN_MONTH})"
    f"|(?P<bare>{_YEAR})年度?"
    f"|(?P<span>{_SPAN}|(?<![0-9./年第-])(?:{_MONTHS}))"
)
_DAY = "[0-9]{1,2}[月./-][0-9]{1,2}[日号]?"
_PASSED_OVER = re.compile(
    "(?:填报|报送|上报|制表|填表|编制|打印|更新|报出|印发|成文)(?:时间|日期|期限):?[0-9年月日./-]*"
    "|截[0-9年月日底末./-]*"
    f"|(?:{_DIGIT_YEAR}[年./-])?{_DAY}(?:-(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}[日号])?(?![0-9]*月)"
    f"|{_DIGIT_YEAR}年?第?[0-9]+[号期次]"
)
"""Dates, document numbers and the days up to which figures count: they name no period."""
_LISTED_QUARTERS = re.compile(r"第?([一二三四1-4])(?:季度?)?[、和及与]第?([一二三四1-4])季度")
_PLAN_WORDS = re.compile(r"(?:计划|打算|安排|思路|要点)(?!完成|执行|落实|推进|进展|实施)")
_REPORT_WORDS = re.compile(r"总结|小结|完成|进展|推进|落实|成效|情况|报告|汇报|执行|实施")
_WHOLE_YEAR_WORDS = re.compile(r"总结|计划|打算|安排|思路|要点")


@lru_cache(maxsize=1024)
def find_periods(text: str, default_year: int | None) -> tuple[Mention, ...]:
    """Return the periods that `text` speaks of, in its order.

    A period without a year is of the year named before it in `text`, else of `default_year`; without
    either it is passed over. A plan of the year's beginning that follows a report is of the next year:
    2017年四季度工作总结和一季度工作计划.
    """
    key = _PASSED_OVER.sub("#", fold_period_text(text))
    return tuple(_mentions(key, default_year))


@lru_cache(maxsize=1024)
def named_year(text: str) -> int | None:
    """Return the first year that `text` names, alone or with a period."""
    key = _PASSED_OVER.sub("#", fold_period_text(text))
    for match in _MENTION.finditer(key):
        written = match["year"] or match["bare"]
        if written:
            return parse_period(f"{written}年", None).year
    return None


def _mentions(key: str, default_year: int | None) -> Iterator[Mention]:
    matches = list(_MENTION.finditer(key))
    year = None
    reported: Period | None = None
    ends = [*(match.start() for match in matches[1:]), len(key)]
    for match, end in zip(matches, ends, strict=False):
        words = key[match.end() : end]
        kind = _kind(words)
        written = match["year"] or match["bare"]
        if written:
            year = parse_period(f"{written}年", None).year
        if match["bare"]:
            is_whole = _WHOLE_YEAR_WORDS.search(words)
            yield Mention(Period.whole_year(year) if is_whole and year else None, year, kind)
            continue
        period = _parse(match["yeared"] or match["span"], year or default_year)
        if period is None:
            continue
        if kind is MentionKind.PLAN and not written and reported and period.end < reported.start:
            period = _parse(match["span"], period.year + 1) or period
        reported = reported or (period if kind is not MentionKind.PLAN else None)
        yield Mention(period, year, kind)


def _kind(words: str) -> MentionKind:
    plan, report = _PLAN_WORDS.search(words), _REPORT_WORDS.search(words)
    if plan and (report is None or plan.start() < report.start()):
        return MentionKind.PLAN
    return MentionKind.REPORT if report else MentionKind.PLAIN


def _parse(words: str, year: int | None) -> Period | None:
    try:
        if year is None:
            return None
        listed = _LISTED_QUARTERS.fullmatch(words)
        if listed is None:
            return parse_period(words, year)
        first, last = (parse_period(f"{quarter}季度", year) for quarter in listed.groups())
        follow_each_other = first.last_month + 1 == last.first_month
        return Period.months(year, first.first_month, last.last_month) if follow_each_other else None
    except PeriodError:
        return None
