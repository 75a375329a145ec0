"""Values that docxtpl's manual shows beside plain text: RichText, Listing, pictures, subdocuments, filters."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph
from docxtpl_oracle import (
    Values,
    assert_equal,
    differing_parts,
    parts_of,
    strict_environment,
    write_with_docxtpl,
    write_with_ours,
)
from handmade_reports import body_lines, open_document
from jinja2 import UndefinedError
from markupsafe import Markup
from raw_documents import Extra, RawDocument, cell, make_png, paragraph, row, run, table

from summarize.errors import TemplateError
from summarize.render import Template

INDENTED = '<w:ind w:left="420"/>'
BOLD = "<w:b/>"


def write(tmp_path: Path, body: str, **parts: Any) -> Path:
    return RawDocument(body, **parts).write(tmp_path / "模板.docx")


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"style": "强调"},
        {"color": "#FF0000"},
        {"color": "00FF00", "highlight": "#FFFF00"},
        {"size": 32, "bold": True, "italic": True},
        {"subscript": True},
        {"superscript": True},
        {"bold": True, "italic": True, "rtl": True, "lang": "ar-SA"},
        {"underline": True},
        *(
            {"underline": kind}
            for kind in ("double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave", "没有")
        ),
        {"strike": True},
        {"font": "Arial"},
        {"font": "eastAsia:仿宋_GB2312"},
    ],
)
def test_rich_text_keeps_every_property(tmp_path: Path, properties: dict[str, Any]) -> None:
    body = paragraph("前", "{{r 值 }}", "后", properties=INDENTED)
    content = assert_equal(write(tmp_path, body), {"值": RichText("甲 & 乙 <丙>", **properties)})
    assert body_lines(content) == ["前甲 & 乙 <丙>后"]


@pytest.mark.parametrize("text", ["一\n二", "一\t二", "一\a二", "一\f二", "\n", "一\n\n二\a三\t四\f五", 5])
def test_rich_text_and_listing_break_lines_paragraphs_and_pages(tmp_path: Path, text: Any) -> None:
    values = {"富": RichText(text, bold=True), "列": Listing(text)}
    body = paragraph("前", "{{r 富 }}", properties=INDENTED) + paragraph(run("前{{ 列 }}后", BOLD), properties=INDENTED)
    assert_equal(write(tmp_path, body), values)


def test_rich_text_is_put_together_of_pieces_and_of_rich_texts(tmp_path: Path) -> None:
    inner = RichText("内", italic=True)
    inner.add("\n换行", color="FF00FF")
    whole = RichText("外", bold=True)
    whole.add(inner)
    whole.add(" 尾 & <")
    whole.add("乙".encode())
    body = (
        paragraph("{{r 值 }}")
        + paragraph("{%r if 真 %}", "{{r 值 }}", "{%r endif %}")
        + table(row("{{r 值 }}", "{{r 空 }}"))
    )
    assert_equal(write(tmp_path, body), {"值": whole, "真": True, "空": RichText()})


def test_rich_text_stands_in_loops_headers_and_beside_conditions(tmp_path: Path) -> None:
    body = (
        paragraph("{%p for 项 in 项们 %}")
        + paragraph(run("{{r 项 }}"), run("{% if 真 %}，{% endif %}"))
        + paragraph("{%p endfor %}")
    )
    path = write(tmp_path, body, headers={"default": paragraph("{{r 项们[0] }}")})
    assert_equal(path, {"项们": [RichText("甲", bold=True), RichText("乙\t丙")], "真": True})


def test_rich_text_paragraphs_bring_their_styles(tmp_path: Path) -> None:
    whole = RichTextParagraph("第一段")
    whole.add("第二段\a第三段", parastyle="标题1")
    whole.add(RichText("加粗", bold=True), parastyle="标题1")
    content = assert_equal(write(tmp_path, paragraph("前") + paragraph("{{p 值 }}") + paragraph("后")), {"值": whole})
    assert body_lines(content) == ["前", "第一段", "第二段", "第三段", "加粗", "后"]


def test_a_listing_stands_in_cells_headers_and_text_boxes(tmp_path: Path) -> None:
    box = (
        '<w:r><w:pict><v:shape id="s1"><v:textbox><w:txbxContent>'
        f"{paragraph(run('框{{ 值 }}', BOLD))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    body = table(row("{{ 值 }}", cell(paragraph(run("{{ 值 }}", BOLD), properties=INDENTED)))) + paragraph("前", box)
    path = write(tmp_path, body, footers={"default": paragraph("{{ 值 }}")})
    assert_equal(path, {"值": Listing("一 & 二\n三\t四\a五\f六")})


def test_a_line_break_in_text_is_one_in_the_document(tmp_path: Path) -> None:
    body = paragraph(run("{{ 值 }}", BOLD)) + paragraph(run("{{ 值 }}"), run("尾"))
    content = assert_equal(write(tmp_path, body), {"值": "一\n二\n\n三"})
    assert body_lines(content) == ["一\n二\n\n三", "一\n二\n\n三尾"]


def test_a_tab_in_text_is_one_in_the_document(tmp_path: Path) -> None:
    body = paragraph(run("{{ 值 }}", BOLD)) + paragraph(run("{{ 值 }}"), run("尾"))
    content = assert_equal(write(tmp_path, body), {"值": "一\t二\n三\t"})
    assert body_lines(content) == ["一\t二\n三\t", "一\t二\n三\t尾"]


@pytest.mark.parametrize("value", ["一\a二", "一\f二", "\a", "一\a\a二\f三\t四\n五"])
def test_plain_text_breaks_paragraphs_and_pages_as_a_listing_does(tmp_path: Path, value: str) -> None:
    body = paragraph(run("前{{ 值 }}后", BOLD), properties=INDENTED) + table(row("{{ 值 }}", "")) + paragraph("")
    assert_equal(write(tmp_path, body, headers={"default": paragraph("{{ 值 }}")}), {"值": value})


def test_tabs_and_line_breaks_that_a_template_holds_as_characters_become_elements(tmp_path: Path) -> None:
    assert body_lines(assert_equal(write(tmp_path, paragraph("一\t二\n三")), {})) == ["一\t二\n三"]


@pytest.mark.parametrize("value", ["一\n二", "一\t二", "一\a二", "一\f二"])
def test_breaks_are_found_behind_line_breaks_between_paragraphs(tmp_path: Path, value: str) -> None:
    body = "\n".join([paragraph("前"), paragraph(run("{{ 值 }}", BOLD)), "  ", paragraph("{{ 值 }}"), ""])
    note = f'<w:footnote w:id="1">{body}</w:footnote>'
    assert_equal(write(tmp_path, body, headers={"default": body}, footnotes=note), {"值": value})


@pytest.mark.parametrize("value", ["<甲> & “乙” '丙' \"丁\"", "&amp; &lt;", "]]>", "<!--", "#", "%", "_"])
def test_signs_of_xml_and_of_tags_are_text(tmp_path: Path, value: str) -> None:
    body = paragraph("{{ 值 }}") + paragraph("{{ 值|e }}") + paragraph("{{ 值 ~ 值 }}")
    assert body_lines(assert_equal(write(tmp_path, body), {"值": value}))[0] == value


def test_what_is_marked_as_xml_goes_in_as_it_is(tmp_path: Path) -> None:
    values = {"串": Markup("甲</w:t><w:br/><w:t>乙"), "段": Markup(paragraph("整段"))}
    body = paragraph("{{ 串 }}") + paragraph("{{p 段 }}") + paragraph("{{ '&lt;w:br/&gt;' }}")
    assert body_lines(assert_equal(write(tmp_path, body), values)) == ["甲\n乙", "整段", "<w:br/>"]


def links(template: Any) -> Values:
    text = RichText("见")
    text.add("网站", url_id=template.build_url_id("https://example.org/?a=1&b=2"), color="0000FF", underline=True)
    text.add("另一处", url_id=template.build_url_id("https://example.org/二"))
    return {"值": text}


def test_rich_text_has_links(tmp_path: Path) -> None:
    content = assert_equal(write(tmp_path, paragraph("{{r 值 }}")), links)
    assert "https://example.org/?a=1&amp;b=2" in parts_of(content)["word/_rels/document.xml.rels"].decode()


def pictures(template: Any) -> Values:
    return {
        "图": InlineImage(template, io.BytesIO(make_png(1)), width=Mm(20)),
        "图们": [
            InlineImage(template, io.BytesIO(make_png(2)), height=Mm(5)),
            InlineImage(template, io.BytesIO(make_png(3)), width=Mm(9), height=Mm(9)),
        ],
        "链图": InlineImage(template, io.BytesIO(make_png(1)), anchor="https://example.org/"),
        "名": "甲 & 乙",
    }


def test_pictures_stand_in_text_cells_loops_and_headers(tmp_path: Path) -> None:
    body = (
        paragraph("前{{ 图 }}后")
        + paragraph("{{ 链图 }}{{ 名 }}")
        + table(row("{%tr for 一 in 图们 %}", ""), row("{{ loop.index }}", "{{ 一 }}"), row("{%tr endfor %}", ""))
        + paragraph("")
    )
    path = write(tmp_path, body, headers={"default": paragraph("{{ 图 }}")})
    content = assert_equal(path, pictures)
    assert len([name for name in parts_of(content) if name.startswith("word/media/")]) == 3


def new_subdocument(template: Any) -> Values:
    made = template.new_subdoc()
    made.add_paragraph("子文档一段").add_run("粗").bold = True
    made.add_table(rows=1, cols=2).cell(0, 0).text = "格"
    made.add_picture(io.BytesIO(make_png(7)))
    return {"子": made, "名": "甲 & 乙"}


def test_a_subdocument_made_on_the_spot_is_placed(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("{{ 名 }}", "{{p 子 }}", "尾"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "模板.docx"))
    lines = body_lines(assert_equal(tmp_path / "模板.docx", new_subdocument))
    assert (lines[0], lines[1], lines[-1]) == ("甲 & 乙", "子文档一段粗", "尾")


def test_a_subdocument_from_a_file_is_placed_with_its_styles_lists_and_pictures(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("外来一段", style="Intense Quote")
    document.add_paragraph("外来列表", style="List Number")
    document.add_picture(io.BytesIO(make_png(9)))
    document.save(str(tmp_path / "子.docx"))
    master = docx.Document()
    master.add_paragraph("{{p 子 }}")
    master.save(str(tmp_path / "模板.docx"))

    def context(template: Any) -> Values:
        return {"子": template.new_subdoc(str(tmp_path / "子.docx"))}

    assert body_lines(assert_equal(tmp_path / "模板.docx", context))[:2] == ["外来一段", "外来列表"]


def replace_by_name(template: Any) -> None:
    template.replace_pic("章.png", io.BytesIO(make_png(200)))


def replace_by_description(template: Any) -> None:
    template.replace_pic("单位公章", io.BytesIO(make_png(201)))


def replace_by_content(template: Any) -> None:
    template.replace_media(io.BytesIO(make_png(50)), io.BytesIO(make_png(202)))


@pytest.mark.parametrize("replace", [replace_by_name, replace_by_description, replace_by_content])
def test_pictures_of_the_template_are_replaced(tmp_path: Path, replace: Callable[[Any], None]) -> None:
    path = with_picture(tmp_path)

    def context(template: Any) -> Values:
        replace(template)
        return {"名": "甲"}

    content = assert_equal(path, context)
    assert parts_of(content)["word/media/image1.png"] in (make_png(200), make_png(201), make_png(202))


def with_picture(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("{{ 名 }}")
    document.add_picture(io.BytesIO(make_png(50)))
    properties = next(document.element.body.iter("{*}cNvPr"))
    properties.set("name", "章.png")
    properties.set("descr", "单位公章")
    document.save(str(tmp_path / "模板.docx"))
    return tmp_path / "模板.docx"


def test_embedded_files_are_replaced_by_content_and_by_name(tmp_path: Path) -> None:
    for name, content in (("旧.docx", b"old"), ("新.docx", b"new"), ("表.xlsx", b"sheet")):
        (tmp_path / name).write_bytes(content)
    path = with_embedded_files(tmp_path)

    def context(template: Any) -> Values:
        template.replace_embedded(str(tmp_path / "旧.docx"), str(tmp_path / "新.docx"))
        template.replace_zipname("word/embeddings/b.xlsx", str(tmp_path / "表.xlsx"))
        return {"名": "甲"}

    parts = parts_of(assert_equal(path, context))
    assert (parts["word/embeddings/a.docx"], parts["word/embeddings/b.xlsx"]) == (b"new", b"sheet")


def with_embedded_files(tmp_path: Path) -> Path:
    kind = "application/vnd.openxmlformats-officedocument"
    extras = (
        Extra("embeddings/a.docx", "package", b"old", f"{kind}.wordprocessingml.document"),
        Extra("embeddings/b.xlsx", "package", b"other", f"{kind}.spreadsheetml.sheet"),
    )
    return write(tmp_path, paragraph("{{ 名 }}"), extras=extras)


def test_one_template_is_rendered_as_often_as_wanted(tmp_path: Path) -> None:
    path = write(tmp_path, paragraph("{%p for 项 in 项们 %}") + paragraph("{{ 项 }}") + paragraph("{%p endfor %}"))
    template = Template(path)
    for values in ({"项们": ["甲"]}, {"项们": []}, {"项们": ["乙 & 丙", "丁"]}, {"项们": ["甲"]}):
        assert differing_parts(template.render(values), write_with_docxtpl(path, values).content) == {}


def test_rich_text_and_plain_text_in_turn_leave_nothing_behind(tmp_path: Path) -> None:
    path = write(tmp_path, paragraph("{{r 值 }}"))
    template = Template(path)
    for values in (links(template.docxtpl), {"值": RichText("无链接")}):
        assert body_lines(template.render(values))
    assert differing_parts(template.render(values), write_with_docxtpl(path, values).content) == {}


def test_names_that_a_template_wants_are_told_by_docxtpl(tmp_path: Path) -> None:
    body = paragraph("{%p for 项 in 项们 %}") + paragraph("{{ 项.名 }}{{ 尾 }}") + paragraph("{%p endfor %}")
    path = write(tmp_path, body, headers={"default": paragraph("{{ 头 }}")})
    assert Template(path).docxtpl.get_undeclared_template_variables() == {"项们", "尾", "头"}


@pytest.mark.parametrize("text", ["{{ 数 | round(1) }}", "{{ 数 | int }}", "{{ 词 | first }}", "{{ 词 | reverse }}"])
def test_filters_of_the_engine_give_what_they_give_in_docxtpl(tmp_path: Path, text: str) -> None:
    assert_equal(write(tmp_path, paragraph(text)), {"数": 3.14159, "词": "甲乙"})


def test_a_wrong_name_is_refused_where_a_strict_docxtpl_refuses_it(tmp_path: Path) -> None:
    path = write(tmp_path, paragraph("{{ 没有 }}"))
    with pytest.raises(UndefinedError):
        write_with_docxtpl(path, {}, strict_environment())
    with pytest.raises(TemplateError, match="没有叫“没有”的变量"):
        write_with_ours(path, {})


def test_documents_of_python_docx_are_opened_again(tmp_path: Path) -> None:
    content = assert_equal(with_picture(tmp_path), {"名": "甲"})
    assert len(open_document(content).inline_shapes) == 1
