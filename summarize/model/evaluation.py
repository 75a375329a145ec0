"""What a citation prints: the figure with every cell that it was computed from, or the gap that it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from summarize.findings import Place
from summarize.model import changes
from summarize.model.citations import Citation
from summarize.model.indicators import Indicator, Indicators, Measure, Series, SpanValue, Target, TargetKind
from summarize.model.numbers import ESTIMATE_MARK, format_number
from summarize.model.periods import Period
from summarize.model.spans import Amount, Missing, amount_over
from summarize.model.units import factor_between

CONVERTED_PLACES = 2
"""At most so many decimals are printed after a change of unit."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure; `text` carries the mark 预计 if any of its cells does."""

    text: str
    cells: tuple[Place, ...]
    is_estimate: bool = False


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
    """A citation without a figure: why, and the cell that has to be filled or mended; message in Chinese."""

    kind: GapKind
    place: Place
    message: str
    suggestion: str

    @property
    def text(self) -> str:
        """What a draft prints in place of the figure."""
        return f"〔待补：{self.place}〕"


class _GapFoundError(Exception):
    """Ends the computation of one figure; it never leaves `evaluate`."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap)
        self.gap = gap


@dataclass(frozen=True, slots=True)
class _Question:
    """One citation over one period, and what the indicators answer to it."""

    indicator: Indicator
    indicators: Indicators
    period: Period
    unit: str | None
    other: Indicator | None

    @property
    def places(self) -> int | None:
        return self.indicator.places

    def amount(self, period: Period, kind: GapKind = GapKind.NO_VALUE, indicator: Indicator | None = None) -> Amount:
        """Return the value over `period`, or end with the gap that it leaves."""
        asked = indicator or self.indicator
        if period.start.day != 1 and asked.measure is not Measure.POINT:
            raise _gap(
                kind,
                asked.place,
                f"“{asked.name}”没有{period.full_name}的数：指标按月、季填报，时期要从月初算起",
                "改用从月初开始的时期，或把数直接写进文字",
            )
        series = self.indicators.series(asked, period.year)
        found = amount_over(asked, series, period.first_month, period.last_month)
        if isinstance(found, Amount):
            return found
        raise _gap(kind, *_tell_missing(asked, period, found))

    @property
    def year_so_far(self) -> Period:
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
            raise _gap(GapKind.NO_TARGET, cell, f"“{name}”没有年度目标", f"在{cell}填写年度目标")
        if target.value is None:
            message = f"“{name}”的年度目标“{target.text}”不是数，算不出来"
            raise _gap(GapKind.NO_TARGET, target.cell, message, "把年度目标改为数，或不用这种引用，直接写文字")
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
            raise _gap(
                GapKind.UNIT,
                self.indicator.cell("计量单位"),
                f"“{self.indicator.name}”的计量单位是“{self.indicator.unit or '空'}”，不能换算成“{self.unit}”",
                "改正引用中的单位，或改正指标的计量单位",
            )
        return value * factor, self.places if factor == 1 else CONVERTED_PLACES

    def _checked(self, value: Fraction, text: str) -> str:
        if text == "0" and value != 0 and self.unit is not None:
            shown = format_number(value) + self.indicator.unit
            message = f"“{self.indicator.name}”的{shown}换算成“{self.unit}”后不足0.01，印出来是0"
            raise _gap(GapKind.UNIT, self.indicator.cell("计量单位"), message, "换一个小一些的单位")
        return text


def evaluate(citation: Citation, indicators: Indicators, period: Period) -> Figure | Gap:
    """Return what `citation` prints over `period`."""
    return evaluate_form(citation.name, citation.form, indicators, period, unit=citation.unit, other=citation.other)


def evaluate_form(
    name: str, form: str, indicators: Indicators, period: Period, *, unit: str | None = None, other: str | None = None
) -> Figure | Gap:
    """Return what the indicator called `name` prints in `form` over `period`."""
    indicator = indicators.get(name)
    other_indicator = indicators.get(other) if other else None
    compute = _COMPUTATIONS.get(form)
    if indicator is None or compute is None or (form == "占比" and other_indicator is None):
        wrong = form if indicator and compute is None else other if indicator else name
        return Gap(GapKind.UNKNOWN, Place(sheet="指标"), f"“{wrong or ''}”不是认得的指标或写法", "改正引用")
    try:
        figure = compute(_Question(indicator, indicators, period, unit, other_indicator))
    except _GapFoundError as found:
        return found.gap
    return Figure(ESTIMATE_MARK + figure.text, figure.cells, True) if figure.is_estimate else figure


def _gap(kind: GapKind, place: Place, message: str, suggestion: str) -> _GapFoundError:
    return _GapFoundError(Gap(kind, place, message, suggestion))


def _tell_missing(indicator: Indicator, period: Period, missing: Missing) -> tuple[Place, str, str]:
    message = f"“{indicator.name}”没有{period.full_name}的数"
    if missing.cells:
        cells = "、".join(str(cell) for cell in missing.cells)
        return missing.cells[0], message, f"填写{cells}；尚无数字的，不要引用"
    advice = f"在“指标”表加上{period.full_name}这一列并填数，或不引用这个指标"
    return indicator.place, message, advice


def _value(ask: _Question) -> Figure:
    return _plain(ask, ask.amount(ask.period))


def _year_so_far(ask: _Question) -> Figure:
    return _plain(ask, ask.amount(ask.year_so_far))


def _quarter(ask: _Question) -> Figure:
    return _plain(ask, ask.amount(Period.quarter(ask.period.year, (ask.period.last_month + 2) // 3)))


def _year_before(ask: _Question) -> Figure:
    return _plain(ask, ask.amount(ask.period.a_year_before()))


def _plain(ask: _Question, amount: Amount) -> Figure:
    return Figure(ask.printed(amount.value), amount.cells, amount.is_estimate)


def _target(ask: _Question) -> Figure:
    target = ask.indicator.target
    if target is not None and target.kind is not TargetKind.NUMBER and ask.unit is None:
        return Figure(target.text, (target.cell,))
    target, number = ask.target()
    return Figure(ask.printed(number), (target.cell,))


def _attained_share(ask: _Question) -> tuple[Fraction, Amount, Target]:
    target, number = ask.target()
    if number <= 0:
        message = f"“{ask.indicator.name}”的年度目标是{format_number(number)}，算不出完成率"
        raise _gap(GapKind.NO_BASE, target.cell, message, "年度目标须大于0；否则不用这种引用，直接写文字")
    achieved = ask.achieved()
    return achieved.value / number, achieved, target


def _attainment(ask: _Question) -> Figure:
    share, achieved, target = _attained_share(ask)
    text = changes.attainment_words(share, ask.places, is_ceiling=ask.indicator.is_ceiling)
    return Figure(text, (*achieved.cells, target.cell), achieved.is_estimate)


def _distance(ask: _Question) -> Figure:
    target, number = ask.target()
    achieved = ask.achieved()
    missing = number - achieved.value
    name, reached = ask.indicator.name, format_number(achieved.value) + ask.indicator.unit
    if ask.indicator.is_ceiling:
        missing = -missing
    if missing <= 0:
        message = f"“{name}”已是{reached}，达到年度目标“{target.text}”，没有差距可写"
        raise _gap(GapKind.TARGET_MET, achieved.cells[0], message, "改写这句话，如写“已完成年度目标”")
    if ask.indicator.is_ceiling and ask.indicator.measure is Measure.TOTAL:
        message = f"“{name}”已是{reached}，超出年度目标“{target.text}”，不能再写离目标还差多少"
        raise _gap(GapKind.TARGET_MET, achieved.cells[0], message, "改写这句话，直接写超出的情况")
    return Figure(ask.printed(missing), (*achieved.cells, target.cell), achieved.is_estimate)


def _schedule(ask: _Question) -> Figure:
    return Figure(changes.percent_words(ask.period.elapsed, ask.places), (ask.indicator.place,))


def _against_schedule(ask: _Question) -> Figure:
    share, achieved, target = _attained_share(ask)
    text = changes.schedule_words(share - ask.period.elapsed, ask.places)
    return Figure(text, (*achieved.cells, target.cell), achieved.is_estimate)


def _growth(ask: _Question, base_period: Period, words: _Words, *, may_be_given: bool) -> Figure:
    indicator = ask.indicator
    given = _given_growth(ask) if may_be_given else None
    if given is not None:
        text = (
            words.points(given.value, ask.places)
            if indicator.is_percent
            else words.growth(given.value / 100, ask.places)
        )
        return Figure(text, given.cells, given.is_estimate)
    now, base = ask.amount(ask.period), ask.amount(base_period, GapKind.NO_BASE)
    cells, is_estimate = (*now.cells, *base.cells), now.is_estimate or base.is_estimate
    if indicator.is_percent:
        return Figure(words.points(now.value - base.value, ask.places), cells, is_estimate)
    if base.value <= 0:
        message = f"“{indicator.name}”{base_period.full_name}的数是{format_number(base.value)}，算不出升降幅度"
        raise _gap(GapKind.NO_BASE, base.cells[0], message, "改用“.增减”写增加或减少了多少，或直接写文字")
    return Figure(words.growth(now.value / base.value - 1, ask.places), cells, is_estimate)


def _given_growth(ask: _Question) -> Amount | None:
    indicator, period = ask.indicator, ask.period
    if ask.indicators.year in {None, period.year}:
        for given in indicator.given_growths:
            if given.last_month == period.last_month and given.first_month in {None, period.first_month}:
                return Amount(given.value, (given.cell,), given.is_estimate)
    _refuse_recomputing(ask)
    return None


def _refuse_recomputing(ask: _Question) -> None:
    if ask.indicator.is_comparable:
        cell = ask.indicator.cell("同比(给定)")
        message = f"“{ask.indicator.name}”按可比口径计算同比，没有给定{ask.period.full_name}的同比，不能用表中的数推算"
        raise _gap(GapKind.NOT_GIVEN, cell, message, f"在{cell}填写给定的同比，如 12.3%")


def _year_on_year(ask: _Question) -> Figure:
    return _growth(ask, ask.period.a_year_before(), _VERBAL, may_be_given=True)


def _bare_growth(ask: _Question) -> Figure:
    return _growth(ask, ask.period.a_year_before(), _BARE, may_be_given=True)


def _on_forerun(ask: _Question) -> Figure:
    forerun = ask.period.preceding()
    if forerun is None:
        message = f"{ask.period.name}没有环比：前面没有同样长的时期可比"
        raise _gap(GapKind.NO_FORERUN, ask.indicator.place, message, "改用“.同比”，或把这句话写在季度、月份的行里")
    return _growth(ask, forerun, _VERBAL, may_be_given=False)


def _difference(ask: _Question) -> Figure:
    _refuse_recomputing(ask)
    now, base = ask.amount(ask.period), ask.amount(ask.period.a_year_before(), GapKind.NO_BASE)
    is_estimate = now.is_estimate or base.is_estimate
    return Figure(ask.change(now.value - base.value), (*now.cells, *base.cells), is_estimate)


def _since_year_before(ask: _Question) -> Figure:
    difference = _difference(ask)
    return Figure(changes.since_words("上年同期", difference.text), difference.cells, difference.is_estimate)


def _since_new_year(ask: _Question) -> Figure:
    indicator = ask.indicator
    if indicator.measure is not Measure.POINT:
        cell = indicator.cell("口径")
        message = f"“{indicator.name}”的口径是“{indicator.measure}”，只有时点指标才有年初数"
        raise _gap(GapKind.NO_BASE, cell, message, "存量类指标的口径写“时点”；其他指标改用“.较上年同期”")
    now, start = ask.amount(ask.period), _year_end_before(ask)
    text = changes.since_words("年初", ask.change(now.value - start.value))
    return Figure(text, (*now.cells, *start.cells), now.is_estimate or start.is_estimate)


def _year_end_before(ask: _Question) -> Amount:
    given: SpanValue | None = ask.indicator.last_year_end
    if given is not None and ask.indicators.year in {None, ask.period.year}:
        return Amount(given.value, (given.cell,), given.is_estimate)
    series: Series = ask.indicators.series(ask.indicator, ask.period.year - 1)
    found = amount_over(ask.indicator, series, 1, 12)
    if isinstance(found, Amount):
        return found
    cell = ask.indicator.cell("上年末")
    raise _gap(GapKind.NO_BASE, cell, f"“{ask.indicator.name}”没有上年末的数", f"在{cell}填写上年末的数")


def _share(ask: _Question) -> Figure:
    whole_indicator = ask.other or ask.indicator
    part, whole = ask.amount(ask.period), ask.amount(ask.period, GapKind.NO_BASE, whole_indicator)
    factor = factor_between(whole_indicator.unit, ask.indicator.unit or whole_indicator.unit)
    if not whole_indicator.unit:
        factor = Fraction(1)
    if factor is None:
        units = f"“{ask.indicator.unit}”和“{whole_indicator.unit}”"
        message = f"“{ask.indicator.name}”与“{whole_indicator.name}”的计量单位{units}不同，算不出占比"
        raise _gap(GapKind.UNIT, ask.indicator.cell("计量单位"), message, "改正指标的计量单位，或换一个指标")
    if whole.value <= 0:
        message = f"“{whole_indicator.name}”{ask.period.full_name}的数是{format_number(whole.value)}，算不出占比"
        raise _gap(GapKind.NO_BASE, whole.cells[0], message, "改写这句话")
    text = changes.attainment_words(part.value / (whole.value * factor), ask.places)
    return Figure(text, (*part.cells, *whole.cells), part.is_estimate or whole.is_estimate)


def _until(ask: _Question) -> Figure:
    period = ask.period
    year = "" if ask.indicators.year in {None, period.year} else f"{period.year}年"
    day = "底" if period.ends_at_month_end else f"{period.end.day}日"
    return Figure(f"截至{year}{period.last_month}月{day}", (ask.indicator.place,))


@dataclass(frozen=True, slots=True)
class _Words:
    growth: Callable[[Fraction, int | None], str]
    points: Callable[[Fraction, int | None], str]


_VERBAL = _Words(changes.growth_words, changes.points_words)
_BARE = _Words(changes.bare_growth, changes.bare_points)

_COMPUTATIONS: Mapping[str, Callable[[_Question], Figure]] = {
    "本期": _value,
    "累计": _year_so_far,
    "当季": _quarter,
    "上年同期": _year_before,
    "目标": _target,
    "完成率": _attainment,
    "距目标": _distance,
    "序时进度": _schedule,
    "序时": _against_schedule,
    "同比": _year_on_year,
    "环比": _on_forerun,
    "增幅": _bare_growth,
    "增减": _difference,
    "较上年同期": _since_year_before,
    "较年初": _since_new_year,
    "占比": _share,
    "截至": _until,
}
