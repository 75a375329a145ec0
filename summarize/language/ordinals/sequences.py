"""Whether numbers follow one another: what is missing, repeated, out of its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

_MOST_MISSING = 99


class Slip(Enum):
    """What is wrong with a number in its series."""

    MISSING = auto()
    """Numbers before it are missing."""
    REPEATED = auto()
    MISPLACED = auto()
    """It stands before a smaller one."""
    MISTYPED = auto()
    """Those around it show what it should be."""
    BEGUN_ANEW = auto()


@dataclass(frozen=True, slots=True)
class Misnumbered:
    """The number at `position` of a series, and the number that is due there."""

    position: int
    slip: Slip
    due: int


def find_misnumbered(
    numbers: Sequence[int], reached: Sequence[int] | None = None, *, begins_with_one: bool = True
) -> Iterator[Misnumbered]:
    """Yield the numbers that do not follow the one before, each slip once.

    `reached` tells up to which number each one counts, itself where nothing is said.
    """
    ends = numbers if reached is None else reached
    ahead = Counter(numbers)
    last = 0 if begins_with_one or not numbers else numbers[0] - 1
    late: set[int] = set()
    for position, number in enumerate(numbers):
        due = last + 1
        ahead[number] -= 1
        if number == due:
            last = ends[position]
        elif number in late:
            late.discard(number)
        elif position + 1 < len(numbers) and numbers[position + 1] == due + 1:
            yield Misnumbered(position, Slip.MISTYPED, due)
            last = due
        else:
            missing = range(due, min(number, due + _MOST_MISSING))
            is_late = bool(missing) and all(ahead[other] > 0 for other in missing)
            late = set(missing) if is_late else late
            yield Misnumbered(position, _slip(number, due, is_late=is_late), due)
            last = max(last, ends[position]) if number != 1 else ends[position]


def _slip(number: int, due: int, *, is_late: bool) -> Slip:
    if number > due:
        return Slip.MISPLACED if is_late else Slip.MISSING
    return Slip.BEGUN_ANEW if number == 1 and due > 2 else Slip.REPEATED


def tell(found: Misnumbered, number: int, write: Callable[[int], str]) -> str:
    """Return what is wrong, in words; `write` gives the ordinal of a number."""
    own, due = f"“{write(number)}”", f"“{write(found.due)}”"
    match found.slip:
        case Slip.MISSING:
            last = f"至“{write(number - 1)}”" if number - 1 > found.due else ""
            return f"{own}前面缺{due}{last}"
        case Slip.MISPLACED:
            return f"{own}排在了{due}前面"
        case Slip.MISTYPED:
            return f"{own}按前后次序应为{due}"
        case Slip.BEGUN_ANEW:
            return f"{own}又从头编起，按次序应为{due}"
        case Slip.REPEATED:
            return f"{own}重复了，按次序应为{due}"
