"""Wholes and the parts into which a sentence surely splits them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from summarize.language.patterns import regex
from summarize.language.quantities.amounts import PERCENT, Amount, Sentence
from summarize.language.quantities.sums import chain_from, explains, total_of


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and its parts; `may_leave_out` where parts may stay unnamed, so that only too much is wrong."""

    whole: Amount
    parts: tuple[Amount, ...]
    may_leave_out: bool = False


_TOTAL = regex(
    r"共|总|合计|累计|全部|发现|排查|受理|收到|收集|查摆|查找|梳理|查出|征集|接到|接待|反馈|交办|反映|检查出"
)
_REST = regex(
    r"提请|协调|移交|移送|转交|转办|上报|限期|正在|未(?!成年|来)|尚|仍|待|继续|逾期|延期|剩余|其余|余下|不予|分期|挂账|逐步|推进中|办理中|整改中"
)
_DONE = regex(r"现场|当场|就地|立即|立行立改|即知即改|已|办结|完成|解决|整改|化解|调解|销号|答复|采纳|竣工|建成|落实")
_COMPARED = regex(r"同比|环比|[较比]|增|减|去年|上年|今年|每|各|均|升|降|率|新|再|又|另")
_UNSURE_LIST = regex(r"其中|包括|包含|含|等|约|另|[较比]|去年|上年|每|各|均|分别|目标|计划|以上|不足|还|余")
_STILL = regex(r"(?:目前|现)?(?:(?:尚|仍|还)(?:有|剩余?)|剩余?)")
_STILL_OPEN = regex(r"[^，。；：、（）()\n\d]{0,6}(?:未|正在|待|没有)")
_ALREADY = regex(r"(?:目前|现|其中)?已")
_REMAINDER = regex(r"^(?:其余|剩余|余下|剩下|其他)")
_NOUN = r"[^，。；：、（）()\d\n,;:]{0,8}"
_OPENS_BRACKET = regex(_NOUN + r"[（(][^（）()\n]*")
_OPENS_LIST = regex(_NOUN + r"(?:：|[，,]分别(?:为|是|有))[^，。；：（）()\n]*")
_OPENS_PAIR = regex(_NOUN + r"[，（(](?:其中)?[，：:]?(?P<label>[^，。；：、（）()\n]*)")
_LONGEST_BRACKET = 200
_LONGEST_CLAUSE = 30
_PAIRS = (("男", "女"), ("合格", "不合格"), ("线上", "线下"), ("城镇", "农村"), ("市内", "市外"), ("省内", "省外"))


def find_splits(sentence: Sentence) -> Iterator[Split]:
    """Yield the splits of `sentence`, of each whole the first kind that fits."""
    kinds: tuple[Callable[[Sentence, int], Split | None], ...] = (
        _in_brackets, _in_pairs, _in_list, _with_remainder, _by_disposal,
    )  # fmt: skip
    taken = -1
    for index, whole in enumerate(sentence.amounts):
        if whole.start < taken or not whole.base or whole.base == PERCENT:
            continue
        if split := next((found for kind in kinds if (found := kind(sentence, index))), None):
            yield split
            taken = split.parts[-1].end


def _in_brackets(sentence: Sentence, index: int) -> Split | None:
    """共发现问题30个（甲类12个、乙类18个）."""
    whole, parts = sentence.amounts[index], sentence.amounts[index + 1 : index + 10]
    if not parts or not _OPENS_BRACKET.fullmatch(sentence.between(whole, parts[0])):
        return None
    opened = max(sentence.text.rfind(mark, whole.end, parts[0].start) for mark in "（(")
    reach = min(opened + _LONGEST_BRACKET, sentence.end)
    closed = min((found for mark in "）)" if (found := sentence.text.find(mark, opened, reach)) > 0), default=-1)
    inside = tuple(part for part in parts if part.end <= closed)
    if len(inside) < 2 or len(inside) == len(parts) == 9 or _UNSURE_LIST.search(sentence.text, opened, closed):
        return None
    if any(not sentence.before(part) for part in inside) or len(tuple(_listed(sentence, index + 1, "、，；"))) < len(
        inside
    ):
        return None
    if sentence.text[inside[-1].end : closed].strip("的个件项"):
        return None
    return _unless_few(Split(whole, inside))


def _in_list(sentence: Sentence, index: int) -> Split | None:
    """栽种树木20棵：核桃5棵、梨8棵、桃7棵; …，分别为甲村5棵、乙村15棵."""
    whole = sentence.amounts[index]
    if index + 2 >= len(sentence.amounts) or not _OPENS_LIST.fullmatch(
        sentence.between(whole, sentence.amounts[index + 1])
    ):
        return None
    parts = tuple(_listed(sentence, index + 1, "、；"))
    if len(parts) < 2:
        return None
    names = sentence.text[whole.end : parts[-1].end].replace("分别", "", 1)
    follows = sentence.text[parts[-1].end : parts[-1].end + 1]
    if (
        _UNSURE_LIST.search(names)
        or follows not in ("。", "，", "；", "\n", "")
        or any(not sentence.before(part) for part in parts)
    ):
        return None
    return _unless_few(Split(whole, parts))


def _in_pairs(sentence: Sentence, index: int) -> Split | None:
    """参训人员30人，其中男18人、女12人."""
    whole = sentence.amounts[index]
    parts = tuple(_listed(sentence, index + 1, "、，"))
    if len(parts) != 2 or not (opened := _OPENS_PAIR.fullmatch(sentence.between(whole, parts[0]))):
        return None
    labels = opened["label"], sentence.before(parts[1])
    if any(labels[0].startswith(one) and labels[1].startswith(other) for one, other in _PAIRS):
        return Split(whole, parts)
    return None


def _with_remainder(sentence: Sentence, index: int) -> Split | None:
    """全村120户，已改造100户，其余20户年底完成."""
    whole = sentence.amounts[index]
    parts: list[Amount] = []
    is_listed = len(tuple(_listed(sentence, index, "、"))) > 1
    if is_listed or any(other.base == whole.base for other in sentence.amounts[:index]):
        return None
    for part in sentence.amounts[index + 1 :]:
        words = sentence.before(part)
        if part.base != whole.base:
            continue
        if _COMPARED.search(words) or part.size > whole.size:
            return None
        parts.append(part)
        if _REMAINDER.match(words):
            is_inner = any(explains(part, parts[place:]) for place, part in enumerate(parts, 1))
            return Split(whole, tuple(parts)) if len(parts) > 1 and not is_inner else None
    return None


def _by_disposal(sentence: Sentence, index: int) -> Split | None:
    """共发现问题30个，现场解决21个，提请解决8个: some are done with, some are not."""
    whole = sentence.amounts[index]
    is_total = _TOTAL.search(_clause_before(sentence, whole)) or _is_done_and_open(sentence, index)
    if not is_total or whole.is_chinese:
        return None
    parts: list[Amount] = []
    kinds: set[bool] = set()
    may_leave_out = False
    for place, part in enumerate(sentence.amounts[index + 1 :], index + 1):
        gap = sentence.between(sentence.amounts[place - 1], part)
        if "其中" in gap:
            if parts:
                break
            may_leave_out = True
        is_rest = _is_still_open(sentence, part) or _disposal(sentence.before(part) or sentence.after(part))
        if part.base != whole.base:
            continue
        if is_rest is None:
            return None
        parts.append(part)
        kinds.add(is_rest)
    return _unless_few(Split(whole, tuple(parts), may_leave_out)) if len(kinds) == 2 else None


def _is_done_and_open(sentence: Sentence, index: int) -> bool:
    """全镇有危房45处，已拆除38处，仍有7处未拆除: nothing else of the kind stands in the sentence."""
    same = [other for other in sentence.amounts if other.base == sentence.amounts[index].base]
    if len(same) != 3 or same[0] is not sentence.amounts[index]:
        return False
    done, still = same[1:]
    gaps = sentence.between(same[0], done), sentence.between(done, still)
    if not _ALREADY.match(sentence.before(done)) or any(mark in "".join(gaps) for mark in "；。、"):
        return False
    return _is_still_open(sentence, still)


def _is_still_open(sentence: Sentence, part: Amount) -> bool:
    """Whether `part` tells what is left: 还有8盏正在更换."""
    return bool(_STILL.fullmatch(sentence.before(part)) and _STILL_OPEN.match(sentence.after(part)))


def _clause_before(sentence: Sentence, amount: Amount) -> str:
    """Return the words of the clause before `amount`, other amounts among them (共有5个方面20项任务)."""
    words = sentence.text[max(amount.start - _LONGEST_CLAUSE, sentence.start) : amount.start]
    return words[max(map(words.rfind, "，。；：、（）()\n")) + 1 :]


def _disposal(words: str) -> bool | None:
    """Return whether `words` say that something is left to do, or that it is done; `None` where neither is sure."""
    if _COMPARED.search(words):
        return None
    if _REST.search(words):
        return True
    return False if _DONE.search(words) else None


def _listed(sentence: Sentence, first: int, joints: str) -> Iterator[Amount]:
    """Yield the amounts of a list as long as they are of one kind; a list of several kinds is none."""
    listed = tuple(chain_from(sentence, first, joints))
    return iter(listed if len({part.base for part in listed}) == 1 else ())


def _unless_few(split: Split) -> Split | None:
    """Return `split` unless it names less than half of the whole: some examples, perhaps."""
    named = total_of(split.parts)
    return split if split.whole.value is not None and named * 2 >= split.whole.value else None
