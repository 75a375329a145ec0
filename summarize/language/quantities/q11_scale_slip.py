"""Q11 scale-slip: the same amount twice in a sentence, a power of ten apart.

Why: 万 and 亿 are mixed up easily, and the number is then wrong ten, a hundred or ten thousand times over.
Finds: 1200万元（即1.2亿元）; 总投资1250万元，总投资1.25亿元.
Leaves alone: amounts that are equal; different things; rough numbers; other digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import Amount, Sentence, read_sentences, tolerance_of
from summarize.language.quantities.sums import lead_of
from summarize.language.zones import Zone

RULE = Rule(
    "Q11",
    "scale-slip",
    Severity.WARNING,
    "同一个数前后差了十倍、百倍或万倍",
    "万和亿容易写混，数就差了几个零。",
    "“投入1200万元（即1.2亿元）”；“总投资1250万元……总投资1.25亿元”。",
    "换算后相等的；说的不是同一件事的；约数。",
    "核对单位和小数点。",
    "使用手册：文字里的数",
)
TRIGGERS = frozenset("万亿")
SKIPS = Zone.LITERAL

_THAT_IS = regex(r"[^，。；：、（）()\n\d]{0,4}[，（(](?:即|合|折合|也就是|相当于|换算为)")
_SURE_DIGITS = 3
_NOUN = regex(r"(?P<noun>[^\d，。；：、（）()\n]{2,8}?)(?:为|达到?|是|约|共|了|共计|合计)?$")
_OTHERWISE = regex(r"上年|去年|同比|目标|计划|[较比]|每|增|减|其中|分别|累计")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each amount that says the same as one before it, but for the zeros."""
    for sentence in read_sentences(passage):
        amounts = [one for one in sentence.amounts if one.is_exact and one.base and one.size > 0]
        told: set[tuple[str, str]] = set()
        for index, amount in enumerate(amounts):
            for other in amounts[:index]:
                if other.base != amount.base or not _power_apart(other, amount):
                    continue
                texts = (sentence.text[other.start : other.end], sentence.text[amount.start : amount.end])
                if texts in told or not _is_same(sentence, other, amount):
                    continue
                told.add(texts)
                apart = max(other.size, amount.size) / min(other.size, amount.size)
                message = f"“{lead_of(sentence, amount)}”与“{lead_of(sentence, other)}”差{apart}倍"
                yield Fault(RULE, amount.start, amount.end, message, related=((other.start, other.end),))


def _power_apart(one: Amount, other: Amount) -> bool:
    """Whether the sizes differ by a power of ten, and not by rounding."""
    ratio = max(one.size, other.size) / min(one.size, other.size)
    is_power = ratio.denominator == 1 and str(ratio.numerator).rstrip("0") == "1"
    return is_power and ratio > 1 and abs(one.size - other.size) > tolerance_of((one, other))


def _is_same(sentence: Sentence, one: Amount, other: Amount) -> bool:
    """Whether both surely tell of the same thing."""
    if _THAT_IS.fullmatch(sentence.between(one, other)):
        return True
    if _OTHERWISE.search(sentence.text, sentence.start, other.start) or one.unit == other.unit:
        return False
    digits = str(int(one.size)).strip("0")
    nouns = [_NOUN.search(sentence.before(amount)) for amount in (one, other)]
    return (
        len(digits) >= _SURE_DIGITS
        and nouns[0] is not None
        and nouns[1] is not None
        and (nouns[0]["noun"][-4:] == nouns[1]["noun"][-4:])
    )
