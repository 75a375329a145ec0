"""The record beside a document: its id, and what a 涉密计算机 keeps to itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from summarize.errors import InputError
from summarize.pipeline import Request, generate, secrecy

SHEETS: dict[str, Any] = {
    "基本信息": [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]],
    "指标": [["指标", "一季度", "二季度"], ["走访户数", 400, 595]],
    "工作成效": [["时期", "事项", "内容"], ["上半年", "走访", "走访{走访户数}户。"]],
    "工作计划": [["时期", "事项", "内容"], ["下半年", "抓演练", "演练2次。"]],
}


def record_of(path: Path) -> dict[str, Any]:
    (record,) = (path.parent / ".summarize").iterdir()
    read: dict[str, Any] = json.loads(record.read_text(encoding="utf-8"))
    return read


def test_every_choice_gives_an_id_of_its_own(workbook: Callable[[Any], Path], tmp_path: Path) -> None:
    path = workbook(SHEETS)
    choices: list[dict[str, Any]] = [
        {},
        {"stage": "定稿"},
        {"is_brief": True},
        {"is_draft": True},
        {"template": "年度工作总结"},
        {"period": "上半年", "template": "汇报材料"},
    ]
    ids = []
    for number, choice in enumerate(choices):
        outcome = generate(Request(workbook=path, output=f"{tmp_path}/{number}/", **choice))
        ids.append(record_of(outcome.path)["id"])
    assert len(set(ids)) == len(choices)


def test_a_changed_cell_changes_the_id(workbook: Callable[[Any], Path], tmp_path: Path) -> None:
    first = record_of(generate(Request(workbook=workbook(SHEETS), output=f"{tmp_path}/一/")).path)
    changed = {**SHEETS, "指标": [["指标", "一季度", "二季度"], ["走访户数", 400, 596]]}
    second = record_of(generate(Request(workbook=workbook(changed), output=f"{tmp_path}/二/")).path)
    assert first["id"] != second["id"]
    assert (first["figures"][0]["text"], second["figures"][0]["text"]) == ("995", "996")


def test_a_classified_machine_writes_the_report_and_records_no_text(
    workbook: Callable[[Any], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = {**SHEETS, "基本信息": [*SHEETS["基本信息"], ["密级", "机密★1年"]]}
    path = workbook(sheets)
    with pytest.raises(InputError) as caught:
        generate(Request(workbook=path, output=f"{tmp_path}/一/"))
    assert {finding.rule.code for finding in caught.value.findings} == {"V38"}
    assert not (tmp_path / "一").exists()

    setting = tmp_path / "classified-machine"
    setting.touch()
    monkeypatch.setattr(secrecy, "_classified_setting", lambda: setting)
    outcome = generate(Request(workbook=path, output=f"{tmp_path}/二/"))
    assert "走访。走访995户。" in [paragraph.text for paragraph in docx.Document(str(outcome.path)).paragraphs]
    assert not record_of(outcome.path).keys() & {"sentences", "figures"}


def test_records_and_reports_can_be_sent_to_a_worker(workbook: Callable[[Any], Path]) -> None:
    import pickle

    from summarize.compose import compose
    from summarize.model.periods import Period
    from summarize.read import read_workbook
    from summarize.validate import validate

    validation = validate(read_workbook(workbook(SHEETS)))
    report = compose(validation.records, Period.half(2025, 1))
    for value in (validation.records, validation.findings, report):
        assert pickle.loads(pickle.dumps(value)) == value
