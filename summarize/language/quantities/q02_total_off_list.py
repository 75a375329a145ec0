"""Q02 total-off-list: a total that follows a list is not the sum of the list.

Why: whoever reads it adds up.
Finds: 核桃树5棵、梨树8棵、桃树7棵，共21棵.
Leaves alone: totals of a longer time (累计, 全年); other units; rough numbers; rounding; lists of several kinds.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import Amount, Sentence, read_sentences, write_number
from summarize.language.quantities.periods import find_periods
from summarize.language.quantities.sums import explains, is_clear, lead_of, total_of
from summarize.language.zones import Zone

RULE = Rule(
    "Q02",
    "total-off-list",
    Severity.WARNING,
    "逐项列出之后的合计不等于各项之和",
    "读的人一加就发现，必有一个数错。",
    "“核桃树5棵、梨树8棵、桃树7棵，共21棵”；“检查企业12家、商铺30家，合计43家”；“上半年受理120件，下半年受理130件，全年共受理260件”。",
    "累计、全年等更长时间的合计；单位不同的数；约数；四舍五入之差；前面另有同单位的数能凑成合计的。",
    "核对各数，改正写错的。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("共合总全半"), frozenset("，；"))
SKIPS = Zone.LITERAL

_TOTAL = regex(
    r"[^，。；：、（）()\n]{0,6}[，；](?:总共|一共|共计|合计|总计|共)(?![同有产青享建])(?P<verb>[^，。；：、（）()\n]{0,3})"
)
_UNSURE = regex(r"累计|全年|今年以来|截至|[全去上\d]年|月|季|每|各|均|等|比|较|分别|增|减|降|其中|目标|计划|原有|现有")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each total that the list before it does not make up."""
    for sentence in read_sentences(passage):
        for whole, parts in find_periods(sentence):
            yield _fault(sentence, whole, parts)
        for index, total in enumerate(sentence.amounts):
            stated = _TOTAL.fullmatch(sentence.between(sentence.amounts[index - 1], total)) if index > 1 else None
            if not stated or sentence.text.find(stated["verb"], sentence.start, sentence.amounts[index - 1].start) < 0:
                continue
            parts = _list_before(sentence, index)
            earlier = tuple(other for other in sentence.amounts[:index] if other.base == total.base)
            if len(parts) < 2 or not is_clear((total, *earlier)) or explains(total, earlier):
                continue
            yield _fault(sentence, total, parts)


def _fault(sentence: Sentence, total: Amount, parts: tuple[Amount, ...]) -> Fault:
    numbers = " + ".join(write_number(part.size / total.factor) for part in parts)
    place = "前面" if parts[0].start < total.start else "后面"
    message = f"“{lead_of(sentence, total)}”与{place}的数对不上：{numbers} = {total.shown(total_of(parts))}"
    return Fault(RULE, total.start, total.end, message, related=tuple((part.start, part.end) for part in parts))


def _list_before(sentence: Sentence, index: int) -> tuple[Amount, ...]:
    """Return the list that ends before amount `index`: joined by 、, all of one kind, nothing else in it."""
    parts = [sentence.amounts[index - 1]]
    for other in reversed(sentence.amounts[: index - 1]):
        gap = sentence.between(other, parts[-1])
        if gap.count("、") != 1 or any(mark in gap for mark in "，。；：（）()\n"):
            break
        parts.append(other)
    parts.reverse()
    total = sentence.amounts[index]
    if any(part.base != total.base or not sentence.before(part) for part in parts):
        return ()
    words = sentence.text[parts[0].start - len(sentence.before(parts[0])) : total.start]
    return () if _UNSURE.search(words) else tuple(parts)
