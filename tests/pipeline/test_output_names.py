"""Where a report goes, and what its name may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.pipeline import Request, generate, safe_file_name

SHEETS: dict[str, Any] = {
    "基本信息": [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]],
    "工作成效": [["时期", "事项", "内容", "简要"], ["上半年", "抓培训", "办班3期。", "办班。"]],
    "工作计划": [["时期", "事项", "内容"], ["下半年", "抓演练", "演练2次。"]],
}


@pytest.fixture
def report(workbook: Callable[[Any], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Path]:
    monkeypatch.chdir(tmp_path)
    path = workbook(SHEETS)
    return lambda **options: generate(Request(workbook=path, **options)).path


NAME = "云岭区应急管理局2025年上半年工作总结和下半年工作计划"


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({}, f"outputs/2025年上半年/{NAME}.docx"),
        ({"stage": "送审稿"}, f"outputs/2025年上半年/{NAME}（送审稿）.docx"),
        ({"is_brief": True}, f"outputs/2025年上半年/{NAME}（简版）.docx"),
        ({"is_draft": True}, f"outputs/2025年上半年/草稿{NAME}.docx"),
        ({"template": "工作报告"}, "outputs/2025年上半年/云岭区应急管理局关于2025年上半年工作情况的报告.docx"),
        ({"output": "报告.docx"}, "报告.docx"),
        ({"output": "报告"}, "报告.docx"),
        ({"output": "夹/"}, f"夹/{NAME}.docx"),
        ({"output": "报告.docx", "is_draft": True}, "草稿报告.docx"),
    ],
)
def test_path_of_a_report(report: Callable[..., Path], options: dict[str, Any], path: str) -> None:
    written = report(**options)
    assert written == Path(path)
    assert written.is_file()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("甲/乙:丙", "甲_乙_丙"),
        ("报告. ", "报告"),
        ("CON", "_CON"),
        ("con.docx", "_con.docx"),
        ("a\tb", "a_b"),
        ("", "_"),
        ("云岭区应急管理局（送审稿）", "云岭区应急管理局（送审稿）"),
    ],
)
def test_what_windows_refuses_is_replaced(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


def test_a_long_name_is_cut_between_characters() -> None:
    safe = safe_file_name("局" * 300)
    assert len(safe.encode()) <= 200 and set(safe) == {"局"}


def test_same_inputs_give_the_same_bytes_whatever_the_files_name(report: Callable[..., Path], tmp_path: Path) -> None:
    first = report(output="一.docx").read_bytes()
    (tmp_path / "工作簿.xlsx").rename(tmp_path / "改名.xlsx")
    second = generate(Request(workbook=tmp_path / "改名.xlsx", output="二.docx")).path.read_bytes()
    assert first == second


def test_record_beside_the_document_names_the_cells(report: Callable[..., Path]) -> None:
    path = report()
    (record_path,) = (path.parent / ".summarize").iterdir()
    record = json.loads(record_path.read_text(encoding="utf-8"))
    assert record["id"] == record_path.stem
    sentence = next(sentence for sentence in record["sentences"] if sentence["text"] == "办班3期。")
    assert sentence["fragments"] == [
        {"text": "办班3期。", "kind": "typed", "cell": "工作成效!C2", "start": 0, "end": 5}
    ]
