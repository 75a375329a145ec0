"""Faults of words planted into correct sentences, one way for each rule that judges a sentence alone."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping

from summarize.language.shipped import shipped_lexicon, shipped_phrases, shipped_readings

DOUBLED = (
    "积极",
    "扎实",
    "推进",
    "落实",
    "组织",
    "开展",
    "加强",
    "坚持",
    "完善",
    "全面",
    "认真",
    "保障",
    "整改",
    "提高",
    "强化",
    "发展",
)

Injector = Callable[[random.Random, str], str | None]


def plant_typo(choose: random.Random, sentence: str) -> str | None:
    """Write one word of the sentence as the lists know that it is miswritten."""
    typos = [(wrong, right) for wrong, right in shipped_lexicon().typos.items() if right in sentence]
    if not typos:
        return None
    wrong, right = choose.choice(typos)
    return sentence.replace(right, wrong, 1)


def plant_sound_alike(choose: random.Random, sentence: str) -> str | None:
    """Put a character of the same sound into one of the fixed phrases of the sentence."""
    phrases = [phrase for phrase in shipped_phrases() if phrase.words in sentence]
    if not phrases:
        return None
    phrase, place = choose.choice(phrases), choose.randrange(4)
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for character, syllable in shipped_readings().items():
        by_syllable[syllable].append(character)
    written = [phrase.words[:place] + one + phrase.words[place + 1 :] for one in by_syllable[phrase.syllables[place]]]
    known = (phrase.words, *shipped_lexicon().typos)
    others = [one for one in written if not any(typo in one for typo in known)]
    if not others:
        return None
    wrong = choose.choice(others)
    return sentence.replace(phrase.words, wrong, 1)


def plant_doubled_word(choose: random.Random, sentence: str) -> str | None:
    """Write one common word of the sentence twice."""
    found = [word for word in DOUBLED if word in sentence]
    if not found:
        return None
    word = choose.choice(found)
    return sentence.replace(word, word * 2, 1)


def plant_plan(choose: random.Random, sentence: str) -> str | None:
    """Add a sentence that tells what is still to come."""
    return sentence + choose.choice(
        ("二期工程将于8月底完工。", "下半年将开展回头看。", "初步确定将赴外地考察。", "培训班拟于9月举办。")
    )


INJECTORS: Mapping[str, Injector] = {
    "C01": plant_typo,
    "C02": plant_sound_alike,
    "C07": plant_doubled_word,
    "C08": plant_plan,
}
