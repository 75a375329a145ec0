"""docxtpl's tags for text, paragraphs and runs: whatever its manual shows, ours writes the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from docxtpl_oracle import assert_equal, parts_of
from handmade_reports import body_lines, open_document, write_template
from raw_documents import RawDocument, paragraph, run

BOLD = "<w:b/>"
VALUES: Mapping[str, object] = {
    "标题": "青石县民政局工作总结",
    "空": "",
    "数": 12,
    "率": 98.5,
    "真": True,
    "假": False,
    "无": None,
    "事项": [{"名称": "救助", "户数": 3}, {"名称": "养老", "户数": 0}, {"名称": "殡葬 & 公墓", "户数": 7}],
    "没有": [],
    "组": [["甲", "乙"], [], ["丙"]],
}


def check(tmp_path: Path, body: str, expected: list[str]) -> None:
    """Check that both write the same document, and that its paragraphs are `expected`."""
    path = RawDocument(body).write(tmp_path / "模板.docx")
    assert body_lines(assert_equal(path, VALUES)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没有语句的一段", "没有语句的一段"),
        ("{{ 标题 }}", "青石县民政局工作总结"),
        ("《{{标题}}》", "《青石县民政局工作总结》"),
        ("共{{ 数 }}户，占{{ 率 }}%", "共12户，占98.5%"),
        ("{{ 空 }}", ""),
        ("{{ 事项[2].名称 }}", "殡葬 & 公墓"),
        ("{{ 事项[2]['名称'] }}", "殡葬 & 公墓"),
        ("{{ 事项[2][“名称”] }}", "殡葬 & 公墓"),
        ("{{ 数 + 1 }}、{{ 数 &gt; 3 }}、{{ 数 &lt; 3 and 真 }}", "13、True、False"),
        ("{{ 标题 | length }}", "10"),
        ("{{ 标题 | upper | replace('青石', '白石') }}", "白石县民政局工作总结"),
        ("{{ 事项 | map(attribute='名称') | join('、') }}", "救助、养老、殡葬 & 公墓"),
        ("{% if 真 %}在内{% else %}在外{% endif %}", "在内"),
        ("{% if 假 %}一{% elif 数 == 12 %}二{% else %}三{% endif %}", "二"),
        ("{% for 项 in 事项 %}{{ 项.名称 }}{% if not loop.last %}、{% endif %}{% endfor %}", "救助、养老、殡葬 & 公墓"),
        ("{% for 项 in 事项 if 项.户数 %}{{ loop.index }}.{{ 项.名称 }}{% endfor %}", "1.救助2.殡葬 & 公墓"),
        ("{% for 项 in 没有 %}{{ 项 }}{% else %}暂无{% endfor %}", "暂无"),
        ("{% set 和 = 数 + 1 %}{{ 和 }}", "13"),
        ("{% with 和 = 数 * 2 %}{{ 和 }}{% endwith %}", "24"),
        ("甲{# 给写模板的人看 #}乙", "甲乙"),
        ("{% raw %}{{ 标题 }}{% endraw %}", "{{ 标题 }}"),
        ("{_{ 标题 }_}、{_% if %_}", "{{ 标题 }}、{% if %}"),
        ("{% filter upper %}abc{% endfilter %}", "ABC"),
        ("{%if 真%}紧贴{%endif%}", "紧贴"),
        ("&lt;甲&gt; &amp; {{ 标题 }} “引号”", "<甲> & 青石县民政局工作总结 “引号”"),
    ],
)
def test_tags_in_text_print_what_docxtpl_prints(tmp_path: Path, text: str, expected: str) -> None:
    check(tmp_path, paragraph(run(text, preserve=True)), [expected])


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["{%p if 真 %}", "在内", "{%p endif %}"], ["在内"]),
        (["{%p if 假 %}", "在内", "{%p endif %}", "在外"], ["在外"]),
        (["{%p if 假 %}", "甲", "{%p elif 真 %}", "乙", "{%p else %}", "丙", "{%p endif %}"], ["乙"]),
        (
            ["{%p for 项 in 事项 %}", "{{ loop.index }}. {{ 项.名称 }}", "{%p endfor %}"],
            ["1. 救助", "2. 养老", "3. 殡葬 & 公墓"],
        ),
        (["{%p for 项 in 没有 %}", "{{ 项 }}", "{%p else %}", "暂无", "{%p endfor %}"], ["暂无"]),
        (
            [
                "{%p for 组员 in 组 %}",
                "第{{ loop.index }}组",
                "{%p for 人 in 组员 %}",
                "{{ 人 }}",
                "{%p endfor %}",
                "{%p endfor %}",
            ],
            ["第1组", "甲", "乙", "第2组", "第3组", "丙"],
        ),
        (["{#p 这一段不印 #}", "甲", "{#p 也不印 #}"], ["甲"]),
        (["{%p set 和 = 数 + 1 %}", "{{ 和 }}"], ["13"]),
        (
            ["{%p macro 印(名) %}", "《{{ 名 }}》", "{%p endmacro %}", "{{p 印('甲') }}", "{{p 印('乙') }}"],
            ["《甲》", "《乙》"],
        ),
        (["前", "{%p if 假 %}", "{%p endif %}"], ["前"]),
    ],
)
def test_tags_for_whole_paragraphs_leave_no_paragraph_of_their_own(
    tmp_path: Path, paragraphs: list[str], expected: list[str]
) -> None:
    check(tmp_path, "".join(map(paragraph, paragraphs)), expected)


@pytest.mark.parametrize(
    "pieces",
    [
        ["{", "{ 标题 }", "}"],
        ["{{", " 标", "题 ", "}}"],
        ["前{{ 标题", " }}后"],
        ["{%", " if 真 ", "%}甲{", "% endif %}"],
        ["{% for 项 ", "in 事项 %}{{ 项", ".名称 }}{%", " endfor %}"],
        ["{", "# 不", "印 #", "}甲"],
        ["{%", "p if 真 %}"],
    ],
)
def test_a_tag_that_word_split_into_runs_is_one_tag(tmp_path: Path, pieces: list[str]) -> None:
    runs = [run(piece, BOLD if number % 2 else "", preserve=number % 3 == 0) for number, piece in enumerate(pieces)]
    mark = '<w:proofErr w:type="spellStart"/>'
    body = paragraph(mark.join(runs)) + paragraph("后一段")
    if pieces[1].startswith("p "):
        body += paragraph("{%p endif %}")
    path = RawDocument(body).write(tmp_path / "模板.docx")
    assert "{" not in "".join(body_lines(assert_equal(path, VALUES)))


def test_tags_for_runs_leave_no_run_of_their_own(tmp_path: Path) -> None:
    runs = [
        run("{%r if 真 %}"),
        run("粗", BOLD),
        run("{%r endif %}"),
        run("{%r if 假 %}"),
        run("细"),
        run("{%r endif %}"),
    ]
    path = RawDocument(paragraph(*runs, run("尾"))).write(tmp_path / "模板.docx")
    content = assert_equal(path, VALUES)
    assert body_lines(content) == ["粗尾"]
    assert [run.bold for run in open_document(content).paragraphs[0].runs if run.text] == [True, None]


def test_a_loop_over_runs_repeats_the_run_with_its_format(tmp_path: Path) -> None:
    runs = [run("{%r for 项 in 事项 %}"), run("{{ 项.名称 }}", BOLD), run("{%r endfor %}")]
    path = RawDocument(paragraph(*runs)).write(tmp_path / "模板.docx")
    content = assert_equal(path, VALUES)
    assert [run.text for run in open_document(content).paragraphs[0].runs if run.bold] == [
        "救助",
        "养老",
        "殡葬 & 公墓",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["住在", "{%- if 真 -%}", "\u00a0城里", "{%- else -%}", "\u00a0乡下", "{%- endif -%}", "，很好。"],
        [
            "有",
            "{%- for 项 in 事项 -%}",
            "{{ 项.名称 }}",
            "{%- if not loop.last -%}",
            "、",
            "{%- endif -%}",
            "{%- endfor -%}",
            "。",
        ],
    ],
)
def test_dashes_in_tags_join_paragraphs(tmp_path: Path, lines: list[str]) -> None:
    path = RawDocument("".join(map(paragraph, lines))).write(tmp_path / "模板.docx")
    assert len(body_lines(assert_equal(path, VALUES))) == 1


def test_spaces_at_the_ends_of_a_tag_s_text_are_kept(tmp_path: Path) -> None:
    body = paragraph("甲 {{ 标题 }}") + paragraph(run("{{ 空 }} "), run(" {{ 数 }}"))
    content = parts_of(assert_equal(RawDocument(body).write(tmp_path / "模板.docx"), VALUES))["word/document.xml"]
    assert content.decode().count('xml:space="preserve"') >= 2


def test_line_breaks_in_the_xml_of_a_template_change_nothing(tmp_path: Path) -> None:
    body = (
        paragraph("{%p for 项 in 事项 %}")
        + "\n  "
        + paragraph("{{ 项.名称 }}")
        + "\n"
        + paragraph("{%p endfor %}")
        + "\n"
    )
    check(tmp_path, body, ["救助", "养老", "殡葬 & 公墓"])


def test_tags_in_text_boxes_and_hyperlinks_and_content_controls_are_filled(tmp_path: Path) -> None:
    box = (
        '<w:r><w:pict><v:shape id="s1" style="width:80pt;height:20pt"><v:textbox><w:txbxContent>'
        f"{paragraph('框内{{ 标题 }}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    body = (
        paragraph(box, "框外{{ 数 }}")
        + paragraph(f'<w:hyperlink w:anchor="x">{run("链接{{ 标题 }}")}</w:hyperlink>')
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('控件{{ 标题 }}')}</w:sdtContent></w:sdt>"
        + paragraph(f'<w:ins w:id="1" w:author="甲">{run("插入{{ 标题 }}")}</w:ins>')
    )
    content = parts_of(assert_equal(RawDocument(body).write(tmp_path / "模板.docx"), VALUES))["word/document.xml"]
    for place in ("框内", "链接", "控件", "插入"):
        assert f"{place}青石县民政局工作总结" in content.decode()


def test_a_name_may_be_set_under_a_condition(tmp_path: Path) -> None:
    texts = [
        "{%p if 假 %}",
        "{%p set 和 = 1 %}",
        "{{ 和 }}",
        "{%p else %}",
        "{%p set 和 = 2 %}",
        "{{ 和 }}",
        "{%p endif %}",
    ]
    check(tmp_path, "".join(map(paragraph, texts)), ["2"])


def test_a_macro_may_be_defined_under_a_condition(tmp_path: Path) -> None:
    texts = [
        "{%p if 真 %}",
        "{%p macro 印(名) %}",
        "《{{ 名 }}》",
        "{%p endmacro %}",
        "{{p 印(标题) }}",
        "{%p endif %}",
    ]
    check(tmp_path, "".join(map(paragraph, texts)), ["《青石县民政局工作总结》"])


def test_a_macro_may_begin_with_a_comment_of_the_xml(tmp_path: Path) -> None:
    macro = paragraph("{%p macro 印(名) %}") + "<!-- 注 -->" + paragraph("{{ 名 }}") + paragraph("{%p endmacro %}")
    check(tmp_path, macro + paragraph("{{p 印(标题) }}"), ["青石县民政局工作总结"])


def test_several_names_may_be_set_at_once_under_a_condition(tmp_path: Path) -> None:
    texts = ["{%p if 真 %}", "{%p set 甲, 乙 = 数, 率 %}", "{{ 甲 }}、{{ 乙 }}", "{%p endif %}"]
    check(tmp_path, "".join(map(paragraph, texts)), ["12、98.5"])


def test_a_template_made_in_word_s_way_is_filled_as_docxtpl_fills_it(tmp_path: Path) -> None:
    path = write_template(
        tmp_path / "模板.docx",
        "{{ 标题 }}",
        "{%p for 项 in 事项 %}",
        "（{{ loop.index }}）{{ 项.名称 }}：{{ 项.户数 }}户",
        "{%p endfor %}",
    )
    assert body_lines(assert_equal(path, VALUES)) == [
        "青石县民政局工作总结",
        "（1）救助：3户",
        "（2）养老：0户",
        "（3）殡葬 & 公墓：7户",
    ]
