"""版记 on the foot of an even last page, for printing on both sides (7.4, 7.5).

How many pages a document has is known only where it is laid out, and differs with its fonts; a document
must not. So 版记 gets a section of its own that begins on an even page: Word, WPS and LibreOffice leave
the page before it blank where they must. Neither that page nor the one of 版记 bears a number.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy

from lxml import etree

from summarize.opc import write_package

_IMPRINT = "版记"
"""The name of the text box, in Word: 选择窗格."""
_BODY_PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BEHIND_TITLE_PAGE = tuple(
    f"{_W}{name}" for name in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
)
_BLOCKS = (f"{_W}p", f"{_W}tbl", f"{_W}sdt")


def lay_imprint_on_even_page(content: bytes) -> bytes:
    """Return the .docx `content` with its 版记 on an even page; one without 版记 comes back as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = etree.fromstring(parts[_BODY_PART], etree.XMLParser(resolve_entities=False, huge_tree=True))
    body = document.find(f"{_W}body")
    if body is None or not _begin_section_at_imprint(body):
        return content
    parts[_BODY_PART] = etree.tostring(document, encoding="UTF-8", standalone=True, xml_declaration=True)
    return write_package(parts.items())


def _begin_section_at_imprint(body: etree._Element) -> bool:
    """Let the section with 版记 begin on an even page; return whether there is 版记 and something before it."""
    imprint, section = _block_of_imprint(body), body.find(f"{_W}sectPr")
    if imprint is None or section is None:
        return False
    before = _block_before(imprint)
    if before is None:
        return False
    if before.find(f"{_W}pPr/{_W}sectPr") is None:
        _end_section(before, deepcopy(section))
    _begin_on_even_page(section)
    return True


def _block_of_imprint(body: etree._Element) -> etree._Element | None:
    """Return the child of `body` that the last text box called 版记 hangs on."""
    found = None
    for properties in body.iter(f"{_WP}docPr"):
        if properties.get("name") == _IMPRINT:
            found = properties
    while found is not None and found.getparent() is not body:
        found = found.getparent()
    return found


def _block_before(block: etree._Element) -> etree._Element | None:
    """Return the paragraph or table before `block`; marks of the text stand between blocks too."""
    return next((one for one in block.itersiblings(preceding=True) if one.tag in _BLOCKS), None)


def _end_section(block: etree._Element, section: etree._Element) -> None:
    """End a section behind `block`: in it if it is a paragraph, else in one of 1 pt that follows."""
    paragraph = block
    if block.tag != f"{_W}p":
        paragraph = block.makeelement(f"{_W}p")
        block.addnext(paragraph)
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{_W}pPr")
        paragraph.insert(0, properties)
    if paragraph is not block:
        line = {f"{_W}before": "0", f"{_W}after": "0", f"{_W}line": "20", f"{_W}lineRule": "exact"}
        properties.append(properties.makeelement(f"{_W}spacing", line))
    change = properties.find(f"{_W}pPrChange")
    properties.insert(len(properties) if change is None else properties.index(change), section)


def _begin_on_even_page(section: etree._Element) -> None:
    """Set where the section begins, and that its first page has a footer of its own: there is none, so it is bare."""
    for name in ("type", "titlePg"):
        for element in section.findall(f"{_W}{name}"):
            section.remove(element)
    kind = section.makeelement(f"{_W}type", {f"{_W}val": "evenPage"})
    size = section.find(f"{_W}pgSz")
    section.insert(len(section) if size is None else section.index(size), kind)
    behind = next((one for one in section if one.tag in _BEHIND_TITLE_PAGE), None)
    bare = section.makeelement(f"{_W}titlePg")
    section.insert(len(section) if behind is None else section.index(behind), bare)
