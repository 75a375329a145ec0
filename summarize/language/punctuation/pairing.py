"""Marks that come in pairs, matched within each paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HEAD, NUMERALS
from summarize.language.zones import Zone

CLOSER_OF = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "〔": "〕", "【": "】"}
NAMES = {
    "“": "左双引号“",
    "”": "右双引号”",
    "‘": "左单引号‘",
    "’": "右单引号’",
    "（": "左括号（",
    "）": "右括号）",
    "《": "左书名号《",
    "》": "右书名号》",
    "〈": "左单书名号〈",
    "〉": "右单书名号〉",
    "〔": "左六角括号〔",
    "〕": "右六角括号〕",
    "【": "左方头括号【",
    "】": "右方头括号】",
}
"""Each mark as people name it."""

MARKS = frozenset("“”‘’（）()《》〈〉〔〕【】")
OPENER_OF = {closer: opener for opener, closer in CLOSER_OF.items()}
_FULL_WIDTH = {"(": "（", ")": "）"}
_MARK = regex("[“”‘’（）()《》〈〉〔〕【】\n]")
_HALF_BRACKETED_ORDINAL = regex(rf"(?:{HEAD}|[。；：，、 ])(?:\d{{1,2}}|[{NUMERALS}]{{1,3}}|[A-Za-z])[）)]")
_APOSTROPHE = regex(r"(?<=[A-Za-z])’")


@dataclass(frozen=True, slots=True)
class Pair:
    """A mark at `start`, its partner at `end`, and the opening mark that directly encloses both ('' for none)."""

    start: int
    end: int
    enclosed_by: str


@dataclass(slots=True)
class Pairing:
    """The pairs of a text, and what found no partner; places are those of the single mark."""

    pairs: list[Pair] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)
    crossed: list[tuple[int, int]] = field(default_factory=list)
    """An opening mark and its partner that stands outside the pair which it was opened in."""


def mark_at(text: str, position: int) -> str:
    """Return the mark at `position`, full-width whichever it is."""
    return _FULL_WIDTH.get(text[position], text[position])


def pair_marks(passage: Passage) -> Pairing:
    """Return how the marks of `passage` pair; a line break ends a paragraph and all that is open in it."""
    return passage.once(_pair_marks)


def _pair_marks(passage: Passage) -> Pairing:
    text, found, paragraph = passage.text, Pairing(), _Paragraph()
    spared = _lone_by_right(text)
    for match in _MARK.finditer(text):
        position, mark = match.start(), mark_at(text, match.start())
        if mark == "\n":
            found.unclosed += paragraph.unclosed
            paragraph = _Paragraph()
        elif passage.touches(position, position + 1, Zone.OPAQUE):
            continue
        elif mark in CLOSER_OF:
            paragraph.open(mark, position)
        elif paragraph.still_open[OPENER_OF[mark]]:
            found.pairs.append(paragraph.close(OPENER_OF[mark], position))
        elif places := paragraph.dropped[OPENER_OF[mark]]:
            found.crossed.append((places.pop(), position))
        elif position not in spared:
            found.unopened.append(position)
    found.unclosed += paragraph.unclosed
    return found


@dataclass(slots=True)
class _Paragraph:
    """What is open in a paragraph: in order, how often by mark, and what was opened in a pair since closed."""

    opened: list[tuple[str, int]] = field(default_factory=list)
    still_open: Counter[str] = field(default_factory=Counter)
    dropped: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def open(self, mark: str, position: int) -> None:
        self.opened.append((mark, position))
        self.still_open[mark] += 1

    def close(self, mark: str, position: int) -> Pair:
        """Return the pair that the partner of `mark` closes at `position`."""
        start = -1
        while start < 0:
            latest, place = self.opened.pop()
            self.still_open[latest] -= 1
            if latest == mark:
                start = place
            else:
                self.dropped[latest].append(place)
        return Pair(start, position, self.opened[-1][0] if self.opened else "")

    @property
    def unclosed(self) -> list[int]:
        """The places of what has no partner at the paragraph's end."""
        return sorted(
            [*(place for _, place in self.opened), *(at for places in self.dropped.values() for at in places)]
        )


def mask_bracketed(passage: Passage) -> str:
    """Return the text with all that stands within a pair of marks, the marks included, put out of sight."""
    if MARKS.isdisjoint(passage.characters):
        return passage.text
    pieces: list[str] = []
    position = 0
    for start, end in sorted((pair.start, pair.end + 1) for pair in pair_marks(passage).pairs):
        if end > position:
            pieces += [passage.text[position : max(start, position)], "\0" * (end - max(start, position))]
            position = end
    return "".join([*pieces, passage.text[position:]])


def iter_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph of `text`, without the line break."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _lone_by_right(text: str) -> set[int]:
    """Return the places of closing marks that need no opening one: `1）`, and apostrophes."""
    lone = {match.end() - 1 for match in _HALF_BRACKETED_ORDINAL.finditer(text)}
    return lone | {match.start() for match in _APOSTROPHE.finditer(text)}
