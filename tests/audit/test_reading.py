"""A document as it is read: its text, its numbers, and the formatting that takes effect."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from official_papers import (
    ODD,
    PAGE,
    STYLES,
    Grid,
    Para,
    blank,
    body,
    h1,
    h2,
    line_shape,
    make,
    numbering,
    picture,
    plain,
    run_xml,
    text_box,
    title,
)

from summarize.audit.formats import LineRule, script_of
from summarize.audit.paper import Container, DrawingKind, Paper, Paragraph
from summarize.audit.reading import read_document


def read(folder: Path, *blocks: Any, **setting: Any) -> Paper:
    return read_document(make(folder / "文稿.docx", *blocks, **setting))


def texts(paper: Paper) -> list[str]:
    return [one.text for one in paper.paragraphs]


INS = '<w:ins w:id="1" w:author="某某">' + run_xml("补入", {}) + "</w:ins>"
DEL = '<w:del w:id="2" w:author="某某"><w:r><w:delText>删去</w:delText></w:r></w:del>'
DELETED_MARK = '<w:rPr><w:del w:id="3" w:author="某某"/></w:rPr>'


def test_inserted_text_is_in_and_deleted_text_is_out(tmp_path: Path) -> None:
    paper = read(tmp_path, body("各项工作", extra=INS + DEL))
    assert texts(paper) == ["各项工作补入"]
    told = [(one.kind, one.paragraph, one.author, one.text) for one in paper.baggage.revisions]
    assert told == [("插入", 1, "某某", "补入"), ("删除", 1, "某某", "删去")]


def test_a_paragraph_whose_mark_is_deleted_runs_on(tmp_path: Path) -> None:
    paper = read(tmp_path, body("前半", properties=DELETED_MARK), body("后半"), body("下一段"))
    assert texts(paper) == ["前半后半", "下一段"]
    assert [one.anchor.number for one in paper.paragraphs] == [1, 2]
    assert [run.number for run in paper.paragraphs[0].runs] == [-1, 0]


def test_a_field_is_read_by_its_result(tmp_path: Path) -> None:
    paper = read(tmp_path, title("总结"), odd=ODD)
    (number,) = paper.sections[0].furniture[0].paragraphs
    assert number.text == "— 1 —"
    assert [run.is_page_field for run in number.runs] == [False, True, False]
    assert number.index == 0 and number.container is Container.FOOTER


def test_automatic_numbers_are_text(tmp_path: Path) -> None:
    blocks = [h1("成效", number=1), h2("责任", number=1, level=1), h2("落实", number=1, level=1), h1("打算", number=1)]
    assert texts(read(tmp_path, *blocks, numbering=numbering(1))) == [
        "一、成效",
        "（一）责任",
        "（二）落实",
        "二、打算",
    ]


def test_cells_and_text_boxes_are_numbered_where_they_are_read(tmp_path: Path) -> None:
    paper = read(
        tmp_path,
        title("总结"),
        Grid([["甲", "乙"], ["丙", "丁"]]),
        body("正文。", extra=text_box(plain("框中"))),
        body("末段。"),
    )
    assert [(one.index, one.text, one.container.value) for one in paper.paragraphs] == [
        (1, "总结", "正文"),
        (2, "甲", "表格"),
        (3, "乙", "表格"),
        (4, "丙", "表格"),
        (5, "丁", "表格"),
        (6, "正文。", "正文"),
        (7, "框中", "文本框"),
        (8, "末段。", "正文"),
    ]
    cell = paper.paragraphs[3].cell
    assert cell is not None and (cell.table, cell.row, cell.column) == (1, 2, 1)
    assert [row.paragraphs for row in paper.tables[0].rows] == [((2,), (3,)), ((4,), (5,))]


def test_hidden_text_is_kept_apart(tmp_path: Path) -> None:
    (one,) = read(tmp_path, body(["看得见", ("看不见", {"hidden": True})])).paragraphs
    assert (one.text, one.hidden) == ("看得见", "看不见")


def only(paper: Paper) -> Paragraph:
    (one,) = paper.paragraphs
    return one


BASE = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="基准"/><w:pPr>'
    '<w:spacing w:line="560" w:lineRule="exact"/>'
    '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="楷体"/>'
    '<w:b/><w:sz w:val="30"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Derived"><w:name w:val="派生"/><w:basedOn w:val="Base"/><w:pPr>'
    '<w:jc w:val="right"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="绕圈"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="character" w:styleId="Lead"><w:name w:val="领句"/><w:rPr>'
    '<w:b/><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>'
)


def test_formatting_comes_down_the_chain_of_styles(tmp_path: Path) -> None:
    one = only(read(tmp_path, body("文字", style="Derived"), styles=STYLES + BASE))
    layout, look = one.format, one.runs[0].format
    assert (layout.alignment, layout.rule, layout.pitch.pt) == ("right", LineRule.EXACT, 28)
    assert layout.first_line.characters == 2
    assert (look.east_asia.name, look.ascii.name, look.size.pt, look.is_bold) == ("楷体", "Times New Roman", 14, True)
    assert one.style == "派生"


def test_what_is_said_directly_wins_over_the_style(tmp_path: Path) -> None:
    one = only(read(tmp_path, body("文字", style="Derived", font="宋体", size=12, align="left"), styles=STYLES + BASE))
    assert (one.format.alignment, one.runs[0].format.east_asia.name, one.runs[0].format.size.pt) == ("left", "宋体", 12)


def test_a_style_based_on_itself_does_no_harm(tmp_path: Path) -> None:
    assert only(read(tmp_path, body("文字", style="Loop"), styles=STYLES + BASE)).style == "绕圈"


def test_bold_of_paragraph_and_character_style_cancel_each_other(tmp_path: Path) -> None:
    run = '<w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr><w:t>领句</w:t></w:r>'
    one = only(read(tmp_path, Para("", {"style": "Derived"}, run), styles=STYLES + BASE))
    assert [(piece.text, piece.format.is_bold, piece.format.east_asia.name) for piece in one.runs] == [
        ("领句", False, "黑体")
    ]


@pytest.mark.parametrize(
    ("indent", "characters"),
    [
        ('w:firstLineChars="200" w:firstLine="31680"', 2.0),
        ('w:firstLineChars="0" w:firstLine="640"', 2.0),
        ('w:hanging="320" w:hangingChars="100"', -1.0),
        ('w:firstLineChars="0" w:firstLine="0"', 0.0),
    ],
)
def test_an_indent_is_read_in_any_way_it_is_stored(indent: str, characters: float, tmp_path: Path) -> None:
    one = only(read(tmp_path, body("文字", properties=f"<w:ind {indent}/>")))
    assert one.format.first_line.in_characters(one.runs[0].format.size) == pytest.approx(characters)


def test_numbering_indents_over_the_style_and_under_what_is_said_directly(tmp_path: Path) -> None:
    lists = numbering(1, indent='<w:ind w:left="420" w:hanging="420" w:firstLineChars="0"/>')
    paper = read(
        tmp_path,
        body("甲", number=1),
        body("乙", number=1, properties='<w:ind w:left="0" w:firstLine="640"/>'),
        numbering=lists,
    )
    first, second = (one.format for one in paper.paragraphs)
    assert (first.left.length.twips, first.first_line.length.twips) == (420, -420)
    assert (second.left.length.twips, second.first_line.length.twips) == (0, 640)


def _list(levels: str, more: str = "", identifier: int = 1) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{more}{levels}</w:abstractNum>'


def _lvl(level: int, kind: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


_NUM = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


@pytest.mark.parametrize(
    ("restart", "second"),
    [("", ["1.", "2.", "1."]), ('<w:lvlRestart w:val="0"/>', ["1.", "2.", "3."])],
)
def test_numbers_go_on_where_their_restart_is_off(restart: str, second: list[str], tmp_path: Path) -> None:
    lists = _list(_lvl(0, "chineseCounting", "%1、") + _lvl(1, "decimal", "%2.", restart)) + _NUM
    blocks = [body("甲", number=1), *(body("乙", number=1, level=1) for _ in range(2))]
    paper = read(tmp_path, *blocks, body("丙", number=1), body("丁", number=1, level=1), numbering=lists)
    assert [one.label for one in paper.paragraphs] == ["一、", *second[:2], "二、", second[2]]


def test_numbers_are_begun_anew_only_by_the_level_that_is_named(tmp_path: Path) -> None:
    levels = (
        _lvl(0, "decimal", "%1.")
        + _lvl(1, "decimal", "%2)")
        + _lvl(2, "decimal", "（%3）", '<w:lvlRestart w:val="1"/>')
    )
    blocks = [body("文", number=1, level=level) for level in (0, 1, 2, 1, 2, 0, 2)]
    paper = read(tmp_path, *blocks, numbering=_list(levels) + _NUM)
    assert [one.label for one in paper.paragraphs] == ["1.", "1)", "（1）", "2)", "（2）", "2.", "（1）"]


def test_a_list_that_names_a_style_is_numbered_as_the_list_of_that_style(tmp_path: Path) -> None:
    linked = _list("", '<w:numStyleLink w:val="Items"/>')
    kept = _list(_lvl(0, "chineseCounting", "（%1）"), '<w:styleLink w:val="Items"/>', 2)
    paper = read(tmp_path, body("甲", number=1), body("乙", number=1), numbering=linked + kept + _NUM)
    assert [one.label for one in paper.paragraphs] == ["（一）", "（二）"]


def test_numerals_of_contracts_and_labels_all_in_digits(tmp_path: Path) -> None:
    levels = _lvl(0, "chineseLegalSimplified", "%1、") + _lvl(1, "decimal", "%1.%2", "<w:isLgl/>")
    blocks = [*(body("甲", number=1) for _ in range(12)), body("乙", number=1, level=1)]
    labels = [one.label for one in read(tmp_path, *blocks, numbering=_list(levels) + _NUM).paragraphs]
    assert labels[0] == "壹、" and labels[9:] == ["壹拾、", "壹拾壹、", "壹拾贰、", "12.1"]


def test_what_a_paragraph_style_says_wins_over_the_table_style(tmp_path: Path) -> None:
    styles = (
        STYLES
        + BASE
        + (
            '<w:style w:type="table" w:styleId="Own"><w:name w:val="表"/><w:pPr><w:jc w:val="left"/></w:pPr>'
            '<w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
        )
    )
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Own"/></w:tblPr><w:tblGrid/><w:tr><w:tc><w:p><w:pPr>'
        '<w:pStyle w:val="Derived"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    one = only(read(tmp_path, table, styles=styles))
    assert one.runs[0].format.size.pt == 14 and one.format.alignment == "right"


def test_a_table_style_stands_under_the_paragraph_style(tmp_path: Path) -> None:
    styles = STYLES + (
        '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="三线"/><w:rPr><w:i/><w:sz w:val="20"/></w:rPr>'
        '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="12"/></w:tblBorders></w:tblPr></w:style>'
    )
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/></w:tblPr><w:tblGrid/><w:tr><w:tc>'
        "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl>"
    )
    paper = read(tmp_path, table, styles=styles)
    look = only(paper).runs[0].format
    assert look.is_italic and look.size.pt == 10
    edge = paper.tables[0].rows[0].top
    assert edge is not None and edge.weight.pt == 1.5 and paper.tables[0].style == "三线"


@pytest.mark.parametrize(
    ("character", "hint", "script"),
    [
        ("汉", "", "eastAsia"),
        ("a", "eastAsia", "ascii"),
        ("“", "", "hAnsi"),
        ("“", "eastAsia", "eastAsia"),
        ("…", "", "hAnsi"),
        ("，", "", "eastAsia"),
    ],
)
def test_each_character_has_its_font(character: str, hint: str, script: str) -> None:
    assert script_of(character, hint=hint).value == script


def test_sections_hand_their_footers_on(tmp_path: Path) -> None:
    own = f'<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>{PAGE}</w:sectPr>'
    paper = read(tmp_path, body("甲"), body("乙", properties=own), body("丙"), odd=ODD)
    assert [(one.first, one.last) for one in paper.sections] == [(1, 2), (3, 3)]
    assert [len(one.furniture) for one in paper.sections] == [1, 2]
    assert paper.paragraphs[2].has_break_before and paper.paragraphs[2].section == 2


def test_drawings_are_told_apart(tmp_path: Path) -> None:
    paper = read(tmp_path, body("甲", extra=picture(20) + line_shape("FF0000", 156) + text_box(plain("框"))))
    kinds = [(one.kind, one.is_inline) for one in paper.paragraphs[0].drawings]
    assert kinds == [(DrawingKind.PICTURE, True), (DrawingKind.LINE, False), (DrawingKind.BOX, False)]


def test_an_empty_document_is_read(tmp_path: Path) -> None:
    paper = read(tmp_path, odd=None, even=None)
    assert paper.paragraphs == () and len(paper.sections) == 1


PRINTABLE = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0xFFFD), max_size=30)


@given(lines=st.lists(PRINTABLE, min_size=1, max_size=8))
def test_the_text_is_what_python_docx_reads(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("plain") / "文稿.docx"
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    assert [one.text for one in read_document(path).paragraphs] == [
        one.text for one in docx.Document(str(path)).paragraphs
    ]


@pytest.mark.libreoffice
def test_the_text_is_what_libreoffice_reads(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice is not installed")
    blocks = [
        title("工作总结"),
        h1("成效", number=1),
        h2("责任", number=1, level=1),
        body("各项工作有序推进。"),
        blank,
        h1("打算", number=1),
    ]
    path = make(tmp_path / "文稿.docx", *blocks, numbering=numbering(1))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/home",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    seen = (tmp_path / "文稿.txt").read_text(encoding="utf-8-sig").splitlines()
    # LibreOffice writes a blank behind a number that it computes.
    assert ["".join(line.split()) for line in seen] == texts(read_document(path))
