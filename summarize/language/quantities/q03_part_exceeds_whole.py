"""Q03 part-exceeds-whole: what stands behind 其中 or 分别, alone or together, is more than what it is part of.

Why: a part cannot be more than the whole.
Finds: 培训干部120人，其中党员130人; 意见46条，其中采纳29条、解释12条、转办8条; 发现问题46个，已整改50个.
Leaves alone: parts that may overlap (党员90人、女性70人); other units; rough numbers;
a part not above all that is named before 其中.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import (
    PERCENT,
    POINTS,
    TIMES,
    Amount,
    Sentence,
    read_sentences,
    tolerance_of,
)
from summarize.language.quantities.sums import chain_from, is_clear, lead_of, tell_difference, total_of
from summarize.language.zones import Zone

RULE = Rule(
    "Q03",
    "part-exceeds-whole",
    Severity.WARNING,
    "“其中”后面的数，一个或者加起来，比总数还大",
    "部分不会多于全体，必有一个数错。",
    "“培训干部120人，其中党员130人”；“投入资金1.2亿元，其中财政资金13000万元”；“意见46条，其中采纳29条、解释12条、转办8条”；“发现问题46个，已整改50个”；“应到86人，实到90人”。",
    "会重叠的（党员90人、女性70人）；单位不同的数；约数；前面有几个同单位的数，合起来够大的。",
    "核对两数；不是其中一部分的，去掉“其中”。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("其分发排查应"), frozenset("中别整治消实"))
SKIPS = Zone.LITERAL

_AMONG = regex(r"(?<![，；。]尤)其中(?!的?一[个名家户些批])(?P<label>[^，。；：（）()\n]*)")
_COMPARED = regex(r"同比|环比|[较比]|增|减|去年|上年|目标|计划|累计|每|次|率")
_EACH_OF = regex(
    r"[^，。；：（）()\n]{0,8}(?:[，；][^，。；：（）()\n]{0,30})?分别(?:为|是|有|达到?)?[^，。；：、（）()\n]{0,6}"
)
_ALONE = frozenset(
    ("件", "起", "条", "宗", "处", "元", "次", "场", "项", "个", "米", "平方米", "立方米", "亩", "公顷", "吨")
)
"""Of people, households and bodies one may be counted twice: 党员90人、女性70人."""
_OVERLAPS = regex(
    r"[省市县区国]级|级以?上|重点|重大|以[上下]|涉|党员|女|青年|代表|贫困|低保|残疾|老年|新[建增开]|续建|规[模上]|高新|龙头|全国|全省|全市|优秀|示范|当[年月]"
    r"|同时|使用|支付|争取|结合"
)
_LEVELS = regex(
    r"(?:国家|中央|省|地?市|县|区|乡镇?|镇|街道|村|社区)(?:级(?!以)|$|(?=干部|财政|资金|配套|补助|投资|自筹))"
)
"""Labels that begin with different levels part a whole: nothing is of two."""
_GRADES = tuple(
    regex(grades)
    for grades in (
        r"(?:高|中|初)级(?!以)",
        r"(?:特|一|二|三|四|五)级(?!以)",
        r"(?:一|二|三|四)类(?!以)",
        r"(?:甲|乙|丙|丁)[类级等]",
        r"(?:轻|中|重)度(?!以)",
        r"(?:特大|大|中|小|微)型(?!以)",
    )
)
"""Labels of one scale: nothing is of two grades."""
_DONE = regex(
    r"[^，。；：、（）()\n\d]{0,6}[，；、](?:目前|现|均|全部)*(?:已经?|完成)?(?:全部)?(?:整改|治理|消除)(?:完成|到位|完毕|问题|隐患|了)*"
)
_FOUND = regex(
    r"(?<!未)(?:发现|排查|查出|查找)(?:出|到)?[^，。；：、（）()\n\d]{0,8}(?:问题|隐患)[^，。；：、（）()\n\d]{0,4}$"
)
_DUE = regex(r"应(?:到|考|参[会加训])[^，。；：、（）()\n\d]{0,6}$")
_CAME = regex(r"[^，。；：、（）()\n\d]{0,6}[，；、]实(?:际)?(?:到|考|参[会加训])[^，。；：、（）()\n\d]{0,6}")
_CARRIED_OVER = regex(r"累计|遗留|历年|往年|上年|去年|结转|此前|前期|以前|包括|含|同类|举一反三")
_PERIODS = regex(r"去年|上年|前年|同期|20\d\d年|年底|年末|目标|计划|力争|预计|[较比]|增|减|升|降|累计|每")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each part that is more than all that is named before it."""
    for sentence in read_sentences(passage):
        yield from _together(sentence)
        yield from _beyond(sentence)
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


def _together(sentence: Sentence) -> Iterator[Fault]:
    """Yield each whole that its parts exceed together, none of them alone."""
    amounts = sentence.amounts
    for index in range(1, len(amounts) - 1):
        gap = sentence.between(amounts[index - 1], amounts[index])
        parts = _parts_from(sentence, index, gap)
        whole = _whole_before_all(sentence, index, parts)
        if whole is None or total_of(parts) <= whole.size + tolerance_of((whole, *parts)):
            continue
        message = f"“{lead_of(sentence, whole)}”与后面的数对不上：{tell_difference(whole, parts)}"
        yield Fault(RULE, whole.start, whole.end, message, related=tuple((part.start, part.end) for part in parts))
        return


def _beyond(sentence: Sentence) -> Iterator[Fault]:
    """Yield more mended than was found, and more who came than there are."""
    if _CARRIED_OVER.search(sentence.text, sentence.start, sentence.end):
        return
    for index, part in enumerate(sentence.amounts[1:], 1):
        last = sentence.amounts[index - 1]
        gap = sentence.between(last, part)
        is_beyond = (_DONE.fullmatch(gap) and _FOUND.search(sentence.before(last))) or (
            _CAME.fullmatch(gap) and _DUE.search(sentence.before(last))
        )
        if is_beyond and part.is_exact and part.base and _whole_before(sentence, index) is last:
            message = f"“{lead_of(sentence, part)}”大于前面的“{lead_of(sentence, last)}”"
            yield Fault(RULE, part.start, part.end, message, related=((last.start, last.end),))


def _parts_from(sentence: Sentence, index: int, gap: str) -> tuple[Amount, ...]:
    """Return the parts that a sentence lists from amount `index` on, behind `gap`: none where they may overlap."""
    if "分别" in gap and _EACH_OF.fullmatch(gap) and not _PERIODS.search(gap):
        listed = _of_one_kind(sentence, index)
        return () if any(sentence.before(part) for part in listed[1:]) or _OVERLAPS.search(gap) else listed
    if among := _AMONG.fullmatch(gap, max(gap.rfind("其中"), 0)) if "其中" in gap else None:
        listed = _of_one_kind(sentence, index)
        named = all(sentence.before(part) for part in listed[1:]) and among["label"].strip("有：")
        words = sentence.text[sentence.amounts[index].start - len(among["label"]) : listed[-1].end]
        if named and _are_of_levels(sentence, listed) and not _COMPARED.search(words):
            return listed
        return () if not named or _COMPARED.search(words) or _OVERLAPS.search(words) else listed
    return ()


def _are_of_levels(sentence: Sentence, parts: tuple[Amount, ...]) -> bool:
    """Whether each part is named by another level or grade: 县级3场、乡级5场; 高级8人、中级9人."""
    labels = [sentence.before(part).removeprefix("其中").lstrip("有") for part in parts]
    if len(parts) < 2:
        return False
    for scale in (_LEVELS, *_GRADES):
        names = {found[0][:1] for label in labels if (found := scale.match(label))}
        if len(names) == len(parts):
            return True
    return False


def _of_one_kind(sentence: Sentence, index: int) -> tuple[Amount, ...]:
    listed = tuple(chain_from(sentence, index, "、；"))
    kind = next((place for place, part in enumerate(listed) if part.base != listed[0].base), len(listed))
    return listed[:kind]


def _whole_before_all(sentence: Sentence, index: int, parts: tuple[Amount, ...]) -> Amount | None:
    """Return the only amount of the kind of `parts` that stands before them, where none of them is more alone."""
    if len(parts) < 2 or not is_clear(parts):
        return None
    if parts[0].base not in _ALONE and not _are_of_levels(sentence, parts):
        return None
    earlier = [other for other in sentence.amounts[:index] if other.base == parts[0].base]
    if len(earlier) != 1 or not earlier[0].is_exact:
        return None
    return earlier[0] if all(part.size <= earlier[0].size for part in parts) else None
