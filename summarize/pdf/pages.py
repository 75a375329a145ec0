"""What a PDF says of itself: whether it is whole, how many pages it has, whether it is PDF/A-2."""

from __future__ import annotations

import io
import re

_TAIL = 1024
"""A reader looks for the end mark in so many bytes (ISO 32000-1, annex H.3)."""
_ARCHIVABLE = re.compile(rb"pdfaid:part(?:>|=[\"'])2")
"""Metadata of PDF/A are never compressed (ISO 19005-2, 6.6.2.1)."""


def count_pages(content: bytes) -> int | None:
    """Return the number of pages, blank ones too; `None` if `content` is no whole PDF."""
    # Loaded here: only who makes PDFs needs it, and it comes with an extra.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    if b"%%EOF" not in content[-_TAIL:]:
        return None
    try:
        return len(PdfReader(io.BytesIO(content), strict=True).pages) or None
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError):  # what pypdf lets through
        return None


def is_archivable(content: bytes) -> bool:
    """Return whether the PDF says that it is PDF/A-2."""
    return _ARCHIVABLE.search(content) is not None
