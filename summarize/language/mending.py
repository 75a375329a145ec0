"""Mending what is safe to mend."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from summarize.language.fault import Fault, PassageRule
from summarize.language.passage import Passage
from summarize.language.proofreading import find_faults
from summarize.language.registry import PASSAGE_RULES

_ROUNDS = 8
"""One mend may show another fault (，, → ，， → ，). What words of a list make of one another may never end."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after the safe mends.

    `rounds` are the faults that were mended, those of one round by their places in the text as the rounds
    before it left it.
    """

    text: str
    rounds: tuple[tuple[Fault, ...], ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that were mended, in the order in which they were."""
        return tuple(fault for taken in self.rounds for fault in taken)

    def apply_to(self, pieces: Sequence[str]) -> list[str]:
        """Return `pieces` of the text as it was with the mends made in them; as many, some perhaps empty.

        What is put in goes where the first character stood that it replaces.
        """
        for taken in self.rounds:
            pieces = _replaced_in_pieces(pieces, taken)
        return list(pieces)


def mend(
    passage: Passage,
    rules: Sequence[PassageRule] = PASSAGE_RULES,
    *,
    leaves_alone: Callable[[Fault, Passage], bool] = lambda _, __: False,
) -> Mended:
    """Return the text of `passage` with every fault mended that carries a replacement and is not left alone.

    Mending what is mended changes nothing, and leaves no fault with a replacement; where the mends lead into one
    another without an end, none of them is made.
    """
    rounds: list[tuple[Fault, ...]] = []
    original = passage.text
    for _ in range(_ROUNDS + 1):
        safe = [
            fault
            for fault in find_faults(passage, rules)
            if fault.replacement is not None and not leaves_alone(fault, passage)
        ]
        if not safe:
            return Mended(passage.text, tuple(rounds))
        taken = _without_overlaps(safe)
        rounds.append(tuple(taken))
        passage = replace(passage, text=_replaced(passage.text, taken))
    return Mended(original)


def _without_overlaps(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults that do not begin before the one before them has ended."""
    kept: list[Fault] = []
    end = -1
    for fault in faults:
        if fault.start >= end:
            kept.append(fault)
            end = max(fault.end, fault.start + 1)
    return kept


def _replaced(text: str, faults: Sequence[Fault]) -> str:
    pieces: list[str] = []
    position = 0
    for fault in faults:
        pieces += [text[position : fault.start], fault.replacement or ""]
        position = fault.end
    return "".join([*pieces, text[position:]])


def _replaced_in_pieces(pieces: Sequence[str], faults: Sequence[Fault]) -> list[str]:
    """Return the pieces of a text with the faults, which lie in order and apart, replaced."""
    mended: list[str] = []
    waiting = deque(faults)
    position = 0
    for index, piece in enumerate(pieces):
        is_last = index == len(pieces) - 1
        end = position + len(piece)
        written: list[str] = []
        at = position
        while waiting and (waiting[0].start < end or is_last):
            fault = waiting[0]
            if fault.start >= at:
                written += [piece[at - position : fault.start - position], fault.replacement or ""]
            at = max(at, min(fault.end, end))
            if fault.end > end:
                break
            waiting.popleft()
        mended.append("".join([*written, piece[at - position :]]))
        position = end
    return mended
