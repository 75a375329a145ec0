"""Periods: spans of whole days inside one calendar year, their names, and what follows and precedes them."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from summarize.model.numbering import chinese_numeral


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
        return cls(datetime.date(year, first, 1), datetime.date(year, last, _last_day(year, last)))

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
        return self.end.day == _last_day(self.end.year, self.end.month)

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


@lru_cache(maxsize=256)
def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


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
