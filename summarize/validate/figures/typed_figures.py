"""Numbers typed by hand in 内容 against the indicators of the same name, unit and period.

Only where a whole clause is the name and its number (走访户数120户, 共走访120户，) is it sure that the indicator is
meant: a name inside longer words is passed over, and so is a number that the indicator has for another period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from summarize.findings import Finding
from summarize.model.figures.evaluation import amount_of
from summarize.model.figures.indicators import Indicator, Indicators
from summarize.model.figures.spans import Amount
from summarize.model.figures.units import factor_of_words
from summarize.model.numbers import format_number
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import ItemRow, Records, Source
from summarize.model.selection import rows_within
from summarize.model.vocabulary import normalize_key
from summarize.validate.figures import rules

_MARKS = r"，。；：、（）()！？,;:\n"
_CLAUSE = re.compile(
    rf"(?<![^{_MARKS}])(?P<words>[^{_MARKS}\d{{}}｛｝]{{2,40}})(?P<number>\d{{1,15}}(?:,\d{{3}}){{0,5}}(?:\.\d{{1,9}})?)"
    rf"(?P<unit>[^{_MARKS}\d{{}}｛｝]{{0,6}})(?![^{_MARKS}])",
    re.ASCII,
)
_BEFORE_NAME = re.compile(
    r"(?:今年以来|今年|本季度|本月|本期|期间|全[区市县镇乡]|我[区市县镇局办委]|已经|已|共计|总共|一共|共|累计|实现|完成)*"
)
_BEHIND_NAME = re.compile(r"(?:总数)?(?:的|了|为|是|有|达到|达|共计|共|合计|完成)?$")
_ELSEWHERE = re.compile(
    r"去年|上年|往年|同期|年底|明年|目标|计划|力争|预计|其中|分别|截至|每|平均|年初|[一二三四1-4]季度|[\d一二三四五六七八九十]月|较|比"
)
_SENTENCE_ENDS = "。！？\n"
_FURTHEST = 200
"""Characters within which the words before a number may say that it is of another time or place."""
_LEAST_STEM = 2

_Names = Mapping[str, tuple[Indicator, ...]]


def check_typed_figures(records: Records, period: Period, *, all_rows: bool) -> Iterator[Finding]:
    """Yield each number typed in the report of `period` that its indicator contradicts.

    With `all_rows` the rows of other periods up to the end of this one are checked too, each by its own.
    """
    names = _names_of(records.indicators)
    if not names:
        return
    for rows in (records.achievements, records.problems):
        for row in rows if all_rows else rows_within(rows, period):
            own = row.period or period
            if row.include == "否" or own.end > period.end:
                continue
            for source in _texts(row):
                yield from _check_text(source, names, records.indicators, own)


def _texts(row: ItemRow) -> Iterator[Source]:
    yield row.content
    if row.brief is not None:
        yield row.brief


def _names_of(indicators: Indicators) -> _Names:
    """Return the indicators by what a clause may call them: 走访户数, and 走访 for one that counts 户."""
    named: dict[str, tuple[Indicator, ...]] = {}
    for indicator in indicators:
        key, unit = normalize_key(indicator.name), normalize_key(indicator.unit)
        tail = f"{unit[-1:]}数"
        stem = key.removesuffix(tail) if unit and key.endswith(tail) else ""
        for name in (key, stem):
            if len(name) >= _LEAST_STEM:
                named[name] = (*named.get(name, ()), indicator)
    return named


def _check_text(source: Source, names: _Names, indicators: Indicators, period: Period) -> Iterator[Finding]:
    text = source.raw
    for clause in _CLAUSE.finditer(text):
        found = _called(clause["words"], names)
        if not found:
            continue
        reach = max(clause.start() - _FURTHEST, 0)
        begin = max(reach, *(text.rfind(mark, reach, clause.start()) + 1 for mark in _SENTENCE_ENDS))
        if _ELSEWHERE.search(text, begin, clause.start("number")):
            continue
        fitting = [(one, factor) for one in found if (factor := _factor(clause["unit"], one)) is not None]
        if len(fitting) == 1 and (finding := _compare(source, clause, fitting[0], indicators, period)):
            yield finding


def _called(words: str, names: _Names) -> tuple[Indicator, ...]:
    """Return the indicators that `words`, the whole clause before the number, call by name."""
    key = normalize_key(words)
    shorter = _BEFORE_NAME.sub("", key, count=1)
    for candidate in dict.fromkeys((key, shorter)):
        for name in (candidate, _BEHIND_NAME.sub("", candidate)):
            if name in names:
                return names[name]
    return ()


def _factor(words: str, indicator: Indicator) -> Fraction | None:
    """Return what turns a number followed by `words` into one of `indicator`; `None` where the units differ."""
    unit = normalize_key(words)
    if not unit or (unit == "%") != indicator.is_percent:
        return None
    return factor_of_words(unit, indicator.unit)


def _compare(
    source: Source, clause: re.Match[str], meant: tuple[Indicator, Fraction], indicators: Indicators, period: Period
) -> Finding | None:
    """Return that the number of `clause` is none of those that the indicator meant has."""
    indicator, factor = meant
    amount = amount_of(indicator, "本期", indicators, period)
    if not isinstance(amount, Amount):
        return None
    digits = clause["number"].replace(",", "")
    typed = Fraction(digits) * factor
    half_step = factor / 10 ** len(digits.partition(".")[2]) / 2
    if any(abs(typed - value) <= half_step for value in _values(indicator, indicators, period)):
        return None
    unit = indicator.unit or clause["unit"]
    seen = f"{clause['words'][-12:]}{clause['number']}{clause['unit']}"
    name = quote(indicator.name)
    message = f"文中写“{seen}”，指标“{name}”{period.full_name}是{format_number(amount.value)}{quote(unit)}"
    cited = f"{{{indicator.name}}}" if factor == 1 else f"{{{indicator.name}:{clause['unit']}}}"
    return rules.TYPED_FIGURE_DIFFERS.at(
        source.place, message, f"核对两处；以指标表为准的，把{clause['number']}改为 {cited}。", related=amount.cells
    )


def _values(indicator: Indicator, indicators: Indicators, period: Period) -> Iterator[Fraction]:
    """Yield every value that a text may mean by the indicator: of this period, of others, of the target."""
    quarter = Period.quarter(period.year, (period.last_month + 2) // 3)
    for form, over in (("本期", period), ("累计", period), ("本期", quarter), ("上年同期", period), ("目标", period)):
        found = amount_of(indicator, form, indicators, over)
        if isinstance(found, Amount):
            yield found.value
    for value in (*indicator.current.values, *indicator.last_year.values, indicator.last_year_end):
        if value is not None:
            yield value.value
