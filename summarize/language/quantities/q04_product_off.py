"""Q04 product-off: so many, so much each, and a total that is not their product.

Why: whoever reads it multiplies.
Finds: 8户每户300元，共2500元.
Leaves alone: several rates or several times (每户每月); other units; rough numbers; totals that count something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import PERCENT, Amount, Sentence, read_sentences, tolerance_of, write_number
from summarize.language.quantities.periods import Average, find_averages
from summarize.language.quantities.sums import lead_of
from summarize.language.zones import Zone

RULE = Rule(
    "Q04",
    "product-off",
    Severity.WARNING,
    "数量乘以每份的数不等于合计",
    "读的人一乘就发现，必有一个数错。",
    "“为8户困难家庭每户补助300元，共2500元”；“开办5期，每期40人，合计培训210人”；“全年受理240件，平均每月21件”。",
    "每户每月等几重的标准；有几个标准的；约数；单位不同的数；8户每户300元、另有其他支出的合计。",
    "核对各数，改正写错的。",
    "使用手册：文字里的数",
)
TRIGGERS = frozenset("每均")
SKIPS = Zone.LITERAL

_EACH = regex(
    r"每(?P<unit>[人名位户家个件起项次处场期批辆台套座栋间所支头只株棵块组队班村校店镇天亩])(?P<noun>[^，。；：、（）()\n\d]*)"
)
_SUM = regex(r"[，；（(：](?:总共|一共|共计|合计|总计|共)(?!同|有\D|产|青|享|建)[^，。；：、（）()\n\d每]{0,8}")
_OTHERS = regex(r"累计|另|还|加上|以及|不等|[较比]|增|减|其中|最[高低多少]|天|月|年")
_SUM_OF_COUNT = regex(
    r"(?:[^，。；：、（）()\n\d每]{0,6})(?:总共|一共|共计|合计|总计|共)(?!同|有\D|产|青|享|建)[^，。；：、（）()\n\d每]{0,8}"
)
"""Between the count and the total: 每户500元，30户共补助15000元."""
_OF_PLACES = frozenset("个所支家")
_COUNTED = r"[^，。；：、（）()\n\d为给对向由的]{{0,6}}{unit}"
"""Between the number of places and the 每 that takes it up: 18个行政村每村."""
_LONGEST_NOUN = 10
_SAME_UNIT = {"名": "人", "位": "人"}


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each total that is not the product of the two amounts before it."""
    for sentence in read_sentences(passage):
        for average in find_averages(sentence):
            yield _off_average(sentence, average)
        found = list(_EACH.finditer(sentence.text, sentence.start, sentence.end))
        if len(found) == 1 and sentence.text.count("每", sentence.start, sentence.end) == 1:
            yield from _check(sentence, found[0])


def _check(sentence: Sentence, each: re.Match[str]) -> Iterator[Fault]:
    """Yield that the total of `sentence` is not what `each` makes of the number counted."""
    rate = next((amount for amount in sentence.amounts if amount.start == each.end()), None)
    unit = _SAME_UNIT.get(each["unit"], each["unit"])
    counts = [amount for amount in sentence.amounts if amount.base == unit or _counts_places(sentence, amount, each)]
    if rate is None or rate.base in {"", PERCENT, unit} or len(counts) != 1:
        return
    totals = [amount for amount in sentence.amounts if amount.base == rate.base and amount.start != rate.start]
    if len(totals) != 1 or totals[0].start < rate.end:
        return
    count, total = counts[0], totals[0]
    previous = sentence.amounts[sentence.amounts.index(total) - 1]
    gap = sentence.between(previous, total)
    opened = max(gap.rfind(mark) for mark in "，；（(：")
    is_summed = _SUM.fullmatch(gap, opened) if opened >= 0 else previous is count and _SUM_OF_COUNT.fullmatch(gap)
    is_of_each = not each["noun"] and previous is count and sentence.between(rate, count) == "，"
    if not is_summed or not (is_of_each or _is_of(sentence, count, each)):
        return
    if _OTHERS.search(sentence.text, min(count.start, each.start()), total.start):
        return
    product = count.size * rate.size
    if not (count.is_exact and rate.is_exact and total.is_exact):
        return
    if abs(product - total.size) <= tolerance_of((total,)) + count.size * tolerance_of((rate,)):
        return
    numbers = f"{write_number(count.size)} × {rate.shown(rate.size)}"
    message = f"“{lead_of(sentence, total)}”与前面的数对不上：{numbers} = {total.shown(product)}"
    yield Fault(RULE, total.start, total.end, message, related=((count.start, count.end), (rate.start, rate.end)))


def _off_average(sentence: Sentence, average: Average) -> Fault:
    total, each = average.total, average.each
    found = each.shown(total.size / average.count)
    shown = total.shown(total.size)
    message = f"“{lead_of(sentence, each)}”与前面的数对不上：{shown} ÷ {average.count}个月 = {found}"
    return Fault(RULE, each.start, each.end, message, related=((total.start, total.end),))


def _counts_places(sentence: Sentence, amount: Amount, each: re.Match[str]) -> bool:
    """Whether `amount` counts places named by the noun behind it: 12个村, 18个行政村每村, 8所学校每校."""
    if amount.base not in _OF_PLACES:
        return False
    words = sentence.text[amount.end : each.start()] if amount.end <= each.start() else ""
    is_direct = len(words) < _LONGEST_NOUN and re.fullmatch(_COUNTED.format(unit=each["unit"]), words)
    return bool(is_direct) or sentence.after(amount).startswith(each["unit"])


def _is_of(sentence: Sentence, count: Amount, each: re.Match[str]) -> bool:
    """Whether `count` surely counts what `each` speaks of: 8户 and 每户, 8名学生 and 每名学生."""
    if each["unit"] in "户村校店镇组队班亩期批场天":
        return True
    noun = sentence.after(count)[:2]
    return (bool(noun) and each["noun"].startswith(noun)) or (
        each["unit"] == "人" and not each["noun"].startswith("次")
    )
