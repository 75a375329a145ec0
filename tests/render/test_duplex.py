"""版记 on an even page: what becomes of the sections, whatever stands before it."""

from __future__ import annotations

import pytest
from docxtpl_oracle import parts_of
from handmade_reports import TEMPLATES, W, make_annex, make_report
from lxml import etree

from summarize.model.report import Report
from summarize.render import Template, render
from summarize.render.finishing.even_page import lay_imprint_on_even_page

IMPRINT = {"印发机关": "青石县民政局办公室", "印发日期": "2017年7月6日"}


def print_report(report: Report, template: str = "工作报告", *, is_duplex: bool = False) -> bytes:
    path = TEMPLATES / f"{template}.docx"
    return render(report, Template(path), stage=None, document_id="x", is_duplex=is_duplex)


def body_of(content: bytes) -> etree._Element:
    body = etree.fromstring(parts_of(content)["word/document.xml"]).find(f"{W}body")
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
    report = make_report(facts=IMPRINT)
    assert sections(print_report(report)) == [PLAIN]
    assert sections(print_report(report, is_duplex=True)) == [PLAIN, EVEN]


def test_the_section_before_ends_with_the_text_and_keeps_its_page_and_footers() -> None:
    report = make_report(facts=IMPRINT)
    body = body_of(print_report(report, is_duplex=True))
    ends = [child.find(f"{W}pPr/{W}sectPr") is not None for child in body]
    assert ends.index(True) == len(body) - 3
    (last,) = body_of(print_report(report)).iter(f"{W}sectPr")
    first, second = body.iter(f"{W}sectPr")
    assert etree.tostring(first) == etree.tostring(last)
    assert [one.tag.removeprefix(W) for one in second] == [
        "footerReference", "footerReference", "type", "pgSz", "pgMar", "titlePg", "docGrid",
    ]  # fmt: skip


@pytest.mark.parametrize("template", ["工作报告", "半年工作总结"])
def test_a_document_without_imprint_is_left_as_it_is(template: str) -> None:
    assert print_report(make_report(), template, is_duplex=True) == print_report(make_report(), template)


def test_a_section_that_ends_before_the_imprint_is_not_ended_twice() -> None:
    wide = make_report(facts=IMPRINT, annexes=(make_annex("附件", "宽表", 14, 3, "这是比较长的一段内容"),))
    assert sections(print_report(wide)) == [PLAIN, LYING, PLAIN]
    assert sections(print_report(wide, is_duplex=True)) == [PLAIN, LYING, EVEN]


def test_nothing_but_the_body_changes_and_always_in_the_same_way() -> None:
    report = make_report(facts=IMPRINT)
    changed = print_report(report, is_duplex=True)
    assert changed == print_report(report, is_duplex=True)
    before, after = parts_of(print_report(report)), parts_of(changed)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_text_is_kept() -> None:
    report = make_report(facts=IMPRINT)
    before, after = (body_of(print_report(report, is_duplex=is_duplex)) for is_duplex in (False, True))
    assert "".join(before.itertext()) == "".join(after.itertext())


SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
SECTION = f"<w:sectPr>{SIZE}</w:sectPr>"
ON_EVEN_PAGE = f'<w:sectPr><w:type w:val="evenPage"/>{SIZE}<w:titlePg/></w:sectPr>'
TEXT = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
ENDED = f"<w:p><w:pPr>{SECTION}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
CONTROL = "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
MARKS = ('<w:bookmarkStart w:id="7" w:name="某处"/>', '<w:bookmarkEnd w:id="7"/>')


def box(name: str = "版记", attributes: str = "") -> str:
    anchor = f'<wp:anchor><wp:docPr id="1" name="{name}"{attributes}/></wp:anchor>'
    return f"<w:p><w:r><w:drawing>{anchor}</w:drawing></w:r></w:p>"


def test_the_last_of_several_boxes_is_the_imprint() -> None:
    blocks = [TEXT, box(), TEXT, box(), TEXT, SECTION]
    assert lay_imprint_on_even_page(blocks) == [TEXT, box(), ENDED, box(), TEXT, ON_EVEN_PAGE]


def test_a_box_with_another_name_is_none() -> None:
    for other in (box("版记二"), box("框", ' descr="版记"'), TEXT.replace("甲", ' name="版记"')):
        assert lay_imprint_on_even_page([TEXT, other, SECTION]) == [TEXT, other, SECTION]


@pytest.mark.parametrize("blocks", [[box(), SECTION], [*MARKS, box(), TEXT, SECTION], [TEXT, box()], []])
def test_with_nothing_before_the_imprint_or_no_section_all_stays(blocks: list[str]) -> None:
    assert lay_imprint_on_even_page(blocks) == blocks


@pytest.mark.parametrize("before", [TABLE, CONTROL])
def test_behind_a_table_the_section_ends_in_a_line_of_one_point(before: str) -> None:
    spacing = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    line = f"<w:p><w:pPr>{spacing}{SECTION}</w:pPr></w:p>"
    assert lay_imprint_on_even_page([before, *MARKS, box(), SECTION]) == [before, line, *MARKS, box(), ON_EVEN_PAGE]


def test_marks_between_paragraphs_do_not_count_as_text() -> None:
    assert lay_imprint_on_even_page([TEXT, *MARKS, box(), SECTION]) == [ENDED, *MARKS, box(), ON_EVEN_PAGE]


@pytest.mark.parametrize(
    ("section", "wanted"),
    [
        ("<w:sectPr/>", '<w:sectPr><w:type w:val="evenPage"/><w:titlePg/></w:sectPr>'),
        (
            f'<w:sectPr w:rsidR="1"><w:footnotePr><w:pos w:val="beneathText"/></w:footnotePr><w:type w:val="oddPage"/>'
            f'{SIZE}<w:cols w:num="2"><w:col w:w="1"/></w:cols><w:titlePg w:val="0"/><w:docGrid/></w:sectPr>',
            f'<w:sectPr w:rsidR="1"><w:footnotePr><w:pos w:val="beneathText"/></w:footnotePr>'
            f'<w:type w:val="evenPage"/>{SIZE}<w:cols w:num="2"><w:col w:w="1"/></w:cols><w:titlePg/><w:docGrid/>'
            "</w:sectPr>",
        ),
        (
            f'<w:sectPr>{SIZE}<w:sectPrChange w:id="1"><w:sectPr><w:type w:val="oddPage"/><w:titlePg/></w:sectPr>'
            "</w:sectPrChange></w:sectPr>",
            f'<w:sectPr><w:type w:val="evenPage"/>{SIZE}<w:titlePg/><w:sectPrChange w:id="1"><w:sectPr>'
            '<w:type w:val="oddPage"/><w:titlePg/></w:sectPr></w:sectPrChange></w:sectPr>',
        ),
    ],
)
def test_what_else_a_section_says_is_kept_in_its_order(section: str, wanted: str) -> None:
    assert lay_imprint_on_even_page([TEXT, box(), section])[-1] == wanted
