"""The numbers of a passage, and the rules on them over many sentences."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language.injectors_quantities import INJECTORS

from summarize.language import Passage, find_faults
from summarize.language.privacy import PRIVACY
from summarize.language.quantities import QUANTITIES
from summarize.language.quantities.amounts import read_sentences
from summarize.language.quantities.numerals import read_numeral

BASE = (Path(__file__).parent / "base_quantities.txt").read_text(encoding="utf-8").splitlines()
RULES = {rule.RULE.code: rule for rule in (*QUANTITIES, *PRIVACY)}


def amounts(text: str, *, citations: bool = False) -> list[tuple[str, Fraction | None, str, bool]]:
    """Return the amounts of `text`, two at least, as (characters, value, base, is exact)."""
    sentences = read_sentences(Passage(text, has_citations=citations))
    return [
        (text[one.start : one.end], one.value, one.base, one.is_exact)
        for sentence in sentences
        for one in sentence.amounts
    ]


def test_amounts_are_exact_in_their_base_unit() -> None:
    assert amounts("投入1.2亿元、3,500万元和800元，新修3公里、1200米。") == [
        ("1.2亿元", 120_000_000, "元", True),
        ("3,500万元", 35_000_000, "元", True),
        ("800元", 800, "元", True),
        ("3公里", 3000, "米", True),
        ("1200米", 1200, "米", True),
    ]


def test_people_are_counted_alike_by_three_words() -> None:
    assert [base for _, _, base, _ in amounts("3名干部、4位专家、5人，6人次。")] == ["人", "人", "人", "人次"]


@pytest.mark.parametrize(
    "words", ["近30个", "约30个", "30余个", "30多个", "超过30个", "30个以上", "30个左右", "不少于30个"]
)
def test_rough_numbers_are_no_exact_amounts(words: str) -> None:
    assert [is_exact for _, _, _, is_exact in amounts(f"发现{words}，解决8个。")] == [False, True]


@pytest.mark.parametrize("words", ["5～10个", "5—10个", "5至10个", "3、5个", "十几个", "三五个", "数十个"])
def test_ranges_have_no_value(words: str) -> None:
    (*some, last) = amounts(f"发现{words}，解决8个。")
    assert last == ("8个", 8, "个", True)
    assert some and all(value is None for _, value, _, _ in some)


@pytest.mark.parametrize(
    "text",
    [
        "2017年6月3日至7月5日9时30分。",
        "第3名、第5次会议，《2017年3项制度》和“3个清单5个机制”。",
        "3号楼5室，12届3级，PM2.5、5G、GB/T 9704—2012。",
        "一个问题、一项工作，第三个、第五次。",
        "1+3+6模式。",
    ],
)
def test_dates_ordinals_names_and_quotations_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


def test_citation_is_an_amount_without_a_value() -> None:
    assert amounts("走访{走访户数}户、8户。", citations=True) == [
        ("{走访户数}户", None, "户", False),
        ("8户", 8, "户", True),
    ]
    assert amounts("走访{走访户数}户、8户。") == []


@pytest.mark.parametrize(
    ("words", "number"), [("十", 10), ("两", 2), ("十二", 12), ("一百零五", 105), ("三千二百", 3200), ("三五", None)]
)
def test_numeral_in_chinese_is_read(words: str, number: int | None) -> None:
    assert read_numeral(words) == number


@pytest.mark.parametrize("sentence", BASE)
def test_correct_sentence_is_left_alone(sentence: str) -> None:
    passage = Passage(sentence, has_citations=True)
    assert [fault.message for fault in find_faults(passage, tuple(RULES.values()))] == []


@pytest.mark.parametrize("code", RULES)
def test_planted_faults_are_found(code: str) -> None:
    rng = random.Random(code)
    planted = [fault for sentence in BASE if (fault := INJECTORS[code](rng, sentence)) is not None]
    missed = [sentence for sentence in planted if not find_faults(Passage(sentence), [RULES[code]])]
    assert len(planted) >= 20
    assert len(missed) <= len(planted) * 0.05, missed


@given(st.lists(st.integers(1, 500), min_size=2, max_size=6), st.integers(-3, 3))
def test_list_in_brackets_is_told_if_and_only_if_it_does_not_add_up(parts: list[int], slip: int) -> None:
    whole = sum(parts) + slip
    listed = "、".join(f"{letter}类{part}处" for letter, part in zip("甲乙丙丁戊己", parts, strict=False))
    faults = find_faults(Passage(f"排查隐患{whole}处（{listed}）。"), [RULES["Q01"]])
    some_fit = any(whole == part_sum for part_sum in _sums_of_several(parts))
    assert bool(faults) == (not some_fit and 2 * sum(parts) >= whole)


def _sums_of_several(parts: list[int]) -> set[int]:
    sums: set[tuple[int, int]] = {(0, 0)}
    for part in parts:
        sums |= {(count + 1, total + part) for count, total in sums}
    return {total for count, total in sums if count > 1}


def test_whole_of_a_list_in_another_scale_is_told_in_the_scale_of_the_whole() -> None:
    (fault,) = find_faults(Passage("共收到捐款1.2万元（企业8000元、个人3000元）。"), [RULES["Q01"]])
    assert fault.message.endswith("1.2 = 0.8 + 0.3 + 0.1，还有0.1万元未写去向")


def test_personal_numbers_do_not_stand_in_the_message() -> None:
    numbers = ("990000198512010014", "13800000000", "6217000000001236")
    faults = find_faults(Passage("，".join(numbers)), PRIVACY)
    assert [fault.rule.code for fault in faults] == ["K01", "K02", "K03"]
    assert not any(number in fault.message for number in numbers for fault in faults)


def test_number_without_end_is_no_amount() -> None:
    assert amounts(f"编号{'9' * 5000}个、3个、5个。") == [("3个", 3, "个", True), ("5个", 5, "个", True)]
    assert find_faults(Passage(f"三次产业结构比为{'9' * 5000}:3:5。"), QUANTITIES) == []
