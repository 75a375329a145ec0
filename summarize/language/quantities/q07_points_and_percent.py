"""Q07 points-and-percent: the change of a percentage is told in %, or that of a count in 百分点.

Why: from 80% to 85% are 5 percentage points, but 6.3 percent.
Finds: 由80%提高到85%，提高5%; 由120户增加到150户，增长25个百分点.
Leaves alone: 由80%提高到85%，提高5个百分点; a percentage whose growth is really meant; rough numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import PERCENT, POINTS, Amount, Sentence, read_sentences, write_number
from summarize.language.quantities.changes import BY_ALONE, find_changes, is_rate
from summarize.language.zones import Zone

RULE = Rule(
    "Q07",
    "points-and-percent",
    Severity.WARNING,
    "百分点与%用混了",
    "80%到85%是提高5个百分点；写成提高5%，意思是提高到84%。",
    "“由80%提高到85%，提高5%”；“由120户增加到150户，增长25个百分点”；“投资3.26亿元，同比增长12.4个百分点”；“覆盖率达95%，提高5%”（提示）。",
    "“提高5个百分点”；确按80%的增长率计算、算得出的；约数。",
    "两个百分数之差用“个百分点”，数量的增减幅度用“%”。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("%％点"), frozenset("增升降减提扩攀压缩回下涨"))
SKIPS = Zone.LITERAL

_SURELY_GROWTH = Fraction(1, 10)
"""So near must the growth be to what is stated where that is also the difference, for the growth to be meant."""

_OF_A_RATE = regex(
    r"(?<!增长)(?:率|占比|比重|满意度)(?:为|达到?|是|稳定在|保持在|(?:提高|提升|上升|下降|降低)[到至])?$"
)

_GROWN = regex(
    r"(?<!增长)(?:率|占比|比重|满意度)(?:同比|环比|[较比](?:上年|去年)(?:同期)?)?(?P<verb>提高|提升|上升|下降|降低|回落)了?$"
)
_GROWN_BY = regex(r"，(?:同比|环比|[较比](?:上年|去年)(?:同期)?)(?P<verb>增长|增加|减少|下降)了?")
_RATE_MEANT = regex(r"[率速幅]|占比|比重")
_REACHES = regex(r"[，（(]?(?:达到?|为|升至|升到|降至|降到|提高到|提高至|上升到|下降到)")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each change whose unit does not go with its numbers."""
    for sentence in read_sentences(passage):
        yield from _of_one_rate(sentence)
        yield from _of_one_count(sentence)
    for sentence, change in find_changes(passage):
        stated = change.stated
        if stated is None:
            continue
        written = f"{change.stated_verb}{sentence.text[stated.start : stated.end]}"
        related = ((change.old.start, change.old.end), (change.new.start, change.new.end))
        old, new = (sentence.text[one.start : one.end] for one in (change.old, change.new))
        if stated.base == POINTS and not is_rate(change.old):
            message = f"由{old}到{new}的幅度用%表示，文中写的是“{written}”"
            yield Fault(RULE, stated.start, stated.end, message, related=related)
        elif stated.base == PERCENT and is_rate(change.old):
            size = change.new.size - change.old.size
            growth = change.growth
            leeway = _SURELY_GROWTH if stated.size == abs(size) else stated.step / 2
            if size and growth and abs(abs(growth) * 100 - stated.size) > leeway:
                points = f"{write_number(abs(size))}个百分点"
                message = f"由{old}到{new}相差{points}，文中写的是“{written}”"
                yield Fault(RULE, stated.start, stated.end, message, related=related)


def _of_one_rate(sentence: Sentence) -> Iterator[Fault]:
    """Yield as information a rate whose change is told in %, where the rate before is not told: 覆盖率达95%，提高5%."""
    for rate, stated in zip(sentence.amounts, sentence.amounts[1:], strict=False):
        if rate.base == stated.base == PERCENT and (grown := _GROWN.search(sentence.before(rate))):
            if _REACHES.fullmatch(sentence.between(rate, stated)):
                yield _doubted(sentence, grown["verb"], rate, stated)
            continue
        if not rate.base == stated.base == PERCENT or not _OF_A_RATE.search(sentence.before(rate)):
            continue
        if by := BY_ALONE.fullmatch(sentence.between(rate, stated)):
            yield _doubted(sentence, by["verb"], stated, rate)


def _of_one_count(sentence: Sentence) -> Iterator[Fault]:
    """Yield a count whose growth is told in 百分点, where the count before is not told: 3亿元，增长12个百分点."""
    for count, stated in zip(sentence.amounts, sentence.amounts[1:], strict=False):
        if stated.base != POINTS or count.base in {"", PERCENT, POINTS} or _RATE_MEANT.search(sentence.before(count)):
            continue
        if by := _GROWN_BY.fullmatch(sentence.between(count, stated)):
            written = f"{by['verb']}{sentence.text[stated.start : stated.end]}"
            message = f"{sentence.text[count.start : count.end]}的增减幅度用%表示，文中写的是“{written}”"
            yield Fault(RULE, stated.start, stated.end, message, related=((count.start, count.end),))


def _doubted(sentence: Sentence, verb: str, stated: Amount, rate: Amount) -> Fault:
    written = f"{verb}{sentence.text[stated.start : stated.end]}"
    message = f"“{written}”说的若是与原来百分数之差，应写“{write_number(stated.size)}个百分点”"
    related = ((rate.start, rate.end),)
    return Fault(RULE, stated.start, stated.end, message, related=related, severity=Severity.INFO)
