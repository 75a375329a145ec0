"""Every rule on templates: what it finds, with message, place and way out, and what it leaves alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import pytest
from handmade_reports import W, body_lines, make_item, make_report, make_section, say
from lxml import etree

from summarize.errors import TemplateError
from summarize.findings import Finding, Place
from summarize.model.figures.indicators import Indicator, Indicators, Series, SpanValue
from summarize.opc import write_package
from summarize.render import Template, render
from summarize.render.inspection import inspect_body

MakeTemplate = Callable[..., Path]


def faults(path: Path, *, is_draft: bool = False, **changes: Any) -> list[Finding]:
    with pytest.raises(TemplateError) as caught:
        render(make_report(**changes), Template(path), stage=None, document_id="x", is_draft=is_draft)
    findings = list(caught.value.findings)
    assert all(finding.place.file == str(path) for finding in findings)
    return findings


def only_fault(path: Path, **changes: Any) -> tuple[str, int | None, str | None, str, str]:
    (finding,) = faults(path, **changes)
    return finding.rule.code, finding.place.paragraph, finding.place.excerpt, finding.message, finding.suggestion


def printed(path: Path, **changes: Any) -> list[str]:
    return body_lines(render(make_report(**changes), Template(path), stage=None, document_id="x"))


MEND = "在 Word 中找到该段，补全或改正语句。"
CASES = [
    (["甲", "{{ 标提 }}"], "T04", 2, "没有叫“标提”的变量。", "是否指“标题”、“指标”？"),
    (["{%p for 板块 in 工作成效 %}", "{{ 板块.标提 }}", "{%p endfor %}"], "T04", 2,
     "没有叫“标提”的下一级变量。", "是否指“标题”？"),
    (["{{ 标题.甲 }}"], "T04", 1, "文字没有叫“甲”的下一级。", "文字直接写成 {{ 名称 }}，后面不加点。"),
    (["{{ 引言[9] }}"], "T04", 1, "要取的“9”不存在：这里是一组内容，共1项。", "成组的内容用 {%p for … %} 逐项取用。"),
    (["{{ 指标['走访'] }}"], "T04", 1, "指标表中没有叫“走访”的指标。", "在指标表补上该指标，或改正模板中的名称。"),
    (["甲", "{{ 标题 }"], "T03", 2, "“{{”没有与它配对的“}}”。", MEND),
    (["{%p if 附注 %}", "甲"], "T03", 1, "这里的 if 没有配对的 endif。", "在该管的内容后面加一段 {%p endif %}。"),
    (["甲", "{%p endif %}"], "T03", 2, "这里的 endif 多余或放错了地方，前面没有与它配对的语句。", MEND),
    (["{%p for 段 in 引言 %}", "{%p endif %}"], "T03", 2,
     "这里的 endif 多余或放错了地方，前面等着的是 endfor。", MEND),
    (["{%p iff 附注 %}"], "T03", 1, "没有叫“iff”的语句。", "是否指“if”、“elif”、“endif”？"),
    (["{{ 标题 + }}"], "T03", 1, "这一段的语句写得不完整，或者不合语法。", MEND),
    (["{{ 标题.__class__ }}"], "T05", 1, "这一段的语句要取程序内部的东西，模板中不允许。",
     "删去该语句，只用手册所列的变量和写法。"),
    (["{{ 标题.fragments }}"], "T05", 1, "这一段的语句要取程序内部的东西，模板中不允许。",
     "删去该语句，只用手册所列的变量和写法。"),
    (["{% include '别的.docx' %}"], "T05", 1, "这一段的语句要引入别的文件，模板中不允许。",
     "删去该语句，只用手册所列的变量和写法。"),
    (["{{ 标题|大写 }}"], "T06", 1, "没有叫“大写”的过滤器。", "改正该词，或去掉竖线及其后面的部分。"),
    (["{% if 附注 is 空 %}甲{% endif %}"], "T06", 1, "没有叫“空”的判断词。", "改正该词，或去掉竖线及其后面的部分。"),
    (["{{ 落款 }}"], "T07", 1, "成段的内容（落款、附件表格等）放进了文字中间。", "改为 {{p … }}，并让它独占一段。"),
    (["{{p 标题 }}"], "T07", 1, "{{p … }} 要放成段的内容，这里放的是文字。", "去掉其中的 p，写成 {{ … }}。"),
    (["｛｛标题｝｝"], "T08", 1,
     "“｛｛标题｝｝”像模板语句，但括号或百分号是全角的，或中间有空格，会原样印出。",
     "把括号和百分号改为半角，删去多余的；批注、尾注中的语句移到正文。"),
    (["{{ 标题 }}{{" + "{" * 9], "T03", 1, "“{{”没有与它配对的“}}”。", MEND),
    (["标题}}"], "T08", 1, "“}}”没有前半边。", "把括号和百分号改为半角，删去多余的；批注、尾注中的语句移到正文。"),
    (["{{ 标题 + 1 }}"], "T09", 1,
     "这一段的语句算不出结果：文字、数字、成组内容混用，或把不是函数的当作函数。",
     "改正该语句；成组的内容用 {%p for … %} 逐项印出。"),
    (["{{ 1 / 0 }}"], "T09", 1, "这一段的语句算不出结果：除数是零。",
     "改正该语句；成组的内容用 {%p for … %} 逐项印出。"),
    (["{{ 工作成效 }}"], "T09", 1, "这一段要印的是一组内容或一条记录，不是一句话，印不出来。",
     "改正该语句；成组的内容用 {%p for … %} 逐项印出。"),
    (["{%p macro 甲() %}", "{{p 甲() }}", "{%p endmacro %}", "{{p 甲() }}"], "T09", 2,
     "这一段的语句自己套自己，没有尽头。", "检查 macro 是否调用了自己。"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][-1])
def test_a_fault_is_told_with_its_paragraph(template: MakeTemplate, case: tuple[list[str], str, int, str, str]) -> None:
    paragraphs, code, number, message, suggestion = case
    assert only_fault(template(*paragraphs)) == (code, number, paragraphs[number - 1], message, suggestion)


@pytest.mark.parametrize(
    ("paragraph", "line"),
    [
        ("{_{ 标题 }_} 和 {单个} 100%", "{{ 标题 }} 和 {单个} 100%"),
        ("{{ 附注 }}甲", "甲"),
        ("{{ 甲 is defined }}", "False"),
        ("{{ 甲|default('无') }}", "无"),
        ("{{ 引言|join('；') }}", "今年以来，工作平稳。"),
        ("{{ 时期.名称 }}{{ 时期.年 + 1 }}{{ 计划时期.名称 }}", "上半年2018下半年"),
        ("{# 说明 #}乙", "乙"),
        ("{{ '甲<乙>' }}", "甲<乙>"),
        ("{{ 单位名称|safe }}{{ 单位名称|e }}", "青石县民政局青石县民政局"),
    ],
)
def test_what_holds_in_docxtpl_holds_here(template: MakeTemplate, paragraph: str, line: str) -> None:
    assert printed(template(paragraph)) == [line]


def test_all_unknown_variables_are_told_at_once_even_in_branches_not_taken(template: MakeTemplate) -> None:
    found = faults(template("{{ 标提 }}", "{%p if 附注 %}", "{{ 附柱 }}", "{%p endif %}"))
    assert [(finding.place.paragraph, finding.message) for finding in found] == [
        (1, "没有叫“标提”的变量。"),
        (3, "没有叫“附柱”的变量。"),
    ]


def test_the_excerpt_of_a_long_paragraph_shows_the_fault(template: MakeTemplate) -> None:
    (finding,) = faults(template("甲" * 60 + "{{ 标提 }}" + "乙" * 60))
    assert finding.place.excerpt == "…" + "甲" * 17 + "{{ 标提 }}" + "乙" * 15 + "…"


def test_faults_in_a_footer_are_told(template: MakeTemplate) -> None:
    def edit(document: Any) -> None:
        document.sections[0].footer.paragraphs[0].add_run("{{ 标提 }}")

    (finding,) = faults(template("甲", edit=edit))
    assert (finding.rule.code, finding.message) == ("T04", "没有叫“标提”的变量。")


def test_statements_that_cut_through_a_table_are_told(template: MakeTemplate) -> None:
    def edit(document: Any) -> None:
        table = document.add_table(1, 1)
        table.rows[0].cells[0].paragraphs[0].add_run("{%p if not 附注 %}")
        document.add_paragraph("{%p endif %}")

    path = template("甲", edit=edit)
    assert printed(path) == ["甲"]

    def cut(document: Any) -> None:
        table = document.add_table(1, 1)
        table.rows[0].cells[0].paragraphs[0].add_run("{%p if 附注 %}")
        document.add_paragraph("{%p endif %}")

    (finding,) = faults(template("甲", edit=cut))
    assert (finding.rule.code, finding.message) == ("T07", "模板语句切断了段落或表格，印出来的文档结构不成立。")
    assert (finding.place.paragraph, finding.place.excerpt) == (2, "{%p if 附注 %}")


def test_paragraphs_of_a_macro_in_running_text_are_told(template: MakeTemplate) -> None:
    path = template("{%p macro 甲() %}", "乙", "{%p endmacro %}", "丙{{ 甲() }}")
    (finding,) = faults(path)
    assert (finding.rule.code, finding.message) == ("T07", "成段的内容（落款、附件表格等）放进了文字中间。")


def test_a_cell_emptied_by_a_condition_keeps_a_paragraph(template: MakeTemplate) -> None:
    def edit(document: Any) -> None:
        cell = document.add_table(1, 1).rows[0].cells[0]
        cell.paragraphs[0].add_run("{%p if 附注 %}")
        cell.add_paragraph("{{ 附注 }}")
        cell.add_paragraph("{%p endif %}")

    content = render(make_report(), Template(template("甲", edit=edit)), stage=None, document_id="x")
    (table,) = docx.Document(io.BytesIO(content)).tables
    assert [paragraph.text for paragraph in table.rows[0].cells[0].paragraphs] == [""]


def test_rows_and_cells_may_be_repeated(template: MakeTemplate) -> None:
    def edit(document: Any) -> None:
        table = document.add_table(3, 1)
        texts = ("{%tr for 段 in 引言 %}", "{{ 段 }}", "{%tr endfor %}")
        for row, text in zip(table.rows, texts, strict=True):
            row.cells[0].paragraphs[0].add_run(text)
        cells = document.add_table(1, 3).rows[0].cells
        for cell, text in zip(cells, ("{%tc for 段 in 引言 %}", "{{ 段 }}", "{%tc endfor %}"), strict=True):
            cell.paragraphs[0].add_run(text)

    introduction = (say("甲"), say("乙"))
    content = render(
        make_report(introduction=introduction), Template(template("丙", edit=edit)), stage=None, document_id="x"
    )
    rows, cells = docx.Document(io.BytesIO(content)).tables
    assert [[cell.text for cell in row.cells] for row in rows.rows] == [["甲"], ["乙"]]
    assert [[cell.text for cell in row.cells] for row in cells.rows] == [["甲", "乙"]]


def test_columns_of_the_workbook_are_offered_by_their_cleaned_names(template: MakeTemplate) -> None:
    item = make_item(extra={"完成率": say("95")})
    path = template("{{ 工作成效[0].事项[0].完成率 }}{{ 工作成效[0].事项[0]['完成率'] }}")
    assert printed(path, sections=(make_section("板块", item),)) == ["9595"]


def test_reserved_names_are_those_of_an_item(template: MakeTemplate) -> None:
    from summarize.model.vocabulary import ITEM_NAMES
    from summarize.render.blocks import StyleNames
    from summarize.render.context import build_context

    report = make_report(sections=(make_section("板块", make_item()),))
    context = build_context(report, StyleNames({}), is_draft=False)
    (section,) = context["工作成效"]  # type: ignore[misc, attr-defined]
    assert set(dir(section.事项[0])) <= ITEM_NAMES


def test_a_record_offers_nothing_but_its_names(template: MakeTemplate) -> None:
    for name in ("items", "values", "keys", "get"):
        (finding,) = faults(template("{{ 工作成效[0].事项[0]." + name + " }}"))
        assert (finding.rule.code, finding.message) == ("T04", f"没有叫“{name}”的下一级变量。")


class TestIndicators:
    """指标['名'] in a template."""

    @staticmethod
    def indicators() -> Indicators:
        """Return one indicator that has its first half of 2017 and nothing of 2016."""
        half = SpanValue(1, 6, Fraction(1200), Place(sheet="指标", cell="E2"))
        visits = Indicator("走访户数", Place(sheet="指标", cell="A2"), unit="户", current=Series((half,)))
        return Indicators((visits,), 2017)

    def test_prints_the_number_and_its_forms(self, template: MakeTemplate) -> None:
        path = template("{{ 指标['走访户数'] }}户，{{ 指标['走访户数'].截至 }}，{{ 指标.走访户数.累计 }}")
        assert printed(path, indicators=self.indicators()) == ["1200户，截至6月底，1200"]

    def test_a_figure_without_a_value_is_told_with_the_cell_to_fill(self, template: MakeTemplate) -> None:
        path = template("甲", "{{ 指标['走访户数'].同比 }}")
        (finding,) = faults(path, indicators=self.indicators())
        assert (finding.rule.code, finding.place.paragraph) == ("T10", 2)
        assert finding.message.startswith("模板引用的指标印不出数：“走访户数”")
        assert finding.related[0].sheet == "指标"

    def test_a_draft_shows_the_hole(self, template: MakeTemplate) -> None:
        path = template("{{ 指标['走访户数'].同比 }}")
        content = render(
            make_report(indicators=self.indicators()), Template(path), stage=None, document_id="x", is_draft=True
        )
        (line,) = body_lines(content)
        assert line.startswith("〔待补：指标!") and line.endswith("〕")

    def test_an_unknown_form_is_told_with_near_ones(self, template: MakeTemplate) -> None:
        (finding,) = faults(template("{{ 指标['走访户数'].同期比 }}"), indicators=self.indicators())
        assert (finding.rule.code, finding.message) == ("T04", "没有叫“同期比”的下一级变量。")
        assert "“同比”" in finding.suggestion


class TestUnusableFiles:
    """Files that are no templates."""

    def test_a_part_too_large_to_go_through_is_refused(self, template: MakeTemplate) -> None:
        path = template("甲")
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        parts["word/styles.xml"] += b"\n" * (20 << 20)
        with zipfile.ZipFile(path, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
        (finding,) = faults(path)
        assert (finding.rule.code, finding.message) == (
            "T02", "模板的部件“word/styles.xml”有 20 MB，最多允许 20 MB。"
        )  # fmt: skip

    def test_a_template_of_too_many_paragraphs_is_refused(self, template: MakeTemplate) -> None:
        def edit(document: Any) -> None:
            paragraph = document.paragraphs[0]._p
            for _ in range(20_001):
                paragraph.addnext(paragraph.makeelement(f"{W}p"))

        (finding,) = faults(template("甲", edit=edit))
        assert (finding.rule.code, finding.message) == ("T02", "模板有20002段，最多允许20000段。")

    def test_a_document_within_a_template_is_refused(self, template: MakeTemplate) -> None:
        def edit(document: Any) -> None:
            document.paragraphs[0]._p.addnext(document.element.makeelement(f"{W}altChunk"))

        (finding,) = faults(template("甲", edit=edit))
        assert (finding.rule.code, finding.message) == (
            "T02", "模板里嵌着别的文档（altChunk），它的内容程序看不到，也不会填写。"
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("content", "code"), [(b"", "R04"), (b"not a document", "R05"), (b"PK\x03\x04 cut off", "R09")]
    )
    def test_a_file_that_is_no_document_is_refused(self, tmp_path: Path, content: bytes, code: str) -> None:
        path = tmp_path / "模板.docx"
        path.write_bytes(content)
        with pytest.raises(TemplateError) as caught:
            render(make_report(), Template(path), stage=None, document_id="x")
        assert [finding.rule.code for finding in caught.value.findings] == [code]

    def test_a_document_without_its_parts_is_refused(self, tmp_path: Path) -> None:
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        types = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        )
        relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        path = tmp_path / "模板.docx"
        parts = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": "<a/>"}
        path.write_bytes(write_package((name, text.encode()) for name, text in parts.items()))
        (finding,) = faults(path)
        assert (finding.rule.code, finding.message) == ("T02", "模板文件内部残缺，不能当作 Word 文档打开。")

    @pytest.mark.parametrize(
        ("part", "message"),
        [
            ("word/fontTable.xml", "模板文件内部的部件“word/fontTable.xml”不是合法的 XML。"),
            ("word/styles.xml", "模板文件内部残缺，不能当作 Word 文档打开。"),
            ("word/document.xml", "模板文件内部残缺，不能当作 Word 文档打开。"),
        ],
    )
    def test_a_part_that_is_no_xml_is_told(self, template: MakeTemplate, part: str, message: str) -> None:
        path = template("甲")
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        parts[part] = parts[part].replace(b"</w:", b"<w:", 1)
        path.write_bytes(write_package(parts.items()))
        (finding,) = faults(path)
        assert (finding.rule.code, finding.message) == ("T02", message)


@pytest.mark.parametrize("expression", ["cycler()", "标题|truncate(-1)", "标题[::0]", "标题|int / 0", "引言|sum"])
def test_whatever_an_expression_raises_is_a_finding(template: MakeTemplate, expression: str) -> None:
    (finding,) = faults(template("甲", "{{ " + expression + " }}"))
    assert (finding.rule.code, finding.place.paragraph) == ("T09", 2)


def test_paragraphs_in_a_run_are_told_once_each_and_text_boxes_are_left_alone(template: MakeTemplate) -> None:
    body = etree.fromstring(
        f'<w:body xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>甲<w:p><w:r><w:t>乙</w:t></w:r></w:p></w:t></w:r></w:p>'
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        "<w:p>丁<w:r><w:t>戊</w:t></w:r>己</w:p></w:body>"
    )
    found = [(finding.message, finding.place.excerpt) for finding in inspect_body(body, "模板.docx")]
    assert found == [("成段的内容（落款、附件表格等）放进了文字中间。", "甲乙"), ("文字放到了段落外面。", "丁己")]
