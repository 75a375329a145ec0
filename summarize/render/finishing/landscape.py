"""Wide tables on pages of their own: a section of A4 landscape (clause 8).

The page is turned clockwise, so the table's head is at the left edge of the page, and the page number
stays where other pages have it, in a text box that is turned as well (`turned_footers`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from summarize import standard as gb
from summarize.render.finishing.outline import SECTION, is_paragraph
from summarize.render.finishing.paragraphs import end_section, has_property, style_of
from summarize.render.tables import LANDSCAPE_TABLE, MARK, OWN_TABLES, TABLE

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTER_REFERENCE = re.compile(r"<w:footerReference [^>]*/>")
_ATTRIBUTE = re.compile(r'([^\s=]+)="([^"]*)"')
_SECTION_START = re.compile(r"<w:sectPr(?: [^>]*?)?(/?)>")
_CHANGE = "<w:sectPrChange"


def has_wide_tables(blocks: Iterable[str]) -> bool:
    """Return whether a table of the program's own needs a page on its side."""
    return any(block.startswith(LANDSCAPE_TABLE) for block in blocks)


def lay_tables(blocks: Sequence[str], footers: Mapping[str, str], page_starts: Container[str]) -> list[str]:
    """Return the blocks without the marks of the program's own tables, the wide ones in landscape sections.

    A table inside another block stays upright: sections are of the body alone.

    Args:
        blocks: The blocks of the body, its section at the end.
        footers: The relations to the turned footers by their type, `default` and `even`.
        page_starts: The ids of the paragraph styles that begin a page.
    """
    if not has_wide_tables(blocks):
        return [unmark(block) if MARK in block else block for block in blocks]
    portrait = blocks[-1] if blocks[-1].startswith(SECTION) else ""
    landscape = landscape_section(portrait, footers)
    waiting = [*reversed(blocks)]
    laid: list[str] = []
    while waiting:
        block = waiting.pop()
        if not block.startswith(LANDSCAPE_TABLE):
            laid.append(unmark(block) if MARK in block else block)
            continue
        _end_section_before(laid, _section_start(laid, page_starts), portrait or "<w:sectPr/>")
        tail = waiting.pop() if waiting and is_paragraph(waiting[-1]) else "<w:p/>"
        laid.append(unmark(block))
        if waiting in ([], [portrait]):
            return [*laid, tail, landscape]
        laid.append(end_section(tail, landscape))
    return laid


def landscape_section(portrait: str, footers: Mapping[str, str]) -> str:
    """Return the section properties of a page on its side, with footers of its own."""
    start = _SECTION_START.match(portrait)
    if start is None or start[1]:
        return landscape_section("<w:sectPr></w:sectPr>", footers)
    inside, mark, changed = portrait[start.end() :].partition(_CHANGE)
    if not mark:
        inside, changed = inside[: -len("</w:sectPr>")], "</w:sectPr>"
    references = "".join(
        f'<w:footerReference xmlns:r="{_RELATIONSHIPS}" w:type="{kind}" r:id="{relation}"/>'
        for kind, relation in footers.items()
    )
    size = {"w:w": gb.PAGE_HEIGHT, "w:h": gb.PAGE_WIDTH}
    margins = gb.LANDSCAPE_MARGINS
    sides = {"w:top": margins.top, "w:right": margins.right, "w:bottom": margins.bottom, "w:left": margins.left}
    inside = _set(_FOOTER_REFERENCE.sub("", inside), "w:pgSz", {**_in_twips(size), "w:orient": "landscape"})
    inside = _set(inside, "w:pgMar", _in_twips(sides))
    return f"{start[0]}{references}{inside}{mark}{changed}"


def _in_twips(lengths: Mapping[str, gb.Length]) -> dict[str, str]:
    return {name: str(length.twips) for name, length in lengths.items()}


def _set(section: str, name: str, wanted: Mapping[str, str]) -> str:
    """Return the inside of a section with the attributes of one of its elements set."""
    found = re.search(rf"<{name}(?: [^>]*)?/>", section)
    attributes = dict(_ATTRIBUTE.findall(found[0])) if found else {}
    written = "".join(f' {key}="{value}"' for key, value in {**attributes, **wanted}.items())
    if found is None:
        return f"{section}<{name}{written}/>"
    return f"{section[: found.start()]}<{name}{written}/>{section[found.end() :]}"


def unmark(block: str) -> str:
    """Return the block without marks, its own or of tables inside it."""
    for marked in OWN_TABLES:
        if block.startswith(marked):
            return TABLE + block[len(marked) :]
        block = block.replace(marked, TABLE)
    return block


def _section_start(laid: list[str], page_starts: Container[str]) -> int:
    """Return where the page of the table to come begins: the paragraph before it that starts one, else the table."""
    for position in range(len(laid) - 1, -1, -1):
        block = laid[position]
        if not is_paragraph(block) or has_property(block, "sectPr"):
            break
        if style_of(block) in page_starts or has_property(block, "pageBreakBefore"):
            return position
    return len(laid)


def _end_section_before(laid: list[str], start: int, portrait: str) -> None:
    """Let the section before the block at `start` end there."""
    if start == 0:
        return
    if not is_paragraph(laid[start - 1]):
        laid.insert(start, "<w:p/>")
        start += 1
    if not has_property(laid[start - 1], "sectPr"):
        laid[start - 1] = end_section(laid[start - 1], portrait)
