"""Laws of texts that know their cells: whatever is cut, split or joined, characters and places agree."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from summarize.compose.prose import follow_on, is_closed
from summarize.findings import Place
from summarize.model.provenance import find_sentences
from summarize.model.text import Fragment, FragmentKind, Text

CELL = Place(sheet="工作成效", cell="C2")
WORDS = st.text("甲乙。！？”）\n　 a1", max_size=12)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text of typed, figure and standing fragments; the typed ones are slices of one raw text."""
    pieces: list[Fragment] = []
    position = 0
    for word in draw(st.lists(WORDS, max_size=5)):
        kind = draw(st.sampled_from(FragmentKind))
        if kind is FragmentKind.TYPED:
            pieces.append(Fragment(word, kind, CELL, position, position + len(word)))
            position += len(word)
        elif kind is FragmentKind.FIGURE:
            pieces.append(Fragment(word, kind, CELL, position, position + 4, (CELL,)))
            position += 4
        else:
            pieces.append(Fragment(word, kind))
    return Text(pieces)


def raw_of(text: Text) -> dict[int, str]:
    """The characters of the raw cell that the typed fragments claim to hold, by position."""
    return {
        fragment.start + offset: character
        for fragment in text.fragments
        if fragment.kind is FragmentKind.TYPED
        for offset, character in enumerate(fragment.text)
    }


def agrees(part: Text, whole: Text) -> bool:
    typed = [fragment for fragment in part.fragments if fragment.kind is FragmentKind.TYPED]
    return raw_of(part).items() <= raw_of(whole).items() and all(
        fragment.end - fragment.start == len(fragment.text) for fragment in typed
    )


@given(texts(), st.integers(0, 40), st.integers(0, 40))
def test_a_cut_is_the_slice_of_the_string(text: Text, start: int, end: int) -> None:
    part = text.cut(start, end)
    assert part == str(text)[start:end]
    assert agrees(part, text)


@given(texts())
def test_trimming_is_stripping(text: Text) -> None:
    assert text.trimmed() == str(text).strip()
    assert agrees(text.trimmed(), text)


@given(texts(), st.lists(st.integers(0, 60), max_size=4))
def test_parts_make_up_the_whole(text: Text, positions: list[int]) -> None:
    ends = sorted(min(position, len(text)) for position in positions)
    parts = text.split_at(ends)
    assert len(parts) == len(ends) + 1
    assert "".join(parts) == text
    assert all(agrees(part, text) for part in parts)


@given(texts())
def test_paragraphs_are_the_filled_lines(text: Text) -> None:
    assert list(text.paragraphs()) == [line.strip() for line in str(text).splitlines() if line.strip()]
    assert all(agrees(line, text) for line in text.paragraphs())


@given(texts())
def test_sentences_lose_nothing_but_white_space(text: Text) -> None:
    spans = list(find_sentences(text))
    assert "".join("".join(text[first:end] for first, end in spans).split()) == "".join(str(text).split())
    assert all(text[first:end].strip() == text[first:end] for first, end in spans)
    assert spans == sorted(set(spans))


@given(st.lists(texts().map(Text.paragraphs), max_size=4))
def test_texts_that_follow_each_other_keep_every_character(rows: list[tuple[Text, ...]]) -> None:
    joined = follow_on(rows)
    filled = [row for row in rows if row]
    added = sum(not is_closed(row[-1]) for row in filled[:-1])
    assert len("".join(joined)) == sum(len("".join(row)) for row in filled) + added
    assert len(joined) == max(sum(len(row) for row in filled) - max(len(filled) - 1, 0), 0)


@given(texts())
def test_a_text_survives_pickling(text: Text) -> None:
    copy = pickle.loads(pickle.dumps(text))
    assert (copy, copy.fragments) == (text, text.fragments)
