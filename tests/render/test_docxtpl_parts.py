"""Parts beside the body: headers, footers, footnotes, properties, and those that nobody fills."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docxtpl_oracle import assert_equal, parts_of
from handmade_reports import W, open_document
from lxml import etree
from raw_documents import Extra, RawDocument, make_png, paragraph, picture, row, run, table

VALUES: Mapping[str, object] = {
    "标题": "青石县民政局 & 县残联",
    "项们": [{"名": "甲", "数": 1}, {"名": "乙 <丙>", "数": 2}],
    "真": True,
    "假": False,
}
SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'


def write(tmp_path: Path, body: str, **parts: Any) -> Path:
    return RawDocument(body, **parts).write(tmp_path / "模板.docx")


def text_of(content: bytes, name: str) -> str:
    return "".join(node.text or "" for node in etree.fromstring(parts_of(content)[name]).iter(f"{W}t"))


@pytest.mark.parametrize("kind", ["headers", "footers"])
def test_first_even_and_default_headers_and_footers_are_filled(tmp_path: Path, kind: str) -> None:
    parts = {
        "default": paragraph("默认{{ 标题 }}"),
        "first": paragraph("首页{{ 标题 }}"),
        "even": paragraph("{%p for 项 in 项们 %}") + paragraph("{{ 项.名 }}") + paragraph("{%p endfor %}"),
    }
    content = assert_equal(write(tmp_path, paragraph("正文{{ 标题 }}"), **{kind: parts}), VALUES)
    name = kind.removesuffix("s")
    assert text_of(content, f"word/{name}1.xml") == "默认青石县民政局 & 县残联"
    assert text_of(content, f"word/{name}3.xml") == "甲乙 <丙>"


def test_every_section_s_headers_and_footers_are_filled(tmp_path: Path) -> None:
    headers = {
        "default": paragraph("一{{ 标题 }}"),
        "2-default": paragraph("二{{ 标题 }}"),
        "3-first": paragraph("三{{ 标题 }}"),
    }
    footers = {"2-even": paragraph("脚{{ 标题 }}")}
    content = assert_equal(write(tmp_path, paragraph("正文"), headers=headers, footers=footers, sections=3), VALUES)
    assert text_of(content, "word/header3.xml") == "三青石县民政局 & 县残联"
    assert text_of(content, "word/footer1.xml") == "脚青石县民政局 & 县残联"


def test_tables_and_pictures_and_fields_of_headers_are_kept(tmp_path: Path) -> None:
    image = Extra("media/image1.png", "image", make_png(), "image/png")
    header = Extra(
        "header9.xml",
        "header",
        header_with_picture(),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
        relations=(
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
            ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
            ' Target="media/image1.png"/></Relationships>'
        ),
    )
    content = assert_equal(write(tmp_path, paragraph("{{ 标题 }}"), extras=(image, header)), VALUES)
    assert text_of(content, "word/header9.xml") == "青石县民政局 & 县残联1"
    assert b'r:embed="r1"' in parts_of(content)["word/header9.xml"]


def header_with_picture() -> bytes:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    inner = table(row("{{ 标题 }}", "")) + paragraph(picture("r1", "徽.png")) + paragraph(field, run("1"))
    document = RawDocument("", headers={"default": inner})
    return parts_of(document.to_bytes())["word/header1.xml"]


def test_quotes_and_references_in_headers_stay_what_they_are(tmp_path: Path) -> None:
    header = paragraph("“甲” &amp; 乙 &lt;丙&gt; é é {% if 1 &lt; 2 %}{{ 标题 }}{% endif %}")
    content = assert_equal(write(tmp_path, paragraph(""), headers={"default": header}), VALUES)
    assert text_of(content, "word/header1.xml") == "“甲” & 乙 <丙> é é 青石县民政局 & 县残联"


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_headers_in_any_encoding_are_filled(tmp_path: Path, encoding: str) -> None:
    text = parts_of(RawDocument("", headers={"default": paragraph("头{{ 标题 }}")}).to_bytes())["word/header1.xml"]
    encoded = text.decode().replace("UTF-8", encoding).encode(encoding)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    extra = Extra("header1.xml", "header", encoded, kind)
    content = assert_equal(write(tmp_path, paragraph("正文"), extras=(extra,)), VALUES)
    assert text_of(content, "word/header1.xml") == "头青石县民政局 & 县残联"


def test_footnotes_are_filled(tmp_path: Path) -> None:
    notes = SEPARATOR + f'<w:footnote w:id="1">{paragraph("注：{{ 标题 }}")}</w:footnote>'
    notes += (
        f'<w:footnote w:id="2">{paragraph("{%p for 项 in 项们 %}")}{paragraph("{{ 项.名 }}")}'
        f"{paragraph('{%p endfor %}')}</w:footnote>"
    )
    body = paragraph("正文", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    content = assert_equal(write(tmp_path, body, footnotes=notes), VALUES)
    assert text_of(content, "word/footnotes.xml") == "注：青石县民政局 & 县残联甲乙 <丙>"


def test_empty_texts_of_footnotes_stand_as_they_were_written(tmp_path: Path) -> None:
    """docxtpl patches the footnotes' own bytes, where an empty text is not closed in its start tag."""
    lines = (
        paragraph(run(""))
        + paragraph(run("{%p if 真 %}", preserve=True))
        + paragraph(run(""))
        + paragraph("{%p endif %}")
    )
    assert_equal(write(tmp_path, paragraph(""), footnotes=f'<w:footnote w:id="1">{lines}</w:footnote>'), VALUES)


def test_properties_are_filled(tmp_path: Path) -> None:
    properties = (
        "<dc:title>{{ 名 }}总结</dc:title><dc:subject>{% if 真 %}甲{% endif %}</dc:subject>"
        "<dc:creator>{{ 名 }}</dc:creator>"
        "<dc:description>{% for 项 in 项们 %}{{ 项 }}{% endfor %}</dc:description><dc:identifier>无</dc:identifier>"
        "<dc:language>zh-CN</dc:language><cp:keywords>{{ 名 }}</cp:keywords><cp:category>{{ 名 }}</cp:category>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2017-07-05T00:00:00Z</dcterms:created>'
    )
    values = {"名": "青石县民政局", "真": True, "项们": ["一", "二"]}
    content = assert_equal(write(tmp_path, paragraph("{{ 名 }}"), properties=properties), values)
    found = open_document(content).core_properties
    assert (found.title, found.subject, found.author, found.comments) == (
        "青石县民政局总结",
        "甲",
        "青石县民政局",
        "一二",
    )
    kept = etree.fromstring(parts_of(content)["docProps/core.xml"]).findtext("{*}keywords")
    assert kept == "{{ 名 }}"


def test_properties_that_the_template_leaves_out_are_there_as_in_docxtpl(tmp_path: Path) -> None:
    assert_equal(write(tmp_path, paragraph(""), properties="<dc:title>{{ 标题 }}</dc:title>"), {"标题": "甲"})


def test_parts_that_nobody_fills_keep_their_bytes(tmp_path: Path) -> None:
    custom = b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- {{ x }} --><a  b = 'c'></a>"
    extras = (
        Extra("comments.xml", "comments", custom.replace(b"x }}", b"y }}"), "application/xml"),
        Extra("customData.xml", "customXml", custom, "application/xml"),
        Extra("media/image1.png", "image", make_png(), "image/png"),
        Extra("embeddings/a.bin", "oleObject", b"\x00\x01{{ x }}", "application/vnd.ms-office.oleObject"),
    )
    parts = parts_of(assert_equal(write(tmp_path, paragraph("{{ 标题 }}"), extras=extras), VALUES))
    assert parts["word/customData.xml"] == custom
    assert parts["word/media/image1.png"] == make_png()


def test_pictures_and_text_boxes_get_numbers_of_their_own(tmp_path: Path) -> None:
    image = Extra("media/image1.png", "image", make_png(), "image/png")
    body = (
        paragraph(picture("image1", "一", number=5))
        + paragraph("{%p for 项 in 项们 %}")
        + paragraph("{{ 项.名 }}", picture("image1", "二", number=5))
        + paragraph("{%p endfor %}")
    )
    path = write(tmp_path, body, extras=(image,), headers={"default": paragraph(picture("image1", "三", number=5))})
    root = etree.fromstring(parts_of(assert_equal(path, VALUES))["word/document.xml"])
    assert [node.get("id") for node in root.iter("{*}docPr")] == ["1001", "1002", "1003"]


def test_shapes_that_word_writes_twice_for_older_programs_are_filled_twice(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('{{ 标题 }}')}</w:txbxContent>"
    shape = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="3" name="框"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape id="s"><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    content = assert_equal(write(tmp_path, paragraph(shape)), VALUES)
    assert text_of(content, "word/document.xml") == "青石县民政局 & 县残联" * 2


def test_a_body_without_tags_comes_out_as_it_went_in(tmp_path: Path) -> None:
    path = write(tmp_path, paragraph("没有语句") + table(row("甲", "乙")) + paragraph(""))
    content = assert_equal(path, VALUES)
    assert open_document(content).element.body.findall(f"{W}p")[0].text == "没有语句"


def test_a_document_of_python_docx_with_all_its_styles_is_filled(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "{{ 标题 }}"
    document.core_properties.author = ""
    section = document.sections[0]
    section.header.paragraphs[0].text = "眉{{ 标题 }}"
    section.footer.paragraphs[0].text = "脚{{ 标题 }}"
    document.add_heading("{{ 标题 }}", 1)
    path = tmp_path / "模板.docx"
    document.save(str(path))
    content = assert_equal(path, {"标题": "总结"})
    assert open_document(content).sections[0].footer.paragraphs[0].text == "脚总结"
