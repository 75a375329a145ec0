"""The layout of paragraphs and pages, written into `w:pPr` and `w:sectPr`.

What contradicts is taken away: a length beside characters is what they come to, a hanging indent cannot stand beside
a first line's, and spacing by lines or by itself wins over spacing in points.
"""

from __future__ import annotations

from lxml import etree

from summarize.audit.fixing.edits import Layout, SetPage
from summarize.audit.fixing.order import put, put_first
from summarize.standard import CHARACTER_WIDTH
from summarize.wordprocessing.parts import W

_SINGLE = "240"
_SIDES = {"left": ("left", "start"), "right": ("right", "end")}


def set_layout(paragraph: etree._Element, layout: Layout) -> None:
    """Give a `w:p` another layout."""
    properties = put_first(paragraph, "pPr")
    if layout.alignment is not None:
        put(properties, "jc").set(f"{W}val", layout.alignment)
    for side, characters in (("left", layout.left), ("right", layout.right)):
        if characters is not None:
            _set_side(put(properties, "ind"), side, characters)
    if layout.first_line is not None:
        indent = put(properties, "ind")
        _forget(indent, "hanging", "hangingChars")
        _set_measure(indent, "firstLine", layout.first_line)
    if layout.has_page_break_before:
        put(properties, "pageBreakBefore").attrib.pop(f"{W}val", "")
    _set_spacing(properties, layout)


def _set_side(indent: etree._Element, side: str, characters: float) -> None:
    usual, other = _SIDES[side]
    _forget(indent, other, f"{other}Chars")
    _set_measure(indent, usual, characters)


def _set_measure(element: etree._Element, name: str, characters: float) -> None:
    """Write a measure in characters and, for programs that know none, in twips."""
    element.set(f"{W}{name}Chars", str(round(characters * 100)))
    element.set(f"{W}{name}", str(round(characters * CHARACTER_WIDTH.twips)))


def _set_spacing(properties: etree._Element, layout: Layout) -> None:
    if layout.pitch is not None:
        spacing = put(properties, "spacing")
        spacing.set(f"{W}line", str(layout.pitch.twips))
        spacing.set(f"{W}lineRule", "exact")
    elif layout.is_single_spaced:
        spacing = put(properties, "spacing")
        spacing.set(f"{W}line", _SINGLE)
        spacing.set(f"{W}lineRule", "auto")
    for name, is_wanted in (("before", layout.has_no_space_before), ("after", layout.has_no_space_after)):
        if is_wanted:
            spacing = put(properties, "spacing")
            for attribute in (name, f"{name}Lines", f"{name}Autospacing"):
                spacing.set(f"{W}{attribute}", "0")


def set_page(section: etree._Element, page: SetPage) -> None:
    """Give a `w:sectPr` another page, other margins or another grid."""
    if page.size is not None:
        size = put(section, "pgSz")
        _forget(size, "code")
        for name, length in zip(("w", "h"), page.size, strict=True):
            size.set(f"{W}{name}", str(length.twips))
    if page.margins is not None:
        margins = put(section, "pgMar")
        for name in ("top", "right", "bottom", "left"):
            margins.set(f"{W}{name}", str(getattr(page.margins, name).twips))
        margins.set(f"{W}gutter", "0")
        for name in ("header", "footer"):
            if margins.get(f"{W}{name}") is None:
                margins.set(f"{W}{name}", "851")
    if page.grid_pitch is not None:
        grid = put(section, "docGrid")
        _forget(grid, "charSpace")
        grid.set(f"{W}type", "lines")
        grid.set(f"{W}linePitch", str(page.grid_pitch.twips))


def _forget(element: etree._Element, *names: str) -> None:
    for name in names:
        element.attrib.pop(f"{W}{name}", "")
