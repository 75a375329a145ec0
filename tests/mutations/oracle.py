"""What the program makes of a mutated workbook, held against what the workbook says.

A case is sound when the report is right, or when a finding names what was done; nothing else is: a report
that is wrong without a word, a doubt that nobody utters, an error that names some other place, a traceback.
"""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mutations.books import good
from mutations.reference import ANY, Reader, Saying, Spot
from mutations.tabs import HEAD, Area, Good

from summarize.compose import compose
from summarize.errors import InputError, SummarizeError
from summarize.findings import Finding, Place, has_errors
from summarize.model.report import Item, PlanEntry, Report
from summarize.pipeline.asked import located, of_units, report_period
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_workbook
from summarize.validate import check_period, split_units, validate
from summarize.validate.skipped_rows import find_skipped

EVERYWHERE = Area(0, 0, 10**6, 10**6)


class Verdict(StrEnum):
    """What came of a case; the first two are sound."""

    RIGHT = "right"
    TOLD = "told"
    LISTED = "told by --verbose only"
    ELSEWHERE = "told elsewhere"
    UNASKED = "a doubt untold"
    SILENT = "wrong without a word"


SOUND = frozenset({Verdict.RIGHT, Verdict.TOLD, Verdict.LISTED})


@dataclass
class Change:
    """What was done to a workbook: where it shows now, and the words by which a message may name it."""

    what: str
    spots: list[Spot] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass
class Seen:
    """What the program says: lines of each unit's report, those units that have none, and what it finds."""

    units: dict[str, list[str]] = field(default_factory=dict)
    refused: bool = False
    findings: list[Finding] = field(default_factory=list)
    listed: list[Finding] = field(default_factory=list)


@dataclass
class Judgement:
    """The verdict with all that it rests on."""

    verdict: Verdict
    change: Change
    said: Saying
    seen: Seen
    told: list[Finding]

    def __str__(self) -> str:
        new = [f"{found.severity.value} {found.rule.code} {found.place} {found.message}" for found in self.told]
        demands = [f"{sheet}!{area.address}" for sheet, area in self.said.demands]
        lines = [
            f"{self.verdict}: {self.change.what}",
            f"  at {[f'{sheet}!{area.address}' for sheet, area in self.change.spots]} {self.change.words}",
            *(f"  + {line}" for line in new[:12]),
            *([f"  demands {sorted(set(demands))[:6]}"] if demands else []),
            *(f"  {line}" for line in list(differences(self.said, self.seen))[:8]),
        ]
        return "\n".join(lines)


def look(path: Path, period: str) -> Seen:
    """Return what the program says of the workbook at `path`: what `generate` does, short of the document."""
    seen = Seen()
    try:
        sheets = read_workbook(path)
        refuse_classified(sheets)
    except InputError as error:
        return Seen(refused=True, findings=list(error.findings))
    seen.listed.extend(find_skipped(sheets))
    seen.findings.extend(sheets.findings)
    units = split_units(sheets)
    by_unit: list[tuple[str, Sequence[Finding]]] = []
    for unit in units:
        validation = validate(unit.sheets, period)
        findings = [*unit.findings, *validation.findings]
        try:
            asked = report_period(validation.records, period, findings, sheets.file)
        except SummarizeError as error:
            by_unit.append((unit.name, error.findings))
            seen.refused = True
            continue
        findings.extend(check_period(validation.records, validation.relations, asked))
        told = located(findings, sheets.file)
        by_unit.append((unit.name, told))
        if has_errors(told):
            seen.refused = True
        else:
            report = compose(validation.records, asked)
            seen.units[str(report.unit)] = list(lines_of(report))
    seen.findings.extend(of_units(by_unit))
    return seen


def lines_of(report: Report) -> Iterator[str]:
    """Yield what a report says, a line a fact or item, as the oracle's own reading has it."""
    yield from (f"fact|引言|{paragraph}" for paragraph in report.introduction)
    for name, fact in report.facts.items():
        if fact and name != "年度":
            text = str(fact).replace("\n", "¶")
            yield f"fact|{name}|{text}"
    for section in report.sections:
        title = str(section.title).replace("\n", "¶")
        yield from (f"done|{title}||{_item(item)}" for item in section.items)
        for sub in section.subsections:
            yield from (f"done|{title}|{sub.title}|{_item(item)}" for item in sub.items)
    yield from (f"problem|{_item(item)}" for item in report.problems)
    for entry in report.plan:
        if entry.items:
            title = str(entry.lead).replace("\n", "¶")
            yield from (f"plan|{title}||{_item(item)}" for item in entry.items)
        else:
            yield f"plan|||{_item(entry)}"
    yield from (f"request|{_item(item)}" for item in report.requests)
    for chapter in report.chapters:
        yield f"chapter|{chapter.title}|{'¶'.join(chapter.paragraphs)}"
    for annex in report.annexes:
        yield from (f"annex|{'|'.join(row)}" for row in annex.rows)


def _item(item: Item | PlanEntry) -> str:
    return f"{item.lead}|{'¶'.join(text for text in (item.body, *item.more) if text)}"


def differences(said: Saying, seen: Seen) -> Iterator[str]:
    """Yield the lines in which a report differs from what its workbook says; `<` is what should be said."""
    for unit in dict.fromkeys((*said.units, *seen.units)):
        wanted, made = said.units.get(unit), seen.units.get(unit)
        if made is None or wanted is None:
            yield f"{unit}: {'no report' if made is None else 'a report of nobody'}"
            continue
        facts = [[line for line in lines if line.startswith("fact|")] for lines in (wanted, made)]
        rest = [[line for line in lines if not line.startswith("fact|")] for lines in (wanted, made)]
        yield from _unlike(sorted(facts[0]), sorted(facts[1]))
        yield from _unlike(rest[0], rest[1])


def _unlike(wanted: Sequence[str], made: Sequence[str]) -> Iterator[str]:
    if len(wanted) == len(made) and all(map(_same, wanted, made)):
        return
    yield from (f"< {line}" for line in wanted if not any(_same(line, other) for other in made))
    yield from (f"> {line}" for line in made if not any(_same(other, line) for other in wanted))
    if len(wanted) == len(made):
        yield "order or number of the lines differs"
    else:
        yield f"{len(wanted)} lines wanted, {len(made)} made"


@functools.lru_cache(maxsize=4096)
def _pattern(wanted: str) -> re.Pattern[str]:
    return re.compile(".+?".join(map(re.escape, wanted.split(ANY))), re.DOTALL)


def _same(wanted: str, made: str) -> bool:
    return wanted == made or (ANY in wanted and _pattern(wanted).fullmatch(made) is not None)


def judge(book: Good, period: str, change: Change, folder: Path) -> Judgement:
    """Return the verdict on a mutated workbook."""
    seen = look(book.write(folder / "改.xlsx"), period)
    said = Reader(book, period).read()
    known, sound = base_of(book.name, period)
    new = [found for found in seen.findings if _kind_of(found) not in known]
    is_unchanged = not seen.refused and seen.units == sound
    verdict = Verdict.RIGHT if is_unchanged and _asks_for_heads_only(said, book) else _verdict(said, seen, change, new)
    if verdict not in SOUND:
        listed = [found for found in seen.listed if _kind_of(found) not in known]
        if any(names(found, change) for found in listed):
            verdict = Verdict.LISTED
    return Judgement(verdict, change, said, seen, new)


def _asks_for_heads_only(said: Saying, book: Good) -> bool:
    """Return whether all that is doubtful is a head that nobody understands: no harm if nothing hangs on it."""
    heads = {tab.title: tab.of_kind(HEAD) for tab in book.tabs if tab.lost}
    return bool(said.demands) and all(area.bottom in heads.get(sheet, ()) for sheet, area in said.demands)


def _verdict(said: Saying, seen: Seen, change: Change, new: Sequence[Finding]) -> Verdict:
    is_right = not seen.refused and not any(differences(said, seen))
    if is_right and _is_all_told(said, seen):
        return Verdict.RIGHT
    if any(names(found, change) for found in new):
        return Verdict.TOLD
    if is_right:
        return Verdict.TOLD if _is_all_told(said, seen) else Verdict.UNASKED
    if said.demands and _is_all_told(said, seen) and has_errors(list(new)):
        return Verdict.TOLD
    return Verdict.ELSEWHERE if new else Verdict.SILENT


def _is_all_told(said: Saying, seen: Seen) -> bool:
    return all(any(touches(found, spot) for found in seen.findings) for spot in said.demands)


def names(found: Finding, change: Change) -> bool:
    """Return whether a finding names what was changed, by its place or in its words."""
    if any(touches(found, spot) for spot in change.spots):
        return True
    return any(word and word in found.message + found.suggestion for word in change.words)


def touches(found: Finding, spot: Spot) -> bool:
    """Return whether a finding is told at a place, at one that holds it or lies in it, or beside it."""
    return any(_meets(place, spot) for place in (found.place, *found.related))


def _meets(place: Place, spot: Spot) -> bool:
    sheet, area = spot
    if place.sheet != sheet:
        return False
    if not place.cell:
        return True
    first, _, last = place.cell.partition(":")
    (top, left), (bottom, right) = _position(first, lowest=True), _position(last or first, lowest=False)
    return area.top <= bottom and top <= area.bottom and area.left <= right and left <= area.right


def _position(cell: str, *, lowest: bool) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z]*)([0-9]*)", cell)
    if found is None:
        return (0, 0) if lowest else (10**6, 10**6)
    column = functools.reduce(lambda number, letter: number * 26 + ord(letter) - 64, found[1], 0) - 1
    end = 0 if lowest else 10**6
    return (int(found[2]) - 1 if found[2] else end), (column if found[1] else end)


@functools.cache
def base_of(name: str, period: str) -> tuple[frozenset[tuple[str, ...]], dict[str, list[str]]]:
    """Return the kinds of what is found in the good workbook, and its reports, which must be right."""
    with tempfile.TemporaryDirectory() as folder:
        book = good(name)
        seen = look(book.write(Path(folder) / "好.xlsx"), period)
    said = Reader(book, period).read()
    assert not seen.refused and _is_all_told(said, seen), (seen.findings, said.demands)
    assert not (unlike := list(differences(said, seen))), unlike
    return frozenset(_kind_of(found) for found in (*seen.findings, *seen.listed)), seen.units


def _kind_of(found: Finding) -> tuple[str, ...]:
    return found.rule.code, found.severity.value, found.place.sheet or "", re.sub(r"[A-Z]*[0-9]+", "", found.message)
