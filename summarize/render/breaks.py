"""Tabs, line breaks, new paragraphs and new pages in rendered text, made elements by docxtpl's own function."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from summarize.render.balance import walk_text
from summarize.render.markup import BREAKS

_BEGIN = re.compile(r"<w:p(?: [^>]*)?>")
_END = "</w:p>"
_PLAIN_TEXT = ("w:p", "w:r", "w:t")


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
    following = dict.fromkeys(BREAKS, -1)
    while (found := _next_break(text, position, following)) < len(text):
        last = text.rfind(_END, position, found)
        begin = _BEGIN.search(text, last if last >= 0 else position, found)
        if begin is None:
            # White space between paragraphs: the next one may have breaks of its own.
            pieces.append(text[position : found + 1])
            position = found + 1
            continue
        end = text.find(_END, found)
        stop = end + len(_END) if end >= 0 else len(text)
        paragraph = text[begin.start() : stop]
        _look_at_parting(paragraph)
        pieces += [text[position : begin.start()], resolve(None, paragraph)]
        position = stop
    resolved = "".join([*pieces, text[position:]])
    if "\a" in resolved or "\f" in resolved:
        raise ValueError("a new paragraph outside of a paragraph")
    return resolved


def _look_at_parting(paragraph: str) -> None:
    """Refuse a new paragraph where another element than a run ends with the old one, as in a link."""
    if "\a" not in paragraph and "\f" not in paragraph:
        return
    for around, text in walk_text(paragraph):
        if ("\a" in text or "\f" in text) and around != _PLAIN_TEXT:
            raise ValueError("a new paragraph within an element")


def _next_break(text: str, position: int, following: dict[str, int]) -> int:
    """Return where the next break stands; `following` keeps that of each kind, so that none is sought twice."""
    for character, found in following.items():
        if found < position:
            again = text.find(character, position)
            following[character] = again if again >= 0 else len(text)
    return min(following.values())


def has_breaks(text: str) -> bool:
    """Return whether there is anything to resolve."""
    return any(character in text for character in BREAKS)
