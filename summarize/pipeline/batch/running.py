"""`batch`: every input of a folder through workers to its documents, the manifest and the overview.

Only this process writes. What is done stands in the journal at once, so that whoever kills the program loses
what is in hand and no more; the manifest is written at the end, from the journal.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, fields, replace
from pathlib import Path, PurePosixPath

from summarize.batch import Found, Input, find_inputs, read_contents
from summarize.batch.rules import WORKERS_COUNT
from summarize.errors import InputError, UsageError
from summarize.findings import Finding, Place, has_errors
from summarize.opc import temporary_folder
from summarize.opc.files import is_file, is_folder
from summarize.opc.rules import TARGET_OF_ANOTHER_KIND
from summarize.output import FOLDER, PDF_SUFFIX, SUFFIX
from summarize.overview import Heading
from summarize.pipeline.batch.alone import alone_at, clear_drafts, with_scratch
from summarize.pipeline.batch.basis import Basis, changed_means, describe_basis, period_asked, period_name
from summarize.pipeline.batch.crew import Crew, MakeCrew, crew_of_cluster
from summarize.pipeline.batch.entries import NOT_SENT, ODD_YEAR, InputEntry, UnitEntry
from summarize.pipeline.batch.events import Absent, BatchAccount, BatchRequest, Began, Closed, Ended, Event, Waiting
from summarize.pipeline.batch.expected import ExpectedUnits, expected_units
from summarize.pipeline.batch.jobs import Job, JobResult, Source, relocated
from summarize.pipeline.batch.journal import Journal
from summarize.pipeline.batch.manifest import (
    Manifest,
    manifest_path,
    open_manifest,
    overview_name,
    way_to,
    write_manifest,
)
from summarize.pipeline.batch.neighbours import Neighbours
from summarize.pipeline.batch.overview import Overview, Printed, take_away_outdated
from summarize.pipeline.batch.placing import Placing, is_intact
from summarize.pipeline.batch.printing import Printing, check_printing
from summarize.pipeline.batch.settling import OddYear, settle
from summarize.pipeline.batch.telling import Asides, Left, absent_units, left_documents, tally_of, tell_left
from summarize.pipeline.batch.workers import LocalCrew
from summarize.pipeline.making import Templates, Wanted
from summarize.pipeline.secrecy import is_classified_machine

_SECONDS_BETWEEN = 0.2
"""Between two looks at what is in hand."""


def run_batch(
    request: BatchRequest, *, make_crew: MakeCrew | None = None, is_stopping: Callable[[], bool] = lambda: False
) -> Generator[Event, None, None]:
    """Make the reports of all units in a folder, and yield what happens: `Began`, …, `Closed`.

    Args:
        request: What is asked for.
        make_crew: Gives those who do the jobs; the crew that `request` names, unless others are to do them.
        is_stopping: Is asked again and again; once it is so, what is in hand is finished and all else left.

    Raises:
        InputError: The folder has no inputs.
        TemplateError: The template cannot be found or used.
        UsageError: What is asked for makes no sense.
        MachineError: Another batch is at the same place, nothing can be written there, no worker can work.
    """
    root, size = output_root(request), crew_size(request)
    temporary_folder()
    if request.is_pdf:
        check_printing()
    templates = Templates()
    basis = describe_basis(request, templates)
    expected = expected_units(request.folder, request.expected)
    found = find_inputs(request.folder, leave_out=none_of_them(root, expected))
    with alone_at(root):
        clear_drafts(root)
        batch = _Batch(request, root, templates, basis=basis, found=found, expected=expected)
        try:
            yield from batch.run((make_crew or crew_for(request))(size, templates), is_stopping)
        finally:
            batch.journal.close()


def output_root(request: BatchRequest) -> Path:
    """Return the folder under which everything is written.

    Raises:
        UsageError: It is said to be a file.
    """
    if request.output is None:
        return FOLDER
    root = Path(request.output)
    if is_file(root) or (root.suffix.lower() == SUFFIX and not is_folder(root)):
        message = f"--output：“{request.output}”是一个文件，批量要写到一个文件夹"
        advice = f"写一个文件夹的名字，例：--output {root.with_suffix('')}；或不写。"
        raise UsageError(TARGET_OF_ANOTHER_KIND.at(Place(file=request.output), message, advice))
    return root


def none_of_them(root: Path, expected: ExpectedUnits) -> tuple[Path, ...]:
    """Return what lies in the folder and is no input: the outputs, and the list of units if it is a file of its own."""
    return (root, expected.file) if expected.file is not None and expected.is_own_file else (root,)


def wanted_of(request: BatchRequest) -> Wanted:
    """Return what is wanted of each document."""
    return Wanted(**{field.name: getattr(request, field.name) for field in fields(Wanted)})


def crew_for(request: BatchRequest) -> MakeCrew:
    """Return what gives the crew that is asked for: processes of this machine, or a cluster."""
    return crew_of_cluster(request.cluster) if request.cluster else LocalCrew


def crew_size(request: BatchRequest) -> int:
    """Return how many workers are asked for.

    Raises:
        UsageError: Less than one.
    """
    if request.workers is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if request.workers < 1:
        raise UsageError(WORKERS_COUNT.at(Place(), f"--workers：“{request.workers}”不行，至少要 1 个"))
    return request.workers


class _Batch:
    """One run: its inputs, its journal, and what has been done so far."""

    def __init__(
        self,
        request: BatchRequest,
        root: Path,
        templates: Templates,
        *,
        basis: Basis,
        found: Found,
        expected: ExpectedUnits,
    ) -> None:
        self._request = request
        self._wanted = wanted_of(request)
        self._root = root
        self._basis = basis
        self._found = found
        self._expected = expected
        self._left_out = none_of_them(root, expected)
        self._names = frozenset(one.name for one in found.inputs)
        self._others: tuple[Finding, ...] = found.findings
        self._manifest = manifest_path(root, request.folder, request)
        self._keeps_content = not is_classified_machine()
        self._skipped: deque[Ended] = deque()
        self._counts: Counter[str] = Counter()
        self._looked_at: set[str] = set()
        self._started = datetime.datetime.now().astimezone()
        self._overview: tuple[Path, ...] = ()
        self._asides: Asides | None = None
        self._odd_years: tuple[OddYear, ...] = ()
        self._absent: tuple[Absent, ...] = ()
        self.journal = Journal(self._manifest.with_suffix(".journal"))
        self._neighbours = Neighbours(self.journal, root, self._manifest)
        self._placing = Placing(
            self.journal,
            root,
            self._neighbours,
            by_period=request.output is None,
            template=templates.get(request.template, period_asked(request)).path,
            keep_content=self._keeps_content,
        )

    def run(self, crew: Crew, is_stopping: Callable[[], bool]) -> Iterator[Event]:
        """Do the inputs that are not done, and bring all to its end unless it is stopped."""
        yield self._begin()
        printing = Printing(self.journal, self._root, crew_size(self._request), is_forced=self._request.is_forced)
        with with_scratch(self.journal):
            yield from self._work_off(crew, is_stopping)
            left = len(self._found.inputs) - self._counts.total()
            if left:
                self._asides = Asides(self.journal, self._root, self._expected)
                self._write_overview(printing)
            else:
                yield from self._conclude(crew, printing, is_stopping)
        try:
            yield self._closed(left, printing)
        finally:  # whoever cannot show it, or does not want to see it, has nothing left to go on with either
            if not left:
                self.journal.discard()

    def _work_off(self, crew: Crew, is_stopping: Callable[[], bool]) -> Iterator[Event]:
        """Have done what is to be done."""
        told_at = 0.0
        with closing(crew.run(self._jobs(), is_stopping)) as results:
            for result in results:
                while self._skipped:
                    yield self._skipped.popleft()
                if result is not None:
                    yield self._end(result)
                if time.monotonic() - told_at >= _SECONDS_BETWEEN:
                    told_at = time.monotonic()
                    yield Waiting(crew.in_hand)
        while self._skipped:
            yield self._skipped.popleft()

    def _conclude(self, crew: Crew, printing: Printing, is_stopping: Callable[[], bool]) -> Iterator[Event]:
        """Compare the units, and write what is written of all of them together."""
        self._odd_years = settle(self.journal, self._root, self._neighbours)
        self._asides = Asides(self.journal, self._root, self._expected)
        left = left_documents(self.journal, self._root)
        self._others += tell_left([self._root / one.place for one in left if one.is_nobodys])
        printing.clear()
        if self._request.is_pdf:
            yield from printing.run(is_stopping)
            self._others += printing.findings
        self._write_manifest(crew, left)
        self._write_overview(printing)

    def _begin(self) -> Began:
        """Take what is known of the inputs from the journal or the manifest."""
        is_resumed = not self.journal.is_new
        changed: tuple[str, ...] = ()
        if not is_resumed and (manifest := open_manifest(self._manifest)) is None:
            self.journal.begin(())
        elif not is_resumed and manifest is not None:
            known = self._known(manifest)
            self.journal.begin(known, manifest.printed(), manifest.placed(), manifest.kept_aside())
            changed = changed_means(manifest.head, self._basis)
        with self.journal.at_once():
            if self._request.is_forced:
                self.journal.drop_all()
            self.journal.drop_all_but(found.name for found in self._found.inputs)
        return Began(len(self._found.inputs), is_resumed, () if self._request.is_forced else changed)

    def _known(self, manifest: Manifest) -> Iterator[InputEntry]:
        """Yield all of them, since those that are no more have left documents."""
        with contextlib.suppress(OSError, ValueError):
            yield from manifest.entries()

    def _jobs(self) -> Iterator[Job | None]:
        """Yield a job for each input that is to be done, and `None` for each that is not."""
        for found in self._found.inputs:
            try:
                contents = read_contents(found, self._request.folder, leave_out=self._left_out)
                source = Source(found.name, contents, found.is_folder)
            except InputError as error:
                self._skipped.append(self._end(self._unreadable(found, error)))
                yield None
                continue
            known = None if self._request.is_forced else self._find_known(source)
            if known is None:
                yield Job(source, self._wanted)
                continue
            self._count("skipped", found.name)
            self._skipped.append(Ended(known, is_skipped=True))
            yield None

    def _find_known(self, source: Source) -> InputEntry | None:
        known = self.journal.find(source.path, source.sha256, self._basis.sha256)
        if known is None or not is_intact(known, self._root):
            return None
        # What was found stands in the journal without its words there, and would be told without them.
        has_findings = known.findings or any(unit.findings for unit in known.units)
        return None if has_findings and not self._keeps_content else known

    def _unreadable(self, found: Input, error: InputError) -> JobResult:
        findings = tuple(relocated(error.findings, str(self._request.folder / found.name), found.name))
        return JobResult(found.name, "", (), findings, error.exit_status)

    def _end(self, result: JobResult) -> Ended:
        entry = self._placing.place(result, self._basis.sha256)
        self._count("done", result.path)
        defects = tuple(filter(None, (result.defect, *(unit.defect for unit in result.units))))
        return Ended(entry, defects=defects)

    def _count(self, what: str, path: str) -> None:
        self._counts[what] += 1
        self._looked_at.add(path)

    def _write_manifest(self, crew: Crew, left: Sequence[Left]) -> None:
        run = {
            "started": self._started.isoformat(timespec="seconds"),
            "finished": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            "workers": crew.size,
            "done": self._counts["done"],
            "skipped": self._counts["skipped"],
            "pdf": self.journal.rows("SELECT * FROM printed ORDER BY place"),
            "left": [(one.place, one.name_key, one.period, one.input, one.document_sha256) for one in left],
            "folder": way_to(self._request.folder, self._root),
            "kept_aside": [astuple(kept) for kept in self._asides.kept] if self._asides else [],
        }
        write_manifest(self._manifest, self._basis, self.journal.entries(), run)

    def _write_overview(self, printing: Printing) -> None:
        """Write the view of the whole for people; the page only where no secrets may be."""
        template = self._basis.content["template"]["name"]
        program = f"summarize {self._basis.content['program']['version']}"
        heading = Heading(
            self._request.folder.resolve().name,
            self.journal.most_common_period() or period_name(self._request),
            self._started,
            program,
            template,
            findings=self._others,
        )
        view = Overview(
            heading=heading,
            root=self._root,
            entries=self._entries_looked_at,
            expected=self._expected,
            waiting=tuple(found.name for found in self._found.inputs if found.name not in self._looked_at),
            printed=lambda unit: _printed(unit, printing),
        )
        stem = self._root / overview_name(self._manifest)
        workbook = stem.with_name(f"{stem.name}.xlsx")
        page = stem.with_name(f"{stem.name}.html") if self._keeps_content else None
        told = view.write(workbook, page)
        take_away_outdated(self._manifest, self._root)
        self._absent = tuple(absent_units(told, self._expected))
        self._others += tuple(self._as_typed(one) if one.place.file in self._names else one for one in told)
        self._overview = (workbook, page) if page is not None else (workbook,)

    def _entries_looked_at(self) -> Iterator[InputEntry]:
        """Yield what became of the inputs in this run: of those that are left an earlier run may have told."""
        return (entry for entry in self._entries() if entry.path in self._looked_at)

    def _entries(self) -> Iterator[InputEntry]:
        """Yield what became of the inputs, with all that is told of it."""
        for entry in self.journal.entries():
            yield self._asides.added_to(entry) if self._asides else entry

    def _closed(self, left: int, printing: Printing) -> Closed:
        status = max(printing.exit_status, 1 if has_errors(self._others) else 0)
        others = Counter({NOT_SENT: len(self._absent), ODD_YEAR: len(self._odd_years)})
        return Closed(
            outcomes=(self._outcomes_so_far() if left else self.journal.count_outcomes()) + others,
            done=self._counts["done"],
            skipped=self._counts["skipped"],
            left=left,
            unprinted=printing.left,
            exit_status=max(status, self._worst_status_so_far() if left else self.journal.worst_status()),
            root=self._root,
            manifest=None if left else self._manifest,
            overview=self._overview,
            findings=self._findings,
            account=None if left else self._account(),
        )

    def _outcomes_so_far(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for entry in self._entries_looked_at():
            counts.update([unit.outcome for unit in entry.units] or [entry.outcome])
        return counts

    def _worst_status_so_far(self) -> int:
        entries = self._entries_looked_at()
        each = (max([entry.exit_status, *(unit.exit_status for unit in entry.units)]) for entry in entries)
        return max(each, default=0)

    def _account(self) -> BatchAccount:
        inputs = {str(self._request.folder / found.name) for found in self._found.inputs}
        return BatchAccount(
            tally=tally_of(self.journal.entries(), self._expected),
            whole=tuple(finding for finding in self._others if finding.place.file not in inputs),
            absent=self._absent,
            odd_years=self._odd_years,
        )

    def _findings(self) -> Iterator[Finding]:
        """Yield all that was found, of the folder first, then input by input; files as they are typed from here."""
        yield from self._others
        for entry in self._entries_looked_at():
            for finding in (*entry.findings, *(found for unit in entry.units for found in unit.all_findings)):
                yield self._as_typed(finding)

    def _as_typed(self, finding: Finding) -> Finding:
        return replace(finding, place=self._within(finding.place), related=tuple(map(self._within, finding.related)))

    def _within(self, place: Place) -> Place:
        """Return the place of an input as it is typed from here; that of an output is so already."""
        file = PurePosixPath(place.file or "")
        is_of_input = place.file in self._names or (file.suffix.lower() == ".csv" and str(file.parent) in self._names)
        return replace(place, file=str(self._request.folder / file)) if is_of_input else place


def _printed(unit: UnitEntry, printing: Printing) -> Printed:
    pages = printing.pages(unit)
    return Printed() if pages is None else Printed(str(PurePosixPath(unit.place).with_suffix(PDF_SUFFIX)), pages)
