"""One input of a batch: bytes in, bytes out, so that any process of this machine or another can do it.

A worker writes nothing but the input's own copy in a temporary folder: what it makes goes back whole.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import math
import re
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from summarize.batch.rules import DEFECT_IN_INPUT
from summarize.errors import EXIT_DEFECT, MachineError, SummarizeError, describe_defect
from summarize.findings import Finding, Place
from summarize.model.figures.evaluation import amount_of, evaluate_form
from summarize.model.figures.forms import VALUE_FORM
from summarize.model.figures.printed import Gap
from summarize.model.periods import Period
from summarize.model.records import Records
from summarize.opc import explaining, temporary_folder
from summarize.output import document_name
from summarize.pipeline.making import Document, Prepared, Templates, Wanted, prepare_report, print_report
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_workbook
from summarize.validate import FilingUnit, split_units

_NAMELESS = "csv"
_OF_THREAD = threading.local()
_CHANGE_FORM, _BARE_CHANGE_FORM = "同比", "增幅"
_CHANGE_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Source:
    """An input: a workbook, or a folder of .csv, under the path by which findings name it.

    `files` are names and contents: of a workbook itself alone, of a folder its .csv.
    """

    path: str
    files: tuple[tuple[str, bytes], ...]
    is_folder: bool = False

    @cached_property
    def sha256(self) -> str:
        """The hash of the file, as any tool computes it; of a folder one over the names and contents of its .csv."""
        if not self.is_folder:
            return hashlib.sha256(self.files[0][1]).hexdigest()
        digest = hashlib.sha256(b"folder")
        for name, content in sorted(self.files):
            digest.update(f"\0{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Job:
    """What is wanted of one input."""

    source: Source
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """An indicator of a unit over the report's period, as printed; `change` is against a year before.

    `number` is what is sorted and summed, `None` also of one that is too large; `change_number` is what a change
    is sorted by: percent, or points of an indicator in %. A figure that has no value has no `printed` either.
    `kind` is its 口径.
    """

    name: str
    measure: str
    printed: str
    number: float | None
    change: str
    change_number: float | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class UnitReport:
    """What became of one unit: its document, or the findings that say why there is none.

    `names` are the file names that the document may have: the usual one, and the one with the unit's
    full name for when another unit is called alike. `keys` are what the unit is called by.
    """

    unit: str
    keys: tuple[str, ...]
    findings: tuple[Finding, ...]
    exit_status: int = 0
    period: str = ""
    document: Document | None = None
    names: tuple[str, ...] = ()
    rows: str = ""
    figures: tuple[UnitFigure, ...] = ()
    defect: str = ""


@dataclass(frozen=True, slots=True)
class JobResult:
    """What became of one input; one that cannot be read has no units, but findings.

    `defect` is what a log says of a defect of ours, of a unit's as of an input's.
    """

    path: str
    sha256: str
    units: tuple[UnitReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    exit_status: int = 0
    defect: str = ""


def run_job(job: Job, templates: Templates, home: Path | None = None) -> JobResult:
    """Return the reports of all units of one input; what is wrong with one stops no other.

    `home` is a folder for the input's copy which somebody removes if this process is killed; the one for all
    temporary files where nobody does.
    """
    try:
        return _run(job, templates, home)
    except Exception as error:  # noqa: BLE001 - a defect of ours is told with its input and stops no other
        source = job.source
        return JobResult(source.path, source.sha256, (), (defect_in(source.path),), EXIT_DEFECT, describe_defect(error))


def _run(job: Job, templates: Templates, home: Path | None) -> JobResult:
    source = job.source
    try:
        with _unpacked(source, home or temporary_folder()) as path:
            try:
                sheets = read_workbook(path)
                sheets = replace(sheets, file=source.path)
                refuse_classified(sheets)
            except SummarizeError as error:
                findings = tuple(relocated(error.findings, str(path), source.path))
                return JobResult(source.path, source.sha256, (), findings, error.exit_status)
    except MachineError as error:
        # The message tells where on this machine there is no room; the finding is the input's.
        findings = tuple(replace(finding, place=Place(file=source.path)) for finding in error.findings)
        return JobResult(source.path, source.sha256, (), findings, error.exit_status)
    units = split_units(replace(sheets, findings=tuple(relocated(sheets.findings, str(path), source.path))))
    return JobResult(
        source.path, source.sha256, tuple(_report_of(unit, job.wanted, templates) for unit in units), (), 0
    )


@contextlib.contextmanager
def _unpacked(source: Source, home: Path) -> Iterator[Path]:
    """Let the input stand in a temporary folder under its own name, since a period may be in it.

    Raises:
        MachineError: There is no room for it.
    """
    with explaining(home):
        path = _workplace(home) / (Path(source.path).name or _NAMELESS)
    try:
        with explaining(path):
            if source.is_folder:
                path.mkdir()
                for member, content in source.files:
                    (path / member).write_bytes(content)
            else:
                path.write_bytes(source.files[0][1])
        yield path
    finally:
        if source.is_folder:
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()


def _workplace(home: Path) -> Path:
    """Return this thread's own temporary folder: one for all its jobs, for to make and remove one takes time."""
    folder: Path | None = getattr(_OF_THREAD, "folder", None)
    if folder is None or folder.parent != home or not folder.is_dir():
        folder = _OF_THREAD.folder = Path(tempfile.mkdtemp(prefix="summarize-", dir=home))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def relocated(findings: Iterable[Finding], seen: str, meant: str) -> Iterable[Finding]:
    """Yield `findings` as if the file at `seen` had been read at `meant`."""

    def place(at: Place) -> Place:
        return replace(at, file=at.file.replace(seen, meant)) if at.file else at

    for finding in findings:
        yield replace(
            finding,
            place=place(finding.place),
            message=finding.message.replace(seen, meant),
            suggestion=finding.suggestion.replace(seen, meant),
            related=tuple(map(place, finding.related)),
        )


def _report_of(unit: FilingUnit, wanted: Wanted, templates: Templates) -> UnitReport:
    try:
        return _made(unit, wanted, templates)
    except SummarizeError as error:
        return UnitReport(unit.name, _keys(unit), error.findings, error.exit_status)
    except Exception as error:  # noqa: BLE001 - a defect of ours is told with its unit and stops no other
        found = (defect_in(unit.sheets.file, unit.name),)
        return UnitReport(unit.name, _keys(unit), found, EXIT_DEFECT, defect=describe_defect(error))


def _made(unit: FilingUnit, wanted: Wanted, templates: Templates) -> UnitReport:
    prepared = prepare_report(unit, wanted, templates)
    document = print_report(prepared, wanted)
    report = prepared.report
    return UnitReport(
        unit=unit.name,
        keys=_keys(unit),
        findings=prepared.findings,
        exit_status=1 if any(finding.is_error for finding in prepared.findings) else 0,
        period=report.period.full_name,
        document=document,
        names=_names(prepared),
        rows=prepared.row_counts,
        figures=tuple(_figures(prepared.records, report.period)),
    )


def _keys(unit: FilingUnit) -> tuple[str, ...]:
    return tuple(sorted(unit.keys))


def defect_in(file: str, unit: str = "") -> Finding:
    """Return what is told of a defect of ours that an input, or one unit of it, brought to light."""
    which = f"（{unit}）" if unit else ""
    return DEFECT_IN_INPUT.at(Place(file=file), f"处理“{file}”{which}时程序自身出了故障，没有报告")


def _names(prepared: Prepared) -> tuple[str, ...]:
    report = prepared.report
    in_full = replace(report, short_unit=report.unit)
    return tuple(dict.fromkeys(document_name(one, prepared.naming) for one in (report, in_full)))


def _figures(records: Records, period: Period) -> Iterable[UnitFigure]:
    indicators = records.indicators
    for indicator in indicators:
        value = evaluate_form(indicator.name, VALUE_FORM, indicators, period)
        amount = amount_of(indicator, VALUE_FORM, indicators, period)
        change = evaluate_form(indicator.name, _CHANGE_FORM, indicators, period)
        bare_change = evaluate_form(indicator.name, _BARE_CHANGE_FORM, indicators, period)
        yield UnitFigure(
            name=indicator.name,
            measure=indicator.unit,
            printed="" if isinstance(value, Gap) else value.text,
            number=None if isinstance(amount, Gap) else _as_float(amount.value),
            change="" if isinstance(change, Gap) else change.text,
            change_number=None if isinstance(bare_change, Gap) else _number_in(bare_change.text),
            kind=indicator.measure.value,
        )


def _as_float(value: Fraction) -> float | None:
    """Return an amount as what is sorted and summed, or `None` if it is too large for that."""
    try:
        return float(value)
    except OverflowError:
        return None


def _number_in(change: str) -> float | None:
    """Return the number in a bare change, as it is printed; 持平 is 0, and none is so large that it has no end."""
    found = _CHANGE_NUMBER.search(change)
    number = float(found[0]) if found else 0.0
    return number if math.isfinite(number) else None
