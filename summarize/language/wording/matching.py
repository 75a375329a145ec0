"""Words of a list in a text, in one pass: looked up by their first two characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add, itemgetter

_LISTS = 16
"""Lists whose index is kept: those of some units, each with its own words."""


_TEXTS = 8
"""Texts whose pairs are kept: the lists are looked for in one and the same text, one after the other."""


@lru_cache(maxsize=_TEXTS)
def pairs_of(text: str) -> frozenset[str]:
    """Return every two characters that stand beside each other in `text`."""
    return frozenset(map(add, text, text[1:]))


@dataclass(frozen=True, slots=True, eq=False)
class Wordlist:
    """The words of a list by their first two characters, the longest first; words of one character are none."""

    words: Mapping[str, tuple[str, ...]]

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where each word stands, by its start; of those that begin at one place the longest first."""
        words = self.words
        found: list[tuple[int, str]] = []
        for pair in words.keys() & pairs_of(text):
            start = text.find(pair)
            while start >= 0:
                found += [(start, word) for word in words[pair] if text.startswith(word, start)]
                start = text.find(pair, start + 1)
        # Words that begin at one place begin with one pair: they stand in their order already.
        found.sort(key=itemgetter(0))
        yield from found


class _Same:
    """A mapping as a key: one and the same object is equal, whatever it holds."""

    __slots__ = ("entries",)

    def __init__(self, entries: Mapping[str, object]) -> None:
        self.entries = entries

    def __hash__(self) -> int:
        return id(self.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.entries is other.entries


def wordlist(entries: Mapping[str, object]) -> Wordlist:
    """Return the keys of `entries` as a list; it is built once for each mapping, which must not change."""
    return _build(_Same(entries))


@lru_cache(maxsize=_LISTS)
def _build(key: _Same) -> Wordlist:
    return build_wordlist(key.entries)


def build_wordlist(words: Iterable[str]) -> Wordlist:
    """Return `words` as a list."""
    found: dict[str, list[str]] = {}
    for word in words:
        if len(word) > 1:
            found.setdefault(word[:2], []).append(word)
    return Wordlist(
        {beginning: tuple(sorted(group, key=lambda one: (-len(one), one))) for beginning, group in found.items()}
    )
