"""Changes of which a sentence states the old number, the new number, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.amounts import PERCENT, POINTS, TIMES, Amount, Sentence, read_sentences

_UP = "增加|增长|提高|提升|上升|扩大|攀升|增|升"
_DOWN = "减少|下降|降低|压缩|压减|缩减|缩短|回落|下滑|降|减"
_YEAR = r"(?:19|20)\d{2}年"
_VERB = rf"(?P<verb>{_UP}|{_DOWN})"
_FROM = regex(r"(?:由|从|[较比](?=[去上]年))[^，。；：、（）()\n]{0,12}$")
_TO = regex(
    rf"[^，。；：、（）()\n\d]{{0,6}}?(?:(?:{_VERB}|发展|变|扩|涨|跌)(?:到|至|为|成)|到)"
    rf"(?:[^，。；：、（）()\n\d]{{0,6}}|[^，。；：、（）()\n\d]{{0,4}}{_YEAR}(?:[^，。；：、（）()\n\d]{{0,4}}))"
)
_ASIDE = r"(?:同比|环比|同期|[较比](?:上年|去年|以前|原来|上年同期|去年同期)|实现|总共|共|净|相比|年|底|末|后)*"
_BY = regex(
    rf"[^，。；：、（）()\n\d]{{0,8}}?[，（(]?{_ASIDE}"
    rf"(?P<verb>增幅|涨幅|降幅|{_UP}|{_DOWN})(?:了|率为|率达到?|幅度?为?|达到?|为)?"
)
BY_ALONE = regex(rf"[，（(]{_ASIDE}(?P<verb>提高|提升|上升|下降|降低|回落|增加)了?")
"""Between a number and its change, where the number before is not told."""
_LAST_YEAR = rf"(?:上年|去年|上一?年度|(?<=[较比]){_YEAR})(?:同期|全年|底|末)?"
_LAST_TERM = r"上(?:一|个)?(?:季度|月|期|半年)"
_BASE_BEHIND = regex(
    rf"[^，。；、\n\d]{{0,10}}?[，（(]?(?:[而比较])?(?:{_LAST_YEAR}|{_LAST_TERM})(?:的|为|是|仅|只有)?[^，。；：、（）()\n\d]{{0,4}}"
)
_BY_BEHIND_BASE = regex(
    rf"[^，。；：、（）()\n\d]{{0,6}}?[）)]?[，]?{_ASIDE}"
    rf"(?P<verb>增幅|涨幅|降幅|{_UP}|{_DOWN})(?:了|率为|率达到?|幅度?为?|达到?|为)?"
)
_OLD = regex(rf"{_LAST_YEAR}|{_LAST_TERM}")
_OLD_OF = {"同比": regex(_LAST_YEAR), "环比": regex(_LAST_TERM)}
_NEW = regex(r"今年|本年|本期|现")
_CHANGED_BY = regex(
    r"(?:[较比][^，。；：、（）()\n]{2,10}?|(?:同期|全年|底|末|[上去]年|上(?:一|个)?(?:季度|月|期|半年))(?:净|实际|相比|又|共)?)"
    r"(?:[多少]|(?<!新)增|[减升降涨缩跌]|[提调拔]高|提升|攀升|扩大|压[缩减降]|回[落升]|下滑|超|翻|节[约支]|上浮)"
    r"[^，。；：、（）()\n]{0,4}$"
)
"""Before a number: it is the change itself and no base (较上年同期增加0.35亿元)."""
_OTHERWISE = regex(r"可比|剔除|扣除|不变价|口径|名义|实际|年均|平均|翻番")
_NOT_YET = regex(r"累计|其中|目标|计划|力争|预计")
"""Before the change these words make it one of something else; behind it they speak of another thing."""
_OF_YEAR = regex(r"((?:19|20)\d{2})年[^，。；：、（）()\n\d]{0,10}$")
_NEXT_YEAR = regex(r"[^，。；、\n\d]{0,6}[，；](?:而|到|至)?(?:19|20)\d{2}年[^，。；：、（）()\n\d]{0,10}")
_FIRST_OF_OLD = frozenset("由从上去年")
"""Of what says which number is the old one, `_FROM` or `_OLD` or a year, one of these is part."""
_RANKS = frozenset(("上升", "提升", "提高", "升", "下降", "下滑", "降", "回落"))


@dataclass(frozen=True, slots=True)
class Change:
    """From `old` to `new`; `verb` says which way ('' where nothing does), `stated` by how much (`None`: not said)."""

    old: Amount
    new: Amount
    verb: str
    stated: Amount | None = None
    stated_verb: str = ""

    @property
    def steps(self) -> tuple[Fraction, Fraction]:
        """The steps to which both numbers are rounded: 4亿元 beside 3.2亿元 is 4.0亿元."""
        finer = min(self.old.step, self.new.step)
        old, new = (finer if one.step == one.factor == other.factor else one.step for one, other in self._both)
        return old, new

    @property
    def _both(self) -> tuple[tuple[Amount, Amount], tuple[Amount, Amount]]:
        return (self.old, self.new), (self.new, self.old)

    @property
    def growth(self) -> Fraction | None:
        """The change as a share of the old number; `None` without one above 0."""
        return self.new.size / self.old.size - 1 if self.old.size > 0 else None

    def may_grow_by(self, share: Fraction, leeway: Fraction) -> bool:
        """Whether rounding of the two numbers allows a growth within `leeway` of `share`."""
        old_step, new_step = self.steps
        low, high = self.old.size - old_step / 2, self.old.size + old_step / 2
        if low <= 0:
            return True
        least, most = (self.new.size - new_step / 2) / high - 1, (self.new.size + new_step / 2) / low - 1
        return least - leeway <= share <= most + leeway


def find_changes(passage: Passage) -> tuple[tuple[Sentence, Change], ...]:
    """Return the changes of `passage` whose numbers are exact and of one kind, each with its sentence."""
    return passage.once(_find_changes)


def _find_changes(passage: Passage) -> tuple[tuple[Sentence, Change], ...]:
    if _FIRST_OF_OLD.isdisjoint(passage.characters):
        return ()
    return tuple((sentence, change) for sentence in read_sentences(passage) for change in _changes_of(sentence))


def _changes_of(sentence: Sentence) -> Iterator[Change]:
    if _OTHERWISE.search(sentence.text, sentence.start, sentence.end):
        return
    amounts = sentence.amounts
    for index in range(len(amounts) - 1):
        first, second = amounts[index], amounts[index + 1]
        if not first.base or first.base != second.base or first.base in {POINTS, TIMES}:
            continue
        if not (first.is_exact and second.is_exact):
            continue
        third = amounts[index + 2] if index + 2 < len(amounts) else None
        found = _from_to(sentence, first, second, third) or _against_base(sentence, index, third)
        if found and not _NOT_YET.search(sentence.text, sentence.start, (found.stated or second).end):
            yield found


def is_down(verb: str) -> bool:
    """Return whether `verb` says that something became less."""
    return verb == "降幅" or verb in _DOWN.split("|")


def _from_to(sentence: Sentence, old: Amount, new: Amount, stated: Amount | None) -> Change | None:
    """由120户增加到150户，增长25%."""
    to = _TO.fullmatch(sentence.between(old, new))
    words = sentence.before(old)
    if not to or not _FROM.search(words) or (words[-1:] not in "由从" and _CHANGED_BY.search(words)):
        return None
    verb = to["verb"] or ""
    if old.base == "人" and verb in _RANKS:
        return None
    by = _BY.fullmatch(sentence.between(new, stated)) if stated and stated.is_exact else None
    if by is None or not _goes_with(by[0], words):
        return Change(old, new, verb)
    return Change(old, new, verb, stated, by["verb"])


def _against_base(sentence: Sentence, index: int, stated: Amount | None) -> Change | None:
    """完成150户，上年同期120户，增长25%; 比上年同期的120户增长25%; 去年120户，今年150户，增长25%."""
    first, second = sentence.amounts[index], sentence.amounts[index + 1]
    if stated is None or not stated.is_exact or any(other.base == first.base for other in sentence.amounts[:index]):
        return None
    words = sentence.before(first), sentence.before(second)
    by = _BY_BEHIND_BASE.fullmatch(sentence.between(second, stated))
    if by is None:
        return None
    is_old_first = bool(_OLD.search(words[0]))
    if _CHANGED_BY.search(words[0 if is_old_first else 1]):
        return None
    if _is_year_after_year(sentence, first, second) and "环比" not in by[0]:
        old, new = first, second
    elif not _goes_with(by[0], words[0] if is_old_first else words[1]):
        return None
    elif is_old_first and _NEW.search(words[1]) and not _OLD.search(words[1]):
        old, new = first, second
    elif not is_old_first and _BASE_BEHIND.fullmatch(sentence.between(first, second)):
        old, new = second, first
    else:
        return None
    return Change(old, new, "", stated, by["verb"])


def _is_year_after_year(sentence: Sentence, first: Amount, second: Amount) -> bool:
    """Whether two numbers stand behind years, the later one behind the later: 2016年120户，2017年150户."""
    years = _OF_YEAR.search(sentence.before(first)), _OF_YEAR.search(sentence.before(second))
    if not years[0] or not years[1] or years[0][1] >= years[1][1]:
        return False
    return _NEXT_YEAR.fullmatch(sentence.between(first, second)) is not None


def _goes_with(words: str, base: str) -> bool:
    """Whether a change told in `words` (同比, 环比) is one against what `base` speaks of."""
    return all(named.search(base) for kind, named in _OLD_OF.items() if kind in words)


def is_rate(amount: Amount) -> bool:
    """Return whether `amount` is itself a percentage."""
    return amount.base == PERCENT
