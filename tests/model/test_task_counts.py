"""Citations that count tasks, and what they print at the end of a period."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from summarize.findings import Place
from summarize.model.figures.citations import Broken, Citation, CitationFault, find_citations
from summarize.model.figures.evaluation import Figure, evaluate
from summarize.model.figures.indicators import Indicator, Indicators
from summarize.model.figures.questions import Gap
from summarize.model.figures.task_counts import TaskCount
from summarize.model.figures.tasks import Task, Tasks, TaskState
from summarize.model.offices import leading_office, split_offices
from summarize.model.periods import Period

HALF, FIRST, SECOND = Period.half(2025, 1), Period.quarter(2025, 1), Period.quarter(2025, 2)


def at(cell: str) -> Place:
    return Place(sheet="重点工作", cell=cell)


def task(row: int, section: str, office: str, *states: tuple[Period, str | None], since: Period | None = None) -> Task:
    told = tuple(TaskState(period, status, at(f"H{row}")) for period, status in states)
    return Task(f"任务{row}", at(f"B{row}"), section, section, office, told, since=since.start if since else None)


TASKS = Tasks(
    (
        task(2, "党建", "办公室", (SECOND, "已完成")),
        task(3, "党建", "财务科", (SECOND, "提前完成")),
        task(4, "业务", "财务科", (FIRST, "未达序时"), (SECOND, "达序时")),
        task(5, "业务", "办公室", (FIRST, "取消"), (SECOND, None)),
    ),
    ("重点工作",),
    True,
)


def cite(raw: str, tasks: Tasks = TASKS, *indicators: Indicator) -> object:
    (token,) = find_citations(raw, Indicators(indicators, 2025, tasks))
    return token


def print_(raw: str, period: Period = HALF, tasks: Tasks = TASKS) -> Figure | Gap:
    token = cite(raw, tasks)
    assert isinstance(token, Citation)
    return evaluate(token, Indicators((), 2025, tasks), period)


@pytest.mark.parametrize(
    ("raw", "text", "cells"),
    [
        ("{事项.总数}", "4", ["B2", "B3", "B4", "B5"]),
        ("{事项.已完成}", "2", ["H2", "H3"]),
        ("{事项.提前完成}", "1", ["H3"]),
        ("{事项.达序时}", "1", ["H4"]),
        ("{事项.取消}", "1", ["H5"]),
        ("{事项.已完成.占比}", "50%", ["H2", "H3", "H4", "H5"]),
        ("{事项.已完成.占比:党建}", "100%", ["H2", "H3"]),
        ("{事项.总数.占比}", "100%", ["B2", "B3", "B4", "B5"]),
        ("{事项.已完成:业务}", "0", ["H4", "H5"]),
        ("{事项.已完成:财务科}", "1", ["H3"]),
        ("｛事项．总数：党建｝", "2", ["B2", "B3"]),
    ],
)
def test_a_count_prints_its_number_and_names_every_cell(raw: str, text: str, cells: list[str]) -> None:
    figure = print_(raw)
    assert isinstance(figure, Figure)
    assert (figure.text, [place.cell for place in figure.cells]) == (text, cells)


def test_a_share_of_thirds_has_one_place() -> None:
    thirds = Tasks(tuple(task(row, "", "", (SECOND, status)) for row, status in enumerate(["已完成", "推迟", "推迟"])))
    figure = print_("{事项.已完成.占比}", tasks=thirds)
    assert isinstance(figure, Figure) and figure.text == "33.3%"


def test_states_of_a_later_time_are_not_counted_earlier() -> None:
    gap = print_("{事项.已完成}", FIRST)
    assert isinstance(gap, Gap)
    assert (gap.place, gap.message) == (at("B2"), "“任务2”的状态写的是2025年二季度的，数不出2025年一季度的")
    assert gap.suggestion == "在“重点工作”里补上2025年一季度的状态，或不引用"


def test_blank_states_are_a_gap_that_names_them() -> None:
    blank = Tasks(tuple(task(row, "", "", (SECOND, None)) for row in range(2, 9)), ("重点工作",), True)
    gap = print_("{事项.已完成}", HALF, blank)
    assert isinstance(gap, Gap)
    assert gap.message == "有7项没有填写状态，数不出来"
    assert gap.suggestion == (
        "填写重点工作!H2、重点工作!H3、重点工作!H4、重点工作!H5、重点工作!H6等；还没有开始的写“未启动”"
    )
    assert [place.cell for place in gap.cells] == [f"H{row}" for row in range(2, 9)]
    assert isinstance(print_("{事项.总数}", HALF, blank), Figure)


def test_a_task_is_counted_from_the_period_that_first_tells_of_it() -> None:
    tasks = Tasks((task(2, "", "", (SECOND, "已完成"), since=SECOND), task(3, "", "", (FIRST, "达序时"), since=FIRST)))
    first, half = print_("{事项.总数}", FIRST, tasks), print_("{事项.总数}", HALF, tasks)
    assert isinstance(first, Figure) and isinstance(half, Figure)
    assert (first.text, half.text) == ("1", "2")


def test_without_tasks_a_count_is_a_gap() -> None:
    gap = print_("{事项.总数}", HALF, Tasks())
    assert isinstance(gap, Gap) and gap.message == "没有可以数的事项"
    before = print_("{事项.总数}", HALF, Tasks((task(2, "", "", since=Period.quarter(2025, 3)),), ("重点工作",)))
    assert isinstance(before, Gap) and before.message == "“重点工作”没有2025年上半年的事项"


@pytest.mark.parametrize(
    ("raw", "message", "suggestion"),
    [
        ("{事项}", "“{事项}”没有写数什么", None),
        ("{事项.}", "“{事项.}”没有写数什么", None),
        ("{事项.已完}", "“{事项.已完}”的“.已完”不是认得的写法", "是否指“.已完成”？"),
        ("{事项.总数.同比}", "“{事项.总数.同比}”的“.同比”不是认得的写法", "写成 {事项.总数} 或 {事项.总数.占比}"),
        (
            "{事项.已完成:党健}",
            "“{事项.已完成:党健}”的“党健”不是“重点工作”里的板块或牵头科室",
            "是否指“党建”？冒号后面写板块或牵头科室的名称",
        ),
        (
            "{事项.已完成:}",
            "“{事项.已完成:}”的冒号后面没有写板块或科室",
            "冒号后面写板块或牵头科室的名称",
        ),
    ],
)
def test_what_cannot_be_counted_is_told_with_near_names(raw: str, message: str, suggestion: str | None) -> None:
    token = cite(raw)
    assert isinstance(token, Broken) and token.fault is CitationFault.UNKNOWN_FORM
    assert token.message == message
    words = ".总数、.已完成、.提前完成、.达序时、.超序时、.未达序时、.未启动、.推迟、.取消、.长期坚持"
    assert token.advice(Indicators()) == (suggestion or f"写成 {{事项.总数}}；可以写：{words}")


def test_an_indicator_called_so_too_keeps_its_forms() -> None:
    own = Indicator("事项", Place(sheet="指标", cell="A2"))
    assert cite("{事项}", TASKS, own) == Citation(0, 4, "事项")
    assert cite("{事项.同比}", TASKS, own) == Citation(0, 7, "事项", "同比")
    counted = cite("{事项.已完成.占比:党建}", TASKS, own)
    assert isinstance(counted, Citation) and counted.count == TaskCount("已完成", True, "党建")
    assert isinstance(cite("{事项.已完}", TASKS, own), Broken)


def test_a_look_alike_of_a_count_is_told() -> None:
    token = cite("【事项.总数】")
    assert isinstance(token, Broken) and token.fault is CitationFault.LOOK_ALIKE


def test_a_section_goes_before_an_office_of_the_same_name() -> None:
    tasks = Tasks((task(2, "财务科", "办公室"), task(3, "党建", "财务科"), task(4, "党建", "财务科")))
    figure = print_("{事项.总数:财务科}", HALF, tasks)
    assert isinstance(figure, Figure) and figure.text == "1"


def test_the_last_state_told_counts_until_another_is() -> None:
    state = TASKS.rows[3].state_at(datetime.date(2025, 12, 31))
    assert state is not None and state.status == "取消"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("办公室、财务科", ("办公室", "财务科")),
        ("办公室\n财务科；法规科", ("办公室", "财务科", "法规科")),
        ("牵头单位：办公室；配合：财务科", ("办公室", "财务科")),
        ("  ", ()),
        ("办公室", ("办公室",)),
    ],
)
def test_several_offices_in_one_cell_are_told_apart(text: str, names: tuple[str, ...]) -> None:
    assert split_offices(text) == names
    assert leading_office(text) == (names[0] if names else "")


def test_what_was_found_without_tasks_is_not_kept_when_there_are_some() -> None:
    without = Indicators((), 2025)
    (before,) = find_citations("{事项.总数:党建}", without)
    assert isinstance(before, Citation)
    assert isinstance(evaluate(before, without, HALF), Gap)

    (token,) = find_citations("{事项.总数:党建}", replace(without, tasks=TASKS))
    (unknown,) = find_citations("{事项.总数:文旅}", replace(without, tasks=TASKS))

    assert isinstance(token, Citation)
    assert evaluate(token, replace(without, tasks=TASKS), HALF) == Figure("2", (at("B2"), at("B3")))
    assert isinstance(unknown, Broken)
