"""Templates whose body stands in a part with another name, as some editors save it."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from docxtpl_oracle import assert_equal, parts_of
from handmade_reports import W, body_lines, make_annex, make_report, open_document, shipped
from lxml import etree
from raw_documents import Extra, RawDocument, paragraph

from summarize.errors import TemplateError
from summarize.opc import write_package
from summarize.output import document_id_in
from summarize.render import Template, render

NAMES = ["word/document2.xml", "word/内容.xml", "文稿/main.xml", "main.xml"]


def moved(content: bytes, name: str) -> bytes:
    """Return the package with its body in the part `name`."""
    folder, file = posixpath.split(name)
    parts = parts_of(content)
    body = parts.pop("word/document.xml")
    relations = parts.pop("word/_rels/document.xml.rels")
    relations = re.sub(rb'Target="(?!/|http)([^"]*)"', rb'Target="/word/\1"', relations)
    for other in ("[Content_Types].xml", "_rels/.rels"):
        parts[other] = parts[other].replace(b"word/document.xml", name.encode())
    parts |= {name: body, posixpath.join(folder, "_rels", f"{file}.rels"): relations}
    return write_package(parts.items())


@pytest.mark.parametrize("name", NAMES)
def test_it_is_filled_where_it_stands(tmp_path: Path, name: str) -> None:
    header = {"default": paragraph("头{{ 甲 }}")}
    path = tmp_path / "模板.docx"
    path.write_bytes(moved(RawDocument(paragraph("{{ 甲 }}"), headers=header).to_bytes(), name))
    assert Template(path).document_name == name
    assert body_lines(assert_equal(path, {"甲": "乙"})) == ["乙"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_duplex", [False, True])
def test_a_report_in_it_is_the_same_as_elsewhere(tmp_path: Path, name: str, is_duplex: bool) -> None:
    facts = {"印发机关": "青石县民政局办公室", "印发日期": "2017年7月6日"}
    report = make_report(facts=facts, annexes=(make_annex("附件", "宽表", 14, 3, "这是比较长的一段内容"),))
    path, usual = tmp_path / "模板.docx", shipped("工作报告")
    path.write_bytes(moved(usual.read_bytes(), name))

    def print_in(template: Path) -> bytes:
        return render(report, Template(template), stage=None, document_id="abc", is_duplex=is_duplex)

    def lines(content: bytes) -> tuple[list[str], list[str], list[str]]:
        document = open_document(content)
        types = [node.get(f"{W}val") for node in document.element.body.iter(f"{W}type")]
        return body_lines(content), types, [one.footer.paragraphs[0].text for one in document.sections]

    content = print_in(path)
    assert lines(content) == lines(print_in(usual))
    assert "word/document.xml" not in parts_of(content)
    written = tmp_path / "报告.docx"
    written.write_bytes(content)
    assert document_id_in(written) == "abc"


@pytest.mark.parametrize("name", [*NAMES, "word/document"])
def test_tags_that_are_none_are_told_in_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(moved(RawDocument(paragraph("甲") + paragraph("{{ 乙")).to_bytes(), name))
    with pytest.raises(TemplateError) as caught:
        Template(path).compile()
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.message, finding.place.paragraph) == ("T03", "“{{”没有与它配对的“}}”。", 2)


@pytest.mark.parametrize(("kind", "rendered"), [("header", True), ("footer", True), ("comments", False)])
def test_what_is_rendered_is_told_by_what_it_is_and_not_by_its_name(tmp_path: Path, kind: str, rendered: bool) -> None:
    tag = {"header": "hdr", "footer": "ftr", "comments": "comments"}[kind]
    inner = paragraph("{{ 甲 }}")
    root = etree.fromstring(parts_of(RawDocument("", headers={"default": inner}).to_bytes())["word/header1.xml"])
    root.tag = f"{W}{tag}"
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    extra = Extra("另一.xml", kind, etree.tostring(root, encoding="UTF-8", standalone=True), content_type)
    path = RawDocument(paragraph("正文"), extras=(extra,)).write(tmp_path / "模板.docx")
    if rendered:
        content = assert_equal(path, {"甲": "乙"})
        assert "乙" in parts_of(content)["word/另一.xml"].decode()
        return
    with pytest.raises(TemplateError) as caught:
        Template(path).compile()
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.message) == ("T08", "批注、尾注中的模板语句不会执行，会原样印出。")


def test_a_body_without_any_relations_gets_those_to_the_turned_footers(tmp_path: Path) -> None:
    parts = parts_of(RawDocument(paragraph("{{ 标题 }}") + paragraph("{{p 附件[0].表格 }}")).to_bytes())
    del parts["word/_rels/document.xml.rels"]
    path = tmp_path / "模板.docx"
    path.write_bytes(write_package(parts.items()))
    report = make_report(annexes=(make_annex("附件", "宽表", 14, 3, "这是比较长的一段内容"),))
    content = render(report, Template(path), stage=None, document_id="x")
    assert [one.footer.is_linked_to_previous for one in open_document(content).sections] == [True, False]
