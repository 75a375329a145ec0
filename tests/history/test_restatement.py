"""Figures as issued against what the workbook gives for the same periods now."""

from __future__ import annotations

from typing import Any

import pytest

from summarize.pipeline import Request, check, generate

from .conftest import Unit, of_history

HEAD = ["指标", "计量单位", "年度目标", "小数位", "一季度", "二季度", "上年一季度"]


def figures(*rows: list[Any]) -> list[list[Any]]:
    return [HEAD, *rows]


def issue(unit: Unit, text: str, *rows: list[Any]) -> None:
    unit.issue([], [["一季度", "综合", "走访", text, "办公室"]], indicators=figures(*rows))


def told(unit: Unit, *rows: list[Any], head: list[str] = HEAD) -> list[tuple[str, str]]:
    done = [["二季度", "综合", "走访", "走访群众。", "办公室", None]]
    found = unit.told(done, indicators=[head, *rows])
    assert {finding.rule.code for finding in found} <= {"X04"}
    return [(str(finding.place), finding.message) for finding in found]


VISITS = ["走访户数", "户", 2000, None, 400, 595, 350]


@pytest.mark.parametrize(
    ("text", "now", "message"),
    [
        (
            "走访{走访户数}户。",
            ["走访户数", "户", 2000, None, 420, 595, 350],
            "“走访户数”2025年一季度的数，2025年一季度印发的报告印的是400户，现在算出来是420户",
        ),
        (
            "走访户数同比{走访户数.同比}。",
            ["走访户数", "户", 2000, None, 400, 595, 500],
            "“走访户数”2025年一季度的同比，2025年一季度印发的报告印的是增长14.3%，现在算出来是下降20%",
        ),
        (
            "完成全年任务的{走访户数.完成率}。",
            ["走访户数", "户", 1600, None, 400, 595, 350],
            "“走访户数”2025年一季度的完成率，2025年一季度印发的报告印的是20%，现在算出来是25%",
        ),
        (
            "累计{走访户数.累计:万户}万户。",
            ["走访户数", "户", 2000, None, 4100, 595, 350],
            "“走访户数”2025年一季度的累计，2025年一季度印发的报告印的是0.04万户，现在算出来是0.41万户",
        ),
        (
            "走访{走访户数}户。",
            ["走访户数", "户", 2000, None, None, 595, 350],
            "“走访户数”2025年一季度的数，2025年一季度印发的报告印的是400户，现在是空的",
        ),
    ],
)
def test_a_figure_that_was_issued_otherwise_is_told_with_both_values(
    unit: Unit, text: str, now: list[Any], message: str
) -> None:
    issue(unit, text, VISITS)
    ((place, seen),) = told(unit, now)
    assert seen == message
    assert place == "指标!E2"


def test_an_estimate_that_was_replaced_is_told_and_one_that_holds_is_not(unit: Unit) -> None:
    sheets = figures(
        ["走访户数", "户", None, None, "预计400", 595, 350], ["巡查次数", "次", None, None, "预计30", 9, 8]
    )
    rows = [["一季度", "综合", "走访", "走访{走访户数}户，巡查{巡查次数}次。", "办公室"]]
    unit.issue([], rows, indicators=sheets)
    found = told(unit, ["走访户数", "户", None, None, 410, 595, 350], ["巡查次数", "次", None, None, 30, 9, 8])
    assert found == [
        ("指标!E2", "“走访户数”2025年一季度的数，2025年一季度印发的报告印的是预计400户，现在算出来是410户")
    ]


@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        pytest.param("走访{走访户数}户。", VISITS, ["走访户数", "户", 2000, None, 400, 700, 350], id="another quarter"),
        pytest.param("走访群众。", VISITS, ["走访户数", "户", 2000, None, 420, 595, 350], id="never printed"),
        pytest.param(
            "到位{资金}。",
            ["资金", "万元", None, None, 12345, 9, 8],
            ["资金", "亿元", None, None, 1.2345, 0.1, 0.1],
            id="another unit",
        ),
        pytest.param(
            "到位{资金}。",
            ["资金", "万元", None, None, 12345, 9, 8],
            ["资金", "亿元", None, 2, 1.2345, 0.1, 0.1],
            id="another unit, rounded",
        ),
        pytest.param("同比{走访户数.同比}。", VISITS, ["走访户数", "户", 2000, 0, 400, 595, 350], id="fewer decimals"),
        pytest.param(
            "走访{走访户数}户。", VISITS, ["入户数", "户", 2000, None, 420, 595, 350], id="no longer in the workbook"
        ),
    ],
)
def test_what_says_the_same_in_another_way_is_silent(unit: Unit, text: str, before: list[Any], now: list[Any]) -> None:
    issue(unit, text, before)
    assert told(unit, now) == []


def test_decimals_hide_no_other_number(unit: Unit) -> None:
    issue(unit, "同比{走访户数.同比}。", VISITS)
    ((_, message),) = told(unit, ["走访户数", "户", 2000, 0, 420, 595, 350])
    assert message.endswith("印的是增长14.3%，现在算出来是增长20%")


def test_a_workbook_without_the_columns_of_that_time_is_silent(unit: Unit) -> None:
    issue(unit, "走访{走访户数}户。", VISITS)
    assert told(unit, ["走访户数", "户", 595], head=["指标", "计量单位", "二季度"]) == []


def test_last_years_figures_are_compared_in_this_years_workbook(unit: Unit) -> None:
    issue(unit, "走访{走访户数}户。", VISITS)
    head = ["指标", "计量单位", "一季度", "上年一季度"]
    path = unit.make(
        {
            "基本信息": [["项目", "内容"], ["单位名称", unit.name], ["年度", 2026]],
            "工作成效": [["时期", "事项", "内容"], ["一季度", "走访", "走访群众。"]],
            "指标": [head, ["走访户数", "户", 500, 410]],
        }
    )
    (finding,) = of_history(check(path, "一季度"))
    assert (str(finding.place), finding.message) == (
        "指标!D2",
        "“走访户数”2025年一季度的数，2025年一季度印发的报告印的是400户，现在算出来是410户",
    )


def test_each_difference_is_told_once_however_many_reports_printed_the_figure(unit: Unit) -> None:
    issue(unit, "走访{走访户数}户。", VISITS)
    rows = [
        ["一季度", "综合", "走访", "走访{走访户数}户。", "办公室"],
        ["二季度", "综合", "走访", "走访{走访户数}户。", "办公室"],
    ]
    path = unit.workbook(rows, indicators=figures(VISITS), file="二.xlsx")
    generate(Request(workbook=path, period="上半年", is_issue=True))
    changed = ["走访户数", "户", 2000, None, 420, 595, 350]
    later = unit.workbook(
        [["三季度", "综合", "走访", "走访群众。", "办公室"]], indicators=figures(changed), file="三.xlsx"
    )
    messages = [finding.message for finding in of_history(check(later, "三季度")) if finding.rule.code == "X04"]
    assert messages == ["“走访户数”2025年一季度的数，2025年一季度印发的报告印的是400户，现在算出来是420户"]
