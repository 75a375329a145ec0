"""P02 straight-quote: straight quotes stand in a Chinese sentence.

Why: GB/T 15834-2011, 4.8: quotation marks are “” and, within them, ‘’; straight ones do not tell left from right.
Finds: "放管服"改革; '放管服'改革.
Leaves alone: English; inches and seconds of arc; quotes of code; which of them is which, where their number is odd.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN, SIGNS
from summarize.language.punctuation.pairing import iter_lines
from summarize.language.zones import Zone

RULE = Rule(
    "P02",
    "straight-quote",
    Severity.WARNING,
    "中文里用了直引号",
    "直引号分不清左右，字体也不对；公文的引号是“”，引号里面再用引号时是‘’。",
    "“\"放管服\"改革”；“'放管服'改革”。",
    '英文里的引号和撇号；55"（英寸）；不成对的只提醒，不代改。',
    "改为弯引号；成对的，--fix 可以代改。",
    "GB/T 15834-2011 4.8",
)
TRIGGERS = frozenset("\"'")
SKIPS = Zone.LITERAL

_HAN = regex(f"[{HAN}]")
_CHINESE = regex(f"[{HAN}{SIGNS}]")
_DOUBLE = regex('["“”]')
_SINGLE = regex(r"(?<![A-Za-z0-9])'([^'\n]*)'(?![A-Za-z0-9])")
_OF_CODE = frozenset("=:{}[]<>/")
_CANNOT_OPEN_BEFORE = frozenset("，。、；：？！）》”")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each pair of straight quotes, and each straight quote that has no partner."""
    text = passage.text
    pairs: list[tuple[int, int]] = []
    for start, end in iter_lines(text):
        found, is_sure = _pair_doubles(passage, start, end)
        pairs += found
        for opening, closing in found:
            if _is_chinese(text, opening, closing):
                yield from _tell(passage, opening, closing, "“”", is_sure=is_sure)
    for match in _SINGLE.finditer(text):
        if _HAN.search(match[1]):
            before = bisect_right(pairs, (match.start(), 0)) - 1
            is_inner = before >= 0 and match.end() <= pairs[before][1]
            marks = "‘’" if is_inner or passage.touches(match.start(), match.end(), Zone.QUOTATION) else "“”"
            yield from _tell(passage, match.start(), match.end() - 1, marks, is_sure=True)


def _pair_doubles(passage: Passage, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the pairs that have a straight quote in characters `start` to `end`, and whether they are certain."""
    text = passage.text
    pairs: list[tuple[int, int]] = []
    opening, is_sure = -1, True
    for match in _DOUBLE.finditer(text, start, end):
        place, mark = match.start(), match[0]
        if passage.touches(place, place + 1, Zone.VERBATIM) or _is_unit(text, place, mark, opening):
            continue
        if opening < 0:
            is_sure &= mark != "”" and text[place + 1 : place + 2] not in _CANNOT_OPEN_BEFORE and place + 1 < end
            opening = place
        else:
            is_sure &= mark != "“"
            if '"' in (text[opening], mark):
                pairs.append((opening, place))
            opening = -1
    if opening >= 0 and text[opening] == '"':
        pairs.append((opening, opening))
    return pairs, is_sure and opening < 0


def _is_unit(text: str, place: int, mark: str, opening: int) -> bool:
    """Whether a quote after a figure stands for inches or seconds."""
    return mark == '"' and opening < 0 and place > 0 and text[place - 1].isdigit()


def _is_chinese(text: str, opening: int, closing: int) -> bool:
    if _HAN.search(text, opening, closing):
        return True
    around = text[max(opening - 1, 0) : opening] + text[closing + 1 : closing + 2]
    return bool(_CHINESE.search(around)) and _OF_CODE.isdisjoint(around)


def _tell(passage: Passage, opening: int, closing: int, marks: str, *, is_sure: bool) -> Iterator[Fault]:
    """Yield the faults of one pair: one where nothing within it is of its own, else one for each mark."""
    text = passage.text
    shown = f"“{passage.excerpt(opening, closing + 1)}”"
    wrong = text[opening] if text[opening] in "\"'" else text[closing]
    if not is_sure:
        message = f"{shown}用了直引号“{wrong}”，这一段的引号不成对，分不清左右"
        yield Fault(RULE, opening, closing + 1, message)
        return
    message = f"{shown}用了直引号“{wrong}”，应为{marks}"
    inner = text[opening + 1 : closing]
    if "'" not in inner and not passage.touches(opening, closing + 1, Zone.VERBATIM):
        yield Fault(RULE, opening, closing + 1, message, replacement=marks[0] + inner + marks[1])
        return
    for place, mark in ((opening, marks[0]), (closing, marks[1])):
        if text[place] in "\"'":
            yield Fault(RULE, place, place + 1, message, replacement=mark)
