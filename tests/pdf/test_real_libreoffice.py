"""PDFs as the real LibreOffice makes them, and a real LibreOffice that hangs, dies, or runs beside another."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from handmade_reports import TEMPLATES, make_annex, make_item, make_report, say
from pypdf import PdfReader

from summarize.libreoffice import fonts
from summarize.model.report import Report, Section
from summarize.model.text import Text
from summarize.opc import write_package
from summarize.pdf import Converted, print_documents
from summarize.render import Template, render

pytestmark = pytest.mark.libreoffice
MM = 25.4 / 72
IMPRINT = {"抄送机关": "县政府办公室", "印发机关": "青石县民政局办公室", "印发日期": "2017年7月6日"}
PATIENCE = 60


def long_report(paragraphs: int) -> Report:
    """Return a report with 版记 whose text is so many paragraphs of a little more than two lines."""
    items = tuple(make_item(lead="救助及时。", body="按月发放救助金和各类补贴。" * 5) for _ in range(paragraphs))
    report = make_report(facts=IMPRINT)
    return replace(report, sections=(Section("", say("社会救助"), Text(), (), items, "段首句"),))


def write(path: Path, report: Report, template: str, *, is_duplex: bool = False) -> Path:
    printed = Template(TEMPLATES / f"{template}.docx")
    path.write_bytes(render(report, printed, stage=None, document_id="x", is_duplex=is_duplex))
    return path


@pytest.fixture(scope="session")
def printed(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Converted]:
    """Several reports, converted at once by two LibreOffices."""
    folder = tmp_path_factory.mktemp("printed")
    annexes = (make_annex("附件", "附件一览", 6, 4),)
    paths = [
        write(folder / "总结.docx", make_report(), "半年工作总结"),
        write(folder / "一页余.docx", long_report(6), "工作报告", is_duplex=True),
        write(folder / "两页余.docx", long_report(16), "工作报告", is_duplex=True),
        write(folder / "附表.docx", make_report(annexes=annexes, facts=IMPRINT), "工作报告", is_duplex=True),
    ]
    results = print_documents(soffice, paths, workers=2, patience=PATIENCE)
    return {result.document.stem: result for result in results}


def texts(result: Converted) -> list[str]:
    """Return the text of every page without blanks."""
    assert result.pdf is not None
    with pdfplumber.open(result.pdf) as pdf:
        return ["".join(page.extract_text().split()) for page in pdf.pages]


def test_every_document_becomes_a_pdf_and_blank_pages_before_the_last_are_told(printed: dict[str, Converted]) -> None:
    assert {name: one.pages for name, one in printed.items()} == {
        name: len(texts(one)) for name, one in printed.items()
    }
    found = {name: [(finding.rule.code, finding.message) for finding in one.findings] for name, one in printed.items()}
    assert found == {
        "总结": [],
        "一页余": [("F10", f"“{printed['一页余'].pdf}”第3页是空白")],
        "两页余": [],
        "附表": [("F10", f"“{printed['附表'].pdf}”第3页是空白")],
    }


def test_a_pdf_is_tagged_pdf_a_2_with_the_documents_properties(printed: dict[str, Converted]) -> None:
    path = printed["总结"].pdf
    assert path is not None
    reader = PdfReader(path)
    assert reader.metadata is not None and reader.xmp_metadata is not None
    assert reader.metadata.title == "青石县民政局2017年上半年工作总结 和下半年工作计划"
    assert reader.metadata.author == "青石县民政局"
    assert reader.metadata.subject == "2017年上半年工作总结和下半年工作计划"
    assert reader.metadata["/Keywords"] == "2017年；上半年；工作总结；工作计划"
    assert reader.xmp_metadata.dc_title == {"x-default": reader.metadata.title}
    assert reader.xmp_metadata.dc_creator == [reader.metadata.author]
    assert b"<pdfaid:part>2</pdfaid:part>" in path.read_bytes()
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert len(reader.root_object["/OutputIntents"]) == 1


def test_the_text_can_be_searched_and_every_font_is_embedded(printed: dict[str, Converted]) -> None:
    assert "救助及时。发放救助金。" in texts(printed["总结"])[0]
    path = printed["总结"].pdf
    assert path is not None
    descriptors = [
        descendant.get_object().get("/FontDescriptor", font.get("/FontDescriptor"))
        for page in PdfReader(path).pages
        for font in (one.get_object() for one in page["/Resources"]["/Font"].values())
        for descendant in font.get("/DescendantFonts", [font])
    ]
    assert len(descriptors) >= 2
    for descriptor in descriptors:
        assert any(key in descriptor.get_object() for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.parametrize(("name", "numbered", "blank"), [("一页余", 2, 1), ("两页余", 3, 0), ("附表", 2, 1)])
def test_with_duplex_the_imprint_stands_on_the_foot_of_an_even_last_page(
    printed: dict[str, Converted], name: str, numbered: int, blank: int
) -> None:
    pages = texts(printed[name])
    assert len(pages) == numbered + blank + 1
    assert len(pages) % 2 == 0
    assert [page.endswith(f"—{number}—") for number, page in enumerate(pages[:numbered], 1)] == [True] * numbered
    assert pages[numbered:-1] == [""] * blank
    assert pages[-1] == "抄送：县政府办公室。青石县民政局办公室2017年7月6日印发"
    path = printed[name].pdf
    assert path is not None
    with pdfplumber.open(path) as pdf:
        lines = pdf.pages[-1].lines
    assert max(line["bottom"] for line in lines) * MM == pytest.approx(297 - 35, abs=1)


def test_a_replaced_font_is_the_one_that_was_chosen(
    soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = fonts.installed_fonts() or frozenset()
    taken = next((name for name in ("DejaVu Sans Mono", "Liberation Mono") if name.lower() in installed), None)
    if taken is None:
        pytest.skip("no font of a known name is installed")
    document = write(tmp_path / "文.docx", make_report(), "半年工作总结")
    with zipfile.ZipFile(document) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"Times New Roman", "没有这种字体".encode())
    document.write_bytes(write_package(parts.items()))
    monkeypatch.setattr(fonts, "substitutes", lambda: {"没有这种字体": taken})
    (result,) = print_documents(soffice, [document], workers=1, patience=PATIENCE)
    assert result.pdf is not None
    with pdfplumber.open(result.pdf) as pdf:
        (used,) = {char["fontname"].partition("+")[2] for char in pdf.pages[0].chars if char["text"] in "027"}
    assert used.replace("-", "") == taken.replace(" ", "")


def wrap(folder: Path, soffice: Path, first: str) -> Path:
    """Return a program that starts LibreOffice; at the first time `first` is done when it has been running a while."""
    program = folder / "soffice"
    program.write_text(
        f"#!/bin/sh\nif mkdir {folder}/first 2>/dev/null; then '{soffice}' \"$@\" & sleep 0.8; {first}; fi\n"
        f"exec '{soffice}' \"$@\"\n"
    )
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("first", "patience"), [("kill -STOP 0", 4), ("kill -9 0", PATIENCE)], ids=["stopped", "killed"]
)
def test_a_libreoffice_that_hangs_or_dies_is_started_again_and_everything_converted(
    soffice: Path, tmp_path: Path, first: str, patience: float
) -> None:
    documents = [write(tmp_path / f"{number}.docx", make_report(), "半年工作总结") for number in (1, 2, 3)]
    program = wrap(tmp_path, soffice, first)
    results = list(print_documents(program, documents, workers=1, patience=patience))
    assert (tmp_path / "first").is_dir()
    assert sorted(one.document for one in results) == documents
    assert [(one.pages, one.findings) for one in results] == [(1, ())] * 3


def test_a_document_that_libreoffice_cannot_open_is_told_and_the_others_are_converted(
    soffice: Path, tmp_path: Path
) -> None:
    whole = write(tmp_path / "好.docx", make_report(), "半年工作总结")
    torn, text = tmp_path / "断.docx", tmp_path / "字.docx"
    torn.write_bytes(whole.read_bytes()[:3000])
    text.write_text("不是文档")
    results = {one.document: one for one in print_documents(soffice, [torn, text, whole], workers=1, patience=PATIENCE)}
    assert [finding.rule.code for path in (torn, text) for finding in results[path].findings] == ["F05", "F05"]
    assert results[whole].pages == 1


def test_two_conversions_at_once_disturb_neither_each_other_nor_the_users_own_settings(
    soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    results: dict[str, list[Converted]] = {}

    def convert(name: str, report: Report) -> Callable[[], None]:
        (tmp_path / name).mkdir()
        documents = [write(tmp_path / name / f"{number}.docx", report, "半年工作总结") for number in (1, 2)]

        def run() -> None:
            results[name] = list(print_documents(soffice, documents, workers=1, patience=PATIENCE))

        return run

    longer = replace(long_report(16), facts=make_report().facts)
    threads = [
        threading.Thread(target=convert(name, report)) for name, report in (("甲", make_report()), ("乙", longer))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: [one.pages for one in made] for name, made in results.items()} == {"甲": [1, 1], "乙": [3, 3]}
    assert not list(home.rglob("libreoffice"))
