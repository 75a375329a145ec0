"""The ledger as records: each cell in the period of its column, told of by the cell itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from summarize.model.periods import Period
from summarize.model.records import ItemRow, Records
from summarize.read import read_workbook
from summarize.validate import validate

FACTS = [["项目", "内容"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
FIRST, SECOND, THIRD, FOURTH = (Period.quarter(2025, number) for number in range(1, 5))
HALF, SECOND_HALF = Period.half(2025, 1), Period.half(2025, 2)
Read = Callable[..., Records]
Told = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def read(workbook: Callable[..., Path]) -> Read:
    def records(
        *rows: list[Any],
        others: Mapping[str, Any] = {},
        sheet: str = "重点工作",
        asked: str | None = None,
        **options: Any,
    ) -> Records:
        path = workbook({"基本信息": FACTS, sheet: list(rows), **others}, **options)
        return validate(read_workbook(path), asked).records

    return records


@pytest.fixture
def told(workbook: Callable[..., Path]) -> Told:
    def findings(
        *rows: list[Any], others: Mapping[str, Any] = {}, sheet: str = "重点工作"
    ) -> list[tuple[str, str, str]]:
        found = validate(read_workbook(workbook({"基本信息": FACTS, sheet: list(rows), **others}))).findings
        return [(finding.rule.code, str(finding.place), finding.message) for finding in found]

    return findings


def shown(rows: tuple[ItemRow, ...]) -> list[tuple[str, Period | None, str, str | None]]:
    return [(row.matter.raw, row.period, row.content.raw, row.content.place.cell) for row in rows]


def test_each_quarter_gives_an_achievement_from_its_very_cell(read: Read) -> None:
    records = read(
        ["任务编号", "板块", "小类", "重点工作", "一季度完成情况", "二季度完成情况", "责任单位", "完成时限", "段首句"],
        ["A1", "党建", "学习", "抓培训", "办班3期。", "办班4期。", "办公室、财务科", "6月底", "狠抓培训"],
        ["A2", "党建", "学习", "抓普法", "无", None, "法规科", None, None],
    )
    assert shown(records.achievements) == [
        ("抓培训", FIRST, "办班3期。", "E2"),
        ("抓培训", SECOND, "办班4期。", "F2"),
    ]
    first = records.achievements[0]
    assert (first.identity, first.merge_mode, first.position, first.include) == ("#A1", "替换", 0, "是")
    assert [
        source.raw for source in (first.section, first.subsection, first.lead, first.office, first.due) if source
    ] == [*("党建", "学习", "狠抓培训", "办公室、财务科", "6月底")]
    assert (str(first.place), first.number) == ("重点工作!D2", 2)


def test_a_singular_column_beside_quarters_speaks_of_the_latest_that_is_filled(read: Read) -> None:
    records = read(
        ["事项", "一季度进展", "二季度进展", "三季度进展", "状态", "存在问题", "下一步打算"],
        ["抓培训", "办班3期。", "办班4期。", None, "达序时", "教员少。", "请教员。"],
        ["抓普法", "普法1场。", None, None, "滞后", "场地小。", "暂无"],
    )
    assert shown(records.problems) == [("抓培训", SECOND, "教员少。", "F2"), ("抓普法", SECOND, "场地小。", "F3")]
    assert shown(records.plans) == [("抓培训", THIRD, "请教员。", "G2")]
    statuses = [(row.period, row.status.raw if row.status else None) for row in records.achievements]
    assert statuses == [(FIRST, None), (SECOND, "达序时"), (FIRST, None)]
    assert records.default_period == SECOND


def test_problems_and_plans_do_not_carry_the_lead_of_what_was_done(read: Read) -> None:
    records = read(
        ["事项", "段首句", "简要", "一季度进展", "存在问题", "下一步打算"],
        ["抓培训", "狠抓培训", "办班。", "办班3期。", "教员少。", "请教员。"],
    )
    for row in (*records.problems, *records.plans):
        assert (row.lead, row.brief) == (None, None)


def test_a_period_that_stands_outside_goes_before_the_latest_quarter(read: Read) -> None:
    rows = [["事项", "一季度进展", "二季度进展", "存在问题", "下一步打算"], ["甲", "一。", "二。", "难。", "干。"]]
    titled = read(["2025年上半年重点工作推进情况表"], *rows)
    assert [row.period for row in titled.problems] == [HALF]
    assert [row.period for row in titled.plans] == [SECOND_HALF]
    dated = read(["时期", *rows[0]], ["上半年", *rows[1]])
    assert [row.period for row in dated.problems] == [HALF]


def test_a_bare_year_and_the_period_asked_for_do_not_tell_when_a_ledger_was_written(read: Read) -> None:
    rows = [["事项", "一季度进展", "二季度进展", "存在问题"], ["甲", "一。", "二。", "难。"]]
    assert [row.period for row in read(["2025年重点工作推进情况表"], *rows).problems] == [SECOND]
    assert [row.period for row in read(*rows, asked="一季度").problems] == [SECOND]
    assert [row.period for row in read(["时期", *rows[0]], ["2025年", *rows[1]]).problems] == [SECOND]


def test_a_single_progress_column_belongs_to_the_row_else_to_the_title(read: Read) -> None:
    head, row = ["工作任务", "完成情况", "存在困难", "下步措施", "状态"], ["甲", "一。", "难。", "干。", "达序时"]
    dated = read(["时期", *head], ["一季度", *row], ["二季度", "甲", "二。", "无", "／", "已完成"])
    assert shown(dated.achievements) == [("甲", FIRST, "一。", "C2"), ("甲", SECOND, "二。", "C3")]
    assert shown(dated.problems) == [("甲", FIRST, "难。", "D2")]
    assert shown(dated.plans) == [("甲", SECOND, "干。", "E2")]
    titled = read(["2025年6月重点工作推进情况表"], head, row)
    assert [item.period for item in titled.achievements] == [Period.month(2025, 6)]
    asked = read(head, row, asked="三季度")
    assert [item.period for item in asked.achievements] == [THIRD]


def test_columns_of_one_period_for_problems_states_and_plans(read: Read) -> None:
    records = read(
        ["事项", "一季度进展", "一季度存在问题", "一季度下一步打算", "一季度状态", "二季度进展", "二季度存在问题"],
        ["甲", "一。", "难。", "干。", "滞后", "二。", "无"],
    )
    assert shown(records.problems) == [("甲", FIRST, "难。", "C2")]
    assert shown(records.plans) == [("甲", SECOND, "干。", "D2")]
    (task,) = records.indicators.tasks.rows
    assert [(state.period, state.status) for state in task.states] == [(FIRST, "未达序时")]


def test_targets_are_the_plan_where_no_next_step_looks_ahead(read: Read) -> None:
    head = ["事项", "一季度进展", "二季度目标", "二季度进展", "三季度计划", "四季度目标", "下一步打算"]
    records = read(
        head,
        ["甲", "一。", "目标二。", "二。", "目标三。", "目标四。", None],
        ["乙", "一。", "目标二。", "二。", "目标三。", "目标四。", "干。"],
        ["丙", "一。", None, "二。", "无", "—", "无"],
    )
    assert shown(records.plans) == [
        ("甲", SECOND, "目标二。", "C2"),
        ("甲", THIRD, "目标三。", "E2"),
        ("甲", FOURTH, "目标四。", "F2"),
        ("乙", THIRD, "干。", "G3"),
        ("乙", SECOND, "目标二。", "C3"),
    ]
    assert [row.merge_mode for row in records.plans] == ["接续", "接续", "接续", "替换", "接续"]


def test_a_target_of_the_whole_year_is_no_plan_but_that_of_the_next_year_is(read: Read) -> None:
    records = read(["事项", "四季度进展", "2025年目标", "2026年目标"], ["甲", "四。", "全年达标。", "明年达标。"])
    assert shown(records.plans) == [("甲", Period.whole_year(2026), "明年达标。", "D2")]


def test_templates_are_offered_what_is_not_printed(read: Read) -> None:
    records = read(
        [
            "事项",
            "年度目标",
            "工作举措",
            "一季度目标",
            "一季度进展",
            "完成率",
            "分管领导",
            "配合单位",
            "责任人",
            "经费(万元)",
        ],
        ["甲", "10场", "办班", "2场。", "一。", 0.5, "局长", "财务科", "小甲", 5],
        formats={"重点工作": {"F2": "0%"}},
    )
    offered = {name: source.raw for name, source in records.achievements[0].extra.items()}
    assert offered == {
        "年度目标": "10场",
        "工作举措": "办班",
        "一季度目标": "2场。",
        "一季度进展": "一。",
        "完成率": "50%",
        "牵头领导": "局长",
        "配合科室": "财务科",
        "责任人": "小甲",
        "经费万元": "5",
    }


def test_bands_and_merged_offices_hold_for_the_rows_below(read: Read) -> None:
    records = read(
        ["序号", "重点工作", "一季度完成情况", "责任科室"],
        ["一、党建工作"],
        [1, "抓培训", "办班3期。", "办公室"],
        [2, "抓普法", "普法1场。", None],
        ["二、业务工作"],
        [1, "抓检查", "检查5家。", "执法科"],
        merged={"重点工作": ["A2:D2", "D3:D4", "A5:D5"]},
    )
    assert [row.section.raw if row.section else None for row in records.achievements] == [
        *("一、党建工作", "一、党建工作", "二、业务工作")
    ]
    tasks = records.indicators.tasks
    assert [(task.section_key, task.office) for task in tasks.rows] == [
        ("党建工作", "办公室"),
        ("党建工作", "办公室"),
        ("业务工作", "执法科"),
    ]


def test_states_are_read_in_the_words_of_their_column(read: Read) -> None:
    def states(head: str, *words: str | None) -> list[str | None]:
        rows = [[f"事{number}", "一。", word] for number, word in enumerate(words)]
        tasks = read(["事项", "一季度进展", head], *rows).indicators.tasks.rows
        return [task.states[0].status for task in tasks]

    assert states("状态", "已 完成", "滞后", "红灯", "绿", "超序时进度", "—", None) == [
        *("已完成", "未达序时", "未达序时", "达序时", "超序时"),
        None,
        None,
    ]
    assert states("是否完成", "是", "否", "已完成") == ["已完成", "未完成", "已完成"]
    assert states("是否达序时", "是", "否") == ["达序时", "未达序时"]


def test_an_unknown_state_is_told_and_counted_only_among_all(read: Read, told: Told) -> None:
    rows = [["事项", "一季度进展", "状态", "下一步打算"], ["甲", "一。", "差不多了", "干。"]]
    assert told(*rows) == [("V81", "重点工作!C2", "状态写的是“差不多了”，不在可选的写法里")]
    assert read(*rows).indicators.tasks.rows[0].states[0].status == "差不多了"


def test_tasks_know_their_deadline_and_rows_that_are_left_out_are_no_tasks(read: Read) -> None:
    tasks = read(
        ["事项", "一季度进展", "完成时限", "入文"],
        ["甲", "一。", "6月底", None],
        ["乙", "一。", "长期", "仅附表"],
        ["丙", "一。", "6月", "否"],
    ).indicators.tasks
    assert [(task.name, task.due) for task in tasks.rows] == [("甲", datetime.date(2025, 6, 30)), ("乙", None)]
    assert (tasks.is_ledger, tasks.sheets) == (True, ("重点工作",))


def test_rows_of_one_task_are_one_task_unless_they_stand_alone(read: Read) -> None:
    head = ["时期", "事项", "进展情况", "状态", "合并方式"]
    tasks = read(
        head,
        ["一季度", "甲", "一。", "滞后"],
        ["二季度", "甲", "二。", "已完成"],
        ["二季度", "甲", "另。", "取消", "单列"],
    ).indicators.tasks
    assert [[state.status for state in task.states] for task in tasks.rows] == [["未达序时", "已完成"], ["取消"]]
    assert [task.since for task in tasks.rows] == [datetime.date(2025, 1, 1), datetime.date(2025, 4, 1)]


def test_without_a_ledger_the_items_with_a_state_are_counted(read: Read) -> None:
    rows = [["时期", "事项", "内容", "状态"], ["一季度", "甲", "一。", "滞后"], ["二季度", "甲", "二。", "已完成"]]
    tasks = read(*rows, ["一季度", "乙", "一。", None], sheet="工作成效").indicators.tasks
    assert [(task.name, [state.status for state in task.states]) for task in tasks.rows] == [
        ("甲", ["未达序时", "已完成"])
    ]
    assert not tasks.is_ledger


def test_what_stands_in_both_sheets_is_kept_once_or_told(read: Read, told: Told) -> None:
    others = {"工作成效": [["时期", "事项", "内容"], ["一季度", "甲", "一。"], ["一季度", "乙", "二。"]]}
    ledger = [
        ["事项", "一季度完成情况", "下一步打算"],
        ["甲", "一 。", "干。"],
        ["乙", "三。", "干。"],
        ["丙", "四。", "干。"],
    ]
    records = read(*ledger, others=others)
    assert [(row.matter.raw, row.content.raw, row.position) for row in records.achievements] == [
        ("乙", "三。", 1),
        ("丙", "四。", 2),
        ("甲", "一。", 3),
        ("乙", "二。", 4),
    ]
    assert told(*ledger, others=others) == [("L27", "重点工作!B3", "“乙”一季度的内容与工作成效!C3不同")]


def test_rows_without_a_section_are_told_where_the_other_sheet_has_them(told: Told) -> None:
    others = {"工作成效": [["时期", "板块", "事项", "内容"], ["一季度", "党建", "甲", "一。"]]}
    ledger = [["事项", "一季度完成情况"], ["乙", "三。"]]
    assert told(*ledger, others=others) == [("V30", "重点工作!2:2", "第2行没有写板块，别的行写了")]


def test_growing_columns_replace_each_other_and_are_no_overlap(told: Told) -> None:
    rows = [["事项", "截至3月底进展", "截至6月底进展"], ["甲", "一。", "一、二。"]]
    assert told(*rows) == []
    continued = [[*rows[0], "合并方式"], [*rows[1], "接续"]]
    assert [code for code, _, _ in told(*continued)] == ["V32"]


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        (
            [["事项", "进展情况"], ["甲", "一。"]],
            (
                "V15",
                "重点工作!A1:B1",
                "“重点工作”没有“时期”列，标题行、表名、文件名里也没有写，不知道各行的进展属于哪一期",
            ),
        ),
        (
            [["事项", "一季度目标", "责任科室"], ["甲", "一。", "办公室"]],
            ("V03", "重点工作!A1:C1", "“重点工作”没有“进展情况”列，也没有各期的“完成情况”列"),
        ),
        (
            [["事项", "一季度进展", "存在问题"], ["甲", None, "难。"]],
            ("V15", "重点工作!C2", "各期的进展都没有填写，不知道第2行的“存在问题”是哪一期的"),
        ),
        ([["事项", "一季度进展", "序号"], [None, "一。", 1]], ("V16", "重点工作!A2", "第2行的事项为空")),
        ([["事项", "一季度进展"], ["甲", "同上"]], ("V22", "重点工作!B2", "“一季度进展”一栏写的是“同上”")),
    ],
)
def test_what_a_ledger_lacks_is_told(told: Told, rows: list[list[Any]], finding: tuple[str, str, str]) -> None:
    assert told(*rows) == [finding]


def test_several_offices_and_texts_of_several_lines_are_no_fault(read: Read, told: Told) -> None:
    rows = [
        ["事项", "工作举措", "一季度进展", "存在问题", "下一步打算", "责任科室", "责任人"],
        ["甲", "办班\n练兵", "一。\n二。", "难。\n少。", "干。\n快。", "办公室\n财务科", "小甲\n小乙"],
    ]
    assert told(*rows) == []
    assert read(*rows).indicators.tasks.rows[0].office == "办公室"
