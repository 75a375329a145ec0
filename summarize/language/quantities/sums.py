"""What a whole and its parts say of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from summarize.language.quantities.amounts import Amount, Sentence, tolerance_of, write_number

_MOST_PARTS = 8
_LONGEST_LEAD = 10


def is_clear(amounts: Sequence[Amount]) -> bool:
    """Return whether all of `amounts` have exact values of one kind."""
    return all(amount.is_exact and amount.base == amounts[0].base and amount.base for amount in amounts)


def explains(whole: Amount, parts: Sequence[Amount]) -> bool:
    """Return whether all parts, or some of them (two at least), make up the whole, but for rounding.

    Of more parts than a reader would try, it is taken that they may.
    """
    if len(parts) > _MOST_PARTS:
        return True
    return any(_fit(whole, some) for size in range(2, len(parts) + 1) for some in combinations(parts, size))


def _fit(whole: Amount, parts: Sequence[Amount]) -> bool:
    return abs(total_of(parts) - whole.size) <= tolerance_of((whole, *parts))


def total_of(parts: Sequence[Amount]) -> Fraction:
    """Return the sum of `parts`."""
    return sum((part.size for part in parts), Fraction(0))


def tell_difference(whole: Amount, parts: Sequence[Amount]) -> str:
    """Return the sum in figures and what is missing or too much: 30 = 21 + 8 + 1，还有1个未写去向."""
    numbers = [write_number(part.size / whole.factor) for part in parts]
    rest = whole.size - total_of(parts)
    stated, found = write_number(whole.size / whole.factor), write_number(total_of(parts) / whole.factor)
    if rest > 0:
        missing = write_number(rest / whole.factor)
        return f"{stated} = {' + '.join([*numbers, missing])}，还有{whole.shown(rest)}未写去向"
    return f"{' + '.join(numbers)} = {found}，比{stated}多{whole.shown(-rest)}"


def lead_of(sentence: Sentence, amount: Amount) -> str:
    """Return the amount as it stands with the words before it, for people to find it by."""
    return sentence.before(amount)[-_LONGEST_LEAD:] + sentence.text[amount.start : amount.end]


def chain_from(sentence: Sentence, first: int, joints: str) -> Iterator[Amount]:
    """Yield the amounts of one list, from number `first`: each parted from the one before by one mark of `joints`."""
    amounts = sentence.amounts
    for index in range(first, len(amounts)):
        if index > first:
            gap = sentence.between(amounts[index - 1], amounts[index])
            marks = [character for character in gap if character in "，。；：、（）()！？\n,;:"]
            if len(marks) != 1 or marks[0] not in joints:
                return
        yield amounts[index]
