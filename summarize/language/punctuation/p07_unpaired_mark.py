"""P07 unpaired-mark: a mark of a pair has no partner, or the pairs cross.

Why: GB/T 15834-2011, 4.8.2, 4.9.2, 4.15.2: quotes, brackets and title marks come in pairs.
Finds: an unclosed 《 (出台《实施意见。); （含基层; ”放管服“; （“甲）”.
Leaves alone: 1） and the like; apostrophes; the first paragraphs of a speech of several paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.punctuation.pairing import CLOSER_OF, NAMES, OPENER_OF, Pairing, mark_at, pair_marks
from summarize.language.zones import Zone

RULE = Rule(
    "P07",
    "unpaired-mark",
    Severity.WARNING,
    "引号、括号、书名号不成对",
    "引号、括号、书名号成对使用，左右和先后都不能错。",
    "“出台《实施意见。”；“（含基层”；左右颠倒的“”放管服“”。",
    "“1）”这样的序号；英文的撇号；一段话分几段引，前几段只有左引号的。",
    "补上缺的一半，或者删去多的一半；每一段单独成对。",
    "GB/T 15834-2011 4.8.2、4.9.2、4.15.2",
)
TRIGGERS = frozenset("“”‘’（）()《》〈〉〔〕【】")
SKIPS = Zone.OPAQUE


def find(passage: Passage) -> Iterator[Fault]:
    """Yield what has no partner, what is the wrong way round, and what crosses."""
    text = passage.text
    pairing = pair_marks(passage)
    if not (pairing.unclosed or pairing.unopened or pairing.crossed):
        return
    reversed_pairs = _find_reversed(text, pairing)
    for right, left in reversed_pairs:
        marks = f"{NAMES[mark_at(text, right)]}和{NAMES[mark_at(text, left)]}"
        message = f"“{passage.excerpt(right, left + 1)}”中的{marks}左右颠倒"
        yield Fault(RULE, right, right + 1, message, related=((left, left + 1),))
    doubled = _find_doubled(text, pairing.unclosed, reversed_pairs)
    for first, second in doubled:
        name = NAMES[mark_at(text, second)]
        message = f"“{passage.excerpt(first, second + 1)}”连着两个{name}，后一个应为{NAMES[CLOSER_OF[text[second]]]}"
        yield Fault(RULE, second, second + 1, message, related=((first, first + 1),))
    told = {place for pair in (*reversed_pairs, *doubled) for place in pair}
    for place in pairing.unclosed:
        if place not in told and not _goes_on(text, place):
            mark = mark_at(text, place)
            yield _alone(passage, place, mark, CLOSER_OF[mark])
    for place in pairing.unopened:
        if place not in told:
            mark = mark_at(text, place)
            yield _alone(passage, place, mark, OPENER_OF[mark])
    for left, right in pairing.crossed:
        message = (
            f"“{passage.excerpt(right, right + 1)}”中的{NAMES[mark_at(text, right)]}与别的标点交叉了，先用的应后收"
        )
        yield Fault(RULE, right, right + 1, message, related=((left, left + 1),))


_LONGEST = 60


def _alone(passage: Passage, place: int, mark: str, partner: str) -> Fault:
    shown = passage.excerpt(place, place + 1)
    return Fault(RULE, place, place + 1, f"“{shown}”有{NAMES[mark]}，没有{NAMES[partner]}")


def _find_reversed(text: str, pairing: Pairing) -> list[tuple[int, int]]:
    """Return each closing mark that is followed, in its paragraph, by the opening one of its kind, both alone."""
    found: list[tuple[int, int]] = []
    waiting: dict[str, int] = {}
    places = sorted([*pairing.unclosed, *pairing.unopened])
    last = 0
    for place in places:
        if "\n" in text[last:place]:
            waiting.clear()
        last, mark = place, mark_at(text, place)
        if mark in CLOSER_OF:
            if (right := waiting.pop(CLOSER_OF[mark], None)) is not None:
                found.append((right, place))
        else:
            waiting[mark] = place
    return found


def _find_doubled(text: str, unclosed: list[int], told: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return each two opening quotes that stand for a pair: “放管服“."""
    found: list[tuple[int, int]] = []
    reversed_ones = {place for pair in told for place in pair}
    first = -1
    for place in unclosed:
        if text[place] not in "“‘" or place in reversed_ones:
            continue
        if (
            first >= 0
            and text[place] == text[first]
            and 1 < place - first <= _LONGEST
            and "\n" not in text[first:place]
        ):
            found.append((first, place))
            first = -1
        else:
            first = place
    return found


def _goes_on(text: str, place: int) -> bool:
    """Whether a speech that opens a paragraph goes on in the next one, which opens with “ again."""
    if text[place] != "“" or (place and text[place - 1] != "\n"):
        return False
    end = text.find("\n", place)
    return end >= 0 and text[end + 1 : end + 2] == "“"
