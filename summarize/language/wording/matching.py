"""Words of a list in a text, in one pass: looked up by their first two characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_LISTS = 16
"""Lists whose index is kept: those of some units, each with its own words."""


@dataclass(frozen=True, slots=True, eq=False)
class Wordlist:
    """The words of a list by their first two characters, the longest first; words of one character are none."""

    words: Mapping[str, tuple[str, ...]]

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where each word stands, by its start; of those that begin at one place the longest first."""
        words = self.words
        for start in range(len(text)):
            for word in words.get(text[start : start + 2], ()):
                if text.startswith(word, start):
                    yield start, word


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
