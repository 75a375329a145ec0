"""docxtpl's tags for tables: loops over rows and columns, merged cells, spans, colours, the grid mended."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docxtpl_oracle import assert_equal
from handmade_reports import W, open_document
from lxml import etree
from raw_documents import RawDocument, cell, paragraph, row, run, table

VALUES: Mapping[str, object] = {
    "表头": ["科室", "件数", "占比"],
    "行": [
        {"名": "救助科", "格": [1, 2, 3], "底色": "FFCC00", "宽": 2},
        {"名": "养老科 & 办", "格": [4, 5, 6], "底色": "00FF00", "宽": 1},
        {"名": "", "格": [7, 8, 9], "底色": "auto", "宽": 3},
    ],
    "组": [{"名": "甲组", "人": ["赵一", "钱二"]}, {"名": "乙组", "人": ["孙三"]}, {"名": "丙组", "人": []}],
    "真": True,
    "假": False,
    "空": [],
}


def render_table(tmp_path: Path, body: str, values: Mapping[str, object] = VALUES) -> etree._Element:
    """Return the first table of what both write."""
    path = RawDocument(body + paragraph("")).write(tmp_path / "模板.docx")
    found: etree._Element = open_document(assert_equal(path, values)).element.body.find(f"{W}tbl")
    return found


def texts(found: etree._Element) -> list[list[str]]:
    return [
        ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in line.findall(f"{W}tc")]
        for line in found.findall(f"{W}tr")
    ]


def values_of(found: etree._Element, tag: str, attribute: str = "val") -> list[str | None]:
    """Return an attribute of every `tag` in the table, in document order."""
    return [node.get(f"{W}{attribute}") for node in found.iter(f"{W}{tag}")]


def test_a_row_loop_repeats_the_rows_between_its_own(tmp_path: Path) -> None:
    body = table(
        row("科室", "序号"),
        row("{%tr for 一 in 行 %}", ""),
        row("{{ 一.名 }}", "{{ loop.index }}"),
        row("{%tr endfor %}", ""),
    )
    assert texts(render_table(tmp_path, body)) == [["科室", "序号"], ["救助科", "1"], ["养老科 & 办", "2"], ["", "3"]]


def test_rows_stand_under_conditions_and_comments_leave_none(tmp_path: Path) -> None:
    body = table(
        row("{#tr 这一行不印 #}", ""),
        row("{%tr if 真 %}", ""),
        row("甲", "乙"),
        row("{%tr else %}", ""),
        row("丙", "丁"),
        row("{%tr endif %}", ""),
    )
    assert texts(render_table(tmp_path, body)) == [["甲", "乙"]]


def test_loops_of_rows_stand_in_each_other(tmp_path: Path) -> None:
    body = table(
        row("{%tr for 一 in 组 %}", ""),
        row("{{ 一.名 }}", ""),
        row("{%tr for 人 in 一.人 %}", ""),
        row("", "{{ 人 }}"),
        row("{%tr endfor %}", ""),
        row("{%tr endfor %}", ""),
    )
    assert texts(render_table(tmp_path, body)) == [
        ["甲组", ""],
        ["", "赵一"],
        ["", "钱二"],
        ["乙组", ""],
        ["", "孙三"],
        ["丙组", ""],
    ]


def test_a_row_loop_may_stand_in_one_row(tmp_path: Path) -> None:
    body = table(
        row("{%tr for 一 in 行 %}", ""),
        row("{% if 一.名 %}{{ 一.名 }}{% else %}无{% endif %}", "{{ 一.宽 }}"),
        row("{%tr endfor %}"),
    )
    assert texts(render_table(tmp_path, body)) == [["救助科", "2"], ["养老科 & 办", "1"], ["无", "3"]]


def test_a_column_loop_repeats_cells_and_the_grid_gets_the_columns_within_the_same_width(tmp_path: Path) -> None:
    body = table(
        row("科室", "{%tc for 头 in 表头 %}", "{{ 头 }}", "{%tc endfor %}"),
        row("{%tr for 一 in 行 %}", ""),
        row("{{ 一.名 }}", "{%tc for 格 in 一.格 %}", "{{ 格 }}", "{%tc endfor %}"),
        row("{%tr endfor %}", ""),
        columns=(2000, 2000),
    )
    found = render_table(tmp_path, body)
    assert texts(found) == [
        ["科室", "科室", "件数", "占比"],
        ["救助科", "1", "2", "3"],
        ["养老科 & 办", "4", "5", "6"],
        ["", "7", "8", "9"],
    ]
    assert values_of(found, "gridCol", "w") == ["1000", "1000", "1000", "1000"]


def test_columns_that_a_condition_takes_out_leave_the_grid(tmp_path: Path) -> None:
    body = table(
        row("甲", "{%tc if 假 %}", "乙", "{%tc endif %}", "{#tc 不印 #}", "丙"),
        row("一", "{%tc if 假 %}", "二", "{%tc endif %}", "{#tc 不印 #}", "三"),
        columns=(900, 900, 900, 900, 900, 900),
    )
    found = render_table(tmp_path, body)
    assert texts(found) == [["甲", "丙"], ["一", "三"]]
    assert values_of(found, "gridCol", "w") == ["2700", "2700"]


@pytest.mark.parametrize("columns", [(1000,), (700, 1301), (333, 333, 334), (1, 1), (5000, 10, 10, 10, 10)])
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_any_grid_is_mended_as_docxtpl_mends_it(tmp_path: Path, columns: tuple[int, ...], count: int) -> None:
    body = table(row("头", "{%tc for 格 in 格们 %}", "{{ 格 }}", "{%tc endfor %}"), columns=columns)
    render_table(tmp_path, body, {"格们": list(range(count))})


def test_grids_are_mended_even_where_no_tag_is_in_the_table(tmp_path: Path) -> None:
    body = table(row("甲", "乙", "丙"), columns=(1500,)) + paragraph("") + table(row("甲"), columns=(100, 200, 300))
    assert values_of(render_table(tmp_path, body), "gridCol", "w") == ["500", "500", "500"]


def test_grids_of_tables_in_cells_are_mended_with_those_around_them(tmp_path: Path) -> None:
    inner = table(row("{%tc for 格 in 行[0].格 %}", "{{ 格 }}", "{%tc endfor %}"), columns=(500, 500))
    body = table(row("外", cell(inner + paragraph(""))), columns=(1000, 2000))
    render_table(tmp_path, body)


@pytest.mark.parametrize("column", ['<w:gridCol w:w="0"/>', "<w:gridCol/>"])
def test_grids_without_widths_are_left_as_docxtpl_leaves_them(tmp_path: Path, column: str) -> None:
    body = f"<w:tbl><w:tblPr/><w:tblGrid>{column}</w:tblGrid>{row('甲', '乙')}</w:tbl>"
    render_table(tmp_path, body)


def test_vm_merges_a_cell_with_its_copies_below(tmp_path: Path) -> None:
    body = table(
        row("{%tr for 一 in 行 %}", ""),
        row(cell("{% vm %}共三科"), cell("{{ 一.名 }}")),
        row("{%tr endfor %}", ""),
    )
    found = render_table(tmp_path, body)
    assert texts(found) == [["共三科", "救助科"], ["", "养老科 & 办"], ["", ""]]
    assert values_of(found, "vMerge") == ["restart", "continue", "continue"]


def test_vm_in_a_loop_within_a_loop_merges_each_group(tmp_path: Path) -> None:
    body = table(
        row("{%tr for 一 in 组 %}", ""),
        row("{%tr for 人 in 一.人 %}", ""),
        row(cell("{{ 一.名 }}{% vm %}"), cell("{{ 人 }}")),
        row("{%tr endfor %}", ""),
        row("{%tr endfor %}", ""),
    )
    assert values_of(render_table(tmp_path, body), "vMerge") == ["restart", "continue", "restart"]


def test_hm_makes_one_cell_of_all_that_a_column_loop_makes(tmp_path: Path) -> None:
    body = table(
        row("头", "{%tc for 格 in 表头 %}", cell("合计{% hm %}"), "{%tc endfor %}"),
        row("头", "{%tc for 格 in 表头 %}", "{{ 格 }}", "{%tc endfor %}"),
    )
    found = render_table(tmp_path, body)
    assert texts(found) == [["头", "合计"], ["头", "科室", "件数", "占比"]]
    assert values_of(found, "gridSpan") == ["3"]


def test_hm_multiplies_a_span_that_is_there(tmp_path: Path) -> None:
    spanned = '<w:tcW w:w="1000" w:type="dxa"/><w:gridSpan w:val="2"/>'
    body = table(
        row("{%tc for 格 in 表头 %}", cell("{% hm %}合计", properties=spanned), "{%tc endfor %}"),
        columns=(500,) * 6,
    )
    assert values_of(render_table(tmp_path, body), "gridSpan") == ["6"]


def test_colspan_spans_as_many_columns_as_it_is_told(tmp_path: Path) -> None:
    body = table(
        row("{%tr for 一 in 行 %}", ""),
        row("{{ 一.名 }}", "{% colspan 一.宽 %}{{ 一.宽 }}列"),
        row("{%tr endfor %}", ""),
        columns=(800,) * 4,
    )
    found = render_table(tmp_path, body)
    assert values_of(found, "gridSpan") == ["2", "1", "3"]
    assert [line[1] for line in texts(found)] == ["2列", "1列", "3列"]


def test_colspan_and_cellbg_replace_what_a_cell_had(tmp_path: Path) -> None:
    had = '<w:tcW w:w="1000" w:type="dxa"/><w:gridSpan w:val="2"/><w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>'
    body = table(
        row("{%tr for 一 in 行 %}", ""),
        row(
            "左",
            cell(
                paragraph(run("{% colspan 一.宽 %}"), run("{% cellbg 一.底色 %}"), run("{{ 一.名 }}", "<w:b/>")),
                properties=had,
            ),
        ),
        row("{%tr endfor %}", ""),
        columns=(800,) * 4,
    )
    found = render_table(tmp_path, body)
    assert values_of(found, "gridSpan") == ["2", "1", "3"]
    assert values_of(found, "shd", "fill") == ["FFCC00", "00FF00", "auto"]


def test_cellbg_colours_a_cell(tmp_path: Path) -> None:
    body = table(
        row("{%tr for 一 in 行 %}", ""), row("{% cellbg 一.底色 %}{{ 一.名 }}", "右"), row("{%tr endfor %}", "")
    )
    assert values_of(render_table(tmp_path, body), "shd", "fill") == ["FFCC00", "00FF00", "auto"]


def test_a_table_without_rows_is_what_docxtpl_leaves(tmp_path: Path) -> None:
    body = table(row("{%tr for 一 in 空 %}", ""), row("{{ 一 }}", ""), row("{%tr endfor %}", ""))
    assert texts(render_table(tmp_path, body)) == []


def test_a_whole_table_stands_in_a_loop_over_paragraphs(tmp_path: Path) -> None:
    inner = table(row("{{ 一.名 }}", "{%tc for 格 in 一.格 %}", "{{ 格 }}", "{%tc endfor %}"))
    body = paragraph("{%p for 一 in 行 %}") + inner + paragraph("") + paragraph("{%p endfor %}")
    assert texts(render_table(tmp_path, body)) == [["救助科", "1", "2", "3"]]


def test_paragraphs_loop_inside_a_cell(tmp_path: Path) -> None:
    body = table(row("左", cell("{%p for 头 in 表头 %}", "{{ 头 }}", "{%p endfor %}")))
    assert texts(render_table(tmp_path, body)) == [["左", "科室件数占比"]]


def test_a_table_made_by_python_docx_is_filled_as_docxtpl_fills_it(tmp_path: Path) -> None:
    document = docx.Document()
    made = document.add_table(rows=4, cols=3, style="Table Grid")
    lines = (
        ("{%tc for 头 in 表头 %}", "{{ 头 }}", "{%tc endfor %}"),
        ("{%tr for 一 in 行 %}", "", ""),
        ("{%tc for 格 in 一.格 %}", "{% cellbg 一.底色 %}{{ 格 }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    for place, text in zip(itertools.product(range(4), range(3)), itertools.chain(*lines), strict=True):
        made.cell(*place).text = text
    path = tmp_path / "模板.docx"
    document.save(str(path))
    found = open_document(assert_equal(path, VALUES)).element.body.find(f"{W}tbl")
    assert texts(found) == [["科室", "件数", "占比"], ["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]
