"""字数上限 and 字数下限: counted as word processors count, told with what makes up the length."""

from __future__ import annotations

from typing import Any

import pytest

from summarize.history.length import count_words
from summarize.pipeline import Request, check, generate

from .conftest import Unit, of_history

ROWS: list[list[Any]] = [
    ["二季度", "党建工作", "学习", "学" * 99 + "。", "党建科", None],
    ["二季度", "为民服务", "走访", "访" * 49 + "。", "服务科", None],
]
PLANS: list[list[Any]] = [["三季度", "党建工作", "学习", "习" * 19 + "。", "党建科", None]]


def told(unit: Unit, *facts: list[Any]) -> list[tuple[str, str, str]]:
    path = unit.workbook(ROWS, plans=PLANS, facts=list(facts))
    checked = of_history(check(path, "二季度"))
    made = of_history(generate(Request(workbook=path, period="二季度")).findings)
    assert checked == made
    return [(finding.rule.code, str(finding.place), finding.message) for finding in checked]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("走访9户。", 5),
        ("走访1,234户", 4),
        ("增长12.3%", 3),
        ("使用 Word 软件", 5),
        ("一行\n二行\t三", 5),
        ("（一）", 3),
    ],
)
def test_words_are_counted_as_word_processors_count_them(text: str, count: int) -> None:
    assert count_words(text) == count


def test_a_report_that_is_too_long_is_told_with_its_parts_and_offices(unit: Unit) -> None:
    # 一、党建工作 6, 学习。 3 + 100; 二、为民服务 6, 走访。 3 + 50; the plan: 党建工作 4, 学习。 3 + 20
    assert told(unit, ["字数上限", 150]) == [
        ("X07", "基本信息!B4", "正文195字，超出字数上限150字，多45字"),
        ("X08", "基本信息!B4", "各部分字数：党建工作109字（56%）、为民服务59字（30%）、工作计划27字（14%）"),
        ("X08", "基本信息!B4", "各科室字数：党建科126字（70%）、服务科53字（30%）"),
    ]


def test_a_report_that_is_too_short_is_told(unit: Unit) -> None:
    first, *_ = told(unit, ["字数下限", 500], ["字数上限", 900])
    assert first == ("X07", "基本信息!B4", "正文195字，不到字数下限500字，少305字")


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param([], id="no limits"),
        pytest.param([["字数上限", 195], ["字数下限", 195]], id="exactly"),
        pytest.param([["字数上限", 200], ["字数下限", 100]], id="between"),
        pytest.param([["字数上限", 10, "三季度"]], id="another period's"),
    ],
)
def test_a_report_within_its_limits_is_silent(unit: Unit, facts: list[list[Any]]) -> None:
    head = ["项目", "内容", "时期"]
    basic = [head, ["单位名称", unit.name], ["年度", 2025], *facts]
    path = unit.workbook(ROWS, plans=PLANS, more={"基本信息": basic})
    assert of_history(check(path, "二季度")) == []


def test_every_part_that_is_printed_counts(unit: Unit) -> None:
    facts = [["引言", "引" * 10], ["问题引语", "问" * 7], ["计划引语", "计" * 8], ["结束语", "结" * 6], ["字数上限", 1]]
    path = unit.workbook(
        ROWS,
        [["二季度", "不够", "够" * 11, "党建科"]],
        PLANS,
        facts=facts,
        more={
            "意见建议": [["事项", "内容"], ["请求", "请" * 9]],
            "其他章节": [["标题", "内容", "位置"], ["经验", "验" * 13, "成效后"]],
        },
    )
    _, parts, _ = [finding.message for finding in of_history(check(path, "二季度"))]
    for part in ("引言10字", "存在的问题", "意见建议", "经验", "结束语6字", "党建工作109字"):
        assert part in parts
