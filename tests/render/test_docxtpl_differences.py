"""Where ours differs from docxtpl on purpose: what docxtpl does wrong there, and what ours does instead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docxtpl import RichText
from docxtpl_oracle import (
    assert_equal,
    differing_parts,
    parts_of,
    strict_environment,
    write_with_docxtpl,
    write_with_ours,
)
from handmade_reports import W, body_lines, open_document
from jinja2 import TemplateSyntaxError
from lxml import etree
from raw_documents import RawDocument, cell, paragraph, row, run, table

from summarize.errors import TemplateError

BOLD = "<w:b/>"


def write(tmp_path: Path, body: str, **parts: Any) -> Path:
    return RawDocument(body, **parts).write(tmp_path / "模板.docx")


def notes_of(content: bytes) -> str:
    root = etree.fromstring(parts_of(content)["word/footnotes.xml"])
    return "".join(node.text or "" for node in root.iter(f"{W}t"))


def refused(path: Path, values: Mapping[str, object]) -> str:
    """Return what is said of a template that is not filled."""
    with pytest.raises(TemplateError) as error:
        write_with_ours(path, values)
    return error.value.findings[0].message


def with_note(tmp_path: Path, *, sections: int) -> Path:
    note = f'<w:footnote w:id="1">{paragraph("注：{{ 注 }}")}</w:footnote>'
    return write(tmp_path, paragraph("正文"), footnotes=note, sections=sections)


def test_data_in_footnotes_of_two_sections_is_no_template(tmp_path: Path) -> None:
    """docxtpl renders the footnotes once for every section, and the second time what it has printed."""
    path = with_note(tmp_path, sections=2)
    values = {"注": "{{ 密 }}", "密": "不该印"}
    assert notes_of(write_with_docxtpl(path, values).content) == "注：不该印"
    assert notes_of(write_with_ours(path, values)) == "注：{{ 密 }}"


def test_data_in_footnotes_of_two_sections_breaks_nothing(tmp_path: Path) -> None:
    path = with_note(tmp_path, sections=2)
    with pytest.raises(TemplateSyntaxError):
        write_with_docxtpl(path, {"注": "{% 不是语句 %}"})
    assert notes_of(write_with_ours(path, {"注": "{% 不是语句 %}"})) == "注：{% 不是语句 %}"


def test_footnotes_of_two_sections_without_braces_in_data_are_equal(tmp_path: Path) -> None:
    assert_equal(with_note(tmp_path, sections=2), {"注": "甲 & 乙 <丙>"})


def test_properties_are_escaped_once(tmp_path: Path) -> None:
    """docxtpl escapes what it renders, and python-docx again what is put into the part."""
    path = write(tmp_path, paragraph(""), properties="<dc:title>{{ 名 }}</dc:title>")
    values = {"名": "甲 & 乙 <丙>"}
    assert open_document(write_with_docxtpl(path, values).content).core_properties.title == "甲 &amp; 乙 &lt;丙&gt;"
    assert open_document(write_with_ours(path, values)).core_properties.title == "甲 & 乙 <丙>"


def test_a_document_without_properties_gets_none(tmp_path: Path) -> None:
    """python-docx adds properties with the time of day, so that no two documents would be equal."""
    path = write(tmp_path, paragraph("{{ 名 }}"), properties=None)
    values = {"名": "甲"}
    ours = write_with_ours(path, values)
    assert "docProps/core.xml" not in parts_of(ours)
    differing = differing_parts(ours, write_with_docxtpl(path, values).content)
    assert differing.keys() == {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml"}


@pytest.mark.parametrize(
    "character", ["\x00", "\x01", "\x08", "\x0b", "\x0e", "\x1b", "\x1f", "\ufffe", "\uffff", "\ud800"]
)
def test_characters_that_no_document_can_hold_are_refused(tmp_path: Path, character: str) -> None:
    """docxtpl mends what it has written by dropping text, or fails."""
    path = write(tmp_path, paragraph("{{ 名 }}") + paragraph("后一段"))
    try:
        theirs = write_with_docxtpl(path, {"名": f"甲{character}乙"})
    except (UnicodeEncodeError, ValueError):
        pass
    else:
        assert not theirs.is_well_formed
    assert refused(path, {"名": f"甲{character}乙"}) == "这一段的语句算不出结果：写法有误。"


def test_a_carriage_return_is_a_line_break(tmp_path: Path) -> None:
    """In docxtpl's XML it is white space, which a parser makes a line feed of and Word shows as a blank."""
    path = write(tmp_path, paragraph("{{ 名 }}"))
    values = {"名": "一\r二\r\n三"}
    assert write_with_docxtpl(path, values).is_well_formed
    assert body_lines(write_with_docxtpl(path, values).content) != ["一\n二\n三"]
    assert body_lines(write_with_ours(path, values)) == ["一\n二\n三"]


@pytest.mark.parametrize(
    ("value", "made"), [("{_{", "{{"), ("}_}", "}}"), ("{_% 甲 %_}", "{% 甲 %}"), ("图{_{1}_}", "图{{1}}")]
)
def test_data_that_looks_like_docxtpl_s_own_braces_is_printed_as_it_is(tmp_path: Path, value: str, made: str) -> None:
    path = write(
        tmp_path,
        paragraph("{{ 值 }}") + paragraph("{_{ {{ 值 }} }_}"),
        headers={"default": paragraph("{{ 值 }}")},
        footnotes=f'<w:footnote w:id="1">{paragraph("{{ 值 }}")}</w:footnote>',
    )
    theirs, ours = write_with_docxtpl(path, {"值": value}).content, write_with_ours(path, {"值": value})
    assert body_lines(theirs) == [made, f"{{{{ {made} }}}}"]
    assert body_lines(ours) == [value, f"{{{{ {value} }}}}"]
    assert notes_of(ours) == value
    assert open_document(ours).sections[0].header.paragraphs[0].text == value


def test_data_beside_braces_of_the_template_makes_no_tag(tmp_path: Path) -> None:
    path = write(tmp_path, paragraph("{{ 甲 }}_{{ 乙 }}"))
    values = {"甲": "{", "乙": "{"}
    assert body_lines(write_with_docxtpl(path, values).content) == ["{{"]
    assert body_lines(write_with_ours(path, values)) == ["{_{"]


@pytest.mark.parametrize(
    "body",
    [
        paragraph("甲{%p if 真 %}") + table(row("{%p endif %}", "")),
        table(row("{% if 假 %}", "乙"), row("{% endif %}", "丁")) + paragraph(""),
        paragraph(run("{% if 假 %}", BOLD), run("乙")) + paragraph("{% endif %}"),
    ],
)
def test_statements_that_cut_through_a_paragraph_or_a_table_are_refused_where_docxtpl_writes_no_xml(
    tmp_path: Path, body: str
) -> None:
    path = write(tmp_path, body)
    values = {"真": True, "假": False}
    theirs = write_with_docxtpl(path, values, strict_environment())
    if not theirs.is_well_formed:
        assert refused(path, values) == "模板语句切断了段落或表格，印出来的文档结构不成立。"
    else:
        assert_equal(path, values)


def test_rich_text_in_running_text_is_refused(tmp_path: Path) -> None:
    """docxtpl puts a run into a text, which is XML but nothing that Word can open; its manual forbids it."""
    path = write(tmp_path, paragraph("{{ 值 }}"))
    root = etree.fromstring(parts_of(write_with_docxtpl(path, {"值": RichText("甲")}).content)["word/document.xml"])
    assert root.find(f".//{W}t/{W}r") is not None
    assert refused(path, {"值": RichText("甲")}) == "成段的内容（落款、附件表格等）放进了文字中间。"


def test_what_has_no_text_is_refused_where_docxtpl_prints_a_program_s_view_of_it(tmp_path: Path) -> None:
    path = write(tmp_path, paragraph("{{ 值 }}"))
    assert body_lines(write_with_docxtpl(path, {"值": ["甲"]}).content) == ["['甲']"]
    assert refused(path, {"值": ["甲"]}) == "这一段要印的是一组内容或一条记录，不是一句话，印不出来。"
    assert body_lines(write_with_docxtpl(path, {"值": None}).content) == ["None"]
    assert body_lines(write_with_ours(path, {"值": None})) == [""]


def test_typographic_quotes_in_the_texts_of_tags_stay_typographic(tmp_path: Path) -> None:
    """docxtpl makes every quote in a tag straight, also those that are meant to be printed."""
    path = write(tmp_path, paragraph("{{ '“甲”' }}{% if 值 == '“乙”' %}是{% endif %}"))
    assert body_lines(write_with_docxtpl(path, {"值": "“乙”"}).content) == ['"甲"']
    assert body_lines(write_with_ours(path, {"值": "“乙”"})) == ["“甲”是"]


def test_macros_give_plain_text_that_is_escaped_once(tmp_path: Path) -> None:
    body = "{% macro 名(值) %}{{ 值 }}{% endmacro %}{{ 名('甲 &amp; 乙') | replace('乙', '丙') }}"
    assert body_lines(write_with_ours(write(tmp_path, paragraph(body)), {})) == ["甲 & 丙"]


def test_a_tab_in_a_cell_of_a_table_that_grows_is_one(tmp_path: Path) -> None:
    body = table(row("{%tc for 格 in 格们 %}", cell(paragraph(run("{{ 格 }}", BOLD))), "{%tc endfor %}")) + paragraph(
        ""
    )
    assert_equal(write(tmp_path, body), {"格们": ["甲\t乙", "丙\n丁", "戊"]})
