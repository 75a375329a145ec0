"""完成时限 as offices write it: 2017年6月30日, 6月底前, 二季度, 年内, 长期坚持."""

from __future__ import annotations

import calendar
import datetime
import re

from summarize.model.dates import parse_date
from summarize.model.period_text import PeriodError, parse_period
from summarize.model.periods import Period
from summarize.model.vocabulary import normalize_key

_OPEN = re.compile(r"长期|持续|常年|常态|每|按需|适时|随时|次年|明年|下年|待定")
_TAIL = re.compile(r"(?:完成|办结|以前|之前|以内|之内|前|内)+$")
_YEAR = r"(?:(?P<year>[0-9]{4})年)?"
_DAY = re.compile(rf"{_YEAR}(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})[日号]?")
_THIRD = re.compile(rf"{_YEAR}(?P<month>[0-9]{{1,2}})月份?(?P<third>[上中下]旬|[初中底末])")
_YEAR_END = re.compile(r"(?P<year>[0-9]{4}年)[底末终]?|全年|年[底末终]?")
_DAYS_OF_THIRDS = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}


def parse_deadline(text: str, year: int | None) -> datetime.date | None:
    """Return the last day that `text` leaves, a year that is not written being `year`.

    `None` where it sets none (长期) or cannot be read: then it is text like any other.
    """
    day = parse_date(text)
    if day is not None:
        return day
    key = normalize_key(text)
    if _OPEN.search(key):
        return None
    key = _TAIL.sub("", key)
    try:
        return _of_month(key, year) or _of_year(key, year) or parse_period(key.rstrip("底末"), year).end
    except (PeriodError, ValueError):
        return None


def _of_month(key: str, year: int | None) -> datetime.date | None:
    match = _DAY.fullmatch(key) or _THIRD.fullmatch(key)
    own = int(match["year"] or year or 0) if match else 0
    if match is None or not own:
        return None
    month = int(match["month"])
    if "day" in match.groupdict():
        return datetime.date(own, month, int(match["day"]))
    last = calendar.monthrange(own, month)[1]
    return datetime.date(own, month, _DAYS_OF_THIRDS.get(match["third"], last))


def _of_year(key: str, year: int | None) -> datetime.date | None:
    match = _YEAR_END.fullmatch(key)
    own = int((match["year"] or "")[:4] or year or 0) if match else 0
    return Period.whole_year(own).end if own else None
