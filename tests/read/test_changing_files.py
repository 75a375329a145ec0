"""A file that goes or changes between the gate and the reader: told, and never taken for a defect of the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from office_files import make
from typed_papers import type_paper

from summarize.errors import InputError
from summarize.opc.gate import check_package, check_workbook
from summarize.papers.word import read_paper
from summarize.read import read_workbook

CHANGED = "文件在读取过程中被改动或替换了。"
CHANGES: list[tuple[Callable[[Path], Any], str, str]] = [
    (lambda path: path.write_bytes(b"PK"), "R09", CHANGED),
    (lambda path: path.write_bytes(b""), "R09", CHANGED),
    (Path.unlink, "R01", "找不到文件“{}”。"),
]


def changed_after(check: Callable[..., Any], change: Callable[[Path], Any]) -> Callable[..., Any]:
    def run(path: Path, *arguments: Any) -> Any:
        admitted = check(path, *arguments)
        change(path)
        return admitted

    return run


@pytest.mark.parametrize("changed", CHANGES)
@pytest.mark.parametrize("kind", ["openpyxl", "ods", "xls"])
@pytest.mark.libreoffice
def test_a_workbook_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, changed: tuple[Callable[[Path], Any], str, str]
) -> None:
    change, code, message = changed
    path = make({"工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", "办班3期。"]]}, kind, tmp_path)
    monkeypatch.setattr("summarize.read.workbook.check_workbook", changed_after(check_workbook, change))
    with pytest.raises(InputError) as caught:
        read_workbook(path)
    (finding,) = caught.value.findings
    assert finding.place.file == str(path)
    if kind == "xls" and code == "R09":
        assert finding.rule.code in ("R09", "R20")
    else:
        assert (finding.rule.code, finding.message) == (code, message.format(path))


@pytest.mark.parametrize(("change", "code", "message"), CHANGES)
def test_a_paper_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], Any], code: str, message: str
) -> None:
    path = type_paper(tmp_path / "稿.docx", ["一、普查工作", "清查到位。"])
    monkeypatch.setattr("summarize.papers.word.check_package", changed_after(check_package, change))
    with pytest.raises(InputError) as caught:
        read_paper(path)
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.message) == (code, message.format(path))
