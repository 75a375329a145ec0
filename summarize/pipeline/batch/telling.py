"""What one run tells of its units and is no part of the result: it hangs on what lay there before, or on the list.

It reaches people as the findings of the units do; in the manifest it stands among what differs from run to run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.batch.rules import DOCUMENT_KEPT_ASIDE, DOCUMENT_OF_NO_UNIT, UNIT_SENT_TWICE
from summarize.findings import Finding, Place
from summarize.overview.rules import UNIT_NAMED_NEARLY, UNIT_NOT_SENT
from summarize.pipeline.batch.entries import TWICE, InputEntry, UnitEntry
from summarize.pipeline.batch.events import Absent
from summarize.pipeline.batch.expected import ExpectedUnits
from summarize.pipeline.batch.journal import Journal, KeptAside
from summarize.pipeline.batch.roll_call import SentUnit, match
from summarize.pipeline.batch.tally import Tally

_NAMED = 20
"""So many documents are named in a line."""


class Asides:
    """What is told of the units of a run beside what is kept of them."""

    def __init__(self, journal: Journal, root: Path, expected: ExpectedUnits) -> None:
        """Look at what was put aside, and at who may have a wrong name."""
        self.kept = [kept for kept in journal.kept_aside() if (root / kept.backup).is_file()]
        self._of_unit: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for kept in self.kept:
            self._of_unit[kept.input, kept.unit].append(_told(kept))
        self._misnamed = _misnamed(journal, expected)

    def added_to(self, entry: InputEntry) -> InputEntry:
        """Return `entry` with what is told of its units here."""
        return replace(entry, units=tuple(self._with_more(unit) for unit in entry.units))

    def _with_more(self, unit: UnitEntry) -> UnitEntry:
        more = self._of_unit.get((unit.input, unit.unit), [])
        files = self._misnamed.get(unit.name_key, ()) if unit.outcome == TWICE else ()
        if not more and not files:
            return unit
        return replace(unit, extra=(*(_asked(finding, files) for finding in unit.extra), *more))


def _told(kept: KeptAside) -> Finding:
    name = Path(kept.backup).name
    message = (
        f"“{kept.unit}”的报告在 Word 里改过，已另存为“{name}”；新写的不含这些改动"
        if kept.is_ours
        else f"要写“{kept.unit}”的报告的地方，原有一份不是程序写的文件，已另存为“{name}”"
    )
    advice = "" if kept.is_ours else "核对另存的那一份：用不着的移走；其中有要用的内容，填到工作簿里。"
    return DOCUMENT_KEPT_ASIDE.at(Place(file=kept.input), message, advice)


def _misnamed(journal: Journal, expected: ExpectedUnits) -> dict[str, tuple[str, ...]]:
    """Return, by the names of units sent twice, the inputs whose file names are another unit's of the list."""
    rows = journal.rows("SELECT name_key, unit, input FROM unit WHERE outcome = ? ORDER BY input", TWICE)
    if not rows or not expected.units:
        return {}
    sent = [one for _, name, path in rows for one in (SentUnit(name, (), path), SentUnit("", (), path))]
    listed = match(expected, sent).listed
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, name, path in rows:
        by_file, by_name = listed.get((path, "")), listed.get((path, name))
        if by_file is not None and by_file != by_name:
            found[key][path] = None
    return {key: tuple(paths) for key, paths in found.items()}


def _asked(finding: Finding, files: Sequence[str]) -> Finding:
    """Return what is told of a unit sent twice with the question whether it is another's name."""
    if not files or finding.rule is not UNIT_SENT_TWICE:
        return finding
    named = "、".join(f"“{path}”" for path in files)
    advice = f"先核对{named}的“单位名称”。确是同一个单位的，{finding.suggestion}"
    return replace(finding, message=f"{finding.message}；{named}的单位名称可能填错了", suggestion=advice)


@dataclass(frozen=True, slots=True)
class Left:
    """A document that an earlier run wrote and that is no unit's report now; `is_nobodys` if no unit can claim it."""

    place: str
    name_key: str
    period: str
    input: str
    document_sha256: str
    is_nobodys: bool = True


def left_documents(journal: Journal, root: Path) -> list[Left]:
    """Return the documents of earlier runs that still lie under `root` and are no unit's report.

    A unit that has errors now may claim its last one, as may an input that cannot be read.
    """
    failed = "SELECT 1 FROM unit WHERE unit.name_key = placed.name_key AND unit.place = ''"
    unread = "SELECT 1 FROM input WHERE path = placed.input AND path NOT IN (SELECT input FROM unit)"
    query = (
        "SELECT place, name_key, period, input, document_sha256, "
        f"NOT EXISTS ({failed}) AND NOT EXISTS ({unread}) FROM placed "
        "WHERE folded(place) NOT IN (SELECT folded(place) FROM unit WHERE place != '') "
        "AND folded(place) NOT IN (SELECT place FROM held) ORDER BY place"
    )
    found = (
        Left(place, key, period, source, sha256, bool(is_nobodys))
        for place, key, period, source, sha256, is_nobodys in journal.rows(query)
    )
    return [left for left in found if (root / left.place).is_file()]


def tell_left(places: Sequence[Path]) -> tuple[Finding, ...]:
    """Return what is said of the documents at `places`, which are of no unit any more."""
    if not places:
        return ()
    named = "、".join(f"“{path.name}”" for path in places[:_NAMED]) + ("等" if len(places) > _NAMED else "")
    more = f" {len(places)} 份报告" if len(places) > 1 else ""
    folder = Place(file=str(places[0].parent))
    message = f"{named}{more}已不属于任何单位"
    related = tuple(Place(file=str(path)) for path in places)
    return (DOCUMENT_OF_NO_UNIT.at(folder, message, related=related),)


def tally_of(entries: Iterable[InputEntry], expected: ExpectedUnits) -> Tally:
    """Return how many units became what, each counted once."""
    units = (unit for entry in entries for unit in entry.units or (UnitEntry(entry.path, 0, "", entry.outcome),))
    sent = (SentUnit(unit.unit, unit.keys, unit.input, is_done=bool(unit.place)) for unit in units)
    return match(expected, sent).tally


def absent_units(findings: Sequence[Finding], expected: ExpectedUnits) -> Iterator[Absent]:
    """Yield the units of the list that `findings` say have not sent."""
    at = {unit.place: unit for unit in expected.units}
    for finding in findings:
        if finding.rule in (UNIT_NOT_SENT, UNIT_NAMED_NEARLY) and (unit := at.get(finding.place)) is not None:
            contact = "，".join(filter(None, (unit.person, unit.phone)))
            likely = next((place.file for place in finding.related if place.file), "")
            yield Absent(unit.name, contact, likely)
