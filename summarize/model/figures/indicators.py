"""The indicators of one unit and year as the sheet 指标 gives them, each value with its cell.

Nothing is computed here: what a span of months is worth is the business of `spans`, what a citation
prints that of `figures`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from summarize.findings import Place
from summarize.model.figures.tasks import Tasks
from summarize.model.vocabulary import normalize_key

_LONGEST_COMPARED = 60
_MOST_COMPARISONS = 40_000


class Measure(StrEnum):
    """口径: how the values of an indicator make that of a longer period."""

    TOTAL = "累计"
    """They add up."""
    POINT = "时点"
    """The last one holds."""
    AVERAGE = "平均"
    """Their mean, weighted by months."""


class TargetKind(StrEnum):
    """What 年度目标 says."""

    NUMBER = "数"
    """A number, with or without a unit."""
    BOUND = "界限"
    """A number that must be reached or kept: 不低于90%, 控制在3起以内."""
    TEXT = "文字"
    """Anything else, growth among it: 增长8%以上, 达到省定目标."""


@dataclass(frozen=True, slots=True)
class Target:
    """年度目标: its words, and its number in the indicator's unit where it has one.

    `relation` is `≥`, `>`, `≤` or `<` for a BOUND, else ''.
    """

    text: str
    kind: TargetKind
    cell: Place
    value: Fraction | None = None
    relation: str = ""

    @property
    def is_ceiling(self) -> bool:
        """Whether the target must not be exceeded."""
        return self.relation in {"≤", "<"}


@dataclass(frozen=True, slots=True)
class SpanValue:
    """The value of a span of months, both ends included; a percentage counts in points (12.3 % is 12.3)."""

    first_month: int
    last_month: int
    value: Fraction
    cell: Place
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class EmptySpan:
    """A span of months that the sheet has a column for and whose cell holds no number."""

    first_month: int
    last_month: int
    cell: Place


@dataclass(frozen=True, slots=True)
class GivenGrowth:
    """同比(给定): growth in percent, or in points for an indicator in %.

    It holds for the months that its head names; under a bare head (`first_month` is `None`) for every
    period that ends with `last_month`, the latest that the row has a value for.
    """

    first_month: int | None
    last_month: int
    value: Fraction
    cell: Place
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one year, and the cells that wait for one."""

    values: tuple[SpanValue, ...] = ()
    empty: tuple[EmptySpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of 指标.

    `unit` is '' when the sheet gives none. `places` is 小数位. `place` is the cell of the name.
    `cells` are the row's other cells by column (年度目标, 上年末, 同比(给定)), filled or not. Of a
    POINT, `last_year_end` is also the last value of `last_year`.
    """

    name: str
    place: Place
    unit: str = ""
    measure: Measure = Measure.TOTAL
    filling: str = ""
    target: Target | None = None
    direction: str = ""
    places: int | None = None
    is_comparable: bool = False
    given_growths: tuple[GivenGrowth, ...] = ()
    last_year_end: SpanValue | None = None
    current: Series = Series()
    last_year: Series = Series()
    cells: Mapping[str, Place] = field(default_factory=dict)

    @property
    def is_percent(self) -> bool:
        """Whether the indicator is itself a percentage, so that its changes are percentage points."""
        return normalize_key(self.unit) == "%"

    @property
    def is_ceiling(self) -> bool:
        """Whether less is better: said by the target, else by 方向."""
        if self.target and self.target.relation:
            return self.target.is_ceiling
        return self.direction in {"逆向", "约束"}

    def cell(self, column: str) -> Place:
        """Return the cell of `column` in the indicator's row, or that of its name when there is no such column."""
        return self.cells.get(column, self.place)


@dataclass(frozen=True, slots=True)
class Indicators:
    """All indicators of the workbook in its order; `year` is the year of the heads without one.

    `tasks` is what citations count beside them.
    """

    rows: tuple[Indicator, ...] = ()
    year: int | None = None
    tasks: Tasks = field(default_factory=Tasks)
    keys: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """All names as `normalize_key` makes them, longest first."""
    found_tokens: dict[str, Any] = field(init=False, repr=False, compare=False)
    """What `citations` has found in texts already."""
    found_figures: dict[Any, Any] = field(init=False, repr=False, compare=False)
    """What `evaluation` has computed already: a citation is valued when it is checked and when it is printed."""
    found_amounts: dict[Any, Any] = field(init=False, repr=False, compare=False)
    """What `questions` has reckoned already: many forms and relations stand on the same values."""
    _by_key: Mapping[str, Indicator] = field(init=False, repr=False, compare=False)
    _found_near: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key: dict[str, Indicator] = {}
        for row in self.rows:
            by_key.setdefault(normalize_key(row.name), row)
        object.__setattr__(self, "_by_key", by_key)
        object.__setattr__(self, "found_tokens", {})
        object.__setattr__(self, "found_figures", {})
        object.__setattr__(self, "found_amounts", {})
        object.__setattr__(self, "_found_near", {})
        object.__setattr__(self, "keys", tuple(sorted(by_key, key=lambda key: (-len(key), key))))

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.rows)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, longest first."""
        return tuple(sorted((row.name for row in self.rows), key=lambda name: (-len(name), name)))

    def get(self, name: str) -> Indicator | None:
        """Return the indicator called `name`, differences of width and white space ignored, or `None`."""
        return self._by_key.get(normalize_key(name))

    def near(self, name: str) -> tuple[str, ...]:
        """Return the names that resemble `name`, the likeliest first, at most three.

        What was found is remembered. Of a crowd of wrong names only the first are compared: among
        2000 indicators 20, so that a sheet filled with nonsense is judged in seconds too.
        """
        key = normalize_key(name)[:_LONGEST_COMPARED]
        if key not in self._found_near and len(self._found_near) * len(self._by_key) < _MOST_COMPARISONS:
            close = difflib.get_close_matches(key, list(self._by_key), n=3, cutoff=0.5)
            self._found_near[key] = tuple(self._by_key[match].name for match in close)
        return self._found_near.get(key, ())

    def series(self, indicator: Indicator, year: int) -> Series:
        """Return the values of `indicator` in `year`; empty for any but this year and the last."""
        current = self.year if self.year is not None else year
        if year == current:
            return indicator.current
        return indicator.last_year if year == current - 1 else Series()
