"""One report: read → validate → compose → render, written beside and renamed.

The only module that knows the order of the stages. Skins call `generate` and `check`.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from summarize import __version__
from summarize.compose import REPORT_KIND, compose
from summarize.errors import InputError, SummarizeError, UsageError
from summarize.findings import Finding, Place, has_errors
from summarize.model.cells import Sheets
from summarize.model.periods import Period, PeriodError, YearMissingError, parse_period, standard_periods
from summarize.model.provenance import describe, find_gaps
from summarize.model.records import Records
from summarize.model.report import Report
from summarize.model.selection import rows_of_report, rows_within
from summarize.model.vocabulary import normalize_key
from summarize.output import Naming, Written, output_path, refuse_to_replace, write_document
from summarize.read import read_workbook
from summarize.validate import (
    Validation,
    check_period,
    check_upward_report,
    drop_consequences,
    find_classified,
    validate,
)
from summarize.validate.figure_rules import CITATION_WITHOUT_VALUE
from summarize.validate.rules import NO_ACHIEVEMENT, REPORT_PERIOD_UNKNOWN, UNIT_MISMATCH

ALL_PERIODS = "all"


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


def generate(request: Request) -> Outcome:
    """Write the report that `request` asks for.

    Raises:
        InputError: the workbook cannot be read or has errors (all of them are carried); with
            `is_draft` only when no text can be composed.
        UsageError: the period or the unit asked for does not exist.
        TemplateError: the template cannot be found or filled.
        MachineError: the document cannot be written.
    """
    # Loaded here: `check` needs neither the template engine nor lxml.
    from summarize.render import render  # noqa: PLC0415
    from summarize.render.templates import document_kind  # noqa: PLC0415

    sheets = read_workbook(request.workbook)
    file = sheets.file
    _refuse_classified(sheets)
    validation = validate(sheets)
    records = validation.records
    _check_unit(records, request.unit)
    findings = list(validation.findings)
    period = _report_period(records, request.period, findings, file)
    findings.extend(check_period(records, validation.relations, period))
    template = _find_template(request.template, period, _located(findings, file))
    kind = document_kind(template)
    if kind == REPORT_KIND:
        findings.extend(check_upward_report(records, period))
    located = _located(findings, file)
    if has_errors(located) and not request.is_draft:
        raise InputError(*located)
    report = compose(records, period, kind=kind, is_brief=request.is_brief)
    if not request.is_draft:
        _refuse_gaps(report, file)
    path = output_path(
        report,
        Naming(kind=kind, stage=request.stage, is_brief=request.is_brief, is_draft=request.is_draft),
        request.output,
    )
    refuse_to_replace(path, (request.workbook, template))
    template_hash = hashlib.sha256(template.read_bytes()).hexdigest()
    document_id = _document_id(records, period, template_hash, request)
    document = render(report, template, stage=request.stage, document_id=document_id, is_draft=request.is_draft)
    described = {"name": template.stem, "sha256": template_hash}
    record = _record(report, records, described, document_id, document)
    written = write_document(path, document, document_id, record)
    return Outcome(path, _summary(report, records, written), located)


def check(workbook: Path, period: str | None) -> tuple[Finding, ...]:
    """Return everything that is wrong with `workbook`; nothing is written.

    `period` is a period as the user writes it, `all`, or `None`: each row by its own period and the
    whole for the default one.

    Raises:
        InputError: the workbook cannot be read, or is classified.
        UsageError: there is no such period.
    """
    sheets = read_workbook(workbook)
    _refuse_classified(sheets)
    validation = validate(sheets)
    findings = list(validation.findings)
    for wanted in _checked_periods(validation, period, findings, sheets.file):
        findings.extend(
            check_period(validation.records, validation.relations, wanted, all_rows=period in (None, ALL_PERIODS))
        )
    return _located(findings, sheets.file)


def _checked_periods(
    validation: Validation, period: str | None, findings: list[Finding], file: str
) -> tuple[Period, ...]:
    records = validation.records
    if period != ALL_PERIODS:
        if period is None and records.default_period is None:
            if not has_errors(findings):
                findings.append(_no_achievement())
            return ()
        return (_report_period(records, period, findings, file),)
    own = dict.fromkeys(row.period for row in records.achievements if row.period)
    latest = max((own_period.end for own_period in own), default=None)
    usual = [
        candidate for year in sorted({own_period.year for own_period in own}) for candidate in standard_periods(year)
    ]
    return tuple(
        wanted
        for wanted in dict.fromkeys([*usual, *own])
        if latest and wanted.end <= latest and rows_within(records.achievements, wanted)
    )


def _no_achievement() -> Finding:
    return NO_ACHIEVEMENT.at(Place(sheet="工作成效"), "“工作成效”里一行内容都没有", "在“工作成效”里填写后再用。")


def _report_period(records: Records, asked: str | None, findings: list[Finding], file: str) -> Period:
    if asked is None:
        if records.default_period is not None:
            return records.default_period
        if not has_errors(findings):
            findings.append(_no_achievement())
        raise InputError(*_located(findings, file))
    try:
        return parse_period(asked, records.year)
    except YearMissingError as error:
        if has_errors(findings):
            raise InputError(*_located(findings, file)) from error
        raise UsageError(REPORT_PERIOD_UNKNOWN.at(Place(), f"--period：{error}")) from error
    except PeriodError as error:
        raise UsageError(REPORT_PERIOD_UNKNOWN.at(Place(), f"--period：{error}")) from error


def _check_unit(records: Records, asked: str | None) -> None:
    if asked is None:
        return
    names = [fact.value.raw.strip() for fact in records.facts if fact.name in ("单位名称", "单位简称")]
    if normalize_key(asked) not in {normalize_key(name) for name in names}:
        seen = "、".join(dict.fromkeys(names)) or "没有填单位名称"
        raise UsageError(UNIT_MISMATCH.at(Place(), f"--unit：工作簿里没有“{asked}”（有：{seen}）"))


def _find_template(asked: str | None, period: Period, findings: tuple[Finding, ...]) -> Path:
    from summarize.render.templates import default_template_name, find_template  # noqa: PLC0415

    try:
        return find_template(asked or default_template_name(period.kind))
    except SummarizeError as error:
        raise type(error)(*error.findings, *(finding for finding in findings if finding.is_error)) from error


def _located(findings: list[Finding], file: str) -> tuple[Finding, ...]:
    """Return `findings` with their file, each once and without mere consequences of others."""
    return tuple(dict.fromkeys(finding.within(file) for finding in drop_consequences(findings)))


def is_classified_machine() -> bool:
    """Return whether this machine carries the setting that the unit's 保密员 makes on a 涉密计算机.

    It is an empty file that only an administrator can make, so that no user and no workbook can
    switch the refusal off.
    """
    return _classified_setting().exists()


def _classified_setting() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "summarize" / "classified-machine"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/summarize/classified-machine")
    return Path("/etc/summarize/classified-machine")


def _refuse_classified(sheets: Sheets) -> None:
    found = find_classified(sheets)
    if found and not is_classified_machine():
        raise InputError(*_located(list(found), sheets.file))


def _refuse_gaps(report: Report, file: str) -> None:
    """Check that nothing is printed as 〔待补：…〕: whatever validation saw, no hole leaves without --draft."""
    gaps = [CITATION_WITHOUT_VALUE.at(place, "这一格要用的内容还没有，报告里会缺一处") for place in find_gaps(report)]
    if gaps:
        raise InputError(*_located(gaps, file))


def _document_id(records: Records, period: Period, template_hash: str, request: Request) -> str:
    parts = (
        __version__,
        records.content_hash,
        f"{period.start}/{period.end}",
        template_hash,
        request.stage or "",
        "brief" if request.is_brief else "",
        "draft" if request.is_draft else "",
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _record(report: Report, records: Records, template: dict[str, str], document_id: str, document: bytes) -> bytes:
    """Return the record beside the document; on a 涉密计算机 it holds hashes only."""
    record: dict[str, object] = {
        "id": document_id,
        "program": __version__,
        "unit": str(report.unit),
        "period": report.period.full_name,
        "title": str(report.title),
        "template": template,
        "cells_sha256": records.content_hash,
        "document_sha256": hashlib.sha256(document).hexdigest(),
    }
    if not is_classified_machine():
        record |= describe(report)
    return (json.dumps(record, ensure_ascii=False) + "\n").encode()


def _summary(report: Report, records: Records, written: Written) -> str:
    """Return the line that says which period, which rows were taken and left, and where the file is."""
    rows_taken = rows_of_report(records, report.period)
    sheets = (
        ("工作成效", records.achievements, rows_taken.achievements),
        ("存在问题", records.problems, rows_taken.problems),
        ("工作计划", records.plans, rows_taken.plans),
    )
    taken: list[str] = []
    others = left_out = 0
    for name, rows, within in sheets:
        printed = sum(row.include == "是" for row in within)
        taken.append(f"{name}{printed}行")
        others += len(rows) - len(within)
        left_out += len(within) - printed
    left = f"未取其他时期的{others}行" + (f"、“入文”不为“是”的{left_out}行" if left_out else "")
    kept = f"（原来的同名文件有改动，另存为 {written.backup.name}）" if written.backup else ""
    return f"{report.period.full_name}：取{'、'.join(taken)}，{left}；已写入 {written.path}{kept}"
