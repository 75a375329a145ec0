"""Q03 part-exceeds-whole: what stands behind 其中 is more than what it is part of.

Why: a part cannot be more than the whole.
Finds: 培训干部120人，其中党员130人.
Leaves alone: other units; rough numbers; a part not above all that is named before 其中.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import PERCENT, POINTS, TIMES, Amount, Sentence, read_sentences
from summarize.language.quantities.sums import lead_of
from summarize.language.zones import Zone

RULE = Rule(
    "Q03",
    "part-exceeds-whole",
    Severity.WARNING,
    "“其中”后面的数比总数还大",
    "部分不会多于全体，必有一个数错。",
    "“培训干部120人，其中党员130人”；“投入资金1.2亿元，其中财政资金13000万元”。",
    "单位不同的数；约数；前面有几个同单位的数，合起来够大的。",
    "核对两数；不是其中一部分的，去掉“其中”。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("其"), frozenset("中"))
SKIPS = Zone.LITERAL

_AMONG = regex(r"(?<![，；。]尤)其中(?!的?一[个名家户些批])(?P<label>[^，。；：（）()\n]*)")
_COMPARED = regex(r"同比|环比|[较比]|增|减|去年|上年|目标|计划|累计|每|次|率")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each part that is more than all that is named before it."""
    for sentence in read_sentences(passage):
        for index, part in enumerate(sentence.amounts):
            if not index or part.base in {"", PERCENT, POINTS, TIMES} or not part.is_exact:
                continue
            gap = sentence.between(sentence.amounts[index - 1], part)
            among = _AMONG.fullmatch(gap, gap.rfind("其中")) if "其中" in gap else None
            if not among or _COMPARED.search(among["label"]) or "。" in gap:
                continue
            whole = _whole_before(sentence, index)
            if whole and part.value is not None and whole.value is not None and part.value > whole.value + part.step:
                message = f"“{lead_of(sentence, part)}”大于它所属的“{lead_of(sentence, whole)}”"
                yield Fault(RULE, part.start, part.end, message, related=((whole.start, whole.end),))


def _whole_before(sentence: Sentence, index: int) -> Amount | None:
    """Return the last amount of the kind of number `index` before it; `None` where others with it may be meant."""
    part = sentence.amounts[index]
    earlier = [other for other in sentence.amounts[:index] if other.base == part.base]
    if not earlier or not all(other.is_exact for other in earlier):
        return None
    sum_before = sum((other.size for other in earlier), Fraction(0))
    return earlier[-1] if part.value is not None and part.value > sum_before else None
