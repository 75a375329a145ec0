"""The document's id, the only hidden thing in a document: the name of a bookmark on the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize.render.finishing.outline import is_paragraph
from summarize.render.finishing.paragraphs import surround

PREFIX = "summarize_"
_LENGTH = 40
"""Word takes no longer names of bookmarks."""
_NUMBER = 9000
_NO_NAME_CHARACTER = re.compile(r"\W")


def mark(blocks: Iterable[str], document_id: str) -> list[str]:
    """Return the blocks with the bookmark around the contents of the first paragraph."""
    marked = list(blocks)
    first = next((position for position, block in enumerate(marked) if is_paragraph(block)), None)
    if first is not None:
        name = (PREFIX + _NO_NAME_CHARACTER.sub("_", document_id))[:_LENGTH]
        start, end = f'<w:bookmarkStart w:id="{_NUMBER}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{_NUMBER}"/>'
        marked[first] = surround(marked[first], start, end)
    return marked
