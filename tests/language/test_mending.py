"""Mending a text that lies in pieces, as the runs of a cell or a paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.language import Passage, mend

TEXT = st.text(alphabet="改革,成效(含基层)。。、等 12；“”", max_size=40)


@given(TEXT, st.lists(st.integers(0, 40), max_size=5))
def test_mending_in_pieces_is_mending_the_whole(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in zip(edges, edges[1:], strict=False)]
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
