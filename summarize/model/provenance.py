"""The record that lies beside a document: every sentence, its fragments and the cells that they came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from json.encoder import encode_basestring

from summarize.findings import Place
from summarize.model.report import Item, PlanEntry, Report, Section
from summarize.model.text import Fragment, FragmentKind, Text

_SENTENCE = re.compile(r"\s*+([^。！？!?]*+[。！？!?]++[”’）]*+|[^。！？!?]++)")
_quote: Callable[[str], str] = encode_basestring
_FIGURE = FragmentKind.FIGURE
_KINDS = {kind: _quote(kind.value) for kind in FragmentKind}
_HEAD_FACTS = ("份号", "密级", "紧急程度", "发文机关标志", "发文字号", "签发人")
_UNDER_TITLE_FACTS = ("副标题", "主送机关", "称谓")
_IMPRINT_FACTS = ("附注", "抄送机关", "印发机关", "印发日期")


def iter_texts(report: Report) -> Iterator[Text]:
    """Yield every composed text of `report` in the order in which the shipped templates print it."""
    yield from _facts(report, _HEAD_FACTS)
    yield report.title
    yield from _facts(report, _UNDER_TITLE_FACTS)
    yield from report.introduction
    yield from _chapters(report, "成效前")
    yield report.achievements_heading.title
    for section in report.sections:
        yield from _section_texts(section)
    yield from _chapters(report, "成效后")
    yield report.problems_heading.title
    yield from _facts(report, ("问题引语",))
    yield from _items(report.problems)
    yield from _chapters(report, "问题后")
    yield report.plan_heading.title
    yield from _facts(report, ("计划引语",))
    for entry in report.plan:
        yield from _item_texts(entry)
        yield from _items(entry.items)
    yield from _chapters(report, "计划后")
    yield report.requests_heading.title
    yield from _items(report.requests)
    yield from _facts(report, ("结束语",))
    yield from report.annex_names
    yield from _facts(report, ("署名", "成文日期", *_IMPRINT_FACTS))
    for annex in report.annexes:
        yield annex.title
        yield from annex.head
        yield from chain.from_iterable(annex.rows)


def _facts(report: Report, names: tuple[str, ...]) -> Iterator[Text]:
    return (report.facts[name] for name in names)


def _chapters(report: Report, position: str) -> Iterator[Text]:
    for chapter in report.chapters:
        if chapter.position == position:
            yield chapter.title
            yield from chapter.paragraphs


def _section_texts(section: Section) -> Iterator[Text]:
    yield section.title
    yield section.lead_in
    yield from _items(section.items)
    for subsection in section.subsections:
        yield subsection.title
        yield from _items(subsection.items)


def _items(items: Iterable[Item]) -> Iterator[Text]:
    return chain.from_iterable(_item_texts(item) for item in items)


def _item_texts(item: Item | PlanEntry) -> Iterator[Text]:
    yield item.lead.join_with(item.body)
    yield from item.more


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of `text` begin and end, each with its closing mark, without white space around."""
    return [match.span(1) for match in _SENTENCE.finditer(text, 0, len(text.rstrip()))]


def describe(report: Report) -> str:
    """Return the sentences and figures of `report` as a JSON object.

    It has `sentences`, each with `text` and `fragments`, and `figures`, the fragments that are citations'
    values. A fragment has `text`, `kind`, `cell`, `start`, `end` (in the cell's raw text) and, for a figure,
    the `sources` that it was computed from; cells are written as Excel writes them, `指标!E7`.
    """
    sentences: list[str] = []
    figures: list[str] = []
    for text in iter_texts(report):
        _describe_text(text, sentences, figures)
    return f'{{"sentences": [{", ".join(sentences)}], "figures": [{", ".join(figures)}]}}'


def _describe_text(text: Text, sentences: list[str], figures: list[str]) -> None:
    """Add the sentences of `text` and their figures, in one walk over its fragments."""
    fragments = text.fragments
    position = begin = 0
    for first, end in find_sentences(text):
        described: list[str] = []
        while True:
            fragment = fragments[position]
            stop = begin + len(fragment.text)
            if stop > first:
                is_whole = first <= begin and stop <= end
                written = _describe(
                    fragment if is_whole else fragment.cut(max(first - begin, 0), min(end, stop) - begin)
                )
                described.append(written)
                if fragment.kind is _FIGURE:
                    figures.append(written)
            if stop >= end:
                break
            position, begin = position + 1, stop
        sentences.append(f'{{"text": {_quote(text[first:end])}, "fragments": [{", ".join(described)}]}}')


def _describe(fragment: Fragment) -> str:
    """Return the fragment as JSON; an encoder for anything would take three times as long."""
    cell, sources = "", ""
    if fragment.cell is not None:
        cell = f', "cell": {_quote(str(fragment.cell))}, "start": {fragment.start}, "end": {fragment.end}'
    if fragment.sources:
        sources = f', "sources": [{", ".join([_quote(str(place)) for place in fragment.sources])}]'
    return f'{{"text": {_quote(fragment.text)}, "kind": {_KINDS[fragment.kind]}{cell}{sources}}}'


def find_gaps(report: Report) -> tuple[Place, ...]:
    """Return the cells of everything that is printed as 〔待补：…〕, each once."""
    gaps = {
        fragment.sources[0]: None
        for text in iter_texts(report)
        for fragment in text.fragments
        if fragment.kind is FragmentKind.FIGURE and fragment.text.startswith("〔待补：") and fragment.sources
    }
    return tuple(gaps)
