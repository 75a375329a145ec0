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

_SHORT_NAMES_APART = re.compile(r"[、，,；;／/]")
_SHORTEST_IN_FILE_NAME, _LONGEST_FILE_NAME = 3, 80
_SHORTEST_ENDING = 4
_LIKENESS = 0.75
_MOST_COMPARISONS = 40_000
"""Pairs of names that are compared letter by letter; slips and endings are looked up, however many there are."""


@dataclass(frozen=True, slots=True)
class SentUnit:
    """A unit that came in: its name, the keys by which it is called, and the file that it came in.

    Of a file that cannot be read, or was not looked at yet, there is neither name nor key.
    """

    name: str
    keys: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class RollCall:
    """Who of the list has sent.

    `listed` gives the unit of the list for each (file, name) that came in. `likely` gives, for names of
    `not_sent`, the unit that came in under a name so near that it is asked.
    """

    listed: Mapping[tuple[str, str], ExpectedUnit] = field(default_factory=dict)
    not_sent: tuple[ExpectedUnit, ...] = ()
    findings: tuple[Finding, ...] = ()
    likely: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = True


def match(expected: ExpectedUnits, sent: Iterable[SentUnit], *, is_complete: bool = True) -> RollCall:
    """Return who of the list has sent, and what is to be asked about the rest.

    Until the batch `is_complete` nobody is said not to have sent: a file that is left may be theirs.
    """
    if not expected.units:
        return RollCall(is_complete=is_complete)
    names = _Names(expected.units)
    listed: dict[tuple[str, str], ExpectedUnit] = {}
    strangers: dict[str, SentUnit] = {}
    findings: list[Finding] = []
    for unit in sent:
        meant = names.called(unit) if unit.name else names.in_file_name(unit.file)
        if len(meant) == 1:
            listed[unit.file, unit.name] = meant[0]
        elif meant:
            findings.append(_ambiguous(unit, meant))
        elif unit.name:
            strangers.setdefault(normalize_key(unit.name), unit)
    came = {normalize_key(unit.name) for unit in listed.values()}
    missing = tuple(unit for unit in expected.units if normalize_key(unit.name) not in came)
    if not is_complete:
        return RollCall(listed, missing, tuple(findings), is_complete=False)
    likely = _near_pairs(missing, strangers)
    findings += _tell(missing, strangers, likely)
    return RollCall(listed, missing, tuple(findings), {name: unit.name for name, unit in likely.items()})


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
            message = f"名单上的“{quote(unit.name)}”没有报送，报来的“{quote(stranger.name)}”不在名单上"
            hint = f"是否指“{quote(unit.name)}”？是的话把名称改成一样，或在名单的“简称”里写上“{quote(stranger.name)}”。"
            yield rules.UNIT_NAMED_NEARLY.at(unit.place, message, hint, related=(Place(file=stranger.file),))
        else:
            contact = "，".join(filter(None, (unit.person, unit.phone)))
            to_ask = f"（{quote(contact)}）" if contact else ""
            yield rules.UNIT_NOT_SENT.at(unit.place, f"“{quote(unit.name)}”没有报送{to_ask}")
    for key, stranger in strangers.items():
        if key not in asked:
            place = Place(file=stranger.file)
            yield rules.UNIT_NOT_LISTED.at(place, f"报来的“{quote(stranger.name)}”不在应报单位名单上")
