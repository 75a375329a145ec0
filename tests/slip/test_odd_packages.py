"""Files as they have grown in offices: comments, names, charts, macros, other forms of XML, earlier returns."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.comments import Comment
from slip.conftest import (
    fault,
    is_extended,
    packed_parts,
    parts_of,
    questions_on,
    repack,
    write_with_openpyxl,
    write_with_xlsxwriter,
)
from slip.test_returned_workbook import comments_in, put_back

from summarize.slip import PackageEditError, annotate, ask

NOTE = "退回意见第 1 条（错误）：C3的内容为空。\n改法：填上内容。"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def annotated(path: Path, *cells: str) -> dict[str, bytes]:
    return parts_of(annotate(path.read_bytes(), questions_on(*(cells or ("C3",))), path.name))


def change_text(part: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        assert old in text
        parts[part] = text.replace(old, new, 1).encode()

    return change


def test_the_active_sheet_stays_active(tmp_path: Path) -> None:
    path = write_with_xlsxwriter(tmp_path / "甲.xlsx", lambda book: book.get_worksheet_by_name("指标").activate())
    returned = openpyxl.load_workbook(put_back(path, annotate(path.read_bytes(), questions_on("C3"), "甲")))
    assert returned.active.title == "指标"
    assert [sheet.title for sheet in returned.worksheets if sheet.sheet_view.tabSelected] == ["指标"]


def test_every_window_opens_on_its_sheet_and_shows_the_first_tab(from_openpyxl: Path) -> None:
    views = '<workbookView activeTab="2" firstSheet="1"/><workbookView visibility="hidden"/>'
    book = parts_of(from_openpyxl.read_bytes())["xl/workbook.xml"].decode()
    standing = re.search("<workbookView[^>]*/>", book)
    assert standing
    repack(from_openpyxl, change_text("xl/workbook.xml", standing[0], views))
    found = annotated(from_openpyxl)["xl/workbook.xml"].decode()
    assert re.findall("<workbookView[^>]*/>", found) == [
        '<workbookView activeTab="3" firstSheet="0"/>',
        '<workbookView visibility="hidden" activeTab="1"/>',
    ]


def test_names_of_one_sheet_stay_with_it(tmp_path: Path) -> None:
    def define(book: Any) -> None:
        book["工作成效"].print_area = "A1:C4"
        book["指标"].auto_filter.ref = "A1:C3"
        book["指标"].print_title_rows = "1:1"

    path = write_with_openpyxl(tmp_path / "甲.xlsx", define)
    returned = openpyxl.load_workbook(put_back(path, annotate(path.read_bytes(), questions_on("C3"), "甲")))
    assert returned["工作成效"].print_area == "'工作成效'!$A$1:$C$4"
    assert returned["指标"].print_title_rows == "$1:$1"
    assert not returned["退回意见"].print_area
    names = re.findall(r'localSheetId="(\d)"', annotated(path)["xl/workbook.xml"].decode())
    assert sorted(names) == ["2", "3", "3"]


def test_comments_of_others_are_kept_and_ours_come_below(tmp_path: Path) -> None:
    def comment(book: Any) -> None:
        book["工作成效"]["C3"].comment = Comment("请核实", "甲")
        book["工作成效"]["B2"].comment = Comment("已核实", "甲")

    path = write_with_openpyxl(tmp_path / "甲.xlsx", comment)
    sent = path.read_bytes()
    returned = put_back(path, annotate(sent, questions_on("C3", "C4"), "甲.xlsx"))
    assert comments_in(returned) == {
        "工作成效!B2": "已核实",
        "工作成效!C3": f"请核实\n【退回意见】\n{NOTE}\n【退回意见完】",
        "工作成效!C4": NOTE.replace("C3", "C4"),
    }
    before, after = parts_of(sent), parts_of(returned.read_bytes())
    standing = {name for name in before if "comment" in name.lower()}
    assert standing == {"xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"}
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}
    assert all(is_extended(before[name], after[name]) for name in standing)


def test_a_sheet_that_has_comments_keeps_its_bytes(tmp_path: Path) -> None:
    path = write_with_xlsxwriter(
        tmp_path / "甲.xlsx", lambda book: book.get_worksheet_by_name("工作成效").write_comment("B2", "已核实")
    )
    before, after = parts_of(path.read_bytes()), annotated(path)
    assert before["xl/worksheets/sheet2.xml"] == after["xl/worksheets/sheet2.xml"]
    drawing = after["xl/drawings/vmlDrawing1.vml"].decode()
    assert re.findall(r'id="_x0000_s(\d+)"', drawing) == ["1025", "1026"]
    assert is_extended(before["xl/drawings/vmlDrawing1.vml"], after["xl/drawings/vmlDrawing1.vml"])


def test_shape_ids_are_not_those_of_another_sheet(tmp_path: Path) -> None:
    path = write_with_xlsxwriter(
        tmp_path / "甲.xlsx", lambda book: book.get_worksheet_by_name("指标").write_comment("B2", "已核实")
    )
    after = annotated(path)
    assert re.findall(r'data="(\d+)"', after["xl/drawings/vmlDrawing1.vml"].decode()) == ["1"]
    added = after["xl/drawings/vmlDrawing2.vml"].decode()
    assert re.findall(r'data="(\d+)"', added) == ["2"]
    assert re.findall(r'id="_x0000_s(\d+)"', added) == ["2049"]


def test_form_controls_that_are_no_xml_are_kept(tmp_path: Path) -> None:
    path = write_with_xlsxwriter(
        tmp_path / "甲.xlsx", lambda book: book.get_worksheet_by_name("工作成效").insert_button("E2", {"caption": "算"})
    )
    repack(path, change_text("xl/drawings/vmlDrawing1.vml", "<font", "<br><font"))
    before, after = parts_of(path.read_bytes()), annotated(path)
    drawing = after["xl/drawings/vmlDrawing1.vml"].decode()
    assert is_extended(before["xl/drawings/vmlDrawing1.vml"], drawing.encode())
    assert drawing.count("<v:shape ") == 2 and 'id="_x0000_t202"' in drawing


def test_charts_on_sheets_of_their_own_are_counted(tmp_path: Path) -> None:
    def draw(book: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=指标!$B$2:$C$2"})
        sheet = book.add_chartsheet("图")
        sheet.set_chart(chart)
        book.worksheets_objs.insert(0, book.worksheets_objs.pop())
        for number, one in enumerate(book.worksheets_objs):
            one.index = number
        book.get_worksheet_by_name("指标").print_area("A1:C3")

    path = tmp_path / "甲.xlsx"
    write_with_xlsxwriter(path, draw)
    returned = openpyxl.load_workbook(put_back(path, annotate(path.read_bytes(), questions_on("C3"), "甲")))
    assert returned.sheetnames == ["退回意见", "图", "基本信息", "工作成效", "指标"]
    assert returned["指标"].print_area == "'指标'!$A$1:$C$3"


def test_macros_and_the_order_of_computing_are_untouched(from_openpyxl: Path) -> None:
    def add(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"].decode()
        kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        types = re.sub(r'application/[^"]*sheet\.main\+xml', kind, types)
        extra = (
            '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            '<Override PartName="/xl/calcChain.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/>'
        )
        parts["[Content_Types].xml"] = types.replace("</Types>", f"{extra}</Types>").encode()
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 macros"
        parts["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="B3" i="3"/></calcChain>'.encode()
        relations = parts["xl/_rels/workbook.xml.rels"].decode()
        more = f'<Relationship Id="rId90" Type="{OFFICE}/calcChain" Target="calcChain.xml"/>'
        parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Rel", f"{more}</Rel").encode()

    repack(from_openpyxl, add)
    sent = from_openpyxl.read_bytes()
    returned = annotate(sent, questions_on("C3"), "甲.xlsm")
    for part in ("xl/vbaProject.bin", "xl/calcChain.xml", "docProps/app.xml"):
        assert packed_parts(sent)[part] == packed_parts(returned)[part]
    book = parts_of(returned)["xl/workbook.xml"].decode()
    assert re.findall(r'name="(\S+)" sheetId="(\d+)"', book.replace('state="visible" ', "")) == [
        *(("退回意见", "4"), ("基本信息", "1"), ("工作成效", "2"), ("指标", "3"))
    ]


def test_the_new_element_stands_where_the_schema_wants_it(from_openpyxl: Path) -> None:
    behind = (
        '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent><tableParts count="0"/><extLst/>'
    )
    sheet = parts_of(from_openpyxl.read_bytes())["xl/worksheets/sheet2.xml"].decode()
    margins = re.search("<pageMargins[^>]*/>", sheet)
    assert margins
    repack(from_openpyxl, change_text("xl/worksheets/sheet2.xml", margins[0], behind))
    found = annotated(from_openpyxl)["xl/worksheets/sheet2.xml"].decode()
    assert re.search(r'footer="1"/><legacyDrawing xmlns:r="[^"]*" r:id="rId2"/><mc:AlternateContent', found)


def test_a_hidden_sheet_is_told_in_the_list(tmp_path: Path) -> None:
    path = write_with_openpyxl(tmp_path / "甲.xlsx", lambda book: setattr(book["工作成效"], "sheet_state", "hidden"))
    returned = put_back(path, annotate(path.read_bytes(), questions_on("C3"), "甲.xlsx"))
    assert comments_in(returned) == {"工作成效!C3": NOTE}
    assert openpyxl.load_workbook(returned)["退回意见"]["B6"].value == "工作成效!C3（工作表已隐藏，先取消隐藏）"


def test_a_sheet_name_with_quotes_is_linked(tmp_path: Path) -> None:
    path = write_with_openpyxl(tmp_path / "甲.xlsx", lambda book: setattr(book["工作成效"], "title", "甲'乙 & <丙>"))
    asked = questions_on("C3", sheet="甲'乙 & <丙>")
    sheet = openpyxl.load_workbook(put_back(path, annotate(path.read_bytes(), asked, "甲.xlsx")))["退回意见"]
    assert sheet["B6"].hyperlink.location == "'甲''乙 & <丙>'!C3"


def test_a_protected_sheet_gets_its_comments(tmp_path: Path) -> None:
    path = write_with_openpyxl(tmp_path / "甲.xlsx", lambda book: book["工作成效"].protection.enable())
    returned = put_back(path, annotate(path.read_bytes(), questions_on("C3"), "甲.xlsx"))
    assert comments_in(returned) == {"工作成效!C3": NOTE}
    assert openpyxl.load_workbook(returned)["工作成效"].protection.sheet


def to_strict(parts: dict[str, bytes]) -> None:
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
            text = content.decode()
            text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            parts[name] = text.replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships").encode()


def test_the_strict_form_stays_strict(from_xlsxwriter: Path, soffice: Callable[[Path, str], Path]) -> None:
    returned = put_back(repack(from_xlsxwriter, to_strict), b"")
    returned.write_bytes(annotate(from_xlsxwriter.read_bytes(), questions_on("C3"), "甲.xlsx"))
    written = b"".join(
        content for name, content in parts_of(returned.read_bytes()).items() if name != "docProps/app.xml"
    )
    assert b"schemas.openxmlformats.org/spreadsheetml/2006/main" not in written
    assert b"schemas.openxmlformats.org/officeDocument/2006/relationships" not in written
    with zipfile.ZipFile(soffice(returned, "ods")) as package:
        content = package.read("content.xml").decode()
    assert 'table:name="退回意见"' in content and "C3的内容为空。" in content.partition("office:annotation ")[2]


def with_prefixes(parts: dict[str, bytes]) -> None:
    for name in ("xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"):
        text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", parts[name].decode())
        parts[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').encode()


def test_prefixes_are_kept(from_xlsxwriter: Path) -> None:
    after = annotated(repack(from_xlsxwriter, with_prefixes))
    book = ElementTree.fromstring(after["xl/workbook.xml"])
    assert [sheet.get("name") for sheet in book.iter(f"{{{MAIN}}}sheet")] == [
        "退回意见",
        "基本信息",
        "工作成效",
        "指标",
    ]
    assert ElementTree.fromstring(after["xl/worksheets/sheet2.xml"]).find(f"{{{MAIN}}}legacyDrawing") is not None
    styles = ElementTree.fromstring(after["xl/styles.xml"]).find(f"{{{MAIN}}}cellXfs")
    assert styles is not None and styles.get("count") == str(len(styles)) and len(styles) == 8


def test_a_workbook_without_styles_and_windows_gets_them(raw_workbook: Callable[..., Path]) -> None:
    path = raw_workbook(name="工作成效")
    after = annotated(path)
    returned = openpyxl.load_workbook(put_back(path, annotate(path.read_bytes(), questions_on("C3"), "甲.xlsx")))
    assert returned.active.title == "工作成效"
    assert returned["退回意见"]["C6"].alignment.wrap_text
    assert after["xl/workbook.xml"].count(b"<bookViews>") == 1


def test_parts_packed_in_a_stream_are_copied_as_they_are(from_openpyxl: Path) -> None:
    class Stream(io.RawIOBase):
        """A pipe: nobody can go back in it, so sizes stand behind each part."""

        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: Any) -> int:
            self.data += piece
            return len(piece)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts_of(from_openpyxl.read_bytes()).items():
            package.writestr(name, content)
    sent = bytes(stream.data)
    returned = annotate(sent, questions_on("C3"), "甲.xlsx")
    assert zipfile.ZipFile(io.BytesIO(returned)).testzip() is None
    assert packed_parts(sent)["xl/worksheets/sheet1.xml"] == packed_parts(returned)["xl/worksheets/sheet1.xml"]


def test_a_file_that_comes_back_and_is_returned_again_has_nothing_twice(from_openpyxl: Path) -> None:
    once = annotate(from_openpyxl.read_bytes(), questions_on("C3", "C4"), "甲.xlsx")
    assert annotate(once, questions_on("C3", "C4"), "甲.xlsx") == once
    again = put_back(from_openpyxl, annotate(once, questions_on("C4"), "甲.xlsx"))
    assert comments_in(again) == {"工作成效!C4": NOTE.replace("C3", "C4")}
    assert openpyxl.load_workbook(again).sheetnames == ["退回意见", "基本信息", "工作成效", "指标"]
    drawing = parts_of(again.read_bytes())["xl/drawings/vmlDrawing1.vml"].decode()
    assert re.findall(r"<x:Row>(\d+)</x:Row><x:Column>(\d+)</x:Column>", drawing) == [("3", "2")]


def test_what_was_added_to_a_comment_of_others_is_not_added_twice(tmp_path: Path) -> None:
    path = write_with_openpyxl(
        tmp_path / "甲.xlsx", lambda book: setattr(book["工作成效"]["C3"], "comment", Comment("请核实", "甲"))
    )
    once = annotate(path.read_bytes(), questions_on("C3"), "甲.xlsx")
    again = annotate(once, questions_on("C3"), "甲.xlsx")
    assert comments_in(put_back(path, again)) == {"工作成效!C3": f"请核实\n【退回意见】\n{NOTE}\n【退回意见完】"}
    settled = annotate(again, questions_on("C4"), "甲.xlsx")
    assert comments_in(put_back(path, settled))["工作成效!C3"] == "请核实"


def test_a_comment_with_phonetic_marks_keeps_its_order_when_returned_again(tmp_path: Path) -> None:
    path = write_with_openpyxl(
        tmp_path / "甲.xlsx", lambda book: setattr(book["工作成效"]["C3"], "comment", Comment("请核实", "甲"))
    )
    parts = parts_of(path.read_bytes())
    part = "xl/comments/comment1.xml"
    marks = b'<rPh sb="0" eb="1"><t>qing</t></rPh></text>'
    parts[part] = parts[part].replace(b"</text>", marks, 1)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    once = annotate(path.read_bytes(), questions_on("C3"), "甲.xlsx")
    again = parts_of(annotate(once, questions_on("C3"), "甲.xlsx"))[part]
    text = next(ElementTree.fromstring(again).iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}text"))
    assert [child.tag.rpartition("}")[2] for child in text] in (["t", "r", "rPh"], ["r", "r", "rPh"])


@pytest.mark.parametrize("program", ["openpyxl", "LibreOffice"])
def test_a_returned_file_that_an_office_saved_is_returned_again(
    from_openpyxl: Path, request: pytest.FixtureRequest, program: str
) -> None:
    returned = put_back(from_openpyxl, annotate(from_openpyxl.read_bytes(), questions_on("C3", "C4"), "甲.xlsx"))
    if program == "LibreOffice":
        saved = request.getfixturevalue("soffice")(returned, "xlsx")
    else:
        saved = returned
        openpyxl.load_workbook(returned).save(saved)
    again = put_back(from_openpyxl, annotate(saved.read_bytes(), questions_on("C4"), "甲.xlsx"))
    assert comments_in(again) == {"工作成效!C4": NOTE.replace("C3", "C4")}
    assert openpyxl.load_workbook(again).sheetnames == ["退回意见", "基本信息", "工作成效", "指标"]


def test_a_sheet_of_that_name_that_an_office_made_is_left_alone(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        book.create_sheet("退回意见").append(["科室", "意见"])

    path = write_with_openpyxl(tmp_path / "甲.xlsx", add)
    once = annotate(path.read_bytes(), questions_on("C3"), "甲.xlsx")
    book = openpyxl.load_workbook(put_back(path, annotate(once, questions_on("C3"), "甲.xlsx")))
    assert book.sheetnames == ["退回意见(2)", "基本信息", "工作成效", "指标", "退回意见"]
    assert [cell.value for cell in book["退回意见"][1]] == ["科室", "意见"]


THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
THREAD_RELATION = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def with_thread(parts: dict[str, bytes]) -> None:
    part = "xl/threadedComments/threadedComment1.xml"
    parts[part] = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="C3" dT="2025-07-01T08:00:00.00" '
        'personId="{11111111-1111-1111-1111-111111111111}" id="{22222222-2222-2222-2222-222222222222}">'
        "<text>请核实</text></threadedComment></ThreadedComments>"
    ).encode()
    rels = "xl/worksheets/_rels/sheet2.xml.rels"
    more = f'<Relationship Id="rId9" Type="{THREAD_RELATION}" Target="../threadedComments/threadedComment1.xml"/>'
    parts[rels] = parts[rels].replace(b"</Rel", f"{more}</Rel".encode(), 1)


def test_a_thread_at_a_faulty_cell_gets_a_reply(tmp_path: Path) -> None:
    path = write_with_openpyxl(
        tmp_path / "甲.xlsx",
        lambda book: setattr(book["工作成效"]["C3"], "comment", Comment("[Threaded comment] 请核实", "tc={22222222}")),
    )
    once = annotate(repack(path, with_thread).read_bytes(), questions_on("C3"), "甲.xlsx")
    again = parts_of(annotate(once, questions_on("C3"), "甲.xlsx"))
    assert again == parts_of(once)
    thread = ElementTree.fromstring(again["xl/threadedComments/threadedComment1.xml"])
    root, reply = thread
    assert reply.get("parentId") == root.get("id") and reply.get("dT") == root.get("dT")
    assert "".join(reply.itertext()) == NOTE
    (person,) = ElementTree.fromstring(again["xl/persons/person1.xml"])
    assert (person.get("displayName"), person.get("id")) == ("退回意见", reply.get("personId"))
    assert "请核实\n【退回意见】" in comments_in(put_back(path, once))["工作成效!C3"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "[Content_Types].xml"])
def test_a_part_in_another_encoding_is_not_edited(from_openpyxl: Path, part: str) -> None:
    def recode(parts: dict[str, bytes]) -> None:
        parts[part] = re.sub(r"^<\?xml[^>]*>", "", parts[part].decode()).encode("utf-16")

    with pytest.raises(PackageEditError, match="编码不是 UTF-8"):
        annotate(repack(from_openpyxl, recode).read_bytes(), questions_on("C3"), "甲.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"name,value\n"])
def test_what_is_no_package_is_not_edited(data: bytes) -> None:
    with pytest.raises(PackageEditError):
        annotate(data, questions_on("C3"), "甲.xlsx")


def test_a_fault_in_a_sheet_that_is_not_there_stands_in_the_list_alone(from_openpyxl: Path) -> None:
    asked = ask([fault("工作计划", "C3")])
    after = parts_of(annotate(from_openpyxl.read_bytes(), asked, "甲.xlsx"))
    assert not [name for name in after if "comments" in name]
