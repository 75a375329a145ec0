"""Reading a workbook's prose as the strictest reader of the office would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from summarize.findings import Finding
from summarize.language import Fault, Part, Passage, find_faults, find_series_faults
from summarize.language.lexicon import Lexicon
from summarize.language.punctuation import p29_break_within_paragraph
from summarize.language.registry import CONSISTENCY_RULES, STRUCTURE_RULES
from summarize.language.shipped import shipped_lexicon
from summarize.model.numbering import strip_ordinal
from summarize.model.periods import Period
from summarize.model.records import Records
from summarize.validate.wording.exemptions import Exemptions
from summarize.validate.wording.texts import WorkbookText, workbook_texts

_NUMBERS = frozenset("一二三四五六七八九十0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""Without one of them nothing is counted: a text of one line is then in order."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The unit's own words and exemptions."""

    words: Lexicon = field(default_factory=Lexicon)
    exemptions: Exemptions = field(default_factory=Exemptions)


def check_wording(
    records: Records, wording: Wording, period: Period | None, district: Lexicon | None = None
) -> Iterator[Finding]:
    """Yield the faults of language in what the report of `period` takes; with `None` in all that is written.

    The unit's words count before those of the `district`, and these before the program's own.
    """
    lexicon = lexicon_of(wording, district)
    texts = list(workbook_texts(records, period))
    passages = [passage_of(text, text.source.raw, records, lexicon) for text in texts]
    for text, passage in zip(texts, passages, strict=True):
        place = text.source.place
        faults = find_faults(passage)
        if "\n" in passage.text:
            lines = [passage_of(text, line, records, lexicon) for line in passage.text.split("\n")]
            starts = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
            faults += [fault.moved(starts[at]) for at, fault in find_series_faults(lines, STRUCTURE_RULES)]
        elif text.part is not Part.TABLE and not _NUMBERS.isdisjoint(passage.characters):
            faults += [fault for _, fault in find_series_faults([passage], STRUCTURE_RULES)]
        for fault in faults:
            if not is_told_elsewhere(fault, passage) and not wording.exemptions.leaves_out_fault(
                fault, passage.text, place
            ):
                yield fault.at(place)
    for index, fault in find_series_faults(passages, CONSISTENCY_RULES):
        place = texts[index].source.place
        if not wording.exemptions.leaves_out_fault(fault, passages[index].text, place):
            yield fault.at(place)


def is_told_elsewhere(fault: Fault, passage: Passage) -> bool:
    """Return whether what stands at a cell's `fault` is told by a rule on cells.

    White space that breaks lines is (V26, V27), and so is an ordinal at the head, which is not printed (V21).
    """
    return fault.rule is p29_break_within_paragraph.RULE or fault.end <= strip_ordinal(passage.text)[0]


def lexicon_of(wording: Wording, district: Lexicon | None) -> Lexicon:
    """Return the words that hold for a unit, layer over layer."""
    words = shipped_lexicon() if district is None else district.over(shipped_lexicon())
    return wording.words.over(words)


def passage_of(text: WorkbookText, written: str, records: Records, lexicon: Lexicon) -> Passage:
    """Return `written`, the whole or a part of `text`, as the rules of language read it."""
    return Passage(written, text.part, records.year, text.as_of, has_citations=True, lexicon=lexicon)
