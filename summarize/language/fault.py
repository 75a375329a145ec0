"""What a rule of language finds, and what such a rule is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from summarize.findings import Finding, Place, Rule, Severity
from summarize.language.passage import Passage
from summarize.language.zones import Zone


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in characters `start` to `end` of a passage.

    `replacement` is what these characters are safely mended to; `None` where a person must decide. `related`
    are other stretches of the same passage that belong to it.
    """

    rule: Rule
    start: int
    end: int
    message: str
    suggestion: str = ""
    replacement: str | None = None
    severity: Severity | None = None
    related: tuple[tuple[int, int], ...] = ()

    def moved(self, by: int) -> Fault:
        """Return the same fault in a text in which the passage begins at character `by`."""
        related = tuple((start + by, end + by) for start, end in self.related)
        return replace(self, start=self.start + by, end=self.end + by, related=related)

    def at(self, place: Place, *, related: tuple[Place, ...] = ()) -> Finding:
        """Return the finding that tells of the fault at `place`."""
        return self.rule.at(place, self.message, self.suggestion, related=related, severity=self.severity)


class PassageRule(Protocol):
    """A module of this package that holds one rule on single passages."""

    RULE: Rule
    SKIPS: Zone
    """The zones in which nothing is a fault of this rule."""

    @property
    def TRIGGERS(self) -> frozenset[str] | tuple[frozenset[str], ...]:  # noqa: N802
        """Characters of which one at least stands in every text with this fault; empty where none is sure.

        Of several sets one of each stands there.
        """

    def find(self, passage: Passage, /) -> Iterator[Fault]:
        """Yield the faults of `passage`."""


class SeriesRule(Protocol):
    """A module of this package that holds one rule on passages that follow one another."""

    RULE: Rule

    def find_all(self, passages: Sequence[Passage], /) -> Iterator[tuple[int, Fault]]:
        """Yield the faults, each with the index of its passage."""
