"""`batch --pdf`: PDFs beside the documents that have none yet, once all have their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from summarize.findings import Finding
from summarize.output import PDF_SUFFIX, file_hash
from summarize.pipeline.batch.entries import UnitEntry
from summarize.pipeline.batch.events import Converting
from summarize.pipeline.batch.journal import Journal
from summarize.pipeline.converting import Converted, convert_documents, missing_fonts

_ASKED_FOR_FONTS = 3
"""Documents that are looked through for typefaces: those of a batch come of one template."""


def check_printing() -> None:
    """Check that documents can be converted at all, before a long batch begins.

    Raises:
        MachineError: LibreOffice or the extra `pdf` is not installed.
        UsageError: The time limit in the environment is none.
    """
    convert_documents(()).close()


class Printing:
    """The PDFs of a batch; `findings` and `exit_status` tell what went wrong with them."""

    def __init__(self, journal: Journal, root: Path, workers: int) -> None:
        self._journal = journal
        self._root = root
        self._workers = workers
        self.findings: list[Finding] = []
        self.exit_status = 0
        self.left = 0

    def run(self, is_stopping: Callable[[], bool]) -> Iterator[Converting]:
        """Convert what has no PDF of its own yet, and yield how far it has come."""
        places = {self._root / place: place for place in self._unprinted()}
        documents = list(places)
        self.findings += missing_fonts(documents[:_ASKED_FOR_FONTS])
        with closing(convert_documents(documents, workers=self._workers)) as results:
            for number, converted in enumerate(results, start=1):
                self._keep(places[converted.document], converted)
                yield Converting(number, len(documents))
                if is_stopping():
                    self.left = len(documents) - number
                    return

    def _unprinted(self) -> Iterator[str]:
        query = (
            "SELECT place, unit.document_sha256 = printed.document_sha256, pdf_sha256 "
            "FROM unit LEFT JOIN printed USING (place) WHERE place != '' ORDER BY place"
        )
        for place, is_current, pdf_sha256 in self._journal.rows(query):
            if not is_current or file_hash((self._root / place).with_suffix(PDF_SUFFIX)) != pdf_sha256:
                yield place

    def _keep(self, place: str, converted: Converted) -> None:
        self.findings += converted.findings
        self.exit_status = max(self.exit_status, converted.exit_status)
        if converted.pdf is not None and converted.pages is not None:
            self._journal.keep_printed(place, converted.sha256, converted.pages, file_hash(converted.pdf) or "")

    def pages(self, unit: UnitEntry) -> int | None:
        """Return how many pages the PDF of a unit has, or `None` if it has none."""
        query = "SELECT pages FROM printed WHERE place = ? AND document_sha256 = ?"
        rows = self._journal.rows(query, unit.place, unit.document_sha256)
        return int(rows[0][0]) if rows else None
