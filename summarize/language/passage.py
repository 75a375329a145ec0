"""A stretch of text as the rules of language see it: its part of the report, its date, and its zones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from summarize.language.lexicon import Lexicon
from summarize.language.patterns import regex
from summarize.language.shipped import shipped_lexicon
from summarize.language.zones import Span, Zone, find_zones

_Read = TypeVar("_Read")
_SENTENCE_END = regex(r"[。！？\n]")
_EITHER_SIDE = 6
"""Characters shown on either side of a fault."""


class Part(StrEnum):
    """What a passage is in the report; the values are the words of the trade."""

    TITLE = "标题"
    HEADING = "层次标题"
    BODY = "正文"
    PROBLEM = "问题"
    PLAN = "计划"
    ANNEX_NOTE = "附件说明"
    ANNEX_TITLE = "附件题"
    CAPTION = "图表题"
    SIGN_OFF = "落款"
    TABLE = "表格"

    @property
    def is_prose(self) -> bool:
        """Whether the passage is running text of sentences."""
        return self in (Part.BODY, Part.PROBLEM, Part.PLAN)

    @property
    def is_headline(self) -> bool:
        """Whether the passage stands on lines of its own, above what it heads."""
        return self in (Part.TITLE, Part.HEADING, Part.ANNEX_TITLE, Part.CAPTION)


@dataclass(frozen=True)
class Passage:
    """One paragraph of a document or the text of one cell (whose line breaks begin paragraphs).

    `year` is the report's, `None` where unknown; `as_of` is the day by which terms must be in use. Citations
    (`{走访户数}`) stand for figures only where `has_citations`: in a workbook.
    """

    text: str
    part: Part = Part.BODY
    year: int | None = None
    as_of: date | None = None
    has_citations: bool = False
    lexicon: Lexicon | None = None

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters of the text, each once."""
        return frozenset(self.text)

    @property
    def words(self) -> Lexicon:
        """The lists of words that hold here."""
        return self.lexicon or shipped_lexicon()

    @cached_property
    def zones(self) -> tuple[Span, ...]:
        """The zones of the text by their start; those of one kind do not overlap."""
        return find_zones(self.text, has_citations=self.has_citations)

    @cached_property
    def _zones_by_kind(self) -> tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]:
        """For each kind that is here, as a number, the starts and ends of its zones, which do not overlap."""
        kinds: dict[int, list[Span]] = {}
        for zone in self.zones:
            # Combining flags as such takes several times as long.
            kinds.setdefault(zone.kind.value, []).append(zone)
        return tuple(
            (kind, tuple(zone.start for zone in zones), tuple(zone.end for zone in zones))
            for kind, zones in kinds.items()
        )

    def touches(self, start: int, end: int, kinds: Zone) -> bool:
        """Return whether characters `start` to `end` lie, even in part, in a zone of one of `kinds`."""
        wanted = kinds.value
        for kind, starts, ends in self._zones_by_kind if self.zones else ():
            if kind & wanted:
                index = bisect_right(starts, max(start, end - 1)) - 1
                if index >= 0 and ends[index] > start:
                    return True
        return False

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence, its end mark included; a line break ends one, too."""
        spans: list[tuple[int, int]] = []
        start = 0
        for match in _SENTENCE_END.finditer(self.text):
            if not self.zones or not self.touches(match.start(), match.end(), Zone.QUOTATION | Zone.TITLE):
                spans.append((start, match.end()))
                start = match.end()
        if start < len(self.text):
            spans.append((start, len(self.text)))
        return tuple(spans)

    @cached_property
    def _kept(self) -> dict[Callable[[Passage], Any], Any]:
        return {}

    def once(self, reader: Callable[[Passage], _Read]) -> _Read:
        """Return what `reader` makes of the passage; it is made once, for all rules that ask for it."""
        try:
            kept: _Read = self._kept[reader]
        except KeyError:
            kept = self._kept[reader] = reader(self)
        return kept

    def excerpt(self, start: int, end: int) -> str:
        """Return the characters `start` to `end` with some on either side, for people to find them by."""
        low, high = max(start - _EITHER_SIDE, 0), min(end + _EITHER_SIDE, len(self.text))
        shown = self.text[low:high].replace("\n", "↵")
        return f"{'…' if low else ''}{shown}{'…' if high < len(self.text) else ''}"
