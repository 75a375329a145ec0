"""`--pdf`: PDFs beside documents that were written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import MachineError
from summarize.findings import Finding


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one document: its PDF, or the findings that say why there is none.

    `sha256` is that of the document as it was read; `pages` counts blank ones too.
    """

    document: Path
    sha256: str
    pdf: Path | None
    pages: int | None
    findings: tuple[Finding, ...]

    @property
    def exit_status(self) -> int:
        """0, or 3 without a PDF: what is missing is missing on the machine."""
        return 0 if self.pdf is not None else MachineError.exit_status


def missing_fonts(documents: Sequence[Path]) -> tuple[Finding, ...]:
    """Return a warning for each typeface that `documents` use and this machine has not, before any is converted."""
    raise NotImplementedError(documents)


def convert_documents(documents: Sequence[Path], *, workers: int | None = None) -> Iterator[Converted]:
    """Write a PDF beside each of `documents` and yield what became of it, in the order in which they are done.

    Every document is yielded once; one that cannot be converted stops no other. Whoever may stop
    before the end closes the iterator (`contextlib.closing`), which ends LibreOffice; so does an
    interruption inside it.

    Args:
        documents: Written documents; a PDF stands under the same name with .pdf.
        workers: How many LibreOffices run at once; `None` for the number of cores.

    Raises:
        MachineError: At the call: LibreOffice or the extra `pdf` is not installed.
    """
    raise NotImplementedError(documents, workers)
