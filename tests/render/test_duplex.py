"""版记 on an even page: what becomes of the sections, whatever stands before it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from handmade_reports import TEMPLATES, W, make_annex, make_report
from lxml import etree

from summarize.model.report import Report
from summarize.opc import write_package
from summarize.render import Template, render
from summarize.render.duplex import lay_imprint_on_even_page

IMPRINT = {"印发机关": "青石县民政局办公室", "印发日期": "2017年7月6日"}


def print_report(report: Report, template: str = "工作报告") -> bytes:
    return render(report, Template(TEMPLATES / f"{template}.docx"), stage=None, document_id="x")


def body_of(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    return body


def sections(content: bytes) -> list[tuple[str, bool, bool]]:
    """Return of every section: how it begins, whether its first page is bare, whether it lies on its side."""
    found = []
    for section in body_of(content).iter(f"{W}sectPr"):
        kind, size = section.find(f"{W}type"), section.find(f"{W}pgSz")
        assert size is not None
        is_lying = size.get(f"{W}orient") == "landscape"
        found.append(
            ("" if kind is None else kind.get(f"{W}val", ""), section.find(f"{W}titlePg") is not None, is_lying)
        )
    return found


PLAIN, LYING, EVEN = ("", False, False), ("", False, True), ("evenPage", True, False)


def test_the_section_of_the_imprint_begins_on_an_even_page_and_is_bare() -> None:
    content = print_report(make_report(facts=IMPRINT))
    assert sections(content) == [PLAIN]
    assert sections(lay_imprint_on_even_page(content)) == [PLAIN, EVEN]


def test_the_section_before_ends_with_the_text_and_keeps_its_page_and_footers() -> None:
    content = print_report(make_report(facts=IMPRINT))
    body = body_of(lay_imprint_on_even_page(content))
    ends = [child.find(f"{W}pPr/{W}sectPr") is not None for child in body]
    assert ends.index(True) == len(body) - 3
    (last,) = body_of(content).iter(f"{W}sectPr")
    first, second = body.iter(f"{W}sectPr")
    # The copy declares namespaces that the original has from above it.
    assert [(one.tag, dict(one.attrib)) for one in first] == [(one.tag, dict(one.attrib)) for one in last]
    assert [one.tag.removeprefix(W) for one in second] == [
        "footerReference", "footerReference", "type", "pgSz", "pgMar", "titlePg", "docGrid",
    ]  # fmt: skip


@pytest.mark.parametrize("template", ["工作报告", "半年工作总结"])
def test_a_document_without_imprint_is_left_as_it_is(template: str) -> None:
    content = print_report(make_report(), template)
    assert lay_imprint_on_even_page(content) == content


def test_a_section_that_ends_before_the_imprint_is_not_ended_twice() -> None:
    wide = make_report(facts=IMPRINT, annexes=(make_annex("附件", "宽表", 14, 3, "这是比较长的一段内容"),))
    content = print_report(wide)
    assert sections(content) == [PLAIN, LYING, PLAIN]
    assert sections(lay_imprint_on_even_page(content)) == [PLAIN, LYING, EVEN]


def _with_body(content: bytes, edit: str, instead: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    assert text.count(edit) == 1
    parts["word/document.xml"] = text.replace(edit, instead).encode()
    return write_package(parts.items())


ANCHOR = '<w:p><w:pPr><w:pStyle w:val="ImprintAnchor"/></w:pPr>'
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def test_behind_a_table_the_section_ends_in_a_line_of_one_point() -> None:
    content = _with_body(print_report(make_report(facts=IMPRINT)), ANCHOR, f"{TABLE}{ANCHOR}")
    body = body_of(lay_imprint_on_even_page(content))
    table, line, _, _ = list(body)[-4:]
    assert table.tag == f"{W}tbl"
    spacing = line.find(f"{W}pPr/{W}spacing")
    assert spacing is not None and spacing.get(f"{W}line") == "20"
    assert line.find(f"{W}pPr/{W}sectPr") is not None


def test_marks_between_paragraphs_do_not_count_as_text() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="某处"/><w:bookmarkEnd w:id="7"/>'
    content = _with_body(print_report(make_report(facts=IMPRINT)), ANCHOR, f"{mark}{ANCHOR}")
    body = body_of(lay_imprint_on_even_page(content))
    assert body[-5].find(f"{W}pPr/{W}sectPr") is not None


def test_nothing_but_the_body_changes_and_always_in_the_same_way() -> None:
    content = print_report(make_report(facts=IMPRINT))
    changed = lay_imprint_on_even_page(content)
    assert changed == lay_imprint_on_even_page(content)
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (content, changed))
    assert sorted(before.namelist()) == sorted(after.namelist())
    assert [name for name in before.namelist() if before.read(name) != after.read(name)] == ["word/document.xml"]


def test_text_is_kept(tmp_path: Path) -> None:
    content = print_report(make_report(facts=IMPRINT))
    texts = ["".join(body_of(one).itertext()) for one in (content, lay_imprint_on_even_page(content))]
    assert texts[0] == texts[1]
