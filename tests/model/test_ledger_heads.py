"""The heads of a ledger: which period a column tells of, and what."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.findings import Place
from summarize.model.cells import Cell, CellKind, CellValue
from summarize.model.ledger_heads import BadPeriodHead, PeriodHead, is_ledger_head, read_period_head


def cell(value: CellValue) -> Cell:
    kind = CellKind.DATE if isinstance(value, datetime.date) else CellKind.TEXT
    return Cell(value, kind, "General", Place(sheet="重点工作", cell="B1"))


def read(name: str, year: int | None = 2025) -> PeriodHead | BadPeriodHead | None:
    return read_period_head(name, cell(name), year)


@pytest.mark.parametrize(
    ("name", "period", "aspect"),
    [
        ("一季度完成情况", "2025年一季度", "进展情况"),
        ("第一季度工作进展", "2025年一季度", "进展情况"),
        ("二季度", "2025年二季度", "进展情况"),
        ("Q3完成", "2025年三季度", "进展情况"),
        ("上半年进展情况", "2025年上半年", "进展情况"),
        ("前三季度进展", "2025年前三季度", "进展情况"),
        ("6月进展", "2025年6月", "进展情况"),
        ("1-3月完成情况", "2025年一季度", "进展情况"),
        ("截至6月底完成情况", "2025年上半年", "进展情况"),
        ("9月末进展", "2025年前三季度", "进展情况"),
        ("进展情况（1-3月）", "2025年一季度", "进展情况"),
        ("完成情况一季度", "2025年一季度", "进展情况"),
        ("（一季度）完成情况", "2025年一季度", "进展情况"),
        ("2026年一季度目标任务", "2026年一季度", "目标"),
        ("一季度目标", "2025年一季度", "目标"),
        ("第1季度-计划", "2025年一季度", "目标"),
        ("目标(二季度)", "2025年二季度", "目标"),
        ("一季度完成率(%)", "2025年一季度", "完成率"),
        ("一季度状态", "2025年一季度", "状态"),
        ("一季度存在问题", "2025年一季度", "存在问题"),
        ("三季度下一步打算", "2025年三季度", "下一步打算"),
        ("三季度存在问题及下一步打算", "2025年三季度", "存在问题及下一步打算"),
    ],
)
def test_a_head_names_its_period_and_what_it_tells(name: str, period: str, aspect: str) -> None:
    head = read(name)
    assert isinstance(head, PeriodHead)
    assert (head.period.full_name, head.aspect.value) == (period, aspect)


@pytest.mark.parametrize(
    "name", ["经费来源", "季度考核", "本季度进展情况", "下季度计划", "上年完成情况", "同期完成", "牵头领导", ""]
)
def test_other_heads_name_no_period(name: str) -> None:
    assert read(name) is None


@pytest.mark.parametrize(
    ("name", "is_lost"),
    [("一季席完成情况", True), ("上半午目标", True), ("五季度进展", True), ("一季度评分", False), ("季度进展", False)],
)
def test_near_misses_are_told(name: str, is_lost: bool) -> None:
    head = read(name)
    assert isinstance(head, BadPeriodHead) and head.is_lost is is_lost


def test_a_date_as_head_is_its_month() -> None:
    june = datetime.date(2025, 6, 1)
    head = read_period_head("2025年6月1日", cell(june), 2025)
    assert isinstance(head, PeriodHead) and head.period.full_name == "2025年6月"


def test_heads_of_any_time_are_the_ledgers_own_and_no_slips() -> None:
    names = ("一季度目标", "上年完成情况", "一季席完成情况", "责任课室")
    assert [is_ledger_head(name, cell(name)) for name in names] == [True, True, True, False]


@given(st.text(alphabet="一二三四季度上下半年月目标完成情况进展问题0123456789-—（）()至底截末Q的：/ ", max_size=14))
def test_any_head_is_read_or_told_or_none(name: str) -> None:
    head = read(name)
    if isinstance(head, BadPeriodHead):
        assert head.message and head.suggestion.endswith(("。", "？"))
    elif head is not None:
        assert head.period.start <= head.period.end
