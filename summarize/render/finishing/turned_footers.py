"""The footers of landscape pages: a page number that reads as on an upright page (clause 8, 7.5)."""

from __future__ import annotations

from summarize import standard as gb

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def turned_footer(style: str, alignment: str, number: int) -> str:
    """Return the part of a turned footer; `style` is its `w:pStyle`, without one it carries its `alignment`.

    `number` tells its text box apart from others.

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
