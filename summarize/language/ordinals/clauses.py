"""Series in words: 一是…二是, 一要…二要, 其一…其二, 第一，…第二，."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from summarize.language.ordinals.heads import chinese_number, find_head, read_chinese_number
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

_HAN = "一二三四五六七八九十"
_CLAUSE = regex(
    r"(?:(?m:^)[ \t\u3000]*|(?<=[。；：，！？;:,）)]))"
    rf"(?P<all>(?P<number>[{_HAN}]{{1,3}})(?P<is>是(?![否非])|要(?![素点件害领素])|则)"
    rf"|(?P<word>[其第])(?P<of>[{_HAN}]{{1,3}})(?:是|要|(?P<comma>[，,])))"
)
_FAR = 400
_SIGNS = frozenset("是要则其第")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words that number a clause of passage `index`: 一是. `form` has @ for the number: @是."""

    index: int
    form: str
    number: int
    start: int
    end: int

    def written(self, number: int) -> str:
        """Return the words for another number."""
        return self.form.replace("@", chinese_number(number))


@dataclass(slots=True)
class ClauseSeries:
    """Clauses that count on; of one that `is_open` the beginning may stand elsewhere, or in other words (首先)."""

    clauses: list[Clause] = field(default_factory=list)
    is_open: bool = False


def find_clauses(passage: Passage, index: int) -> list[Clause]:
    """Return the clauses of `passage` that are numbered in words; 一是一、二是二 has none."""
    if _SIGNS.isdisjoint(passage.characters) or not (passage.part.is_prose or passage.part is Part.HEADING):
        return []
    found: list[Clause] = []
    for match in _CLAUSE.finditer(passage.text):
        number = read_chinese_number(match["number"] or match["of"])
        form = f"@{match['is']}" if match["is"] else f"{match['word']}@"
        start, end = match.span("all")
        if not number or passage.touches(start, end, Zone.VERBATIM) or _is_saying(match, passage.text):
            continue
        found.append(Clause(index, form, number, start, end - len(match["comma"] or "")))
    return found


def _is_saying(match: re.Match[str], text: str) -> bool:
    """Whether 一是 says that something is what it is: 一是一，二是二."""
    return bool(match["is"]) and text.startswith(match["number"], match.end())


def find_series(passages: Sequence[Passage]) -> Iterator[ClauseSeries]:
    """Yield the series of numbered clauses, each from 一 on.

    They run on over the paragraphs below one heading; what counts within one clause of a series is a series of its own.
    """
    running: dict[str, ClauseSeries] = {}
    for index, passage in enumerate(passages):
        if passage.part is Part.HEADING or _is_heading(passage):
            yield from running.values()
            running = {}
        clauses = find_clauses(passage, index)
        for form in dict.fromkeys(clause.form for clause in clauses):
            of_form = [clause for clause in clauses if clause.form == form]
            yield from _add(of_form, running, passage, is_first=index == 0)
    yield from running.values()


def _add(
    clauses: list[Clause], running: dict[str, ClauseSeries], passage: Passage, *, is_first: bool
) -> Iterator[ClauseSeries]:
    """Add the `clauses` of one form in one passage to the series that runs, and yield those that it ends."""
    form = clauses[0].form
    at_head = not passage.text[: clauses[0].start].strip()
    if at_head and len(clauses) > 1 and _opens_within(clauses, passage.text):
        yield ClauseSeries(clauses[1:])
        clauses = clauses[:1]
    for position, clause in enumerate(clauses):
        series = running.get(form)
        following = clauses[position + 1].number if position + 1 < len(clauses) else 0
        last = series.clauses[-1].number if series else 0
        begins = clause.number == 1 and following != last + 2
        if series is None or begins or (position == 0 and not at_head and clause.number != last + 1):
            if series:
                yield series
            running[form] = ClauseSeries([clause], is_open=(is_first and at_head) or _has_other_first(passage, clause))
        else:
            series.clauses.append(clause)


def _opens_within(clauses: Sequence[Clause], text: str) -> bool:
    """Whether the first clause has a series of its own: 一是抓制度：一是…；二是…."""
    return clauses[1].number == 1 and (clauses[0].number > 1 or text[clauses[1].start - 1] in "：:")


def _has_other_first(passage: Passage, clause: Clause) -> bool:
    """Whether other words stand for the first clause: 首先…，二是…."""
    before = passage.text[max(clause.start - _FAR, 0) : clause.start]
    return any(word in before for word in ("首先", "第一", "其一", "一是", "一要", "一方面", "一来", "（一）", "1."))


def _is_heading(passage: Passage) -> bool:
    head = find_head(passage)
    return head is not None and head.level <= 2
