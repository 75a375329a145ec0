"""Mending a text that lies in pieces, as the runs of a cell or a paragraph."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summarize.language import Passage, mend
from summarize.language.lexicon import Lexicon
from summarize.language.mending import Mended

TEXT = st.text(alphabet="改革,成效(含基层)。。、等 12；“”", max_size=40)


@given(TEXT, st.lists(st.integers(0, 40), max_size=5))
def test_mending_in_pieces_is_mending_the_whole(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    mended = mend(Passage(text))
    assert "".join(mended.apply_to(pieces)) == mended.text
    assert len(mended.apply_to(pieces)) == len(pieces)


@given(TEXT)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend(Passage(text)).text
    assert mend(Passage(once)).rounds == ()


def test_what_is_put_in_goes_where_the_first_character_stood() -> None:
    mended = mend(Passage("推进改革,成效明显。。"))
    assert mended.apply_to(["推进改革,", "成效明显。", "。"]) == ["推进改革，", "成效明显。", ""]
    assert mended.apply_to(["推进改革", ",成效", "明显。。"]) == ["推进改革", "，成效", "明显。"]


_WORDS_AT_ODDS = st.dictionaries(
    st.text("甲乙丙丁", min_size=2, max_size=3), st.text("甲乙丙丁", min_size=1, max_size=5)
)


@given(_WORDS_AT_ODDS, st.text("甲乙丙丁，。", max_size=20))
def test_mending_twice_is_mending_once_with_any_list_of_words(typos: dict[str, str], text: str) -> None:
    words = Lexicon(typos=typos)
    once = mend(Passage(text, lexicon=words))
    assert mend(Passage(once.text, lexicon=words)).faults == ()


def test_mends_that_lead_into_one_another_are_not_made() -> None:
    words = Lexicon(typos={"甲甲": "乙乙乙", "乙乙": "甲甲甲"})
    assert mend(Passage("走访甲甲，整改到位。", lexicon=words)) == Mended("走访甲甲，整改到位。")


def test_fixed_formulations_are_not_mended() -> None:
    words = Lexicon(typos={"甲乙": "甲丙"}, formulations=frozenset({"一甲乙二"}))
    assert mend(Passage("甲乙，一甲乙二，甲乙。", lexicon=words)).text == "甲丙，一甲乙二，甲丙。"


def test_titles_of_works_are_not_mended() -> None:
    text = "印发《关于甲,乙的通知》,抓好落实。"
    assert mend(Passage(text)).text == "印发《关于甲,乙的通知》，抓好落实。"
