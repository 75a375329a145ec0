"""Page numbers, in headers and footers and their text boxes."""

from __future__ import annotations

import re

from summarize.audit.paper import Paragraph, Role

_LOOKS_LIKE_NUMBER = re.compile(r"[\s—–―－─\-‐一·第共页/]*\d{1,3}[\s—–―－─\-‐一·第共页/\d]*")


def furniture_role(paragraph: Paragraph) -> Role:
    """Return the role of a paragraph in a header or footer."""
    if any(run.is_page_field for run in paragraph.runs):
        return Role.PAGE_NUMBER
    text = paragraph.text.strip()
    if not text:
        return Role.EMPTY
    return Role.PAGE_NUMBER if _LOOKS_LIKE_NUMBER.fullmatch(text) else Role.MARGINALIA
