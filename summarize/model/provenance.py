"""The record that lies beside a document: every sentence, its fragments and the cells that they came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from summarize.findings import Place
from summarize.model.report import Item, PlanEntry, Report, Section
from summarize.model.text import Fragment, FragmentKind, Text

_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’）]*|[^。！？!?]+$")


def iter_texts(report: Report) -> Iterator[Text]:
    """Yield every composed text of `report`, paragraphs in the order in which they are printed."""
    yield report.title
    yield from report.facts.values()
    yield from report.introduction
    yield report.achievements_heading.title
    for section in report.sections:
        yield from _section_texts(section)
    yield report.problems_heading.title
    yield from chain.from_iterable(_item_texts(item) for item in report.problems)
    yield report.plan_heading.title
    for entry in report.plan:
        yield from _item_texts(entry)
        yield from chain.from_iterable(_item_texts(item) for item in entry.items)
    yield report.requests_heading.title
    yield from chain.from_iterable(_item_texts(item) for item in report.requests)
    for chapter in report.chapters:
        yield chapter.title
        yield from chapter.paragraphs
    for annex in report.annexes:
        yield annex.title
        yield from annex.head
        yield from chain.from_iterable(annex.rows)


def _section_texts(section: Section) -> Iterator[Text]:
    yield section.title
    yield section.lead_in
    for subsection in section.subsections:
        yield subsection.title
        yield from chain.from_iterable(_item_texts(item) for item in subsection.items)
    yield from chain.from_iterable(_item_texts(item) for item in section.items)


def _item_texts(item: Item | PlanEntry) -> Iterator[Text]:
    yield item.lead.join_with(item.body)
    yield from item.more


def split_sentences(text: Text) -> Iterator[Text]:
    """Yield the sentences of `text`, each with its closing mark and its fragments."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    for part in text.split_at(ends[:-1]):
        sentence = part.trimmed()
        if sentence:
            yield sentence


def describe(report: Report) -> dict[str, object]:
    """Return the sentences and figures of `report` as plain values for JSON.

    A fragment has `text`, `kind`, `cell`, `start`, `end` (in the cell's raw text) and, for a figure, the
    `sources` that it was computed from; cells are written as Excel writes them, `指标!E7`.
    """
    sentences = [sentence for text in iter_texts(report) for sentence in split_sentences(text)]
    return {
        "sentences": [
            {"text": str(sentence), "fragments": [_fragment(fragment) for fragment in sentence.fragments]}
            for sentence in sentences
        ],
        "figures": [
            _fragment(fragment)
            for sentence in sentences
            for fragment in sentence.fragments
            if fragment.kind is FragmentKind.FIGURE
        ],
    }


def _fragment(fragment: Fragment) -> dict[str, object]:
    described: dict[str, object] = {"text": fragment.text, "kind": fragment.kind.value}
    if fragment.cell:
        described |= {"cell": str(fragment.cell), "start": fragment.start, "end": fragment.end}
    if fragment.sources:
        described["sources"] = [str(place) for place in fragment.sources]
    return described


def find_gaps(report: Report) -> tuple[Place, ...]:
    """Return the cells of everything that is printed as 〔待补：…〕, each once."""
    gaps = {
        fragment.sources[0]: None
        for text in iter_texts(report)
        for fragment in text.fragments
        if fragment.kind is FragmentKind.FIGURE and fragment.text.startswith("〔待补：") and fragment.sources
    }
    return tuple(gaps)
