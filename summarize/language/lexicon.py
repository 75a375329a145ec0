"""The lists of words that the rules know: the package's own, the district's and the unit's, one over the other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

_Meaning = TypeVar("_Meaning")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that may be used from the day `since` on, and no more from the day `until` on.

    `instead` is what to write outside that time; '' where nothing stands for it.
    """

    word: str
    since: date | None = None
    until: date | None = None
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that hold in one place.

    `typos` lead from what is written by mistake to what is meant; `names` from the short name of an organisation
    to its full one; `leaders` from a name to the title, in the order in which they are named; `formulations` are
    fixed (四个意识): no fix touches them.
    """

    typos: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    leaders: Mapping[str, str] = field(default_factory=dict)
    formulations: frozenset[str] = field(default_factory=frozenset)

    @property
    def sha256(self) -> str:
        """The hash of all that is said here."""
        told = (
            sorted(self.typos.items()),
            sorted(self.names.items()),
            sorted((word, str(term)) for word, term in self.terms.items()),
            list(self.leaders.items()),
            sorted(self.formulations),
        )
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()

    def over(self, other: Lexicon) -> Lexicon:
        """Return both lists as one; what this one says of a word counts.

        Leaders are one list: the upper one's own, in its order, else the lower one's.
        """
        # A list that nothing is added to stays the same object: rules keep an index for each.
        return Lexicon(
            typos={**other.typos, **self.typos} if self.typos else other.typos,
            names={**other.names, **self.names} if self.names else other.names,
            terms={**other.terms, **self.terms} if self.terms else other.terms,
            leaders=self.leaders or other.leaders,
            formulations=self.formulations | other.formulations if self.formulations else other.formulations,
        )
