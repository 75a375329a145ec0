"""Composed text that remembers where each of its pieces came from.

A `Text` is a `str`, so a template prints, compares and filters it as one; beside the characters it
keeps the fragments that they came from. Concatenating the fragments always gives the string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from summarize.findings import Place


class FragmentKind(StrEnum):
    """Where the characters of a fragment come from."""

    TYPED = "typed"
    """Characters as they stand in a cell."""
    FIGURE = "figure"
    """The printed value of a citation."""
    STANDING = "standing"
    """Words and marks that the program adds: ordinals, a missing 。, default titles."""


_TYPED, _FIGURE, _STANDING = FragmentKind.TYPED, FragmentKind.FIGURE, FragmentKind.STANDING
"""By names of their own: looking up a member in its Enum takes as long as cutting a fragment."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One piece of composed text.

    For TYPED, `text == raw[start:end]` where `raw` is the raw text of the cell at `cell`. For FIGURE,
    `raw[start:end]` is the citation and `sources` are all cells that the figure was computed from.
    STANDING fragments have no cell.
    """

    text: str
    kind: FragmentKind
    cell: Place | None = None
    start: int = 0
    end: int = 0
    sources: tuple[Place, ...] = ()

    def cut(self, start: int, end: int) -> Fragment:
        """Return the part of the fragment from character `start` to `end` of its text.

        A figure or standing words cannot be cut in the cell: their start and end stay as they are.
        """
        text = self.text[start:end]
        if self.kind is _TYPED:
            return Fragment(text, self.kind, self.cell, self.start + start, self.start + end, self.sources)
        return Fragment(text, self.kind, self.cell, self.start, self.end, self.sources)


class Text(str):
    """A string with the fragments that it was composed of."""

    __slots__ = ("fragments",)
    fragments: tuple[Fragment, ...]

    def __new__(cls, fragments: Iterable[Fragment] = ()) -> Text:
        """Make the text of `fragments`; empty ones are left out."""
        kept = tuple([fragment for fragment in fragments if fragment.text])
        # Most texts are one fragment.
        self = super().__new__(cls, kept[0].text if len(kept) == 1 else "".join([piece.text for piece in kept]))
        self.fragments = kept
        return self

    @classmethod
    def standing(cls, text: str) -> Text:
        """Return words that the program adds."""
        return cls([Fragment(text, _STANDING)])

    @classmethod
    def typed(cls, raw: str, cell: Place) -> Text:
        """Return the whole raw text of a cell."""
        return cls([Fragment(raw, _TYPED, cell, 0, len(raw))])

    @classmethod
    def gap(cls, cell: Place) -> Text:
        """Return the visible mark of a draft for what is still to be filled in at `cell`."""
        return cls([Fragment(f"〔待补：{cell}〕", _FIGURE, cell, sources=(cell,))])

    def __reduce__(self) -> tuple[type[Text], tuple[tuple[Fragment, ...]]]:
        return (type(self), (self.fragments,))

    def join_with(self, *others: Text) -> Text:
        """Return this text followed by `others`, all fragments kept."""
        return Text([*self.fragments, *(fragment for other in others for fragment in other.fragments)])

    def cut(self, start: int, end: int | None = None) -> Text:
        """Return the characters from `start` to `end` with the fragments that they came from."""
        stop = len(self) if end is None else end
        if start <= 0 and stop >= len(self):
            return self
        pieces: list[Fragment] = []
        position = 0
        for fragment in self.fragments:
            low, high = max(start - position, 0), min(stop - position, len(fragment.text))
            if low < high:
                is_whole = high - low == len(fragment.text)
                pieces.append(fragment if is_whole else fragment.cut(low, high))
            position += len(fragment.text)
        return Text(pieces)

    def trimmed(self) -> Text:
        """Return the text without white space at either end."""
        if len(self.strip()) == len(self):
            return self
        return self.cut(len(self) - len(self.lstrip()), len(self.rstrip()))

    def split_at(self, positions: Iterable[int]) -> tuple[Text, ...]:
        """Return the parts between the ascending `positions`, in one walk over the fragments."""
        parts: list[Text] = []
        waiting = list(self.fragments)
        waiting.reverse()
        begin = 0
        for end in (*positions, len(self)):
            pieces: list[Fragment] = []
            missing = end - begin
            while missing > 0:
                fragment = waiting.pop()
                if len(fragment.text) > missing:
                    waiting.append(fragment.cut(missing, len(fragment.text)))
                    fragment = fragment.cut(0, missing)
                pieces.append(fragment)
                missing -= len(fragment.text)
            parts.append(Text(pieces))
            begin = end
        return tuple(parts)

    def paragraphs(self) -> tuple[Text, ...]:
        """Return the trimmed, non-empty lines of the text."""
        typed = self.splitlines(keepends=True)
        ends = list(accumulate(map(len, typed)))
        lines = [line.trimmed() for line in (self.split_at(ends[:-1]) if len(typed) > 1 else (self,))]
        return tuple(line for line in lines if line)
