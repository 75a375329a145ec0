"""What a template gets to see of a report: read-only records with Chinese names, and indicators.

A record answers to its Chinese names alone. It is no `dict`, since `事项.items` would then be a method,
and no dataclass, since its English fields would then be part of what templates may rest on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from summarize.model.evaluation import evaluate_form
from summarize.model.figures import Gap
from summarize.model.forms import VALUE_FORM, Argument, form_called, form_names
from summarize.model.indicators import Indicators
from summarize.model.periods import Period
from summarize.model.text import Fragment, FragmentKind, Text

_COLON = re.compile(r"[:：]")


class Record:
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


class IndicatorFigures:
    """One indicator over the report's period: prints as its value, its forms are attributes."""

    __slots__ = ("_evaluate",)

    def __init__(self, evaluate: Callable[[str, str | None], Text]) -> None:
        self._evaluate = evaluate

    def __str__(self) -> str:
        return self._evaluate(VALUE_FORM, None)

    def __getattr__(self, name: str) -> object:
        form = form_called(name)
        if form is None:
            raise AttributeError(name)
        if form.argument is Argument.INDICATOR:
            return lambda other: self._evaluate(name, other)
        return self._evaluate(name, None)

    def __dir__(self) -> Iterable[str]:
        return list(form_names())


class IndicatorTable:
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
