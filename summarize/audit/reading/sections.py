"""Sections: page, grid, and the headers and footers that each shows, its own or those of the one before."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from summarize.audit.paper import Container, Furniture, Section
from summarize.audit.reading.properties import twips
from summarize.standard import Twips
from summarize.wordprocessing.parts import R, W, is_on, number, value

_WIDTH, _HEIGHT = 12240.0, 15840.0
"""The page where nobody says one: US letter, as Word takes it."""
_REFERENCES = {f"{W}headerReference": Container.HEADER, f"{W}footerReference": Container.FOOTER}

ReadFurniture = Callable[[str, Container, str], Furniture | None]
"""Reads a header or footer by its relation's id, container and kind of pages."""


def read_section(
    element: etree._Element | None,
    read_furniture: ReadFurniture,
    previous: Section | None,
    *,
    last: int,
) -> Section:
    """Return the section with the properties `element`, which ends with the paragraph of index `last`."""
    page, margins, grid, numbers, columns = (
        None if element is None else element.find(f"{W}{name}")
        for name in ("pgSz", "pgMar", "docGrid", "pgNumType", "cols")
    )
    furniture = {(one.container, one.pages): one for one in (previous.furniture if previous else ())}
    for child in () if element is None else element:
        if child.tag in _REFERENCES:
            container, pages = _REFERENCES[child.tag], child.get(f"{W}type", "default")
            read = read_furniture(child.get(f"{R}id", ""), container, pages)
            if read is not None:
                furniture[container, pages] = read

    def length(holder: etree._Element | None, name: str, default: float = 0.0) -> Twips:
        found = None if holder is None else twips(holder.get(f"{W}{name}"))
        return Twips(default if found is None else found)

    return Section(
        (previous.number if previous else 0) + 1,
        length(page, "w", _WIDTH),
        length(page, "h", _HEIGHT),
        top=length(margins, "top"),
        right=length(margins, "right"),
        bottom=length(margins, "bottom"),
        left=length(margins, "left"),
        gutter=length(margins, "gutter"),
        header_distance=length(margins, "header"),
        footer_distance=length(margins, "footer"),
        grid="" if grid is None else grid.get(f"{W}type", "").replace("default", ""),
        grid_pitch=length(grid, "linePitch"),
        grid_characters=0.0 if grid is None else (number(grid.get(f"{W}charSpace")) or 0) / 4096,
        has_first_page=bool(is_on(element, "titlePg")),
        kind=value(element, "type") or "nextPage",
        columns=1 if columns is None else number(columns.get(f"{W}num")) or 1,
        furniture=tuple(furniture.values()),
        first=(previous.last if previous else 0) + 1,
        last=last,
        page_number_format="" if numbers is None else numbers.get(f"{W}fmt", ""),
        page_number_start=None if numbers is None else number(numbers.get(f"{W}start")),
    )
