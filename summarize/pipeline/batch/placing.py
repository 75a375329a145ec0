"""Where the documents of a batch are written as they come; `settling` gives them their final names."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import chain
from pathlib import Path

from summarize.batch.rules import WORKER_KILLED
from summarize.errors import EXIT_DEFECT, MachineError, SummarizeError
from summarize.findings import Finding
from summarize.output import file_hash, keep_changed, path_of_record, refuse_to_replace, safe_file_name, write_document
from summarize.pipeline.batch.entries import (
    DEFECT,
    DONE,
    DRAFT,
    FAILED,
    LOST,
    UNWRITTEN,
    InputEntry,
    UnitEntry,
    without_words,
)
from summarize.pipeline.batch.jobs import JobResult, UnitReport
from summarize.pipeline.batch.journal import Journal
from summarize.pipeline.batch.neighbours import Neighbours
from summarize.pipeline.batch.settling import kept_aside, marked_places
from summarize.validate.rules import CLASSIFIED


class Placing:
    """Writes the documents of inputs under `root` and keeps in the journal what became of them.

    `keep_content` is off on a machine for state secrets: then nothing that is kept is copied from cells.
    """

    def __init__(
        self,
        journal: Journal,
        root: Path,
        neighbours: Neighbours,
        *,
        by_period: bool,
        template: Path,
        keep_content: bool = True,
    ) -> None:
        self._journal = journal
        self._neighbours = neighbours
        self._root = root
        self._by_period = by_period
        self._template = template
        self._keep_content = keep_content

    def place(self, result: JobResult, basis: str) -> InputEntry:
        """Write the documents of an input, and return what became of it, as it is told."""
        units = tuple(self._unit(result.path, number, report) for number, report in enumerate(result.units))
        with self._journal.at_once():
            # What this input had is no longer in anybody's way; what is written next may take its places.
            self._journal.drop(result.path)
            units = self._with_places(units)
        reports = zip(units, result.units, strict=True)
        written = tuple(self._write(unit, report, result.sha256) for unit, report in reports)
        outcome = outcome_of(result.exit_status, result.findings, has_document=False)
        entry = InputEntry(result.path, result.sha256, basis, outcome, result.exit_status, result.findings, written)
        with self._journal.at_once():
            self._journal.put(self._to_keep(entry))
        return entry

    def _unit(self, source: str, number: int, report: UnitReport) -> UnitEntry:
        document = report.document
        entry = UnitEntry(
            source,
            number,
            report.unit,
            outcome_of(report.exit_status, report.findings, has_document=document is not None),
            report.exit_status,
            report.keys,
            report.period,
            report.findings,
            figures=report.figures,
            rows=report.rows,
            names=report.names,
        )
        if document is None:
            return entry
        return replace(
            entry,
            document_id=document.document_id,
            document_sha256=hashlib.sha256(document.content).hexdigest(),
            record_sha256=hashlib.sha256(document.record).hexdigest(),
        )

    def _with_places(self, units: tuple[UnitEntry, ...]) -> tuple[UnitEntry, ...]:
        """Return the units with places for their documents, written down before anything is written there."""
        taken: set[str] = set()
        placed = []
        for unit in units:
            there = replace(unit, place=self._free_place(unit, taken) if unit.document_sha256 else "")
            if there.place:
                taken.add(there.place.casefold())
                self._journal.note_place(there)
            placed.append(there)
        return tuple(placed)

    def _free_place(self, unit: UnitEntry, taken: set[str]) -> str:
        places = [self._in_folder(unit.period, name) for name in unit.names]
        for place in chain(places, marked_places(places[-1], unit.unit, unit.input)):
            if place.casefold() not in taken and not self._is_occupied(place, unit.name_key):
                return place
        return places[-1]

    def _is_occupied(self, place: str, name_key: str) -> bool:
        return self._journal.is_taken(place) or self._neighbours.has(place, name_key)

    def _in_folder(self, period: str, name: str) -> str:
        return f"{safe_file_name(period)}/{name}" if self._by_period else name

    def _write(self, unit: UnitEntry, report: UnitReport, source_sha256: str) -> UnitEntry:
        document = report.document
        if document is None:
            return unit
        path = self._root / unit.place
        try:
            refuse_to_replace(path, (self._template,))
            # Before it is written over: whoever is killed between the two would not know of it any more.
            backup = keep_changed(path, document.content, is_lasting=False)
            if backup is not None:
                self._journal.keep_aside(kept_aside(self._root, backup, unit.input, unit.unit, source_sha256))
            write_document(path, document.content, document.document_id, document.record, is_lasting=False)
        except SummarizeError as error:
            findings = (*unit.findings, *error.findings)
            return replace(
                unit, outcome=UNWRITTEN, exit_status=error.exit_status, findings=findings, place="", names=()
            )
        return unit

    def _to_keep(self, entry: InputEntry) -> InputEntry:
        if not self._keep_content:
            units = tuple(unit.without_content() for unit in entry.units)
            return replace(entry, findings=without_words(entry.findings), units=units)
        if any(finding.rule is CLASSIFIED for finding in entry.findings):
            return replace(entry, findings=without_words(entry.findings))
        return entry


def outcome_of(exit_status: int, findings: tuple[Finding, ...], *, has_document: bool) -> str:
    """Return what became of a unit or an input, by its exit status and what was found."""
    if exit_status == EXIT_DEFECT:
        return DEFECT
    if exit_status == MachineError.exit_status:
        return UNWRITTEN
    if any(finding.rule is WORKER_KILLED for finding in findings):
        return LOST
    if exit_status == 0:
        return DONE
    return DRAFT if has_document else FAILED


def is_intact(entry: InputEntry, root: Path) -> bool:
    """Return whether all that was written of an input stands as it was written."""
    return all(_stands(unit, root) for unit in entry.units if unit.document_sha256)


def _stands(unit: UnitEntry, root: Path) -> bool:
    if not unit.place:
        return False
    path = root / unit.place
    return (
        file_hash(path) == unit.document_sha256
        and file_hash(path_of_record(path, unit.document_id)) == unit.record_sha256
    )
