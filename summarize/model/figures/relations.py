"""Relations between indicators that must hold, reckoned in exact fractions.

A percentage is a share of one inside: 90% is 0.9, and so is an indicator in % that shows 90. Where a
percentage meets a plain number typed into the 算式, or a product with 100, that number counts in points:
`满意率 ≥ 90` and `达标数 ÷ 总数 × 100 = 达标率` mean what people mean by them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from summarize.findings import Place
from summarize.model.figures.evaluation import amount_of
from summarize.model.figures.indicators import Indicators
from summarize.model.figures.questions import Gap
from summarize.model.figures.relation_syntax import (
    Literal,
    Negation,
    Node,
    Operand,
    Operation,
    SyntaxFault,
    parse_sides,
)
from summarize.model.numbers import Number, format_number, parse_typed_number
from summarize.model.periods import Period
from summarize.model.quotation import quote

_LONGEST_SIDE = 120
"""Characters shown of a side; the number that it comes to is always shown."""

SHOWN_PLACES = 4
"""Decimals shown of a side that has more."""

FINE_PLACES = 15
"""Decimals shown of a value as given, and of sides that would look equal with fewer."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """容差: how far the sides of ≈ may differ, as a share of the right side when `is_percent`."""

    value: Fraction
    is_percent: bool


DEFAULT_TOLERANCE = Tolerance(Fraction(1, 100), is_percent=True)
"""What ≈ means when 容差 is blank."""


@dataclass(frozen=True, slots=True)
class Holds:
    """The relation holds."""


@dataclass(frozen=True, slots=True)
class Fails:
    """The relation does not hold; the two sides that disagree, written out with their numbers."""

    left: str
    comparison: str
    right: str
    cells: tuple[Place, ...]

    @property
    def message(self) -> str:
        """Both sides in Chinese."""
        return f"左边 {self.left}，右边 {self.right}"


@dataclass(frozen=True, slots=True)
class Lacks:
    """The relation cannot be checked: the gaps of its operands."""

    gaps: tuple[Gap, ...]
    has_some_value: bool


@dataclass(frozen=True, slots=True)
class Undefined:
    """The relation cannot be reckoned; Chinese message."""

    message: str
    cells: tuple[Place, ...]


Outcome = Holds | Fails | Lacks | Undefined


@dataclass(frozen=True, slots=True)
class _Quantity:
    value: Fraction
    is_percent: bool = False
    is_literal: bool = False
    is_hundredfold: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A parsed 算式."""

    text: str
    sides: tuple[Node, ...]
    comparisons: tuple[str, ...]

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The different operands, in their order."""
        return tuple(dict.fromkeys(operand for side in self.sides for operand in _operands(side)))

    def check(self, indicators: Indicators, period: Period, tolerance: Tolerance = DEFAULT_TOLERANCE) -> Outcome:
        """Return whether the relation holds over `period`."""
        values: dict[Operand, _Quantity] = {}
        cells: list[Place] = []
        gaps: list[Gap] = []
        for operand in self.operands:
            indicator = indicators.get(operand.name)
            amount = amount_of(indicator, operand.form, indicators, period) if indicator else None
            if isinstance(amount, Gap):
                gaps.append(amount)
            elif indicator and amount:
                cells += amount.cells
                is_percent = indicator.is_percent
                values[operand] = _Quantity(amount.value / 100 if is_percent else amount.value, is_percent)
        if gaps:
            return Lacks(tuple(gaps), bool(values))
        try:
            return self._compare(values, tolerance, tuple(dict.fromkeys(cells)))
        except ZeroDivisionError:
            return Undefined("除数是0，算不出来", tuple(dict.fromkeys(cells)))

    def _compare(
        self, values: Mapping[Operand, _Quantity], tolerance: Tolerance, cells: tuple[Place, ...]
    ) -> Holds | Fails:
        reckoned = [_reckon(side, values) for side in self.sides]
        for index, comparison in enumerate(self.comparisons):
            left, right = _align(reckoned[index], reckoned[index + 1])
            if not _is_true(left, comparison, right, tolerance):
                looks_equal = _digits(left, SHOWN_PLACES) == _digits(right, SHOWN_PLACES)
                places = FINE_PLACES if looks_equal else SHOWN_PLACES
                shown = [_show(self.sides[at], values, reckoned[at], places) for at in (index, index + 1)]
                return Fails(shown[0], comparison, shown[1], cells)
        return Holds()


def parse_relation(text: str, indicators: Indicators) -> Relation | SyntaxFault:
    """Return the relation that `text` writes, or where and why it cannot be read."""
    parsed = parse_sides(text, indicators)
    return parsed if isinstance(parsed, SyntaxFault) else Relation(text.strip(), *parsed)


def parse_tolerance(text: str) -> Tolerance | None:
    """Return the 容差 that `text` writes (1, 0.5, 1%, ±1), or `None` when it is none."""
    number = parse_typed_number(text.strip().lstrip("±"))
    if not isinstance(number, Number) or number.value < 0:
        return None
    return Tolerance(number.value / 100 if number.is_percent else number.value, number.is_percent)


def _operands(node: Node) -> Iterator[Operand]:
    match node:
        case Operand():
            yield node
        case Negation():
            yield from _operands(node.inner)
        case Operation():
            yield from _operands(node.left)
            yield from _operands(node.right)
        case Literal():
            return


def _reckon(node: Node, values: Mapping[Operand, _Quantity]) -> _Quantity:
    match node:
        case Literal():
            return _Quantity(node.value, node.is_percent, is_literal=True)
        case Operand():
            return values[node]
        case Negation():
            inner = _reckon(node.inner, values)
            return replace(inner, value=-inner.value)
        case Operation():
            return _operate(node.operator, _reckon(node.left, values), _reckon(node.right, values))


def _operate(sign: str, left: _Quantity, right: _Quantity) -> _Quantity:
    is_literal = left.is_literal and right.is_literal
    if sign in "+-":
        left, right = _align(left, right)
        total = left.value + right.value if sign == "+" else left.value - right.value
        is_hundredfold = left.is_hundredfold or right.is_hundredfold
        return _Quantity(total, left.is_percent and right.is_percent, is_literal, is_hundredfold)
    if sign == "÷":
        is_percent = left.is_percent and right.is_literal and not right.is_percent
        return _Quantity(left.value / right.value, is_percent, is_literal)
    is_percent = (left.is_percent and right.is_literal) or (right.is_percent and left.is_literal)
    is_hundredfold = any(
        factor.is_literal and not factor.is_percent and factor.value == 100 for factor in (left, right)
    )
    return _Quantity(left.value * right.value, is_percent, is_literal, is_hundredfold)


def _align(left: _Quantity, right: _Quantity) -> tuple[_Quantity, _Quantity]:
    """Return both as shares of one where only one is a percentage and the other counts in points."""
    if left.is_percent and not right.is_percent:
        return left, _from_points(right)
    if right.is_percent and not left.is_percent:
        return _from_points(left), right
    return left, right


def _from_points(quantity: _Quantity) -> _Quantity:
    if quantity.is_literal or quantity.is_hundredfold:
        return replace(quantity, value=quantity.value / 100, is_percent=True, is_hundredfold=False)
    return quantity


_PLAIN_COMPARISONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "≠": operator.ne,
    "≥": operator.ge,
    "≤": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


def _is_true(left: _Quantity, comparison: str, right: _Quantity, tolerance: Tolerance) -> bool:
    if comparison != "≈":
        return _PLAIN_COMPARISONS[comparison](left.value, right.value)
    allowed = tolerance.value
    if tolerance.is_percent:
        allowed *= abs(right.value)
    elif left.is_percent or right.is_percent:
        allowed /= 100
    return abs(left.value - right.value) <= allowed


def _show(side: Node, values: Mapping[Operand, _Quantity], reckoned: _Quantity, places: int) -> str:
    written = quote(_write(side, values), _LONGEST_SIDE)
    if isinstance(side, Literal | Operand):
        return written
    return f"{written} = {_digits(reckoned, places)}"


def _write(node: Node, values: Mapping[Operand, _Quantity]) -> str:
    match node:
        case Literal():
            return node.text
        case Operand():
            return f"{node.text}({_digits(values[node], FINE_PLACES)})"
        case Negation():
            return f"-{_write_within(node.inner, values, '+-×÷')}"
        case Operation():
            left = _write_within(node.left, values, "+-" if node.operator in "×÷" else "")
            loose = {"+": "", "-": "+-"}.get(node.operator, "+-×÷")
            return f"{left} {node.operator} {_write_within(node.right, values, loose)}"


def _write_within(node: Node, values: Mapping[Operand, _Quantity], loose: str) -> str:
    """Return the node in brackets if it is joined by one of the `loose` signs."""
    written = _write(node, values)
    return f"({written})" if isinstance(node, Operation) and node.operator in loose else written


def _digits(quantity: _Quantity, places: int) -> str:
    value = quantity.value * 100 if quantity.is_percent else quantity.value
    return format_number(value, places) + ("%" if quantity.is_percent else "")
