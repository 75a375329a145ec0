"""A document's id, and the record that lies beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from summarize import __version__
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
    report: Report, records: Records, template: dict[str, str], document_id: str, document: bytes
) -> bytes:
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
    described = json.dumps(record, ensure_ascii=False)
    if not is_classified_machine():
        described = f"{described[:-1]}, {describe(report)[1:]}"
    return f"{described}\n".encode()
