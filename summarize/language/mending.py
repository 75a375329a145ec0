"""Mending what is safe to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarize.language.fault import Fault, PassageRule
from summarize.language.passage import Passage
from summarize.language.proofreading import find_faults
from summarize.language.registry import PASSAGE_RULES

_ROUNDS = 8
"""One mend may show another fault (，, → ，， → ，); each round takes some away, so this many are enough."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after the safe mends, and the faults that were mended, in the order in which they were."""

    text: str
    faults: tuple[Fault, ...]


def mend(passage: Passage, rules: Sequence[PassageRule] = PASSAGE_RULES) -> Mended:
    """Return the text of `passage` with every fault mended that carries a replacement.

    Mending what is mended changes nothing, and leaves no fault with a replacement.
    """
    mended: list[Fault] = []
    for _ in range(_ROUNDS):
        safe = [fault for fault in find_faults(passage, rules) if fault.replacement is not None]
        if not safe:
            break
        taken = _without_overlaps(safe)
        mended += taken
        passage = replace(passage, text=_replaced(passage.text, taken))
    return Mended(passage.text, tuple(mended))


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
