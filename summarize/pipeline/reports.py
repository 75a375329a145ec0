"""`generate`, one report: read → validate → compose → render, written beside and renamed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from summarize.compose import REPORT_KIND, compose
from summarize.errors import InputError, SummarizeError, UsageError
from summarize.findings import Finding, Place, has_errors
from summarize.model.periods import Period
from summarize.model.provenance import find_gaps
from summarize.model.records import Records
from summarize.model.report import Report
from summarize.model.vocabulary import normalize_key
from summarize.output import Naming, Written, names_folder, output_path, refuse_to_replace, write_document
from summarize.pipeline.asked import located, of_units, report_period, units_asked
from summarize.pipeline.document_record import describe_document, document_id_of
from summarize.pipeline.row_counts import count_rows
from summarize.pipeline.secrecy import refuse_classified
from summarize.read import read_workbook
from summarize.validate import FilingUnit, check_period, check_plan_lead, check_upward_report, split_units, validate
from summarize.validate.content_rules import OUTPUT_FOR_SEVERAL
from summarize.validate.figures.rules import CITATION_WITHOUT_VALUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One report that is asked for.

    `period`, `template` and `unit` are as the user writes them; `output` is a file, or a folder when it
    is one already or ends with a separator. `None` stands for the default.
    """

    workbook: Path
    period: str | None = None
    template: str | None = None
    output: str | None = None
    unit: str | None = None
    is_draft: bool = False
    is_brief: bool = False
    stage: str | None = None


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
    units, names = _read_units(request)
    if len(units) > 1:
        listed = "、".join(unit.name for unit in units)
        raise UsageError(OUTPUT_FOR_SEVERAL.at(Place(), f"工作簿里有{len(units)}个单位（{listed}），没有说要哪一个"))
    return _generate_unit(request, units[0], names)


def generate_units(request: Request) -> Iterator[UnitResult]:
    """Write the reports of all units of the workbook, or of the one asked for; yield each as it is done.

    What is wrong with one of several units stops no other.

    Raises:
        SummarizeError: as `generate` does, for a workbook of one unit; for one of several when it cannot be
            read, or `output` is a file.
    """
    units, names = _read_units(request)
    if len(units) == 1:
        yield UnitResult(units[0].name, _generate_unit(request, units[0], names))
        return
    if request.output is not None and not names_folder(request.output):
        message = f"--output：“{request.output}”是一个文件，工作簿里有{len(units)}个单位"
        raise UsageError(OUTPUT_FOR_SEVERAL.at(Place(), message))
    for unit in units:
        try:
            yield UnitResult(unit.name, _generate_unit(request, unit, names))
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
    return units_asked(units, request.unit), _Names(_doubled_short_names(units))


@dataclass(slots=True)
class _Names:
    """The names of the documents of one run: units that are called alike are told apart."""

    doubled: frozenset[str] = frozenset()
    taken: set[str] = field(default_factory=set)

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


def _generate_unit(request: Request, unit: FilingUnit, names: _Names) -> Outcome:
    # Loaded here: `check` needs neither the template engine nor lxml.
    from summarize.render import render  # noqa: PLC0415
    from summarize.render.templates import document_kind  # noqa: PLC0415

    file = unit.sheets.file
    validation = validate(unit.sheets, request.period)
    records = validation.records
    findings = [*unit.sheets.findings, *unit.findings, *validation.findings]
    period = report_period(records, request.period, findings, file)
    findings.extend(check_period(records, validation.relations, period))
    findings.extend(check_plan_lead(records, period))
    template = _find_template(request.template, period, located(findings, file))
    kind = document_kind(template)
    if kind == REPORT_KIND:
        findings.extend(check_upward_report(records, period))
    told = located(findings, file)
    if has_errors(told) and not request.is_draft:
        raise InputError(*told)
    report = compose(records, period, kind=kind, is_brief=request.is_brief)
    if not request.is_draft:
        _refuse_gaps(report, file)
    naming = Naming(kind=kind, stage=request.stage, is_brief=request.is_brief, is_draft=request.is_draft)
    path = names.path(report, naming, request.output)
    refuse_to_replace(path, (request.workbook, template))
    template_hash = hashlib.sha256(template.read_bytes()).hexdigest()
    document_id = document_id_of(records, period, template_hash, _options(request))
    document = render(report, template, stage=request.stage, document_id=document_id, is_draft=request.is_draft)
    described = {"name": template.stem, "sha256": template_hash}
    record = describe_document(report, records, described, document_id, document)
    written = write_document(path, document, document_id, record)
    return Outcome(path, _summary(report, records, written), told)


def _find_template(asked: str | None, period: Period, findings: tuple[Finding, ...]) -> Path:
    from summarize.render.templates import default_template_name, find_template  # noqa: PLC0415

    try:
        return find_template(asked or default_template_name(period.kind))
    except SummarizeError as error:
        raise type(error)(*error.findings, *(finding for finding in findings if finding.is_error)) from error


def _refuse_gaps(report: Report, file: str) -> None:
    """Check that nothing is printed as 〔待补：…〕: whatever validation saw, no hole leaves without --draft."""
    gaps = [CITATION_WITHOUT_VALUE.at(place, "这一格要用的内容还没有，报告里会缺一处") for place in find_gaps(report)]
    if gaps:
        raise InputError(*located(gaps, file))


def _options(request: Request) -> tuple[str, ...]:
    """Return what the request says of the document itself."""
    return (request.stage or "", "brief" if request.is_brief else "", "draft" if request.is_draft else "")


def _summary(report: Report, records: Records, written: Written) -> str:
    """Return the line that says which period, which rows were taken and left, and where the file is."""
    counts = count_rows(records, report.period)
    others, left_out = sum(count.others for count in counts), sum(count.left_out for count in counts)
    taken = "、".join(f"{count.sheet}{count.printed}行" for count in counts)
    where = "、".join(f"{count.sheet}{count.others}行" for count in counts if count.others)
    left = (
        f"未取其他时期的{others}行"
        + (f"（{where}）" if others else "")
        + (f"、“入文”不为“是”的{left_out}行" if left_out else "")
    )
    kept = f"（原来的同名文件有改动，另存为 {written.backup.name}）" if written.backup else ""
    return f"{report.period.full_name}：取{taken}，{left}；已写入 {written.path}{kept}"
