"""`batch --pdf`: PDFs beside the documents that have none of their own yet, once all have their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from summarize.findings import Finding
from summarize.output import PDF_SUFFIX, file_hash, remove_outdated_pdf
from summarize.pipeline.batch.entries import UnitEntry
from summarize.pipeline.batch.events import Converting
from summarize.pipeline.batch.journal import Journal
from summarize.pipeline.converting import Converted, Typesetting, convert_documents, missing_fonts, typesetting

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
    """The PDFs of a batch, at most `workers` made at once; `findings` and `exit_status` tell what went wrong."""

    def __init__(self, journal: Journal, root: Path, workers: int, *, is_forced: bool = False) -> None:
        self._journal = journal
        self._root = root
        self._workers = workers
        self._is_forced = is_forced
        self._found: dict[str, tuple[Finding, ...]] = {}
        self._fonts: tuple[Finding, ...] = ()
        self.exit_status = 0
        self.left = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, by the places of the documents, whichever was converted first."""
        return (*self._fonts, *(finding for place in sorted(self._found) for finding in self._found[place]))

    def clear(self) -> None:
        """Forget the PDFs of documents that are no more, and remove those of an earlier state that nobody changed."""
        query = (
            "SELECT place, pdf_sha256, unit.place IS NULL FROM printed LEFT JOIN unit USING (place) "
            "WHERE unit.place IS NULL OR unit.document_sha256 != printed.document_sha256"
        )
        for place, pdf_sha256, is_gone in self._journal.rows(query):
            pdf = (self._root / place).with_suffix(PDF_SUFFIX)
            remove_outdated_pdf(pdf, () if is_gone else (pdf_sha256,))
            self._journal.run("DELETE FROM printed WHERE place = ?", place)

    def run(self, is_stopping: Callable[[], bool]) -> Iterator[Converting]:
        """Convert what has no PDF that is as it would be made now, and yield how far it has come."""
        if self._is_forced:  # whoever goes on with a run that was stopped knows nothing of it
            self._journal.run("UPDATE printed SET made_with = ''")
        machine = typesetting()
        places = {self._root / place: place for place in self._unprinted(machine)}
        documents = list(places)
        self._fonts = missing_fonts(documents[:_ASKED_FOR_FONTS])
        with closing(convert_documents(documents, workers=self._workers, is_lasting=False)) as results:
            for number, converted in enumerate(results, start=1):
                self._keep(places[converted.document], converted, machine)
                yield Converting(number, len(documents))
                if is_stopping():
                    self.left = len(documents) - number
                    return

    def _unprinted(self, machine: Typesetting) -> Iterator[str]:
        query = (
            "SELECT place, unit.document_sha256 = printed.document_sha256, pdf_sha256, made_with "
            "FROM unit LEFT JOIN printed USING (place) WHERE place != '' ORDER BY place"
        )
        for place, is_current, pdf_sha256, made_with in self._journal.rows(query):
            is_as_now = is_current and made_with == machine.again(made_with)
            if not is_as_now or file_hash((self._root / place).with_suffix(PDF_SUFFIX)) != pdf_sha256:
                yield place

    def _keep(self, place: str, converted: Converted, machine: Typesetting) -> None:
        self._found[place] = converted.findings
        self.exit_status = max(self.exit_status, converted.exit_status)
        if converted.pdf is not None and converted.pages is not None:
            pdf_sha256, made_with = file_hash(converted.pdf) or "", machine.of(converted.document)
            self._journal.keep_printed(place, converted.sha256, converted.pages, pdf_sha256, made_with)

    def pages(self, unit: UnitEntry) -> int | None:
        """Return how many pages the PDF of a unit has, or `None` if it has none."""
        query = "SELECT pages FROM printed WHERE place = ? AND document_sha256 = ?"
        rows = self._journal.rows(query, unit.place, unit.document_sha256)
        return int(rows[0][0]) if rows else None
