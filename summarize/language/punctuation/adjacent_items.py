"""Items that stand side by side in marks of their own, quoted words or titles: no 、 parts them (P09, P10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from re import Pattern

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex


@dataclass(frozen=True, slots=True)
class AdjacentItems:
    """Items in marks of one kind, `name` as people call them."""

    name: str
    between: Pattern[str]
    note: Pattern[str]

    def find(self, passage: Passage, rule: Rule) -> Iterator[Fault]:
        """Yield each 、 between two items, and each note that no 、 follows."""
        for match in self.between.finditer(passage.text):
            start, end = match.span()
            message = f"“{passage.excerpt(start, end)}”中带{self.name}的词语挨在一起，中间不用“、”"
            yield Fault(rule, start, end, message, replacement="")
        for match in self.note.finditer(passage.text):
            start, end = match.span()
            message = f"“{passage.excerpt(start, end)}”的括注后面还有并列的词语，括注后宜用“、”"
            yield Fault(rule, start, end, message, severity=Severity.INFO)


def adjacent_items(name: str, opener: str, closer: str) -> AdjacentItems:
    """Return the items that stand between `opener` and `closer`."""
    return AdjacentItems(
        name,
        regex(rf"(?<={closer})[、､]+(?={opener})"),
        regex(rf"(?<={closer})（[^（）\n]{{1,30}}）(?={opener})"),
    )
