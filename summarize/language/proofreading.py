"""Running the rules over passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from summarize.language.fault import Fault, PassageRule, SeriesRule
from summarize.language.passage import Passage
from summarize.language.registry import PASSAGE_RULES, SERIES_RULES
from summarize.language.zones import Zone

_CHOICES = 2048
"""Choices of rules that are kept: many texts have signs of the same kinds."""


def find_faults(passage: Passage, rules: Iterable[PassageRule] = PASSAGE_RULES) -> list[Fault]:
    """Return the faults of `passage` by their place.

    Nothing that stands in a zone of `Zone.VERBATIM`, or in a fixed formulation, keeps a replacement.
    """
    found: list[Fault] = []
    choice = _SHIPPED if rules is PASSAGE_RULES else _choice_of(tuple(rules))
    for rule in choice.fitting(passage.characters):
        for fault in rule.find(passage):
            if not passage.touches(fault.start, fault.end, rule.SKIPS):
                found.append(_spared(fault, passage))
    return sorted(found, key=lambda fault: (fault.start, fault.end, fault.rule.code)) if len(found) > 1 else found


def find_series_faults(
    passages: Sequence[Passage], rules: Iterable[SeriesRule] = SERIES_RULES
) -> list[tuple[int, Fault]]:
    """Return the faults in how `passages` follow one another, each with the index of its passage."""
    found = [(index, _spared(fault, passages[index])) for rule in rules for index, fault in rule.find_all(passages)]
    return sorted(found, key=lambda one: (one[0], one[1].start, one[1].end, one[1].rule.code))


class _Choice:
    """Which of some rules a text can have faults of, by its characters.

    For each set of triggers of each rule there is one bit; the bits that the characters of a text set, one after
    the other, tell of all rules at once which of their sets are met.
    """

    def __init__(self, rules: tuple[PassageRule, ...]) -> None:
        self._rules = rules
        sets = [rule.TRIGGERS if isinstance(rule.TRIGGERS, tuple) else (rule.TRIGGERS,) for rule in rules]
        self._layers = max(map(len, sets), default=1)
        self._bits: dict[str, int] = {}
        self._always = 0
        for layer in range(self._layers):
            for index, of_rule in enumerate(sets):
                bit = 1 << (layer * len(rules) + index)
                characters = of_rule[layer] if layer < len(of_rule) else frozenset[str]()
                if not characters:
                    self._always |= bit
                for character in characters:
                    self._bits[character] = self._bits.get(character, 0) | bit
        self._known = frozenset(self._bits)
        self._rules_of = lru_cache(maxsize=_CHOICES)(self._find_rules)

    def fitting(self, characters: frozenset[str]) -> tuple[PassageRule, ...]:
        """Return the rules of which every set of triggers is met, in their order."""
        met = self._always
        for character in characters & self._known:
            met |= self._bits[character]
        return self._rules_of(met)

    def _find_rules(self, met: int) -> tuple[PassageRule, ...]:
        chosen = -1
        for layer in range(self._layers):
            chosen &= met >> (layer * len(self._rules))
        return tuple(rule for index, rule in enumerate(self._rules) if chosen >> index & 1)


@lru_cache(maxsize=64)
def _choice_of(rules: tuple[PassageRule, ...]) -> _Choice:
    return _Choice(rules)


_SHIPPED = _Choice(PASSAGE_RULES)


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
