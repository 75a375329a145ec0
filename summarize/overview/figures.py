"""The columns of figures across many units: which there are, who has them, and which may be added up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from summarize.model.numbers import format_number
from summarize.model.vocabulary import normalize_key
from summarize.overview.rows import FigureCell

_DECIMALS = re.compile(r"\.(\d+)\D*\Z")
_MOST_DECIMALS = 6
_NEVER_ADDED = re.compile(
    r"率\Z|比重\Z|比例\Z|占比\Z|指数\Z|排名\Z|名次\Z|位次\Z|得分\Z|评分\Z|满意度\Z|时长\Z|平均|人均|户均|亩均|均价|单价|增速\Z|增幅\Z"
)
_MEASURES_NEVER_ADDED = re.compile(r"[%‰/／]|百分点|\A[倍成度℃]\Z|每")
"""What no sum over units makes sense of, even if its 口径 was left at 累计."""
_MOST_COLUMNS, _MOST_CELLS, _ALWAYS_SHOWN = 8000, 5_000_000, 30
"""A sheet has 16,384 columns, two for each indicator; more cells than these nobody opens."""


@dataclass(slots=True)
class FigureColumn:
    """One indicator over all units, in one 计量单位; `count` units have a value, which together make `total`.

    `places` are the most decimals that a value is printed with. `remark` tells a column whose 计量单位 is not that of
    most others for the same indicator.
    """

    index: int
    name: str
    measure: str
    unit_count: int = 0
    count: int = 0
    places: int = 0
    is_added: bool = True
    total: Decimal = field(default_factory=Decimal)
    remark: str = ""

    @property
    def is_percent(self) -> bool:
        """Whether its values are percentages, in points."""
        return normalize_key(self.measure) == "%"

    @property
    def head(self) -> str:
        """Its name with the 计量单位 behind it."""
        return f"{self.name}（{self.measure}）" if self.measure else self.name

    @property
    def printed_total(self) -> str:
        """The sum in digits, without superfluous zeros."""
        return format_number(Fraction(self.total), self.places)

    def take(self, figure: FigureCell, *, is_added: bool) -> None:
        """Count one unit's value, and add it to the others if it `is_added`."""
        self.unit_count += 1
        if figure.number is None or not is_added:
            return
        self.count += 1
        self.is_added = self.is_added and figure.is_added
        self.total += Decimal(repr(figure.number))
        if decimals := _DECIMALS.search(figure.printed):
            self.places = max(self.places, min(len(decimals[1]), _MOST_DECIMALS))


@dataclass(slots=True)
class FigureColumns:
    """All columns, by name and 计量单位; numbers in different units stand apart and are never added."""

    by_key: dict[tuple[str, str], FigureColumn] = field(default_factory=dict)

    def column_of(self, figure: FigureCell) -> FigureColumn:
        """Return the column of `figure`, a new one where it is the first of its kind."""
        key = normalize_key(figure.name), normalize_key(figure.measure)
        if key not in self.by_key:
            is_sum = not (_NEVER_ADDED.search(key[0]) or _MEASURES_NEVER_ADDED.search(key[1]))
            name, measure = figure.name.strip(), figure.measure.strip()
            self.by_key[key] = FigureColumn(len(self.by_key), name, measure, is_added=is_sum)
        return self.by_key[key]

    def shown(self, unit_count: int) -> Sequence[FigureColumn]:
        """Return the columns that are shown side by side for so many units.

        They come as they were met, but those that fewer than half as many units have as the commonest come last.
        """
        self._remark()
        columns = list(self.by_key.values())
        most = max((column.unit_count for column in columns), default=0)
        columns.sort(key=lambda column: (column.unit_count * 2 < most, column.index))
        room = max(_ALWAYS_SHOWN, _MOST_CELLS // max(unit_count, 1))
        return columns[: min(_MOST_COLUMNS, room)]

    def _remark(self) -> None:
        """Tell the columns beside which most units write another 计量单位."""
        alike: dict[str, list[FigureColumn]] = {}
        for (name, _), column in self.by_key.items():
            alike.setdefault(name, []).append(column)
        for columns in alike.values():
            most = max(columns, key=lambda column: column.unit_count)
            for column in columns:
                if column.unit_count < most.unit_count:
                    column.remark = f"多数单位写“{most.measure or '（空）'}”，这里写“{column.measure or '（空）'}”"
