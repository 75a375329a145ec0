"""`audit --print`: the printed page, as LibreOffice lays it out, measured against the standard."""

from __future__ import annotations

from pathlib import Path

from summarize.audit import Profile
from summarize.audit.paper import Paper
from summarize.findings import Finding
from summarize.libreoffice import fonts
from summarize.pdf.rules import BLANK_BEFORE_LAST, NOT_ARCHIVABLE
from summarize.pipeline.auditing import read_paper
from summarize.pipeline.converting import print_in_memory

_OF_PDFS = frozenset((BLANK_BEFORE_LAST, NOT_ARCHIVABLE))
"""What is told of a PDF that somebody keeps; here none is kept."""


def measure(document: Path, profile: Profile) -> tuple[Finding, ...]:
    """Return what is wrong with the printed pages of `document`, with page and millimetres.

    Raises:
        InputError: It is no sound Word document, or is classified.
        MachineError: LibreOffice or the extra `pdf` is not installed, or could not lay the document out.
    """
    # pdfminer comes with an extra and is loaded when pages are measured.
    from summarize.audit.printed import audit_print  # noqa: PLC0415
    from summarize.audit.printed.pages import Printed  # noqa: PLC0415
    from summarize.audit.printed.reading import read_printed  # noqa: PLC0415

    paper = read_paper(document)
    content, told = print_in_memory(document)
    printed = Printed(paper, profile, read_printed(content, paper), _missing(paper))
    found = (*audit_print(printed), *(one for one in told if one.rule not in _OF_PDFS))
    return tuple(finding.within(str(document)) for finding in found)


def _missing(paper: Paper) -> frozenset[str] | None:
    """Return the typefaces of a document that this machine has not; `None` where it cannot be asked."""
    installed = fonts.installed_fonts()
    if installed is None:
        return None
    used = {run.format.east_asia.name for one in paper.paragraphs for run in one.runs} - {""}
    return frozenset(face for face in used if not fonts.is_installed(face, installed))
