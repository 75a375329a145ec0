"""Ordinals at the heads of paragraphs, and the lists that they make.

The levels are those of GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）; 1） and ① stand below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

_HAN = "一二三四五六七八九十"
_DIGITS = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BLANK = r"[ \t\u3000\u00a0]*"
_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, regex(rf"{_BLANK}(?P<ordinal>(?P<number>[{_HAN}]{{1,3}}){_BLANK}[、.．]){_BLANK}(?=[^\s\d])")),
    (2, regex(rf"{_BLANK}(?P<ordinal>[（(]{_BLANK}(?P<number>[{_HAN}]{{1,3}}){_BLANK}[)）])[、.．]?{_BLANK}")),
    (3, regex(rf"{_BLANK}(?P<ordinal>(?P<number>\d{{1,2}}){_BLANK}[、.．](?!\d)){_BLANK}(?=\S)")),
    (4, regex(rf"{_BLANK}(?P<ordinal>[（(]{_BLANK}(?P<number>\d{{1,2}}){_BLANK}[)）])[、.．]?{_BLANK}")),
    (5, regex(rf"{_BLANK}(?P<ordinal>(?P<number>\d{{1,2}})[)）])[、.．]?{_BLANK}")),
    (6, regex(rf"{_BLANK}(?P<ordinal>(?P<number>[{_CIRCLED}]))")),
)
_CLAUSE = r"(?<=[：:；;。，])"
_INNER: dict[int, re.Pattern[str]] = {
    1: regex(rf"(?<=[：:；;。])(?P<number>[{_HAN}]{{1,3}})、(?=[^\s\d])"),
    2: regex(rf"{_CLAUSE}[（(](?P<number>[{_HAN}]{{1,3}})[)）]"),
    3: regex(rf"{_CLAUSE}(?P<number>\d{{1,2}})[.．](?!\d)"),
    4: regex(rf"{_CLAUSE}[（(](?P<number>\d{{1,2}})[)）]"),
    6: regex(rf"{_CLAUSE}(?P<number>[{_CIRCLED}])"),
}
"""Forms of ordinals that stand within a paragraph, too."""
_SIGNS = {1: frozenset("、"), 2: frozenset("（("), 3: frozenset(".．"), 4: frozenset("（("), 6: frozenset(_CIRCLED)}
_MAY_BEGIN = regex(rf"{_BLANK}[{_HAN}\d（({_CIRCLED}]")
_COUNTS_ON = regex(rf"第?(?P<next>[{_HAN}]{{1,3}})(?![、个项是大])")
_OF_A_LAW = regex(r"(?:[、和或至]?[（(][^（）()]{1,3}[)）])*(?:[条款项目号]|批次?(?:[的已为]))")
_HEADLINE = 30
_ENDS = "。；！？;，,"
_READ = frozenset((Part.HEADING, Part.BODY, Part.PROBLEM, Part.PLAN))
_LOWEST_ANYWHERE = 5
_NO_LEVEL = 7


@dataclass(frozen=True, slots=True)
class Ordinal:
    """An ordinal of passage `index`: its level (1 一、 to 4 （1）, 5 1）, 6 ①), its number, its place.

    `reached` is the number of the last ordinal of the same list within the passage (1.甲；2.乙).
    """

    index: int
    level: int
    number: int
    start: int
    end: int
    text: str
    reached: int


@dataclass(slots=True)
class Siblings:
    """Ordinals of one level under one `parent`, in the order in which they stand.

    `within` is the list that the parent is of, `previous` the list of this level that went before; `None` without.
    """

    level: int
    parent: Ordinal | None = None
    within: Siblings | None = None
    previous: Siblings | None = None
    ordinals: list[Ordinal] = field(default_factory=list)

    @property
    def is_continued(self) -> bool:
        """Whether the list goes on counting where the one before it ended."""
        return self.previous is not None and self.previous.ordinals[-1].reached + 1 == self.ordinals[0].number

    @property
    def is_upside_down(self) -> bool:
        """Whether the list is the rest of one that stands above the list it is `within`: （一） 一、 二、 （二）."""
        within, previous = self.within, self.previous
        return (
            within is not None
            and previous is not None
            and self.is_continued
            and previous.parent is within.parent
            and previous.ordinals[-1].index < within.ordinals[0].index
        )


def chinese_number(number: int) -> str:
    """Return `number` (1 to 99) in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")


def read_chinese_number(text: str) -> int:
    """Return the number that `chinese_number` writes as `text`; 0 if it writes none so."""
    tens, ten, ones = text.rpartition("十")
    number = (_DIGITS.find(tens) + 1 if tens else 1) * 10 if ten else 0
    number += _DIGITS.find(ones) + 1 if ones else 0
    return number if 1 <= number <= 99 and chinese_number(number) == text else 0


def write_ordinal(level: int, number: int) -> str:
    """Return the ordinal of `number` at `level`, as messages show it."""
    match level:
        case 1:
            return f"{chinese_number(number)}、"
        case 2:
            return f"（{chinese_number(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
        case 6 if number <= len(_CIRCLED):
            return _CIRCLED[number - 1]
        case _:
            return f"{number}）"


def find_head(passage: Passage, index: int = 0) -> Ordinal | None:
    """Return the ordinal at the head of `passage`.

    一、二等奖, 三、四季度, 3、5号楼 and （三）项 of a law are none.
    """
    text = passage.text
    if passage.part not in _READ or not _MAY_BEGIN.match(text):
        return None
    for level, pattern in _FORMS:
        match = pattern.match(text)
        if match is None:
            continue
        number = _number(match["number"])
        if not number or _is_none(level, number, text, match.end()):
            return None
        reached = number
        for inner in _inner(passage, level, match.end()):
            if inner.number != reached + 1:
                break
            reached = inner.number
        start, end = match.span("ordinal")
        return Ordinal(index, level, number, start, end, match["ordinal"], reached)
    return None


def find_inner_lists(passage: Passage, index: int = 0) -> list[list[Ordinal]]:
    """Return the lists within `passage`, level by level: ordinals that begin a clause, behind that at its head."""
    if passage.part not in _READ:
        return []
    head = find_head(passage, index)
    found: list[list[Ordinal]] = []
    for level in _INNER:
        inner = [replace(one, index=index) for one in _inner(passage, level, head.end if head else 0)]
        if head and head.level == level and inner and (inner[0].number != 1 or is_behind_semicolon(inner[0], passage)):
            inner.insert(0, replace(head, reached=head.number))
        found.append(inner)
    return [inner for inner in found if len(inner) > 1]


def is_behind_semicolon(ordinal: Ordinal, passage: Passage) -> bool:
    """Return whether `ordinal` follows a ；, so that it goes on with a list rather than opens one."""
    return passage.text[ordinal.start - 1] in "；;"


def _inner(passage: Passage, level: int, start: int) -> Iterator[Ordinal]:
    pattern = _INNER.get(level)
    if pattern is None or _SIGNS[level].isdisjoint(passage.characters):
        return
    for match in pattern.finditer(passage.text, start):
        number = _number(match["number"])
        is_quoted = passage.touches(match.start(), match.end(), Zone.VERBATIM)
        if number and not is_quoted and not _is_none(level, number, passage.text, match.end()):
            yield Ordinal(0, level, number, match.start(), match.end(), match[0], number)


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return _CIRCLED.find(written) + 1 if written in _CIRCLED else read_chinese_number(written)


def _is_none(level: int, number: int, text: str, end: int) -> bool:
    """Whether the head only looks like an ordinal."""
    if level == 1:
        counted = _COUNTS_ON.match(text, end)
        return counted is not None and number < read_chinese_number(counted["next"]) <= number + 2
    return level in (2, 4) and _OF_A_LAW.match(text, end) is not None


def find_siblings(passages: Sequence[Passage]) -> list[Siblings]:
    """Return the lists that the heads of `passages` make, by their first ordinals.

    Words without an ordinal that head what follows (工作计划; 主要做法：) part lists: behind them one may begin anew.
    """
    found: list[Siblings] = []
    stack: list[Siblings] = []
    last: dict[int, Siblings] = {}
    cut = _NO_LEVEL
    for index, passage in enumerate(passages):
        ordinal = find_head(passage, index)
        if ordinal is None:
            cut = min(cut, _cut_by(passage))
            stack = [] if cut == 0 else stack
            continue
        stack = _above(stack, ordinal.level)
        siblings = stack[-1] if stack and stack[-1].level == ordinal.level else None
        if siblings is None or _begins_anew(ordinal, siblings.ordinals[-1], cut):
            parents = [one for one in stack if one is not siblings]
            within = parents[-1] if parents else None
            parent = within.ordinals[-1] if within else None
            siblings = Siblings(ordinal.level, parent, within, last.get(ordinal.level))
            stack = [*parents, siblings]
            found.append(siblings)
        siblings.ordinals.append(ordinal)
        last[ordinal.level] = siblings
        cut = _NO_LEVEL
    return found


def _begins_anew(ordinal: Ordinal, before: Ordinal, cut: int) -> bool:
    """Whether `ordinal` opens a list of its own: below the level `cut`, or a plan's 一、 behind a summary."""
    return ordinal.number == 1 and (ordinal.level >= cut or (ordinal.level == 1 and before.reached > 1))


def _above(stack: list[Siblings], level: int) -> list[Siblings]:
    """Return the open lists that an ordinal of `level` leaves open, its own among them.

    1） and ① stand below one another in either way.
    """
    for position, siblings in enumerate(stack):
        if siblings.level == level:
            return stack[: position + 1]
        if level < _LOWEST_ANYWHERE and siblings.level > level:
            return stack[:position]
    return stack


def _cut_by(passage: Passage) -> int:
    """Return the level from which on lists may begin anew behind `passage`, 0 for all."""
    text = passage.text.strip()
    if not text or passage.part in (Part.TABLE, Part.CAPTION):
        return _NO_LEVEL
    if passage.part not in _READ or passage.part is Part.HEADING:
        return 0
    if text[-1] in "：:":
        return 2
    return 0 if len(text) <= _HEADLINE and text[-1] not in _ENDS else 3
