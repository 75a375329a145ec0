"""Q10 shares-off-hundred: shares that are all of a whole do not add up to 100 %.

Why: whoever reads it adds up.
Finds: 男性占55%、女性占44%; 甲占40%、乙占35%，其余占20%; 三次产业结构比为5.2:44.3:51.5.
Leaves alone: shares that overlap or are only some; ±0.1 for each share, by rounding; rough numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import PERCENT, Amount, Sentence, read_sentences, tolerance_of, write_number
from summarize.language.quantities.sums import is_clear, total_of
from summarize.language.zones import Zone

RULE = Rule(
    "Q10",
    "shares-off-hundred",
    Severity.WARNING,
    "各项占比加起来不是100%",
    "各项是全部时，占比相加应为100%。",
    "“男性占55%、女性占44%”；“甲占40%、乙占35%，其余占20%”；“三次产业结构比为5.2:44.3:51.5”。",
    "只列举一部分的；会重叠的（党员占40%、女性占50%）；每项0.1个百分点以内的四舍五入之差。",
    "核对各项占比，改正写错的。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("%％:：∶"), frozenset("占业"))
SKIPS = Zone.CITATION | Zone.TITLE

_SHARE = regex(
    r"(?P<label>(?:[^，。；：、（）()\n\d]|\d(?=\d{0,3}(?:周?岁|年|万?元|亩|人|名|户|[至到—～~-]\d))){0,20}?)(?:占比|占)(?:总数的?|总量的?|全部的?|比重?)?(?:为|达到?|约)?"
)
_REST = regex(r"^(?:其余|其他|其它|剩余)")
_COMPLETE = (
    (regex(r"(?:^|中)男[^女]*$"), regex(r"^女")),
    (regex(r"(?:^|中)(?:第一产业|一产)"), regex(r"^(?:第三产业|三产)")),
)
_FROM_ONE_END = (regex(r"以下|以内|不满|不足"), regex(r"以上|超过"))
"""The first and the last label of shares that run from one end of a scale to the other, in either order."""
_BOUND = regex(r"\d{1,3}", re.ASCII)
_GRADES = regex(r"优秀|良好|合格|非常满意|满意")
_OF_A_LABEL = regex(r"[^，。；：、（）()\n%％]{0,12}占")
_THREE_SECTORS = regex(
    r"三次产业[^，。；\d]{0,12}(?P<ratio>(\d{1,3}(?:\.\d{1,3})?)[:：∶](\d{1,3}(?:\.\d{1,3})?)[:：∶](\d{1,3}(?:\.\d{1,3})?))(?![\d.:：∶])",
    re.ASCII,
)
_LEEWAY = Fraction(1, 10)
_LEAST_SHARES = 3
_LONGEST_LABEL = 40
_NEARLY = 3
"""So near to 100 several shares are probably meant to be all."""


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each set of shares that should make a whole and does not."""
    for match in _THREE_SECTORS.finditer(passage.text):
        total = sum((Fraction(match[group]) for group in (2, 3, 4)), Fraction(0))
        if abs(total - 100) > _LEEWAY * 3:
            message = f"“{match['ratio']}”三项相加是{write_number(total)}，不是100"
            yield Fault(RULE, match.start("ratio"), match.end("ratio"), message)
    for sentence in read_sentences(passage):
        for shares, severity in _runs(sentence):
            total = total_of(shares)
            leeway = max(_LEEWAY * len(shares), tolerance_of(shares) if shares[0].step < 1 else _LEEWAY)
            if is_clear(shares) and abs(total - 100) > leeway:
                numbers = " + ".join(write_number(share.size) for share in shares)
                message = f"各项占比相加不是100%：{numbers} = {write_number(total)}"
                related = tuple((share.start, share.end) for share in shares[:-1])
                yield Fault(RULE, shares[-1].start, shares[-1].end, message, related=related, severity=severity)


def _runs(sentence: Sentence) -> Iterator[tuple[Sequence[Amount], Severity | None]]:
    """Yield the first shares that stand one after the other and are surely all of them, nothing else between."""
    run: list[Amount] = []
    labels: list[str] = []
    for amount in sentence.amounts:
        if amount.base != PERCENT and _OF_A_LABEL.match(sentence.text, amount.end):
            continue
        share = _SHARE.fullmatch(_clause_before(sentence, amount)) if amount.base == PERCENT else None
        if share is None or (run and _parts_lists(sentence.between(run[-1], amount))):
            if run:
                break
            continue
        run.append(amount)
        labels.append(share["label"])
        if len(run) > 1 and _is_whole(labels):
            yield tuple(run), None
            return
    if len(run) >= _LEAST_SHARES and total_of(run) > 100 and all(map(_GRADES.search, labels)):
        yield tuple(run), None
    elif len(run) >= _LEAST_SHARES and abs(total_of(run) - 100) <= _NEARLY:
        yield tuple(run), Severity.INFO


def _clause_before(sentence: Sentence, share: Amount) -> str:
    """Return the words before `share` in its clause, with the numbers of its label (31—50岁占)."""
    words = sentence.text[max(share.start - _LONGEST_LABEL, sentence.start) : share.start]
    return words[max(words.rfind(mark) for mark in "，。；：、（）()\n%％") + 1 :]


def _meet(labels: Sequence[str]) -> bool:
    """Whether the ranges of `labels` leave nothing between them: 30岁以下、31至50岁、51岁以上."""
    bounds = [[int(number) for number in _BOUND.findall(label)] for label in labels]
    if not all(bounds):
        return not any(bounds) and len(labels) >= _LEAST_SHARES
    if bounds[0][0] > bounds[-1][-1]:
        bounds.reverse()
    of_one_thing = any(all(unit in label for label in labels) for unit in ("岁", "元", "亩", "年"))
    return of_one_thing and all(0 <= above[0] - below[-1] <= 1 for below, above in pairwise(bounds))


def _parts_lists(gap: str) -> bool:
    return sum(gap.count(mark) for mark in "，、；（）()。：") != 1


def _is_whole(labels: Sequence[str]) -> bool:
    """Whether the shares of `labels` must be all."""
    if _REST.match(labels[-1]):
        return True
    low, high = _FROM_ONE_END
    first, last = (labels[0], labels[-1]) if low.search(labels[0]) else (labels[-1], labels[0])
    if low.search(first) and high.search(last) and not low.search(last) and not high.search(first):
        return _meet(labels)
    sizes = (2, 3)
    return any(
        len(labels) == size and first.search(labels[0]) and last.match(labels[-1])
        for size, (first, last) in zip(sizes, _COMPLETE, strict=True)
    )
