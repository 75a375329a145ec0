"""What rides along in documents of others and must come through every mend: revisions, notes, pictures, fields.

Each is put into a paragraph of a document made with python-docx, with faults in its words, since those too must stay.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_CONTROL = (
    "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/a' w:storeItemID='{{00000000-0000-0000-0000-000000000000}}'/></w:sdtPr>"
    "<w:sdtContent><w:r><w:t>绑定,内容</w:t></w:r></w:sdtContent></w:sdt>"
)

XML = {
    "insertion": '<w:ins w:id="901" w:author="甲"><w:r><w:t>补充,说明</w:t></w:r></w:ins>',
    "deletion": '<w:del w:id="902" w:author="甲"><w:r><w:delText>删去,的话</w:delText></w:r></w:del>',
    "new look": '<w:r><w:rPr><w:b/><w:rPrChange w:id="903" w:author="甲"><w:rPr/></w:rPrChange></w:rPr>'
    "<w:t>改过</w:t></w:r>",
    "footnote": '<w:r><w:footnoteReference w:id="7"/></w:r>',
    "comment": '<w:commentRangeStart w:id="5"/><w:r><w:t>批注处</w:t></w:r><w:commentRangeEnd w:id="5"/>'
    '<w:r><w:commentReference w:id="5"/></w:r>',
    "picture": '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="914400" cy="914400"/><wp:wrapNone/><wp:docPr id="91" name="图"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="91" name="图"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture"/>'
    '<a:stretch/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>',
    "field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "yyyy" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>时,日</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "simple field": '<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>作,者</w:t></w:r></w:fldSimple>',
    "bound control": _CONTROL.format(),
    "bookmark": '<w:bookmarkStart w:id="77" w:name="here"/><w:bookmarkEnd w:id="77"/>',
    "unusual characters": "<w:r><w:tab/><w:t>一</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Wingdings' "
    "w:char='F0FC'/><w:t>二</w:t></w:r>",
}


def with_riders(content: bytes, names: Iterable[str], place: int) -> bytes:
    """Return the document with these riders at the end of its paragraph number `place`, counted round and round."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    paragraphs = list(root.iterfind(f"{{{_W}}}body/{{{_W}}}p"))
    target = paragraphs[place % len(paragraphs)]
    for name in names:
        target.extend(etree.fromstring(f"<riders {_NAMESPACES}>{XML[name]}</riders>"))
        _ADDITIONS.get(name, lambda _: None)(parts)
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _add_notes(parts: dict[str, bytes]) -> None:
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>见,附表</w:t></w:r></w:p></w:footnote>'
    _add_part(parts, "footnotes", f'<w:footnotes xmlns:w="{_W}">{note}</w:footnotes>')


def _add_comments(parts: dict[str, bytes]) -> None:
    comment = '<w:comment w:id="5" w:author="乙"><w:p><w:r><w:t>核,实</w:t></w:r></w:p></w:comment>'
    _add_part(parts, "comments", f'<w:comments xmlns:w="{_W}">{comment}</w:comments>')


def _add_picture(parts: dict[str, bytes]) -> None:
    parts["word/media/rider.png"] = _PIXEL
    _relate(parts, f'<Relationship Id="rIdPicture" Type="{_R}/image" Target="media/rider.png"/>')
    types = parts["[Content_Types].xml"]
    if b'Extension="png"' not in types:
        default = b'<Default Extension="png" ContentType="image/png"/>'
        parts["[Content_Types].xml"] = types.replace(b"<Default", default + b"<Default", 1)


def _add_part(parts: dict[str, bytes], kind: str, xml: str) -> None:
    parts[f"word/{kind}.xml"] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}'.encode()
    _relate(parts, f'<Relationship Id="rId{kind}" Type="{_R}/{kind}" Target="{kind}.xml"/>')
    override = f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE.format(kind)}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())


def _relate(parts: dict[str, bytes], relation: str) -> None:
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", f"{relation}</Relationships>".encode())


_ADDITIONS: dict[str, Callable[[dict[str, bytes]], None]] = {
    "footnote": _add_notes,
    "comment": _add_comments,
    "picture": _add_picture,
}
