"""Which of many texts a few words are about: by the pairs of characters that they share, weighed by their rarity."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarize.model.vocabulary import normalize_key

_GENERIC = re.compile(
    "工作|推进|进一步|加强|加快|继续|持续|抓好|做好|开展|组织|落实|完善|深入|深化|全面|积极|力度|建设|强化|加大|提升|提高"
    "|认真|扎实|切实|不断|稳步|有序|着力|大力|努力|确保|实施|推动|完成|任务|重点|相关|有关|及时|情况|问题|目标|计划|打算"
    "|本季度|下季度|上半年|下半年|全年|[一二三四]季度"
)
"""Words that every plan has: they tell nothing of what it is about."""
_COMMON_HEADS = frozenset(
    re.findall("..", "安全检查管理服务专项行动活动培训宣传整治排查治理保障机制制度体系项目工程会议督查演练示范")
)
"""Words on which many things end: a fire inspection and a food inspection share them."""
_SHARE_OF_COMMON = 0.4
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_TEXT = 400
_COMMONEST = 200
"""A pair that more texts than these have tells them not apart."""
_FEWEST_PAIRS = 3
_PHRASE = 4
_FIRST_PHRASE, _FURTHER_PHRASE = 0.5, 0.1
"""How like two texts are by one rare phrase that both have, and by each further one."""
_RAREST, _SHARE_OF_RARE = 2, 8
"""A phrase is rare that at most two texts have, or an eighth of them."""


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters in the telling words of `text`."""
    return frozenset(_pieces(text, 2))


def phrases_of(text: str) -> frozenset[str]:
    """Return the phrases of four characters in the telling words of `text`, but for those of two common words."""
    return frozenset(
        piece for piece in _pieces(text, _PHRASE) if not (piece[:2] in _COMMON_HEADS and piece[2:] in _COMMON_HEADS)
    )


def _pieces(text: str, length: int) -> Iterator[str]:
    key = _GENERIC.sub(" ", normalize_key(text[:_LONGEST_TEXT]))
    for word in _WORD.findall(key):
        yield from (word[start : start + length] for start in range(len(word) - length + 1))


@dataclass(frozen=True, slots=True)
class Words:
    """What something is about: the pairs of its title, and of its title and text; the phrases of both."""

    title: frozenset[str]
    whole: frozenset[str]
    phrases: frozenset[str] = frozenset()

    @classmethod
    def of(cls, title: str, text: str) -> Words:
        """Return the words of a title and what follows it; a title too short to tell stands with the text."""
        own, whole = pairs_of(title), pairs_of(f"{title}，{text}")
        return cls(own if len(own) >= _FEWEST_PAIRS else whole, whole, phrases_of(f"{title}，{text}"))


class LikenessIndex:
    """Finds what is most like given words, without comparing everything with everything."""

    def __init__(self, entries: Sequence[Words]) -> None:
        self._entries = entries
        self._by_title = _postings(entry.title for entry in entries)
        self._by_whole = _postings(entry.whole for entry in entries)
        self._by_phrase = _postings(entry.phrases for entry in entries)

    def _weight(self, pair: str) -> float:
        rarity = math.log1p(len(self._entries) / max(len(self._by_whole.get(pair, ())), 0.5))
        return rarity * _SHARE_OF_COMMON if pair in _COMMON_HEADS else rarity

    def _weigh(self, pairs: Iterable[str]) -> float:
        return sum(self._weight(pair) for pair in sorted(pairs))

    def likeness(self, words: Words) -> dict[int, float]:
        """Return for each entry that shares a pair how like it is, from 0 to 1.

        That is the share of the words' title in the entry, or of the entry's title in the words, or what the rare
        phrases say that both have, whichever is most.
        """
        ours = self._shares(words.title, self._by_whole)
        whole = self._weigh(words.title)
        found = {number: share / whole for number, share in ours.items()} if whole else {}
        for number, share in self._shares(words.whole, self._by_title).items():
            title = self._entries[number].title
            if len(title) >= _FEWEST_PAIRS:
                found[number] = max(found.get(number, 0.0), share / self._weigh(title))
        for number, count in self._shared_phrases(words).items():
            found[number] = max(found.get(number, 0.0), min(_FIRST_PHRASE + _FURTHER_PHRASE * (count - 1), 1.0))
        return found

    def _shared_phrases(self, words: Words) -> Counter[int]:
        most = max(_RAREST, len(self._entries) // _SHARE_OF_RARE)
        postings = (self._by_phrase.get(phrase, ()) for phrase in words.phrases)
        return Counter(number for numbers in postings if len(numbers) <= min(most, _COMMONEST) for number in numbers)

    def _shares(self, pairs: Iterable[str], postings: dict[str, list[int]]) -> dict[int, float]:
        shares: dict[int, float] = {}
        for pair in sorted(pairs):
            numbers = postings.get(pair, ())
            if len(numbers) > _COMMONEST:
                continue
            weight = self._weight(pair)
            for number in numbers:
                shares[number] = shares.get(number, 0.0) + weight
        return shares


def _postings(sets: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = {}
    for number, pairs in enumerate(sets):
        for pair in pairs:
            postings.setdefault(pair, []).append(number)
    return postings
