"""Papers with everything that Word puts beside the text: headers, notes, comments, text boxes, revisions.

python-docx writes the document; what it cannot make is put into its parts as XML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOX = (
    '<w:r xmlns:w="{w}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>'
    "<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent>"
    "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@dataclass(frozen=True)
class Note:
    """A footnote, endnote, comment or text box, hung on the first paragraph."""

    kind: str
    text: str


@dataclass(frozen=True)
class RichPaper:
    """Paragraphs (strings) and tables, a header, and notes; by number which paragraphs are centred or bold."""

    blocks: Sequence[str | Sequence[Sequence[str]]]
    header: str = ""
    notes: Sequence[Note] = ()
    centered: frozenset[int] | set[int] = field(default_factory=frozenset)
    bold: frozenset[int] | set[int] = field(default_factory=frozenset)

    @property
    def text(self) -> str:
        """All that stands in it."""
        blocks = (block if isinstance(block, str) else "".join(map("".join, block)) for block in self.blocks)
        return "".join((*blocks, self.header, *(note.text for note in self.notes)))


def make_rich_paper(path: Path, paper: RichPaper) -> Path:
    """Write `paper` to `path`."""
    import docx

    document = docx.Document()
    for number, block in enumerate(paper.blocks):
        if isinstance(block, str):
            paragraph = document.add_paragraph()
            paragraph.add_run(block).bold = number in paper.bold or None
            paragraph.alignment = 1 if number in paper.centered else None
        else:
            table = document.add_table(len(block), len(block[0]))
            for row, texts in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
    if paper.header:
        document.sections[0].header.paragraphs[0].text = paper.header
    anchor = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    for number, note in enumerate(paper.notes, 2):
        _hang(anchor, note, number)
    for kind in ("footnote", "endnote", "comment"):
        notes = [(number, note) for number, note in enumerate(paper.notes, 2) if note.kind == kind]
        if notes:
            _add_notes(document, kind, notes)
    document.save(path)
    return path


def _hang(anchor: Any, note: Note, number: int) -> None:
    if note.kind == "box":
        content = f"<w:p><w:r><w:t xml:space='preserve'>{escape(note.text)}</w:t></w:r></w:p>"
        put_xml(anchor, _BOX.format(w=W, content=content))
    else:
        put_xml(anchor, f'<w:r xmlns:w="{W}"><w:{note.kind}Reference w:id="{number}"/></w:r>')


def put_xml(paragraph: Any, xml: str) -> None:
    """Append an element to a paragraph of python-docx."""
    from docx.oxml import parse_xml

    paragraph._p.append(parse_xml(xml))


def _add_notes(document: Any, kind: str, notes: Sequence[tuple[int, Note]]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    written = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:t>{escape(note.text)}</w:t></w:r></w:p></w:{kind}>'
        for number, note in notes
    )
    separator = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    xml = f'<w:{kind}s xmlns:w="{W}">{separator if kind != "comment" else ""}{written}</w:{kind}s>'
    name = PackURI(f"/word/{kind}s.xml")
    part = Part(name, f"{_WORD_TYPE}.{kind}s+xml", xml.encode(), document.part.package)
    document.part.relate_to(part, f"{_RELATION}/{kind}s")
