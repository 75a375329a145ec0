"""`batch --verify`: every unit derived again and compared, byte for byte, with the manifest and with what stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

from summarize.batch import Input, find_inputs, read_contents
from summarize.batch.rules import (
    DERIVED_DIFFERS,
    DOCUMENT_CHANGED,
    DOCUMENT_MISSING,
    INPUT_CHANGED,
    MADE_OTHERWISE,
    MANIFEST_CHANGED,
    NOT_BATCHED_YET,
)
from summarize.errors import InputError
from summarize.findings import Finding, Place, has_errors
from summarize.opc import temporary_folder
from summarize.opc.files import is_folder
from summarize.output import file_hash, path_of_record
from summarize.pipeline.batch.alone import unwritten_at
from summarize.pipeline.batch.basis import Basis, changed_means, describe_basis
from summarize.pipeline.batch.crew import Crew, MakeCrew
from summarize.pipeline.batch.entries import DIFFERING, EQUAL, REPEATABLE, InputEntry, UnitEntry, without_words
from summarize.pipeline.batch.events import BatchRequest, Began, Closed, Event, Verified, VerifiedAccount, Waiting
from summarize.pipeline.batch.expected import ExpectedUnits, expected_units
from summarize.pipeline.batch.jobs import Job, JobResult, Source, UnitReport
from summarize.pipeline.batch.journal import Journal
from summarize.pipeline.batch.manifest import Manifest, manifest_path, open_manifest
from summarize.pipeline.batch.placing import outcome_of
from summarize.pipeline.batch.running import crew_for, crew_size, none_of_them, output_root, wanted_of
from summarize.pipeline.batch.telling import left_documents, tally_of, tell_left
from summarize.pipeline.making import Templates
from summarize.pipeline.secrecy import is_classified_machine
from summarize.validate.rules import CLASSIFIED


def verify_batch(
    request: BatchRequest, *, make_crew: MakeCrew | None = None, is_stopping: Callable[[], bool] = lambda: False
) -> Generator[Event, None, None]:
    """Compare what a batch wrote with what its inputs give now; nothing is written. See `run_batch`.

    Raises:
        InputError: There is no manifest to compare with, or the folder has no inputs.
        SummarizeError: As `run_batch` does.
    """
    root, size = output_root(request), crew_size(request)
    temporary_folder()
    templates = Templates()
    basis = describe_basis(request, templates)
    expected = expected_units(request.folder, request.expected)
    left_out = none_of_them(root, expected)
    inputs = find_inputs(request.folder, leave_out=left_out).inputs
    path = manifest_path(root, request.folder, request)
    # Where no batch has ever been nothing is to be left behind by who only looks.
    with unwritten_at(root) if is_folder(path.parent) else nullcontext():
        manifest = open_manifest(path)
        if manifest is None:
            message = f"没有“{path}”，不知道上次写了什么"
            raise InputError(NOT_BATCHED_YET.at(Place(file=str(request.folder)), message))
        comparison = _Comparison(request, root, manifest, inputs=inputs, left_out=left_out, expected=expected)
        try:
            comparison.take_manifest()
            yield Began(len(inputs))
            comparison.compare_basis(basis)
            yield from comparison.run((make_crew or crew_for(request))(size, templates), is_stopping)
        finally:
            comparison.known.close()


class _Comparison:
    """One verification: what the manifest knows, and what was found to differ."""

    def __init__(
        self,
        request: BatchRequest,
        root: Path,
        manifest: Manifest,
        *,
        inputs: Sequence[Input],
        left_out: Sequence[Path],
        expected: ExpectedUnits,
    ) -> None:
        self._request = request
        self._wanted = wanted_of(request)
        self._root = root
        self._manifest = manifest
        self._inputs = inputs
        self._left_out = left_out
        self._findings: list[Finding] = []
        self._outcomes: Counter[str] = Counter()
        self._unreadable: list[Verified] = []
        self._expected = expected
        self._equal = 0
        self._keeps_content = not is_classified_machine()
        self.known = Journal(None)

    def take_manifest(self) -> None:
        """Take what the manifest knows, and tell if it is not as it was written.

        Raises:
            InputError: It was changed so that it cannot be read.
        """
        changed = MANIFEST_CHANGED.at(Place(file=str(self._manifest.path)), f"“{self._manifest.path}”在写出以后改动过")
        try:
            self.known.begin(self._manifest.entries(), placed=self._manifest.placed())
        except (OSError, ValueError) as error:
            raise InputError(changed) from error
        if not self._manifest.is_as_written():
            self._findings.append(changed)

    def compare_basis(self, basis: Basis) -> None:
        """Tell what was made by other means than are at hand."""
        if changed := changed_means(self._manifest.head, basis):
            message = f"上次批量以后，{'、'.join(changed)}换过"
            self._findings.append(MADE_OTHERWISE.at(Place(file=str(self._request.folder)), message))

    def run(self, crew: Crew, is_stopping: Callable[[], bool]) -> Iterator[Event]:
        """Compare every input, then tell of those that are no more."""
        with closing(crew.run(self._jobs(), is_stopping)) as results:
            for result in results:
                while self._unreadable:
                    yield self._count(self._unreadable.pop())
                if result is None:
                    yield Waiting(crew.in_hand)
                else:
                    yield self._count(Verified(result.path, tuple(self._compare(result))))
        while self._unreadable:
            yield self._count(self._unreadable.pop())
        left = len(self._inputs) - self._outcomes.total()
        if not left:
            self._tell_gone()
        yield Closed(
            outcomes=self._outcomes,
            done=self._outcomes.total(),
            skipped=0,
            left=left,
            unprinted=0,
            exit_status=1 if has_errors(self._findings) else 0,
            root=self._root,
            manifest=None,
            overview=(),
            findings=lambda: iter(sorted(self._findings, key=lambda finding: finding.place.file or "")),
            account=None if left else self._account(),
        )

    def _account(self) -> VerifiedAccount:
        units = {unit.name_key or unit.input: bool(unit.place) for unit in self._units()}
        missing = tally_of(self.known.entries(), self._expected).missing if self._expected.units else 0
        return VerifiedAccount(self._equal, sum(not has_document for has_document in units.values()), missing)

    def _units(self) -> Iterator[UnitEntry]:
        """Yield the units of the last batch; an input that nobody could read stands for its own."""
        for entry in self.known.entries():
            yield from entry.units or (UnitEntry(entry.path, 0, "", entry.outcome),)

    def _count(self, verified: Verified) -> Verified:
        found = tuple(self._as_typed(finding) for finding in verified.findings)
        self._findings += found
        self._outcomes[DIFFERING if found else EQUAL] += 1
        return verified

    def _as_typed(self, finding: Finding) -> Finding:
        file = str(self._request.folder / (finding.place.file or ""))
        return replace(finding, place=replace(finding.place, file=file))

    def _jobs(self) -> Iterator[Job | None]:
        for found in self._inputs:
            try:
                contents = read_contents(found, self._request.folder, leave_out=self._left_out)
                source = Source(found.name, contents, found.is_folder)
            except InputError:
                known = self.known.get(found.name)
                changed = known is not None and known.sha256 != ""
                findings = (self._input_changed(found.name, "读不出来了"),) if changed or known is None else ()
                self._unreadable.append(Verified(found.name, findings))
                yield None
                continue
            yield Job(source, self._wanted)

    def _compare(self, result: JobResult) -> Iterator[Finding]:
        known = self.known.get(result.path)
        if known is None:
            yield self._input_changed(result.path, "是新来的，上次批量里没有")
            return
        if known.sha256 != result.sha256:
            yield self._input_changed(result.path, "在生成以后改动过")
            return
        if known.outcome in REPEATABLE and not result.units and not known.units:
            yield from self._compare_findings(result.path, f"“{result.path}”", known.findings, result.findings)
        reports = {report.unit: report for report in result.units}
        for unit in known.units:
            yield from self._compare_unit(known, unit, reports.pop(unit.unit, None))
        for name in reports:
            yield self._differs(result.path, f"“{name}”是重新推算时才有的")

    def _compare_unit(self, known: InputEntry, unit: UnitEntry, report: UnitReport | None) -> Iterator[Finding]:
        if report is None:
            yield self._differs(known.path, f"重新推算时没有“{unit.unit}”")
            return
        differing = list(self._compare_document(known, unit, report)) if unit.place else []
        if not differing and unit.outcome in REPEATABLE:
            differing = list(self._compare_outcome(known, unit, report))
        self._equal += bool(unit.place) and not differing
        yield from differing

    def _compare_outcome(self, known: InputEntry, unit: UnitEntry, report: UnitReport) -> Iterator[Finding]:
        has_document = report.document is not None
        derived = outcome_of(report.exit_status, report.findings, has_document=has_document)
        if (derived, has_document) != (unit.outcome, bool(unit.place)):
            yield self._differs(known.path, f"“{unit.unit}”写没写报告、有没有错误，重新推算的与生成记录里的不同")
            return
        yield from self._compare_findings(known.path, f"“{unit.unit}”", unit.findings, report.findings)

    def _compare_findings(
        self, path: str, whose: str, known: Sequence[Finding], derived: Sequence[Finding]
    ) -> Iterator[Finding]:
        is_kept = self._keeps_content and all(finding.rule is not CLASSIFIED for finding in derived)
        if tuple(known) != (tuple(derived) if is_kept else without_words(derived)):
            yield self._differs(path, f"{whose}重新推算时发现的问题与生成记录里的不同")

    def _compare_document(self, known: InputEntry, unit: UnitEntry, report: UnitReport) -> Iterator[Finding]:
        yield from self._compare_standing(unit)
        if report.document is None:
            yield self._differs(known.path, f"“{unit.unit}”上次写了报告，重新推算时有错误")
            return
        document = report.document
        derived = (_hash(document.content), _hash(document.record))
        if derived != (unit.document_sha256, unit.record_sha256):
            yield self._differs(known.path, f"“{unit.unit}”重新推算的报告与生成记录里的“{unit.place}”不同")

    def _compare_standing(self, unit: UnitEntry) -> Iterator[Finding]:
        path = self._root / unit.place
        for what, file, sha256 in (
            ("报告", path, unit.document_sha256),
            ("报告的记录", path_of_record(path, unit.document_id), unit.record_sha256),
        ):
            seen = file_hash(file)
            place = Place(file=unit.input)
            if seen is None:
                yield DOCUMENT_MISSING.at(place, f"“{unit.unit}”的{what}“{file}”不在了或读不出")
            elif seen != sha256:
                yield DOCUMENT_CHANGED.at(place, f"“{unit.unit}”的{what}“{file}”在写出以后改动过")

    def _tell_gone(self) -> None:
        names = {found.name for found in self._inputs}
        for entry in self.known.entries():
            if entry.path not in names:
                self._findings.append(self._as_typed(self._input_changed(entry.path, "没有了")))
        with self.known.at_once():
            self.known.drop_all_but(names)
        left = left_documents(self.known, self._root)
        self._findings += tell_left([self._root / one.place for one in left if one.is_nobodys])

    def _input_changed(self, path: str, what: str) -> Finding:
        return INPUT_CHANGED.at(Place(file=path), f"“{path}”{what}")

    def _differs(self, path: str, what: str) -> Finding:
        return DERIVED_DIFFERS.at(Place(file=path), what)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
