"""What the parts of a document say, by the clauses of GB/T 9704-2012 and the traps of Word."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from handmade_reports import W, body_lines, make_annex, make_report, open_document, say, shipped, write_template
from lxml import etree

from summarize.render import Template, render
from summarize.render.finishing.properties import make_form

NAMES = ("季度工作总结", "半年工作总结", "年度工作总结", "汇报材料", "工作报告")
FACES = {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"}


def content_of(name: str = "半年工作总结", **changes: Any) -> bytes:
    return render(make_report(**changes), Template(shipped(name)), stage="送审稿", document_id="2017-ab12")


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def properties_of(content: bytes) -> dict[str, str]:
    core = etree.fromstring(parts_of(content)["docProps/core.xml"])
    return {etree.QName(child).localname: child.text or "" for child in core}


@pytest.mark.parametrize("name", NAMES)
def test_every_style_names_chinese_faces_in_all_slots_and_no_theme(name: str) -> None:
    parts = parts_of(content_of(name))
    assert not any("theme" in part for part in parts)
    styles = etree.fromstring(parts["word/styles.xml"])
    fonts = list(styles.iter(f"{W}rFonts"))
    assert len(fonts) > 10
    for font in fonts:
        slots = {key[len(W) :]: value for key, value in font.attrib.items()}
        assert slots.keys() == {"hint", "ascii", "hAnsi", "eastAsia", "cs"}
        assert slots["hint"] == "eastAsia"
        assert slots["eastAsia"] == slots["hAnsi"] in FACES
        assert slots["ascii"] == slots["cs"] == ("宋体" if slots["eastAsia"] == "宋体" else "Times New Roman")


@pytest.mark.parametrize("name", NAMES)
def test_every_run_asks_for_the_chinese_face(name: str) -> None:
    facts = {"发文字号": "青民〔2017〕5号", "签发人": "张三", "抄送机关": "“县委办”——县政府办……", "附注": "甲"}
    parts = parts_of(content_of(name, facts=facts, annexes=(make_annex("附件", "甲表", 2, 2),)))
    for part in ("word/document.xml", "word/footer1.xml", "word/footer2.xml"):
        for run in etree.fromstring(parts[part]).iter(f"{W}r"):
            if run.find(f"{W}t") is not None:
                assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia", etree.tostring(run)


def test_the_page_is_a4_with_the_text_area_of_the_standard() -> None:
    section = open_document(content_of()).sections[0]
    millimetres = [
        round(length.mm, 1)
        for length in (
            section.page_width, section.page_height, section.top_margin, section.bottom_margin,
            section.left_margin, section.right_margin,
        )
    ]  # fmt: skip
    assert millimetres == [210.0, 297.0, 37.0, 35.0, 28.0, 26.0]
    grid = section._sectPr.find(f"{W}docGrid")
    assert {key[len(W) :]: value for key, value in grid.attrib.items()} == {"type": "lines", "linePitch": "579"}


def test_body_text_is_fangsong_16_pt_at_exactly_28_95_pt_indented_two_characters() -> None:
    normal = open_document(content_of()).styles["Normal"]
    assert (normal.font.size.pt, normal.paragraph_format.line_spacing.pt) == (16, 28.95)
    assert normal.paragraph_format.widow_control is False
    indent = normal.element.find(f"{W}pPr/{W}ind")
    assert (indent.get(f"{W}firstLineChars"), indent.get(f"{W}firstLine")) == ("200", "632")
    assert normal.element.find(f"{W}rPr/{W}spacing").get(f"{W}val") == "-5"


def test_headings_have_outline_levels_and_faces_of_their_own() -> None:
    styles = open_document(content_of()).styles
    found = [
        (
            styles[name].element.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val"),
            styles[name].element.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia"),
        )
        for name in ("一级标题", "二级标题", "三级标题", "四级标题")
    ]
    assert found == [("0", "黑体"), ("1", "楷体_GB2312"), ("2", "仿宋_GB2312"), ("3", "仿宋_GB2312")]


def test_odd_and_even_pages_have_their_number_outside() -> None:
    document = open_document(content_of())
    assert document.settings.odd_and_even_pages_header_footer is True
    section = document.sections[0]
    assert section.footer.paragraphs[0].style.name == "页码（单页）"
    assert section.even_page_footer.paragraphs[0].style.name == "页码（双页）"
    assert section.footer.paragraphs[0].text == "— 1 —"
    for name, side in (("页码（单页）", "right"), ("页码（双页）", "left")):
        style = document.styles[name].element
        assert style.find(f"{W}pPr/{W}jc").get(f"{W}val") == side
        assert style.find(f"{W}pPr/{W}ind").get(f"{W}{side}Chars") == "100"
        assert style.find(f"{W}rPr/{W}sz").get(f"{W}val") == "28"


def test_punctuation_is_compressed_and_the_language_is_chinese() -> None:
    parts = parts_of(content_of())
    settings = etree.fromstring(parts["word/settings.xml"])
    assert settings.find(f"{W}characterSpacingControl").get(f"{W}val") == "compressPunctuation"
    language = next(etree.fromstring(parts["word/styles.xml"]).iter(f"{W}lang"))
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_fonts_that_may_be_missing_have_another_name_to_look_for() -> None:
    table = etree.fromstring(parts_of(content_of())["word/fontTable.xml"])
    names = {font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val") for font in table}
    assert names["仿宋_GB2312"] == "仿宋"
    assert names["方正小标宋简体"] == "方正小标宋_GBK"


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_carry_no_format_beside_their_style(name: str) -> None:
    facts = {"份号": "000001", "发文字号": "青民〔2017〕5号", "签发人": "张三", "抄送机关": "县委办", "附注": "甲"}
    body = open_document(content_of(name, facts=facts, annexes=(make_annex("附件", "甲表", 2, 2),))).element.body
    allowed = {"pStyle", "keepNext", "ind", "framePr"}
    for properties in body.iter(f"{W}pPr"):
        assert {child.tag[len(W) :] for child in properties} <= allowed
    for properties in body.iter(f"{W}rPr"):
        assert {child.tag[len(W) :] for child in properties} <= {"rStyle", "rFonts"}


def test_properties_say_what_the_document_is_and_nothing_of_who_made_it() -> None:
    core = properties_of(content_of(title=say("青石县民政局\n工作总结")))
    assert core == {
        "title": "青石县民政局 工作总结",
        "subject": "2017年上半年工作总结和下半年工作计划",
        "creator": "青石县民政局",
        "keywords": "2017年；上半年；工作总结；工作计划",
        "description": "",
        "lastModifiedBy": "",
        "language": "zh-CN",
        "category": "总结",
        "contentStatus": "送审稿",
        "revision": "1",
        "created": "2017-07-05T00:00:00Z",
        "modified": "2017-07-05T00:00:00Z",
    }


def test_without_a_date_the_document_is_dated_at_the_end_of_its_period() -> None:
    assert properties_of(content_of(signature_date=say("")))["created"] == "2017-06-30T00:00:00Z"


def test_a_title_longer_than_a_property_may_be_is_cut_there_alone() -> None:
    title = "关于<防汛>&抗旱“” " * 40
    content = content_of(title=say(title.strip()))
    assert properties_of(content)["title"] == title[:255]
    assert body_lines(content)[0] == title.strip()


def test_characters_that_no_part_can_hold_are_left_out_of_the_properties() -> None:
    part = make_form(None).fill(make_report(title=say("总\x01结\ufffe和\ud800计划")), stage=None)
    assert etree.fromstring(part).findtext("{*}title") == "总结和计划"


def test_a_template_without_properties_gives_a_document_with_them(tmp_path: Path) -> None:
    path = write_template(tmp_path / "模板.docx", "{{ 标题 }}")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}
    for name, element in (("_rels/.rels", "Relationship"), ("[Content_Types].xml", "Override")):
        parts[name] = re.sub(rf"<{element} [^>]*core[-.][^>]*/>".encode(), b"", parts[name])
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    content = render(make_report(), Template(path), stage="定稿", document_id="x")
    core = properties_of(content)
    assert (core["creator"], core["contentStatus"], core["revision"]) == ("青石县民政局", "定稿", "1")
    assert open_document(content).core_properties.author == "青石县民政局"


@pytest.mark.parametrize(
    ("document_id", "name"),
    [("2017-ab12", "summarize_2017_ab12"), ("a" * 64, "summarize_" + "a" * 30)],
)
def test_one_bookmark_carries_the_id(document_id: str, name: str) -> None:
    content = render(make_report(), Template(shipped("半年工作总结")), stage=None, document_id=document_id)
    body = open_document(content).element.body
    (start,), (end,) = list(body.iter(f"{W}bookmarkStart")), list(body.iter(f"{W}bookmarkEnd"))
    assert start.get(f"{W}name") == name
    assert start.get(f"{W}id") == end.get(f"{W}id")
    assert start.getparent() is end.getparent() is body[0]


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert content_of() == content_of()


_PRINT_HASH = """
import hashlib, sys
sys.path.insert(0, "tests")
from handmade_reports import make_annex, make_report, shipped
from summarize.render import Template, render
report = make_report(annexes=(make_annex("附件", "甲表", 14, 3, "内容" * 6),))
print(hashlib.sha256(render(report, Template(shipped("工作报告")), stage=None, document_id="x")).hexdigest())
"""


def test_other_processes_give_the_same_bytes() -> None:
    root = Path(__file__).parents[2]
    hashes = {
        subprocess.run(
            [sys.executable, "-c", _PRINT_HASH],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_a_wide_table_lies_on_a_landscape_page_and_what_follows_does_not() -> None:
    wide = make_annex("附件2", "乙表", 14, 3, "内容" * 6)
    annexes = (make_annex("附件1", "甲表", 2, 1), wide, make_annex("附件3", "丙表", 2, 1))
    document = open_document(content_of(annexes=annexes))
    pages = [
        (section.orientation, round(section.page_width.mm), round(section.left_margin.mm))
        for section in document.sections
    ]
    assert pages == [(0, 210, 28), (1, 297, 35), (0, 210, 28)]
    landscape = document.sections[1]
    margins = (landscape.top_margin, landscape.right_margin, landscape.bottom_margin)
    assert [round(margin.mm) for margin in margins] == [28, 37, 26]
    for footer in (landscape.footer, landscape.even_page_footer):
        turned = next(node for node in footer._element.iter() if str(node.tag).endswith("}bodyPr"))
        assert turned.get("vert") == "vert"
    assert "summarize-landscape" not in parts_of(content_of(annexes=annexes))["word/document.xml"].decode()


def test_turned_footers_take_names_and_relations_that_are_free() -> None:
    wide = make_annex("附件", "乙表", 14, 3, "内容" * 6)
    parts = parts_of(content_of(annexes=(wide,)))
    assert sorted(name for name in parts if "footer" in name) == [f"word/footer{n}.xml" for n in (1, 2, 3, 4)]
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    footers = {
        relation.get("Target"): relation.get("Id") for relation in relations if "footer" in relation.get("Target")
    }
    assert len(set(footers.values())) == 4
    last = list(etree.fromstring(parts["word/document.xml"]).iter(f"{W}sectPr"))[-1]
    assert [value for reference in last.iter(f"{W}footerReference") for value in reference.attrib.values()] == [
        "default", footers["footer3.xml"], "even", footers["footer4.xml"],
    ]  # fmt: skip
    assert set(parts_of(content_of())) == set(parts) - {"word/footer3.xml", "word/footer4.xml"}


def test_a_wide_table_at_the_end_leaves_no_page_behind_it() -> None:
    document = open_document(content_of(annexes=(make_annex("附件", "乙表", 14, 3, "内容" * 6),)))
    assert [section.orientation for section in document.sections] == [0, 1]


@pytest.mark.parametrize(
    ("columns", "text"),
    [(1, "甲"), (4, "内容内容内容"), (9, "数"), (3, "很长的内容" * 20), (14, "内容" * 6), (30, "数字")],
)
def test_columns_fill_the_text_area_exactly(columns: int, text: str) -> None:
    document = open_document(content_of(annexes=(make_annex("附件", "甲表", columns, 2, text),)))
    (table,) = document.tables
    widths = [int(column.get(f"{W}w")) for column in table._tbl.iter(f"{W}gridCol")]
    assert sum(widths) == (12756 if document.sections[-1].orientation else 8845)
    assert min(widths) > 0


def test_the_head_of_a_table_is_repeated_and_rows_are_not_split() -> None:
    (table,) = open_document(content_of(annexes=(make_annex("附件", "甲表", 2, 2),))).tables
    rows = [[child.tag[len(W) :] for child in row._tr.find(f"{W}trPr")] for row in table.rows]
    assert rows == [["cantSplit", "tblHeader"], ["cantSplit"], ["cantSplit"]]
    assert table.style.name == "公文表格"
    assert table.rows[0].cells[0].paragraphs[0].style.name == "表头"


def test_footnotes_are_rendered_once_however_many_sections_there_are(tmp_path: Path) -> None:
    wide = make_annex("附件", "乙表", 14, 3, "内容" * 6)
    path = write_template(tmp_path / "模板.docx", "甲", "{%p for 附 in 附件 %}", "{{p 附.表格 }}", "{%p endfor %}")
    _add_footnotes(path)
    content = render(
        make_report(title=say("{{ 单位名称 }}"), annexes=(wide,)), Template(path), stage=None, document_id="x"
    )
    notes = etree.fromstring(parts_of(content)["word/footnotes.xml"])
    assert "".join(notes.itertext()) == "{{ 单位名称 }}"


def _add_footnotes(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    paragraph = "<w:p><w:r><w:t>{{ 标题 }}</w:t></w:r></w:p>"
    note = f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="1">{paragraph}</w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    parts["word/footnotes.xml"] = note.encode()
    _insert(parts, "[Content_Types].xml", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>')
    _insert(
        parts,
        "word/_rels/document.xml.rels",
        f'<Relationship Id="n1" Type="{relation}" Target="footnotes.xml"/></Relationships>',
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def _insert(parts: dict[str, bytes], name: str, tail: str) -> None:
    closing = tail[tail.rindex("</") :]
    parts[name] = parts[name].decode().replace(closing, tail).encode()


def test_nothing_of_the_templates_maker_travels(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("{{ 标题 }}")
    document.core_properties.version = "我的第3稿"
    document.core_properties.identifier = "某某的电脑"
    document.core_properties.last_modified_by = "某某"
    path = tmp_path / "模板.docx"
    document.save(str(path))
    with zipfile.ZipFile(path) as package:
        assert {"docProps/app.xml", "docProps/thumbnail.jpeg"} <= set(package.namelist())
    parts = parts_of(render(make_report(), Template(path), stage=None, document_id="x"))
    assert [name for name in parts if name.startswith("docProps/")] == ["docProps/core.xml"]
    assert b"docProps/app" not in parts["[Content_Types].xml"] + parts["_rels/.rels"]
    core = parts["docProps/core.xml"].decode()
    assert "某某" not in core and "第3稿" not in core
