"""The slip as a document, as plain text, and as a workbook for files that cannot carry comments."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from slip.conftest import fault, parts_of

from summarize.findings import Severity
from summarize.slip import ask
from summarize.slip.beside import write_workbook
from summarize.slip.plain import write_plain
from summarize.slip.word import write_document

ASKED = ask(
    [
        fault("工作成效", "C3", "第3行的内容为空"),
        fault("工作成效", "C4", "第4行的内容为空"),
        fault("工作成效", "B2", "时期重叠", "改一处时期。", severity=Severity.WARNING),
    ]
)


def test_the_plain_text_can_be_pasted() -> None:
    data = write_plain(ASKED, "甲.xlsx", "“甲.xlsx”的“退回意见”表")
    assert data.decode("utf-8-sig") == "\r\n".join(
        [
            "【退回意见】甲.xlsx",
            "共 2 个问题，其中必须改的 1 个、请核对的 1 个。请按下列顺序修改，改完把文件报回。",
            "",
            "一、必须改的",
            "1. 工作成效!C3:C4：第3行的内容为空；第4行的内容为空。改法：填上内容。",
            "",
            "二、请核对的（确认无误的，可在“办理情况”里说明）",
            "2. 工作成效!B2：时期重叠。改法：改一处时期。",
            "",
        ]
    )
    assert data.startswith(b"\xef\xbb\xbf")


def test_a_message_says_how_many_it_leaves_out() -> None:
    asked = ask([fault("工作成效", f"C{row}", suggestion=f"改第{row}行。") for row in range(2, 122)])
    lines = write_plain(asked, "甲.xlsx", "“甲.xlsx”的“退回意见”表").decode("utf-8-sig").splitlines()
    assert lines[-3].startswith("100. ")
    assert lines[-1] == "另有 20 个问题未列，见“甲.xlsx”的“退回意见”表。"


def test_the_document_has_title_table_and_lines_to_sign() -> None:
    document = docx.Document(io.BytesIO(write_document(ASKED, "甲.xlsx", "表")))
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [
        "退回意见",
        "文件：甲.xlsx",
        "共 2 个问题，其中必须改的 1 个、请核对的 1 个。请按序号从上到下修改，前面的改好了，后面的往往随之解决。"
        "改完保存，连同本表报回。",
        "退回人：　　　　　　　　退回日期：　　　年　　月　　日",
        "办理人：　　　　　　　　办结日期：　　　年　　月　　日",
    ]
    (table,) = document.tables
    rows = [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows]
    assert rows == [
        ["序号", "位置", "问题", "怎样改", "办理情况"],
        ["一、必须改的"],
        ["1", "工作成效!C3:C4", "第3行的内容为空；第4行的内容为空", "填上内容。", ""],
        ["二、请核对的（确认无误的，可在“办理情况”里说明）"],
        ["2", "工作成效!B2", "时期重叠", "改一处时期。", ""],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    title = document.paragraphs[0].runs[0]._element.rPr.rFonts
    assert title.get(qn("w:eastAsia")) == "方正小标宋简体"


def test_the_document_holds_no_clock_and_no_name() -> None:
    first, second = (write_document(ASKED, "甲.xlsx", "表") for _ in range(2))
    assert first == second
    assert b"python-docx" not in parts_of(first)["docProps/core.xml"]


def test_a_document_prints_no_more_than_is_read() -> None:
    asked = ask([fault("工作成效", f"C{row}", suggestion=f"改第{row}行。") for row in range(2, 302)])
    document = docx.Document(io.BytesIO(write_document(asked, "甲.xlsx", "“甲.xlsx”的“退回意见”表")))
    assert len(document.tables[0].rows) == 202
    assert "另有 100 个问题未印，见“甲.xlsx”的“退回意见”表。" in [paragraph.text for paragraph in document.paragraphs]


def test_the_workbook_beside_lists_the_questions_and_each_finding(tmp_path: Path) -> None:
    path = tmp_path / "甲退回意见.xlsx"
    path.write_bytes(write_workbook(ASKED, "甲.ods"))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["退回意见", "逐处说明"]
    assert [row[:4] for row in book["退回意见"].iter_rows(min_row=6, max_row=6, values_only=True)] == [
        (1, "工作成效!C3:C4", "第3行的内容为空；第4行的内容为空", "填上内容。")
    ]
    assert list(book["逐处说明"].iter_rows(values_only=True)) == [
        ("序号", "位置", "问题", "怎样改"),
        (1, "工作成效!C3", "第3行的内容为空", "填上内容。"),
        (1, "工作成效!C4", "第4行的内容为空", "填上内容。"),
        (2, "工作成效!B2", "时期重叠", "改一处时期。"),
    ]


def test_a_workbook_beside_without_folded_findings_is_the_list_alone(tmp_path: Path) -> None:
    path = tmp_path / "甲退回意见.xlsx"
    path.write_bytes(write_workbook(ask([fault("工作成效", "C3")]), "甲.ods"))
    assert openpyxl.load_workbook(path).sheetnames == ["退回意见"]
