"""What a PDF says of itself: whether it is whole, how many pages it has, whether it is PDF/A-2."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

_TAIL = 1024
"""A reader looks for the end mark in so many bytes (ISO 32000-1, annex H.3)."""
_ARCHIVABLE = re.compile(rb"pdfaid:part(?:>|=[\"'])2")
"""Metadata of PDF/A are never compressed (ISO 19005-2, 6.6.2.1)."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a PDF: how many, and whether the last but one is blank."""

    count: int
    is_last_but_one_blank: bool


def read_pages(content: bytes) -> Pages | None:
    """Return what pages a PDF has; `None` if `content` is no whole PDF."""
    # Loaded here: only who makes PDFs needs it, and it comes with an extra.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of torn files would go to the screen
    if b"%%EOF" not in content[-_TAIL:]:  # pypdf reads files that only lack this, which are torn as well
        return None
    try:
        pages = PdfReader(io.BytesIO(content), strict=True).pages
        count = len(pages)
        return Pages(count, count > 1 and _is_blank(pages[count - 2])) if count else None
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError):  # what pypdf lets through
        return None


def _is_blank(page: PageObject) -> bool:
    return not page.extract_text().strip() and not page.images


def is_archivable(content: bytes) -> bool:
    """Return whether the PDF says that it is PDF/A-2."""
    return _ARCHIVABLE.search(content) is not None
