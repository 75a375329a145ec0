"""The words that travel with the program."""

from __future__ import annotations

from functools import lru_cache

from summarize.language.lexicon import Lexicon


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """Return the words that travel with the program; they are read once."""
    return Lexicon()
