"""`--fix`: what is safe to mend is mended in a copy or in the report, listed, and nothing else is touched."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from summarize.cli.app import application

SHEETS = {
    "基本信息": [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025], ["计划引语", "下一步:"]],
    "工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期,效果好。\n1、反响好。。"]],
    "工作计划": [["时期", "事项", "内容"], ["下半年", "抓演练", "演练2次。"]],
}


@pytest.fixture
def run() -> Any:
    return lambda *words: CliRunner().invoke(application, [str(word) for word in words])


def dress(book: Any) -> None:
    sheet = book["工作成效"]
    sheet["C2"].fill = PatternFill("solid", fgColor="FFFF00")
    bold = TextBlock(InlineFont(b=True), "10次,")
    sheet.append(["上半年", "抓检查", CellRichText("检查", bold, "整改8处;完成。")])


def test_a_mended_copy_keeps_formats_and_every_other_part(run: Any, workbook: Any, tmp_path: Path) -> None:
    path, copy = workbook(SHEETS, edit=dress), tmp_path / "改好.xlsx"
    before = path.read_bytes()
    result = run("check", path, "--fix", copy)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "代改 基本信息!B4：“下一步:”中的“:”是半角的，应为“：”；已改（P01）。",
        "代改 工作成效!C2：“办班3期,效果好。↵1…”中的“,”是半角的，应为“，”；已改（P01）。",
        "代改 工作成效!C2：“…效果好。↵1、反响好。。”的序号是阿拉伯数字，后面应为“.”，不用“、”；已改（P12）。",
        "代改 工作成效!C2：“…↵1、反响好。。”中的“。”重复了；已改（P06）。",
        "代改 工作成效!C3：“检查10次,整改8处;完…”中的“,”是半角的，应为“，”；已改（P01）。",
        "代改 工作成效!C3：“…次,整改8处;完成。”中的“;”是半角的，应为“；”；已改（P01）。",
    ]
    assert result.stdout.splitlines()[-1] == f"代改了 6 处，已写入 {copy}；送来的工作簿没有动。"
    assert path.read_bytes() == before
    sheet = load_workbook(copy, rich_text=True)["工作成效"]
    assert sheet["C2"].value == "办班3期，效果好。\n1.反响好。"
    assert sheet["C2"].fill.fgColor.rgb == "00FFFF00"
    assert [str(run) for run in sheet["C3"].value] == ["检查", "10次，", "整改8处；完成。"]
    assert sheet["C3"].value[1].font.b
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert old.namelist() == new.namelist()
        assert changed == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]


def test_a_mended_copy_has_nothing_left_to_mend(run: Any, workbook: Any, tmp_path: Path) -> None:
    run("check", workbook(SHEETS, edit=dress), "--fix", tmp_path / "改好.xlsx")
    result = run("check", tmp_path / "改好.xlsx", "--fix", tmp_path / "再改.xlsx")
    assert "没有可以代改的，没有写文件；送来的工作簿没有动。" in result.stdout
    assert not (tmp_path / "再改.xlsx").exists()


def test_a_formula_is_left_and_told(run: Any, workbook: Any, tmp_path: Path) -> None:
    path = workbook(SHEETS, edit=lambda book: book["工作成效"].append(["上半年", "抓检查", "检查10次,好。"]))
    formula = tmp_path / "公式.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(formula, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                start = content.index(b'<c r="C3"')
                end = content.index(b"</c>", start)
                computed = '<c r="C3" t="str"><f>A1&amp;","</f><v>检查10次,好。</v>'.encode()
                content = content[:start] + computed + content[end:]
            new.writestr(name, content)
    result = run("check", formula, "--fix", tmp_path / "改好.xlsx")
    assert "警告 C90 工作成效!C3：这一格是公式算出来的，或在几处同时用着，没有代改。" in result.stdout
    assert load_workbook(tmp_path / "改好.xlsx")["工作成效"]["C3"].value == '=A1&","'


def test_what_is_exempted_is_not_mended(run: Any, workbook: Any, tmp_path: Path) -> None:
    exempt = {"豁免": [["规则", "文字", "位置", "理由"], ["P01", "3期,", None, "原文如此"]]}
    run("check", workbook({**SHEETS, **exempt}), "--fix", tmp_path / "改好.xlsx")
    assert load_workbook(tmp_path / "改好.xlsx")["工作成效"]["C2"].value == "办班3期,效果好。\n1.反响好。"


def test_a_report_is_made_of_the_mended_texts_and_the_workbook_stays(run: Any, workbook: Any, tmp_path: Path) -> None:
    path = workbook(SHEETS)
    before = path.read_bytes()
    result = run("generate", path, "--fix", "--output", tmp_path / "报告.docx")
    assert "代改 工作成效!C2：“…↵1、反响好。。”中的“。”重复了；已改（P06）。" in result.stderr
    texts = [paragraph.text for paragraph in Document(str(tmp_path / "报告.docx")).paragraphs]
    assert "抓培训。办班3期，效果好。" in texts and "1.反响好。" in texts
    assert path.read_bytes() == before


def test_a_copy_is_of_the_same_kind(run: Any, workbook: Any, tmp_path: Path) -> None:
    result = run("check", workbook(SHEETS), "--fix", tmp_path / "改好.docx")
    assert result.exit_code == 2
    assert f"--fix：“{tmp_path / '改好.docx'}”的扩展名应与原文件相同（.xlsx）" in result.stderr
    assert not (tmp_path / "改好.docx").exists()


def test_kinds_in_which_cells_cannot_be_edited_are_told(run: Any, workbook: Any, tmp_path: Path) -> None:
    result = run("check", workbook(SHEETS).rename(tmp_path / "册.ods"), "--fix", tmp_path / "改好.ods")
    assert result.exit_code == 1
    assert "“册.ods”不是 .xlsx，不能代改" in result.stderr
    assert not (tmp_path / "改好.ods").exists()


def test_several_workbooks_are_not_mended_at_once(run: Any, workbook: Any, tmp_path: Path) -> None:
    first, second = workbook(SHEETS, name="一.xlsx"), workbook(SHEETS, name="二.xlsx")
    result = run("check", first, second, "--fix", tmp_path / "改好.xlsx")
    assert (result.exit_code, "--fix：一次代改一个工作簿，这里有2个" in result.stderr) == (2, True)


def test_mending_and_returning_exclude_each_other(run: Any, workbook: Any, tmp_path: Path) -> None:
    result = run("check", workbook(SHEETS), "--fix", tmp_path / "改好.xlsx", "--annotate", tmp_path / "退回")
    assert result.stderr.splitlines()[0] == "用法错误：--fix 和 --annotate 一次只用一个"


def test_the_words_of_a_district_hold_under_those_of_the_unit(run: Any, workbook: Any, tmp_path: Path) -> None:
    heads = ["类别", "词语", "应为"]
    district = workbook({"词表": [heads, ["错别字", "培圳", "培训"]]}, name="词表.xlsx")
    path = workbook({**SHEETS, "工作成效": [SHEETS["工作成效"][0], ["上半年", "抓学习", "开展培圳。"]]}, name="册.xlsx")
    run("check", path, "--terms", district, "--fix", tmp_path / "改好.xlsx")
    assert load_workbook(tmp_path / "改好.xlsx")["工作成效"]["C2"].value == "开展培训。"


def test_a_file_without_words_is_told(run: Any, workbook: Any) -> None:
    path = workbook(SHEETS)
    result = run("check", path, "--terms", path)
    assert result.exit_code == 1
    assert f"“{path.name}”里没有“词表”（现有：基本信息、工作成效、工作计划）" in result.stderr
