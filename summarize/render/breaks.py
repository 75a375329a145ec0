"""Tabs, line breaks, new paragraphs and new pages in rendered text, made elements by docxtpl's own function."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from summarize.render.markup import BREAK, BREAKS

_BEGIN = re.compile(r"<w:p(?: [^>]*)?>")
_END = "</w:p>"


def resolve_breaks(text: str) -> str:
    """Return what docxtpl makes of a rendered part, looking only at the paragraphs that hold a break.

    Its paragraphs end at the first `</w:p>`, so none reaches over one: the paragraph around a break
    begins behind the last end before it.

    Raises:
        ValueError: A new paragraph or page stands where there is no paragraph to be ended.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - loaded by then: a template has been patched

    resolve: Callable[[Any, str], str] = DocxTemplate.resolve_listing
    pieces: list[str] = []
    position = 0
    while (found := BREAK.search(text, position)) is not None:
        last = text.rfind(_END, position, found.start())
        begin = _BEGIN.search(text, last if last >= 0 else position, found.start())
        end = text.find(_END, found.end())
        stop = end + len(_END) if end >= 0 else len(text)
        if begin is None or end < 0:
            pieces.append(text[position:stop])
        else:
            pieces += [text[position : begin.start()], resolve(None, text[begin.start() : stop])]
        position = stop
    resolved = "".join([*pieces, text[position:]])
    if "\a" in resolved or "\f" in resolved:
        raise ValueError("a new paragraph outside of a paragraph")
    return resolved


def has_breaks(text: str) -> bool:
    """Return whether there is anything to resolve."""
    return any(character in text for character in BREAKS)
