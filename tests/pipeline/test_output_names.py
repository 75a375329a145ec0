"""Where a report goes, and what its name may hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.errors import UsageError
from summarize.output import new_workbook_path, safe_file_name
from summarize.pipeline import Request, generate

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
        ({"template": "汇报材料"}, f"outputs/2025年上半年/{NAME}（汇报材料）.docx"),
        ({"output": "报告.docx"}, "报告.docx"),
        ({"output": "报告"}, "报告.docx"),
        ({"output": "报告1.2"}, "报告1.2.docx"),
        ({"output": "夹/"}, f"夹/{NAME}.docx"),
        ({"output": "报告.docx", "is_draft": True}, "草稿报告.docx"),
    ],
)
def test_path_of_a_report(report: Callable[..., Path], options: dict[str, Any], path: str) -> None:
    written = report(**options)
    assert written == Path(path)
    assert written.is_file()


@pytest.mark.parametrize("asked", ["好.xlsx", "好.doc", "好.PDF"])
def test_a_report_is_no_file_of_another_kind(report: Callable[..., Path], asked: str) -> None:
    with pytest.raises(UsageError) as caught:
        report(output=asked)
    (finding,) = caught.value.findings
    assert (finding.rule.code, finding.message) == ("W18", f"--output：报告是 Word 文档，不能写成“{asked}”")
    assert finding.suggestion == "写成“好.docx”，或不写扩展名。"
    assert [path.name for path in Path().iterdir()] == ["工作簿.xlsx"]


@pytest.mark.parametrize(
    ("asked", "path"), [("汇总", "汇总.xlsx"), ("汇总.XLSX", "汇总.XLSX"), ("汇总2025.6", "汇总2025.6.xlsx")]
)
def test_path_of_a_new_workbook(asked: str, path: str) -> None:
    assert new_workbook_path(Path(asked)) == Path(path)


def test_a_new_workbook_is_no_folder_and_no_file_of_another_kind(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as folder:
        new_workbook_path(tmp_path)
    assert str(folder.value) == f"--output：“{tmp_path}”是一个文件夹，要写的是一个文件"
    assert folder.value.findings[0].suggestion == f"在后面补上文件名，例如“{tmp_path / '汇总.xlsx'}”。"
    with pytest.raises(UsageError) as document:
        new_workbook_path(Path("汇总.docx"))
    assert str(document.value) == "--output：要写的是工作簿，不能写成“汇总.docx”"
    assert document.value.findings[0].rule.code == "W18"


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


def test_a_report_generated_again_replaces_the_untouched_one(report: Callable[..., Path]) -> None:
    first = report()
    report(stage=None, is_brief=False)
    assert [path.name for path in first.parent.iterdir() if path.suffix == ".docx"] == [first.name]


def test_a_report_that_was_changed_by_hand_is_kept(report: Callable[..., Path], tmp_path: Path) -> None:
    import docx

    path = report(output="报告.docx")
    document = docx.Document(str(path))
    document.paragraphs[-1].add_run("领导改的一句话。")
    document.save(str(path))
    changed = path.read_bytes()
    outcome = generate(Request(workbook=tmp_path / "工作簿.xlsx", output="报告.docx"))
    assert Path("报告（改动备份）.docx").read_bytes() == changed
    assert "（原来的同名文件有改动，另存为 报告（改动备份）.docx）" in outcome.summary
    assert outcome.path.read_bytes() != changed
    document.paragraphs[-1].add_run("又改一句。")
    document.save(str(path))
    report(output="报告.docx")
    assert Path("报告（改动备份）2.docx").exists()


def test_a_file_that_the_program_did_not_write_is_kept(report: Callable[..., Path]) -> None:
    Path("报告.docx").write_bytes(b"somebody's")
    report(output="报告.docx")
    assert Path("报告（改动备份）.docx").read_bytes() == b"somebody's"


@pytest.mark.parametrize("role", ["template", "workbook", "link"])
def test_no_report_is_written_over_its_own_inputs(report: Callable[..., Path], role: str, tmp_path: Path) -> None:
    from summarize.render.templates import find_template

    template = Path("模板.docx")
    template.write_bytes(find_template("半年工作总结").read_bytes())
    workbook = tmp_path / "工作簿.xlsx"
    target = template
    if role == "workbook":
        workbook = target = workbook.rename(tmp_path / "工作簿.docx")
    elif role == "link":
        target = Path("链接.docx")
        target.symlink_to(workbook)
    before = target.read_bytes()
    with pytest.raises(UsageError) as caught:
        generate(Request(workbook=workbook, template=str(template), output=str(target)))
    assert [finding.rule.code for finding in caught.value.findings] == ["W16"]
    assert target.read_bytes() == before
