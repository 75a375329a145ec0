"""Running the rules over passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarize.language.fault import Fault, PassageRule, SeriesRule
from summarize.language.passage import Passage
from summarize.language.registry import PASSAGE_RULES, SERIES_RULES
from summarize.language.zones import Zone


def find_faults(passage: Passage, rules: Iterable[PassageRule] = PASSAGE_RULES) -> list[Fault]:
    """Return the faults of `passage` by their place.

    Nothing that stands in a zone of `Zone.VERBATIM`, or in a fixed formulation, keeps a replacement.
    """
    found: list[Fault] = []
    for rule in rules:
        if rule.TRIGGERS and rule.TRIGGERS.isdisjoint(passage.characters):
            continue
        for fault in rule.find(passage):
            if not passage.touches(fault.start, fault.end, rule.SKIPS):
                found.append(_spared(fault, passage))
    return sorted(found, key=lambda fault: (fault.start, fault.end, fault.rule.code))


def find_series_faults(
    passages: Sequence[Passage], rules: Iterable[SeriesRule] = SERIES_RULES
) -> list[tuple[int, Fault]]:
    """Return the faults in how `passages` follow one another, each with the index of its passage."""
    found = [(index, _spared(fault, passages[index])) for rule in rules for index, fault in rule.find_all(passages)]
    return sorted(found, key=lambda one: (one[0], one[1].start, one[1].end, one[1].rule.code))


def _spared(fault: Fault, passage: Passage) -> Fault:
    """Return `fault` without its replacement where nothing may be changed without being asked."""
    if fault.replacement is None:
        return fault
    if passage.touches(fault.start, fault.end, Zone.VERBATIM) or _is_formulation(fault, passage):
        return replace(fault, replacement=None)
    return fault


def _is_formulation(fault: Fault, passage: Passage) -> bool:
    """Whether the fault lies within one of the fixed formulations."""
    text = passage.text
    return any(
        (found := text.find(words, max(fault.end - len(words), 0), fault.start + len(words))) >= 0
        and found < fault.end
        and fault.start < found + len(words)
        for words in passage.words.formulations
    )
