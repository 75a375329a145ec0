"""Periods: spans of whole days inside one calendar year, their names, and what follows and precedes them."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from summarize.model.numbering import chinese_numeral
from summarize.model.quotation import quote
from summarize.model.vocabulary import near_names, normalize_key

_YEARS = range(1900, 2200)
"""Years outside are typing errors: no report is about them."""


class PeriodKind(Enum):
    """The periods that reports are usually made for; anything else is OTHER."""

    MONTH = auto()
    QUARTER = auto()
    HALF = auto()
    THREE_QUARTERS = auto()
    YEAR = auto()
    OTHER = auto()


_KINDS = {
    **{(month, month): PeriodKind.MONTH for month in range(1, 13)},
    **{(first, first + 2): PeriodKind.QUARTER for first in (1, 4, 7, 10)},
    (1, 6): PeriodKind.HALF,
    (7, 12): PeriodKind.HALF,
    (1, 9): PeriodKind.THREE_QUARTERS,
    (1, 12): PeriodKind.YEAR,
}


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days, both ends included, inside one calendar year.

    Raises:
        ValueError: `start` is after `end`, or the two lie in different years.
    """

    start: datetime.date
    end: datetime.date

    def __post_init__(self) -> None:
        if self.start > self.end or self.start.year != self.end.year:
            raise ValueError(f"not a span inside one year: {self.start} to {self.end}")

    @classmethod
    def months(cls, year: int, first: int, last: int) -> Period:
        """Return the whole months `first` to `last` of `year`."""
        last_day = calendar.monthrange(year, last)[1]
        return cls(datetime.date(year, first, 1), datetime.date(year, last, last_day))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return one month."""
        return cls.months(year, month, month)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Return the `quarter`-th quarter, 1 to 4."""
        return cls.months(year, quarter * 3 - 2, quarter * 3)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """Return 上半年 (1) or 下半年 (2)."""
        return cls.months(year, half * 6 - 5, half * 6)

    @classmethod
    def three_quarters(cls, year: int) -> Period:
        """Return 前三季度."""
        return cls.months(year, 1, 9)

    @classmethod
    def whole_year(cls, year: int) -> Period:
        """Return 全年."""
        return cls.months(year, 1, 12)

    @property
    def year(self) -> int:
        """The calendar year that the period lies in."""
        return self.start.year

    @property
    def first_month(self) -> int:
        """The month of the first day."""
        return self.start.month

    @property
    def last_month(self) -> int:
        """The month of the last day."""
        return self.end.month

    @property
    def day_count(self) -> int:
        """How many days the period has."""
        return (self.end - self.start).days + 1

    @property
    def ends_at_month_end(self) -> bool:
        """Whether the last day is the last of its month."""
        return self.end.day == calendar.monthrange(self.year, self.last_month)[1]

    @property
    def is_whole_months(self) -> bool:
        """Whether the period is made of whole months."""
        return self.start.day == 1 and self.ends_at_month_end

    @property
    def is_from_january(self) -> bool:
        """Whether the period begins with the year."""
        return (self.start.month, self.start.day) == (1, 1)

    @property
    def kind(self) -> PeriodKind:
        """Which of the usual periods this is, whatever it was called when it was written down."""
        if not self.is_whole_months:
            return PeriodKind.OTHER
        return _KINDS.get((self.first_month, self.last_month), PeriodKind.OTHER)

    @property
    def name(self) -> str:
        """The name without the year: 上半年, 一季度, 6月, 1—5月, 截至6月20日, 6月21日—12月31日."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.first_month}月"
            case PeriodKind.QUARTER:
                return f"{chinese_numeral(self.last_month // 3)}季度"
            case PeriodKind.HALF:
                return "上半年" if self.first_month == 1 else "下半年"
            case PeriodKind.THREE_QUARTERS:
                return "前三季度"
            case PeriodKind.YEAR:
                return "全年"
            case PeriodKind.OTHER:
                return self._irregular_name

    @property
    def _irregular_name(self) -> str:
        if self.is_whole_months:
            return f"{self.first_month}—{self.last_month}月"
        last_day = f"{self.last_month}月{self.end.day}日"
        return f"截至{last_day}" if self.is_from_january else f"{self.first_month}月{self.start.day}日—{last_day}"

    @property
    def full_name(self) -> str:
        """The name with the year: 2017年上半年, 2017年, 截至2017年6月20日."""
        if self.kind is PeriodKind.YEAR:
            return f"{self.year}年"
        if self.name.startswith("截至"):
            return f"截至{self.year}年{self.name.removeprefix('截至')}"
        return f"{self.year}年{self.name}"

    @property
    def formal_name(self) -> str:
        """The name as titles write it after the year: 第二季度 for a quarter, '' for the whole year."""
        match self.kind:
            case PeriodKind.QUARTER:
                return f"第{self.name}"
            case PeriodKind.YEAR:
                return ""
            case _:
                return self.name

    @property
    def elapsed(self) -> Fraction:
        """The share of the year that is gone at the period's end: by months at a month's end, else by days."""
        if self.ends_at_month_end:
            return Fraction(self.last_month, 12)
        return Fraction(self.end.timetuple().tm_yday, 366 if calendar.isleap(self.year) else 365)

    def contains(self, other: Period) -> bool:
        """Return whether every day of `other` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Return whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end

    def following(self) -> Period:
        """Return the period that a plan is made for after this one.

        The next of its kind for months, quarters, halves and years; 四季度 after 前三季度; the rest of
        the year after any other span from January or span of days; else as many months again, cut at
        the year's end. What ends with December is followed by an equally long span from January.
        """
        if self.last_month == 12 and self.ends_at_month_end:
            return self._opening_of_next_year()
        if self.is_whole_months and (not self.is_from_january or self.kind is not PeriodKind.OTHER):
            count = self.last_month - self.first_month + 1
            return Period.months(self.year, self.last_month + 1, min(self.last_month + count, 12))
        return Period(self.end + datetime.timedelta(days=1), datetime.date(self.year, 12, 31))

    def _opening_of_next_year(self) -> Period:
        if self.is_whole_months:
            return Period.months(self.year + 1, 1, self.last_month - self.first_month + 1)
        first_day = datetime.date(self.year + 1, 1, 1)
        return Period(first_day, first_day + datetime.timedelta(days=self.day_count - 1))

    def preceding(self) -> Period | None:
        """Return the equally long period right before, for 环比; `None` where nobody compares so.

        前三季度, 全年 and other spans from January are sums over the year so far; spans of days, and
        month runs whose forerun would cross into last year, have no forerun either.
        """
        if not self.is_whole_months:
            return None
        count = self.last_month - self.first_month + 1
        if self.first_month > count:
            return Period.months(self.year, self.first_month - count, self.first_month - 1)
        if self.kind in {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF}:
            return Period.months(self.year - 1, 13 - count, 12)
        return None

    def a_year_before(self) -> Period:
        """Return the same span of the year before; month ends stay month ends, 29 February becomes 28."""
        if self.is_whole_months:
            return Period.months(self.year - 1, self.first_month, self.last_month)
        return Period(_same_day(self.start, self.year - 1), _same_day(self.end, self.year - 1))

    def holding(self, other: Period) -> Period | None:
        """Return the smallest usual period that contains both; `None` if their years differ."""
        if self.year != other.year:
            return None
        holders = (usual for usual in standard_periods(self.year) if usual.contains(self) and usual.contains(other))
        return min(holders, key=lambda usual: usual.day_count)


def _same_day(day: datetime.date, year: int) -> datetime.date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if is_leap_day and not calendar.isleap(year) else day.replace(year=year)


def standard_periods(year: int) -> tuple[Period, ...]:
    """Return the usual periods of `year`: months, quarters, halves, 前三季度, 全年."""
    return (
        *(Period.month(year, month) for month in range(1, 13)),
        *(Period.quarter(year, quarter) for quarter in range(1, 5)),
        Period.half(year, 1),
        Period.half(year, 2),
        Period.three_quarters(year),
        Period.whole_year(year),
    )


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
            period = build(match, written_year or default_year or 2000)
        except ValueError as error:
            raise PeriodError(f"“{quote(text)}”不是有效的时期：{error}") from None
        if written_year is None and default_year is None:
            raise YearMissingError(f"“{text}”没有写年份，请在前面加上年份")
        return period
    raise PeriodError(*_explain_unknown(text, key))


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
    near = near_names(re.sub(r"^\d{4}年?", "", key), (period.name for period in standard_periods(2000)))
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
