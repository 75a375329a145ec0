"""Laws of ordinals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.model.numbering import (
    chinese_numeral,
    ordinal,
    parse_chinese_numeral,
    series_ordinal,
    strip_ordinal,
)

NUMBERS = st.integers(1, 9999)
SIBLINGS = st.integers(1, 99)
LEVELS = st.integers(1, 5)
WORDS = st.text(st.sampled_from("抓好学习培训项目督查群众服务，。"), min_size=1).map(lambda words: "推" + words)


@given(NUMBERS)
def test_a_numeral_parses_back(number: int) -> None:
    assert parse_chinese_numeral(chinese_numeral(number)) == number


@given(st.text(st.sampled_from("零一二三四五六七八九十百千万"), max_size=7))
def test_a_text_that_parses_is_the_numeral_of_its_number(text: str) -> None:
    number = parse_chinese_numeral(text)
    assert number is None or chinese_numeral(number) == text


def test_ordinals_are_unique_over_all_levels() -> None:
    ordinals = [ordinal(level, number) for level in range(1, 6) for number in range(1, 1000)]
    assert len(set(ordinals)) == len(ordinals)


@given(LEVELS, SIBLINGS, WORDS)
def test_an_ordinal_that_is_printed_is_found_again(level: int, number: int, words: str) -> None:
    written = ordinal(level, number)
    assert strip_ordinal(written + words) == (len(written), written)


@given(SIBLINGS, WORDS)
def test_an_ordinal_of_a_running_series_is_found_again(number: int, words: str) -> None:
    written = series_ordinal(number)
    assert strip_ordinal(written + words) == (len(written), written)


@given(LEVELS, SIBLINGS, WORDS, WORDS)
def test_a_series_is_never_broken(level: int, number: int, first: str, second: str) -> None:
    text = ordinal(level, number) + first + "。" + ordinal(level, number + 1) + second
    if level == 5 and number == 50:
        return  # the fifth level changes its form there
    assert strip_ordinal(text) == (0, "")


@given(st.text(max_size=30))
def test_any_text_is_cut_at_its_head_or_not_at_all(text: str) -> None:
    length, written = strip_ordinal(text)
    assert (length == 0) == (written == "")
    assert 0 <= length < max(len(text), 1)
    assert written in text[:length]
