"""Q06 change-off: the stated change is not that between the two numbers of the sentence.

Why: whoever reads it recomputes; one of the three numbers must be wrong.
Finds: 由120户增加到150户，增长20%; 由150户增加到120户; 上年同期100件，本期130件，增长25%.
Leaves alone: rounding; 可比口径, 年均; rough numbers; percentages of percentages (Q07); 倍 (Q08).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.quantities.amounts import PERCENT, POINTS, Amount, Sentence, write_number
from summarize.language.quantities.changes import Change, find_changes, is_down, is_rate
from summarize.language.zones import Zone

RULE = Rule(
    "Q06",
    "change-off",
    Severity.WARNING,
    "增减的幅度与前后两数算出来的不同",
    "读的人一算就发现，三个数里必有一个错。",
    "“由120户增加到150户，增长20%”（应为25%）；“由150户增加到120户”；“130件，上年同期100件，增长25%”；“由4.2亿元增加到4.9亿元，增加0.8亿元”（提示）。",
    "幅度的四舍五入之差；可比口径、年均增长；约数。",
    "核对三个数，改正写错的。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("增升降减提扩攀压缩回下涨"), frozenset("由从上去年"))
SKIPS = Zone.LITERAL


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each change that the numbers contradict."""
    for sentence, change in find_changes(passage):
        stated = change.stated
        if change.verb and _is_wrong_way(change.verb, change):
            yield _wrong_way(sentence, change, change.verb, change.new)
        elif stated is None:
            continue
        elif _is_wrong_way(change.stated_verb, change):
            yield _wrong_way(sentence, change, change.stated_verb, stated)
        elif found := _recompute(change, stated):
            message = f"{_two(sentence, change)}是{found}，文中写的是“{change.stated_verb}{_text(sentence, stated)}”"
            related = ((change.old.start, change.old.end), (change.new.start, change.new.end))
            is_sure = not _may_be_rounded(change, stated)
            advice = "" if is_sure else "核对三个数；只是四舍五入之差的，可以不改。"
            severity = None if is_sure else Severity.INFO
            yield Fault(RULE, stated.start, stated.end, message, advice, severity=severity, related=related)


def _recompute(change: Change, stated: Amount) -> str:
    """Return the change in words where it is not the one stated, else ''."""
    size = change.new.size - change.old.size
    word = "减少" if size < 0 else "增加"
    if stated.base == PERCENT and not is_rate(change.old) and change.growth is not None:
        share = (-stated.size if is_down(change.stated_verb) else stated.size) / 100
        if change.may_grow_by(share, stated.step / 100):
            return ""
        places = 1 if stated.step < 1 or (change.growth * 100).denominator != 1 else 0
        return f"{'下降' if size < 0 else '增长'}{write_number(_rounded(abs(change.growth) * 100, places))}%"
    if stated.base == POINTS and is_rate(change.old):
        return "" if _is_told(change, stated) else f"{_moved(size)}{write_number(abs(size))}个百分点"
    if stated.base == change.old.base and not is_rate(change.old):
        return "" if _is_told(change, stated) else word + stated.shown(abs(size))
    return ""


def _is_told(change: Change, stated: Amount) -> bool:
    """Whether `stated` is the difference, or may be by rounding where the numbers are not written alike."""
    off = abs(abs(change.new.size - change.old.size) - stated.size)
    return off == 0 or (off <= _leeway(change, stated) and {*change.steps} != {stated.step})


def _may_be_rounded(change: Change, stated: Amount) -> bool:
    """Whether rounding alone may part the difference from `stated`."""
    if stated.base not in {POINTS, change.old.base} or is_rate(stated):
        return False
    return abs(abs(change.new.size - change.old.size) - stated.size) <= _leeway(change, stated)


def _leeway(change: Change, stated: Amount) -> Fraction:
    return (sum(change.steps) + stated.step) / 2


def _moved(size: Fraction) -> str:
    return "下降" if size < 0 else "提高"


def _rounded(value: Fraction, places: int) -> Fraction:
    scale: int = 10**places
    return Fraction((value * scale * 2 + 1) // 2, scale)


def _is_wrong_way(verb: str, change: Change) -> bool:
    return change.new.size > change.old.size if is_down(verb) else change.new.size < change.old.size


def _wrong_way(sentence: Sentence, change: Change, verb: str, at: Amount) -> Fault:
    really = "减少" if change.new.size < change.old.size else "增加"
    message = f"{_two(sentence, change)}是{really}，文中写的是“{verb}”"
    return Fault(RULE, at.start, at.end, message, related=((change.old.start, change.old.end),))


def _two(sentence: Sentence, change: Change) -> str:
    return f"由{_text(sentence, change.old)}到{_text(sentence, change.new)}"


def _text(sentence: Sentence, amount: Amount) -> str:
    return sentence.text[amount.start : amount.end]
