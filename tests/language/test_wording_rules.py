"""The words that travel with the program, and what the rules on words make of whole texts."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from language.injectors_wording import INJECTORS

from summarize.language import Passage, find_faults
from summarize.language.lexicon import Lexicon, Term
from summarize.language.shipped import (
    shipped_alikes,
    shipped_guards,
    shipped_lexicon,
    shipped_phrases,
    shipped_readings,
)
from summarize.language.wording import WORDING, c01_typo, c03_term_out_of_time

BASE = (Path(__file__).parent / "base_wording.txt").read_text(encoding="utf-8").splitlines()


def told(text: str, lexicon: Lexicon | None = None, as_of: date | None = None) -> list[tuple[str, str]]:
    faults = find_faults(Passage(text, lexicon=lexicon, as_of=as_of), WORDING)
    return [(fault.rule.code, text[fault.start : fault.end]) for fault in faults]


def test_correct_sentences_have_no_fault_of_words() -> None:
    assert [(sentence, told(sentence)) for sentence in BASE if told(sentence)] == []


@pytest.mark.parametrize("code", INJECTORS)
def test_planted_faults_of_words_are_found(code: str) -> None:
    choose = random.Random(20170630)
    planted = [wrong for sentence in BASE for _ in range(5) if (wrong := INJECTORS[code](choose, sentence)) is not None]
    found = [text for text in planted if code in [found for found, _ in told(text)]]
    assert len(planted) >= 100
    assert len(found) >= 0.95 * len(planted), sorted(set(planted) - set(found))


def test_lists_are_as_long_as_they_are_said_to_be() -> None:
    words = shipped_lexicon()
    assert len(words.typos) >= 500
    assert len(shipped_phrases()) >= 1500
    assert len(words.terms) >= 60
    assert len(words.formulations) >= 100


def test_every_typo_is_found_where_it_stands_alone() -> None:
    unfound = [wrong for wrong in shipped_lexicon().typos if not list(c01_typo.find(Passage(f"，{wrong}。")))]
    assert unfound == []


def test_what_a_typo_is_mended_to_is_no_typo_and_no_sound_alike() -> None:
    again = {right: told(f"，{right}。") for right in shipped_lexicon().typos.values()}
    assert {right: faults for right, faults in again.items() if faults} == {}


def test_no_phrase_and_no_formulation_is_a_fault() -> None:
    words = [phrase.words for phrase in shipped_phrases()] + sorted(shipped_lexicon().formulations)
    assert {word: told(f"，{word}。") for word in words if told(f"，{word}。")} == {}


def test_phrases_are_four_characters_with_a_reading_each() -> None:
    assert [one.words for one in shipped_phrases() if len(one.words) != 4 or len(one.syllables) != 4] == []
    assert {character for one in shipped_phrases() for character in one.words} <= set(shipped_readings())
    assert {len(one) for one in shipped_alikes()} == {2, 4}


def test_guards_stand_for_typos_of_the_list() -> None:
    assert set(shipped_guards()) == set(shipped_lexicon().typos)


def test_terms_are_used_before_they_are_given_up() -> None:
    both = [term for term in shipped_lexicon().terms.values() if term.since and term.until]
    assert all(term.since < term.until for term in both if term.since and term.until)
    assert [term.word for term in shipped_lexicon().terms.values() if not term.since and not term.until] == []


def test_a_units_own_typo_stands_over_the_shipped_ones() -> None:
    lexicon = Lexicon(typos={"云领区": "云岭区"}).over(shipped_lexicon())
    assert told("云领区布署工作。", lexicon) == [("C01", "云领区"), ("C01", "布署")]


def test_a_units_own_typo_within_what_is_meant_is_left() -> None:
    lexicon = Lexicon(typos={"应急局": "区应急局"})
    assert told("区应急局牵头，应急局配合。", lexicon) == [("C01", "应急局")]


def test_a_units_own_term_is_judged_by_its_day() -> None:
    term = Term("便民驿站", since=date(2024, 3, 1))
    lexicon = Lexicon(terms={term.word: term})
    (fault,) = c03_term_out_of_time.find(Passage("新建便民驿站3处。", as_of=date(2023, 12, 31), lexicon=lexicon))
    assert fault.message == ("“新建便民驿站3处。”中的“便民驿站”自2024年3月1日起使用，这里说的是2023年12月31日以前的事")
    assert list(c03_term_out_of_time.find(Passage("新建便民驿站3处。", as_of=date(2024, 3, 1), lexicon=lexicon))) == []


def test_a_longer_term_is_told_once() -> None:
    text = "学习贯彻习近平新时代中国特色社会主义思想。"
    assert told(text, as_of=date(2017, 6, 30)) == [("C03", "习近平新时代中国特色社会主义思想")]


def test_a_known_slip_is_told_by_one_rule_alone() -> None:
    assert told("建立长效机智。") == [("C01", "长效机智")]
