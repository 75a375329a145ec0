"""Whatever stands in a paper stands in some cell of the workbook, and nothing is invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rich_papers import Note, RichPaper, make_rich_paper

from summarize.model.contents import SheetContents
from summarize.papers.contents import collect_sheets, sort_into_sheets
from summarize.papers.frame import take_frame
from summarize.papers.word import read_paper
from summarize.pipeline.importing import import_papers

_WORDS = st.sampled_from(
    [
        "加强学习",
        "完成3项任务",
        "下半年，我局将做好以下工作：",
        "下一步，要继续努力",
        "存在问题",
        "存在的问题：一是人少。二是钱少。",
        "工作打算",
        "上半年工作情况",
        "意见建议",
        "主要做法",
        "一是抓防汛，排查隐患3处；二是抓执法",
        "附件：1.一览表",
        "附件1",
        "云岭区水务局",
        "2025年7月8日",
        "特此报告。",
        "抄送：区政府。",
        "签发人：赵明",
        "各位领导：",
        "（联系人：李晓）",
        "今年以来，各项工作有序推进。成效明显",
        "增长2.5%{指标}",
        "=SUM(A1)",
        "｛全角｝",
    ]
)
_ORDINALS = st.sampled_from(["", "", "一、", "二、", "（一）", "1.", "（1）", "①", "一是", "二是", "第一部分 ", "3、"])
_TEXT = st.builds(
    lambda ordinal, parts, end: ordinal + "".join(parts) + end,
    _ORDINALS,
    st.lists(st.one_of(_WORDS, st.text("甲乙丙丁戊，。；：“”（）、1２a ", min_size=1, max_size=12)), max_size=4),
    st.sampled_from(["", "。", "：", "；"]),
)
_CELL = st.one_of(
    st.sampled_from(["事项", "内容", "责任科室", "指标", "一季度", "12.5%", "1,200", "时期", ""]),
    st.text("甲乙丙12 ", max_size=6),
)
_TABLE = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(_CELL, min_size=width, max_size=width), min_size=1, max_size=4)
)
# One table at most: two that go to one sheet share its heads.
_BLOCKS = st.builds(
    lambda texts, tables, position: [*texts[:position], *tables, *texts[position:]],
    st.lists(_TEXT, min_size=1, max_size=14),
    st.lists(_TABLE, max_size=1),
    st.integers(0, 14),
)
_PAPERS = st.builds(
    RichPaper,
    blocks=_BLOCKS,
    header=st.sampled_from(["", "内部材料"]),
    notes=st.lists(
        st.builds(
            Note, st.sampled_from(["footnote", "endnote", "comment", "box"]), st.text("注脚说明甲乙", max_size=8)
        ),
        max_size=3,
    ),
    centered=st.sets(st.integers(0, 4)),
    bold=st.sets(st.integers(0, 13)),
)


def _characters(text: str) -> Counter[str]:
    return Counter(ch for ch in text if not ch.isspace())


def _cells_of(sheets: Sequence[SheetContents]) -> str:
    """Return the text of all cells, figures as they are shown."""
    cells = (cell for sheet in sheets for row in sheet.rows for cell in row.values())
    heads = (f"{sheet.name}{sheet.title}{''.join(sheet.heads)}" for sheet in sheets)
    return "".join((*heads, *(_shown(cell.value, cell.number_format) for cell in cells)))


def _shown(value: object, number_format: str) -> str:
    if not isinstance(value, Decimal) or number_format == "General":
        return str(value)
    places = len(number_format.rstrip("%").partition(".")[2])
    kind = "%" if number_format.endswith("%") else "f"
    return f"{value:{',' if ',' in number_format else ''}.{places}{kind}}"


def _sheets_of(paper: RichPaper, folder: Path) -> Sequence[SheetContents]:
    source = make_rich_paper(folder / "云岭区水务局2025年上半年工作总结.docx", paper)
    read = read_paper(source)
    return collect_sheets([sort_into_sheets(read, take_frame(read.blocks, read.asides))]).sheets


@settings(max_examples=100, phases=set(Phase) - {Phase.shrink})
@given(_PAPERS)
def test_every_character_of_a_paper_is_in_some_cell(paper: RichPaper) -> None:
    with TemporaryDirectory() as name:
        sheets = _sheets_of(paper, Path(name))
    assert not _characters(paper.text) - _characters(_cells_of(sheets))


@settings(max_examples=60, phases=set(Phase) - {Phase.shrink})
@given(_PAPERS)
def test_what_the_rows_of_items_say_stands_in_the_paper(paper: RichPaper) -> None:
    with TemporaryDirectory() as name:
        sheets = _sheets_of(paper, Path(name))
    written = _squeezed(paper.text)
    items = [sheet for sheet in sheets if sheet.role in ("工作成效", "存在问题", "工作计划", "意见建议")]
    for row in (row for sheet in items for row in sheet.rows):
        for text in (str(row[head].value) for head in ("事项", "内容") if head in row):
            assert all(_squeezed(line) in written for line in text.splitlines())


def _squeezed(text: str) -> str:
    return re.sub(r"\s|([{}｛｝])(?=\1)", "", text)


def test_the_written_workbook_holds_every_character(tmp_path: Path) -> None:
    paper = RichPaper(
        blocks=[
            "云岭区水务局2025年上半年工作总结",
            "一、防汛备汛",
            "责任到人。签订责任书46份，落实{三个责任人}。",
            "=1+1不是公式。确实不是。",
            [["物资", "数量"], ["编织袋", "5万条"]],
            "存在问题：一是人手不足；二是设备老化。",
            "下半年，将做好以下工作：",
            "一、防汛。落实值守。",
        ],
        header="内部材料",
        notes=[Note("footnote", "数据截至六月底"), Note("comment", "请核对"), Note("box", "联系人赵明")],
    )
    import_papers([make_rich_paper(tmp_path / "稿.docx", paper)], tmp_path / "册.xlsx")
    book = openpyxl.load_workbook(tmp_path / "册.xlsx")
    cells = "".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    assert not _characters(paper.text) - _characters(cells)
