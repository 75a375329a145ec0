"""What closes the document (7.3.5.5): 落款 and all around it never stand alone on a page."""

from __future__ import annotations

from collections.abc import Container, Iterable

from summarize.render.finishing.outline import is_paragraph
from summarize.render.finishing.paragraphs import keep_with_next, style_of

CLOSING_STYLES = ("附件说明", "附件说明首项", "附件说明续项", "署名", "署名（加盖印章）", "成文日期", "附注")
"""The names of the styles of what follows the text."""


def keep_with_text(blocks: Iterable[str], closing: Container[str]) -> list[str]:
    """Return the blocks with every paragraph before one in a closing style (an id) kept on its page."""
    kept: list[str] = []
    for block in blocks:
        if style_of(block) in closing and kept and is_paragraph(kept[-1]):
            kept[-1] = keep_with_next(kept[-1])
        kept.append(block)
    return kept
