"""Periods as people write them: 上半年, 2017年二季度, Q1, 1—5月, 截至6月20日."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import lru_cache

from summarize.model.numbering import chinese_numeral
from summarize.model.periods import Period, standard_periods
from summarize.model.quotation import quote
from summarize.model.vocabulary import near_names, normalize_key

_YEARS = range(1900, 2200)
"""Years outside are typing errors: no report is about them."""


class PeriodError(ValueError):
    """A text that names no period: what is wrong, and what may be meant or written, '' if nothing is known; Chinese."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message, suggestion)
        self.message = message
        self.suggestion = suggestion

    def __str__(self) -> str:
        return f"{self.message}。{self.suggestion}" if self.suggestion else self.message


class YearMissingError(PeriodError):
    """A text that names a period of a year that is not known."""


ANY_YEAR = 2000
"""Stands in for the year where it makes no difference."""
ACCEPTED_FORMS = "6月、一季度、上半年、前三季度、全年、1—5月、截至6月20日，前面可加年份，如“2017年上半年”"
"""What may be written as a period, for messages."""


@lru_cache(maxsize=4096)
def parse_period(text: str, default_year: int | None) -> Period:
    """Return the period that `text` names; without a year in it, that of `default_year`.

    Raises:
        YearMissingError: only the year is missing.
        PeriodError: anything else is wrong.
    """
    key = fold_period_text(text)
    if (repeated := _REPEATED.fullmatch(key)) and (period := _parse_repeated(repeated[1], repeated[2], default_year)):
        return period
    for pattern, build in _FORMS:
        if (match := pattern.fullmatch(key)) is None:
            continue
        try:
            written_year = _written_year(match)
            # A year that is missing is told last: a wrong month would be wrong in every year.
            period = build(match, written_year or default_year or ANY_YEAR)
        except ValueError as error:
            raise PeriodError(f"“{quote(text)}”不是有效的时期：{error}") from None
        if written_year is None and default_year is None:
            raise YearMissingError(f"“{text}”没有写年份，请在前面加上年份")
        return period
    raise PeriodError(*_explain_unknown(text, key))


@lru_cache(maxsize=4096)
def period_named(text: str, year: int | None = ANY_YEAR) -> Period | None:
    """Return the period that `text` names, without a year in it that of `year`; `None` if it names none."""
    try:
        return parse_period(text, year)
    except PeriodError:
        return None


def names_period(text: str) -> bool:
    """Return whether `text` names a period of any year."""
    return period_named(text) is not None


def _parse_repeated(outer: str, inner: str, default_year: int | None) -> Period | None:
    """Return the period before a bracket that says the same again, or `None`: 二季度(4-6月)."""
    try:
        period = parse_period(outer, default_year)
        return period if period == parse_period(inner, period.year) else None
    except YearMissingError:
        raise
    except PeriodError:
        return None


def _explain_unknown(text: str, key: str) -> tuple[str, str]:
    """Return what is wrong with a text of no form of periods, and what to write."""
    if re.match(r"\d\d年", key):
        return f"“{quote(text)}”的年份要写四位（20{key[:2]}年）", ""
    if re.fullmatch("[1-4]", key):
        return f"“{quote(text)}”分不清是月份还是季度", f"写明是“{key}月”还是“{chinese_numeral(int(key))}季度”"
    if re.fullmatch(r"\d{4}\.1", key):
        return f"“{text}”分不清是1月还是10月，请写成“{key[:4]}年1月”或“{key[:4]}年10月”", ""
    near = near_names(re.sub(r"^\d{4}年?", "", key), (period.name for period in standard_periods(ANY_YEAR)))
    asked = f"是否指“{near[0]}”？" if near else ""
    return f"“{quote(text)}”不是认得的时期", f"{asked}可以写：{ACCEPTED_FORMS}"


_REPEATED = re.compile(r"([^()]+)\(([^()]+)\)")
_DASHES = str.maketrans(dict.fromkeys("—–‒―−~〜至到", "-"))


def fold_period_text(text: str) -> str:
    """Return `text` as the forms of periods are matched: width, case and dashes folded, white space dropped."""
    key = re.sub("截[至止]到?", "截", normalize_key(text)).upper().translate(_DASHES)
    return re.sub("-+", "-", key).replace("H1", "上半年").replace("H2", "下半年")


_MONTHS = {chinese_numeral(month): month for month in range(1, 13)} | {"元": 1}
_YEAR_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS[text]


def _month(text: str) -> int:
    number = _number(text)
    if not 1 <= number <= 12:
        raise ValueError(f"没有{text}月，月份是1至12月")
    return number


def _quarter(text: str) -> int:
    number = _number(text)
    if not 1 <= number <= 4:
        raise ValueError("季度只有一、二、三、四季度")
    return number


def _year(text: str) -> int:
    year = int(text if text.isdecimal() else "".join(str(_YEAR_DIGITS[digit]) for digit in text))
    if year not in _YEARS:
        raise ValueError(f"年份“{text}”不对")
    return year


def _written_year(match: re.Match[str]) -> int | None:
    written = {name: _year(text) for name, text in match.groupdict().items() if name.startswith("year") and text}
    if len(set(written.values())) > 1:
        raise ValueError("一个时期不能跨年，请分成两行")
    return next(iter(written.values()), None)


def _day(year: int, month: str, day: str) -> datetime.date:
    try:
        return datetime.date(year, _month(month), int(day))
    except ValueError:
        raise ValueError(f"{year}年没有{_month(month)}月{day}日") from None


def _build_run(match: re.Match[str], year: int, read: Callable[[str], int], length: int) -> Period:
    first, last = read(match["first"]), read(match["last"])
    if first > last:
        raise ValueError("起止颠倒；跨年的请分成两行")
    return Period.months(year, (first - 1) * length + 1, last * length)


def _build_until(match: re.Match[str], year: int) -> Period:
    if match["day"] is None:
        return Period.months(year, 1, _month(match["month"]))
    return Period(datetime.date(year, 1, 1), _day(year, match["month"], match["day"]))


def _build_days(match: re.Match[str], year: int) -> Period:
    first = match["first"]
    start, end = _day(year, first, match["first_day"]), _day(year, match["last"] or first, match["last_day"])
    if start > end:
        raise ValueError("起止颠倒；跨年的请分成两行")
    return Period(start, end)


_YEAR = r"(?P<year>[0-9]{4}|[〇○零O一二三四五六七八九]{4}(?=年))(?:年度?)?"
_Y = f"(?:{_YEAR})?"
_Y2 = r"(?:(?P<year2>[0-9]{4})年)?"
_M = "([0-9]{1,2}|十[一二]?|[元一二三四五六七八九])"
_Q = "([0-9]|[一二三四五六七八九])"

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Period]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (_YEAR, lambda _, year: Period.whole_year(year)),
        (rf"{_Y}(?:全年度?|年度)", lambda _, year: Period.whole_year(year)),
        (rf"{_Y}([上下])半年度?", lambda m, year: Period.half(year, "上下".index(m[2]) + 1)),
        (rf"{_Y}前[三3]个?季度?", lambda _, year: Period.three_quarters(year)),
        (rf"{_Y}(?:第?{_Q}季度?|Q([0-9]))", lambda m, year: Period.quarter(year, _quarter(m[2] or m[3]))),
        (rf"{_Y}第?(?P<first>{_Q})(?:季度?)?-第?(?P<last>{_Q})季度?", lambda m, year: _build_run(m, year, _quarter, 3)),
        (rf"{_Y}{_M}月份?", lambda m, year: Period.month(year, _month(m[2]))),
        (r"(?P<year>[0-9]{4})[-/]([0-9]{1,2})月?", lambda m, year: Period.month(year, _month(m[2]))),
        (r"(?P<year>[0-9]{4})\.(0[1-9]|[2-9]|1[0-9])月?", lambda m, year: Period.month(year, _month(m[2]))),
        (rf"{_Y}(?P<first>{_M})(?:月份?)?-{_Y2}(?P<last>{_M})月份?", lambda m, year: _build_run(m, year, _month, 1)),
        (rf"{_Y}截{_Y2}(?P<month>{_M})月(?:(?P<day>[0-9]{{1,2}})[日号]|份|底|末)?", _build_until),
        (
            rf"{_Y}(?P<first>{_M})月(?P<first_day>[0-9]{{1,2}})[日号]"
            rf"-{_Y2}(?:(?P<last>{_M})月)?(?P<last_day>[0-9]{{1,2}})[日号]",
            _build_days,
        ),
    )
)
