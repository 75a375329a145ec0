"""Word's own numbered lists in loops: where docxtpl lets the numbers run on, each list begins anew."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from docxtpl import InlineImage
from docxtpl_oracle import assert_equal, differing_parts, parts_of, write_with_docxtpl
from handmade_reports import W, make_item, make_report, make_section
from lxml import etree
from raw_documents import STYLES, RawDocument, cell, make_png, paragraph, row, table

from summarize.render import Template, render

LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, start, style, text in ((0, 1, "decimal", "%1."), (1, 1, "lowerLetter", "%2)"), (2, 3, "decimal", "(%3)"))
)
BULLETS = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="4">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="5">{BULLETS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="6">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="6"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    '<w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>'
)
NUMBERED_STYLES = (
    f'{STYLES}<w:style w:type="paragraph" w:styleId="编号"><w:name w:val="编号"/><w:basedOn w:val="底"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:ind w:left="840"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="底"><w:name w:val="底"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="100" w:hanging="50"/></w:pPr></w:style>'
)
VALUES: Mapping[str, object] = {
    "组": [
        {"名": "甲", "项": ["一", "二"]},
        {"名": "乙", "项": []},
        {"名": "丙", "项": ["三"]},
        {"名": "丁", "项": ["四", "五"]},
    ],
    "项": ["一", "二", "三"],
    "真": True,
}


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=properties)


def loop(statement: str, *inner: str) -> str:
    return f"{paragraph(f'{{%p for {statement} %}}')}{''.join(inner)}{paragraph('{%p endfor %}')}"


def write(tmp_path: Path, body: str, *, styles: str = STYLES) -> Path:
    return RawDocument(body, numbering=NUMBERING, styles=styles).write(tmp_path / "模板.docx")


def printed(content: bytes) -> list[str]:
    """Return the paragraphs of a document with the numbers that Word counts for them."""
    parts = parts_of(content)
    numbering = etree.fromstring(parts["word/numbering.xml"])
    kinds = {num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val") for num in numbering.iter(f"{W}num")}
    begun = {
        (num.get(f"{W}numId"), int(override.get(f"{W}ilvl"))): int(override.find(f"{W}startOverride").get(f"{W}val"))
        for num in numbering.iter(f"{W}num")
        for override in num.iter(f"{W}lvlOverride")
    }
    counts: Counter[tuple[str, int]] = Counter()
    seen: set[str] = set()
    lines = []
    for each in etree.fromstring(parts["word/document.xml"]).iter(f"{W}p"):
        text = "".join(node.text or "" for node in each.iter(f"{W}t"))
        number, level = each.find(f"{W}pPr/{W}numPr/{W}numId"), each.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if number is None:
            lines.append(text)
            continue
        key, index = number.get(f"{W}val"), int(level.get(f"{W}val"))
        if key not in seen:
            seen.add(key)
            for (other, place), start in begun.items():
                if other == key:
                    counts[kinds[key], place] = start - 1
        counts[kinds[key], index] += 1
        for deeper in range(index + 1, 9):
            counts[kinds[key], deeper] = 0
        lines.append(f"{counts[kinds[key], index]}.{text}")
    return lines


def check(tmp_path: Path, body: str, expected: list[str]) -> bytes:
    content = Template(write(tmp_path, body)).render(VALUES)
    assert printed(content) == expected
    return content


def test_the_list_of_a_loop_in_a_loop_begins_anew_where_docxtpl_counts_on(tmp_path: Path) -> None:
    path = write(tmp_path, loop("一 in 组", paragraph("{{ 一.名 }}"), loop("项 in 一.项", numbered("{{ 项 }}"))))
    theirs = write_with_docxtpl(path, VALUES).content
    assert printed(theirs) == ["甲", "1.一", "2.二", "乙", "丙", "3.三", "丁", "4.四", "5.五"]
    ours = Template(path).render(VALUES)
    assert printed(ours) == ["甲", "1.一", "2.二", "乙", "丙", "1.三", "丁", "1.四", "2.五"]
    assert differing_parts(ours, theirs).keys() == {"word/document.xml", "word/numbering.xml"}


def test_numbered_paragraphs_under_a_heading_begin_anew_in_every_round(tmp_path: Path) -> None:
    body = loop("一 in 组", paragraph("{{ 一.名 }}"), numbered("情况"), numbered("打算"))
    expected = [line for name in "甲乙丙丁" for line in (name, "1.情况", "2.打算")]
    check(tmp_path, body, expected)


def test_numbered_paragraphs_and_a_loop_of_such_under_a_heading_begin_anew_together(tmp_path: Path) -> None:
    body = loop("一 in 组", paragraph("{{ 一.名 }}"), numbered("情况"), loop("项 in 一.项", numbered("{{ 项 }}")))
    check(
        tmp_path,
        body,
        ["甲", "1.情况", "2.一", "3.二", "乙", "1.情况", "丙", "1.情况", "2.三", "丁", "1.情况", "2.四", "3.五"],
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (loop("项 in 项", numbered("{{ 项 }}")), ["1.一", "2.二", "3.三"]),
        (loop("项 in 项", paragraph("另段"), numbered("{{ 项 }}")), ["另段", "1.一", "另段", "2.二", "另段", "3.三"]),
        (loop("项 in 项", numbered("{{ 项 }}"), numbered("又")), ["1.一", "2.又", "3.二", "4.又", "5.三", "6.又"]),
        (
            loop("一 in 组[:1]", paragraph("{{ 一.名 }}"), loop("项 in 一.项", numbered("{{ 项 }}"))) + numbered("外"),
            ["甲", "1.一", "2.二", "3.外"],
        ),
        (
            loop("一 in 组[2:]", numbered("{{ 一.名 }}"), loop("项 in 一.项", numbered("{{ 项 }}", level=1))),
            ["1.丙", "1.三", "2.丁", "1.四", "2.五"],
        ),
        (
            loop("一 in 组[2:]", paragraph("{{ 一.名 }}"), loop("项 in 一.项", numbered("{{ 项 }}")))
            + loop("项 in 项", numbered("{{ 项 }}", 9)),
            ["丙", "1.三", "丁", "2.四", "3.五", "4.一", "5.二", "6.三"],
        ),
        (loop("一 in 组", loop("项 in 一.项", numbered("{{ 项 }}", 2))), ["1.一", "2.二", "3.三", "4.四", "5.五"]),
        (
            loop(
                "一 in 组[:2]", paragraph("头"), paragraph("{%p if 真 %}"), numbered("是"), paragraph("{%p else %}")
            ).replace(
                paragraph("{%p endfor %}"), numbered("否") + paragraph("{%p endif %}") + paragraph("{%p endfor %}")
            ),
            ["头", "1.是", "头", "2.是"],
        ),
    ],
    ids=[
        "one loop",
        "one loop with text",
        "no heading",
        "also outside",
        "lower level",
        "same kind outside",
        "bullets",
        "either",
    ],
)
def test_other_lists_count_on_as_in_docxtpl(tmp_path: Path, body: str, expected: list[str]) -> None:
    path = write(tmp_path, body)
    assert printed(assert_equal(path, VALUES)) == expected


def test_lower_levels_go_with_their_list(tmp_path: Path) -> None:
    body = loop(
        "一 in 组[2:]",
        paragraph("{{ 一.名 }}"),
        loop("项 in 一.项", numbered("{{ 项 }}"), loop("小 in [1, 2]", numbered("{{ 小 }}", level=1))),
    )
    check(tmp_path, body, ["丙", "1.三", "1.1", "2.2", "丁", "1.四", "1.1", "2.2", "2.五", "1.1", "2.2"])


def test_two_lists_in_one_loop_begin_anew_each_by_itself(tmp_path: Path) -> None:
    body = loop("一 in 组[2:]", loop("项 in 一.项", numbered("{{ 项 }}")), loop("项 in 一.项", numbered("{{ 项 }}", 3)))
    check(tmp_path, body, ["1.三", "7.三", "1.四", "2.五", "7.四", "8.五"])


def test_lists_of_rows_and_of_macros_begin_anew(tmp_path: Path) -> None:
    rows = table(
        row("{%tr for 一 in 组[2:] %}"),
        row("{{ 一.名 }}"),
        row("{%tr for 项 in 一.项 %}"),
        row(cell(numbered("{{ 项 }}"))),
        row("{%tr endfor %}"),
        row("{%tr endfor %}"),
    )
    check(tmp_path, rows + paragraph(""), ["丙", "1.三", "丁", "1.四", "2.五", ""])
    macro = paragraph("{%p macro 列(项们) %}") + loop("项 in 项们", numbered("{{ 项 }}")) + paragraph("{%p endmacro %}")
    calls = paragraph("{{p 列(项) }}") + paragraph("间") + paragraph("{{p 列([]) }}") + paragraph("{{p 列(项) }}")
    check(tmp_path, macro + calls, ["1.一", "2.二", "3.三", "间", "1.一", "2.二", "3.三"])


def test_a_loop_that_calls_itself_counts_on(tmp_path: Path) -> None:
    values = {"树": [{"名": "甲", "下": [{"名": "乙", "下": []}]}, {"名": "丙", "下": []}]}
    body = loop("支 in 树 recursive", numbered("{{ 支.名 }}"), paragraph("{{p loop(支.下) }}"))
    path = write(tmp_path, loop("次 in [1, 2]", body))
    assert printed(assert_equal(path, values)) == ["1.甲", "2.乙", "3.丙", "4.甲", "5.乙", "6.丙"]


def test_a_list_of_a_style_gets_a_number_and_keeps_its_indents(tmp_path: Path) -> None:
    listed = paragraph("{{ 项 }}", properties='<w:pStyle w:val="编号"/><w:keepNext/><w:jc w:val="left"/>')
    path = write(tmp_path, loop("一 in 组[2:]", loop("项 in 一.项", listed)), styles=NUMBERED_STYLES)
    root = etree.fromstring(parts_of(Template(path).render(VALUES))["word/document.xml"])
    assert [[child.tag.removeprefix(W) for child in each] for each in root.iter(f"{W}pPr")] == [
        ["pStyle", "keepNext", "jc"],
        ["pStyle", "keepNext", "numPr", "ind", "jc"],
        ["pStyle", "keepNext", "numPr", "ind", "jc"],
    ]
    assert [node.get(f"{W}val") for node in root.iter(f"{W}ilvl")] == ["1", "1"]
    assert [dict(node.attrib) for node in root.iter(f"{W}ind")] == [{f"{W}left": "840", f"{W}hanging": "50"}] * 2


def test_new_lists_are_of_the_same_kind_with_numbers_that_no_list_has(tmp_path: Path) -> None:
    path = write(tmp_path, loop("一 in 组", loop("项 in 一.项", numbered("{{ 项 }}", 3))))
    root = etree.fromstring(parts_of(Template(path).render(VALUES))["word/numbering.xml"])
    added = root.findall(f"{W}num")[4:]
    assert [node.get(f"{W}numId") for node in added] == ["10", "11"]
    starts = [
        [(each.getparent().get(f"{W}ilvl"), each.get(f"{W}val")) for each in node.iter(f"{W}startOverride")]
        for node in added
    ]
    assert starts == [[("0", "7"), ("1", "1"), ("2", "3")]] * 2
    assert [node.find(f"{W}abstractNumId").get(f"{W}val") for node in added] == ["6", "6"]


def test_a_template_without_lists_or_with_damaged_ones_is_filled_as_docxtpl_fills_it(tmp_path: Path) -> None:
    body = loop("一 in 组", loop("项 in 一.项", numbered("{{ 项 }}", 77)))
    assert_equal(write(tmp_path, body), VALUES)
    assert_equal(RawDocument(body, numbering="").write(tmp_path / "空.docx"), VALUES)
    assert_equal(RawDocument(body).write(tmp_path / "无.docx"), VALUES)
    odd = NUMBERING.replace('w:ilvl="2"', 'w:ilvl="二"')
    nested = loop("一 in 组", loop("项 in 一.项", numbered("{{ 项 }}")))
    assert_equal(RawDocument(nested, numbering=odd).write(tmp_path / "坏.docx"), VALUES)


def test_lists_are_new_in_every_document_of_one_template(tmp_path: Path) -> None:
    template = Template(write(tmp_path, loop("一 in 组", loop("项 in 一.项", numbered("{{ 项 }}")))))
    assert template.render(VALUES) == template.render(VALUES)
    assert printed(template.render({"组": [{"项": ["一"]}]})) == ["1.一"]


def test_lists_begin_anew_beside_what_docxtpl_draws(tmp_path: Path) -> None:
    body = loop("一 in 组[2:]", paragraph("{{ 一.名 }}{{ 图 }}"), loop("项 in 一.项", numbered("{{ 项 }}")))
    template = Template(write(tmp_path, body))
    picture = InlineImage(template.docxtpl, io.BytesIO(make_png()))
    assert printed(template.render({**VALUES, "图": picture})) == ["丙", "1.三", "丁", "1.四", "2.五"]


def test_the_lists_of_a_report_begin_anew(tmp_path: Path) -> None:
    body = loop(
        "板块 in 工作成效", paragraph("{{ 板块.标题 }}"), loop("事项 in 板块.事项", numbered("{{ 事项.内容 }}"))
    )
    items = [make_item(body=text) for text in ("甲", "乙")]
    report = make_report(sections=(make_section("救助", *items), make_section("养老", *items)))
    content = render(report, Template(write(tmp_path, body)), stage=None, document_id="x")
    assert printed(content) == ["救助", "1.甲", "2.乙", "养老", "1.甲", "2.乙"]
