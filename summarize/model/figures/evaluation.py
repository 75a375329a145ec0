"""What a citation prints: the figure with every cell that it was computed from, or the gap that it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from summarize.findings import Place
from summarize.model.figures import changes
from summarize.model.figures.citations import Citation
from summarize.model.figures.indicators import Indicator, Indicators, Measure, Target, TargetKind
from summarize.model.figures.questions import Gap, GapFoundError, GapKind, Question, gap
from summarize.model.figures.spans import Amount, amount_over
from summarize.model.figures.task_counts import Counted, count_tasks
from summarize.model.figures.units import factor_between
from summarize.model.numbers import ESTIMATE_MARK, format_number
from summarize.model.periods import Period
from summarize.model.quotation import quote


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure; `text` carries the mark 预计 if any of its cells does."""

    text: str
    cells: tuple[Place, ...]
    is_estimate: bool = False


def amount_of(indicator: Indicator, form: str, indicators: Indicators, period: Period) -> Amount | Gap:
    """Return the exact number behind the form 本期, 累计, 上年同期 or 目标, or the gap that it leaves."""
    ask = Question(indicator, indicators, period, None, None)
    try:
        match form:
            case "累计":
                return ask.amount(ask.year_so_far)
            case "上年同期":
                return ask.amount(period.a_year_before())
            case "目标":
                target, number = ask.target()
                return Amount(number, (target.cell,))
            case _:
                return ask.amount(period)
    except GapFoundError as found:
        return found.gap


def evaluate(citation: Citation, indicators: Indicators, period: Period) -> Figure | Gap:
    """Return what `citation` prints over `period`."""
    if citation.count is not None:
        counted = count_tasks(citation.count, indicators.tasks, period)
        return Figure(counted.text, counted.cells) if isinstance(counted, Counted) else counted
    return evaluate_form(citation.name, citation.form, indicators, period, unit=citation.unit, other=citation.other)


def evaluate_form(  # noqa: PLR0917 (a citation's parts in the order in which it writes them)
    name: str, form: str, indicators: Indicators, period: Period, unit: str | None = None, other: str | None = None
) -> Figure | Gap:
    """Return what the indicator called `name` prints in `form` over `period`."""
    question = (name, form, period, unit, other)
    found: Figure | Gap | None = indicators.found_figures.get(question)
    if found is None:
        found = indicators.found_figures[question] = _evaluate(name, form, indicators, period, unit, other)
    return found


def _evaluate(  # noqa: PLR0917 (as above)
    name: str, form: str, indicators: Indicators, period: Period, unit: str | None, other: str | None
) -> Figure | Gap:
    indicator = indicators.get(name)
    other_indicator = indicators.get(other) if other else None
    compute = _COMPUTATIONS.get(form)
    if indicator is None or compute is None or (form == "占比" and other_indicator is None):
        wrong = form if indicator and compute is None else other if indicator else name
        return Gap(GapKind.UNKNOWN, Place(sheet="指标"), f"“{wrong or ''}”不是认得的指标或写法", "改正引用")
    try:
        figure = compute(Question(indicator, indicators, period, unit, other_indicator))
    except GapFoundError as found:
        return found.gap
    return Figure(ESTIMATE_MARK + figure.text, figure.cells, True) if figure.is_estimate else figure


def _value(ask: Question) -> Figure:
    return _plain(ask, ask.amount(ask.period))


def _year_so_far(ask: Question) -> Figure:
    return _plain(ask, ask.amount(ask.year_so_far))


def _quarter(ask: Question) -> Figure:
    return _plain(ask, ask.amount(Period.quarter(ask.period.year, (ask.period.last_month + 2) // 3)))


def _year_before(ask: Question) -> Figure:
    return _plain(ask, ask.amount(ask.period.a_year_before()))


def _plain(ask: Question, amount: Amount) -> Figure:
    return Figure(ask.printed(amount.value), amount.cells, amount.is_estimate)


def _target(ask: Question) -> Figure:
    target = ask.indicator.target
    if target is not None and target.kind is not TargetKind.NUMBER and ask.unit is None:
        return Figure(target.text, (target.cell,))
    target, number = ask.target()
    return Figure(ask.printed(number), (target.cell,))


def _attained_share(ask: Question) -> tuple[Fraction, Amount, Target]:
    target, number = ask.target()
    if number <= 0:
        message = f"“{quote(ask.indicator.name)}”的年度目标是{format_number(number)}，算不出完成率"
        raise gap(GapKind.NO_BASE, target.cell, message, "年度目标须大于0；否则不用这种引用，直接写文字")
    achieved = ask.achieved()
    return achieved.value / number, achieved, target


def _attainment(ask: Question) -> Figure:
    share, achieved, target = _attained_share(ask)
    text = changes.attainment_words(share, ask.places, is_ceiling=ask.indicator.is_ceiling)
    return Figure(text, (*achieved.cells, target.cell), achieved.is_estimate)


def _distance(ask: Question) -> Figure:
    target, number = ask.target()
    achieved = ask.achieved()
    missing = number - achieved.value
    name, reached = ask.indicator.name, format_number(achieved.value) + quote(ask.indicator.unit)
    if ask.indicator.is_ceiling:
        missing = -missing
    if missing <= 0:
        message = f"“{quote(name)}”已是{reached}，达到年度目标“{quote(target.text)}”，没有差距可写"
        raise gap(GapKind.TARGET_MET, achieved.cells[0], message, "改写这句话，如写“已完成年度目标”")
    if ask.indicator.is_ceiling and ask.indicator.measure is Measure.TOTAL:
        message = f"“{quote(name)}”已是{reached}，超出年度目标“{quote(target.text)}”，不能再写离目标还差多少"
        raise gap(GapKind.TARGET_MET, achieved.cells[0], message, "改写这句话，直接写超出的情况")
    return Figure(ask.printed(missing), (*achieved.cells, target.cell), achieved.is_estimate)


def _schedule(ask: Question) -> Figure:
    return Figure(changes.percent_words(ask.period.elapsed, ask.places), (ask.indicator.place,))


def _against_schedule(ask: Question) -> Figure:
    share, achieved, target = _attained_share(ask)
    text = changes.schedule_words(share - ask.period.elapsed, ask.places)
    return Figure(text, (*achieved.cells, target.cell), achieved.is_estimate)


def _growth(ask: Question, base_period: Period, words: _Words, *, may_be_given: bool) -> Figure:
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
        message = f"“{quote(indicator.name)}”{base_period.full_name}的数是{format_number(base.value)}，算不出升降幅度"
        raise gap(GapKind.NO_BASE, base.cells[0], message, "改用“.增减”写增加或减少了多少，或直接写文字")
    return Figure(words.growth(now.value / base.value - 1, ask.places), cells, is_estimate)


def _given_growth(ask: Question) -> Amount | None:
    indicator, period = ask.indicator, ask.period
    if ask.indicators.year in {None, period.year}:
        for given in indicator.given_growths:
            if given.last_month == period.last_month and given.first_month in {None, period.first_month}:
                return Amount(given.value, (given.cell,), given.is_estimate)
    _refuse_recomputing(ask)
    return None


def _refuse_recomputing(ask: Question) -> None:
    if ask.indicator.is_comparable:
        cell = ask.indicator.cell("同比(给定)")
        message = (
            f"“{quote(ask.indicator.name)}”按可比口径计算同比，没有给定{ask.period.full_name}的同比，不能用表中的数推算"
        )
        raise gap(GapKind.NOT_GIVEN, cell, message, f"在{cell}填写给定的同比（百分数）")


def _year_on_year(ask: Question) -> Figure:
    return _growth(ask, ask.period.a_year_before(), _VERBAL, may_be_given=True)


def _bare_growth(ask: Question) -> Figure:
    return _growth(ask, ask.period.a_year_before(), _BARE, may_be_given=True)


def _on_forerun(ask: Question) -> Figure:
    forerun = ask.period.preceding()
    if forerun is None:
        message = f"{ask.period.name}没有环比：前面没有同样长的时期可比"
        raise gap(GapKind.NO_FORERUN, ask.indicator.place, message, "改用“.同比”，或把这句话写在季度、月份的行里")
    return _growth(ask, forerun, _VERBAL, may_be_given=False)


def _difference(ask: Question) -> Figure:
    _refuse_recomputing(ask)
    now, base = ask.amount(ask.period), ask.amount(ask.period.a_year_before(), GapKind.NO_BASE)
    is_estimate = now.is_estimate or base.is_estimate
    return Figure(ask.change(now.value - base.value), (*now.cells, *base.cells), is_estimate)


def _since_year_before(ask: Question) -> Figure:
    difference = _difference(ask)
    return Figure(changes.since_words("上年同期", difference.text), difference.cells, difference.is_estimate)


def _since_new_year(ask: Question) -> Figure:
    indicator = ask.indicator
    if indicator.measure is not Measure.POINT:
        cell = indicator.cell("口径")
        message = f"“{quote(indicator.name)}”的口径是“{indicator.measure}”，只有时点指标才有年初数"
        raise gap(GapKind.NO_BASE, cell, message, "存量类指标的口径写“时点”；其他指标改用“.较上年同期”")
    now, start = ask.amount(ask.period), _year_end_before(ask)
    text = changes.since_words("年初", ask.change(now.value - start.value))
    return Figure(text, (*now.cells, *start.cells), now.is_estimate or start.is_estimate)


def _year_end_before(ask: Question) -> Amount:
    found = amount_over(ask.indicator, ask.indicators.series(ask.indicator, ask.period.year - 1), 12, 12)
    if isinstance(found, Amount):
        return found
    cell = ask.indicator.cell("上年末")
    raise gap(GapKind.NO_BASE, cell, f"“{quote(ask.indicator.name)}”没有上年末的数", f"在{cell}填写上年末的数")


def _share(ask: Question) -> Figure:
    whole_indicator = ask.other or ask.indicator
    part, whole = ask.amount(ask.period), ask.amount(ask.period, GapKind.NO_BASE, whole_indicator)
    factor = factor_between(whole_indicator.unit, ask.indicator.unit or whole_indicator.unit)
    if not whole_indicator.unit:
        factor = Fraction(1)
    if factor is None:
        units = f"“{quote(ask.indicator.unit)}”和“{quote(whole_indicator.unit)}”"
        message = f"“{quote(ask.indicator.name)}”与“{quote(whole_indicator.name)}”的计量单位{units}不同，算不出占比"
        raise gap(GapKind.UNIT, ask.indicator.cell("计量单位"), message, "改正指标的计量单位，或换一个指标")
    if whole.value <= 0:
        message = f"“{quote(whole_indicator.name)}”{ask.period.full_name}的数是{format_number(whole.value)}，算不出占比"
        raise gap(GapKind.NO_BASE, whole.cells[0], message, "改写这句话")
    text = changes.attainment_words(part.value / (whole.value * factor), ask.places)
    return Figure(text, (*part.cells, *whole.cells), part.is_estimate or whole.is_estimate)


def _until(ask: Question) -> Figure:
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

_COMPUTATIONS: Mapping[str, Callable[[Question], Figure]] = {
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
