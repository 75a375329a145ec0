"""The safe mends in a workbook's prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.findings import Finding, Place
from summarize.language import Fault, Mended, Passage, mend
from summarize.language.lexicon import Lexicon
from summarize.model.periods import Period
from summarize.model.records import Records
from summarize.validate.wording.checking import Wording, is_told_elsewhere, lexicon_of, passage_of
from summarize.validate.wording.rules import MENDED
from summarize.validate.wording.texts import workbook_texts


@dataclass(frozen=True, slots=True)
class CellMend:
    """What is mended in the cell at `place`, which reads `before`."""

    place: Place
    before: str
    mended: Mended

    @property
    def findings(self) -> tuple[Finding, ...]:
        """A word on each fault that is mended, in the order in which they are."""
        return tuple(
            MENDED.at(self.place, f"{fault.message}；已改（{fault.rule.code}）") for fault in self.mended.faults
        )


def find_mends(
    records: Records, wording: Wording, period: Period | None, district: Lexicon | None = None
) -> Iterator[CellMend]:
    """Yield what can safely be mended in what the report of `period` takes; with `None` in all that is written.

    What is exempted is left as it is.
    """
    lexicon = lexicon_of(wording, district)
    for text in workbook_texts(records, period):
        passage = passage_of(text, text.source.raw, records, lexicon)
        place = text.source.place

        def is_exempted(fault: Fault, now: Passage, place: Place = place) -> bool:
            return is_told_elsewhere(fault, now) or wording.exemptions.leaves_out_fault(fault, now.text, place)

        mended = mend(passage, leaves_alone=is_exempted)
        if mended.rounds:
            yield CellMend(place, passage.text, mended)
