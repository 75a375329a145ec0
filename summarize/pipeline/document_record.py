"""A document's id, and the record that lies beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from summarize import __version__
from summarize.history.recording import describe_said, span_text
from summarize.model.periods import Period
from summarize.model.provenance import describe
from summarize.model.records import Records
from summarize.model.report import Report
from summarize.pipeline.secrecy import is_classified_machine


def document_id_of(records: Records, period: Period, template_hash: str, options: Sequence[str]) -> str:
    """Return the id of the document that these inputs give: the same inputs, the same id."""
    parts = (
        __version__,
        records.content_hash,
        f"{period.start}/{period.end}",
        template_hash,
        *options,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def describe_document(
    report: Report, records: Records, template: dict[str, str], document_id: str, document: bytes, *, variant: str
) -> bytes:
    """Return the record beside the document; on a 涉密计算机 it holds hashes only.

    `variant` parts the documents of one period.
    """
    record: dict[str, object] = {
        "id": document_id,
        "program": __version__,
        "unit": str(report.unit),
        "period": report.period.full_name,
        "span": span_text(report.period),
        "variant": variant,
        "title": str(report.title),
        "template": template,
        "cells_sha256": records.content_hash,
        "document_sha256": hashlib.sha256(document).hexdigest(),
    }
    described = json.dumps(record, ensure_ascii=False)
    if not is_classified_machine():
        said = json.dumps(describe_said(records, report.period), ensure_ascii=False)
        described = f"{described[:-1]}, {said[1:-1]}, {describe(report)[1:]}"
    return f"{described}\n".encode()
