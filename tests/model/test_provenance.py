"""The record of a document's sentences, against one made of plain values by the library's encoder."""

from __future__ import annotations

import json
import re

from handmade_reports import make_annex, make_report, make_section
from hypothesis import given
from hypothesis import strategies as st

from summarize.findings import Place
from summarize.model.provenance import describe, iter_texts
from summarize.model.report import Report
from summarize.model.text import Fragment, FragmentKind, Text

CELLS = st.sampled_from([None, Place(sheet="工作成效", cell="C2"), Place(sheet='表“"\\一', cell="D7:D9")])
WORDS = st.one_of(st.text('甲。！？!?”’）\n　 a\\"\x7f😀\u2028', max_size=8), st.text(max_size=3))
FRAGMENTS = st.builds(
    Fragment,
    text=WORDS,
    kind=st.sampled_from(FragmentKind),
    cell=CELLS,
    start=st.integers(0, 40),
    end=st.integers(0, 40),
    sources=st.lists(CELLS.filter(bool), max_size=2).map(tuple),
)
TEXTS = st.lists(FRAGMENTS, max_size=5).map(Text)
SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’）]*|[^。！？!?]+$")


def described(report: Report) -> str:
    """Return what `describe` is to return: sentence by sentence, cut and trimmed, as values, then encoded."""
    sentences = []
    for text in iter_texts(report):
        position = 0
        for found in SENTENCE.finditer(text):
            sentence = text.cut(position, found.end()).trimmed()
            position = found.end()
            if sentence:
                sentences.append(sentence)
    values = {
        "sentences": [
            {"text": str(sentence), "fragments": [value_of(fragment) for fragment in sentence.fragments]}
            for sentence in sentences
        ],
        "figures": [
            value_of(fragment)
            for sentence in sentences
            for fragment in sentence.fragments
            if fragment.kind is FragmentKind.FIGURE
        ],
    }
    return json.dumps(values, ensure_ascii=False)


def value_of(fragment: Fragment) -> dict[str, object]:
    value: dict[str, object] = {"text": fragment.text, "kind": fragment.kind.value}
    if fragment.cell:
        value |= {"cell": str(fragment.cell), "start": fragment.start, "end": fragment.end}
    if fragment.sources:
        value["sources"] = [str(place) for place in fragment.sources]
    return value


@given(st.lists(TEXTS, max_size=4))
def test_sentences_and_figures_are_written_as_the_encoder_would(texts: list[Text]) -> None:
    report = make_report(introduction=tuple(texts))
    assert describe(report) == described(report)


def test_nothing_said_is_an_empty_record() -> None:
    empty = Text()
    report = make_report(
        title=empty, introduction=(), sections=(), plan=(), signature=empty, signature_date=empty, annexes=()
    )
    assert json.loads(describe(report)) == {"sentences": [], "figures": []}


def test_a_report_is_told_in_the_order_in_which_it_is_printed() -> None:
    report = make_report(sections=(make_section("板块"),), annexes=(make_annex("附件", "表", 1, 1, "格。子。"),))
    told = [sentence["text"] for sentence in json.loads(describe(report))["sentences"]]
    assert told == [
        "青石县民政局2017年上半年工作总结\n和下半年工作计划", "今年以来，工作平稳。", "板块", "抓好救助。",
        "核查对象。", "表", "第1列", "格。", "子。",
    ]  # fmt: skip
