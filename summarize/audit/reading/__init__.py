"""A .docx as a `Paper`: the only modules of the audit that see XML."""

from __future__ import annotations

from summarize.audit.reading.document import read_document

__all__ = ["read_document"]
