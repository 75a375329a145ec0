"""A template compiled once: safe in threads and other processes, bounded, and strict about what values bring."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from docxtpl import InlineImage, Listing, RichText, RichTextParagraph
from docxtpl_oracle import assert_equal, differing_parts, parts_of, write_with_docxtpl
from handmade_reports import W, body_lines
from lxml import etree
from markupsafe import Markup
from raw_documents import RawDocument, cell, make_png, paragraph, row, table

from summarize.errors import TemplateError
from summarize.render import Template, filling
from summarize.render import limits as measure
from summarize.render.compilation import compile_source
from summarize.render.patching import PartSource
from summarize.render.sandbox import make_environment

BROKEN = ("T09", "这一段要印的内容带有不成对或写错的标记，印出来的文档打不开。")
BLOCK_IN_TEXT = ("T07", "成段的内容（落款、附件表格等）放进了文字中间。")
TEXT_FOR_BLOCK = ("T07", "{{p … }} 要放成段的内容，这里放的是文字。")
IMPOSSIBLE = ("T09", "这一段的语句算不出结果：写法有误。")
TOO_MUCH = ("T09", "这一段的语句要造出过长的文字、过大的数，或重复的次数过多。")
FOREIGN = "images and documents are built with the docxtpl of the template that prints them, in the same thread"
LOOP = paragraph("{%p for 项 in 项们 %}") + paragraph("{{ 项 }}") + paragraph("{%p endfor %}")


def write(folder: Path, body: str, **parts: Any) -> Template:
    return Template(RawDocument(body, **parts).write(folder / "模板.docx"))


def fault(template: Template, context: Mapping[str, object]) -> tuple[str, str, int | None]:
    with pytest.raises(TemplateError) as caught:
        template.render(context)
    (finding,) = caught.value.findings
    assert finding.place.file == str(template.path)
    return finding.rule.code, finding.message, finding.place.paragraph


class TestOneTemplateForMany:
    """Renderings that go on at once, or elsewhere."""

    def test_eight_threads_get_what_one_gets(self, tmp_path: Path) -> None:
        footers = {"default": paragraph("{{ 项们|length }}")}
        template = write(
            tmp_path, LOOP + table(row("{%tc for 项 in 项们 %}", "{{ 项 }}", "{%tc endfor %}")), footers=footers
        )
        contexts = [{"项们": [f"{number} & {item}\n" for item in range(number % 7)]} for number in range(80)]
        alone = [Template(template.path).render(context) for context in contexts[:8]]
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(template.render, contexts))
        assert together[:8] == alone
        assert together == [template.render(context) for context in contexts]

    def test_it_travels_to_other_processes(self, tmp_path: Path) -> None:
        template = write(tmp_path, LOOP)
        context = {"项们": ["甲", "乙"]}
        expected = template.render(context)
        carried = pickle.dumps(template)
        template.path.unlink()
        arrived = pickle.loads(carried)
        assert arrived.render(context) == expected
        assert (arrived.name, arrived.sha256, arrived.kind) == (template.name, template.sha256, template.kind)

    def test_it_is_compiled_when_it_is_needed_or_asked_to(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{% if 甲 %}"))
        assert template.kind == "总结"
        with pytest.raises(TemplateError, match="没有配对的 endif"):
            template.compile()

    def test_the_body_is_given_as_text_and_other_parts_by_name(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{ 甲 }}"), headers={"default": paragraph("{{ 甲 }}")}, footnotes="")
        filled = template.fill({"甲": "一 < 二"})
        assert filled.body.startswith(
            '<w:body><w:p><w:r><w:t xml:space="preserve">一 &lt; 二</w:t></w:r></w:p><w:sectPr>'
        )
        assert filled.body.endswith("</w:sectPr></w:body>")
        assert list(filled.parts) == ["word/header1.xml"]
        assert template.document_name == "word/document.xml"
        document = template.document_part(filled.body)
        assert etree.fromstring(document)[0].tag.endswith("}body")
        assert template.package.pack({template.document_name: document, **filled.parts}) == template.render(
            {"甲": "一 < 二"}
        )

    def test_parts_without_tags_are_copied(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{ 甲 }}"), headers={"default": paragraph("乙")}, footnotes="")
        assert {"word/header1.xml", "word/footnotes.xml"} <= set(template.package.names)

    def test_styles_are_known_by_name_and_those_that_begin_a_page(self, tmp_path: Path) -> None:
        begins = "<w:pPr><w:pageBreakBefore/></w:pPr>"
        styles = (
            f'<w:style w:type="paragraph" w:styleId="a"><w:name w:val="附件"/>{begins}</w:style>'
            '<w:style w:type="table" w:styleId="b"><w:name w:val="表"/></w:style>'
        )
        template = write(tmp_path, paragraph("甲"), styles=styles)
        assert template.styles.paragraph("附件") == '<w:pStyle w:val="a"/>'
        assert template.styles.table("表") == '<w:tblStyle w:val="b"/>'
        assert template.page_starts == {"a"}


class TestMeasure:
    """What one rendering may use is its own."""

    def test_every_rendering_has_its_own_measure(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(measure, "MOST_STEPS", 10)
        template = write(tmp_path, LOOP)
        for _ in range(5):
            template.render({"项们": ["甲"] * 9})
        assert fault(template, {"项们": ["甲"] * 11}) == (*TOO_MUCH, 1)
        with ThreadPoolExecutor(4) as pool:
            assert len(list(pool.map(template.render, [{"项们": ["甲"] * 9}] * 8))) == 8

    @pytest.mark.parametrize("text", ["{{ 项们|join }}", "{{ 富 }}"])
    def test_what_is_printed_is_measured(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.setattr(measure, "MOST_PRINTED", 100)
        template = write(tmp_path, paragraph(text))
        assert fault(template, {"项们": ["甲" * 101], "富": Listing("甲" * 101)}) == (*TOO_MUCH, 1)

    def test_a_list_that_grows_while_it_is_gone_through_comes_to_an_end(self, tmp_path: Path) -> None:
        body = paragraph("{% for 项 in 项们 %}{% set 无 = 项们.append(1) %}{% endfor %}")
        assert fault(write(tmp_path, body), {"项们": [1]}) == (*TOO_MUCH, 1)


class TestValuesWithMarkup:
    """RichText, Listing and whatever else says that it is XML."""

    def test_markup_that_is_not_whole_is_told(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("甲") + paragraph("{{r 值 }}") + paragraph("{{p 段 }}"))
        sound = {"值": RichText("乙"), "段": ""}
        assert template.render(sound)
        for broken in (
            "<w:r>",
            "</w:r>",
            "<w:r><w:t>乙</w:r></w:t>",
            "<无:r/>",
            "<w:r w:a='1' w:a='2'/>",
            "<w:r/>&nbsp;<w:r/>",
        ):
            assert fault(template, sound | {"值": Markup(broken)})[:1] in {("T09",), ("T07",)}
        assert fault(template, sound | {"值": RichText("乙", style='"><')}) == (*BROKEN, 2)
        assert fault(template, sound | {"段": Markup("<w:p>")}) == (*BROKEN, 3)

    def test_markup_where_it_does_not_fit_is_told(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{ 文 }}") + paragraph("{{r 值 }}") + paragraph("{{p 段 }}"))
        sound = {"文": "", "值": "", "段": ""}
        assert fault(template, sound | {"文": RichText("甲")}) == (*BLOCK_IN_TEXT, 1)
        assert fault(template, sound | {"文": RichTextParagraph("甲")}) == (*BLOCK_IN_TEXT, 1)
        assert fault(template, sound | {"值": RichTextParagraph("甲")}) == (*BLOCK_IN_TEXT, 2)
        assert fault(template, sound | {"值": "甲"}) == (*TEXT_FOR_BLOCK, 2)
        assert fault(template, sound | {"值": Listing("甲")}) == (*TEXT_FOR_BLOCK, 2)
        assert fault(template, sound | {"段": Markup("<w:p/>甲")}) == (*TEXT_FOR_BLOCK, 3)

    def test_a_lone_ampersand_is_told(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{ 文 }}"))
        assert body_lines(template.render({"文": Markup("甲 &amp; &#20057;")})) == ["甲 & 乙"]
        assert fault(template, {"文": Markup("甲 & 乙")}) == (*BROKEN, 1)

    def test_markup_in_an_attribute_keeps_to_it(self, tmp_path: Path) -> None:
        template = write(tmp_path, table(row("{% cellbg 色 %}甲"), columns=(1000,)))
        assert b'w:fill="&quot;&lt;' in parts_of(template.render({"色": '"<'}))["word/document.xml"]
        for broken in ('"', '甲" w:fill="乙', "<", "甲 & 乙", "&#0;", "&#x1;"):
            assert fault(template, {"色": Markup(broken)})[:2] == BROKEN
        printed = parts_of(template.render({"色": Markup("&quot;&#20057;'>")}))["word/document.xml"]
        assert etree.fromstring(printed).find(".//{*}shd").get(f"{W}fill") == "\"乙'>"

    @pytest.mark.parametrize("broken", ["甲]]>乙", "&#0;", "&#x1;", "&#xFFFF;", "&#xD800;"])
    def test_markup_without_elements_is_looked_at_too(self, tmp_path: Path, broken: str) -> None:
        template = write(tmp_path, paragraph("甲") + paragraph("{{ 文 }}"), headers={"default": paragraph("{{ 头 }}")})
        assert fault(template, {"文": Markup(broken), "头": ""}) == (*BROKEN, 2)
        assert fault(template, {"文": "", "头": Markup(broken)}) == (*BROKEN, 1)

    def test_kept_paragraphs_do_not_fit_into_an_attribute(self, tmp_path: Path) -> None:
        kept = paragraph("{%p set 段 %}") + paragraph("甲") + paragraph("{%p endset %}")
        template = write(tmp_path, kept + table(row("{% cellbg 段 %}甲"), columns=(1000,)))
        assert fault(template, {})[:2] == BROKEN

    def test_kept_markup_that_was_changed_is_looked_at_again(self, tmp_path: Path) -> None:
        kept = paragraph("{%p macro 段() %}") + paragraph("甲") + paragraph("{%p endmacro %}")
        assert body_lines(write(tmp_path, kept + paragraph("{{p 段() }}")).render({})) == ["甲"]
        for change in (
            "段()[2:]",
            "段()|upper",
            "段()|replace('w:p>', 'w:q>', 1)",
            "段() ~ '乙'",
            "段().__class__('&lt;w:p&gt;')",
        ):
            assert fault(write(tmp_path, kept + paragraph(f"{{{{p {change} }}}}")), {})[0] in {"T05", "T07", "T09"}

    def test_images_of_another_template_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "图.png").write_bytes(make_png())
        template = write(tmp_path, paragraph("{{ 图 }}"))
        (tmp_path / "别的").mkdir()
        other = write(tmp_path / "别的", paragraph("{{ 图 }}") + paragraph("乙"))
        image = InlineImage(template.docxtpl, str(tmp_path / "图.png"))
        assert template.render({"图": image}) == template.render({"图": image})
        with pytest.raises(TypeError) as caught:
            other.render({"图": image})
        assert str(caught.value) == FOREIGN
        other.docxtpl.build_url_id("https://example.org")
        with pytest.raises(TypeError) as caught:
            other.render({"图": image})
        assert str(caught.value) == FOREIGN

    def test_images_built_in_another_thread_are_refused(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{ 名 }}{{ 图 }}"))
        image = InlineImage(template.docxtpl, io.BytesIO(make_png()))
        with ThreadPoolExecutor(1) as pool, pytest.raises(TypeError) as caught:
            pool.submit(template.render, {"名": "甲", "图": image}).result()
        assert str(caught.value) == FOREIGN
        assert body_lines(template.render({"名": "甲", "图": image})) == ["甲"]

    def test_every_thread_builds_its_own_images_and_gets_its_own_text(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{ 名 }}{{ 图 }}"))

        def render(name: str) -> list[str]:
            image = InlineImage(template.docxtpl, io.BytesIO(make_png()))
            return body_lines(template.render({"名": name, "图": image}))

        names = [f"第{number}单位" for number in range(24)]
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(render, names)) == [[name] for name in names]

    def test_a_document_that_failed_leaves_nothing_in_the_next(self, tmp_path: Path) -> None:
        header = {"default": paragraph("{{ 10 // 数 }}")}
        template = write(tmp_path, paragraph("{{ 名 }}{{ 图 }}"), headers=header)
        image = InlineImage(template.docxtpl, io.BytesIO(make_png()))
        divided = ("T09", "这一段的语句算不出结果：除数是零。", 1)
        assert fault(template, {"名": "甲单位", "图": image, "数": 0}) == divided
        assert body_lines(template.render({"名": "乙单位", "图": "", "数": 1})) == ["乙单位"]
        assert fault(template, {"名": "甲单位", "图": image, "数": 0}) == divided
        assert body_lines(template.render({"名": "丙单位", "图": image, "数": 1})) == ["丙单位"]

    def test_docxtpl_renders_only_the_documents_that_it_draws_in(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        template = write(tmp_path, paragraph("{{ 名 }}{{ 图 }}"))
        rendered: list[object] = []
        monkeypatch.setattr(filling, "render_drawn", lambda *_: rendered.append(None) or b"")
        image = InlineImage(template.docxtpl, io.BytesIO(make_png()))
        template.render({"名": "甲", "图": image})
        assert len(rendered) == 1
        monkeypatch.undo()
        template.render({"名": "甲", "图": image})
        monkeypatch.setattr(filling, "render_drawn", None)
        assert body_lines(template.render({"名": "乙", "图": ""})) == ["乙"]

    def test_docxtpl_s_object_is_used_up_by_a_document_and_ready_for_the_next(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{r 值 }}"))
        builder = template.docxtpl
        plain = template.render({"值": ""})
        for address in ("https://example.org/1", "https://example.org/2"):
            link = RichText("见", url_id=builder.build_url_id(address))
            assert address in parts_of(template.render({"值": link}))["word/_rels/document.xml.rels"].decode()
            assert template.render({"值": ""}) == plain
        assert template.docxtpl is builder


class TestBreaks:
    """Tabs, line breaks, new paragraphs and pages in values."""

    @pytest.mark.parametrize("value", ["甲\n乙", "甲\t乙", "甲\a乙", "甲\f乙", "\n", "\a\f\t\n", "一\n" * 9])
    def test_they_are_docxtpl_s_in_every_paragraph(self, tmp_path: Path, value: str) -> None:
        box = (
            "<w:r><w:pict><v:textbox><w:txbxContent>"
            + paragraph("{{ 值 }}")
            + "</w:txbxContent></v:textbox></w:pict></w:r>"
        )
        body = paragraph("前", "{{ 值 }}", "后{{ 值 }}") + paragraph(box) + "<w:p/>" + paragraph("{{ 值 }}")
        template = write(tmp_path, body + table(row("{{ 值 }}", "甲")), headers={"default": paragraph("{{ 值 }}")})
        assert_equal(template.path, {"值": value})

    def test_line_breaks_of_the_xml_between_paragraphs_hide_none_in_them(self, tmp_path: Path) -> None:
        note = f'<w:footnote w:id="1">\n{paragraph("{{ 值 }}")}\n\n{paragraph("{{ 值 }}")}\n</w:footnote>'
        assert_equal(write(tmp_path, paragraph("甲"), footnotes=note).path, {"值": "甲\n乙\t"})

    def test_a_line_of_the_xml_before_a_printed_paragraph_goes_as_in_docxtpl(self, tmp_path: Path) -> None:
        loop = [paragraph(text) for text in ("{%p for 项 in 项们 %}", "{{p 项 }}", "{{ 值 }}", "{%p endfor %}")]
        note = (
            f'<w:footnote w:id="1">{chr(10).join([paragraph("{{p 段 }}"), *loop, paragraph("{{p 空 }}")])}</w:footnote>'
        )
        template = write(tmp_path, paragraph("甲"), footnotes=note)
        first, second = RichTextParagraph("一"), RichTextParagraph("二\f三")
        assert_equal(template.path, {"段": first, "项们": [second, first], "值": "甲\n乙", "空": ""})

    @pytest.mark.parametrize("value", ["甲\a乙", "甲\f乙"])
    def test_a_new_paragraph_where_none_can_end_is_told(self, tmp_path: Path, value: str) -> None:
        link = write(tmp_path, paragraph('<w:hyperlink w:anchor="a"><w:r><w:t>{{ 值 }}</w:t></w:r></w:hyperlink>'))
        assert not write_with_docxtpl(link.path, {"值": value}).is_well_formed
        assert fault(link, {"值": value})[:2] == IMPOSSIBLE
        assert fault(write(tmp_path, table(row("{% cellbg 值 %}甲"), columns=(1000,))), {"值": value})[:2] == IMPOSSIBLE

    def test_characters_that_no_document_holds_are_told_with_their_paragraph(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("甲") + paragraph("{{ 值 }}") + paragraph("{{r 富 }}"))
        sound = {"值": "", "富": ""}
        for character in ("\x00", "\x0b", "\x1d", "\ud800", "\ufffe", "\uffff"):
            assert fault(template, sound | {"值": f"乙{character}"}) == (*IMPOSSIBLE, 2)
            assert fault(template, sound | {"富": RichText(character)}) == (*IMPOSSIBLE, 3)


class TestUnprovenTemplates:
    """Statements that cut through elements: looked at whenever they have been printed."""

    BODY = table(row(cell("甲", "{%p if 真 %}"))) + paragraph("{%p endif %}") + paragraph("乙")

    def test_they_are_filled_where_the_data_leave_the_document_whole(self, tmp_path: Path) -> None:
        template = write(tmp_path, self.BODY)
        assert (
            differing_parts(template.render({"真": True}), write_with_docxtpl(template.path, {"真": True}).content)
            == {}
        )

    def test_they_are_told_where_the_data_break_it_and_nothing_is_dropped(self, tmp_path: Path) -> None:
        template = write(tmp_path, self.BODY)
        message = "模板语句切断了段落或表格，印出来的文档结构不成立。"
        assert fault(template, {"真": False}) == ("T07", message, 2)

    CUT = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>甲{% if 真 %}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>乙{% endif %}</w:t></w:r></w:p>"
    )

    def test_a_body_without_tables_is_looked_at_too(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("始") + self.CUT)
        assert body_lines(template.render({"真": True})) == ["始", "乙"]
        assert fault(template, {"真": False})[:2] == ("T07", "模板语句切断了段落或表格，印出来的文档结构不成立。")

    def test_a_table_is_looked_at_before_its_grid_is_compared(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("始") + table(row(cell(self.CUT))))
        assert body_lines(template.render({"真": True})) == ["始"]
        assert fault(template, {"真": False})[:2] == ("T07", "模板语句切断了段落或表格，印出来的文档结构不成立。")

    @pytest.mark.parametrize("kind", ["headers", "footers"])
    def test_headers_and_footers_are_looked_at_too(self, tmp_path: Path, kind: str) -> None:
        template = write(tmp_path, paragraph("正文"), **{kind: {"default": self.CUT}})
        assert_equal(template.path, {"真": True})
        assert fault(template, {"真": False})[:2] == ("T07", "模板语句切断了段落或表格，印出来的文档结构不成立。")

    def test_a_part_whose_inner_elements_declare_namespaces_is_not_proven(self) -> None:
        def is_proven(inner: str) -> bool:
            source = PartSource(f'<w:hdr xmlns:w="urn:w">{inner}</w:hdr>')
            return compile_source("header.xml", source, make_environment()).is_proven

        assert is_proven("<w:p>{% if 真 %}<w:r/>{% endif %}</w:p>")
        assert not is_proven('<w:p>{% if 真 %}<w:r xmlns:q="urn:q"/>{% endif %}</w:p>')

    def test_a_namespace_that_a_statement_takes_out_with_its_element_is_missed(self, tmp_path: Path) -> None:
        declared = (
            '<w:sdt xmlns:q="urn:q"><w:sdtContent><w:p><w:r><w:t>{% if 真 %}甲</w:t></w:r></w:p></w:sdtContent></w:sdt>'
        )
        used = "<w:sdt><w:sdtContent><w:p><w:r><w:t>乙{% endif %}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        template = write(tmp_path, declared + used)
        for value in (True, False):
            assert_equal(template.path, {"真": value})


class TestNames:
    """Variables that are not there."""

    def test_a_body_s_names_are_told_all_at_once_before_anything_is_printed(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{ 1 / 0 }}{{ 一 }}") + paragraph("{% if 假 %}{{ 二 }}{% endif %}"))
        with pytest.raises(TemplateError) as caught:
            template.render({"假": False})
        told = [(finding.rule.code, finding.message, finding.place.paragraph) for finding in caught.value.findings]
        assert told == [("T04", "没有叫“一”的变量。", 1), ("T04", "没有叫“二”的变量。", 2)]

    def test_names_that_come_and_go_are_compared_each_time(self, tmp_path: Path) -> None:
        template = write(tmp_path, paragraph("{{ 甲 }}"))
        assert fault(template, {})[1] == "没有叫“甲”的变量。"
        assert body_lines(template.render({"甲": "乙"})) == ["乙"]
        assert fault(template, {"假": 1})[1] == "没有叫“甲”的变量。"


class TestPlaces:
    """Paragraphs are counted as they stand in the template, whatever the tags take out."""

    TABLE = table(
        row("一", "二"),
        row("{%tr for 项 in 项们 %}", "说明"),
        row("{{ 项.甲 }}", "四"),
        row("{%tr endfor %}", ""),
        row("{%tc for 格 in 格们 %}", "{{ 格.乙 }}", "{%tc endfor %}"),
    )

    @pytest.mark.parametrize(
        ("change", "paragraph_number"),
        [
            ({"项们": 1}, 4),
            ({"项们": [None]}, 6),
            ({"格们": [None]}, 11),
            ({"末": None}, 13),
        ],
    )
    def test_a_fault_in_or_behind_a_table_is_told_with_its_paragraph(
        self, tmp_path: Path, change: dict[str, object], paragraph_number: int
    ) -> None:
        template = write(tmp_path, paragraph("始") + self.TABLE + paragraph("{{ 末.丙 }}"))
        sound = {"项们": [{"甲": "三"}], "格们": [{"乙": "五"}], "末": {"丙": "终"}}
        assert body_lines(template.render(sound))[0] == "始"
        assert fault(template, sound | change)[2] == paragraph_number

    def test_paragraphs_that_dashes_join_are_counted_one_by_one(self, tmp_path: Path) -> None:
        joined = "".join(map(paragraph, ("一", "{%- if 真 -%}", "二", "{%- endif -%}", "三")))
        template = write(tmp_path, joined + paragraph("{{ 末.丙 }}"))
        assert body_lines(template.render({"真": True, "末": {"丙": "四"}})) == ["一二三", "四"]
        assert fault(template, {"真": True, "末": None})[2] == 6


def test_a_dictionary_gives_its_values_but_never_in_the_place_of_its_methods(tmp_path: Path) -> None:
    body = paragraph("{{ 项.名称 }}{{ 项.items()|length }}{{ 项['items'] }}")
    template = write(tmp_path, body)
    context = {"项": {"名称": "甲", "items": "乙"}}
    assert body_lines(assert_equal(template.path, context)) == ["甲2乙"]
