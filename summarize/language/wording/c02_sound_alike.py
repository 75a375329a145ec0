"""C02 sound-alike: four characters sound like a fixed phrase and are written otherwise.

Why: pinyin input offers words of one sound side by side; the eye reads over the wrong one.
Finds: 积极开战 for 积极开展; 统筹推劲 for 统筹推进; 攻尖客难 for 攻坚克难.
Leaves alone: what is a fixed phrase itself, or known to be right (工作时机); names in 《》.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.shipped import Phrase, shipped_alikes, shipped_phrases, shipped_readings
from summarize.language.wording import c01_typo
from summarize.language.zones import Zone

RULE = Rule(
    "C02",
    "sound-alike",
    Severity.WARNING,
    "与固定词组同音，写法不同",
    "拼音输入时同音词容易选错，读起来不觉得。",
    "“积极开战”（积极开展）；“统筹推劲”（统筹推进）；“攻尖客难”（攻坚克难）。",
    "本身就是固定词组的；已知不错的（工作时机）；书名号里的。",
    "确是选错了字的，改过来；只差一个字的，--fix 可以代改。",
    "程序自带的固定词组",
)
TRIGGERS: frozenset[str] = frozenset()
SKIPS = Zone.LITERAL

_LENGTH = 4
_MOST_WRONG = 2
_PLAIN = frozenset("的地得了着过是和与及或以已为也对有在就都还而于从由各这那其他一二三四五六七八九十百千万亿两几")
"""Words of one character, which stand beside anything: what sounds alike across them is chance."""
_NEARBY = 8
"""Characters beside a window in which a longer slip may begin or end."""
_FIRST_SIGN = 0xE000
"""Syllables are numbered from here: no text that is read aloud has these characters."""


@dataclass(frozen=True, slots=True)
class _Sounds:
    """Texts by their sound: each syllable is one sign, so that a window of a text is looked up as it is."""

    signs: Mapping[int, str]
    phrases: Mapping[str, tuple[Phrase, ...]]
    right: frozenset[str]


@lru_cache(maxsize=1)
def _sounds() -> _Sounds:
    readings = shipped_readings()
    numbers = {syllable: chr(_FIRST_SIGN + n) for n, syllable in enumerate(sorted(set(readings.values())))}
    phrases: dict[str, tuple[Phrase, ...]] = {}
    for phrase in shipped_phrases():
        usual = tuple(readings[character] for character in phrase.words)
        for syllables in {phrase.syllables, usual}:
            key = "".join(numbers.get(syllable, "") for syllable in syllables)
            phrases[key] = (*phrases.get(key, ()), phrase)
    right = frozenset(phrase.words for phrase in shipped_phrases()) | shipped_alikes()
    signs = {ord(character): numbers[syllable] for character, syllable in readings.items()}
    return _Sounds(signs, phrases, right)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each four characters that sound like a phrase, and differ from it in one or two."""
    sounds, text = _sounds(), passage.text
    heard = text.translate(sounds.signs)
    end = 0
    for start in range(len(heard) - _LENGTH + 1):
        meant = sounds.phrases.get(heard[start : start + _LENGTH])
        if meant is None or start < end:
            continue
        if (fault := _fault(passage, start, meant)) is not None:
            yield fault
            end = start + _LENGTH


def _fault(passage: Passage, start: int, meant: tuple[Phrase, ...]) -> Fault | None:
    text, right = passage.text, _sounds().right
    window = text[start : start + _LENGTH]
    if window in right:
        return None
    wrong = {phrase: _differences(window, phrase) for phrase in meant}
    wrong = {phrase: places for phrase, places in wrong.items() if 0 < len(places) <= _MOST_WRONG}
    wrong = {phrase: places for phrase, places in wrong.items() if not _is_right(text, start, places)}
    if not wrong or _is_a_typo(passage, start):
        return None
    fewest = min(map(len, wrong.values()))
    nearest = [phrase.words for phrase, places in wrong.items() if len(places) == fewest]
    replacement = nearest[0] if len(nearest) == 1 and fewest == 1 else None
    shown = passage.excerpt(start, start + _LENGTH)
    message = f"“{shown}”中的“{window}”，是不是“{'”或“'.join(nearest)}”"
    return Fault(RULE, start, start + _LENGTH, message, replacement=replacement)


def _differences(window: str, phrase: Phrase) -> list[int]:
    """Return the places at which the window has another character; none of it if one of them sounds otherwise."""
    readings = shipped_readings()
    places = [at for at in range(_LENGTH) if window[at] != phrase.words[at]]
    return places if all(readings.get(window[at]) == phrase.syllables[at] for at in places) else []


def _is_right(text: str, start: int, places: list[int]) -> bool:
    """Return whether the characters at `places` of the window may stand as they are: as words of their own."""
    right = _sounds().right
    if any(text[start + at] in _PLAIN for at in places):
        return True
    if any(text[half : half + 2] in right for half in {start + at // 2 * 2 for at in places}):
        return True
    return all(
        any(text[low : low + _LENGTH] in right for low in range(max(start + at - _LENGTH + 1, 0), start + at + 1))
        for at in places
    )


def _is_a_typo(passage: Passage, start: int) -> bool:
    """Return whether the window has a slip that is known as one, and told by that rule."""
    low = max(start - _NEARBY, 0)
    near = replace(passage, text=passage.text[low : start + _LENGTH + _NEARBY])
    return any(low + fault.end > start and low + fault.start < start + _LENGTH for fault in c01_typo.find(near))
