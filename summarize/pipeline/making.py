"""One unit's report made in memory: validate → compose → render; what to do with it is the caller's business."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summarize.compose import REPORT_KIND, compose
from summarize.errors import InputError, SummarizeError
from summarize.findings import Finding, has_errors
from summarize.history.length import check_length
from summarize.history.repetition import check_copied
from summarize.language.lexicon import Lexicon
from summarize.model.correction import with_texts
from summarize.model.periods import Period
from summarize.model.provenance import find_gaps
from summarize.model.records import Records
from summarize.model.report import Report
from summarize.output import Naming
from summarize.pipeline.asked import located, report_period
from summarize.pipeline.document_record import describe_document, document_id_of
from summarize.pipeline.printed_text import check_printed
from summarize.pipeline.row_counts import describe_rows
from summarize.pipeline.wording import Exemptions, read_wording
from summarize.validate import FilingUnit, check_period, check_plan_lead, check_upward_report, validate
from summarize.validate.figures.rules import CITATION_WITHOUT_VALUE
from summarize.validate.wording import check_wording, find_mends

if TYPE_CHECKING:
    from summarize.render import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of a report, whatever workbook it is made of.

    `period` and `template` are as the user writes them; `None` stands for the default.
    """

    period: str | None = None
    template: str | None = None
    is_draft: bool = False
    is_brief: bool = False
    stage: str | None = None
    is_duplex: bool = False
    terms: Lexicon | None = None
    """The district's words."""
    is_fixed: bool = False
    """Whether what is safe to mend is mended before the report is made."""


@dataclass(slots=True)
class Templates:
    """The templates of one run, each found and compiled once."""

    compiled: dict[str, Template] = field(default_factory=dict)

    def get(self, asked: str | None, period: Period) -> Template:
        """Return the template that is asked for, or the default one for the kind of `period`.

        Raises:
            TemplateError: There is none, or it cannot be used.
        """
        # Loaded here: `check` needs neither the template engine nor lxml.
        from summarize.render import Template, default_template_name, find_template  # noqa: PLC0415

        name = asked or default_template_name(period.kind)
        if name not in self.compiled:
            self.compiled[name] = Template(find_template(name))
        return self.compiled[name]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report composed but not yet printed, with the template that prints it and what was found on the way."""

    report: Report
    records: Records
    template: Template
    naming: Naming
    findings: tuple[Finding, ...]
    exemptions: Exemptions
    file: str
    more_options: tuple[str, ...] = ()
    """What else the document depends on, beside the workbook and what is wanted."""

    @property
    def row_counts(self) -> str:
        """Which rows were taken and which left, in words."""
        return describe_rows(self.records, self.report.period)


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: its bytes, its id, and the record that is to lie beside it."""

    content: bytes
    document_id: str
    record: bytes


def prepare_report(unit: FilingUnit, wanted: Wanted, templates: Templates) -> Prepared:
    """Return the report of `unit`.

    Raises:
        InputError: The unit's rows have errors (all of them are carried); of a draft only when no text
            can be composed.
        UsageError: The period asked for does not exist.
        TemplateError: The template cannot be found or used.
    """
    unit, mended = _mended(unit, wanted) if wanted.is_fixed else (unit, ())
    file = unit.sheets.file
    validation = validate(unit.sheets, wanted.period)
    records = validation.records
    findings = [*unit.sheets.findings, *unit.findings, *validation.findings, *mended]
    period = report_period(records, wanted.period, findings, file)
    findings.extend(check_period(records, validation.relations, period))
    findings.extend(check_plan_lead(records, period))
    findings.extend(check_copied(records, period))
    template = _template(wanted, period, templates, located(findings, file))
    if template.kind == REPORT_KIND:
        findings.extend(check_upward_report(records, period))
    wording = read_wording(unit.sheets, findings)
    kept = wording.exemptions.applied_to(findings)
    told = located([*kept, *check_wording(records, wording, period, wanted.terms)], file)
    if has_errors(told) and not wanted.is_draft:
        raise InputError(*told)
    report = compose(records, period, kind=template.kind, is_brief=wanted.is_brief)
    if not wanted.is_draft:
        _refuse_gaps(report, file)
    told = (*told, *located(check_printed(report, told, wording.exemptions), file))
    if has_errors(told) and not wanted.is_draft:
        raise InputError(*told)
    naming = Naming(kind=template.kind, stage=wanted.stage, is_brief=wanted.is_brief, is_draft=wanted.is_draft)
    told = (*told, *located(wording.exemptions.applied_to(check_length(report, records)), file))
    return Prepared(report, records, template, naming, told, wording.exemptions, file)


def _mended(unit: FilingUnit, wanted: Wanted) -> tuple[FilingUnit, tuple[Finding, ...]]:
    """Return `unit` with what is safe to mend mended in its report's texts, and a word on each mend."""
    records = validate(unit.sheets, wanted.period).records
    wording = read_wording(unit.sheets, [])
    period = report_period(records, wanted.period, [], unit.sheets.file)
    mends = tuple(find_mends(records, wording, period, wanted.terms))
    sheets = with_texts(unit.sheets, {mend.place: mend.mended.text for mend in mends})
    return replace(unit, sheets=sheets), tuple(finding for mend in mends for finding in mend.findings)


def print_report(prepared: Prepared, wanted: Wanted) -> Document:
    """Return the document of a report.

    Raises:
        TemplateError: The template cannot be filled.
    """
    from summarize.render import render  # noqa: PLC0415

    report, template = prepared.report, prepared.template
    options = (*_options(wanted), *prepared.more_options)
    document_id = document_id_of(prepared.records, report.period, template.sha256, options)
    content = render(
        report,
        template,
        stage=wanted.stage,
        document_id=document_id,
        is_draft=wanted.is_draft,
        is_duplex=wanted.is_duplex,
    )
    described = {"name": template.name, "sha256": template.sha256}
    record = describe_document(
        report, prepared.records, described, document_id, content, variant=prepared.naming.variant
    )
    return Document(content, document_id, record)


def _template(wanted: Wanted, period: Period, templates: Templates, findings: tuple[Finding, ...]) -> Template:
    try:
        return templates.get(wanted.template, period)
    except SummarizeError as error:
        raise type(error)(*error.findings, *(finding for finding in findings if finding.is_error)) from error


def _refuse_gaps(report: Report, file: str) -> None:
    """Check that nothing is printed as 〔待补：…〕: whatever validation saw, no hole leaves without --draft."""
    gaps = [CITATION_WITHOUT_VALUE.at(place, "这一格要用的内容还没有，报告里会缺一处") for place in find_gaps(report)]
    if gaps:
        raise InputError(*located(gaps, file))


def _options(wanted: Wanted) -> tuple[str, ...]:
    """Return what is wanted of the document itself."""
    always = (wanted.stage or "", "brief" if wanted.is_brief else "", "draft" if wanted.is_draft else "")
    more = ("duplex" if wanted.is_duplex else "", "fixed" if wanted.is_fixed else "")
    return (*always, *(option for option in more if option))
