"""`generate`: the reports of one workbook, made and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from summarize.errors import SummarizeError, UsageError
from summarize.findings import Finding, Place
from summarize.model.report import Report
from summarize.model.vocabulary import normalize_key
from summarize.opc.files import clear_old_drafts
from summarize.output import (
    PDF_SUFFIX,
    RECORD_FOLDER,
    Naming,
    Written,
    file_hash,
    names_folder,
    output_path,
    refuse_to_replace,
    remove_own_pdf,
    write_document,
)
from summarize.pipeline.asked import of_units, units_asked
from summarize.pipeline.issuing import keep_issued, refuse_issuing_drafts, tell_issue, with_past
from summarize.pipeline.making import Prepared, Templates, Wanted, prepare_report, print_report
from summarize.pipeline.past import Past
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_workbook
from summarize.validate import FilingUnit, split_units
from summarize.validate.content_rules import OUTPUT_FOR_SEVERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Wanted):
    """The reports that are asked for of one workbook.

    `unit` is as the user writes it; `output` is a file, or a folder when it is one already or ends
    with a separator. `None` stands for the default. `is_pdf` tells that the caller makes PDFs of what is written.
    `is_issue` marks what is written as issued; `previous` are earlier reports with which it is compared, beside
    those that were issued; `lists_promises` adds the annex of what became of the last plan.
    """

    workbook: Path
    output: str | None = None
    unit: str | None = None
    is_pdf: bool = False
    is_issue: bool = False
    previous: tuple[Path, ...] = ()
    lists_promises: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report that was written: where, one line about it, and what was found on the way."""

    path: Path
    summary: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What became of one unit of a workbook: its report, or why there is none."""

    unit: str
    outcome: Outcome | None = None
    error: SummarizeError | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found with the unit, whether it has a report or not."""
        if self.outcome is not None:
            return self.outcome.findings
        return self.error.findings if self.error is not None else ()


def generate(request: Request) -> Outcome:
    """Write the one report that `request` asks for.

    Raises:
        InputError: the workbook cannot be read or has errors (all of them are carried); with
            `is_draft` only when no text can be composed.
        UsageError: the period or the unit asked for does not exist, or none of several is asked for.
        TemplateError: the template cannot be found or filled.
        MachineError: the document cannot be written.
    """
    refuse_issuing_drafts(request)
    units, names = _read_units(request)
    if len(units) > 1:
        listed = "、".join(unit.name for unit in units)
        raise UsageError(OUTPUT_FOR_SEVERAL.at(Place(), f"工作簿里有{len(units)}个单位（{listed}），没有说要哪一个"))
    return _generate_unit(request, units[0], names, Templates())


def generate_units(request: Request) -> Iterator[UnitResult]:
    """Write the reports of all units of the workbook, or of the one asked for; yield each as it is done.

    What is wrong with one of several units stops no other.

    Raises:
        SummarizeError: as `generate` does, for a workbook of one unit; for one of several when it cannot be
            read, or `output` is a file.
    """
    refuse_issuing_drafts(request)
    units, names = _read_units(request)
    if len(units) == 1:
        yield UnitResult(units[0].name, _generate_unit(request, units[0], names, Templates()))
        return
    if request.output is not None and not names_folder(request.output):
        message = f"--output：“{request.output}”是一个文件，工作簿里有{len(units)}个单位"
        raise UsageError(OUTPUT_FOR_SEVERAL.at(Place(), message))
    templates = Templates()
    for unit in units:
        try:
            yield UnitResult(unit.name, _generate_unit(request, unit, names, templates))
        except SummarizeError as error:
            yield UnitResult(unit.name, error=error)


def merge_findings(results: Sequence[UnitResult]) -> tuple[Finding, ...]:
    """Return what was found with all units, each once; what holds for some of them names these."""
    return of_units([(result.unit, result.findings) for result in results])


def _read_units(request: Request) -> tuple[tuple[FilingUnit, ...], _Names]:
    """Return the units asked for, and the names of their documents, which all units of the workbook share."""
    sheets = read_workbook(request.workbook)
    refuse_classified(sheets)
    units = split_units(sheets)
    past = Past(request.previous, frozenset(key for unit in units for key in unit.keys))
    return units_asked(units, request.unit), _Names(past, _doubled_short_names(units))


@dataclass(slots=True)
class _Names:
    """The names of the documents of one run: units that are called alike are told apart.

    `tidied` are the folders in which nothing is left of runs that were killed; `past` is what the documents of the
    run are compared with.
    """

    past: Past
    doubled: frozenset[str] = frozenset()
    taken: set[str] = field(default_factory=set)
    tidied: set[Path] = field(default_factory=set)

    def path(self, report: Report, naming: Naming, asked: str | None) -> Path:
        """Return where the document of a unit goes, a place of its own."""
        if normalize_key(str(report.short_unit)) in self.doubled:
            report = replace(report, short_unit=report.unit)
        first = path = output_path(report, naming, asked)
        number = 1
        while str(path).casefold() in self.taken:
            number += 1
            path = first.with_name(f"{first.stem}（{number}）{first.suffix}")
        self.taken.add(str(path).casefold())
        return path


def _doubled_short_names(units: Sequence[FilingUnit]) -> frozenset[str]:
    """Return the keys by which more than one unit is called."""
    counts = Counter(key for unit in units for key in unit.keys)
    return frozenset(key for key, count in counts.items() if count > 1)


def _generate_unit(request: Request, unit: FilingUnit, names: _Names, templates: Templates) -> Outcome:
    prepared = prepare_report(unit, request, templates)
    path = names.path(prepared.report, prepared.naming, request.output)
    refuse_to_replace(path, (request.workbook, prepared.template.path, *request.previous))
    prepared = with_past(prepared, names.past, path, lists_promises=request.lists_promises)
    document = print_report(prepared, request)
    kept_issue = keep_issued(path, prepared, document)
    before = file_hash(path)
    written = write_document(path, document.content, document.document_id, document.record)
    is_pdf_removed = before != file_hash(path) and remove_own_pdf(path.with_suffix(PDF_SUFFIX))
    if path.parent not in names.tidied:
        names.tidied.add(path.parent)
        clear_old_drafts(path, path.parent / RECORD_FOLDER)
    told = "；旁边过时的 PDF 已删去" if is_pdf_removed and not request.is_pdf else ""
    told += tell_issue(path, document, kept_issue, is_issue=request.is_issue)
    return Outcome(path, f"{_summary(prepared, written)}{told}", prepared.findings)


def _summary(prepared: Prepared, written: Written) -> str:
    """Return the line that says which period, which rows were taken and left, and where the file is."""
    kept = f"（原来的同名文件有改动，另存为 {written.backup.name}）" if written.backup else ""
    return f"{prepared.report.period.full_name}：{prepared.row_counts}；已写入 {written.path}{kept}"
