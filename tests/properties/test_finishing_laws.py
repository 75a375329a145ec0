"""One law: the steps on text make of any body what the same steps on its tree make."""

from __future__ import annotations

import finishing_reference as reference
from hypothesis import given
from hypothesis import strategies as st

from summarize.render.finishing.bookmark import mark
from summarize.render.finishing.cells import complete_cells
from summarize.render.finishing.closing import keep_with_text
from summarize.render.finishing.landscape import lay_tables
from summarize.render.finishing.outline import outline

CLOSING = {"Closing"}
PAGE_STARTS = {"Start"}
TEXT = st.sampled_from(["", "甲乙", "a&lt;w:p&gt;b", "“x”", "&#125;"])
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838" w:code="9"/><w:pgMar w:top="2098" w:left="1587" w:gutter="0"/>'
    '<w:docGrid w:linePitch="579"/></w:sectPr>'
)
PROPERTIES = st.lists(
    st.sampled_from(
        ["<w:keepNext/>", '<w:keepNext w:val="0"/>', "<w:pageBreakBefore/>", '<w:jc w:val="center"/>',
         "<w:rPr><w:b/></w:rPr>", SECTION]
    ),
    max_size=2,
    unique=True,
).map("".join)  # fmt: skip
STYLES = st.sampled_from(["", *(f'<w:pStyle w:val="{name}"/>' for name in ("Closing", "Start", "Other"))])


@st.composite
def paragraphs(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    attributes = draw(st.sampled_from(["", ' w:rsidR="00AB12"']))
    if draw(st.booleans()):
        return f"<w:p{attributes}/>"
    inside = draw(STYLES) + draw(PROPERTIES)
    properties = draw(st.sampled_from(["", f"<w:pPr>{inside}</w:pPr>", "<w:pPr/>"]))
    run = f'<w:r><w:t xml:space="preserve">{draw(TEXT)}</w:t></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{draw(inner)}</w:txbxContent></w:pict></w:r>" if draw(st.booleans()) else ""
    return f"<w:p{attributes}>{properties}{run}{box}</w:p>"


@st.composite
def tables(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    cell = st.one_of(inner.map(lambda blocks: f"<w:tc><w:tcPr/>{blocks}</w:tc>"), st.just("<w:tc/>"))
    row = st.lists(cell, max_size=2).map(lambda cells: f"<w:tr>{''.join(cells)}</w:tr>")
    rows = draw(st.lists(st.one_of(row, row.map(wrapped), st.just("<w:tr/>")), max_size=2))
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def wrapped(blocks: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{blocks}</w:sdtContent></w:sdt>"


def blocks_around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    block = st.one_of(paragraphs(inner), tables(inner), inner.map(wrapped), own_tables())
    return st.lists(block, max_size=3).map("".join)


def own_tables() -> st.SearchStrategy[str]:
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>"
    return st.sampled_from(["upright", "landscape"]).map(
        lambda kind: f'<w:tbl summarize="{kind}"><w:tblPr/><w:tr>{cell}</w:tr></w:tbl><w:p><w:pPr/></w:p>'
    )


STYLED = st.tuples(STYLES, PROPERTIES).map(lambda parts: f"<w:p><w:pPr>{''.join(parts)}</w:pPr></w:p>")
NESTED = st.recursive(st.just(""), blocks_around, max_leaves=4)
BODIES = st.tuples(
    st.lists(st.one_of(STYLED, STYLED, own_tables(), NESTED), max_size=6), st.sampled_from(["", SECTION])
).map(lambda parts: f"<w:body>{''.join(parts[0])}{parts[1]}</w:body>")


@given(BODIES)
def test_a_body_is_its_blocks(body: str) -> None:
    outlined = outline(body)
    assert outlined.with_blocks(list(outlined.blocks)) == body
    tree = reference.parse(body)
    assert [reference.canonical(reference.parse(f"<w:body>{block}</w:body>")[0]) for block in outlined.blocks] == [
        reference.canonical(child) for child in tree
    ]


@given(BODIES)
def test_every_step_does_to_the_text_what_it_does_to_the_tree(body: str) -> None:
    tree = reference.parse(body)
    outlined = outline(body)
    blocks = complete_cells(outlined.blocks)
    reference.complete_cells(tree)
    assert reference.canonical(reference.parse(outlined.with_blocks(blocks))) == reference.canonical(tree)
    blocks = lay_tables(blocks, reference.FOOTERS, PAGE_STARTS)
    reference.lay_tables(tree, PAGE_STARTS)
    assert reference.canonical(reference.parse(outlined.with_blocks(blocks))) == reference.canonical(tree)
    blocks = keep_with_text(blocks, CLOSING)
    reference.keep_with_text(tree, CLOSING)
    assert reference.canonical(reference.parse(outlined.with_blocks(blocks))) == reference.canonical(tree)
    blocks = mark(blocks, "ab-12")
    reference.mark(tree, "summarize_ab_12")
    assert reference.canonical(reference.parse(outlined.with_blocks(blocks))) == reference.canonical(tree)
