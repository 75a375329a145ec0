"""`audit`: everything that is wrong with a document, measured against the standard; nothing is written."""

from __future__ import annotations

from pathlib import Path

from summarize.audit import Paper, Profile, Role, audit_paper
from summarize.errors import InputError
from summarize.findings import Finding, Place
from summarize.model.classification import find_lone_mark, find_mark, find_starred
from summarize.pipeline.secrecy import is_classified_machine
from summarize.validate.rules import CLASSIFIED

_HEAD = 12
"""Paragraphs at the beginning in which a mark may stand alone."""


def audit(document: Path, profile: Profile) -> tuple[Finding, ...]:
    """Return everything that is wrong with `document`, from its top down.

    Raises:
        InputError: It is no sound Word document, or is classified.
    """
    return tuple(finding.within(str(document)) for finding in audit_paper(read_paper(document), profile))


def read_paper(document: Path) -> Paper:
    """Return the document with the role of each paragraph told.

    Raises:
        InputError: It is no sound Word document, or is classified and this machine must not hold such.
    """
    # lxml is loaded when a document is read, not when the command is looked up.
    from summarize.audit.reading import read_document  # noqa: PLC0415
    from summarize.audit.roles import assign_roles  # noqa: PLC0415

    paper = assign_roles(read_document(document))
    found = _find_marks(paper, document)
    if found and not is_classified_machine():
        raise InputError(*(finding.within(str(document)) for finding in found))
    return paper


def _find_marks(paper: Paper, document: Path) -> list[Finding]:
    found: list[Finding] = []
    if mark := find_mark(document.stem):
        found.append(CLASSIFIED.at(Place(file=str(document)), f"文件名有密级标志“{mark}”"))
    furniture = [one for section in paper.sections for part in section.furniture for one in part.paragraphs]
    for one in (*paper.paragraphs[:_HEAD], *furniture, *paper.of(Role.SECURITY, Role.TITLE)):
        own = find_mark(one.text) if one.role is Role.TITLE else find_starred(one.text) or find_lone_mark(one.text)
        if not own and one.role is Role.SECURITY:
            own = one.text.strip()
        if own:
            found.append(CLASSIFIED.at(one.place, f"有密级标志“{own}”"))
    return list(dict.fromkeys(found))
