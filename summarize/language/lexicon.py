"""The lists of words that the rules know: the package's own, the district's and the unit's, one over the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that hold in one place."""

    formulations: frozenset[str] = field(default_factory=frozenset)
    """Fixed formulations (四个意识), which no fix touches."""


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """Return the words that travel with the program."""
    return Lexicon()
