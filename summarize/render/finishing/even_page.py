"""版记 on the foot of an even last page, for printing on both sides (7.4, 7.5).

How many pages a document has is known only where it is laid out, and differs with its fonts; a document
must not. So 版记 gets a section of its own that begins on an even page: Word, WPS and LibreOffice leave
the page before it blank where they must. Neither that page nor the one of 版记 bears a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.render.finishing.imprint import holds_imprint
from summarize.render.finishing.outline import PARAGRAPH, SECTION, is_paragraph, outline
from summarize.render.finishing.paragraphs import end_section, has_property

_BLOCKS = (*PARAGRAPH, "<w:tbl>", "<w:tbl ", "<w:sdt>", "<w:sdt ")
_LINE = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""A paragraph of 1 pt that ends a section behind a table."""
_NAME = re.compile(r"<w:(\w+)")
_ON_EVEN_PAGE = '<w:type w:val="evenPage"/>'
_FIRST_PAGE_OF_ITS_OWN = "<w:titlePg/>"
"""The first page has a footer of its own: there is none, so it is bare."""
_BEHIND_FIRST_PAGE = frozenset({"textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"})
_BEHIND_TYPE = _BEHIND_FIRST_PAGE | {
    "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote",
}  # fmt: skip


def lay_imprint_on_even_page(blocks: Sequence[str]) -> list[str]:
    """Return the blocks with the last 版记 on an even page, if there is one and something before it."""
    laid = list(blocks)
    section = next((place for place, block in enumerate(laid) if block.startswith(SECTION)), None)
    imprint = next((place for place in range(len(laid) - 1, 0, -1) if holds_imprint(laid[place])), 0)
    # Marks of the text stand between blocks too.
    before = next((place for place in range(imprint - 1, -1, -1) if laid[place].startswith(_BLOCKS)), None)
    if section is None or before is None:
        return laid
    ended, laid[section] = laid[section], _begin_on_even_page(laid[section])
    if not is_paragraph(laid[before]):
        laid.insert(before + 1, end_section(_LINE, ended))
    elif not has_property(laid[before], "sectPr"):
        laid[before] = end_section(laid[before], ended)
    return laid


def _begin_on_even_page(section: str) -> str:
    """Return the section beginning on an even page, that page bare."""
    outlined = outline(section)
    if not outlined.closing:
        return _begin_on_even_page(f"{section.removesuffix('/>')}></w:sectPr>")
    properties = [one for one in outlined.blocks if _name(one) not in {"type", "titlePg"}]
    for element, behind in ((_ON_EVEN_PAGE, _BEHIND_TYPE), (_FIRST_PAGE_OF_ITS_OWN, _BEHIND_FIRST_PAGE)):
        places = (place for place, one in enumerate(properties) if _name(one) in behind)
        properties.insert(next(places, len(properties)), element)
    return outlined.with_blocks(properties)


def _name(element: str) -> str:
    found = _NAME.match(element)
    return found[1] if found else ""
