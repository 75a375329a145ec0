"""The words that travel with the program: tables under words/, each read once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from summarize.language.lexicon import Lexicon, Term


@dataclass(frozen=True, slots=True)
class Guard:
    """Where characters that are a slip elsewhere are right: after one of `not_before`, before one of `not_after`."""

    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()

    def allows(self, text: str, start: int, end: int) -> bool:
        """Return whether characters `start` to `end` of `text` may be taken for the slip."""
        return not text.startswith(self.not_after, end) and not text.endswith(self.not_before, 0, start)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase of four characters, and how each of them is read in it."""

    words: str
    syllables: tuple[str, ...]


@lru_cache(maxsize=1)
def shipped_lexicon() -> Lexicon:
    """Return the words that travel with the program; they are read once."""
    return Lexicon(
        typos={wrong: right for wrong, right, *_ in _rows("typos")},
        terms={word: _term(word, *columns) for word, *columns in _rows("terms")},
        formulations=frozenset(words for (words,) in _rows("formulations")),
    )


@lru_cache(maxsize=1)
def shipped_guards() -> Mapping[str, Guard]:
    """Return where the typos of `shipped_lexicon` are right as they stand, by what is written."""
    return {
        row[0]: Guard(*(tuple(column.split("|")) if column else () for column in row[2:])) for row in _rows("typos")
    }


@lru_cache(maxsize=1)
def shipped_readings() -> Mapping[str, str]:
    """Return the syllable, without its tone, as which a 汉字 is mostly read."""
    return {character: syllable for syllable, characters in _rows("readings") for character in characters}


@lru_cache(maxsize=1)
def shipped_phrases() -> tuple[Phrase, ...]:
    """Return the fixed phrases."""
    readings = shipped_readings()
    return tuple(
        Phrase(words, tuple(others[0].split()) if others else tuple(readings[character] for character in words))
        for words, *others in _rows("phrases")
    )


@lru_cache(maxsize=1)
def shipped_alikes() -> frozenset[str]:
    """Return what sounds like a fixed phrase, or nearly looks like one, and is right."""
    return frozenset(words for (words,) in _rows("alikes"))


@lru_cache(maxsize=1)
def shipped_organisations() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return what names of organisations are written wrongly: what is right, and what such a name ends in."""
    return {wrong: (right, tuple(endings.split("|"))) for wrong, right, endings in _rows("organisations")}


def _rows(table: str) -> Iterator[list[str]]:
    """Yield the rows of words/`table`.tsv; lines with # are for people."""
    text = files("summarize.language").joinpath("words", f"{table}.tsv").read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _term(word: str, since: str = "", until: str = "", instead: str = "") -> Term:
    return Term(word, _day(since), _day(until), instead)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
