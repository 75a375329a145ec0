"""How a .docx reads: with its revisions accepted, its numbers counted, its hidden corners looked into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from rich_papers import Note, RichPaper, W, make_rich_paper, put_xml

from summarize.papers.paper import Face, Line, Origin, Paper, PaperTable
from summarize.papers.word import read_paper

_BY = 'w:id="1" w:author="审核" w:date="2025-07-01T00:00:00Z"'


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Paper]:
    """Read a document of python-docx after `edit` has worked on it."""

    def run(edit: Callable[[docx.document.Document], None]) -> Paper:
        document = docx.Document()
        edit(document)
        document.save(tmp_path / "稿.docx")
        return read_paper(tmp_path / "稿.docx")

    return run


def _texts(paper: Paper) -> list[str]:
    return [f"{block.label}{block.text}" for block in paper.blocks if isinstance(block, Line)]


def _run(text: str, kind: str = "t") -> str:
    return f'<w:r xmlns:w="{W}"><w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def test_insertions_are_read_and_deletions_are_not(read: Callable[..., Paper]) -> None:
    def edit(document: docx.document.Document) -> None:
        document.add_paragraph("没有改动。")
        paragraph = document.add_paragraph("整改隐患")
        put_xml(paragraph, f'<w:del xmlns:w="{W}" {_BY}>{_run("28", "delText")}</w:del>')
        put_xml(paragraph, f'<w:ins xmlns:w="{W}" {_BY}>{_run("30")}</w:ins>')
        paragraph.add_run("处。")
        moved = document.add_paragraph()
        put_xml(moved, f'<w:moveFrom xmlns:w="{W}" {_BY}>{_run("移走的")}</w:moveFrom>')
        put_xml(moved, f'<w:moveTo xmlns:w="{W}" {_BY}>{_run("移来的。")}</w:moveTo>')

    paper = read(edit)
    assert _texts(paper) == ["没有改动。", "整改隐患30处。", "移来的。"]
    assert paper.trace.revised == (2, 3)


def test_a_deleted_paragraph_mark_joins_two_paragraphs(read: Callable[..., Paper]) -> None:
    def edit(document: docx.document.Document) -> None:
        first = document.add_paragraph("前半句，")
        first._p.get_or_add_pPr().append(parse_xml(f'<w:rPr xmlns:w="{W}"><w:del {_BY}/></w:rPr>'))
        document.add_paragraph("后半句。")
        document.add_paragraph("下一段。")

    paper = read(edit)
    assert [(block.text, block.paragraph) for block in paper.blocks] == [("前半句，后半句。", 1), ("下一段。", 3)]
    assert paper.trace.revised == (1,)


def test_a_deleted_table_row_is_left_out_and_a_changed_format_is_told(read: Callable[..., Paper]) -> None:
    def edit(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph()
        run = paragraph.add_run("格式改过。")
        run._r.get_or_add_rPr().append(parse_xml(f'<w:rPrChange xmlns:w="{W}" {_BY}><w:rPr/></w:rPrChange>'))
        document.add_paragraph("下表：")
        table = document.add_table(3, 2)
        for index, row in enumerate(table.rows):
            row.cells[0].text, row.cells[1].text = f"行{index}", f"值{index}"
        table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del xmlns:w="{W}" {_BY}/>'))

    paper = read(edit)
    tables = [block for block in paper.blocks if isinstance(block, PaperTable)]
    assert [table.rows for table in tables] == [(("行0", "值0"), ("行2", "值2"))]
    assert paper.trace.revised == (1, 2)


@pytest.mark.parametrize(
    "end", ["", '<w:del w:id="1" w:author="审核"><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>']
)
def test_a_field_that_is_never_closed_hides_nothing_behind_it(read: Callable[..., Paper], end: str) -> None:
    def edit(document: docx.document.Document) -> None:
        document.add_paragraph("一、普查工作")
        broken = document.add_paragraph("清查到位。")
        begin = f'<w:r xmlns:w="{W}"><w:fldChar w:fldCharType="begin"/></w:r>'
        broken._p.append(parse_xml(begin))
        broken._p.append(parse_xml(_run(" PAGE ", "instrText")))
        if end:
            broken._p.append(parse_xml(end.replace("<w:del ", f'<w:del xmlns:w="{W}" ')))
        document.add_paragraph("二、执法工作")

    assert _texts(read(edit)) == ["一、普查工作", "清查到位。", "二、执法工作"]


def test_results_of_fields_are_text_and_their_codes_are_not(read: Callable[..., Paper]) -> None:
    def edit(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("合计")
        for xml in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText>=SUM(ABOVE)</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>35</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            "<w:t>处</w:t><w:noBreakHyphen/><w:tab/><w:t>止</w:t>",
        ):
            put_xml(paragraph, f'<w:r xmlns:w="{W}">{xml}</w:r>')
        put_xml(paragraph, f'<w:sdt xmlns:w="{W}"><w:sdtContent>{_run("控件")}</w:sdtContent></w:sdt>')
        put_xml(paragraph, f'<w:hyperlink xmlns:w="{W}">{_run("链接")}</w:hyperlink>')
        put_xml(paragraph, f'<w:fldSimple xmlns:w="{W}" w:instr="DATE">{_run("今日")}</w:fldSimple>')
        put_xml(paragraph, f'<w:r xmlns:w="{W}"><w:sym w:font="Symbol" w:char="221A"/></w:r>')

    assert _texts(read(edit)) == ["合计35处-\t止控件链接今日√"]


def test_typed_line_breaks_part_lines_of_one_paragraph(read: Callable[..., Paper]) -> None:
    paper = read(lambda document: document.add_paragraph("第一行\n第二行"))
    assert [(block.text, block.paragraph, block.is_continued) for block in paper.blocks] == [
        ("第一行", 1, False),
        ("第二行", 1, True),
    ]


def test_numbers_that_word_computes_are_counted(read: Callable[..., Paper]) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (kind, text) in enumerate(
            (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
        )
    )

    def edit(document: docx.document.Document) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="90">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num xmlns:w="{W}" w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
        for level, text in ((0, "党建"), (1, "学习"), (2, "理论"), (2, "业务"), (1, "作风"), (0, "业务"), (1, "服务")):
            properties = document.add_paragraph(text)._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>')
            )

    expected = ["一、党建", "（一）学习", "1.理论", "2.业务", "（二）作风", "二、业务", "（一）服务"]
    assert _texts(read(edit)) == expected


def test_text_beside_the_body_is_read_once_with_its_anchor(tmp_path: Path) -> None:
    notes = [
        Note("footnote", "脚注文字"),
        Note("endnote", "尾注文字"),
        Note("comment", "批注文字"),
        Note("box", "框中文字"),
    ]
    paper = read_paper(make_rich_paper(tmp_path / "稿.docx", RichPaper(["正文。"], header="页眉文字", notes=notes)))
    assert [(line.origin, line.text, line.where) for line in paper.asides] == [
        (Origin.TEXT_BOX, "框中文字", "文本框（第1段）"),
        (Origin.FOOTNOTE, "脚注文字", "脚注（第1段）"),
        (Origin.ENDNOTE, "尾注文字", "尾注（第1段）"),
        (Origin.COMMENT, "批注文字", "批注（第1段）"),
        (Origin.HEADER, "页眉文字", "页眉"),
    ]
    assert _texts(paper) == ["正文。"]


def test_a_page_number_in_a_footer_is_no_text(read: Callable[..., Paper]) -> None:
    def edit(document: docx.document.Document) -> None:
        document.add_paragraph("正文。")
        footer = document.sections[0].footer.paragraphs[0]
        put_xml(footer, _run("第"))
        put_xml(footer, f'<w:fldSimple xmlns:w="{W}" w:instr=" PAGE ">{_run("1")}</w:fldSimple>')
        put_xml(footer, _run("页"))

    assert read(edit).asides == ()


def test_hidden_text_and_pictures_are_told(read: Callable[..., Paper]) -> None:
    def edit(document: docx.document.Document) -> None:
        document.add_paragraph("看得见。").add_run("看不见。").font.hidden = True
        drawing = '<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing>'
        put_xml(document.add_paragraph("图："), f'<w:r xmlns:w="{W}">{drawing}</w:r>')

    paper = read(edit)
    assert _texts(paper) == ["看得见。看不见。", "图："]
    assert (paper.trace.hidden, paper.trace.pictures) == ((1,), (2,))


def test_a_lead_is_told_by_its_face(read: Callable[..., Paper]) -> None:
    def edit(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph()
        lead = paragraph.add_run("责任到人。")
        lead.font.name = "楷体"
        lead._r.rPr.rFonts.set(f"{{{W}}}eastAsia", "楷体_GB2312")
        paragraph.add_run("签订责任书46份。")

    (line,) = read(edit).blocks
    assert isinstance(line, Line)
    assert (line.lead_length, line.lead_look.face, line.look.face) == (5, Face.KAITI, Face.OTHER)


def test_merged_cells_keep_their_place(read: Callable[..., Paper]) -> None:
    def edit(document: docx.document.Document) -> None:
        table = document.add_table(3, 3)
        for index, cell in enumerate(table._cells):
            cell.text = str(index)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "纵"
        table.cell(2, 1).merge(table.cell(2, 2)).text = "横"

    (table,) = read(edit).blocks
    assert isinstance(table, PaperTable)
    assert table.rows == (("纵", "1", "2"), ("", "4", "5"), ("6", "横", ""))
    assert (table.covered, table.spans) == ({(1, 0): 0}, {(2, 1): 2})
