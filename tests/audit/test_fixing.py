"""`audit --fix`: what can safely be mended is, and everything else comes through as it was."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from document_riders import XML, with_riders
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from summarize.audit import NATIONAL, PROFILES, Paper
from summarize.audit.fixing import Fixed, fix_document, line
from summarize.audit.fixing.fixers import FIXABLE
from summarize.audit.paper import Paragraph
from summarize.audit.profile_file import load_profile
from summarize.cli.app import application
from summarize.findings import Finding
from summarize.pipeline.auditing import audit, read_paper


def _load() -> Any:
    """Return the documents of others, which stand beside this file."""
    spec = importlib.util.spec_from_file_location("foreign_documents", Path(__file__).with_name("foreign_documents.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


FOREIGN_DOCUMENTS = _load().FOREIGN_DOCUMENTS
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OF_TEXT = re.compile(r"；已改（(?:[A-FH-Z]\d\d|G14|G17|G24|G28|G30|G31|G32|G33|G36)）$")
OF_FORM = re.compile(r"；已改（(?:[A-FH-Z]\d\d|G24|G30|G32|G33)）$")
"""Mends that change more than marks and blanks."""
PAGES = re.compile(r"word/(document|settings|(header|footer|settings)\d*)\.xml|word/_rels/.*|\[Content_Types\]\.xml")
BY_PERSONS = {
    ("G26", "推荐小标宋"): "what the standard only recommends",
    ("G28", "应在其上"): "an order of lines",
}
ids = [foreign.habit for foreign in FOREIGN_DOCUMENTS]


@pytest.fixture(params=FOREIGN_DOCUMENTS, ids=ids)
def foreign(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return _saved(request.param, tmp_path)


def _saved(foreign: Any, folder: Path, *riders: str, place: int = 0) -> Path:
    buffer = io.BytesIO()
    foreign.make().save(buffer)
    content = with_riders(buffer.getvalue(), riders, place) if riders else buffer.getvalue()
    path = folder / "外来.docx"
    path.write_bytes(content)
    return path


def _written(fixed: Fixed, folder: Path) -> Path:
    path = folder / "改好.docx"
    path.write_bytes(fixed.content)
    return path


def _left_for_persons(finding: Finding) -> bool:
    return any(finding.rule.code == code and piece in finding.message for code, piece in BY_PERSONS)


def test_no_finding_is_left_that_can_be_mended(foreign: Path, tmp_path: Path) -> None:
    left = audit(_written(fix_document(foreign), tmp_path), NATIONAL)
    assert [
        finding.message for finding in left if finding.rule.code in FIXABLE and not _left_for_persons(finding)
    ] == []


def test_what_is_mended_stays_as_it_is(foreign: Path, tmp_path: Path) -> None:
    once = fix_document(foreign)
    again = fix_document(_written(once, tmp_path))
    assert again.fixes == ()
    assert again.content == once.content


def test_same_document_same_bytes(foreign: Path) -> None:
    assert fix_document(foreign).content == fix_document(foreign).content


def test_each_mend_names_the_rule_and_what_was_found(foreign: Path) -> None:
    found = {finding.message for finding in audit(foreign, NATIONAL)}
    fixes = fix_document(foreign).fixes
    assert fixes
    for fix in fixes:
        message = re.fullmatch(r"(.+)；已改（([A-Z]\d\d)）", fix.message)
        assert message
    first = re.sub(r"；已改（.*", "", fixes[0].message)
    assert first in found or "→" in first or len(fixes) > 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    which=st.sampled_from(FOREIGN_DOCUMENTS),
    riders=st.lists(st.sampled_from(sorted(XML)), unique=True, max_size=5),
    place=st.integers(0, 30),
)
def test_all_that_no_mend_names_comes_through(
    tmp_path_factory: pytest.TempPathFactory, which: Any, riders: list[str], place: int
) -> None:
    folder = tmp_path_factory.mktemp("mend")
    path = _saved(which, folder, *riders, place=place)
    fixed = fix_document(path)
    mended = _written(fixed, folder)
    _assert_parts_are_whole(path, mended)
    before, after = read_paper(path), read_paper(mended)
    assert before.baggage == _renumbered(after.baggage, before.baggage)
    assert [one.text for one in before.beside] == [one.text for one in after.beside]
    assert _shapes(before) == _shapes(after)
    assert _elements(path) == _elements(mended)
    _assert_texts_are_told(before, after, fixed.fixes)
    assert fix_document(mended).content == fixed.content


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(which=st.sampled_from(FOREIGN_DOCUMENTS), length=st.integers(1, 9))
def test_how_words_are_cut_into_runs_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, which: Any, length: int
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    path = _saved(which, folder)
    whole = read_paper(_written(fix_document(path), folder))
    path.write_bytes(_chopped(path.read_bytes(), length))
    chopped = read_paper(_written(fix_document(path), folder))
    assert [one.text for one in chopped.paragraphs] == [one.text for one in whole.paragraphs]
    for one, other in zip(chopped.paragraphs, whole.paragraphs, strict=True):
        assert one.format == other.format
        assert _faces(one) == _faces(other)


def _faces(one: Paragraph) -> list[tuple[str, str]]:
    """Return the font that sets each 汉字."""
    return [(mark, run.format.font_of(mark).name) for run in one.runs for mark in run.text if "一" <= mark <= "龥"]


def _chopped(content: bytes, length: int) -> bytes:
    """Return the document with each run of text cut into pieces of so many characters."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for text in list(root.iter(f"{W}t")):
        run, words = text.getparent(), text.text or ""
        for start in range(length, len(words), length):
            piece = deepcopy(run)
            next(piece.iter(f"{W}t")).text = words[start : start + length]
            run.getparent().insert(run.getparent().index(run) + start // length, piece)
        text.text = words[:length]
    for text in root.iter(f"{W}t"):
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parts["word/document.xml"] = etree.tostring(root)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _assert_parts_are_whole(path: Path, mended: Path) -> None:
    """Check that the parts which no mend concerns are the same, as they are packed too."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(mended) as new:
        assert new.testzip() is None
        assert set(old.namelist()) <= set(new.namelist())
        for entry in old.infolist():
            if not PAGES.fullmatch(entry.filename):
                copied = new.getinfo(entry.filename)
                assert (copied.CRC, copied.compress_size, copied.date_time) == (
                    entry.CRC,
                    entry.compress_size,
                    entry.date_time,
                )
        for name in new.namelist():
            if name.endswith(".xml"):
                etree.fromstring(new.read(name))


def _renumbered(after: Any, before: Any) -> Any:
    """Return the baggage with the paragraphs numbered as before, since blank ones may be gone."""
    from dataclasses import replace

    revisions = tuple(
        replace(new, paragraph=old.paragraph) for new, old in zip(after.revisions, before.revisions, strict=True)
    )
    comments = tuple(
        replace(new, paragraph=old.paragraph) for new, old in zip(after.comments, before.comments, strict=True)
    )
    return replace(after, revisions=revisions, comments=comments)


def _shapes(paper: Paper) -> list[Any]:
    tables = [(table.width, [len(row.paragraphs) for row in table.rows]) for table in paper.tables]
    drawings = [drawing for one in paper.paragraphs for drawing in one.drawings]
    return [tables, drawings]


def _elements(path: Path) -> list[str]:
    """Return what in the main part is neither text nor look: fields, marks, controls, references."""
    kept = ("fldChar", "instrText", "fldSimple", "bookmarkStart", "bookmarkEnd", "sdt", "footnoteReference")
    kept += ("commentReference", "drawing", "pict", "tab", "sym", "softHyphen", "noBreakHyphen", "delText", "rPrChange")
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    body = list(root.iter(*(f"{W}{name}" for name in kept)))
    return sorted(
        f"{element.tag.rpartition('}')[2]} {element.text or ''}"
        for element in body
        if element.getparent().tag != f"{W}tabs"
    )


def _words(text: str) -> str:
    """Return `text` without marks and blanks."""
    return re.sub(r"[\W_]", "", text)


def _assert_texts_are_told(before: Paper, after: Paper, fixes: Iterable[Finding]) -> None:
    """Check that each paragraph that reads otherwise has a mend of a rule that changes words."""
    told = {fix.place.paragraph for fix in fixes if OF_TEXT.search(fix.message)}
    forms = {fix.place.paragraph for fix in fixes if OF_FORM.search(fix.message)}
    old = [(one.index, one.text) for one in before.paragraphs if one.text.strip()]
    new = [one.text for one in after.paragraphs if one.text.strip()]
    assert len(old) == len(new)
    for (index, was), now in zip(old, new, strict=True):
        if was != now:
            # 署名 and 成文日期 are placed together and told at the first of them.
            assert index in told or index - 1 in told, (was, now)
            assert _words(was) == _words(now) or index in forms


class TestWords:
    """Mends in the words of paragraphs that fields, revisions and looks cut into pieces."""

    def make(self, tmp_path: Path, inner: str) -> Path:
        import docx

        document = docx.Document()
        paragraph = document.add_paragraph()
        for child in etree.fromstring(f'<p xmlns:w="{W[1:-1]}">{inner}</p>'):
            paragraph._p.append(child)
        path = tmp_path / "文.docx"
        document.save(str(path))
        return path

    def read(self, fixed: Fixed) -> list[tuple[str, str]]:
        with zipfile.ZipFile(io.BytesIO(fixed.content)) as package:
            root = etree.fromstring(package.read("word/document.xml"))
        texts = list(root.iter(f"{W}t", f"{W}delText"))
        looks = [("bold" if one.getparent().find(f"{W}rPr/{W}b") is not None else "", one.text or "") for one in texts]
        return [(look, "".join(text for _, text in those)) for look, those in groupby(looks, key=lambda pair: pair[0])]

    def test_a_mend_keeps_the_looks_around_it(self, tmp_path: Path) -> None:
        bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>各项工作</w:t></w:r>"
        path = self.make(
            tmp_path, f"<w:r><w:t>今年以来</w:t></w:r><w:r><w:t>,</w:t></w:r>{bold}<w:r><w:t>有序推进。</w:t></w:r>"
        )
        assert self.read(fix_document(path)) == [("", "今年以来，"), ("bold", "各项工作"), ("", "有序推进。")]

    def test_many_faults_in_one_run_are_all_mended(self, tmp_path: Path) -> None:
        path = self.make(tmp_path, "<w:r><w:t>今年以来,各村,各镇,各街道(含园区)有序推进.</w:t></w:r>")
        fixed = fix_document(path)
        assert self.read(fixed) == [("", "今年以来，各村，各镇，各街道（含园区）有序推进。")]
        assert fix_document(_written(fixed, tmp_path)).fixes == ()

    def test_inserted_and_deleted_words_are_left(self, tmp_path: Path) -> None:
        tracked = '<w:ins w:id="1" w:author="甲"><w:r><w:t>村,镇</w:t></w:r></w:ins>'
        tracked += '<w:del w:id="2" w:author="甲"><w:r><w:delText>街,道</w:delText></w:r></w:del>'
        path = self.make(tmp_path, f"<w:r><w:t>今年以来,各</w:t></w:r>{tracked}<w:r><w:t>有序推进。</w:t></w:r>")
        assert self.read(fix_document(path)) == [("", "今年以来，各村,镇街,道有序推进。")]

    def test_results_of_fields_are_left(self, tmp_path: Path) -> None:
        marks = ["begin", "separate", "end"]
        begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in marks)
        code = "<w:r><w:instrText> REF a </w:instrText></w:r>"
        field = f"{begin}{code}{separate}<w:r><w:t>各村,各镇</w:t></w:r>{end}"
        path = self.make(tmp_path, f"<w:r><w:t>今年以来,</w:t></w:r>{field}<w:r><w:t>有序推进。</w:t></w:r>")
        assert self.read(fix_document(path)) == [("", "今年以来，各村,各镇有序推进。")]

    def test_a_heading_that_runs_on_is_cut_where_its_text_begins(self, tmp_path: Path) -> None:
        path = self.make(tmp_path, "<w:r><w:t>（一）狠抓落实。全局上下各项工作有序推进，取得成效。</w:t></w:r>")
        fixed = fix_document(path)
        paper = read_paper(_written(fixed, tmp_path))
        runs = [(run.text, run.format.east_asia.name) for run in paper.paragraphs[0].runs]
        assert runs == [
            ("（一）狠抓落实。", "楷体_GB2312"),
            ("全局上下各项工作有序推进，取得成效。", "仿宋_GB2312"),
        ]


UNIT = """
"行距" = 28
"每页行数" = 22
"页码位置" = "居中"
"页码一字线" = false
"一级标题字体" = "方正黑体_GBK"
"首行缩进" = 0
"不查" = ["G15", "P01"]
"""


@pytest.mark.parametrize("name", ["电子公文", "本单位.toml"])
def test_a_document_is_mended_to_the_profile_that_is_asked_for(foreign: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "本单位.toml").write_text(UNIT, encoding="utf-8")
    profile = load_profile(name if name in PROFILES else str(tmp_path / name))
    fixed = fix_document(foreign, profile)
    mended = _written(fixed, tmp_path)
    left = [one for one in audit(mended, profile) if one.rule.code in FIXABLE and not _left_for_persons(one)]
    assert [finding.message for finding in left] == []
    assert fix_document(mended, profile).content == fixed.content


class TestPages:
    def make(self, tmp_path: Path) -> Path:
        """Return a document of three sections, the middle one on its side, each ended by a blank paragraph."""
        import docx

        document = docx.Document()
        for _ in range(2):
            document.add_paragraph("各项工作有序推进，取得了阶段性成效，群众满意度不断提高，下一步继续抓好落实。")
            section = document.add_section()
            section.page_width, section.page_height = section.page_height, section.page_width
        document.add_paragraph("各项工作有序推进，取得了阶段性成效，群众满意度不断提高，下一步继续抓好落实。")
        path = tmp_path / "文.docx"
        document.save(str(path))
        return path

    def test_each_section_gets_its_paper_and_margins(self, tmp_path: Path) -> None:
        after = read_paper(_written(fix_document(self.make(tmp_path)), tmp_path))
        told = [
            [round(length.mm) for length in (one.width, one.height, one.top, one.right, one.bottom, one.left)]
            for one in after.sections
        ]
        assert told == [
            [210, 297, 37, 26, 35, 28],
            [297, 210, 28, 37, 26, 35],
            [210, 297, 37, 26, 35, 28],
        ]

    def test_a_blank_paragraph_that_ends_a_section_stays_and_is_no_fault(self, tmp_path: Path) -> None:
        path = self.make(tmp_path)
        mended = _written(fix_document(path), tmp_path)
        assert len(read_paper(mended).paragraphs) == len(read_paper(path).paragraphs)
        assert [finding for finding in audit(mended, NATIONAL) if finding.rule.code == "G43"] == []


class TestPageNumbers:
    def test_other_words_in_the_footer_stay(self, tmp_path: Path) -> None:
        import docx

        document = docx.Document()
        for _ in range(20):
            document.add_paragraph("各项工作有序推进，取得了阶段性成效，群众满意度不断提高，下一步继续抓好落实。")
        document.sections[0].footer.paragraphs[0].text = "云岭区应急管理局"
        document.sections[0].header.paragraphs[0].text = "内部资料"
        path = tmp_path / "文.docx"
        document.save(str(path))
        after = read_paper(_written(fix_document(path), tmp_path))
        assert after.has_even_pages
        texts = {
            (one.container.value, one.pages): [line.text for line in one.paragraphs]
            for one in after.sections[0].furniture
        }
        assert texts == {
            ("页眉", "default"): ["内部资料"],
            ("页眉", "even"): ["内部资料"],
            ("页脚", "default"): ["云岭区应急管理局", "— 1 —"],
            ("页脚", "even"): ["云岭区应急管理局", "— 1 —"],
        }

    def test_a_number_among_other_words_is_left_to_a_person(self, tmp_path: Path) -> None:
        import docx
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        document = docx.Document()
        document.add_paragraph("各项工作有序推进。")
        footer = document.sections[0].footer.paragraphs[0]
        footer.add_run("云岭区应急管理局 ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        footer._p.append(field)
        field.append(footer.add_run("1")._r)
        path = tmp_path / "文.docx"
        document.save(str(path))
        after = read_paper(_written(fix_document(path), tmp_path))
        assert after.sections[0].furniture[0].paragraphs[0].text == "云岭区应急管理局 1"


class TestCommand:
    def run(self, *words: object) -> Any:
        return CliRunner().invoke(application, ["audit", *map(str, words)])

    def test_the_copy_is_written_and_the_document_stays(self, tmp_path: Path) -> None:
        path = _saved(FOREIGN_DOCUMENTS[1], tmp_path)
        content = path.read_bytes()
        done = self.run(path, "--fix", tmp_path / "新.docx")
        assert done.exit_code == 0
        assert path.read_bytes() == content
        assert (tmp_path / "新.docx").read_bytes() == fix_document(path).content
        assert done.stderr.splitlines() == [
            "代改 标题不是二号小标宋（G04）：2 处，第1段。",
            "代改 外来.docx 第2段“一、工作成效”：一级标题的汉字用“仿宋_GB2312”，应为黑体；已改（G06）。",
            "代改 正文行距不是28.95磅（G13）：3 处，第2—4段。",
            "代改 正文不是三号仿宋（G05）：2 处，第3段。",
        ]
        count = len(fix_document(path).fixes)
        assert f"代改了 {count} 处，已写入 {tmp_path / '新.docx'}；送来的文档没有动。" in done.stdout

    def test_mends_of_form_are_a_line_a_rule_behind_the_changes_of_words(self, tmp_path: Path) -> None:
        document = docx.Document()
        for words in ("2017年工作总结", "各站,各所有序推进。", "工作有序推进。", "成效明显。"):
            document.add_paragraph(words)
        path = tmp_path / "文.docx"
        document.save(str(path))
        lines = self.run(path, "--fix", tmp_path / "新.docx").stderr.splitlines()
        assert lines[0].startswith("代改 文.docx 第2段") and "“,”→“，”" in lines[0]
        assert "代改 汉字的字体取自主题（G08）：4 处，第1—4段。" in lines
        count = len(fix_document(path).fixes)
        verbose = self.run(path, "--fix", tmp_path / "新二.docx", "--verbose").stderr
        assert verbose.count("代改 ") == count

    def test_json_holds_each_mend_and_what_is_left(self, tmp_path: Path) -> None:
        path = _saved(FOREIGN_DOCUMENTS[1], tmp_path)
        done = self.run(path, "--fix", tmp_path / "新.docx", "--format", "json")
        found = json.loads(done.stdout)
        assert [one["code"] for one in found] == ["G57"] * len(fix_document(path).fixes) + ["G11"] * 2
        assert found[0]["message"].endswith("应为小标宋；已改（G04）")

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("外来.docx", "就是要核对的文档，不能写在它上面"),
            ("旧.docx", "已经存在，没有作任何改动"),
            ("新.pdf", "的扩展名应与原文件相同（.docx）"),
            ("夹", "是一个文件夹，要写的是一个文件"),
        ],
    )
    @pytest.mark.parametrize("option", ["--fix", "--annotate"])
    def test_nothing_is_written_over(self, tmp_path: Path, option: str, name: str, told: str) -> None:
        path = _saved(FOREIGN_DOCUMENTS[1], tmp_path)
        (tmp_path / "旧.docx").write_bytes(b"old")
        (tmp_path / "夹").mkdir()
        content = path.read_bytes()
        done = self.run(path, option, tmp_path / name)
        assert done.exit_code == 2
        assert told in done.stderr
        assert path.read_bytes() == content
        assert (tmp_path / "旧.docx").read_bytes() == b"old"
        assert sorted(one.name for one in tmp_path.iterdir()) == ["外来.docx", "夹", "旧.docx"]

    def test_several_documents_are_refused(self, tmp_path: Path) -> None:
        path = _saved(FOREIGN_DOCUMENTS[1], tmp_path)
        other = path.with_name("乙.docx")
        other.write_bytes(path.read_bytes())
        done = self.run(path, other, "--fix", tmp_path / "新.docx")
        assert done.exit_code == 2
        assert "--fix：一次处理一个文档，这里有2个" in done.stderr

    def test_a_document_that_is_right_is_not_copied(self, tmp_path: Path) -> None:
        path = _saved(FOREIGN_DOCUMENTS[1], tmp_path)
        right = tmp_path / "对.docx"
        right.write_bytes(fix_document(path).content)
        done = self.run(right, "--fix", tmp_path / "新.docx")
        assert "没有可以代改的，没有写文件；送来的文档没有动。" in done.stdout
        assert not (tmp_path / "新.docx").exists()

    @pytest.mark.parametrize("option", ["--fix", "--annotate"])
    def test_a_document_with_macros_stays_one(self, tmp_path: Path, option: str) -> None:
        path = _saved(FOREIGN_DOCUMENTS[1], tmp_path)
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
        types = parts["[Content_Types].xml"].replace(main, macros)
        default = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        parts["[Content_Types].xml"] = types.replace(b"<Default", default + b"<Default", 1)
        parts["word/vbaProject.bin"] = b"macros"
        path = tmp_path / "宏.docm"
        with zipfile.ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)
        refused = self.run(path, option, tmp_path / "新.docx")
        assert refused.exit_code == 2
        assert "的扩展名应与原文件相同（.docm）" in refused.stderr
        self.run(path, option, tmp_path / "新.docm")
        with zipfile.ZipFile(tmp_path / "新.docm") as package:
            assert package.read("word/vbaProject.bin") == b"macros"
            assert macros in package.read("[Content_Types].xml")

    def test_an_encrypted_document_is_told_by_the_gate(self, tmp_path: Path) -> None:
        path = tmp_path / "密.docx"
        path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1600))
        done = self.run(path, "--fix", tmp_path / "新.docx")
        assert done.exit_code == 1
        assert "错误 R" in done.stderr
        assert not (tmp_path / "新.docx").exists()

    def test_a_template_is_refused(self, tmp_path: Path) -> None:
        template = next(Path(__file__).parents[2].joinpath("templates").glob("*.docx"))
        done = self.run(template, "--fix", tmp_path / "新.docx")
        assert done.exit_code == 1
        assert f"“{template.name}”里有模板的标记，是模板，没有代改" in done.stderr
        assert not (tmp_path / "新.docx").exists()

    @pytest.mark.parametrize(
        ("content", "told"), [(b"", "错误 R04"), (b"PK\x03\x04 torn", "错误 R09"), (b"plain words", "错误 R05")]
    )
    def test_a_damaged_document_is_told_by_the_gate(self, tmp_path: Path, content: bytes, told: str) -> None:
        path = tmp_path / "坏.docx"
        path.write_bytes(content)
        done = self.run(path, "--fix", tmp_path / "新.docx")
        assert done.exit_code == 1
        assert told in done.stderr
        assert not (tmp_path / "新.docx").exists()


def test_the_page_of_a_rule_says_whether_it_can_be_mended() -> None:
    page = CliRunner().invoke(application, ["rules", "--explain", "G13"]).stdout
    assert "怎么改：选中正文，“段落—行距”设为固定值28.95磅。可用 audit --fix 代改。\n" in page
    assert "代改" not in CliRunner().invoke(application, ["rules", "--explain", "G37"]).stdout


def test_the_work_of_mending_one_paragraph_grows_no_faster_than_its_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = 0

    def count(run: Any) -> str:
        nonlocal looked_at
        looked_at += 1
        return text_of(run)

    text_of = line._text_of
    monkeypatch.setattr(line, "_text_of", count)
    counts = []
    for pairs in (20, 40, 80):
        document = docx.Document()
        document.add_paragraph("总结")
        paragraph = document.add_paragraph()
        for _ in range(pairs):
            paragraph.add_run("推进")
            paragraph.add_run(",")
        path = tmp_path / f"{pairs}.docx"
        document.save(str(path))
        looked_at = 0
        content = fix_document(path).content
        counts.append(looked_at)
        mended = docx.Document(io.BytesIO(content))
        assert mended.paragraphs[-1].text.rstrip("。") == "推进，" * pairs
    assert counts[2] - counts[1] <= 2.1 * (counts[1] - counts[0])
