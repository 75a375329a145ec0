"""The ledger told in several rows, and what its states and its progress say of each other."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.model.periods import Period
from summarize.read import read_workbook
from summarize.validate import Validation, check_period, validate

Read = Callable[..., Validation]


@pytest.fixture
def read(workbook: Callable[..., Path]) -> Read:
    def validation(*rows: list[Any]) -> Validation:
        facts = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
        return validate(read_workbook(workbook({"基本信息": facts, "重点工作": list(rows)})))

    return validation


def test_of_a_task_told_in_several_rows_the_last_office_and_deadline_count(read: Read) -> None:
    validation = read(
        ["事项", "时期", "进展情况", "责任科室", "完成时限"],
        ["抓培训", "一季度", "办班3期。", "办公室", "3月底"],
        ["抓培训", "二季度", "办班4期。", "财务科", "6月底"],
        ["抓培训", "三季度", "办班5期。", None, None],
    )
    (task,) = validation.records.indicators.tasks.rows
    assert (task.office, task.due, task.due_text) == ("财务科", datetime.date(2025, 6, 30), "6月底")
    assert (task.since, task.due_place and task.due_place.cell) == (datetime.date(2025, 1, 1), "E3")


def test_progress_of_a_later_quarter_does_not_stand_in_for_the_one_that_is_said_to_be_done(read: Read) -> None:
    validation = read(
        ["事项", "一季度完成情况", "一季度状态", "二季度完成情况", "二季度状态"],
        ["抓培训", None, "已完成", "办班4期。", "已完成"],
    )
    told = [(str(finding.place), finding.message) for finding in validation.findings if "没有写进展" in finding.message]
    assert told == [("重点工作!C2", "状态是“已完成”，没有写进展")]


@pytest.mark.parametrize(("status", "is_told"), [("未启动", False), ("推迟", False), ("达序时", True)])
def test_nobody_waits_for_progress_of_what_has_not_begun(read: Read, status: str, is_told: bool) -> None:
    validation = read(["事项", "一季度完成情况", "状态"], ["抓培训", "办班3期。", "达序时"], ["抓项目", None, status])
    found = check_period(validation.records, None, Period.quarter(2025, 1))
    told = [str(finding.place) for finding in found if "进展是空的" in finding.message]
    assert told == (["重点工作!B3"] if is_told else [])
