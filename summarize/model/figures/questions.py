"""One citation over one period, and what the indicators answer to it: a number, or the gap that it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from summarize.findings import Place
from summarize.model.figures import changes
from summarize.model.figures.indicators import Indicator, Indicators, Measure, Target
from summarize.model.figures.spans import Amount, Missing, amount_over
from summarize.model.figures.units import factor_between
from summarize.model.numbers import format_number
from summarize.model.periods import Period
from summarize.model.quotation import quote

CONVERTED_PLACES = 2
"""At most so many decimals are printed after a change of unit."""


class GapKind(Enum):
    """Why a citation prints nothing."""

    NO_VALUE = auto()
    NO_BASE = auto()
    NO_FORERUN = auto()
    NO_TARGET = auto()
    TARGET_MET = auto()
    NOT_GIVEN = auto()
    UNIT = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Gap:
    """A citation without a figure: why, and the cell that has to be filled or mended; message in Chinese.

    `others` are further cells that must be filled before there is one. `remedy` is the part of the suggestion
    that speaks of the numbers and not of the citation ('' where all of it does).
    """

    kind: GapKind
    place: Place
    message: str
    suggestion: str
    others: tuple[Place, ...] = ()
    remedy: str = ""

    @property
    def cells(self) -> tuple[Place, ...]:
        """All cells that have to be filled or mended."""
        return (self.place, *self.others)

    @property
    def text(self) -> str:
        """What a draft prints in place of the figure."""
        return f"〔待补：{self.place}〕"


class GapFoundError(Exception):
    """Ends the computation of one figure; it never leaves `evaluation`."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap)
        self.gap = gap


@dataclass(frozen=True, slots=True)
class Question:
    """One citation over one period, and what the indicators answer to it."""

    indicator: Indicator
    indicators: Indicators
    period: Period
    unit: str | None
    other: Indicator | None

    @property
    def places(self) -> int | None:
        """小数位 of the indicator."""
        return self.indicator.places

    def amount(self, period: Period, kind: GapKind = GapKind.NO_VALUE, indicator: Indicator | None = None) -> Amount:
        """Return the value over `period`, or end with the gap that it leaves."""
        asked = indicator or self.indicator
        if period.start.day != 1 and asked.measure is not Measure.POINT:
            raise gap(
                kind,
                asked.place,
                f"“{quote(asked.name)}”没有{period.full_name}的数：指标按月、季填报，时期要从月初算起",
                "改用从月初开始的时期，或把数直接写进文字",
                remedy="改用从月初开始的时期",
            )
        known = self.indicators.found_amounts
        found: Amount | Missing | None = known.get((asked.name, period))
        if found is None:
            series = self.indicators.series(asked, period.year)
            found = known[asked.name, period] = amount_over(asked, series, period.first_month, period.last_month)
        if isinstance(found, Amount):
            return found
        raise GapFoundError(_missing_value(kind, asked, period, found))

    @property
    def year_so_far(self) -> Period:
        """From January to the end of the period."""
        return Period(self.period.start.replace(month=1, day=1), self.period.end)

    def achieved(self) -> Amount:
        """Return what counts toward the target of the year."""
        is_total = self.indicator.measure is Measure.TOTAL
        return self.amount(self.year_so_far if is_total else self.period)

    def target(self) -> tuple[Target, Fraction]:
        """Return the target and its number, or end with the gap that it leaves."""
        target = self.indicator.target
        name, cell = self.indicator.name, self.indicator.cell("年度目标")
        if target is None:
            raise gap(GapKind.NO_TARGET, cell, f"“{quote(name)}”没有年度目标", f"在{cell}填写年度目标")
        if target.value is None:
            message = f"“{quote(name)}”的年度目标“{quote(target.text)}”不是数，算不出来"
            advice = "把年度目标改为数，或不用这种引用，直接写文字"
            raise gap(GapKind.NO_TARGET, target.cell, message, advice, remedy="把年度目标改为数")
        return target, target.value

    def printed(self, value: Fraction) -> str:
        """Return `value` alone, in the unit asked for."""
        return self._checked(value, format_number(*self._converted(value)))

    def change(self, difference: Fraction) -> str:
        """Return a change of the value in words, in the unit asked for."""
        if self.indicator.is_percent and self.unit is None:
            return changes.points_words(difference, self.places)
        number, places = self._converted(difference)
        return changes.count_words(number, places, self.indicator.unit if self.unit is None else self.unit)

    def _converted(self, value: Fraction) -> tuple[Fraction, int | None]:
        if self.unit is None:
            return value, self.places
        factor = factor_between(self.indicator.unit, self.unit)
        if factor is None:
            name, unit = quote(self.indicator.name), quote(self.indicator.unit or "空")
            message = f"“{name}”的计量单位是“{unit}”，不能换算成“{quote(self.unit)}”"
            advice = "改正引用中的单位，或改正指标的计量单位"
            raise gap(GapKind.UNIT, self.indicator.cell("计量单位"), message, advice)
        return value * factor, self.places if factor == 1 else CONVERTED_PLACES

    def _checked(self, value: Fraction, text: str) -> str:
        if text == "0" and value != 0 and self.unit is not None:
            shown = format_number(value) + self.indicator.unit
            message = f"“{quote(self.indicator.name)}”的{shown}换算成“{quote(self.unit)}”后不足0.01，印出来是0"
            raise gap(GapKind.UNIT, self.indicator.cell("计量单位"), message, "换一个小一些的单位")
        return text


def gap(kind: GapKind, place: Place, message: str, suggestion: str, *, remedy: str = "") -> GapFoundError:
    """Return the exception that ends a figure with a gap."""
    return GapFoundError(Gap(kind, place, message, suggestion, remedy=remedy))


def _missing_value(kind: GapKind, indicator: Indicator, period: Period, missing: Missing) -> Gap:
    message = f"“{quote(indicator.name)}”没有{period.full_name}的数"
    if not missing.cells and indicator.is_percent and indicator.measure is Measure.TOTAL:
        message += "，百分数不能由别的时期加减得出"
        return Gap(kind, indicator.cell("口径"), message, "“口径”写 时点 或 平均，或填这个时期的数")
    if missing.cells:
        remedy = "填写" + "、".join(str(cell) for cell in missing.cells)
        advice = f"{remedy}；尚无数字的，不要引用"
        return Gap(kind, missing.cells[0], message, advice, missing.cells[1:], remedy)
    remedy = f"在“指标”表加上{period.full_name}这一列并填数"
    return Gap(kind, indicator.place, message, f"{remedy}，或不引用这个指标", remedy=remedy)
