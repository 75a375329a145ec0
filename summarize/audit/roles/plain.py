"""Roles that a paragraph shows by itself: empty, a picture, in a table, in the table of contents, a caption."""

from __future__ import annotations

import re

from summarize.audit.paper import Container, DrawingKind, Paper, Paragraph, Role

_CAPTION = re.compile(
    r"[图表]\s*[0-9０-９一二三四五六七八九十]{1,3}(?:[-.．—][0-9]{1,2})?(?:[\s　:：.．]|(?![0-9]))[^。；]{0,40}"
)
_REDS = 0x90, 0x60
"""A red has at least the first in its red channel and at most the second in the others."""


def is_red(color: str) -> bool:
    """Return whether six hexadecimal digits are a red."""
    try:
        code = int(color, 16)
    except ValueError:
        return False
    least, most = _REDS
    return len(color) == 6 and code >> 16 >= least and code >> 8 & 0xFF <= most and code & 0xFF <= most


def has_red_line(paragraph: Paragraph) -> bool:
    """Return whether a red line is drawn at or in the paragraph."""
    edges = (paragraph.format.top, paragraph.format.bottom)
    return any(edge is not None and is_red(edge.color) for edge in edges) or any(
        drawing.kind is DrawingKind.LINE and is_red(drawing.color) for drawing in paragraph.drawings
    )


def find_plain(paper: Paper) -> dict[int, Role]:
    """Return the roles that need no look at what stands around, by index."""
    roles: dict[int, Role] = {}
    for one in paper.paragraphs:
        role = _plain_role(one)
        if role is not None:
            roles[one.index] = role
    return roles


def _plain_role(one: Paragraph) -> Role | None:
    if not one.text.strip():
        if has_red_line(one):
            return Role.RED_LINE
        pictures = [drawing for drawing in one.drawings if drawing.kind in (DrawingKind.PICTURE, DrawingKind.OTHER)]
        return Role.PICTURE if pictures else Role.EMPTY
    if one.container is Container.CELL:
        return Role.TABLE
    if one.is_in_contents:
        return Role.CONTENTS
    if one.container is Container.BODY and _CAPTION.fullmatch(one.text.strip()) and one.format.alignment == "center":
        return Role.CAPTION
    return None
