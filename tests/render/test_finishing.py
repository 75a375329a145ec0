"""What is added to a filled body, step by step, on bodies as awkward as templates make them."""

from __future__ import annotations

import math
import re

import pytest

from summarize import standard as gb
from summarize.render.blocks import text_width
from summarize.render.finishing.bookmark import mark
from summarize.render.finishing.cells import complete_cells
from summarize.render.finishing.closing import keep_with_text
from summarize.render.finishing.imprint import fit_imprint
from summarize.render.finishing.landscape import landscape_section, lay_tables
from summarize.render.finishing.outline import outline
from summarize.render.tables import LANDSCAPE_TABLE, UPRIGHT_TABLE

BOX = "<w:p><w:r><w:pict><w:txbxContent><w:p/><w:p><w:r/></w:p></w:txbxContent></w:pict></w:r></w:p>"
CELL = "<w:tc><w:p/></w:tc>"
NESTED = f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{CELL}</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
CONTROL = "<w:sdt><w:sdtContent><w:p/><w:sdt><w:sdtContent/></w:sdt></w:sdtContent></w:sdt>"
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
FOOTERS = {"default": "rId8", "even": "rId9"}


def styled(style: str, inside: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{inside}</w:pPr></w:p>'


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [SECTION],
        ["<w:p/>", '<w:p w:rsidR="1"/>', "<w:p></w:p>", "<w:sectPr/>"],
        [BOX, "<w:p/>"],
        [BOX.replace("<w:p/><w:p>", '<w:p w:rsidR="1"/><w:p w:rsidR="2">'), "<w:p/>"],
        [BOX.replace("<w:p>", '<w:p w:rsidR="1">').replace("<w:p/>", '<w:p w:rsidR="1"/>'), "<w:p/>"],
        [NESTED, "<w:p/>", SECTION],
        [CONTROL, CONTROL],
        ['<w:bookmarkStart w:id="1" w:name="a"/>', "<w:p/>", '<w:bookmarkEnd w:id="1"/>'],
        ["<w:pict/>", "<m:oMathPara><m:oMath/></m:oMathPara>", "<w:p>甲&gt;</w:p>"],
    ],
)
def test_a_body_is_taken_apart_into_what_stands_directly_in_it(blocks: list[str]) -> None:
    outlined = outline(f"<w:body>{''.join(blocks)}</w:body>")
    assert list(outlined.blocks) == blocks
    assert (outlined.opening, outlined.closing) == ("<w:body>", "</w:body>")


@pytest.mark.parametrize("between", [" ", "\n  ", "<!-- <w:p> -->", "<?mso x?>"])
def test_what_is_no_element_is_left_out(between: str) -> None:
    body = f"<w:body>{between}<w:p/>{between}<w:tbl><w:tr>{CELL}</w:tr></w:tbl>{between}</w:body>"
    assert list(outline(body).blocks) == ["<w:p/>", f"<w:tbl><w:tr>{CELL}</w:tr></w:tbl>"]


def test_a_body_with_nothing_in_it_stays_as_it_is() -> None:
    outlined = outline("<w:body/>")
    assert outlined.with_blocks(mark(lay_tables(complete_cells(outlined.blocks), {}, ()), "x")) == "<w:body/>"


@pytest.mark.parametrize(
    ("given", "completed"),
    [
        ("<w:tc/>", "<w:tc><w:p/></w:tc>"),
        ("<w:tc><w:tcPr/></w:tc>", "<w:tc><w:tcPr/><w:p/></w:tc>"),
        ("<w:tc><w:p>甲</w:p></w:tc>", "<w:tc><w:p>甲</w:p></w:tc>"),
        ('<w:tc><w:p w:rsidR="1"/></w:tc>', '<w:tc><w:p w:rsidR="1"/></w:tc>'),
        ("<w:tc><w:p/>\n</w:tc>", "<w:tc><w:p/>\n</w:tc>"),
        (f"<w:tc>{CONTROL}</w:tc>", f"<w:tc>{CONTROL}<w:p/></w:tc>"),
        ("<w:tc><w:p/><w:tbl><w:tblPr/></w:tbl></w:tc>", "<w:tc><w:p/></w:tc>"),
        ("<w:tc><w:tbl/></w:tc>", "<w:tc><w:p/></w:tc>"),
        ("<w:tc><w:tbl/><w:p></w:p></w:tc>", "<w:tc><w:p></w:p></w:tc>"),
        ('<w:tc w:id="1"/>', '<w:tc w:id="1"><w:p/></w:tc>'),
        ("<w:tc><w:p></w:p></w:tc>", "<w:tc><w:p></w:p></w:tc>"),
        (
            f"<w:tc><w:tbl><w:tr>{CELL}</w:tr></w:tbl></w:tc>",
            f"<w:tc><w:tbl><w:tr>{CELL}</w:tr></w:tbl><w:p/></w:tc>",
        ),
    ],
)
def test_a_cell_ends_with_a_paragraph(given: str, completed: str) -> None:
    table = "<w:tbl><w:tr>{}</w:tr></w:tbl>"
    assert complete_cells([table.format(given)]) == [table.format(completed)]


def test_a_text_box_ends_with_a_paragraph_wherever_it_hangs() -> None:
    box = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
    assert complete_cells([box.format("")]) == [box.format("<w:p/>")]
    assert complete_cells([box.format("<w:tbl><w:tblPr/></w:tbl>")]) == [box.format("<w:p/>")]
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert complete_cells([control.format(box.format(""))]) == [control.format(box.format("<w:p/>"))]


def test_a_table_without_rows_goes_and_one_with_rows_in_a_control_stays() -> None:
    controlled = f"<w:tbl><w:tblPr/><w:sdt><w:sdtContent><w:tr>{CELL}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    outer = "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>"
    assert complete_cells(["<w:p/>", outer, controlled, SECTION]) == ["<w:p/>", controlled, SECTION]


def test_what_stands_before_the_closing_paragraphs_is_kept_with_them() -> None:
    kept = keep_with_text([styled("Body"), styled("Signature"), styled("Date"), styled("Body")], {"Signature", "Date"})
    keep = "<w:keepNext/>"
    assert kept == [styled("Body", keep), styled("Signature", keep), styled("Date"), styled("Body")]


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("<w:p/>", "<w:p><w:pPr><w:keepNext/></w:pPr></w:p>"),
        ('<w:p w:rsidR="1"/>', '<w:p w:rsidR="1"><w:pPr><w:keepNext/></w:pPr></w:p>'),
        ("<w:p><w:r/></w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr><w:r/></w:p>"),
        ("<w:p><w:pPr/><w:r/></w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr><w:r/></w:p>"),
        (styled("A", '<w:keepNext w:val="0"/>'), styled("A", "<w:keepNext/>")),
        (
            styled("A", '<w:pPrChange w:id="1"><w:pPr><w:keepNext/></w:pPr></w:pPrChange>'),
            styled("A", '<w:keepNext/><w:pPrChange w:id="1"><w:pPr><w:keepNext/></w:pPr></w:pPrChange>'),
        ),
        (BOX, BOX.replace("<w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr>", 1)),
        (NESTED, NESTED),
        (CONTROL, CONTROL),
    ],
)
def test_any_paragraph_can_be_kept_with_the_next_and_nothing_else(before: str, kept: str) -> None:
    assert keep_with_text([before, styled("Signature")], {"Signature"}) == [kept, styled("Signature")]


def test_a_closing_paragraph_first_of_all_or_inside_a_box_keeps_nothing() -> None:
    inside = BOX.replace("<w:p/>", styled("Signature"))
    assert keep_with_text([styled("Signature"), "<w:p/>", inside], {"Signature"}) == [
        styled("Signature"), "<w:p/>", inside,
    ]  # fmt: skip


START, END = '<w:bookmarkStart w:id="9000" w:name="summarize_x"/>', '<w:bookmarkEnd w:id="9000"/>'


@pytest.mark.parametrize(
    ("blocks", "marked"),
    [
        (["<w:p/>"], [f"<w:p>{START}{END}</w:p>"]),
        ([NESTED, CONTROL, "<w:p><w:r/></w:p>"], [NESTED, CONTROL, f"<w:p>{START}<w:r/>{END}</w:p>"]),
        ([styled("A")], [f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{START}{END}</w:p>']),
        ([BOX], [BOX.replace("<w:p>", f"<w:p>{START}", 1).removesuffix("</w:p>") + f"{END}</w:p>"]),
        ([NESTED, SECTION], [NESTED, SECTION]),
    ],
)
def test_the_first_paragraph_of_the_body_bears_the_id(blocks: list[str], marked: list[str]) -> None:
    assert mark(blocks, "x") == marked


OWN = f"<w:tblPr/><w:tr>{CELL}</w:tr></w:tbl>"
PLAIN, UPRIGHT, WIDE = f"<w:tbl>{OWN}", UPRIGHT_TABLE + OWN, LANDSCAPE_TABLE + OWN
TURNED = landscape_section(SECTION, FOOTERS)
BROKEN = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>"
ONCE_BROKEN = styled("A", '<w:pPrChange w:id="1"><w:pPr><w:pageBreakBefore/></w:pPr></w:pPrChange>')
ENDED = f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"
TURNED_END = f"<w:p><w:pPr>{TURNED}</w:pPr></w:p>"


@pytest.mark.parametrize(
    ("blocks", "laid"),
    [
        (["<w:p/>", UPRIGHT, "<w:p/>", SECTION], ["<w:p/>", PLAIN, "<w:p/>", SECTION]),
        (["<w:p/>", WIDE, "<w:p/>", SECTION], [ENDED, PLAIN, "<w:p/>", TURNED]),
        ([WIDE, "<w:p/>", SECTION], [PLAIN, "<w:p/>", TURNED]),
        ([WIDE, "<w:p/>", "<w:p/>", SECTION], [PLAIN, TURNED_END, "<w:p/>", SECTION]),
        ([NESTED, WIDE, "<w:p/>", SECTION], [NESTED, ENDED, PLAIN, "<w:p/>", TURNED]),
        (["<w:p/>", styled("S"), WIDE, "<w:p/>", SECTION], [ENDED, styled("S"), PLAIN, "<w:p/>", TURNED]),
        ([styled("S"), "<w:p/>", WIDE, "<w:p/>", SECTION], [styled("S"), "<w:p/>", PLAIN, "<w:p/>", TURNED]),
        (["<w:p/>", BROKEN, WIDE, "<w:p/>", SECTION], [ENDED, BROKEN, PLAIN, "<w:p/>", TURNED]),
        (
            ["<w:p/>", ONCE_BROKEN, "<w:p/>", WIDE, "<w:p/>", SECTION],
            ["<w:p/>", ONCE_BROKEN, ENDED, PLAIN, "<w:p/>", TURNED],
        ),
        (
            ["<w:p/>", styled("S", SECTION), "<w:p/>", WIDE, "<w:p/>", SECTION],
            ["<w:p/>", styled("S", SECTION), ENDED, PLAIN, "<w:p/>", TURNED],
        ),
        (
            ["<w:p/>", WIDE, "<w:p/>", styled("S"), WIDE, "<w:p/>", SECTION],
            [ENDED, PLAIN, TURNED_END, styled("S"), PLAIN, "<w:p/>", TURNED],
        ),
    ],
)
def test_wide_tables_get_a_section_from_where_their_page_begins(blocks: list[str], laid: list[str]) -> None:
    assert lay_tables(blocks, FOOTERS, {"S"}) == laid


def test_without_a_section_of_its_own_the_body_gets_one_for_each_side_of_a_wide_table() -> None:
    turned = landscape_section("", FOOTERS)
    ended = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    assert lay_tables(["<w:p/>", WIDE, "<w:p/>"], FOOTERS, ()) == [ended, PLAIN, "<w:p/>", turned]
    assert turned.startswith("<w:sectPr><w:footerReference ") and 'w:orient="landscape"' in turned


def test_no_mark_of_a_table_stays_wherever_it_stands() -> None:
    inside = "<w:sdt><w:sdtContent>{}<w:p/></w:sdtContent></w:sdt>"
    for table in (WIDE, UPRIGHT):
        assert lay_tables([inside.format(table), SECTION], FOOTERS, ()) == [inside.format(PLAIN), SECTION]
    laid = lay_tables([inside.format(UPRIGHT), WIDE, "<w:p/>", inside.format(WIDE), SECTION], FOOTERS, ())
    assert [block for block in laid if "summarize" in block] == []


def test_a_landscape_section_keeps_what_it_does_not_turn() -> None:
    portrait = (
        '<w:sectPr w:rsidR="1"><w:headerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/><w:pgMar w:top="2098" w:header="851"/><w:titlePg/>'
        '<w:sectPrChange w:id="5"><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:sectPrChange></w:sectPr>'
    )
    references = "".join(
        '<w:footerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        f' w:type="{kind}" r:id="{relation}"/>'
        for kind, relation in FOOTERS.items()
    )
    assert landscape_section(portrait, FOOTERS) == (
        f'<w:sectPr w:rsidR="1">{references}<w:headerReference w:type="default" r:id="rId3"/>'
        '<w:pgMar w:top="1587" w:header="851" w:right="2098" w:bottom="1474" w:left="1984"/><w:titlePg/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:sectPrChange w:id="5"><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:sectPrChange></w:sectPr>'
    )


def imprint(name: str, *texts: str) -> str:
    rows = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return (
        '<w:p><w:r><w:drawing><wp:anchor distT="0"><wp:extent cx="9" cy="1"/>'
        f'<wp:docPr id="1" name="{name}"/><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="1"/></a:xfrm>'
        f'<a:extLst><a:ext uri="u"/></a:extLst><w:txbxContent>{rows}</w:txbxContent></wp:anchor>'
        "</w:drawing></w:r></w:p>"
    )


@pytest.mark.parametrize(("texts", "lines"), [(["抄送"], 1), (["甲" * 27, "乙"], 3), (["&lt;" * 40], 1), ([], 0)])
def test_the_imprint_is_as_high_as_its_lines(texts: list[str], lines: int) -> None:
    height = lines * gb.IMPRINT_LINE_PITCH + gb.Pt(4)
    blocks = ["<w:p/>", imprint("别的", "甲"), imprint("版记", *texts)]
    assert fit_imprint(blocks) == [*blocks[:2], blocks[2].replace('cy="1"', f'cy="{height}"')]


def test_lines_of_the_imprint_are_counted_as_wide_as_they_are() -> None:
    per_line = gb.TEXT_WIDTH // gb.SIZE_4 - 2 * gb.IMPRINT_INDENT_CHARACTERS - 3
    text = "县人大办，县政协办" * 9
    (fitted,) = fit_imprint([imprint("版记", text)])
    expected = math.ceil(text_width(text) / per_line) * gb.IMPRINT_LINE_PITCH + gb.Pt(4)
    assert re.findall(r'cy="(\d+)"', fitted) == [str(int(expected))] * 2


def test_tables_in_one_another_end_where_they_end() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000
    blocks = outline(f"<w:body>{deep}<w:p/></w:body>").blocks
    assert blocks == (deep, "<w:p/>")
    assert complete_cells(blocks) == [deep.replace("</w:tc>", "<w:p/></w:tc>"), "<w:p/>"]
