"""One law: any text comes out of the document as it went in."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade_reports import (
    body_lines,
    make_annex,
    make_item,
    make_report,
    make_section,
    open_document,
    say,
    write_template,
)
from hypothesis import given
from hypothesis import strategies as st

from summarize.render import Template, render

AWKWARD = (
    "{{", "}}", "{%", "%}", "{#", "#}", "{_{", "}_}", "{_%", "%_}", "{{ 标题 }}", "{%p if 附注 %}", "\n<w:p>", "</w:t>",
    "&", "&amp;", "&#95;", "<", ">", '"', "'", "“", "”", "——", "……", "·", "〔5〕", "\t", "\n", "  ", "𠮷", "喆", "😀",
    "\u00a0", "\u3000", "\u2028", "]]>", "<!--", "_", "%",
)  # fmt: skip
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXT = st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(CHARACTERS, max_size=5)), max_size=8).map("".join)


@pytest.fixture(scope="module")
def every_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_template(
        tmp_path_factory.mktemp("template") / "模板.docx",
        "{{ 标题 }}",
        "{%p for 事项 in 工作成效[0].事项 %}",
        "{{ 事项.导语 }}{{ 事项.内容 }}",
        "{%p endfor %}",
        "{_{ {{ 附注 }} }_}",
        "{{ 附注 }}_{",
        "{%p macro 印(段) %}",
        "{{ 段 }}",
        "{%p endmacro %}",
        "{{p 印(附注) }}",
        "{{p 附件[0].表格 }}",
    )


@given(TEXT, TEXT)
def test_any_text_comes_out_unchanged(every_place: Path, first: str, second: str) -> None:
    item = make_item("", first, second)
    report = make_report(
        title=say(first),
        facts={"附注": second},
        sections=(make_section("板块", item),),
        annexes=(make_annex("附件", "表", 1, 1, second),),
    )
    content = render(report, Template(every_place), stage=None, document_id="x")
    assert body_lines(content)[:5] == [first, first + second, "{{ " + second + " }}", second + "_{", second]
    (table,) = open_document(content).tables
    assert table.rows[1].cells[0].text == second


@given(TEXT)
def test_any_title_makes_properties_that_can_be_read(every_place: Path, title: str) -> None:
    report = make_report(title=say(title), annexes=(make_annex("附件", "表", 1, 1),))
    content = render(report, Template(every_place), stage=None, document_id="x")
    assert open_document(content).core_properties.title == " ".join(title.split())
