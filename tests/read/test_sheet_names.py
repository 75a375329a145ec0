"""What a sheet's name says: its role, a period, section or office, a continuation, or nothing that is understood."""

from __future__ import annotations

import pytest

from summarize.read.tables.sheet_names import SheetName, read_sheet_name


@pytest.mark.parametrize(
    ("name", "qualifier"),
    [
        ("一季度工作成效", "一季度"),
        ("工作成效（一季度）", "一季度"),
        ("2017年上半年工作成效", "2017年上半年"),
        ("工作成效2017", "2017年"),
        ("工作成效-1-3月", "1-3月"),
        ("工作成效（1—6月）", "1—6月"),
        ("3月工作进展表", "3月"),
        ("工作成效-党建工作", "党建工作"),
        ("工作成效_办公室", "办公室"),
        ("工作成效 （综合科）", "综合科"),
        ("工作成效-三季度-办公室", "三季度 办公室"),
        ("3.工作成效", ""),
        ("二、工作成效", ""),
        ("工作成效（1）", ""),
    ],
)
def test_a_name_says_a_period_a_section_or_an_office_besides_the_role(name: str, qualifier: str) -> None:
    assert read_sheet_name(name) == SheetName("工作成效", qualifier, 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("重点工作台账（一季度）", SheetName("重点工作", "一季度")),
        ("2017年重点工作推进情况表", SheetName("重点工作", "2017年")),
        ("重点工作推进情况表（2）", SheetName("重点工作", "", 2)),
        ("下半年工作安排", SheetName("工作计划", "下半年")),
        ("指标（一季度）", SheetName("指标", "一季度")),
        ("附件1（续）", SheetName("附件")),
        ("一季度附件", SheetName(None)),
    ],
)
def test_names_of_other_roles_are_read_alike(name: str, said: SheetName) -> None:
    assert read_sheet_name(name) == said


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("工作成效(2)", 2),
        ("工作成效 (2)", 2),
        ("工作成效2", 2),
        ("工作成效（二）", 2),
        ("工作成效-3", 3),
        ("工作成效第2页", 2),
        ("工作成效（续）", 2),
        ("工作成效续表", 2),
        ("工作成效（续表）", 2),
        ("工作成效（续2）", 3),
        ("工作成效表(2)", 2),
    ],
)
def test_a_number_or_the_word_for_going_on_makes_a_continuation(name: str, part: int) -> None:
    assert read_sheet_name(name) == SheetName("工作成效", "", part)


def test_a_continuation_goes_on_with_the_sheet_of_its_period() -> None:
    assert read_sheet_name("工作成效（一季度）(2)") == SheetName("工作成效", "一季度", 2)


@pytest.mark.parametrize(
    "name",
    [
        *("工作成效（旧）", "工作成效备份", "工作成效（草稿）", "工作成效副本", "工作成效(2)(副本)", "副本工作成效"),
        *("工作成效汇总", "工作成效-各科室", "工作成效（初稿）", "工作成效0405", "工作成效-张三", "工作成效（上）"),
        *("2025年上半年我局存在问题", "我局主要问题", "问题线索办理", "重点工作计划", "科室工作安排", "办公室工作成效"),
        *("一季度", "2017", "Sheet1", "（2）", ""),
    ],
)
def test_a_name_that_is_not_understood_whole_is_no_role(name: str) -> None:
    assert read_sheet_name(name) == SheetName(None)


@pytest.mark.parametrize(
    ("name", "qualifier"),
    [("办公室工作成效", "办公室"), ("工作成效张三", "张三"), ("工作成效-旧城改造", "旧城改造")],
)
def test_the_workbooks_own_names_are_understood_wherever_they_stand(name: str, qualifier: str) -> None:
    known = frozenset({"办公室", "张三", "旧城改造"})
    assert read_sheet_name(name, known) == SheetName("工作成效", qualifier)
