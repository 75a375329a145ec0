"""Whatever template and values, every part is what docxtpl writes, wherever docxtpl writes XML."""

from __future__ import annotations

import pickle
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from docxtpl import Listing, RichText, RichTextParagraph
from docxtpl_oracle import (
    differing_parts,
    parts_of,
    strict_environment,
    tell_difference,
    write_with_docxtpl,
    write_with_ours,
)
from generated_templates import CONTEXTS, WORDS, templates
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup
from raw_documents import RawDocument, paragraph, row, run, table

from summarize.errors import TemplateError
from summarize.render import Template

BREAKS = st.lists(st.one_of(WORDS, st.sampled_from(["\n", "\t", "\a", "\f"])), max_size=4).map("".join)


def check(template: RawDocument, values: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = template.write(Path(folder) / "模板.docx")
        try:
            theirs = write_with_docxtpl(path, values, strict_environment())
        except Exception as error:  # noqa: BLE001 - docxtpl lets anything through that goes wrong in it
            event(f"docxtpl fails: {type(error).__name__}")
            _try_ours(path, values)
            return
        if not theirs.is_well_formed:
            event("docxtpl writes no XML")
            _try_ours(path, values)
            return
        event("compared")
        differing = differing_parts(write_with_ours(path, values), theirs.content)
        assert not differing, tell_difference(differing)


def _try_ours(path: Path, values: dict[str, Any]) -> None:
    """Check that what docxtpl cannot do is refused in words or done."""
    try:
        write_with_ours(path, values)
    except TemplateError:
        event("refused")


@given(templates(), CONTEXTS, BREAKS, BREAKS)
@settings(max_examples=200)
def test_every_part_is_what_docxtpl_writes(
    template: RawDocument, values: dict[str, Any], rich: str, listed: str
) -> None:
    values |= {"富": RichText(rich, bold=True), "列": Listing(listed), "段": RichTextParagraph(rich)}
    check(template, values)


EVERYWHERE = RawDocument(
    "".join(
        (
            paragraph("{{ 附注 }}", "前{{ 标题 }}后", properties='<w:jc w:val="center"/>'),
            paragraph("{%p for 项 in 项们 %}"),
            paragraph(run("{{ loop.index }}{{ 项.名 }}", "<w:b/>"), "{% if 项.名 == 附注 %}同{% endif %}"),
            paragraph("{%p endfor %}"),
            table(
                row("{%tr for 项 in 项们 %}", ""),
                row("{% vm %}{{ 附注 }}", "{%tc for 格 in 项.格们 %}", "{% cellbg 底色 %}{{ 格 }}", "{%tc endfor %}"),
                row("{%tr endfor %}", ""),
            ),
            paragraph('<w:r><w:instrText xml:space="preserve"> HYPERLINK "{{ 附注 }}" </w:instrText></w:r>'),
        )
    ),
    headers={"default": paragraph("{{ 附注 }}")},
    footers={"even": paragraph("{{ 标题 }}{% for 项 in 项们 %}{{ 项.名 }}{% endfor %}")},
    footnotes=f'<w:footnote w:id="1">{paragraph("注：{{ 附注 }}")}</w:footnote>',
)


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return Template(EVERYWHERE.write(tmp_path_factory.mktemp("template") / "模板.docx"))


@given(CONTEXTS)
def test_any_text_comes_out_of_one_template_as_docxtpl_prints_it(everywhere: Template, values: dict[str, Any]) -> None:
    theirs = write_with_docxtpl(everywhere.path, values)
    assume(theirs.is_well_formed)
    differing = differing_parts(everywhere.render(values), theirs.content)
    assert not differing, tell_difference(differing)


@given(CONTEXTS, CONTEXTS)
@settings(max_examples=20)
def test_threads_and_copies_sent_to_workers_render_as_the_template_itself(
    everywhere: Template, first: dict[str, Any], second: dict[str, Any]
) -> None:
    wanted = [outcome(everywhere, first), outcome(everywhere, second)] * 4
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda values: outcome(everywhere, values), [first, second] * 4)) == wanted
    assert outcome(pickle.loads(pickle.dumps(everywhere)), first) == wanted[0]


PIECES = st.sampled_from(
    ["甲", "<w:r>", "</w:r>", "<w:p/>", "<w:t>", "</w:t>", "<a:b/>", "<", ">", '"', "'", "&", "&amp;", "&#0;", "&#x1;",
     "&#xFFFF;", "]]>", "<![CDATA[", "<!--", "-->", "<?x ", "?>", ' w:fill="', ' q="', "\n", "\a", "\x01", "\ufffe"]
)  # fmt: skip
MARKED_UP = st.lists(PIECES, max_size=6).map(lambda pieces: Markup("".join(pieces)))
PLACES = RawDocument(
    "".join(
        (
            paragraph("{{ 文 }}"),
            paragraph("{{r 串 }}"),
            paragraph("{{p 段 }}"),
            table(row("{% cellbg 色 %}甲"), columns=(1000,)),
        )
    ),
    headers={"default": paragraph("{{ 头 }}")},
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return Template(PLACES.write(tmp_path_factory.mktemp("template") / "模板.docx"))


@given(st.sampled_from(["文", "串", "段", "色", "头"]), MARKED_UP)
@settings(max_examples=300)
def test_whatever_values_bring_as_markup_every_part_is_xml_or_the_document_is_refused(
    places: Template, name: str, value: Markup
) -> None:
    values = dict.fromkeys(("文", "串", "段", "色", "头"), "")
    try:
        content = places.render(values | {name: value})
    except TemplateError:
        event("refused")
        return
    event("printed")
    for part in parts_of(content).values():
        etree.fromstring(part)


def outcome(template: Template, values: dict[str, Any]) -> bytes | str:
    """Return the document, or why there is none: a paragraph in the address of a link, say."""
    try:
        return template.render(values)
    except TemplateError as error:
        return str(error)
