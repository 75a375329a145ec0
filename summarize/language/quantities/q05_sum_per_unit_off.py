"""Q05 sum-per-unit-off: what each one got is listed, and then said in one number that is not the sum.

Why: whoever reads it adds up.
Finds: 每户栽种核桃树5棵、梨树8棵、桃树7棵，现每户21棵.
Leaves alone: a number that adds something further (每户再补栽2棵); other units; rough numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import read_sentences, write_number
from summarize.language.quantities.sums import chain_from, explains, is_clear, total_of
from summarize.language.zones import Zone

RULE = Rule(
    "Q05",
    "sum-per-unit-off",
    Severity.WARNING,
    "每份的各项加起来不等于每份的总数",
    "读的人一加就发现，必有一个数错。",
    "“为每户栽种核桃树5棵、梨树8棵、桃树7棵，现每户21棵”。",
    "每户再补栽2棵；单位不同的数；约数。",
    "核对各数，改正写错的。",
    "使用手册：文字里的数",
)
TRIGGERS = frozenset("每")
SKIPS = Zone.LITERAL

_EACH = regex(
    r"每(?P<unit>(?:[个支所家]?(?:行政村|自然村|社区|学校|乡镇|小组|班级|队伍|家庭|村民组)|[个支所家]?[人名位户家个村镇亩期组队班校所]))[^，。；：、（）()\n\d]*"
)
_AGAIN = r"(?:现|目前|现在|共|合计|总计)*每{unit}(?:现有|已有|共有|共计|合计|总计|一共|平均|共|有|达)?"
_GOT = "(?:得到?|获得?|获赠|领[到取]?|分到|受赠|发放|栽种?|种植|养殖?|配备|补助|补贴)?"
_SUMMED = regex(r"[现目共合总平有达已]|一共")
"""Without one of them the sentence goes on: 每户再栽2棵."""


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each number per unit that the list before it does not make up."""
    for sentence in read_sentences(passage):
        starts = {amount.start: index for index, amount in enumerate(sentence.amounts)}
        for each in _EACH.finditer(sentence.text, sentence.start, sentence.end):
            first = starts.get(each.end())
            if first is None:
                continue
            parts = tuple(chain_from(sentence, first, "、"))
            if len(parts) < 2 or first + len(parts) >= len(sentence.amounts):
                continue
            total = sentence.amounts[first + len(parts)]
            words = sentence.before(total)
            if not re.fullmatch(_AGAIN.format(unit=each["unit"]) + _GOT, words) or not is_clear((total, *parts)):
                continue
            if not _SUMMED.search(words) or explains(total, parts):
                continue
            numbers = " + ".join(write_number(part.size / total.factor) for part in parts)
            shown = words + sentence.text[total.start : total.end]
            message = f"“{shown}”与前面的数对不上：{numbers} = {total.shown(total_of(parts))}"
            yield Fault(RULE, total.start, total.end, message, related=tuple((part.start, part.end) for part in parts))
