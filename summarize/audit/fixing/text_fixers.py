"""What mends words: the forms of dates and numbers that the standard fixes, and the safe mends of language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarize.audit.fixing.audited import Audited
from summarize.audit.fixing.edits import Edit, SetText
from summarize.audit.fixing.layout_fixers import fix_flush
from summarize.audit.paper import Paragraph, Role
from summarize.audit.roles.closing import ANNEX_LABEL
from summarize.audit.rules import (
    g24_document_number_form,
    g30_imprint_date_form,
    g32_signature_date_form,
    g33_annex_label_form,
)
from summarize.language import Fault, Part, Passage

_ENDS = "；;，,、.．"
_COLON, _STOP = "：", "。"


def fix_document_number(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what writes 发文字号 as it should be."""
    if corrected := g24_document_number_form.correct_form(one):
        yield from _exchange(one, *corrected)


def fix_imprint_date(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what writes 印发日期 as it should be."""
    if corrected := g30_imprint_date_form.correct_form(one):
        yield from _exchange(one, *corrected)


def fix_signature_date(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what writes 成文日期 as it should be."""
    if right := g32_signature_date_form.correct_form(one):
        yield from _exchange(one, one.text.strip(), right)


def fix_copy_to(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what puts a full-width colon behind 抄送 and a full stop at its end."""
    typed = one.typed.rstrip()
    colon = typed.find(":")
    if 0 <= colon < len(typed) - len(typed.lstrip()) + 4:
        yield SetText(one.anchor, colon, colon + 1, _COLON)
    if typed and typed[-1] != _STOP and one is audited.paper.of(Role.COPY_TO)[-1]:
        start = len(typed) - 1 if typed[-1] in _ENDS else len(typed)
        yield SetText(one.anchor, start, len(typed), _STOP)


def fix_addressee(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what puts 主送机关 flush left with a full-width colon behind it."""
    yield from fix_flush(audited, one)
    typed = one.typed.rstrip()
    if typed.endswith(":"):
        yield SetText(one.anchor, len(typed) - 1, len(typed), _COLON)


def fix_annex_label(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what writes the label of an annex as it should be, flush left."""
    right = next((right for label, right in g33_annex_label_form.right_labels(audited.paper) if label is one), None)
    yield from fix_flush(audited, one)
    if right is not None and ANNEX_LABEL.fullmatch(one.text.strip()):
        yield from _exchange(one, one.text.strip(), right)


def fix_wording(one: Paragraph, places: Sequence[int], fault: Fault) -> Iterator[Edit]:
    """Yield the safe mend of a fault in the passage whose characters stand at `places` of a paragraph's typed text."""
    if fault.replacement is None or not one.index:
        return
    start, end = (places[fault.start] if fault.start < len(places) else places[-1] + 1), fault.end
    stop = start if fault.end <= fault.start else places[end - 1] + 1
    if start >= 0 and stop - start == fault.end - fault.start:
        yield SetText(one.anchor, start, stop, fault.replacement)


def find_places(one: Paragraph, passage: Passage) -> list[int]:
    """Return where each character of the passage stands in the typed text."""
    kept = [(at, mark) for at, mark in enumerate(one.text) if not (passage.part is Part.TITLE and mark == "\n")]
    text = "".join(mark for _, mark in kept)
    blanks = len(text) - len(text.lstrip())
    return [at - len(one.label) for at, _ in kept[blanks : blanks + len(passage.text)]]


def _exchange(one: Paragraph, seen: str, right: str) -> Iterator[Edit]:
    """Yield the exchange of no more than what differs."""
    start = one.typed.find(seen)
    if start < 0 or seen == right:
        return
    before = _common(seen, right)
    after = _common(seen[before:][::-1], right[before:][::-1])
    yield SetText(one.anchor, start + before, start + len(seen) - after, right[before : len(right) - after])


def _common(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
