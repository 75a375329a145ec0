"""Expressions of templates: texts to the letter, numbers as numbers, and nothing without end or measure."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from handmade_reports import body_lines, make_item, make_report, make_section, say

from summarize.errors import TemplateError
from summarize.findings import Place
from summarize.model.figures.indicators import Indicator, Indicators, Series, SpanValue
from summarize.render import Template, render

MakeTemplate = Callable[..., Path]

AWKWARD = "{_{甲}_}<&>&amp;\t乙\n丙“丁”'\""
NOT_PRINTABLE = ("T09", "这一段要印的是一组内容或一条记录，不是一句话，印不出来。")
TOO_MUCH = ("T09", "这一段的语句要造出过长的文字、过大的数，或重复的次数过多。")
MISMATCH = ("T09", "这一段的语句算不出结果：文字、数字、成组内容混用，或把不是函数的当作函数。")


def figures() -> Indicators:
    def indicator(name: str, value: Fraction | None) -> Indicator:
        spans = () if value is None else (SpanValue(1, 6, value, Place(sheet="指标", cell="E2")),)
        return Indicator(name, Place(sheet="指标", cell="A2"), unit="户", current=Series(spans))

    values = {"走访户数": Fraction(1200), "合格率": Fraction(127, 10), "零": Fraction(0), "没填": None}
    return Indicators(tuple(indicator(name, value) for name, value in values.items()), 2017)


def printed(path: Path, **changes: Any) -> str:
    report = make_report(
        facts={"副标题": AWKWARD},
        indicators=figures(),
        sections=(make_section("党建", make_item(), make_item()), make_section("业务", make_item())),
        **changes,
    )
    return "\n".join(body_lines(render(report, Template(path), stage=None, document_id="x")))


def fault(path: Path, **changes: Any) -> tuple[str, str]:
    with pytest.raises(TemplateError) as caught:
        printed(path, **changes)
    (finding,) = caught.value.findings
    assert " at 0x" not in f"{finding.message}{finding.suggestion}"
    return finding.rule.code, finding.message


class TestFiguresAreNumbers:
    """指标['名'] where a number is wanted."""

    @pytest.mark.parametrize(
        ("expression", "line"),
        [
            ("指标['走访户数']|int", "1200"),
            ("指标['合格率']|int", "12"),
            ("指标['合格率']|float", "12.7"),
            ("指标['走访户数'] > 100", "True"),
            ("指标['走访户数'] <= 100", "False"),
            ("100 < 指标['走访户数']", "True"),
            ("指标['合格率'] == 12.7", "True"),
            ("指标['走访户数'] != 1200", "False"),
            ("指标['走访户数'] == '1200'", "True"),
            ("指标['走访户数'] > 指标['合格率']", "True"),
            ("'有' if 指标['零'] else '无'", "无"),
            ("'有' if 指标['走访户数'] else '无'", "有"),
            ("指标['走访户数'].累计|int + 1", "1201"),
            ("指标['走访户数'] ~ '户'", "1200户"),
            ("'%s户' % 指标['走访户数']", "1200户"),
            ("[指标['走访户数'], 指标['合格率']]|join('、')", "1200、12.7"),
            ("[指标['走访户数'], 指标['合格率']]|min", "12.7"),
            ("'无数'|int(0)", "0"),
        ],
    )
    def test_they_count_as_what_they_print(self, template: MakeTemplate, expression: str, line: str) -> None:
        assert printed(template("{{ " + expression + " }}")) == line

    @pytest.mark.parametrize("expression", ["指标['没填']|int", "指标['没填'] > 1", "1 if 指标['没填'] else 2"])
    def test_one_without_a_value_is_told_and_not_taken_for_nought(
        self, template: MakeTemplate, expression: str
    ) -> None:
        code, message = fault(template("{{ " + expression + " }}"))
        assert code == "T10"
        assert message.startswith("模板引用的指标印不出数：“没填”")

    @pytest.mark.parametrize("expression", ["指标['走访户数'] > '一百'", "指标['走访户数'].占比(none)", "引言|int"])
    def test_what_cannot_be_compared_is_told(self, template: MakeTemplate, expression: str) -> None:
        assert fault(template("{{ " + expression + " }}")) == MISMATCH

    @pytest.mark.parametrize("expression", ["标题|int", "标题|float", "'增长12.3%'|int"])
    def test_what_is_no_number_is_told_and_not_taken_for_nought(self, template: MakeTemplate, expression: str) -> None:
        assert fault(template("{{ " + expression + " }}")) == ("T09", "这一段的语句算不出结果：写法有误。")


@pytest.mark.parametrize(
    "expression",
    ["工作成效|join('、')", "工作成效[0] ~ ''", "工作成效[0]|string", "'%s' % 工作成效[0]", "工作成效|pprint",
     "工作成效[0]|upper", "'%s'|format(工作成效[0])", "'{}'.format(工作成效[0])", "'{a}'.format_map({'a': 引言})",
     "引言 ~ ''", "(引言|map('upper')) ~ ''", "标题.upper ~ ''", "cycler|string", "指标 ~ ''", "(1, 2)", "{'a': 1}",
     "[1]", "range(3)", "'%s' % (引言, )"],
)  # fmt: skip
def test_what_is_no_text_is_told_wherever_text_is_made_of_it(template: MakeTemplate, expression: str) -> None:
    assert fault(template("{{ " + expression + " }}")) == NOT_PRINTABLE


@pytest.mark.parametrize("expression", ["落款 ~ ''", "落款|string", "'%s' % 落款", "[落款]|join"])
def test_a_block_made_text_is_told(template: MakeTemplate, expression: str) -> None:
    code, message = fault(template("{{ " + expression + " }}"))
    assert (code, message) == ("T07", "成段的内容（落款、附件表格等）放进了文字中间。")


@pytest.mark.parametrize("name", ["random", "tojson"])
def test_filters_that_differ_from_run_to_run_or_make_other_markup_are_left_out(
    template: MakeTemplate, name: str
) -> None:
    assert fault(template("{{ 标题|" + name + " }}")) == ("T06", f"没有叫“{name}”的过滤器。")


@pytest.mark.parametrize(
    "expression",
    ["'甲' * 10000000000", "10 ** 100000", "'甲'|center(2000000)", "'甲'.ljust(2000000)",
     "'甲'.rjust(2000000)", "'甲'.zfill(9999999)", "'%9999999d' % 1", "'%*d' % (9999999, 1)", "'%9999999s'|format(1)",
     "'{:9999999}'.format(1)", "'甲'|indent(9999999, true)", "('甲' * 9999)|replace('甲', '乙' * 9999)",
     "('甲' * 9999).replace('甲', '乙' * 9999)", "('甲' * 9999)|list|join('乙' * 9999)",
     r"('\t' * 9999).expandtabs(9999)",
     "('乙' * 9999).join('甲' * 9999)", "[1] * 10000000", "[1]|batch(9999999, '甲')|list", "9 ** 999 ** 2"],
)  # fmt: skip
def test_no_expression_builds_without_measure(template: MakeTemplate, expression: str) -> None:
    assert fault(template("{{ " + expression + " }}")) == TOO_MUCH


@pytest.mark.parametrize("expression", ["1e400", "1e308 * 10", "10.0 ** 400"])
def test_a_number_too_large_is_told(template: MakeTemplate, expression: str) -> None:
    assert fault(template("{{ " + expression + " }}")) == ("T09", "这一段的语句算不出结果：数太大。")


@pytest.mark.parametrize("expression", [r"'\u0000'", r"'\x0b' ~ ''", r"'\ud800'", r"'\ufffe'"])
def test_a_character_that_no_document_holds_is_told(template: MakeTemplate, expression: str) -> None:
    assert fault(template("{{ " + expression + " }}")) == ("T09", "这一段的语句算不出结果：写法有误。")


def test_loops_and_macros_within_each_other_come_to_an_end(template: MakeTemplate) -> None:
    rounds = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    assert fault(template(rounds)) == TOO_MUCH
    calls = "{% macro 甲(n) %}{% if n %}{{ 甲(n - 1) }}{{ 甲(n - 1) }}{% endif %}{% endmacro %}{{ 甲(40) }}"
    assert fault(template(calls)) == TOO_MUCH
    grown = "{% set 长 = namespace(文='甲') %}{% for a in range(40) %}{% set 长.文 = 长.文 ~ 长.文 %}{% endfor %}"
    assert fault(template(grown)) == TOO_MUCH


def test_statements_too_deep_for_python_are_told(template: MakeTemplate) -> None:
    path = template("{% for a in 引言 %}" * 50 + "甲" + "{% endfor %}" * 50)
    assert fault(path) == ("T03", "语句一层套一层，套得太深。")


@pytest.mark.parametrize(
    "paragraph",
    [
        "{% set x %}{{ 副标题 }}{% endset %}{{ x }}",
        "{% set x %}{% endset %}{{ x ~ 副标题 }}",
        "{% set x %}{{ 副标题 }}{% endset %}{{ x ~ '' }}",
        "{% set x | trim %}{{ 副标题 }}{% endset %}{{ x }}",
        "{% macro f(x) %}{{ x }}{% endmacro %}{{ f(副标题) }}",
        "{% macro f(x) %}{{ x }}{% endmacro %}{{ f(副标题) ~ '' }}",
        "{% macro f(x) %}{{ x }}{% endmacro %}{{ [f(''), 副标题]|join }}",
        "{% macro f(x) %}{{ caller() }}{% endmacro %}{% call f(1) %}{{ 副标题 }}{% endcall %}",
        "{% filter trim %}{{ 副标题 }}{% endfilter %}",
        "{% macro f() %}{% endmacro %}{{ f() + 副标题 }}",
        "{{ '%s' % 副标题 }}",
        "{{ '{}'.format(副标题) }}",
        "{{ 副标题|replace('无', '有') }}",
        "{% autoescape false %}{{ 副标题 }}{% endautoescape %}",
        "{% for 字 in 副标题 %}{{ 字 }}{% endfor %}",
    ],
)
def test_a_text_stays_as_it_is_on_every_way(template: MakeTemplate, paragraph: str) -> None:
    assert printed(template(paragraph)) == AWKWARD


@pytest.mark.parametrize(
    ("paragraph", "line"),
    [
        ("{{ 'A&B' }}", "A&B"),
        ("{{ '&lt;' ~ '<' }}", "&lt;<"),
        (r"{{ '甲\n乙' }}", "甲\n乙"),
        (r"{{ '甲\t乙' ~ '' }}", "甲\t乙"),
        ("{{ '{_{' }}{_{", "{_{{{"),
        ("{{ '“甲”' }}", "“甲”"),
        ("{{ “甲” }}", "甲"),
        ("{% if 标题 != ‘甲’ %}“乙”{% endif %}", "“乙”"),
        ("{{ none }}", ""),
        ("{{ true }}", "True"),
        ("{{ 1 + 2 }}", "3"),
        ("{% set x %}甲&<{_{ 乙{% endset %}{{ x }}{{ x|length }}", "甲&<{{ 乙7"),
        ("{% filter upper %}a<b{% endfilter %}", "A<B"),
        ("{% set x | upper %}a&b{% endset %}{{ x }}", "A&B"),
    ],
)
def test_what_a_template_says_is_printed_as_it_says_it(template: MakeTemplate, paragraph: str, line: str) -> None:
    assert printed(template(paragraph)) == line


def test_paragraphs_that_a_template_keeps_can_be_placed_together(template: MakeTemplate) -> None:
    path = template("{%p macro 段(文) %}", "{{ 文 }}", "{%p endmacro %}", "{{p 段('甲') ~ 段(副标题) }}")
    assert printed(path) == f"甲\n{AWKWARD}"


def test_the_words_of_fields_are_no_part_of_an_excerpt(template: MakeTemplate) -> None:
    def edit(document: Any) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        run = parse_xml(f"<w:r {nsdecls('w')}><w:instrText> PAGE </w:instrText></w:r>")
        document.paragraphs[0]._p.append(run)

    with pytest.raises(TemplateError) as caught:
        printed(template("{{ 标提 }}", edit=edit))
    assert caught.value.findings[0].place.excerpt == "{{ 标提 }}"


def test_a_title_in_a_macro_keeps_its_line_break(template: MakeTemplate) -> None:
    path = template("{% macro f() %}{{ 标题 }}{% endmacro %}{{ f() ~ '（稿）' }}")
    assert printed(path, title=say("甲\n乙")) == "甲\n乙（稿）"


@pytest.mark.parametrize(
    "paragraph",
    [
        "{% macro 叠(数) %}{% if 数 %}{{ 叠(数 - 1) }}{{ 叠(数 - 1) }}{% endif %}{% endmacro %}{{ 叠(60) }}",
        "{{ ('a' * 100000).translate({97: 'b' * 100000})|length }}",
        "{% set 长 = '长' * 900000 %}{% for 遍 in range(90000) %}{% if 长.count('短') %}有{% endif %}{% endfor %}",
        "{% set 长 = '长' * 900000 %}{% for 遍 in range(90000) %}{{ 长|wordcount }}{% endfor %}",
    ],
)
def test_what_would_take_hours_is_stopped(template: MakeTemplate, paragraph: str) -> None:
    assert fault(template(paragraph)) == TOO_MUCH
