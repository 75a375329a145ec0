"""The same words twice: as the last issue had them, or in two offices' rows.

A run of 40 characters holds a whole block of 20 wherever such blocks are cut from the other text; so blocks of one side
are looked up at every character of the other, and only where one is found are the texts laid side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.findings import Finding, Place
from summarize.history import rules
from summarize.history.formulas import own_words, tells_result
from summarize.history.issued import IssuedDocument, IssuedItem, at_place, last_issued
from summarize.history.recording import DONE, LEFT_OUT, PLAN, PROBLEM, printed_rows, printed_text
from summarize.model.offices import leading_office
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.records import ItemRow, Records
from summarize.model.selection import merge_rows, rows_of_report
from summarize.model.vocabulary import normalize_key

SHORTEST_RUN = 40
_BLOCK = 20
_SHOWN = 16
_MOST_OWNERS = 4
_SHORTEST_SENTENCE = 8
"""Shorter ones (成效明显) may well stand twice."""
_SENTENCE_END = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end` of one text stand in text number `other` as well, from `begin`."""

    start: int
    end: int
    other: int
    begin: int


class BlockIndex:
    """Texts cut into blocks, each of which remembers the first texts that have it."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._owners: list[str] = []
        self._blocks: dict[str, list[tuple[int, int]]] = {}
        self.lookups = 0

    def add(self, text: str, owner: str = "") -> None:
        """Add a text of `owner`."""
        number = len(self._texts)
        self._texts.append(text)
        self._owners.append(owner)
        for start in range(0, len(text) - _BLOCK + 1, _BLOCK):
            block = text[start : start + _BLOCK]
            places = self._blocks.get(block)
            if places is None:
                self._blocks[block] = [(number, start)]
            elif len(places) < _MOST_OWNERS and all(self._owners[other] != owner for other, _ in places):
                places.append((number, start))

    def runs(self, text: str, owner: str | None = None) -> Iterator[Run]:
        """Yield the runs of `text` that stand in a text of another than `owner`, one after another."""
        blocks, done = self._blocks, 0
        self.lookups += len(text)
        # In one comprehension: most texts share nothing, and this is all that is done with them.
        for position in [start for start in range(len(text) - _BLOCK + 1) if text[start : start + _BLOCK] in blocks]:
            if position < done:
                continue
            best = self._longest_at(text, position, owner)
            if best is not None and best.end - best.start >= SHORTEST_RUN:
                yield best
                done = best.end

    def _longest_at(self, text: str, position: int, owner: str | None) -> Run | None:
        places = self._blocks[text[position : position + _BLOCK]]
        runs = [
            self._extend(text, position, number, start)
            for number, start in places
            if owner is None or self._owners[number] != owner
        ]
        return max(runs, key=lambda run: run.end - run.start, default=None)

    def _extend(self, text: str, position: int, number: int, start: int) -> Run:
        """Return the run around a block that both texts have; backward it is searched no farther than a block."""
        other = self._texts[number]
        back = 0
        while back < min(position, start, _BLOCK) and text[position - back - 1] == other[start - back - 1]:
            back += 1
        ahead, most = _BLOCK, min(len(text) - position, len(other) - start)
        while ahead < most and text[position + ahead] == other[start + ahead]:
            ahead += 1
        self.lookups += back + ahead
        return Run(position - back, position + ahead, number, start - back)


def check_repeated(documents: Sequence[IssuedDocument], records: Records, period: Period) -> Iterator[Finding]:
    """Yield the rows that repeat what the last issue told as done or as a problem.

    A row of the issue's own period is in the longer report as well, by right.
    """
    said: list[tuple[IssuedDocument, IssuedItem]] = []
    index = BlockIndex()
    last = last_issued(documents, period)
    for document in last:
        for item in document.reported:
            index.add(item.text, str(len(said)))
            said.append((document, item))
    if not said:
        return
    for part, row, own in printed_rows(records, period):
        if part not in {DONE, PROBLEM} or any(_is_told_by(row, document.period) for document in last):
            continue
        text = printed_text(row, own, records)
        for run in index.runs(text):
            words = text[run.start : run.end]
            if _is_worth_telling(words):
                document, item = said[run.other]
                message = f"“{_shown(words)}”等{len(words)}个字与{document.name}“{quote(item.title)}”的内容一字不差"
                where = at_place(document, _shown(words))
                yield rules.TEXT_REPEATED.at(row.content.place, message, related=(where,))
                break


def _is_told_by(row: ItemRow, issued: Period) -> bool:
    return row.period is not None and issued.contains(row.period)


def check_copied(records: Records, period: Period) -> Iterator[Finding]:
    """Yield the rows of the report that say again what stands in it: in one paragraph, or from another office."""
    yield from _check_paragraphs(records, period)
    yield from _check_offices(records, period)


def _check_paragraphs(records: Records, period: Period) -> Iterator[Finding]:
    """Yield the rows with a sentence that a row before them brings into the same paragraph.

    Two quarters that tell the same sentence are so printed one after the other in the report of the half-year.
    """
    taken = rows_of_report(records, period)
    for rows in (taken.achievements, taken.problems):
        for item in merge_rows([row for row in rows if row.include != LEFT_OUT]):
            said: dict[str, Place] = {}
            for row in item.kept if len(item.kept) > 1 else ():
                told = [one.strip() for one in _SENTENCE_END.split(printed_text(row, row.period or period, records))]
                twice = next((one for one in told if one in said), None)
                if twice is not None:
                    message = f"“{quote(twice, _SHOWN)}”在同一段里印了两遍，前一遍在{_cell(said[twice])}"
                    yield rules.SENTENCE_TWICE.at(row.content.place, message, related=(said[twice],))
                for one in told:
                    if len(one) >= _SHORTEST_SENTENCE:
                        said.setdefault(one, row.content.place)


def _check_offices(records: Records, period: Period) -> Iterator[Finding]:
    """Yield the rows of the report that hold a run of what another office's row before them holds."""
    rows = [
        (row, normalize_key(leading_office(row.office.raw)))
        for part, row, _ in printed_rows(records, period)
        if part != PLAN and row.office and len(row.content.raw) >= SHORTEST_RUN
    ]
    if len({office for _, office in rows}) < 2:
        return
    index = BlockIndex()
    for row, office in rows:
        text = row.content.raw  # citations stay: who copies them says the same
        for run in index.runs(text, office):
            words = text[run.start : run.end]
            if _is_worth_telling(words):
                other = rows[run.other][0]
                yield _copied(row, other, words)
                break
        index.add(text, office)


def _copied(row: ItemRow, other: ItemRow, words: str) -> Finding:
    offices = [quote(leading_office(one.office.raw)) if one.office else "" for one in (row, other)]
    message = f"{offices[0]}的“{_shown(words)}”等{len(words)}个字与{offices[1]}的{_cell(other.content.place)}一字不差"
    return rules.TEXT_COPIED.at(row.content.place, message, related=(other.content.place,))


def _cell(place: Place) -> str:
    return f"{place.sheet}!{place.cell}" if place.sheet and place.cell else str(place)


def _is_worth_telling(words: str) -> bool:
    own = own_words(words)
    return len(own) >= SHORTEST_RUN and tells_result(own)


def _shown(words: str) -> str:
    return quote(words.strip("，。；、 \n"), _SHOWN)
