"""Texts cut into items: the lead sentence and the rest, and the members of a list that runs on in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from summarize.model.numbering import CIRCLED, chinese_numeral

_SENTENCE_END = re.compile(r"[。！？!?][”’）]*")
_CAPTION = re.compile(r"[^。！？；，,：:]{2,14}[：:]")
_CLAUSE = re.compile(r"[^，,；;。]+?(?:，|,(?!\d)|；(?=.))")
_LONGEST_SERIES = 40


def split_lead(text: str, lead_length: int = 0, *, has_ordinal: bool = False) -> tuple[str, str]:
    """Return the lead of an item and the rest: what is set apart, else a caption or the first sentence."""
    if lead_length and text[lead_length - 1] in "。！？!?：:；;”）":
        return text[:lead_length].rstrip(), text[lead_length:].lstrip()
    if has_ordinal and (caption := _CAPTION.match(text)) and text[caption.end() :].strip():
        return caption[0], text[caption.end() :].lstrip()
    end = _SENTENCE_END.search(text)
    if end is None:
        return text, ""
    return text[: end.end()], text[end.end() :].lstrip()


def split_clause(text: str) -> tuple[str, str]:
    """Return the first clause of a single sentence with its mark, and the rest; `(text, "")` if it has one only."""
    match = _CLAUSE.match(text)
    if match is None or not text[match.end() :].strip():
        return text, ""
    return match[0], text[match.end() :]


@dataclass(frozen=True, slots=True)
class Series:
    """A list in one paragraph: the text before it, and its members with their ordinals."""

    intro: str
    members: tuple[tuple[str, str], ...]


_KINDS: tuple[Callable[[int], str], ...] = (
    lambda number: f"{chinese_numeral(number)}是",
    lambda number: f"{chinese_numeral(number)}要",
    lambda number: f"第{chinese_numeral(number)}，",
    lambda number: f"第{chinese_numeral(number)}、",
    lambda number: f"（{chinese_numeral(number)}）",
    lambda number: f"（{number}）",
    lambda number: f"({number})",
    lambda number: CIRCLED[number - 1],
    lambda number: f"{number}.",
    lambda number: f"{number}、",
)


def find_series(text: str) -> Series | None:
    """Return the list 一是…二是…, of whatever kind, that runs to the end of `text`; `None` if there is none.

    Its first member stands at the head of `text` or behind a mark; there are at least two.
    """
    for written in _KINDS:
        starts = _starts(text, written)
        if len(starts) >= 2:
            ends = [*(start for start, _ in starts[1:]), len(text)]
            members = tuple(
                (ordinal, text[start + len(ordinal) : end].strip())
                for (start, ordinal), end in zip(starts, ends, strict=True)
            )
            if all(member for _, member in members):
                return Series(text[: starts[0][0]].strip(), members)
    return None


def _starts(text: str, written: Callable[[int], str]) -> list[tuple[int, str]]:
    starts: list[tuple[int, str]] = []
    position = 0
    for number in range(1, _LONGEST_SERIES):
        ordinal = written(number)
        following = r"(?!\d)" if ordinal[-1] in ".、" else ""
        match = re.compile(rf"(?:(?<=[。；;：:，,！？”）])|(?<=\s)|^){re.escape(ordinal)}{following}").search(
            text, position
        )
        if match is None:
            break
        starts.append((match.start(), ordinal))
        position = match.end()
    return starts
