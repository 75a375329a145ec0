"""`audit --print`: pages as LibreOffice prints them, measured; each fault is planted in a document of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from summarize.audit import NATIONAL, Paper
from summarize.audit.printed import audit_print
from summarize.audit.printed.pages import Printed, tell_pages
from summarize.audit.printed.reading import read_printed
from summarize.cli.app import application
from summarize.findings import Finding
from summarize.pipeline.auditing import read_paper
from summarize.pipeline.measuring import measure

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice (soffice) is not installed: no page was really printed",
)
SENTENCE = "今年以来全局上下围绕中心服务大局狠抓责任落实各项工作有序推进取得了阶段性成效"
Measure = Callable[..., list[Finding]]


class Draft:
    """A document as the standard has it, into which a test plants a fault."""

    def __init__(self, **margins: float) -> None:
        self.document = docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        white = {"top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0, **margins}
        for side, length in white.items():
            setattr(section, f"{side}_margin", Mm(length))

    def add(self, text: str, **look: Any) -> Any:
        return self.lay(self.document.add_paragraph(), text, **look)

    def lay(
        self, paragraph: Any, text: str, *, size: float = 16, pitch: float = 28.95, spacing: int = -5, **look: Any
    ) -> Any:
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(size), "Times New Roman"
        run._r.rPr.rFonts.set(qn("w:eastAsia"), look.get("font", "仿宋_GB2312"))
        narrow = OxmlElement("w:spacing")
        narrow.set(qn("w:val"), str(spacing))
        run._r.rPr.append(narrow)
        layout = paragraph.paragraph_format
        layout.line_spacing, layout.space_after, layout.space_before = Pt(pitch), Pt(0), Pt(0)
        layout.first_line_indent = Pt(look.get("first", 32))
        layout.widow_control = look.get("widows", False)
        layout.page_break_before = look.get("breaks", False)
        layout.right_indent = Pt(look.get("right", 0))
        paragraph.alignment = look.get("align", ALIGN.JUSTIFY)
        return paragraph

    def title(self, text: str = "2017年上半年工作总结") -> None:
        self.add(text, size=22, pitch=34, first=0, align=ALIGN.CENTER, font="方正小标宋简体", spacing=0)

    def body(self, lines: int, **look: Any) -> None:
        """Add text of so many whole lines: 26 characters on the first, 28 on each other."""
        text = (SENTENCE * (lines * 28 // len(SENTENCE) + 1))[: lines * 28 - 3]
        self.add(f"{text}。", **look)

    def sign(self, **look: Any) -> None:
        self.add("云岭区应急管理局", first=0, align=ALIGN.RIGHT, right=32, **look)
        self.add("2017年7月5日", first=0, align=ALIGN.RIGHT, right=32)


@pytest.fixture
def measured(tmp_path: Path) -> Measure:
    """Return what measures a draft; what this machine's fonts are is told by no test but their own."""

    def find(draft: Draft, code: str = "") -> list[Finding]:
        path = tmp_path / "文.docx"
        draft.document.save(str(path))
        found = [finding for finding in measure(path, NATIONAL) if not finding.rule.code.startswith("F")]
        kept = [finding for finding in found if finding.rule.code != "G63"]
        return [finding for finding in found if finding.rule.code == code] if code else kept

    return find


def test_pages_of_22_lines_with_28_characters_are_right(measured: Measure) -> None:
    draft = Draft()
    draft.title()
    for _ in range(4):
        draft.body(14)
    assert measured(draft) == []


@pytest.mark.parametrize(("pitch", "count"), [(30, 21), (29, 21), (28, 22), (26, 24)])
def test_the_lines_of_full_pages_are_counted(measured: Measure, pitch: float, count: int) -> None:
    draft = Draft()
    draft.body(60, pitch=pitch)
    told = [finding.message for finding in measured(draft, "G60")]
    assert told == ([] if count == 22 else [f"第1、2页各排{count}行，应为22行"])


def test_the_characters_of_full_lines_are_counted(measured: Measure) -> None:
    draft = Draft()
    draft.body(30, spacing=0)
    found = measured(draft, "G60")
    assert [finding.message for finding in found] == ["正文满行最多排27字，应为28字"]
    assert [finding.severity.value for finding in found] == ["info"]


def test_white_that_is_too_narrow_or_too_wide_is_told_in_millimetres(measured: Measure) -> None:
    draft = Draft(left=25, right=29)
    draft.body(30)
    assert [finding.message for finding in measured(draft, "G61")] == ["第1、2页左边空白25.0毫米，应为28毫米"]
    draft = Draft(left=31, right=23)
    draft.body(30)
    told = [finding.message for finding in measured(draft, "G61")]
    assert told[0] == "第1、2页左边空白31.0毫米，应为28毫米"


def test_the_white_above_is_measured_from_the_second_page_on(measured: Measure) -> None:
    draft = Draft(top=30)
    draft.body(30)
    assert [finding.message for finding in measured(draft, "G61")] == ["第2页上边空白30.0毫米，应为37毫米"]


def test_a_millimetre_is_let_pass(measured: Measure) -> None:
    draft = Draft(left=27.5, right=26.5, top=37.5)
    draft.body(30)
    assert measured(draft, "G61") == []


def test_a_table_that_sticks_out_is_told(measured: Measure) -> None:
    draft = Draft()
    draft.body(2)
    table = draft.document.add_table(1, 1)
    table.autofit = False
    table.columns[0].width = table.cell(0, 0).width = Mm(178)
    draft.lay(table.cell(0, 0).paragraphs[0], SENTENCE[:30], first=0)
    assert any("右边空白" in finding.message for finding in measured(draft, "G61"))


def test_a_signature_alone_on_its_page_is_told(measured: Measure) -> None:
    draft = Draft()
    draft.body(22)
    draft.sign()
    found = measured(draft, "G62")
    assert [(finding.place.paragraph, finding.message) for finding in found] == [(2, "第2页只有署名，前面没有正文")]


def test_a_signature_behind_a_line_of_text_is_right(measured: Measure) -> None:
    draft = Draft()
    draft.body(23)
    draft.sign()
    assert measured(draft, "G62") == []


def _row(draft: Draft, *texts: str) -> None:
    table = draft.document.add_table(1, len(texts))
    for cell, text in zip(table.rows[0].cells, texts, strict=True):
        draft.lay(cell.paragraphs[0], text, first=0)


def test_a_row_over_two_pages_is_told_and_one_that_is_moved_is_not(measured: Measure) -> None:
    draft = Draft()
    draft.body(20)
    _row(draft, "甲", SENTENCE * 2)
    found = measured(draft, "G64")
    assert [finding.message for finding in found] == ["表1第1行从第1页接到第2页"]
    row = draft.document.tables[0].rows[0]._tr
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    assert measured(draft, "G64") == []


def test_an_imprint_right_behind_the_text_is_told(measured: Measure) -> None:
    draft = Draft()
    draft.title()
    draft.body(5)
    draft.add("云岭区应急管理局　2017年7月5日印发", first=0, size=14)
    found = measured(draft, "G65")
    assert len(found) == 1
    assert found[0].message.startswith("第1页的版记末行距版心下边缘")


def test_an_imprint_before_the_last_page_is_told(measured: Measure) -> None:
    draft = Draft()
    draft.title()
    draft.body(2)
    draft.add("云岭区应急管理局　2017年7月5日印发", first=0, size=14)
    draft.add("附件", first=0, breaks=True, font="黑体")
    assert [finding.message for finding in measured(draft, "G65")] == ["版记在第1页，末页是第2页"]


@pytest.mark.parametrize(
    ("count", "told"),
    [(26, ["第1页这一段的末行只有“落。”"]), (24, []), (27, []), (54, ["第1页这一段的末行只有“落。”"])],
)
def test_a_last_line_of_one_character_is_told(measured: Measure, count: int, told: list[str]) -> None:
    draft = Draft()
    draft.add(f"{(SENTENCE * 2)[:count]}落。")
    assert [finding.message for finding in measured(draft, "G66")] == told


def test_a_typeface_that_is_missing_is_told_with_its_stand_in(measured: Measure) -> None:
    draft = Draft()
    draft.body(2, font="没有人装的字体")
    found = measured(draft, "G63")
    assert len(found) == 1
    assert found[0].message.startswith("“没有人装的字体”本机没有，印成了“")
    assert found[0].message.endswith("”（第1页）")


def test_each_line_is_told_its_paragraph(tmp_path: Path) -> None:
    from summarize.pipeline.converting import print_in_memory

    draft = Draft()
    draft.title()
    draft.body(3)
    _row(draft, SENTENCE, "乙")
    draft.body(2)
    path = tmp_path / "文.docx"
    draft.document.save(str(path))
    content, _ = print_in_memory(path)
    pages = read_printed(content, read_paper(path))
    told = [(line.index, line.text[:2]) for page in pages for line in page.lines]
    assert [index for index, _ in told] == sorted(index for index, _ in told)
    assert {index for index, _ in told} == {1, 2, 3, 4, 5}
    assert (4, "乙") in told


def test_the_command_tells_pages_and_ends_with_3_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft()
    draft.body(60, pitch=29)
    path = tmp_path / "文.docx"
    draft.document.save(str(path))
    done = CliRunner().invoke(application, ["audit", str(path), "--print"])
    assert done.exit_code == 0
    assert "G60 文.docx：第1、2页各排21行，应为22行" in done.stdout.replace(str(tmp_path / "文.docx"), "文.docx")
    monkeypatch.setattr("summarize.pipeline.converting.find_libreoffice", lambda: None)
    done = CliRunner().invoke(application, ["audit", str(path), "--print"])
    assert done.exit_code == 3
    assert "量印出的页面要用 LibreOffice，本机没有安装" in done.stdout
    assert "G13" in done.stdout


class TestPages:
    """Rules on pages given by hand, for what is hard to make LibreOffice print."""

    def test_pages_are_told_once_and_in_order(self) -> None:
        assert tell_pages([3, 1, 3]) == "第1、3页"

    def test_no_pages_tell_nothing(self) -> None:
        assert audit_print(Printed(Paper((), (), ()), NATIONAL, ())) == ()
