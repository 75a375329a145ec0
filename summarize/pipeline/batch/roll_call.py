"""Which of the expected units have sent: by full name, else by short name; what only looks alike is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from summarize.findings import Finding, Place
from summarize.model.quotation import quote
from summarize.model.slips import Slips
from summarize.model.vocabulary import near_names, normalize_key
from summarize.overview import rules
from summarize.pipeline.batch.expected import ExpectedUnit, ExpectedUnits
from summarize.pipeline.batch.tally import Tally

_SHORT_NAMES_APART = re.compile(r"[、，,；;／/]")
_SHORTEST_IN_FILE_NAME, _LONGEST_FILE_NAME = 3, 80
_SHORTEST_ENDING = 4
_LIKENESS = 0.75
_MOST_COMPARISONS = 40_000
"""Pairs of names that are compared letter by letter; slips and endings are looked up, however many there are."""


@dataclass(frozen=True, slots=True)
class SentUnit:
    """A unit that came in: its name, the keys by which it is called, the file that it came in, and if it has a report.

    Of a file that cannot be read, or does not say whose it is, there is no name. One that `is_waiting` was not
    looked at yet.
    """

    name: str
    keys: tuple[str, ...]
    file: str
    is_done: bool = False
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class RollCall:
    """Who of the list has sent.

    `listed` gives the unit of the list for each (file, name) that came in, for a file without a name the one that
    its own name tells. `not_sent` have not been seen. `likely` gives, for names of them, the unit that came in under
    a name so near that it is asked, and while files wait, the file that may be theirs.
    """

    tally: Tally
    listed: Mapping[tuple[str, str], ExpectedUnit] = field(default_factory=dict)
    not_sent: tuple[ExpectedUnit, ...] = ()
    findings: tuple[Finding, ...] = ()
    likely: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = True


def match(expected: ExpectedUnits, sent: Iterable[SentUnit], *, is_complete: bool = True) -> RollCall:
    """Return who of the list has sent, and what is to be asked about the rest.

    Until all is there, and while files wait, nobody is said not to have sent: one may be theirs.
    """
    call = _Call(_Names(expected.units))
    for unit in sent:
        call.take(unit)
    call.take_nameless()
    missing = tuple(unit for unit in expected.units if normalize_key(unit.name) not in call.came)
    tally = call.tally(len(expected.units) if expected.units else None)
    is_complete = is_complete and not tally.waiting
    if not expected.units:
        return RollCall(tally, is_complete=is_complete)
    if not is_complete:
        return RollCall(tally, call.listed, missing, tuple(call.findings), call.likely_files(), is_complete=False)
    likely = _near_pairs(missing, call.strangers)
    findings = (*call.findings, *_tell(missing, call.strangers, likely))
    return RollCall(tally, call.listed, missing, findings, {name: unit.name for name, unit in likely.items()})


class _Call:
    """The roll call while it goes on."""

    def __init__(self, names: _Names) -> None:
        self._names = names
        self.listed: dict[tuple[str, str], ExpectedUnit] = {}
        self.came: dict[str, bool] = {}
        """The units of the list that were seen, by key: whether all that came of each has its report."""
        self.strangers: dict[str, SentUnit] = {}
        self.findings: list[Finding] = []
        self._others: dict[str, bool] = {}
        """Units that are not on the list, alike."""
        self._nameless: list[SentUnit] = []
        self._unknown = 0
        self._waiting: list[str] = []

    def take(self, unit: SentUnit) -> None:
        """Take note of one that came in."""
        if unit.is_waiting:
            self._waiting.append(unit.file)
        elif unit.name:
            self._take_named(unit)
        else:
            self._nameless.append(unit)

    def _take_named(self, unit: SentUnit) -> None:
        meant = self._names.called(unit)
        if len(meant) == 1:
            self._count(unit, meant[0])
            if self._names.is_strange(unit.name, meant[0]):
                self.findings.append(_named_otherwise(unit, meant[0]))
            return
        key = normalize_key(unit.name)
        self._others[key] = self._others.get(key, True) and unit.is_done
        if meant:
            self.findings.append(_ambiguous(unit, meant))
        else:
            self.strangers.setdefault(key, unit)

    def take_nameless(self) -> None:
        """Give files without a name of a unit to those whose name they bear, of whom nothing else came."""
        named = set(self.came)
        for unit in self._nameless:
            meant = self._names.in_file_name(unit.file)
            if meant and normalize_key(meant[0].name) not in named:
                self._count(unit, meant[0])
            else:
                self._unknown += 1

    def _count(self, unit: SentUnit, meant: ExpectedUnit) -> None:
        self.listed[unit.file, unit.name] = meant
        key = normalize_key(meant.name)
        self.came[key] = self.came.get(key, True) and unit.is_done

    def likely_files(self) -> dict[str, str]:
        """Return the files that wait and bear the name of a unit that was not seen, by that name."""
        found: dict[str, str] = {}
        for file in self._waiting:
            for meant in self._names.in_file_name(file):
                if normalize_key(meant.name) not in self.came:
                    found.setdefault(meant.name, file)
        return found

    def tally(self, expected: int | None) -> Tally:
        """Count all that was taken."""
        units = self._others if expected is None else self.came
        outside = 0 if expected is None else len(self._others)
        done = sum(units.values())
        return Tally(expected, done, len(units) - done, outside, self._unknown, len(self._waiting))


class _Names:
    """The names of the list: all of a unit's, the full one first."""

    def __init__(self, units: Sequence[ExpectedUnit]) -> None:
        self._full: dict[str, list[ExpectedUnit]] = {}
        self._short: dict[str, list[ExpectedUnit]] = {}
        for unit in units:
            self._full.setdefault(normalize_key(unit.name), []).append(unit)
            for name in filter(None, map(normalize_key, _SHORT_NAMES_APART.split(unit.short_name))):
                known = self._short.setdefault(name, [])
                if unit not in known:
                    known.append(unit)

    def called(self, unit: SentUnit) -> Sequence[ExpectedUnit]:
        """Return the units of the list that `unit` may be: the surest of its names decides."""
        name, others = normalize_key(unit.name), sorted(map(normalize_key, unit.keys))
        for names, keys in ((self._full, [name]), (self._full, others), (self._short, [name]), (self._short, others)):
            found = list(dict.fromkeys(one for key in keys for one in names.get(key, ())))
            if found:
                return found
        return ()

    def is_strange(self, name: str, unit: ExpectedUnit) -> bool:
        """Return whether `name` is none of the names that the list has for `unit`."""
        key = normalize_key(name)
        return unit not in self._full.get(key, ()) and unit not in self._short.get(key, ())

    def in_file_name(self, file: str) -> Sequence[ExpectedUnit]:
        """Return the unit whose name stands in the name of a file, the longest of several."""
        stem = normalize_key(PurePath(file).stem)[:_LONGEST_FILE_NAME]
        for size in range(len(stem), _SHORTEST_IN_FILE_NAME - 1, -1):
            for start in range(len(stem) - size + 1):
                name = stem[start : start + size]
                if found := self._full.get(name) or self._short.get(name):
                    return found if len(found) == 1 else ()
        return ()


def _ambiguous(unit: SentUnit, meant: Sequence[ExpectedUnit]) -> Finding:
    names = "、".join(f"“{quote(one.name)}”" for one in meant[:3])
    message = f"报来的“{quote(unit.name)}”，分不清是名单上{names}中的哪一个"
    return rules.NAME_OF_SEVERAL.at(Place(file=unit.file), message, related=tuple(one.place for one in meant))


def _named_otherwise(unit: SentUnit, meant: ExpectedUnit) -> Finding:
    message = f"单位名称“{quote(unit.name)}”与名单上的“{quote(meant.name)}”不同（按简称认作同一单位）"
    return rules.UNIT_NAMED_OTHERWISE.at(Place(file=unit.file), message, related=(meant.place,))


def _near_pairs(missing: Sequence[ExpectedUnit], strangers: Mapping[str, SentUnit]) -> dict[str, SentUnit]:
    """Return for names of missing units the stranger who may be meant; each stranger is asked about once."""
    waiting = {normalize_key(unit.name): unit for unit in missing}
    by_name = dict(waiting)
    for unit in missing:
        for name in filter(None, map(normalize_key, _SHORT_NAMES_APART.split(unit.short_name))):
            by_name.setdefault(name, unit)
    slips, endings = Slips(by_name), _endings(waiting)
    is_small = len(by_name) * len(strangers) <= _MOST_COMPARISONS
    pairs: dict[str, SentUnit] = {}
    for key, stranger in strangers.items():
        near = (
            slips.find(key) or endings.get(key) or next((key[at:] for at in _tails(key) if key[at:] in waiting), None)
        )
        if near is None and is_small:
            near = next(iter(near_names(key, by_name, likeness=_LIKENESS)), None)
        if near:
            pairs.setdefault(by_name[near].name, stranger)
    return pairs


def _endings(names: Iterable[str]) -> dict[str, str]:
    """Return the names by their ends, those ends alone that one name has: 应急管理局 of 云岭区应急管理局."""
    ends: dict[str, str] = {}
    for name in names:
        for at in _tails(name):
            ends[name[at:]] = "" if name[at:] in ends else name
    return {end: name for end, name in ends.items() if name}


def _tails(name: str) -> range:
    return range(1, len(name) - _SHORTEST_ENDING + 1)


def _tell(
    missing: Sequence[ExpectedUnit], strangers: Mapping[str, SentUnit], likely: Mapping[str, SentUnit]
) -> Iterator[Finding]:
    asked = {normalize_key(stranger.name) for stranger in likely.values()}
    for unit in missing:
        if stranger := likely.get(unit.name):
            message = f"名单上的“{quote(unit.name)}”未报送，报来的“{quote(stranger.name)}”不在名单上"
            hint = f"是否指“{quote(unit.name)}”？是的话把名称改成一样，或在名单的“简称”里写上“{quote(stranger.name)}”。"
            yield rules.UNIT_NAMED_NEARLY.at(unit.place, message, hint, related=(Place(file=stranger.file),))
        else:
            contact = "，".join(filter(None, (unit.person, unit.phone)))
            to_ask = f"（{quote(contact)}）" if contact else ""
            yield rules.UNIT_NOT_SENT.at(unit.place, f"“{quote(unit.name)}”未报送{to_ask}")
    for key, stranger in strangers.items():
        if key not in asked:
            place = Place(file=stranger.file)
            yield rules.UNIT_NOT_LISTED.at(place, f"报来的“{quote(stranger.name)}”不在应报单位名单上")
