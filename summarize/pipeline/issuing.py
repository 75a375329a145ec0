"""Marking a document as issued, and what that means for the documents that come after it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from summarize.errors import UsageError
from summarize.findings import Place
from summarize.history.annex import with_promises
from summarize.history.issued import IssuedDocument, issued_path, mark_issued, read_record
from summarize.history.rules import DRAFT_ISSUED, NO_PROMISES
from summarize.opc import write_beside
from summarize.opc.files import is_folder
from summarize.output import RECORD_FOLDER, document_id_in, is_as_written
from summarize.pipeline.asked import located
from summarize.pipeline.making import Document, Prepared
from summarize.pipeline.past import Past

_FINAL_STAGES = frozenset({None, "定稿"})


class _Issue(Protocol):
    @property
    def is_issue(self) -> bool: ...
    @property
    def is_draft(self) -> bool: ...
    @property
    def stage(self) -> str | None: ...


def refuse_issuing_drafts(request: _Issue) -> None:
    """Check that no draft is to be marked as issued.

    Raises:
        UsageError: One is.
    """
    if request.is_issue and request.is_draft:
        raise UsageError(DRAFT_ISSUED.at(Place(), "--issue 不能与 --draft 同时用：草稿不能标为印发"))
    if request.is_issue and request.stage not in _FINAL_STAGES:
        message = f"--issue 不能与 --stage {request.stage} 同时用：{request.stage}还不是印发的稿子"
        raise UsageError(DRAFT_ISSUED.at(Place(), message))


def with_past(prepared: Prepared, past: Past, path: Path, *, lists_promises: bool) -> Prepared:
    """Return the report that is to be written to `path`, compared with what was issued before."""
    report = prepared.report
    compared = past.compare(prepared.records, report.period, (path.parent,))
    findings = list(compared.findings)
    options = prepared.more_options
    if lists_promises:
        report = with_promises(report, compared.followed)
        if compared.followed:
            rows = "\n".join("\t".join(row) for row in report.annexes[-1].rows)
            options = (*options, "promises", hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest())
        else:
            findings.append(NO_PROMISES.at(Place(), "没有找到上期已印发的计划，没有印“上期计划落实情况”"))
    told = located(prepared.exemptions.applied_to(findings), prepared.file)
    return replace(prepared, report=report, findings=(*prepared.findings, *told), more_options=options)


def keep_issued(path: Path, prepared: Prepared, document: Document) -> Path | None:
    """Copy the issued document that stands at `path`, if another is to take its place; return where to.

    Raises:
        MachineError: the copy cannot be written.
    """
    record = _record_of_standing_issue(path, prepared)
    if record is None or not is_as_written(path):  # what was changed by hand is kept aside in any case
        return None
    standing = path.read_bytes()
    if standing == document.content:
        return None
    issued = read_record(record)
    number = issued.number if isinstance(issued, IssuedDocument) else 0
    kept = _name_for(path, f"（第{number}次印发）" if number else "（原印发）", standing)
    write_beside(kept, standing)
    return kept


def _name_for(path: Path, mark: str, content: bytes) -> Path:
    """Return a name beside `path` with `mark` under which nothing else than `content` stands."""
    count = 1
    while True:
        kept = path.with_name(f"{path.stem}{mark}{f'({count})' if count > 1 else ''}{path.suffix}")
        if not os.path.lexists(kept) or (kept.is_file() and kept.read_bytes() == content):
            return kept
        count += 1


def _record_of_standing_issue(path: Path, prepared: Prepared) -> Path | None:
    folder = path.parent / RECORD_FOLDER
    if not is_folder(folder / "issued"):
        return None
    document_id = document_id_in(path)
    if document_id is None:
        return None
    record = issued_path(folder, prepared.records.unit, prepared.report.period, document_id)
    return record if record.is_file() else None


def tell_issue(path: Path, document: Document, kept: Path | None, *, is_issue: bool) -> str:
    """Mark the document at `path` as issued if that is wanted; return what is told of it and of the one before it.

    Raises:
        MachineError: the record cannot be written.
    """
    aside = f"；原来印发的文档另存为 {kept.name}" if kept else ""
    if not is_issue:
        return aside
    number, before = mark_issued(path.parent / RECORD_FOLDER, path.name, document.record)
    if not before:
        return f"{aside}；已标为印发，以后各期拿它对照"
    return f"{aside}；已标为印发（第{number}次），以后各期以这一次为准，以前的记录留着"
