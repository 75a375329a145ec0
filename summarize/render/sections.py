"""What must be put right in the rendered body: wide tables on pages of their own, and empty cells.

A wide table gets a section of A4 landscape (clause 8): the page is turned clockwise, so the table's
head is at the left edge of the page, and the page number stays where other pages have it, in a text
box that is turned as well.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from summarize import standard as gb
from summarize.render.blocks import StyleNames

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def complete_cells(body: etree._Element) -> None:
    """End every cell and text box with a paragraph, and drop tables without rows: Word insists on both."""
    for table in list(body.iter(f"{W}tbl")):
        parent = table.getparent()
        if table.find(f"{W}tr") is None and parent is not None:
            parent.remove(table)
    for holder in body.iter(f"{W}tc", f"{W}txbxContent"):
        if len(holder) == 0 or holder[-1].tag != f"{W}p":
            holder.append(holder.makeelement(f"{W}p"))


def lay_wide_tables(document: Any, styles: StyleNames, page_starts: frozenset[str]) -> None:
    """Give every marked table a landscape section; `page_starts` are the ids of styles that begin a page."""
    body = document.element.body
    tables = [table for table in body.findall(f"{W}tbl") if table.attrib.pop("summarize", None) == "landscape"]
    if not tables:
        return
    portrait = body.find(f"{W}sectPr")
    landscape = _landscape_section(portrait, document.part, styles)
    for table in tables:
        _end_section_before(_section_start(table, page_starts), portrait)
        tail = table.getnext()
        if tail.getnext() is portrait:
            body.replace(portrait, landscape)
            return
        _close_section(tail, deepcopy(landscape))


def _section_start(table: etree._Element, page_starts: frozenset[str]) -> etree._Element:
    """Return where the table's page begins: the paragraph before it that starts a page, else the table."""
    node = table.getprevious()
    while node is not None and node.tag == f"{W}p" and node.find(f"{W}pPr/{W}sectPr") is None:
        style = node.find(f"{W}pPr/{W}pStyle")
        if node.find(f"{W}pPr/{W}pageBreakBefore") is not None or (
            style is not None and style.get(f"{W}val") in page_starts
        ):
            return node
        node = node.getprevious()
    return table


def _end_section_before(start: etree._Element, portrait: etree._Element) -> None:
    before = start.getprevious()
    if before is None:
        return
    if before.tag != f"{W}p":
        before = start.makeelement(f"{W}p")
        start.addprevious(before)
    if before.find(f"{W}pPr/{W}sectPr") is None:
        _close_section(before, deepcopy(portrait))


def _close_section(paragraph: etree._Element, section: etree._Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    properties.append(section)


def _landscape_section(portrait: etree._Element, part: Any, styles: StyleNames) -> etree._Element:
    """Return the section properties of a page on its side, with footers of its own."""
    section = deepcopy(portrait)
    for reference in section.findall(f"{W}footerReference"):
        section.remove(reference)
    for position, (kind, style, alignment) in enumerate(
        (("default", "页码（单页）", "right"), ("even", "页码（双页）", "left"))
    ):
        reference = section.makeelement(f"{W}footerReference", {f"{W}type": kind})
        reference.set(f"{R}id", _add_footer(part, styles.paragraph(style), alignment))
        section.insert(position, reference)
    _set(section, "pgSz", w=gb.PAGE_HEIGHT, h=gb.PAGE_WIDTH).set(f"{W}orient", "landscape")
    margins = gb.LANDSCAPE_MARGINS
    _set(section, "pgMar", top=margins.top, right=margins.right, bottom=margins.bottom, left=margins.left)
    return section


def _set(section: etree._Element, name: str, **lengths: gb.Length) -> etree._Element:
    element = section.find(f"{W}{name}")
    if element is None:
        element = section.makeelement(f"{W}{name}")
        section.append(element)
    for key, length in lengths.items():
        element.set(f"{W}{key}", str(length.twips))
    return element


def _add_footer(part: Any, style: str, alignment: str) -> str:
    """Return the relation to a new footer part with a turned page number."""
    taken = {str(other.partname) for other in part.package.iter_parts()}
    number = next(number for number in range(1, len(taken) + 2) if f"/word/footer{number}.xml" not in taken)
    name = PackURI(f"/word/footer{number}.xml")
    footer = Part(name, _FOOTER_TYPE, _turned_page_number(style, alignment, number).encode(), part.package)
    return str(part.relate_to(footer, RELATIONSHIP_TYPE.FOOTER))


def _turned_page_number(style: str, alignment: str, number: int) -> str:
    """Return a footer whose page number reads as on an upright page (clause 8, 7.5).

    The foot of an upright page is the left edge of this one: a text box as high as the line of the
    number stands as far from that edge as the line does from the foot, its text turned clockwise.
    Nothing is there for text to wrap around; with `wrapNone` LibreOffice loses the box's place on
    a section's first page when that is an even one.
    """
    margins, thickness = gb.LANDSCAPE_MARGINS, gb.PAGE_NUMBER_PITCH
    text = _page_number(style or f'<w:jc w:val="{alignment}"/>')
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:ftr {_NAMESPACES}>'
        f'<w:p><w:pPr>{style}<w:ind w:left="0" w:right="0"/></w:pPr><w:r>'
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="3" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{gb.FOOTER_DISTANCE:d}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{margins.top:d}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{thickness:d}" cy="{gb.TEXT_WIDTH:d}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/>'
        f'<wp:docPr id="{9000 + number}" name="页码"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{thickness:d}" cy="{gb.TEXT_WIDTH:d}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t" anchorCtr="0">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r></w:p></w:ftr>"
    )


def _page_number(properties: str) -> str:
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'

    def run(content: str) -> str:
        return f"<w:r>{hint}{content}</w:r>"

    def field(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    code = run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
    before, after = run('<w:t xml:space="preserve">— </w:t>'), run('<w:t xml:space="preserve"> —</w:t>')
    cached = run("<w:t>1</w:t>")
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>{before}{field('begin')}{code}{field('separate')}{cached}"
        f"{field('end')}{after}</w:p>"
    )
