"""What a part of the benchmarks has measured, as a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title, and what is to be said of it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return the table as Markdown."""
        return [
            f"### {self.title}",
            "",
            f"| {' | '.join(self.head)} |",
            f"|{' --- |' * len(self.head)}",
            *(f"| {' | '.join(row)} |" for row in self.rows),
            "",
            *(line for note in self.notes for line in (note, "")),
        ]
