"""What a sentence says of quarters and halves against the half or the year, and of a month on average."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from summarize.language.patterns import regex
from summarize.language.quantities.amounts import PERCENT, POINTS, TIMES, Amount, Sentence, tolerance_of
from summarize.language.quantities.sums import chain_from, is_clear, total_of


@dataclass(frozen=True, slots=True)
class Average:
    """A total of `count` periods and what it is said to be in one of them."""

    total: Amount
    each: Amount
    count: int


_LABEL = regex(
    r"(?:其中)?(?:第?(?P<quarter>[一二三四])季度|(?P<half>上半年|下半年)|(?P<year>全年))"
    r"(?:总共|一共|共计|合计|累计|总计|共(?!同|有\D|产|青|享|建))?(?P<words>[^，。；：、（）()\n\d]{0,12})"
)
_OTHERWISE = regex(r"同比|环比|[较比]|增|减|升|降|率|均|每|计划|目标|预计|去年|上年|余额|[末底在库存]|达|拟|将|净")
_SUMS = (
    (frozenset(("一", "二")), "上半年"),
    (frozenset(("三", "四")), "下半年"),
    (frozenset(("一", "二", "三", "四")), "全年"),
    (frozenset(("上半年", "下半年")), "全年"),
)
_EVENTS = frozenset(
    ("件", "起", "条", "宗", "元", "次", "场", "人次", "户次", "期", "批", "份", "册", "平方米", "亩", "吨")
)
"""What happens in one period only; people and houses may be counted in two."""
_EACH_QUARTER = regex(r"(?:四个季度|一(?:季度)?至四季度)分别(?P<words>[^，。；：、（）()\n\d]{0,8})$")
_QUARTERS = 4
_SPAN = regex(
    r"(?:(?P<year>全年)|(?P<half>[上下]半年)|(?P<quarter>[一二三四]季度))(?P<words>[^，。；：、（）()\n\d]{0,14})"
)
_ON_AVERAGE = regex(r"[^，。；：、（）()\n\d]{0,8}[，（](?:平均每个?月|每个?月平均|月均)[^，。；：、（）()\n\d]{0,8}")
_MONTHS = {"year": 12, "half": 6, "quarter": 3}


def find_periods(sentence: Sentence) -> Iterator[tuple[Amount, tuple[Amount, ...]]]:
    """Yield the total of a half or a year with its parts, where they surely are all of it and yet do not make it."""
    if "季度" not in sentence.text and "半年" not in sentence.text:
        return
    yield from _in_turn(sentence)
    named: dict[str, Amount] = {}
    nouns: list[str] = []
    for amount in sentence.amounts:
        label = _LABEL.fullmatch(sentence.before(amount))
        if amount.base in {"", PERCENT, POINTS, TIMES} or not label or _OTHERWISE.search(label["words"]):
            return
        name = label["quarter"] or label["half"] or label["year"]
        if name in named:
            return
        named[name] = amount
        nouns.append(label["words"] or nouns[0] if nouns else label["words"])
    if not all(nouns[0].startswith(noun) or noun.startswith(nouns[0]) for noun in nouns):
        return
    for parts, whole in _SUMS:
        if parts | {whole} == named.keys():
            yield from _check(named[whole], tuple(amount for name, amount in named.items() if name != whole))


def _check(whole: Amount, parts: tuple[Amount, ...]) -> Iterator[tuple[Amount, tuple[Amount, ...]]]:
    rest = whole.size - total_of(parts)
    if not is_clear((whole, *parts)) or abs(rest) <= tolerance_of((whole, *parts)):
        return
    if rest > 0 or whole.base in _EVENTS:
        yield whole, parts


def _in_turn(sentence: Sentence) -> Iterator[tuple[Amount, tuple[Amount, ...]]]:
    """四个季度分别受理20件、30件、25件、25件，全年共受理100件."""
    for index in range(len(sentence.amounts) - _QUARTERS):
        first, whole = sentence.amounts[index], sentence.amounts[index + _QUARTERS]
        turn = _EACH_QUARTER.search(sentence.text[max(first.start - 20, sentence.start) : first.start])
        label = _LABEL.fullmatch(sentence.before(whole))
        if not turn or not label or not label["year"] or _OTHERWISE.search(turn["words"] + label["words"]):
            continue
        parts = tuple(chain_from(sentence, index, "、"))
        if len(parts) == _QUARTERS and turn["words"].startswith(label["words"]):
            yield from _check(whole, parts)


def find_averages(sentence: Sentence) -> Iterator[Average]:
    """Yield each total that is not what its average per month makes of the months, however that was rounded."""
    for index, each in enumerate(sentence.amounts[1:], 1):
        total = sentence.amounts[index - 1]
        if (
            total.base != each.base
            or not total.is_exact
            or not each.is_exact
            or each.base in {"", PERCENT, POINTS, TIMES}
        ):
            continue
        if not _ON_AVERAGE.fullmatch(sentence.between(total, each)):
            continue
        span = _SPAN.fullmatch(sentence.before(total))
        if not span or _OTHERWISE.search(span["words"]):
            continue
        count = _months_of(span.groupdict())
        # Whoever rounds to whole ones may round up or down.
        leeway = each.step or Fraction(1)
        if abs(total.size / count - each.size) >= leeway + total.step / count:
            yield Average(total, each, count)


def _months_of(spans: dict[str, str | None]) -> int:
    return next(months for name, months in _MONTHS.items() if spans[name])
