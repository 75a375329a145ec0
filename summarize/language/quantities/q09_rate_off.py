"""Q09 rate-off: a rate or share is not that of the two numbers of its sentence.

Why: whoever reads it divides; one of the three numbers must be wrong.
Finds: 排查隐患30处，整改25处，整改率93.3%; 完成180户，占年度目标240户的80%.
Leaves alone: rounding; rates of something else (按期办结率); other units; rough numbers; several pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import PERCENT, Amount, Sentence, read_sentences, write_number
from summarize.language.zones import Zone

RULE = Rule(
    "Q09",
    "rate-off",
    Severity.WARNING,
    "完成率、占比与两数算出来的不同",
    "读的人一除就发现，三个数里必有一个错。",
    "“排查隐患30处，整改25处，整改率93.3%”；“完成180户，占年度目标240户的80%”。",
    "四舍五入之差；按期办结率等另有算法的；约数；单位不同的数。",
    "核对三个数，改正写错的。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("%％"), frozenset("率比占完"))
SKIPS = Zone.LITERAL

_RATE = regex(
    r"(?:隐患|问题|任务|信访|案件|目标|项目)?(?P<verb>[^率比的总平年月同]{2})(?:率|比例)(?:达到|达|为|是|只有|仅)?"
)
_SHARE_OF = regex(r"[^，。；：、（）()\n\d]{0,8}[，（(]?占(?:全|总)?[^，。；：、（）()\n\d比]{0,12}[（(]?")
_DONE_OF = regex(
    r"[^，。；：、（）()\n\d]{0,8}[，（(](?:完成|达到?|为)了?[^，。；：、（）()\n\d比]{0,6}(?:目标|计划|任务|预算)"
    r"[^，。；：、（）()\n\d比]{0,4}[（(]?"
)
_AMONG = regex(r"[^，。；：、（）()\n\d]{0,8}[，（(]其中[^，。；：、（）()\n\d]{1,12}")
_SHARE_OF_THEM = regex(
    r"[^，。；：、（）()\n\d]{0,8}[，（(]占(?P<noun>[^，。；：、（）()\n\d]{2,8}?)(?:总[人户件]?数|总[量额])的?(?:比例|比重)?为?"
)
_OF = regex(r"[^，。；：、（）()\n\d]{0,6}[）)]?的(?:比例|比重)?(?:为|达到?)?")
_SHARE_OF_ALL = regex(
    r"[^，。；：、（）()\n\d]{0,8}[，（(](?:占|完成)(?:了)?(?:总数|总量|全部|总任务|任务数?|目标数?|年度计划|全年计划|年计划|年初计划|计划数|总投资|年度任务数|目标任务|年度目标|年度任务|预算|年度预算|全年预算|全年目标|全年任务|计划)的?"
)
_WHOLE = regex(
    r"目标|计划|任务|预算|应|共|总|发现|排查|受理|收到|抽检|抽查|检查|回访|收集|征集|接到|接待|梳理|登记|申报|立案|签订|下达"
)
_DUE = regex(
    r"应(?P<did>检|到|考|缴|收|种|报|查|改|办|退|答|参[保训会加]|接种|入学|入户|体检|整改|公开|签约|登记|走访|安装|录入|发放|缴纳|完成)"
)
_ATTENDANCE = frozenset(("出勤", "到会", "到岗", "参会", "参训"))
_FAULTS = regex(r"问题|隐患|意见|事项|缺陷|违|不")
_OTHERWISE = regex(r"同比|环比|[较比](?!例|重|率)|序时|其中|上年|去年|累计|提高|上升|增长|下降|未|不|超")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each rate that is not what the two numbers give."""
    for sentence in read_sentences(passage):
        for index, rate in enumerate(sentence.amounts):
            if index > 1 and rate.base == PERCENT and rate.is_exact and (pair := _pair_of(sentence, index)):
                part, whole = pair
                if not (part.is_exact and whole.is_exact and whole.size > 0) or _agrees(part, whole, rate):
                    continue
                yield _fault(sentence, part, whole, rate)


def _pair_of(sentence: Sentence, index: int) -> tuple[Amount, Amount] | None:
    """Return the part and the whole of which amount `index` tells the share, where that is sure."""
    before, last, rate = sentence.amounts[index - 2 : index + 1]
    gaps = sentence.between(before, last), sentence.between(last, rate)
    if before.base == last.base != "" and _SHARE_OF.fullmatch(gaps[0]) and _OF.fullmatch(gaps[1]):
        return before, last
    if before.base == last.base != "" and _DONE_OF.fullmatch(gaps[0]) and _OF.fullmatch(gaps[1]):
        same = [amount for amount in sentence.amounts[: index - 2] if amount.base == last.base]
        return None if same or _OTHERWISE.search(sentence.before(before)) else (before, last)
    share = _SHARE_OF_THEM.fullmatch(gaps[1])
    if share and before.base == last.base != "" and _AMONG.fullmatch(gaps[0]):
        return (last, before) if sentence.before(before).endswith(share["noun"]) else None
    pair = _two_before(sentence, index)
    if pair is None:
        return None
    first, second = pair
    words = sentence.before(first), sentence.before(second)
    if second is last and _SHARE_OF_ALL.fullmatch(gaps[1]):
        return (second, first) if _WHOLE.search(words[0]) else None
    verb = _RATE.fullmatch(sentence.before(rate))
    return _pair_with_verb(verb["verb"], first, second, words) if verb else None


def _pair_with_verb(verb: str, first: Amount, second: Amount, words: tuple[str, str]) -> tuple[Amount, Amount] | None:
    """Return which of two amounts is the part, told by the verb of the rate: 整改25处 of 整改率."""
    if (due := _DUE.search(words[0])) and (due["did"] in verb or (due["did"] == "到" and verb in _ATTENDANCE)):
        did = regex(rf"(?:其中|目前|现)*(?:已经?|实际?)(?:完成)?{due['did']}.{{0,4}}")
        return (second, first) if did.fullmatch(words[1]) else None
    done = regex(rf"(?:其中|目前|实际|现|已|全部|均|现场|共|及时|累计|完成|按时)*{re.escape(verb)}.{{0,4}}")
    if verb == "整改" and not _FAULTS.search(words[0]):
        return None
    if done.fullmatch(words[1]) and verb not in words[0] and _WHOLE.search(words[0]):
        return second, first
    if done.search(words[0]) and verb not in words[1] and re.search(r"目标|计划|任务", words[1]):
        return first, second
    return None


def _two_before(sentence: Sentence, index: int) -> tuple[Amount, Amount] | None:
    """Return the only two amounts of one kind before number `index`, nothing but them being compared."""
    last = next((amount for amount in reversed(sentence.amounts[:index]) if amount.base != PERCENT), None)
    if last is None or not last.base:
        return None
    rate = sentence.amounts[index]
    start = max(sentence.text.rfind("；", sentence.start, rate.start), sentence.start)
    same = [amount for amount in sentence.amounts[:index] if amount.base == last.base and amount.start >= start]
    if len(same) != 2 or _OTHERWISE.search(sentence.text, start, rate.start):
        return None
    return same[0], same[1]


def _agrees(part: Amount, whole: Amount, rate: Amount) -> bool:
    """Whether rounding of the three numbers allows the rate."""
    leeway = rate.step
    low, high = whole.size - whole.step / 2, whole.size + whole.step / 2
    if low <= 0:
        return True
    return (
        (part.size - part.step / 2) / high * 100 - leeway < rate.size < (part.size + part.step / 2) / low * 100 + leeway
    )


def _fault(sentence: Sentence, part: Amount, whole: Amount, rate: Amount) -> Fault:
    found = part.size / whole.size * 100
    places = 0 if found.denominator == 1 else 1
    rounded = Fraction((found * 10**places * 2 + 1) // 2, 10**places)
    texts = [sentence.text[one.start : one.end] for one in (part, whole, rate)]
    message = f"{texts[0]} ÷ {texts[1]} = {write_number(rounded)}%，文中写的是“{texts[2]}”"
    return Fault(RULE, rate.start, rate.end, message, related=((part.start, part.end), (whole.start, whole.end)))
