"""One paragraph as text: what its properties say, and the same paragraph with others."""

from __future__ import annotations

import re

from summarize.render.finishing.outline import element_end

_START = re.compile(r"<w:p(?: [^>]*)?/?>\s*")
_PROPERTIES = re.compile(r"<(w:pPr)(?: [^>]*)?/?>")
_STYLE = re.compile(r'<w:p(?: [^>]*)?>\s*<w:pPr(?: [^>]*)?>\s*<w:pStyle w:val="([^"]*)"')
_STYLE_ELEMENT = re.compile(r"\s*<w:pStyle [^>]*/>")
_KEEP_NEXT = re.compile(r"<w:keepNext(?: [^>]*)?/>")
_CHANGE = "<w:pPrChange"
"""Holds the properties before a tracked change: they are no longer those of the paragraph."""


def style_of(paragraph: str) -> str:
    """Return the id of the paragraph's style as it stands in XML, or ''."""
    found = _STYLE.match(paragraph)
    return found[1] if found else ""


def has_property(paragraph: str, name: str) -> bool:
    """Return whether the paragraph itself has the property, `pageBreakBefore` for one."""
    _, properties, _ = _take_apart(paragraph)
    own = properties.partition(_CHANGE)[0]
    return f"<w:{name}/>" in own or f"<w:{name} " in own or f"<w:{name}>" in own


def keep_with_next(paragraph: str) -> str:
    """Return the paragraph kept on the page of the one that follows it."""
    before, properties, after = _take_apart(paragraph)
    own, mark, changed = properties.partition(_CHANGE)
    if found := _KEEP_NEXT.search(own):
        own = f"{own[: found.start()]}<w:keepNext/>{own[found.end() :]}"
    else:
        style = _STYLE_ELEMENT.match(own)
        place = style.end() if style else 0
        own = f"{own[:place]}<w:keepNext/>{own[place:]}"
    return f"{before}{own}{mark}{changed}{after}"


def end_section(paragraph: str, section: str) -> str:
    """Return the paragraph as the last of a section with these properties (a `w:sectPr`)."""
    before, properties, after = _take_apart(paragraph)
    own, mark, changed = properties.partition(_CHANGE)
    return f"{before}{own}{section}{mark}{changed}{after}"


def surround(paragraph: str, start: str, end: str) -> str:
    """Return the paragraph with `start` before its contents and `end` behind them."""
    opening, rest = _open(paragraph)
    found = _PROPERTIES.match(rest)
    place = element_end(rest, found) if found else 0
    closing = rest.rfind("</w:p>")
    return f"{opening}{rest[:place]}{start}{rest[place:closing]}{end}{rest[closing:]}"


def _take_apart(paragraph: str) -> tuple[str, str, str]:
    """Return what stands before the inside of the paragraph's `w:pPr`, the inside, and the rest.

    A paragraph without one gets one.
    """
    opening, rest = _open(paragraph)
    found = _PROPERTIES.match(rest)
    if found is None:
        return f"{opening}<w:pPr>", "", f"</w:pPr>{rest}"
    if found[0].endswith("/>"):
        return f"{opening}{found[0][:-2]}>", "", f"</w:pPr>{rest[found.end() :]}"
    end = element_end(rest, found) - len("</w:pPr>")
    return opening + found[0], rest[found.end() : end], rest[end:]


def _open(paragraph: str) -> tuple[str, str]:
    """Return the start tag of a paragraph and the rest; `<w:p/>` is written in two tags."""
    start = _START.match(paragraph)
    if start is None:
        raise ValueError(f"no paragraph: {paragraph[:40]}")
    if start[0].rstrip().endswith("/>"):
        return f"{start[0].rstrip()[:-2]}>", "</w:p>"
    return start[0], paragraph[start.end() :]
