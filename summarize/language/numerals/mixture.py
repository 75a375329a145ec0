"""Several ways to write one thing over many passages: which is the usual one, and where the others first stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """Characters `start` to `end` of passage `index` write something in the way `form`; `shown` is for people."""

    form: str
    shown: str
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Odd:
    """The first place with an unusual form, how often it stands, and the usual form with its number."""

    first: Written
    count: int
    usual: Written
    usual_count: int


def find_odd(written: Sequence[Written]) -> Iterator[Odd]:
    """Yield each form but the most frequent one (of equals the one that stands first), by its first place."""
    counts = Counter(one.form for one in written)
    if len(counts) < 2:
        return
    firsts: dict[str, Written] = {}
    for one in written:
        firsts.setdefault(one.form, one)
    usual = max(counts, key=lambda form: counts[form])
    for form, first in firsts.items():
        if form != usual:
            yield Odd(first, counts[form], firsts[usual], counts[usual])
