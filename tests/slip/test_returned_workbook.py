"""The returned file against the one that was sent, part by part, and read again by others."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from slip.conftest import fault, is_extended, packed_parts, parts_of, questions_on, write_with_openpyxl

from summarize.read import read_workbook
from summarize.slip import annotate, ask
from summarize.slip.rules import SLIP_RULES
from summarize.validate import validate

SHEET, COMMENTS, DRAWING = "xl/worksheets/sheet4.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"


def comments_in(path: Path) -> dict[str, str]:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment]
    return {f"{cell.parent.title}!{cell.coordinate}": cell.comment.text for cell in cells}


def put_back(path: Path, data: bytes) -> Path:
    target = path.with_name("退回.xlsx")
    target.write_bytes(data)
    return target


def test_only_comments_and_the_added_sheet_differ(workbook_of_any_writer: Path) -> None:
    sent = workbook_of_any_writer.read_bytes()
    returned = annotate(sent, questions_on("C3", "C4"), "甲.xlsx")
    before, after = parts_of(sent), parts_of(returned)
    changed = {name for name in before if before[name] != after[name]}
    faulty = "xl/worksheets/sheet2.xml"
    assert changed == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", faulty}
    rels = "xl/worksheets/_rels/sheet2.xml.rels"
    assert set(after) - set(before) == {SHEET, COMMENTS, DRAWING, rels}
    assert list(after)[: len(before)] == list(before)
    for name in changed - {"xl/styles.xml"}:
        assert is_extended(before[name], after[name]), name
    old, new = packed_parts(sent), packed_parts(returned)
    assert all(old[name] == new[name] for name in set(before) - changed)


def test_the_changes_are_these(from_xlsxwriter: Path) -> None:
    sent = from_xlsxwriter.read_bytes()
    before, after = parts_of(sent), parts_of(annotate(sent, questions_on("C3"), "甲.xlsx"))
    kind = "application/vnd.openxmlformats-officedocument"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    put_in = {
        "xl/workbook.xml": [' activeTab="1"', '<sheet name="退回意见" sheetId="4" r:id="rId7"/>'],
        "xl/_rels/workbook.xml.rels": [
            f'<Relationship Id="rId7" Type="{office}/worksheet" Target="worksheets/sheet4.xml"/>'
        ],
        "xl/worksheets/sheet2.xml": ['<legacyDrawing r:id="rId2"/>'],
        "[Content_Types].xml": [
            f'<Override PartName="/{COMMENTS}" ContentType="{kind}.spreadsheetml.comments+xml"/>',
            f'<Default Extension="vml" ContentType="{kind}.vmlDrawing"/>',
            f'<Override PartName="/{SHEET}" ContentType="{kind}.spreadsheetml.worksheet+xml"/>',
        ],
    }
    for part, insertions in put_in.items():
        left = after[part].decode()
        for insertion in insertions:
            assert left.count(insertion) == 1, (part, insertion, left)
            left = left.replace(insertion, "")
        assert left == before[part].decode()


def test_the_styles_are_added_behind_the_workbooks_own(workbook_of_any_writer: Path) -> None:
    sent = workbook_of_any_writer.read_bytes()
    before, after = (parts_of(data)["xl/styles.xml"] for data in (sent, annotate(sent, questions_on("C3"), "甲.xlsx")))
    namespace = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    for name in ("fonts", "fills", "borders", "cellXfs"):
        old, new = (ElementTree.fromstring(data).find(f"{namespace}{name}") for data in (before, after))
        assert old is not None and new is not None
        assert [ElementTree.tostring(one) for one in new[: len(old)]] == [ElementTree.tostring(one) for one in old]
        assert new.get("count") == str(len(new))


def test_the_comments_are_read_by_openpyxl(workbook_of_any_writer: Path) -> None:
    returned = put_back(
        workbook_of_any_writer, annotate(workbook_of_any_writer.read_bytes(), questions_on("C3", "C4"), "甲")
    )
    assert comments_in(returned) == {
        f"工作成效!C{row}": f"退回意见第 1 条（错误）：C{row}的内容为空。\n改法：填上内容。" for row in (3, 4)
    }


def test_libreoffice_shows_the_comments_and_the_sheet(
    workbook_of_any_writer: Path, soffice: Callable[[Path, str], Path]
) -> None:
    returned = put_back(workbook_of_any_writer, annotate(workbook_of_any_writer.read_bytes(), questions_on("C3"), "甲"))
    with zipfile.ZipFile(soffice(returned, "ods")) as package:
        content = ElementTree.fromstring(package.read("content.xml"))
    table, office = (
        "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
        "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
    )
    names = [one.get(f"{table}name") for one in content.iter(f"{table}table")]
    assert names == ["退回意见", "基本信息", "工作成效", "指标"]
    notes = ["".join(note.itertext()) for note in content.iter(f"{office}annotation")]
    assert [note[note.index("退回") :] for note in notes] == ["退回意见第 1 条（错误）：C3的内容为空。改法：填上内容。"]


def test_the_list_links_each_question_to_its_cell(from_openpyxl: Path) -> None:
    asked = ask(
        [fault("工作成效", "C3"), fault("基本信息", None, "缺“标题”", code="V08"), fault("没有的表", code="V01")]
    )
    sheet = openpyxl.load_workbook(put_back(from_openpyxl, annotate(from_openpyxl.read_bytes(), asked, "甲.xlsx")))[
        "退回意见"
    ]
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[:4] == [
        ("退回意见", None, None, None, None),
        ("文件：甲.xlsx　　共 3 个问题，必须改", None, None, None, None),
        (
            "请按序号从上到下修改，前面的改好了，后面的往往随之解决。点“位置”一栏可转到该单元格，"
            "格上的批注写有原因和改法；改完保存，连同本表报回。",
            *(None,) * 4,
        ),
        ("序号", "位置", "问题", "怎样改", "办理情况"),
    ]
    assert rows[4:] == [
        ("一、必须改的", None, None, None, None),
        (1, "工作表“基本信息”", "缺“标题”", "填上内容。", None),
        (2, "工作成效!C3", "内容为空", "填上内容。", None),
        (3, "工作表“没有的表”", "内容为空", "填上内容。", None),
    ]
    links = [sheet[cell].hyperlink for cell in ("B6", "B7", "B8")]
    assert [link and link.location for link in links] == ["'基本信息'!A1", "'工作成效'!C3", None]


def test_many_places_stand_beside_the_question_and_the_first_is_linked(from_openpyxl: Path) -> None:
    asked = questions_on(*(f"C{row}" for row in (3, 5, 7, 9, 11)))
    sheet = openpyxl.load_workbook(put_back(from_openpyxl, annotate(from_openpyxl.read_bytes(), asked, "甲.xlsx")))[
        "退回意见"
    ]
    assert (sheet["B6"].value, sheet["B6"].hyperlink.location) == ("工作成效!C3", "'工作成效'!C3")
    assert sheet["C6"].value == "内容为空（共 5 处），例如：C3的内容为空\n各处：工作成效!C3、C5、C7、C9、C11"


def test_the_list_is_printed_on_one_landscape_page_of_a4(from_openpyxl: Path) -> None:
    sheet = openpyxl.load_workbook(
        put_back(from_openpyxl, annotate(from_openpyxl.read_bytes(), questions_on("C3"), "甲"))
    )["退回意见"]
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.freeze_panes == "A5"


def test_a_list_that_is_too_long_for_a_page_is_one_page_wide(from_openpyxl: Path) -> None:
    asked = ask([fault("工作成效", f"C{row}", f"第{row}行", f"改第{row}行。") for row in range(2, 80)])
    sheet = openpyxl.load_workbook(put_back(from_openpyxl, annotate(from_openpyxl.read_bytes(), asked, "甲")))[
        "退回意见"
    ]
    assert sheet.page_setup.fitToHeight == 0


def test_stored_results_of_formulas_are_kept(from_xlsxwriter: Path) -> None:
    returned = put_back(
        from_xlsxwriter, annotate(from_xlsxwriter.read_bytes(), questions_on("B2", sheet="指标"), "甲.xlsx")
    )
    assert openpyxl.load_workbook(returned, data_only=True)["指标"]["B3"].value == 25


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=1+1", "_x003D_1"])
def test_no_text_becomes_a_formula(from_openpyxl: Path, text: str) -> None:
    asked = ask([fault("工作成效", "C3", text, text)])
    data = annotate(from_openpyxl.read_bytes(), asked, text)
    sheet = openpyxl.load_workbook(put_back(from_openpyxl, data))["退回意见"]
    xml = parts_of(data)[SHEET].decode()
    assert (sheet["C6"].data_type, sheet["D6"].data_type) == ("s", "s")
    assert "<f>" not in xml and xml.count('t="inlineStr"') == xml.count("<is>")
    assert sheet["C6"].quotePrefix
    root = ElementTree.fromstring(xml)
    shown = [one.text for one in root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t")]
    assert text.replace("_x003D_", "_x005F_x003D_") in shown


def test_characters_that_xml_cannot_hold_are_named(from_openpyxl: Path) -> None:
    asked = ask([fault("工作成效", "C3", "有\x07和\ufffe和\ud800", "删去 <&>\"'。")])
    returned = put_back(from_openpyxl, annotate(from_openpyxl.read_bytes(), asked, "甲\x00.xlsx"))
    assert comments_in(returned) == {
        "工作成效!C3": "退回意见第 1 条（错误）：有U+0007和U+FFFE和U+D800。\n改法：删去 <&>\"'。"
    }


def test_a_cell_with_several_questions_has_one_comment(from_openpyxl: Path) -> None:
    asked = ask([fault("工作成效", "C3", "甲", "改甲。"), fault("工作成效", "C3", "乙", "改乙。")])
    returned = put_back(from_openpyxl, annotate(from_openpyxl.read_bytes(), asked, "甲.xlsx"))
    assert comments_in(returned) == {
        "工作成效!C3": "退回意见第 1 条（错误）：甲。\n改法：改甲。\n退回意见第 2 条（错误）：乙。\n改法：改乙。"
    }


def test_a_comment_goes_to_the_first_cell_of_a_range_row_or_merged_area(tmp_path: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["工作成效"].merge_cells("A2:B4")

    path = write_with_openpyxl(tmp_path / "甲.xlsx", merge)
    asked = questions_on("B3", "17:17", "C40:C49", "AB200")
    returned = put_back(path, annotate(path.read_bytes(), asked, "甲.xlsx"))
    assert set(comments_in(returned)) == {"工作成效!A2", "工作成效!A17", "工作成效!C40", "工作成效!AB200"}


def test_our_reader_passes_the_added_sheet_by(workbook_of_any_writer: Path) -> None:
    returned = put_back(workbook_of_any_writer, annotate(workbook_of_any_writer.read_bytes(), questions_on("C3"), "甲"))
    sent, back = read_workbook(workbook_of_any_writer), read_workbook(returned)
    assert [table.role for table in back.tables if table.sheet == "退回意见"] == [None]
    assert tuple(table for table in back.tables if table.sheet != "退回意见") == sent.tables
    assert validate(back).findings == validate(sent).findings


def test_five_thousand_findings_are_all_at_their_cells(from_openpyxl: Path) -> None:
    asked = ask([fault("工作成效", f"C{row}", f"第{row}行", f"改第{row}行。") for row in range(2, 5002)])
    data = annotate(from_openpyxl.read_bytes(), asked, "甲.xlsx")
    assert len(comments_in(put_back(from_openpyxl, data))) == 5000
    drawing = parts_of(data)[DRAWING].decode()
    ids = [part.partition('"')[0] for part in drawing.split('id="_x0000_s')[1:]]
    assert len(set(ids)) == 5000
    assert 'data="1,2,3,4,5"' in drawing


def test_the_same_questions_give_the_same_bytes(from_openpyxl: Path) -> None:
    sent = from_openpyxl.read_bytes()
    assert annotate(sent, questions_on("C3"), "甲.xlsx") == annotate(sent, questions_on("C3"), "甲.xlsx")


def test_every_rule_of_the_package_says_what_to_do() -> None:
    assert [rule.code for rule in SLIP_RULES] == ["S01", "S02"]
