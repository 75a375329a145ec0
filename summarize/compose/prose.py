"""From cells to printed prose: citations valued, ordinals taken off, lines and paragraphs parted.

Every function here keeps the fragments, so that each character of the result knows its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from summarize.model.dates import format_date, parse_date
from summarize.model.figures.indicators import Indicators
from summarize.model.figures.printed import resolve
from summarize.model.numbering import strip_ordinal
from summarize.model.periods import Period
from summarize.model.records import Source
from summarize.model.text import Fragment, FragmentKind, Text

NOTHING = Text()
LINE_BREAK = Text.standing("\n")
_FULL_STOP = Text.standing("。")
_CLOSING_MARKS = "”’）》〉】〕)\"'"
_ENDING_MARKS = frozenset("。！？!?；;：:，,、…—")
_ANNEX_LABEL = re.compile(r"附件\s*[0-9０-９]*\s*[：:]\s*")
_SENTENCE_END = re.compile(r"[。！？!?][”’）]*")


@dataclass(frozen=True, slots=True)
class Prose:
    """Turns cells into text, with citations valued over `period`."""

    indicators: Indicators
    period: Period

    def over(self, period: Period | None) -> Prose:
        """Return the same for another period; `None` keeps this one."""
        return Prose(self.indicators, period) if period else self

    def line(self, source: Source | None) -> Text:
        """Return a one-line field: trimmed, ordinal taken off, line breaks dropped; '' for `None`."""
        if source is None:
            return NOTHING
        return join(self._numbered_off(source).paragraphs())

    def lines(self, source: Source | None) -> Text:
        """Return a field whose line breaks are printed, each line trimmed."""
        return join(self.paragraphs(source), LINE_BREAK)

    def paragraphs(self, source: Source | None) -> tuple[Text, ...]:
        """Return a field whose line breaks begin paragraphs, as its paragraphs."""
        return () if source is None else self._numbered_off(source).paragraphs()

    def annex_lines(self, source: Source) -> tuple[Text, ...]:
        """Return the lines of 附件说明, each without the label or ordinal typed before it."""
        names: list[Text] = []
        for line in self.verbatim(source).paragraphs():
            label = _ANNEX_LABEL.match(line)
            bare = line.cut(label.end() if label else 0)
            names.append(bare.cut(strip_ordinal(bare)[0]).trimmed())
        return tuple(name for name in names if name)

    def verbatim(self, source: Source) -> Text:
        """Return a field with citations valued and nothing else done to it."""
        return resolve(source.raw, source.place, self.indicators, self.period)

    def date(self, source: Source) -> Text:
        """Return a date as official documents print it (GB/T 9704-2012 7.3.5.4)."""
        day = parse_date(source.raw)
        if day is None or format_date(day) == source.raw:
            return Text.typed(source.raw, source.place).trimmed()
        end = len(source.raw)
        return Text([Fragment(format_date(day), FragmentKind.FIGURE, source.place, 0, end, (source.place,))])

    def _numbered_off(self, source: Source) -> Text:
        length, _ = strip_ordinal(source.raw)
        return self.verbatim(source).cut(length)


def join(texts: Iterable[Text], separator: Text | None = None) -> Text:
    """Return `texts` as one, `separator` between them."""
    parts = tuple(texts)
    if len(parts) == 1:
        return parts[0]
    fragments: list[Fragment] = []
    for index, text in enumerate(parts):
        if index and separator:
            fragments.extend(separator.fragments)
        fragments.extend(text.fragments)
    return Text(fragments)


def is_closed(text: str) -> bool:
    """Return whether `text` ends with a mark after which no 。 may be added."""
    bare = text.rstrip(_CLOSING_MARKS)
    return not text or (bare[-1:] or text[-1:]) in _ENDING_MARKS


def close(text: Text) -> Text:
    """Return `text` with the 。 that it lacks at its end."""
    return text if is_closed(text) else text.join_with(_FULL_STOP)


def follow_on(texts: Iterable[tuple[Text, ...]]) -> tuple[Text, ...]:
    """Return texts of paragraphs as one: each begins in the last paragraph of the one before it.

    The 。 that is missing between two of them is added.
    """
    paragraphs: list[Text] = []
    open_paragraph: list[Text] = []
    for text in texts:
        if not text:
            continue
        if open_paragraph and not is_closed(open_paragraph[-1]):
            open_paragraph.append(_FULL_STOP)
        first, *more = text
        open_paragraph.append(first)
        if more:
            paragraphs += [join(open_paragraph), *more[:-1]]
            open_paragraph = [more[-1]]
    return (*paragraphs, join(open_paragraph)) if open_paragraph else ()


def split_first_sentence(text: Text) -> tuple[Text, Text]:
    """Return the first sentence of `text`, its mark included, and the rest."""
    end = _SENTENCE_END.search(text)
    if end is None:
        return text, NOTHING
    return text.cut(0, end.end()), text.cut(end.end()).trimmed()
