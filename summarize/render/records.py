"""What a template gets to see of a report: read-only records with Chinese names, and indicators.

A record answers to its Chinese names alone. It is no `dict`, since `事项.items` would then be a method,
and no dataclass, since its English fields would then be part of what templates may rest on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import total_ordering

from summarize.model.figures.evaluation import evaluate_form
from summarize.model.figures.forms import VALUE_FORM, Argument, form_called, form_names
from summarize.model.figures.indicators import Indicators
from summarize.model.figures.printed import Gap
from summarize.model.numbers import ESTIMATE_MARK
from summarize.model.periods import Period
from summarize.model.text import Fragment, FragmentKind, Text
from summarize.render.expression_errors import NotPrintableError, Unprintable

_COLON = re.compile(r"[:：]")


class Record(Unprintable):
    """Values by Chinese name, as attributes (`事项.编号`) or keys (`事项['编号']`)."""

    __slots__ = ("_values",)
    _values: dict[str, object]

    def __init__(self, values: Mapping[str, object]) -> None:
        object.__setattr__(self, "_values", dict(values))

    def __getattr__(self, name: str) -> object:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name: str) -> object:
        return self._values[name]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"read-only: {name}")

    def __dir__(self) -> Iterable[str]:
        return list(self._values)


class FigureGapError(Exception):
    """A figure that a template asks for has no value; `gap` says why and what to fill in."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap)
        self.gap = gap


@total_ordering
class IndicatorFigures:
    """One indicator over the report's period: prints as its value, its forms are attributes.

    It counts and compares as the number that it prints, exactly; without one it is no number either.
    """

    __slots__ = ("_evaluate",)

    def __init__(self, evaluate: Callable[[str, str | None], Text]) -> None:
        self._evaluate = evaluate

    def __str__(self) -> str:
        return self._evaluate(VALUE_FORM, None)

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __int__(self) -> int:
        return int(self._number())

    def __float__(self) -> float:
        return float(self._number())

    def __bool__(self) -> bool:
        return bool(self._number())

    def __hash__(self) -> int:
        return hash(self._number())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return str(self) == other
        number = _number_of(other)
        return NotImplemented if number is None else self._number() == number

    def __lt__(self, other: object) -> bool:
        number = _number_of(other)
        return NotImplemented if number is None else self._number() < number

    def __getattr__(self, name: str) -> object:
        form = form_called(name)
        if form is None:
            raise AttributeError(name)
        if form.argument is Argument.INDICATOR:
            return lambda other: self._compare_with(name, other)
        return self._evaluate(name, None)

    def __dir__(self) -> Iterable[str]:
        return list(form_names())

    def _compare_with(self, form: str, other: object) -> Text:
        if not isinstance(other, str):
            raise TypeError(f"{form}: no name of an indicator")
        return self._evaluate(form, other)

    def _number(self) -> Fraction:
        printed = str(self).removeprefix(ESTIMATE_MARK)
        try:
            return Fraction(printed)
        except ValueError:
            raise NotPrintableError(printed) from None


def _number_of(value: object) -> Fraction | None:
    """Return the number that a template compares with; a float is taken as it is written."""
    match value:
        case IndicatorFigures():
            return value._number()
        case int():
            return Fraction(value)
        case float():
            return Fraction(repr(value))
        case _:
            return None


class IndicatorTable(Unprintable):
    """All indicators by name: `指标['走访户数']`, in another unit `指标['招商引资额:亿元']`."""

    __slots__ = ("_indicators", "_is_draft", "_period")

    def __init__(self, indicators: Indicators, period: Period, *, is_draft: bool) -> None:
        self._indicators = indicators
        self._period = period
        self._is_draft = is_draft

    def __getitem__(self, name: str) -> IndicatorFigures:
        stem, unit = name, None
        if self._indicators.get(name) is None and _COLON.search(name):
            stem, unit = _COLON.split(name, maxsplit=1)
        if self._indicators.get(stem) is None:
            raise KeyError(name)
        return IndicatorFigures(lambda form, other: self._print(stem, form, unit, other))

    def __dir__(self) -> Iterable[str]:
        return list(self._indicators.names)

    def _print(self, name: str, form: str, unit: str | None, other: str | None) -> Text:
        found = evaluate_form(name, form, self._indicators, self._period, unit=unit, other=other)
        if isinstance(found, Gap):
            if not self._is_draft:
                raise FigureGapError(found)
            return Text.standing(found.text)
        return Text([Fragment(found.text, FragmentKind.FIGURE, sources=found.cells)])
