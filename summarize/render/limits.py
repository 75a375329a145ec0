"""How much a template may build: nothing that a report needs comes near, and no expression exhausts the machine."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Any

from summarize.render.expression_errors import TooMuchError

LONGEST = 1_000_000
"""Characters of a text, or items of a list, that an expression may build."""
MOST_STEPS = 2_000_000
"""Rounds of all loops and calls together: a report of 10,000 items takes about 300,000."""
STEPS_OF_A_CALL = 20
"""A macro takes as long as so many rounds; one that calls itself twice must end before long."""
_CHARACTERS_A_STEP = 100
"""So many characters are counted or rewritten in the time of a round."""
MOST_PRINTED = 100_000_000
"""Characters that the expressions of a template may print together."""
MOST_BITS = 4_000
"""Of a whole number: more digits than Python prints."""
_WIDTH = re.compile(r"\d+")


class Budget:
    """What one rendering has left."""

    __slots__ = ("_printed", "_steps")

    def __init__(self) -> None:
        self._steps = MOST_STEPS
        self._printed = MOST_PRINTED

    def take_steps(self, count: int = 1) -> None:
        """Count rounds or calls."""
        self._steps -= count
        if self._steps < 0:
            raise TooMuchError("steps")

    def take_call(self, owner: object = None) -> None:
        """Count a call of a macro, a function or a method of `owner`."""
        self.take_steps(STEPS_OF_A_CALL)
        self.take_text(owner)

    def take_text(self, value: object) -> None:
        """Count how long it takes to search or rewrite `value`, if it is a text."""
        if isinstance(value, (str, bytes)):
            self.take_steps(len(value) // _CHARACTERS_A_STEP)

    def print(self, text: str) -> str:
        """Return `text`, counted."""
        self._printed -= len(text)
        if self._printed < 0:
            raise TooMuchError("printed")
        return text

    def each(self, values: Iterable[Any]) -> Iterable[Any]:
        """Return `values`, every one a step; what cannot grow while it is gone through is counted at once."""
        if isinstance(values, (tuple, str)):
            self.take_steps(len(values))
            return values
        return self._count(values)

    def _count(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.take_steps()
            yield value


def check_size(size: int) -> None:
    """Refuse a text or a list of this size before it is built."""
    if size > LONGEST:
        raise TooMuchError("size")


def check_result(value: Any) -> Any:
    """Return `value` unless it is larger than an expression may build."""
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        raise TooMuchError("number")
    if isinstance(value, (str, bytes, list, tuple)):
        check_size(len(value))
    return value


def check_arguments(values: Iterable[Any]) -> None:
    """Refuse widths and counts that no text of a report has."""
    for value in values:
        if isinstance(value, int):
            check_size(abs(value))


def multiply(left: Any, right: Any) -> Any:
    """Return `left * right`."""
    for many, times in ((left, right), (right, left)):
        if isinstance(many, Sized) and isinstance(times, int):
            check_size(len(many) * times)
    return check_result(left * right)


def raise_to_power(left: Any, right: Any) -> Any:
    """Return `left ** right`."""
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > MOST_BITS:
        raise TooMuchError("number")
    return left**right


def add(left: Any, right: Any) -> Any:
    """Return `left + right`."""
    return check_result(left + right)


def check_format(pattern: str, values: Iterable[Any]) -> None:
    """Refuse widths in a format, and those that its `*` would take from `values`."""
    for width in _WIDTH.findall(pattern):
        check_size(int(width[:9]))
    if "*" in pattern:
        check_arguments(values)


def check_join(separator: Any, values: Iterable[Any]) -> list[Any]:
    """Return the values that are to be joined, unless their text is too long."""
    listed = list(values)
    own = sum(len(value) for value in listed if isinstance(value, str))
    check_size(own + len(str(separator)) * len(listed))
    return listed


def check_translate(text: str, table: Any) -> None:
    """Refuse a translation whose text is too long."""
    if isinstance(table, dict):
        longest = max((len(value) for value in table.values() if isinstance(value, str)), default=1)
        check_size(len(text) * max(longest, 1))


def check_replace(text: str, old: str, new: str) -> None:
    """Refuse a replacement whose text is too long."""
    check_size(len(text) + text.count(old) * len(new))


OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "*": multiply,
    "**": raise_to_power,
    "+": add,
    "%": operator.mod,
}
