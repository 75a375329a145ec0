"""The blocks of a document, paragraphs and tables, whatever wraps them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from summarize.wordprocessing.parts import W

_HOLDERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def unwrapped(holder: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of `holder` with those of content controls and the like in their places."""
    for child in holder:
        if child.tag in _HOLDERS:
            yield from unwrapped(child)
        elif child.tag == _ALTERNATIVES:
            yield from unwrapped(child[0] if len(child) else child)
        elif isinstance(child.tag, str):
            yield child
