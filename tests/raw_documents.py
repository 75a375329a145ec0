"""Word documents from XML written by hand, as small as a package can be: every part and tag is the test's own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from summarize.opc import write_package

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items()) + ' mc:Ignorable="w14"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
STYLES = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'


def run(text: str, properties: str = "", *, preserve: bool = False) -> str:
    """Return a run; `text` is XML already."""
    space = ' xml:space="preserve"' if preserve else ""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t{space}>{text}</w:t></w:r>"


def paragraph(*texts: str, properties: str = "") -> str:
    """Return a paragraph of runs, one a text; what begins with < is XML and taken as it is."""
    inner = "".join(text if text.startswith("<") else run(text) for text in texts)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def cell(*paragraphs: str, properties: str = '<w:tcW w:w="1000" w:type="dxa"/>') -> str:
    """Return a cell; what is no XML becomes a paragraph."""
    inner = "".join(text if text.startswith("<") else paragraph(text) for text in paragraphs or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str) -> str:
    """Return a row; what is no XML becomes a cell."""
    return f"<w:tr>{''.join(text if text.startswith('<') else cell(text) for text in cells)}</w:tr>"


def table(*rows: str, columns: Iterable[int] = (1000, 1000)) -> str:
    """Return a table with these column widths."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


@dataclass(frozen=True, slots=True)
class Extra:
    """A part beside the body, with the relation that the body has to it."""

    name: str
    kind: str
    content: bytes
    content_type: str
    relations: str = ""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a package is made of; the keys of `headers` and `footers` are default, first, even, and 2-default…

    A key beginning with a number belongs to that section; sections before the last end with a paragraph.
    Their parts are called header1.xml and so on, in this order.
    Without `properties` (`None`) there is no such part, and python-docx adds one with the time of day.
    """

    body: str
    headers: Mapping[str, str] = field(default_factory=dict)
    footers: Mapping[str, str] = field(default_factory=dict)
    footnotes: str | None = None
    properties: str | None = ""
    numbering: str | None = None
    styles: str = STYLES
    extras: tuple[Extra, ...] = ()
    sections: int = 1

    def write(self, path: Path) -> Path:
        """Write the package to `path`."""
        path.write_bytes(self.to_bytes())
        return path

    def to_bytes(self) -> bytes:
        """Return the package."""
        extras = [*self._parts()]
        parts: dict[str, bytes] = {
            "[Content_Types].xml": _content_types(extras, has_properties=self.properties is not None),
            "_rels/.rels": _relations(
                ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
                *(
                    [("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")]
                    if self.properties is not None
                    else []
                ),
            ),
            "word/document.xml": self._document().encode(),
            "word/_rels/document.xml.rels": _relations(
                *((_id(extra), f"{_OFFICE}/{extra.kind}", extra.name) for extra in extras)
            ),
            **{f"word/{extra.name}": extra.content for extra in extras},
            **{f"word/_rels/{extra.name}.rels": extra.relations.encode() for extra in extras if extra.relations},
        }
        if self.properties is not None:
            core = f"{HEAD}<cp:coreProperties {_CORE}>{self.properties}</cp:coreProperties>"
            parts["docProps/core.xml"] = core.encode()
        return write_package(parts.items())

    def _parts(self) -> Iterable[Extra]:
        yield Extra("styles.xml", "styles", _part("styles", self.styles), f"{_WORD}.styles+xml")
        for kind, texts, tag in (("header", self.headers, "hdr"), ("footer", self.footers, "ftr")):
            for number, text in enumerate(texts.values(), 1):
                yield Extra(f"{kind}{number}.xml", kind, _part(tag, text), f"{_WORD}.{kind}+xml")
        if self.footnotes is not None:
            content = _part("footnotes", self.footnotes)
            yield Extra("footnotes.xml", "footnotes", content, f"{_WORD}.footnotes+xml")
        if self.numbering is not None:
            yield Extra("numbering.xml", "numbering", _part("numbering", self.numbering), f"{_WORD}.numbering+xml")
        yield from self.extras

    def _document(self) -> str:
        ends = "".join(f"<w:p><w:pPr>{self._section(number)}</w:pPr></w:p>" for number in range(1, self.sections))
        body = f"{ends}{self.body}{self._section(self.sections)}"
        return f"{HEAD}<w:document {DECLARED}><w:body>{body}</w:body></w:document>"

    def _section(self, number: int) -> str:
        references = "".join(
            f'<w:{kind}Reference w:type="{key.rpartition("-")[2]}" r:id="{kind}{order}"/>'
            for kind, texts in (("header", self.headers), ("footer", self.footers))
            for order, key in enumerate(texts, 1)
            if (key.partition("-")[0] if "-" in key else "1") == str(number)
        )
        return f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def _id(extra: Extra) -> str:
    return extra.name.rpartition("/")[2].rpartition(".")[0]


def _part(tag: str, inner: str) -> bytes:
    return f"{HEAD}<w:{tag} {DECLARED}>{inner}</w:{tag}>".encode()


def _relations(*relations: tuple[str, str, str]) -> bytes:
    inner = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in relations)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'.encode()


def _content_types(extras: Iterable[Extra], *, has_properties: bool) -> bytes:
    types = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        **{f"/word/{extra.name}": extra.content_type for extra in extras if not extra.name.endswith(".png")},
    }
    if has_properties:
        types["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    inner = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    defaults = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
        )
    )
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{inner}</Types>'.encode()


def make_png(grey: int = 128, side: int = 2) -> bytes:
    """Return a picture of one grey."""
    rows = (b"\0" + bytes([grey]) * side) * side
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    pieces = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces)


def picture(relation: str, name: str, *, number: int = 1, title: str = "", description: str = "") -> str:
    """Return a run with the picture that `relation` names."""
    graphic = (
        f'<a:graphic><a:graphicData uri="{NAMES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}" title="{title}" descr="{description}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    inline = f'<wp:extent cx="9525" cy="9525"/><wp:docPr id="{number}" name="{name}"/>{graphic}'
    return f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{inline}</wp:inline></w:drawing></w:r>'
