"""Names that differ in one character: put in, left out or put for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_SHORTEST, _LONGEST = 4, 100
"""Characters; of shorter names one is too much of the whole, and longer ones are no names."""


class Slips:
    """Finds the name that another one may be a slip for.

    Names are looked up by what is left of them without one character, for they may be many.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: dict[str, int] = {}
        self._shortened: dict[str, int] = {}
        self._gapped: dict[tuple[int, str], int] = {}
        self._names = [name for name in names if _SHORTEST <= len(name) <= _LONGEST]
        for order, name in enumerate(self._names):
            self._whole.setdefault(name, order)
            for gap in _gaps(name):
                self._shortened.setdefault(gap[1], order)
                self._gapped.setdefault(gap, order)

    def find(self, name: str) -> str | None:
        """Return the first name that `name`, which is none of them, may be a slip for."""
        if not _SHORTEST <= len(name) <= _LONGEST + 1:
            return None
        gaps = list(_gaps(name))
        found = [
            self._shortened.get(name),
            *(self._gapped.get(gap) for gap in gaps),
            *(self._whole.get(text) for _, text in gaps),
        ]
        order = min((order for order in found if order is not None), default=None)
        return None if order is None else self._names[order]


def _gaps(name: str) -> Iterator[tuple[int, str]]:
    """Yield each place in `name` with what is left of it without the character there."""
    for index in range(len(name)):
        yield index, name[:index] + name[index + 1 :]
