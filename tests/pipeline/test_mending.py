"""`--fix`: what is safe to mend is mended in a copy or in the report, listed, and nothing else is touched."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
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

SHEETS: dict[str, Any] = {
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


def rewritten(path: Path, parts: dict[str, Callable[[str], str]]) -> Path:
    """Write a workbook anew with what `parts` make of the named parts."""
    other = path.with_name("写法.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, parts[name](content.decode()) if name in parts else content)
    return other


ACHIEVEMENTS = "xl/worksheets/sheet2.xml"
COMPUTED = '<c r="C2" t="str"><f>A1&amp;","</f><v>检查10次,好。</v></c>'


def computed(sheet: str) -> str:
    return re.sub(r'(?s)<c r="C2".*?</c>', COMPUTED, sheet)


def test_a_formula_is_left_and_told(run: Any, workbook: Any, tmp_path: Path) -> None:
    path = rewritten(workbook(SHEETS), {ACHIEVEMENTS: computed})
    result = run("check", path, "--fix", tmp_path / "改好.xlsx")
    assert "警告 C90 工作成效!C2：这一格是公式算出来的，没有代改。" in result.stdout
    assert result.stdout.splitlines()[-1] == f"代改了 1 处，已写入 {tmp_path / '改好.xlsx'}；送来的工作簿没有动。"
    copied = load_workbook(tmp_path / "改好.xlsx")
    assert copied["工作成效"]["C2"].value == '=A1&","'
    assert copied["基本信息"]["B4"].value == "下一步："


def test_where_only_formulas_could_be_mended_no_copy_is_written(run: Any, workbook: Any, tmp_path: Path) -> None:
    facts = {"基本信息": SHEETS["基本信息"][:3]}
    path = rewritten(workbook({**SHEETS, **facts}), {ACHIEVEMENTS: computed})
    result = run("check", path, "--fix", tmp_path / "改好.xlsx")
    assert "警告 C90 工作成效!C2：这一格是公式算出来的，没有代改。" in result.stdout
    assert result.stdout.splitlines()[-1] == "没有可以代改的，没有写文件；送来的工作簿没有动。"
    assert not (tmp_path / "改好.xlsx").exists()


def test_a_formula_beside_a_text_of_its_own_is_left(run: Any, workbook: Any, tmp_path: Path) -> None:
    def add(sheet: str) -> str:
        return re.sub(r'(<c r="C2"[^>]*>)', r"\1<f>A1</f>", sheet)

    path = rewritten(workbook(SHEETS), {ACHIEVEMENTS: add})
    result = run("check", path, "--fix", tmp_path / "改好.xlsx")
    assert "代改 工作成效!C2" not in result.stderr
    assert load_workbook(tmp_path / "改好.xlsx")["工作成效"]["C2"].value == "=A1"


WAYS = {
    "no address": lambda sheet: re.sub(r'<(row|c) r="[A-Z]*\d+"', r"<\1", sheet),
    "cells without address": lambda sheet: re.sub(r'<c r="[A-Z]*\d+"', "<c", sheet),
    "small letters": lambda sheet: re.sub(r'<c r="([A-Z]*\d+)"', lambda found: found[0].lower(), sheet),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_cells_are_mended_however_their_addresses_are_written(
    run: Any, workbook: Any, tmp_path: Path, way: Callable[[str], str]
) -> None:
    path = rewritten(workbook(SHEETS), {ACHIEVEMENTS: way})
    result = run("check", path, "--fix", tmp_path / "改好.xlsx")
    assert "C90" not in result.stdout
    again = run("check", tmp_path / "改好.xlsx", "--fix", tmp_path / "再改.xlsx")
    assert again.stdout.splitlines()[-1] == "没有可以代改的，没有写文件；送来的工作簿没有动。"


def test_escapes_in_a_text_are_read_and_written_as_excel_does(run: Any, workbook: Any, tmp_path: Path) -> None:
    path = rewritten(
        workbook(SHEETS), {ACHIEVEMENTS: lambda part: part.replace("3&#26399;,", "_x0033_期_x005F_x0041_,_x000D_")}
    )
    result = run("check", path, "--fix", tmp_path / "改好.xlsx")
    assert "C90" not in result.stdout
    with zipfile.ZipFile(tmp_path / "改好.xlsx") as package:
        assert "办班3期_x005F_x0041_,_x000D_效果好。\n1.反响好。" in package.read(ACHIEVEMENTS).decode()


def test_an_existing_copy_is_not_written_over_and_the_option_is_named(run: Any, workbook: Any, tmp_path: Path) -> None:
    copy = tmp_path / "改好.xlsx"
    copy.write_bytes(b"mine")
    result = run("check", workbook(SHEETS), "--fix", copy)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f"错误 W17 {copy}：“{copy}”已经存在，没有作任何改动。"
        "改法：用 --fix 另写一个文件名；确实不要原来的，先把它改名或删去。"
    )
    assert copy.read_bytes() == b"mine"


def test_only_the_rows_of_the_period_are_mended(run: Any, workbook: Any, tmp_path: Path) -> None:
    rows = [["一季度", "抓培训", "办班3期,效果好。"], ["二季度", "抓演练", "演练2次,效果好。"]]
    path = workbook({**SHEETS, "工作成效": [SHEETS["工作成效"][0], *rows]})
    run("check", path, "--period", "二季度", "--fix", tmp_path / "改好.xlsx")
    sheet = load_workbook(tmp_path / "改好.xlsx")["工作成效"]
    assert [sheet["C2"].value, sheet["C3"].value] == ["办班3期,效果好。", "演练2次，效果好。"]


def test_the_words_of_the_unit_go_before_those_of_the_district(run: Any, workbook: Any, tmp_path: Path) -> None:
    heads = ["类别", "词语", "应为"]
    district = workbook({"词表": [heads, ["错别字", "培圳", "培训班"]]}, name="词表.xlsx")
    rows = [SHEETS["工作成效"][0], ["上半年", "抓学习", "开展培圳。"]]
    own = [heads, ["错别字", "培圳", "培训"]]
    path = workbook({**SHEETS, "工作成效": rows, "词表": own}, name="册.xlsx")
    run("check", path, "--terms", district, "--fix", tmp_path / "改好.xlsx")
    assert load_workbook(tmp_path / "改好.xlsx")["工作成效"]["C2"].value == "开展培训。"


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
