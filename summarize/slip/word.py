"""The slip as a document to print: title, table, and lines to sign."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from summarize import standard
from summarize.opc.packing import write_package
from summarize.slip.questions import Question
from summarize.slip.wording import HEADS, TITLE, band_of, count_up, how_to_answer
from summarize.spreadsheetml.text import plain

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

MOST_LISTED = 200
"""Questions that are printed: about twenty pages."""

_WIDTHS = (standard.Mm(14), standard.Mm(33), standard.Mm(46), standard.Mm(41), standard.Mm(22))
_HEAD_FILL = "E7E6E6"


def write_document(questions: Sequence[Question], file_name: str, where_all: str) -> bytes:
    """Return the slip as the bytes of a .docx; `where_all` tells where the questions stand that are not printed."""
    # Loaded here: only a slip needs python-docx.
    import docx  # noqa: PLC0415

    document = docx.Document()
    _set_up(document, file_name)
    _add_line(document.add_paragraph(), TITLE, standard.XIAOBIAOSONG, standard.SIZE_2, align="center")
    document.add_paragraph()
    _add_line(document.add_paragraph(), f"文件：{file_name}", standard.HEITI, standard.SIZE_3)
    told = f"{count_up(questions)}。{how_to_answer(has_links=False)}"
    _add_line(document.add_paragraph(), told, standard.FANGSONG, standard.SIZE_3, indent=True)
    _add_table(document, questions[:MOST_LISTED])
    if len(questions) > MOST_LISTED:
        left = f"另有 {len(questions) - MOST_LISTED} 个问题未印，见{where_all}。"
        _add_line(document.add_paragraph(), left, standard.FANGSONG, standard.SIZE_3, indent=True)
    document.add_paragraph()
    _add_line(document.add_paragraph(), "退回人：　　　　　　　　退回日期：　　　年　　月　　日", *_SIGNED)
    _add_line(document.add_paragraph(), "办理人：　　　　　　　　办结日期：　　　年　　月　　日", *_SIGNED)
    return _pack(document)


_SIGNED = (standard.FANGSONG, standard.SIZE_3)


def _set_up(document: DocumentType, file_name: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = _emu(standard.PAGE_WIDTH), _emu(standard.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = _emu(standard.TOP_MARGIN), _emu(standard.BOTTOM_MARGIN)
    section.left_margin, section.right_margin = _emu(standard.BINDING_MARGIN), _emu(standard.RIGHT_MARGIN)
    properties = document.core_properties
    properties.title = f"{TITLE}：{plain(file_name)}"[:255]
    properties.author = properties.last_modified_by = ""
    properties.comments = ""
    style: Any = document.styles["Normal"]
    style.font.size = _emu(standard.SIZE_3)
    _set_face(style.element.get_or_add_rPr(), standard.FANGSONG)
    style.paragraph_format.line_spacing = _emu(standard.LINE_PITCH)
    style.paragraph_format.widow_control = False
    _set_language(document)
    _number_pages(section.footer.paragraphs[0])


def _set_language(document: DocumentType) -> None:
    """Let the text count as Chinese: the template of python-docx is English, and marks would be set as its."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _number_pages(paragraph: Paragraph) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    for text in ("— ", "1", " —"):
        _add_line(paragraph, text, standard.SONGTI, standard.SIZE_4, align="center")
    number = paragraph.runs[1]._element
    page = OxmlElement("w:fldSimple")
    page.set(qn("w:instr"), "PAGE")
    number.addprevious(page)
    page.append(number)


def _emu(length: standard.Length) -> Any:
    from docx.shared import Emu  # noqa: PLC0415

    return Emu(int(length))


def _set_face(properties: Any, face: standard.Face) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415

    fonts = properties.get_or_add_rFonts()
    for attribute in tuple(fonts.attrib):
        del fonts.attrib[attribute]
    for slot, name in (("ascii", standard.LATIN.name), ("hAnsi", standard.LATIN.name), ("eastAsia", face.name)):
        fonts.set(qn(f"w:{slot}"), name)


def _add_line(
    paragraph: Paragraph,
    text: str,
    face: standard.Face,
    size: standard.Length,
    *,
    align: str = "left",
    indent: bool = False,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    run = paragraph.add_run(plain(text))
    run.font.size = _emu(size)
    _set_face(run._element.get_or_add_rPr(), face)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if align == "center" else WD_ALIGN_PARAGRAPH.LEFT
    if indent:
        paragraph.paragraph_format.first_line_indent = _emu(standard.Length(size * 2))


def _add_table(document: DocumentType, questions: Sequence[Question]) -> None:
    rows: list[tuple[str, ...]] = []
    severity = None
    for question in questions:
        if question.severity is not severity:
            severity = question.severity
            rows.append((band_of(severity),))
        rows.append((str(question.number), question.position, question.text, question.remedy, ""))
    table = document.add_table(rows=0, cols=len(HEADS))
    table.style = "Table Grid"
    table.autofit = False
    _fix_layout(table)
    # The cells of a row are asked for once: python-docx works out a whole table for each cell.
    _fill_row(table, HEADS, is_head=True)
    for row in rows:
        _fill_row(table, row)


def _fix_layout(table: Table) -> None:
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = _emu(width)


def _fill_row(table: Table, texts: Sequence[str], *, is_head: bool = False) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    cells = list(row.cells)
    for cell, width in zip(cells, _WIDTHS, strict=True):
        cell.width = _emu(width)
    if is_head:
        _mark_row(row._tr, "tblHeader")
    _mark_row(row._tr, "cantSplit")
    if len(texts) == 1:
        cells = [cells[0].merge(cells[-1])]
    for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        is_bold = is_head or len(texts) == 1
        _fill_cell(
            cell,
            text,
            standard.HEITI if is_bold else standard.FANGSONG,
            centred=is_head or column == 0 != len(texts) - 1,
        )
        if is_head:
            _shade(cell)


def _fill_cell(cell: _Cell, text: str, face: standard.Face, *, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = _emu(standard.Pt(18))
    _add_line(paragraph, text, face, standard.SIZE_SMALL_4, align="center" if centred else "left")


def _mark_row(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def _shade(cell: _Cell) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD_FILL)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _pack(document: DocumentType) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return write_package((name, package.read(name)) for name in package.namelist())
