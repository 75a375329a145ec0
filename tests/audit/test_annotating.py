"""`audit --annotate`: a Word comment at each finding, and nothing else changed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from document_riders import with_riders
from lxml import etree

from summarize.audit import NATIONAL
from summarize.audit.annotating import annotate_document
from summarize.cli.app import application
from summarize.findings import Finding, Place, Rule, Severity
from summarize.pipeline.auditing import audit, read_paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RULE = Rule("G99", "planted", Severity.WARNING, "植入", "因为", "这些", "那些", "改掉。", "依据所在")
OTHER = Rule("G98", "planted-too", Severity.WARNING, "植入", "因为", "这些", "那些", "改掉。", "依据所在")


def _document(tmp_path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = tmp_path / "文.docx"
    document.save(str(path))
    return path


def _annotated(path: Path, *findings: Finding) -> Path:
    target = path.with_name("注.docx")
    target.write_bytes(annotate_document(path, read_paper(path), findings))
    return target


def _part(path: Path, name: str) -> Any:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def _anchored(path: Path) -> list[str]:
    """Return the text between the ends of each comment, by the comments' order."""
    root = _part(path, "word/document.xml")
    texts = []
    for start in root.iter(f"{W}commentRangeStart"):
        paragraph = start.getparent()
        inside = list(paragraph)
        end = next(
            one for one in inside if one.tag == f"{W}commentRangeEnd" and one.get(f"{W}id") == start.get(f"{W}id")
        )
        between = inside[inside.index(start) : inside.index(end)]
        texts.append("".join(text.text or "" for one in between for text in one.iter(f"{W}t")))
    return texts


def test_each_finding_has_a_comment_around_its_paragraph(tmp_path: Path) -> None:
    path = _document(tmp_path, "总结", "甲段。", "乙段。")
    first = RULE.at(Place(paragraph=2), "这里不对")
    second = RULE.at(Place(paragraph=3), "那里不对", "这样改。", severity=Severity.ERROR)
    path = _annotated(path, first, second)
    comments = _part(path, "word/comments.xml" if "word/comments.xml" in _names(path) else "word/comments1.xml")
    told = [["".join(line.itertext()) for line in comment] for comment in comments]
    assert told == [
        ["警告 G99：这里不对", "改法：改掉。", "依据：依据所在"],
        ["错误 G99：那里不对", "改法：这样改。", "依据：依据所在"],
    ]
    assert {comment.get(f"{W}author") for comment in comments} == {"summarize"}
    assert all(comment.get(f"{W}date") is None for comment in comments)
    assert _anchored(path) == ["甲段。", "乙段。"]


def _names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        return package.namelist()


def test_what_concerns_the_document_stands_at_its_first_paragraph(tmp_path: Path) -> None:
    path = _annotated(_document(tmp_path, "总结", "甲段。"), RULE.at(Place(), "没有页码"))
    assert _anchored(path) == ["总结"]


def test_two_comments_on_one_paragraph_keep_their_order(tmp_path: Path) -> None:
    path = _document(tmp_path, "总结", "甲段。")
    path = _annotated(path, RULE.at(Place(paragraph=2), "一"), OTHER.at(Place(paragraph=2), "二"))
    root = _part(path, "word/document.xml")
    assert [one.get(f"{W}id") for one in root.iter(f"{W}commentRangeStart")] == ["0", "1"]
    assert [one.get(f"{W}id") for one in root.iter(f"{W}commentReference")] == ["0", "1"]
    assert _anchored(path) == ["甲段。", "甲段。"]


def test_comments_that_stand_there_are_kept(tmp_path: Path) -> None:
    path = _document(tmp_path, "总结", "甲段。")
    path.write_bytes(with_riders(path.read_bytes(), ["comment"], 1))
    path = _annotated(path, RULE.at(Place(paragraph=2), "新的"))
    comments = _part(path, "word/comments.xml")
    assert [(one.get(f"{W}id"), one.get(f"{W}author")) for one in comments] == [("5", "乙"), ("6", "summarize")]
    assert len(read_paper(path).baggage.comments) == 2


def test_the_text_is_the_same_and_other_parts_too(tmp_path: Path) -> None:
    path = _document(tmp_path, "总结", "甲段。")
    path.write_bytes(with_riders(path.read_bytes(), ["picture", "footnote", "insertion", "field"], 1))
    target = _annotated(path, RULE.at(Place(paragraph=1), "一"), RULE.at(Place(paragraph=2), "二"))
    assert [one.text for one in read_paper(target).paragraphs] == [one.text for one in read_paper(path).paragraphs]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_same_document_same_bytes(tmp_path: Path) -> None:
    path = _document(tmp_path, "总结", "甲段。")
    finding = RULE.at(Place(paragraph=2), "不对")
    paper = read_paper(path)
    assert annotate_document(path, paper, [finding]) == annotate_document(path, paper, [finding])


def test_a_document_without_text_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "文.docx"
    docx.Document().save(str(path))
    assert annotate_document(path, read_paper(path), [RULE.at(Place(), "空的")]) == path.read_bytes()


def test_the_command_writes_a_copy_with_as_many_comments_as_findings(tmp_path: Path) -> None:
    path = _document(tmp_path, "2017年上半年工作总结", "一、工作成效", "各项工作,有序推进。")
    content = path.read_bytes()
    target = tmp_path / "注.docx"
    done = CliRunner().invoke(application, ["audit", str(path), "--annotate", str(target)])
    found = audit(path, NATIONAL)
    assert done.exit_code == (1 if any(finding.is_error for finding in found) else 0)
    assert f"加了 {len(found)} 条批注，已写入 {target}；送来的文档没有动。" in done.stdout
    assert len(read_paper(target).baggage.comments) == len(found)
    assert path.read_bytes() == content


def test_fix_and_annotate_are_not_used_together(tmp_path: Path) -> None:
    path = _document(tmp_path, "总结")
    words = ["audit", str(path), "--fix", str(tmp_path / "甲.docx"), "--annotate", str(tmp_path / "乙.docx")]
    done = CliRunner().invoke(application, words)
    assert done.exit_code == 2
    assert "--fix 和 --annotate 一次只用一个" in done.stderr


@pytest.mark.parametrize("riders", [["comment", "footnote"], ["picture"]])
def test_libreoffice_opens_the_copy(tmp_path: Path, riders: list[str]) -> None:
    from summarize.libreoffice import Conversion, End, convert, find_libreoffice

    program = find_libreoffice()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    path = _document(tmp_path, "2017年上半年工作总结", "一、工作成效", "各项工作,有序推进。")
    path.write_bytes(with_riders(path.read_bytes(), riders, 2))
    target = _annotated(path, *audit(path, NATIONAL))
    again = Conversion("MS Word 2007 XML", "odt", ".odt")
    assert convert(program, [target], tmp_path, again, profile=tmp_path / "profile", patience=60) is End.DONE
    with zipfile.ZipFile(tmp_path / "注.odt") as package:
        content = package.read("content.xml").decode()
    assert content.count("<dc:creator>summarize</dc:creator>") == len(audit(path, NATIONAL))


def test_one_comment_a_kind_and_paragraph_and_form_that_is_wrong_all_over_once(tmp_path: Path) -> None:
    path = _document(tmp_path, "总结", "甲段。", "乙段。", "丙段。")
    everywhere = [RULE.at(Place(paragraph=index), "行距不对") for index in (2, 3, 4)]
    path = _annotated(path, *everywhere, RULE.at(Place(paragraph=3), "左边"), RULE.at(Place(paragraph=3), "右边"))
    comments = _part(path, "word/comments.xml" if "word/comments.xml" in _names(path) else "word/comments1.xml")
    assert ["".join(comment[0].itertext()) for comment in comments] == [
        "警告 G99：行距不对（全文同类共3处，只在第一处批注）",
        "警告 G99：左边；右边",
    ]
    assert _anchored(path) == ["甲段。", "乙段。"]
