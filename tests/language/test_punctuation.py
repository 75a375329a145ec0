"""Punctuation: what the cases of the single rules cannot say."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from language.injectors_punctuation import INJECTORS, PARTS

from summarize.language import Part, Passage, find_faults, mend
from summarize.language.punctuation import PUNCTUATION
from summarize.language.punctuation.pairing import mask_bracketed, pair_marks

BASE = (Path(__file__).parent / "base_punctuation.txt").read_text(encoding="utf-8").splitlines()
RULES = {rule.RULE.code: rule for rule in PUNCTUATION}
PIECES = [
    *"，。、；：？！,.;:?!()（）“”‘’\"'《》〈〉〔〕【】…—-－~～ \u3000\t\v\n·",
    *(
        "一",
        "二",
        "三",
        "十",
        "五",
        "1",
        "2",
        "15",
        "2017",
        "年",
        "月",
        "人",
        "是",
        "第",
        "首先",
        "其一",
        "附件",
        "表1",
        "①",
    ),
    *(
        "推进改革",
        "等",
        "和",
        "及",
        "会议",
        "召开",
        "A",
        "GDP",
        "9:30",
        "GB/T 9704",
        "……",
        "——",
        "（一）",
        "1.",
        "一、",
        "%",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def part_of(line: str) -> Part:
    return Part.BODY if re.search("[。]$|^附件", line) else Part.CAPTION if line[0] in "表图" else Part.HEADING


@pytest.mark.parametrize("line", BASE)
def test_correct_sentences_are_left_alone(line: str) -> None:
    assert [(fault.rule.code, fault.message) for fault in find_faults(Passage(line, part_of(line)), PUNCTUATION)] == []


@pytest.mark.parametrize("code", INJECTORS)
def test_a_planted_fault_is_found(code: str) -> None:
    chance = random.Random(code)
    planted = [faulty for line in BASE for _ in range(3) if (faulty := INJECTORS[code](chance, line)) is not None]
    assert len({line for line in BASE if INJECTORS[code](chance, line) is not None}) >= 20
    part = PARTS.get(code, Part.BODY)
    missed = [faulty for faulty in planted if not find_faults(Passage(faulty, part), [RULES[code]])]
    assert len(missed) <= 0.05 * len(planted), missed


@given(TEXTS, st.sampled_from(Part))
@example("一是：，抓", Part.BODY)
def test_mending_is_idempotent_and_leaves_nothing_that_it_can_mend(text: str, part: Part) -> None:
    once = mend(Passage(text, part), PUNCTUATION)
    again = Passage(once.text, part)
    assert [fault for fault in find_faults(again, PUNCTUATION) if fault.replacement is not None] == []
    assert mend(again, PUNCTUATION).text == once.text


@given(TEXTS, st.sampled_from(Part))
def test_mending_changes_no_word(text: str, part: Part) -> None:
    def words(of: str) -> str:
        return re.sub(r"[^\u4e00-\u9fffA-Za-z0-9①]", "", of)

    assert words(mend(Passage(text, part), PUNCTUATION).text) == words(text)


@given(TEXTS, st.sampled_from(Part))
def test_every_fault_lies_within_its_text_and_says_so_in_one_line(text: str, part: Part) -> None:
    for fault in find_faults(Passage(text, part), PUNCTUATION):
        assert 0 <= fault.start < fault.end <= len(text)
        assert "\n" not in fault.message


@given(TEXTS)
def test_each_mark_of_a_pair_has_one_partner_or_none(text: str) -> None:
    pairing = pair_marks(Passage(text))
    told = [place for pair in pairing.pairs for place in (pair.start, pair.end)]
    told += [*pairing.unclosed, *pairing.unopened, *(place for pair in pairing.crossed for place in pair)]
    assert len(told) == len(set(told))


@given(TEXTS)
def test_a_masked_text_keeps_every_place(text: str) -> None:
    masked = mask_bracketed(Passage(text))
    assert len(masked) == len(text)
    assert all(seen in (character, "\0") for seen, character in zip(masked, text, strict=True))


def test_quoted_speech_and_titles_are_told_of_and_not_mended() -> None:
    text = '他说"推进改革,成效明显"，印发《关于"放管服"改革,的意见》。'
    mended = mend(Passage(text), PUNCTUATION)
    assert mended.text == '他说“推进改革,成效明显”，印发《关于"放管服"改革,的意见》。'
