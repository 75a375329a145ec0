"""The proof that a template gives well-formed XML, and what it knows of the places of expressions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jinja2 import Environment, nodes
from raw_documents import cell, paragraph, row, table

from summarize.render.balance import Balance, Kind, Spot, walk_text
from summarize.render.patching import PartSource


def walk(body: str) -> Balance:
    tree = Environment().parse(PartSource(f"<w:body>{body}</w:body>").patched)
    balance = Balance()
    balance.walk(tree.body)
    balance.finish()
    return balance


def spots(body: str) -> list[Spot]:
    return list(walk(body).spots.values())


def kinds(body: str) -> list[Kind]:
    return [spot.kind for spot in spots(body)]


def marked(body: str) -> list[str]:
    """Return how the text goes on where tables are to be compared."""

    def ends() -> Iterator[str]:
        for data, position in walk(body).grids.marked:
            assert isinstance(data, nodes.TemplateData)
            yield data.data[position : position + 6]

    return list(ends())


@pytest.mark.parametrize(
    "body",
    [
        paragraph("{{ 甲 }}"),
        paragraph("{%p for 甲 in 乙 %}") + paragraph("{{ 甲 }}") + paragraph("{%p endfor %}"),
        paragraph("{% if 甲 %}乙{% elif 丙 %}丁{% else %}戊{% endif %}"),
        paragraph("{%r if 甲 %}", "乙", "{%r endif %}", "{{r 丙 }}"),
        paragraph("一{%- if 甲 -%}") + paragraph("二") + paragraph("{%- endif -%}三"),
        paragraph("{% if 甲 %}一") + paragraph("二{% endif %}"),
        paragraph("{%p macro 甲(乙) %}") + paragraph("{{ 乙 }}") + paragraph("{%p endmacro %}"),
        "<w:sdt><w:sdtContent>" + paragraph("{{p 甲(1) }}") + "</w:sdtContent></w:sdt>",
        paragraph("{% set 甲 %}{{ 乙 }}{% endset %}{% filter upper %}丙{% endfilter %}"),
        paragraph("{% with 丁 = 1 %}{{ 丁 }}{% endwith %}{% call(甲) 乙(1) %}{{ 甲 }}{% endcall %}"),
        paragraph("{# 甲 #}{% raw %}{{ 乙 }} &amp; 丙{% endraw %}{_{"),
        table(row("{%tr for 甲 in 乙 %}"), row("{{ 甲 }}", "丙"), row("{%tr endfor %}")),
        table(row("{%tc for 甲 in 乙 %}", "{{ 甲 }}", "{%tc endfor %}")),
        table(row("{%tc for 甲 in 乙 %}", "{% hm %}丙", "{%tc endfor %}"), row("{% colspan 2 %}丁")),
        table(row("{%tr for 甲 in 乙 %}"), row("{% vm %}丙", "{% cellbg 甲 %}丁"), row("{%tr endfor %}")),
    ],
)  # fmt: skip
def test_what_docxtpl_offers_is_proven(body: str) -> None:
    assert walk(body).is_proven


@pytest.mark.parametrize(
    "body",
    [
        table(row(cell("{%p if 甲 %}"))) + paragraph("{%p endif %}"),
        "<w:p><w:r><w:t>{% for 甲 in 乙 %}</w:t></w:r></w:p><w:p><w:t>{% endfor %}</w:t></w:p>",
        "<w:p>{% if 甲 %}词{% endif %}</w:p>",
        "<w:p><w:r><w:t>甲<w:br/>乙</w:t></w:r></w:p>",
        "<w:p><w:r><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:r></w:p>",
        "<w:p {{ 甲 }}/>",
        "<w:p w:a='{{ 甲 }}'/>",
        "<!-- {{ 甲 }} --><w:p/>",
        "<w:p>",
    ],
)  # fmt: skip
def test_what_may_give_broken_or_misplaced_elements_is_not_proven(body: str) -> None:
    assert not walk(body).is_proven


def test_the_place_of_an_expression_tells_what_it_may_print() -> None:
    assert kinds(paragraph("{{ 甲 }}")) == [Kind.TEXT]
    assert kinds(paragraph("{{p 甲 }}")) == [Kind.MARKUP]
    assert kinds(paragraph("{{r 甲 }}")) == [Kind.MARKUP]
    assert kinds("<w:p><w:r><w:instrText>{{ 甲 }}</w:instrText></w:r></w:p>") == [Kind.TEXT]
    assert kinds("<w:p><w:r><a:t>{{ 甲 }}</a:t></w:r></w:p>") == [Kind.TEXT]
    assert kinds(table(row("{% cellbg 甲 %}乙"))) == [Kind.ATTRIBUTE]
    assert kinds("<w:p w:a=\"{{ 甲 }}\" w:b=\"一{{ 乙 }}二\"><w:r><w:t>{{ 丙 }}</w:t></w:r></w:p>") == [
        Kind.ATTRIBUTE, Kind.ATTRIBUTE, Kind.TEXT,
    ]  # fmt: skip


def test_the_place_of_an_expression_tells_the_elements_around_it() -> None:
    assert spots(paragraph("{{ 甲 }}")) == [Spot(("w:body", "w:p", "w:r", "w:t"), Kind.TEXT)]
    assert spots(table(row(cell("{{p 甲 }}")))) == [Spot(("w:body", "w:tbl", "w:tr", "w:tc"), Kind.MARKUP)]


def test_captured_parts_are_whole_unless_one_ends_an_element_that_it_has_not_begun() -> None:
    assert walk(paragraph("{%p macro 甲() %}") + paragraph("乙") + paragraph("{%p endmacro %}")).captures_whole
    assert walk(paragraph("{% set 甲 %}乙{% endset %}")).captures_whole
    assert not walk(paragraph("{% set 甲 %}乙{{r 丙 }}{% endset %}")).captures_whole


def test_a_part_that_is_kept_in_the_middle_of_a_tag_is_not_whole() -> None:
    assert not walk('<w:p>{% set 甲 %}<w:r w:a="一{% endset %}二"/></w:p>').captures_whole
    assert walk('<w:p>{% set 甲 %}<w:r w:a="一"/>{% endset %}<w:r w:a="二"/></w:p>').captures_whole


def test_a_whole_part_within_one_that_is_not_does_not_make_it_whole() -> None:
    whole = "{% set 乙 %}<w:t>丙</w:t>{% endset %}"
    assert walk(f"<w:p><w:r>{{% set 甲 %}}{whole}{{% endset %}}</w:r></w:p>").captures_whole
    assert not walk(f"<w:p><w:r>{{% set 甲 %}}</w:r><w:r>{whole}{{% endset %}}</w:r></w:p>").captures_whole


@pytest.mark.parametrize(
    "rows",
    [
        [row("甲", "乙")],
        [row("甲", "乙"), row("{%tr for 丙 in 丁 %}"), row("{{ 丙 }}", "戊"), row("{%tr endfor %}")],
        [row(cell("甲", properties='<w:gridSpan w:val="2"/>'))],
        [row("{{ 甲 }}", cell("{%p if 乙 %}", "丙", "{%p endif %}"))],
    ],
)
def test_tables_that_no_data_can_change_are_not_looked_at(rows: list[str]) -> None:
    assert marked(paragraph("一") + table(*rows)) == []


@pytest.mark.parametrize(
    "rows",
    [
        [row("甲")],
        [row("甲", "乙", "丙")],
        [row("{%tr for 丙 in 丁 %}"), row("{{ 丙 }}", "戊"), row("{%tr endfor %}")],
        [row("甲", "乙"), row("{%tc for 丙 in 丁 %}", "{{ 丙 }}", "{%tc endfor %}")],
        [row("甲", "乙"), row("{% colspan 丙 %}丁")],
        [row("甲", cell("{{p 乙 }}"))],
        [row("甲", cell(table(row("乙"))))],
    ],
)
def test_tables_whose_rows_may_not_fit_their_grid_are_marked_once(rows: list[str]) -> None:
    assert marked(paragraph("一") + table(*rows)) == ["<w:tbl"]


def test_texts_are_told_with_the_elements_around_them() -> None:
    found = [(around, text) for around, text in walk_text("<w:p><w:pPr/><w:r><w:t>甲</w:t></w:r>乙</w:p>") if text]
    assert found == [(("w:p", "w:r", "w:t"), "甲"), (("w:p",), "乙")]
