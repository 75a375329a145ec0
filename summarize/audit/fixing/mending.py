"""Round after round until nothing more can be mended: one mend may show another fault, or what a paragraph is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.audit.fixing.applying import Applying
from summarize.audit.fixing.audited import Audited
from summarize.audit.fixing.edits import Edit, RemoveBlank, SetText
from summarize.audit.fixing.fixers import DOCUMENT_FIXERS, FIXABLE, PARAGRAPH_FIXERS
from summarize.audit.fixing.manuscript import Manuscript
from summarize.audit.fixing.text_fixers import find_places, fix_wording
from summarize.audit.paper import Paper
from summarize.audit.profile import NATIONAL, Profile
from summarize.audit.reading.document import read_package
from summarize.audit.registry import RULES
from summarize.audit.roles import assign_roles
from summarize.audit.rules.copy_rules import MENDED
from summarize.audit.wording import iter_faults
from summarize.findings import Finding, Place, Severity
from summarize.language import Passage

_ROUNDS = 24
_OPEN = frozenset(("G07",))
"""Rules whose information is about what the standard leaves open: that is nobody's fault."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after its mends: its bytes, and a word on each mend in the order of the text."""

    content: bytes
    fixes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Mend:
    """What is told of a mend, and the edits that it takes."""

    told: Finding
    edits: tuple[Edit, ...]


def fix_document(path: Path, profile: Profile = NATIONAL) -> Fixed:
    """Return the document at `path` with all mended that can safely be.

    Raises:
        InputError: It is no sound Word document.
    """
    manuscript = Manuscript(path)
    try:
        fixes = tuple(_mend(manuscript, profile))
        return Fixed(manuscript.save(), tuple(sorted(fixes, key=lambda one: one.place.paragraph or 0)))
    finally:
        manuscript.close()


def _mend(manuscript: Manuscript, profile: Profile) -> Iterator[Finding]:
    tried: set[Edit] = set()
    for _ in range(_ROUNDS):
        paper = assign_roles(read_package(manuscript))
        mends = list(_mends(paper, profile))
        each = {id(mend.edits): mend.edits for mend in mends}
        edits = _of_one_kind([edit for those in each.values() for edit in those if edit not in tried])
        if not edits:
            return
        done = Applying(manuscript, paper, profile).apply(edits)
        if any(isinstance(edit, RemoveBlank) and is_done for edit, is_done in done.items()):
            tried.clear()  # paragraphs have other numbers now
        else:
            tried.update(done)
        yield from dict.fromkeys(mend.told for mend in mends if any(done.get(edit) for edit in mend.edits))


def _of_one_kind(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that can be made together: texts first, whose places others would move; blank lines last."""
    kinds: tuple[list[Edit], list[Edit], list[Edit]] = ([], [], [])
    for edit in dict.fromkeys(edits):
        kinds[0 if isinstance(edit, SetText) else 2 if isinstance(edit, RemoveBlank) else 1].append(edit)
    return next(filter(None, kinds), [])


def _mends(paper: Paper, profile: Profile) -> Iterator[_Mend]:
    audited = Audited(paper, profile)
    for rule in RULES:
        code = rule.RULE.code
        if code in profile.silenced or code not in FIXABLE:
            continue
        findings = [one for one in rule.find(paper, profile) if one.severity is not Severity.INFO or code not in _OPEN]
        # Edits to the whole document are the same for each finding.
        of_document = tuple(DOCUMENT_FIXERS[code](audited)) if findings and code in DOCUMENT_FIXERS else None
        for finding in findings:
            edits = of_document if of_document is not None else tuple(_edits(audited, finding))
            yield _Mend(_told(finding, finding.message), edits)
    placed: Passage | None = None
    places: list[int] = []
    for one, passage, fault in iter_faults(paper, profile):
        if fault.replacement is not None:
            if passage is not placed:
                placed, places = passage, find_places(one, passage)
            place = Place(paragraph=one.index or None, excerpt=passage.excerpt(fault.start, fault.end))
            seen = passage.text[fault.start : fault.end]
            changed = f"“{seen}”→“{fault.replacement}”" if seen else f"加上“{fault.replacement}”"
            told = _told(fault.at(place), f"{changed}（{fault.message}）")
            yield _Mend(told, tuple(fix_wording(one, places, fault)))


def _edits(audited: Audited, finding: Finding) -> Iterator[Edit]:
    index = finding.place.paragraph
    if index:
        yield from PARAGRAPH_FIXERS[finding.rule.code](audited, audited.paper.by_index(index))


def _told(finding: Finding, words: str) -> Finding:
    return MENDED.at(finding.place, f"{words}；已改（{finding.rule.code}）")
