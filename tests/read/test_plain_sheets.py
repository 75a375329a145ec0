"""Worksheets in plain form are read at once; whatever else is in a sheet, all readers of it agree."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import MAIN, raw_parts, write_zip
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.read import read_grids
from summarize.read.grids import ooxml
from summarize.read.grids.package_scan import open_package, scan_workbook
from summarize.read.grids.plain_sheet import read_plain
from summarize.read.grids.plain_strings import PlainStrings

EXAMPLES = sorted(Path("inputs").glob("*.xlsx"))
STRINGS = (
    "<si><t>甲</t></si><si><t>&#20057;&amp;</t></si><si><t> 丙 </t></si>"
    '<si><t xml:space="preserve"> 丁 </t></si><si><t></t></si>'
    '<si><t>注音</t><phoneticPr fontId="1" type="noConversion"/></si>'
    "<si><r><t>多</t></r><r><t>段</t></r></si><si><t>_x000D_</t></si>"
)
STYLES = (
    '<numFmts count="1"><numFmt numFmtId="170" formatCode="0.0%"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs>'
)
EMPTY = '<c r="{c}"/>'
NUMBER = '<c r="{c}"><v>12</v></c>'
TEXT = '<c r="{c}" t="inlineStr"><is><t>一季度</t></is></c>'
SHARED = '<c r="{c}" s="9" t="s"><v>0</v></c>'
PLAIN_CELLS = (
    EMPTY,
    '<c r="{c}" s="1"></c>',
    '<c r="{c}" t="e"></c>',
    '<c r="{c}" s="1" />\n',
    TEXT,
    '<c r="{c}" t="inlineStr"><is><t>&#19968;&lt;&#x5B63;\r\n度</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t xml:space="preserve"> 甲\n</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t></t></is></c>',
    SHARED,
    '<c r="{c}" t="s"><v>1</v></c>',
    '<c r="{c}" t="s"><v>2</v></c>',
    '<c r="{c}" t="s"><v>3</v></c>',
    '<c r="{c}" t="s"><v>4</v></c>',
    '<c r="{c}" t="s"><v>5</v></c>',
    NUMBER,
    '<c r="{c}" s="1" t="n"><v>-0.1230</v></c>',
    '<c r="{c}" s="2"><v>45000.5</v></c>',
    '<c r="{c}"><v>1.5E-3</v></c>',
    '<c r="{c}"><v>0</v></c>',
    '<c r="{c}"><f>A1&amp;"x"</f><v>0</v></c>',
    '<c r="{c}"><f>SUM(A1:A2)</f></c>',
    '<c r="{c}"><f>SUM(A1:A2)</f><v></v></c>',
    '<c r="{c}"><f t="shared" ref="A1:B2" si="0">A1+1</f><v>3</v></c>',
    '<c r="{c}"><f t="shared" si="0"/><v/></c>',
    '<c r="{c}" t="str"><f>A1</f><v> 文字&gt; </v></c>',
    '<c r="{c}" t="b"><v>1</v></c>',
    '<c r="{c}" t="b"><f>A1</f><v>0</v></c>',
    '<c r="{c}" t="e"><v>#DIV/0!</v></c>',
)
OTHER_CELLS = (
    "<c><v>1</v></c>",
    '<c r="{c}"><v>1</v><v>2</v></c>',
    '<c s="1" r="{c}"><v>1</v></c>',
    '<c r="{c}" r="A1"><v>1</v></c>',
    '<c r="A1"><v>1</v></c>',
    '<c r="{lower}"><v>1</v></c>',
    '<c r="AAA1"><v>1</v></c>',
    '<c r="{c}" x="1"><v>1</v></c>',
    '<c r="{c}"><v/></c>',
    '<c r="{c}"><v>1_0</v></c>',
    '<c r="{c}"><v>inf</v></c>',
    '<c r="{c}"><v>1e999</v></c>',
    '<c r="{c}"><v> 1 </v></c>',
    '<c r="{c}" t="n"><v>十</v></c>',
    '<c r="{c}"><v>十</v></c>',
    '<c r="{c}" t="s"><v>6</v></c>',
    '<c r="{c}" t="s"><v>7</v></c>',
    '<c r="{c}" t="s"><v>99</v></c>',
    '<c r="{c}" t="s"><v>x</v></c>',
    '<c r="{c}" t="s"><v></v></c>',
    '<c r="{c}" t="s"><f>A1</f></c>',
    '<c r="{c}" t="str"><f>A1</f></c>',
    '<c r="{c}" t="str"><v></v></c>',
    '<c r="{c}" t="str"><v>_x000D_</v></c>',
    '<c r="{c}" t="b"><v>2</v></c>',
    '<c r="{c}" t="e"><v>#SPILL!</v></c>',
    '<c r="{c}" t="d"><v>2025-03-01</v></c>',
    '<c r="{c}" t="z"><v>1</v></c>',
    '<c r="{c}" t="inlineStr"><v>1</v></c>',
    '<c r="{c}"><is><t>甲</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t> 甲 </t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t>甲&#10;</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t>_x000D_</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t>\ue000</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t>&#57344;</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t>&nbsp;</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t>&#0;</t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t>]]></t></is></c>',
    '<c r="{c}" t="inlineStr"><is><t><![CDATA[甲]]></t></is></c>',
    '<c r="{c}" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>',
    '<c r="{c}"><f>A1&B1</f><v>1</v></c>',
    '<c r="{c}"><f t="array" t="array">A1</f><v>1</v></c>',
    '<c r="{c}"><!-- <v>2</v> --><v>1</v></c>',
    '<x:c xmlns:x="x" r="{c}"><x:v>1</x:v></x:c>',
    "甲",
    "</row><row>",
    '</row><row r="1">',
    "<c",
    "<!--",
    "<?a b?>",
)
ROWS = (
    '<row r="{r}">{cells}</row>',
    '<row r="{r}" spans="1:3" hidden="1" ht="20">{cells}</row>\n',
    '<row r="{r}"/><row r="{next}" hidden="true" />',
)
OTHER_ROWS = (
    "<row>{cells}</row>",
    '<row r="{r}" hidden="1" hidden="0">{cells}</row>',
    '<row r="{r}" r="{r}">{cells}</row>',
    '<row r="0">{cells}</row>',
    '<row r="1">{cells}</row>',
    '<!-- <row r="{r}">{cells}</row> -->',
    "<row r='{r}'>{cells}</row>",
)
HEADS = ("", '<dimension ref="A1:C9"/>', '<cols><col min="2" max="3" width="9" hidden="1"/></cols>')
OTHER_HEADS = (
    '<dimension ref="C9:A1"/>',
    '<dimension ref="A:C"/>',
    "<dimension/>",
    '<!-- <sheetData> --><dimension ref="A1"/>',
    '<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>',
    "<x:sheetData xmlns:x='x'/>",
    "<?a <sheetData>?>",
)
TAILS = ("", '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>', '<pageMargins left="0.7"/>')
OTHER_TAILS = (
    '<mergeCells><mergeCell ref="B2:A0"/></mergeCells>',
    '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    '<row r="3" hidden="1"><c r="C3"><v>5</v></c></row>',
    '<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>',
    "<unclosed>",
    "<!-- </worksheet> -->",
)


def outcome(path: Path) -> object:
    """Return the sheets as they are read, or what is found instead."""
    try:
        return [replace(grid, cells=dict(grid.cells.rows)) for grid in read_grids(path)]  # type: ignore[arg-type]
    except InputError as error:
        return error.findings


def is_plain(path: Path) -> bool:
    with open_package(path) as package:
        book = scan_workbook(package)
        strings = PlainStrings(package, book.strings)
        return all(read_plain(path, package, entry, book, strings) is not None for entry in book.sheets)


def check_agreement(path: Path) -> None:
    at_once = outcome(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ooxml, "read_plain", lambda *_: None)
        by_both = outcome(path)
    assert repr(at_once) == repr(by_both)


def sheet_of(rows: list[tuple[str, list[str]]], head: str = "", tail: str = "") -> str:
    written = ""
    for number, (row, cells) in enumerate(rows):
        r = 2 * number + 1
        places = [{"c": f"{'ABCDEFGHIJ'[column]}{r}", "lower": f"{'abcdefghij'[column]}{r}"} for column in range(10)]
        content = "".join(cell.format(**place) for cell, place in zip(cells, places, strict=False))
        written += row.format(r=r, next=r + 1, cells=content)
    return f"{head}<sheetData>{written}</sheetData>{tail}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_plain_and_read_the_same_in_either_way(path: Path) -> None:
    assert is_plain(path)
    check_agreement(path)


@pytest.mark.parametrize("cell", PLAIN_CELLS)
def test_a_cell_in_plain_form_is_read_at_once_and_as_ever(raw_workbook: Callable[..., Path], cell: str) -> None:
    cells = ['<c r="{c}"><v>1</v></c>', cell, '<c r="{c}"><v>2</v></c>', cell]
    sheet = sheet_of([(ROWS[0], cells), (ROWS[1], cells)], HEADS[1], TAILS[1])
    path = raw_workbook(sheet, strings=STRINGS, styles=STYLES, book='<calcPr fullCalcOnLoad="1"/>')
    assert is_plain(path)
    check_agreement(path)


@pytest.mark.parametrize("cell", OTHER_CELLS)
def test_what_is_not_plain_is_left_to_the_other_readers(raw_workbook: Callable[..., Path], cell: str) -> None:
    path = raw_workbook(sheet_of([(ROWS[0], [NUMBER, cell])] * 2), strings=STRINGS, styles=STYLES)
    assert not is_plain(path)
    check_agreement(path)


@pytest.mark.parametrize(
    ("row", "head", "tail"),
    [
        *((row, "", "") for row in OTHER_ROWS),
        *((ROWS[0], head, "") for head in OTHER_HEADS),
        *((ROWS[0], "", tail) for tail in OTHER_TAILS),
    ],
)
def test_what_surrounds_the_cells_is_read_as_ever(
    raw_workbook: Callable[..., Path], row: str, head: str, tail: str
) -> None:
    cells = [NUMBER, TEXT, EMPTY]
    check_agreement(raw_workbook(sheet_of([(ROWS[0], cells), (row, cells)], head, tail)))


@pytest.mark.parametrize(
    "declaration",
    [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n',
        '<?xml version="1.0" encoding="us-ascii"?>',
        '<?xml version="1.0" encoding="GB2312"?>',
        '<?xml version="1.1"?>',
        "\ufeff",
        " ",
    ],
)
def test_the_declaration_of_a_part_is_heeded_as_ever(raw_workbook: Callable[..., Path], declaration: str) -> None:
    sheet = f'<worksheet xmlns="{MAIN}">{sheet_of([(ROWS[0], [TEXT])])}</worksheet>'
    check_agreement(raw_workbook(parts={"xl/worksheets/sheet1.xml": declaration + sheet}))
    check_agreement(
        raw_workbook(
            sheet_of([(ROWS[0], [SHARED])]),
            parts={"xl/sharedStrings.xml": f'{declaration}<sst xmlns="{MAIN}">{STRINGS}</sst>'},
        )
    )


@pytest.mark.parametrize(
    "strings",
    ["", "<si/>", "<si><t>甲</si>", "<si><t>&x;</t></si>", "<!-- <si><t>甲</t></si> --><si><t>乙</t></si>", "<si>" * 2],
)
def test_shared_strings_that_are_not_plain_are_left_to_the_other_reader(
    raw_workbook: Callable[..., Path], strings: str
) -> None:
    path = raw_workbook(sheet_of([(ROWS[0], [SHARED])]), strings=strings)
    assert not is_plain(path)
    check_agreement(path)


CELLS = st.lists(st.sampled_from(PLAIN_CELLS) | st.sampled_from(OTHER_CELLS), max_size=5)
MOSTLY_PLAIN = st.lists(st.sampled_from(PLAIN_CELLS), max_size=8)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(ROWS) | st.sampled_from(OTHER_ROWS), MOSTLY_PLAIN | CELLS),
        max_size=5,
    ),
    st.sampled_from(HEADS + OTHER_HEADS),
    st.sampled_from(TAILS + OTHER_TAILS),
    st.booleans(),
)
def test_a_sheet_is_read_the_same_in_either_way(
    rows: list[tuple[str, list[str]]], head: str, tail: str, is_stale: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = '<calcPr fullCalcOnLoad="1"/>' if is_stale else '<workbookPr date1904="1"/>'
        parts = raw_parts(sheet_of(rows, head, tail), strings=STRINGS, styles=STYLES, book=book)
        check_agreement(write_zip(Path(folder) / "表.xlsx", parts))
