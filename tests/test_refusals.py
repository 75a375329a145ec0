"""What a secretary meets when something is wrong: a code, a place, a way out, a status, and no file left behind."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from summarize.cli.app import application

FACTS = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
WORK = [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]]
PLAN = [["时期", "事项", "内容"], ["下半年", "抓演练", "演练2次。"]]
SOUND: Mapping[str, Any] = {"基本信息": FACTS, "工作成效": WORK, "工作计划": PLAN}
INDICATORS = [["指标", "计量单位", "一季度", "二季度"], ["走访户数", "户", 400, 595]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    folder = tmp_path / "工作"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(application, arguments)

    return invoke


def refuse(run: Callable[..., Result], *arguments: str, status: int) -> list[dict[str, Any]]:
    """Run `generate`, expect `status` and no file, and return the errors as JSON."""
    result = run("generate", *arguments, "--format", "json")
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
    assert list(Path().rglob("*")) == []
    findings: list[dict[str, Any]] = json.loads(result.stdout)
    for finding in findings:
        assert finding["message"] and finding["suggestion"].endswith(("。", "？")), finding
    return [finding for finding in findings if finding["severity"] == "error"]


def changed(**sheets: Any) -> dict[str, Any]:
    return {name: rows for name, rows in {**SOUND, **sheets}.items() if rows is not None}


def work(*rows: list[Any]) -> list[list[Any]]:
    return [WORK[0], *rows]


DATA_ERRORS: dict[str, tuple[dict[str, Any], str, str]] = {
    "no facts": (changed(基本信息=None), "V01", ""),
    "no achievements sheet": (changed(工作成效=None), "V01", ""),
    "misspelt sheet": ({"基本信息": FACTS, "工作成校": WORK}, "V01", ""),
    "two sheets of one kind": (changed(工作进展=WORK), "V02", "工作成效"),
    "no content column": (changed(工作成效=[["时期", "事项"], ["上半年", "抓培训"]]), "V03", "工作成效!A1:B1"),
    "no unit": (changed(基本信息=[["项目", "内容"], ["年度", 2025]]), "V08", "基本信息"),
    "no year": (changed(基本信息=[["项目", "内容"], ["单位名称", "甲"], ["年度", None]]), "V08", "基本信息!B3"),
    "year in two digits": (
        changed(基本信息=[["项目", "内容"], ["单位名称", "甲"], ["年度", "17"]]),
        "V12",
        "基本信息!B3",
    ),
    "a fact twice": (changed(基本信息=[*FACTS, ["单位名称", "乙"]]), "V10", "基本信息!B4"),
    "unknown period in a row": (changed(工作成效=work(["上半个月", "抓培训", "办班。"])), "V14", "工作成效!A2"),
    "no period": (
        changed(工作成效=work(["上半年", "抓培训", "办班。"], [None, "抓演练", "演练。"])),
        "V15",
        "工作成效!A3",
    ),
    "empty matter": (changed(工作成效=work(["上半年", None, "只有一句。"])), "V16", "工作成效!B2"),
    "empty content": (changed(工作成效=work(["上半年", "抓培训", None])), "V17", "工作成效!C2"),
    "same as above": (changed(工作成效=work(["同上", "抓培训", "办班。"])), "V22", "工作成效!A2"),
    "error value": (changed(工作成效=work(["上半年", "抓培训", "#REF!"])), "V24", "工作成效!C2"),
    "formula never computed": (changed(工作成效=work(["上半年", "抓培训", "=A1"])), "V25", "工作成效!C2"),
    "control character": (changed(工作成效=work(["上半年", "抓培训", "办\x07班。"])), "V26", "工作成效!C2"),
    "unknown section": (
        changed(
            板块=[["名称"], ["基层治理"]],
            工作成效=[["时期", "板块", "事项", "内容"], ["上半年", "基层治里", "抓培训", "办班。"]],
        ),
        "V29",
        "工作成效!B2",
    ),
    "unknown structure": (changed(基本信息=[*FACTS, ["结构", "分段式"]]), "V11", "基本信息!B4"),
    "unreadable date": (changed(基本信息=[*FACTS, ["成文日期", "七月上旬"]]), "V13", "基本信息!B4"),
    "nothing in the period": (changed(工作成效=work(["三季度", "抓培训", "办班。"])), "V34", "工作成效"),
    "unknown indicator": (
        changed(指标=INDICATORS, 工作成效=work(["上半年", "走访", "走访{走访户}户。"])),
        "V55",
        "工作成效!C2",
    ),
    "broken braces": (
        changed(指标=INDICATORS, 工作成效=work(["上半年", "走访", "走访{走访户数户。"])),
        "V57",
        "工作成效!C2",
    ),
    "duplicate indicator": (changed(指标=[*INDICATORS, ["走访户数", "户", 1, 2]]), "V41", "指标!A3"),
    "amount in words": (changed(指标=[INDICATORS[0], ["走访户数", "户", "十二", 3]]), "V40", "指标!C2"),
    "failing relation": (
        changed(指标=INDICATORS, 核对=[["算式"], ["走访户数 = 996"]]),
        "V70",
        "核对!A2",
    ),
    "classified": (changed(基本信息=[*FACTS, ["密级", "机密★1年"]]), "V38", "基本信息!B4"),
    "classified mark in a title row": (changed(工作成效=[["机密★1年"], *WORK]), "V38", "工作成效!A1"),
}


@pytest.mark.parametrize("case", DATA_ERRORS, ids=str)
def test_error_in_the_workbook(case: str, run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    sheets, code, place = DATA_ERRORS[case]
    path = workbook(sheets)
    found = {
        (finding["code"], "!".join(part for part in (finding["sheet"], finding["cell"]) if part))
        for finding in refuse(run, str(path), "--period", "上半年", status=1)
    }
    assert (code, place) in found, found


def test_all_errors_are_told_at_once(run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    sheets = changed(
        基本信息=[["项目", "内容"], ["年度", 2025], ["结构", "分段式"]],
        工作成效=work(["上半年", "抓培训", None], ["上半年", "走访", "走访{户数}。"]),
        指标=[INDICATORS[0], ["走访户数", "户", "十二", 3]],
    )
    codes = {finding["code"] for finding in refuse(run, str(workbook(sheets)), "--period", "上半年", status=1)}
    assert codes >= {"V08", "V11", "V17", "V40", "V55"}


def test_a_wrong_amount_is_told_once_and_not_at_each_citation(
    run: Callable[..., Result], workbook: Callable[..., Path]
) -> None:
    sheets = changed(
        指标=[INDICATORS[0], ["走访户数", "户", "十二", 3]], 工作成效=work(["上半年", "走访", "走访{走访户数}户。"])
    )
    found = refuse(run, str(workbook(sheets)), "--period", "上半年", status=1)
    assert [(finding["code"], finding["cell"]) for finding in found] == [("V40", "C2")]


def test_classified_workbook_is_told_nothing_else(run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    sheets = changed(基本信息=[*FACTS, ["密级", "机密★1年"], ["结构", "分段式"]])
    assert [finding["code"] for finding in refuse(run, str(workbook(sheets)), status=1)] == ["V38"]


def flip_bytes(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 3
    for offset in range(40):
        data[middle + offset] ^= 0xFF
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def add_part(name: str, content: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(name, content)

    return change


def declare_entity(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/workbook.xml"] = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + parts["xl/workbook.xml"]
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


FILE_ERRORS: dict[str, Callable[[Path], None]] = {
    "not a workbook": lambda path: path.write_text("只是一段文字。", encoding="utf-8") and None,
    "empty": lambda path: path.write_bytes(b"") and None,
    "truncated": truncate,
    "flipped bytes": flip_bytes,
    "bomb": add_part("xl/media/bomb.bin", b"\0" * 300_000_000),
    "external entity": declare_entity,
}


@pytest.mark.parametrize("case", FILE_ERRORS, ids=str)
def test_file_that_cannot_be_read(case: str, run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    path = workbook(SOUND)
    FILE_ERRORS[case](path)
    (finding,) = refuse(run, str(path), status=1)
    assert finding["code"].startswith("R")
    assert finding["file"] == str(path)


def test_workbook_with_macros_is_read_and_told(run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    path = workbook(changed(基本信息=[*FACTS, ["计划引语", "下半年，重点抓好以下工作："]]))
    add_part("xl/vbaProject.bin", b"macro")(path)
    result = run("generate", str(path), "--format", "json")
    assert result.exit_code == 0
    assert [(finding["code"], finding["severity"]) for finding in json.loads(result.stdout)] == [("R22", "info")]


def test_folder_as_input(run: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "文件夹"
    folder.mkdir()
    (finding,) = refuse(run, str(folder), status=1)
    assert (finding["code"], finding["message"]) == ("R27", f"文件夹“{folder}”里没有 .csv，不能作为工作簿")


def test_missing_file(run: Callable[..., Result], tmp_path: Path) -> None:
    (finding,) = refuse(run, str(tmp_path / "没有.xlsx"), status=1)
    assert finding["code"].startswith("R")


def test_unknown_report_period(run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    result = run("generate", str(workbook(SOUND)), "--period", "上半月")
    assert result.exit_code == 2
    assert "“上半月”" in result.stderr and "是否指“上半年”" in result.stderr
    assert list(Path().rglob("*")) == []


def test_unknown_unit(run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    (finding,) = refuse(run, str(workbook(SOUND)), "--unit", "水务局", status=2)
    assert finding["code"] == "V39" and "云岭区应急管理局" in finding["message"]


def test_unknown_template(run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    (finding,) = refuse(run, str(workbook(SOUND)), "--template", "半年工作总截", status=1)
    assert finding["code"].startswith("T") and "半年工作总结" in finding["suggestion"]


def test_template_with_a_wrong_variable(
    run: Callable[..., Result], workbook: Callable[..., Path], tmp_path: Path
) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("第一段")
    document.add_paragraph("{{ 标提 }}")
    template = tmp_path / "模板.docx"
    document.save(str(template))
    (finding,) = refuse(run, str(workbook(SOUND)), "--template", str(template), status=1)
    assert (finding["code"][0], finding["paragraph"], finding["excerpt"]) == ("T", 2, "{{ 标提 }}")
    assert "标题" in finding["suggestion"]


def test_target_that_is_a_folder(run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    Path("报告.docx").mkdir()
    (Path("报告.docx") / "占位").touch()
    result = run("generate", str(workbook(SOUND)), "--output", "报告.docx")
    assert result.exit_code in (0, 3)
    assert "Traceback" not in result.output


def as_nobody(action: Callable[[], int]) -> int:
    """Run `action` as an unprivileged user in a child process and return its status."""
    if os.geteuid() != 0:
        return action()
    child = os.fork()
    if child == 0:
        status = 99
        try:
            os.setgid(65534)
            os.setuid(65534)
            status = action()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="permissions are tested on POSIX")
def test_read_only_folder_is_a_machine_error_and_keeps_the_old_report(
    run: Callable[..., Result], workbook: Callable[..., Path], tmp_path: Path
) -> None:
    path = workbook(SOUND)
    run("generate", str(path), "--output", "报告.docx")
    before = Path("报告.docx").read_bytes()
    for folder in [tmp_path, *tmp_path.parents]:
        if not folder.is_relative_to(Path(tempfile.gettempdir()).resolve()) or folder == Path(tempfile.gettempdir()):
            break
        folder.chmod(0o755)
    Path().chmod(0o555)

    def attempt() -> int:
        result = run("generate", str(path), "--output", "报告.docx")
        return result.exit_code if "Traceback" not in result.output and "改法" in result.output else 98

    status = as_nobody(attempt)
    Path().chmod(0o755)
    assert status == 3
    assert Path("报告.docx").read_bytes() == before
    assert [entry.name for entry in Path().iterdir() if entry.name not in ("报告.docx", ".summarize")] == []


def test_locked_target_is_a_machine_error_and_leaves_no_draft(
    run: Callable[..., Result], workbook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(source: object, target: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    path = workbook(SOUND)
    monkeypatch.setattr(os, "replace", locked)
    monkeypatch.setattr(Path, "replace", locked)
    result = run("generate", str(path), "--output", "报告.docx")
    assert result.exit_code == 3
    assert "Word" in result.output
    assert [entry for entry in Path().rglob("*") if entry.is_file()] == []


def test_document_that_cannot_be_written_leaves_no_record(
    run: Callable[..., Result], workbook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def lock_documents(source: Any, target: Any) -> None:
        if str(target).endswith(".docx"):
            raise PermissionError(13, "used by another process")
        replace(source, target)

    monkeypatch.setattr(os, "replace", lock_documents)
    result = run("generate", str(workbook(SOUND)))
    assert result.exit_code == 3
    assert [path for path in Path().rglob("*") if path.is_file() or path.name == ".summarize"] == []


def test_draft_shows_the_holes_and_still_fails(run: Callable[..., Result], workbook: Callable[..., Path]) -> None:
    import docx

    sheets = changed(
        指标=[["指标", "计量单位", "一季度", "二季度"], ["走访户数", "户", 400, None]],
        工作成效=work(["上半年", "走访", "走访{走访户数}户。"], ["上半年", "抓培训", None]),
    )
    result = run("generate", str(workbook(sheets)), "--period", "上半年", "--draft")
    assert result.exit_code == 1
    (path,) = Path().rglob("*.docx")
    assert path.name.startswith("草稿")
    lines = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert "走访。走访〔待补：指标!D2〕户。" in lines
    assert "抓培训。〔待补：工作成效!C3〕" in lines
