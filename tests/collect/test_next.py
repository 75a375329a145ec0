"""`next`: the workbook for the period after this one, read back from the file that was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from summarize.errors import InputError, UsageError
from summarize.findings import Finding, Severity
from summarize.pipeline import check
from summarize.pipeline.continuing import NextOutcome, write_next
from summarize.read import read_workbook
from summarize.validate import validate

RowsOf = Callable[[Path, str], list[dict[str, str]]]
WORKBOOK: Mapping[str, Sequence[Sequence[Any]]] = {
    "基本信息": [
        ["项目", "内容", "时期"],
        ["单位名称", "某市某局", None],
        ["年度", 2025, None],
        ["署名", "某市某局", None],
    ],
    "板块": [["名称", "标题", "序号", "时期"], ["项目建设", "抓项目", 1, None], ["队伍建设", "带好队伍", 2, "二季度"]],
    "责任科室": [["科室", "简称"], ["人事教育科", "人事科"]],
    "核对": [["名称", "算式"], ["人数", "培训人数 = 培训人数"]],
    "工作成效": [
        ["事项", "内容", "时期", "板块", "任务编号"],
        ["抓培训", "办班{培训人数}人。", "二季度", "队伍建设", "T1"],
    ],
    "工作计划": [
        ["事项", "内容", "时期", "板块", "段首句", "责任科室", "完成时限", "任务编号", "牵头领导"],
        ["抓培训", "再办{班数}期。", "三季度", "下步安排", "培训不停步", "人事教育科", "9月底", "T1", "某某"],
        ["抓培训", "考试一次。", "2025年三季度", "下步安排", None, None, None, "T1", None],
        ["抓项目", "开工2个。", "三季度", "项目建设", None, None, None, None, None],
        ["抓规划", "编规划。", "下半年", "项目建设", None, None, None, None, None],
        ["抓总结", "写总结。", "四季度", "项目建设", None, None, None, None, None],
    ],
    "指标": [
        [
            "指标",
            "计量单位",
            "口径",
            "年度目标",
            "同比(给定)",
            "上年末",
            "一季度",
            "二季度",
            "上年一季度",
            "上年二季度",
        ],
        ["培训人数", "人次", "累计", 400, "8.5%", None, 80, 85, 70, 75],
    ],
}


def told(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.rule.code, str(finding.place), finding.message) for finding in findings]


@pytest.fixture
def go_on(workbook: Any, tmp_path: Path) -> Callable[..., NextOutcome]:
    def run(period: str = "二季度", **sheets: Any) -> NextOutcome:
        path = workbook({name: rows for name, rows in {**WORKBOOK, **sheets}.items() if rows}, name="这一期.xlsx")
        return write_next(path, period, tmp_path / "下一期.xlsx")

    return run


def heads(path: Path, sheet: str) -> list[str]:
    return [str(cell.value) for cell in load_workbook(path)[sheet][1]]


def test_planned_items_wait_for_their_texts(go_on: Any, rows_of: RowsOf) -> None:
    outcome = go_on()
    assert rows_of(outcome.path, "工作成效") == [
        {
            **{
                "事项": "抓培训",
                "时期": "三季度",
                "板块": "队伍建设",
                "段首句": "培训不停步",
                "责任科室": "人事教育科",
            },
            **{"完成时限": "9月底", "任务编号": "T1", "牵头领导": "某某", "原计划": "再办{班数}期。\n考试一次。"},
        },
        {"事项": "抓项目", "时期": "三季度", "板块": "项目建设", "原计划": "开工2个。"},
    ]
    assert (outcome.period.full_name, outcome.item_count) == ("2025年三季度", 2)


def test_the_new_workbook_says_in_one_line_that_its_items_wait(go_on: Any) -> None:
    assert told(check(go_on().path, None)) == [("L70", "工作表“工作成效”", "“工作成效”的2项都还没有填内容")]


def test_filled_in_it_passes(go_on: Any) -> None:
    path = go_on().path
    book = load_workbook(path)
    column = heads(path, "工作成效").index("内容") + 1
    for row in (2, 3):
        book["工作成效"].cell(row, column, "做好了。")
    figures = heads(path, "指标").index("三季度") + 1
    book["指标"].cell(2, figures, 60)
    book.save(path)
    assert told([finding for finding in check(path, None) if finding.severity is not Severity.INFO]) == []


def test_plans_that_reach_further_stay_plans(go_on: Any, rows_of: RowsOf) -> None:
    outcome = go_on()
    assert [(row["事项"], row["时期"]) for row in rows_of(outcome.path, "工作计划")] == [
        ("抓规划", "2025年下半年"),
        ("抓总结", "2025年四季度"),
    ]
    assert (
        "M15",
        "工作计划!A5",
        "“抓规划”计划的是2025年下半年，不全在2025年三季度以内，没有列为待填",
    ) in told(outcome.findings)


def test_what_holds_always_is_kept(go_on: Any, rows_of: RowsOf) -> None:
    path = go_on().path
    assert rows_of(path, "责任科室") == [{"科室": "人事教育科", "简称": "人事科"}]
    assert rows_of(path, "核对") == [{"名称": "人数", "算式": "培训人数 = 培训人数"}]
    assert rows_of(path, "板块") == [
        {"名称": "项目建设", "标题": "抓项目", "序号": "1"},
        {"名称": "队伍建设", "序号": "2"},
    ]


def test_facts_of_one_report_are_dropped_and_told(go_on: Any, rows_of: RowsOf) -> None:
    facts = [
        *WORKBOOK["基本信息"],
        ["成文日期", "2025年7月5日", None],
        ["标题", "某局总结", "二季度"],
        ["标题", "某局全年总结", "全年"],
        ["引言", "2025年上半年，各项工作推进有力。", None],
        ["结束语", "引{培训人数}为据。", None],
    ]
    outcome = go_on(基本信息=facts)
    filled = [(row["项目"], row["内容"]) for row in rows_of(outcome.path, "基本信息") if "内容" in row]
    assert filled == [
        ("单位名称", "某市某局"),
        ("年度", "2025"),
        ("署名", "某市某局"),
        ("标题", "某局全年总结"),
        ("结束语", "引{培训人数}为据。"),
    ]
    assert [(place, message) for code, place, message in told(outcome.findings) if code == "M12"] == [
        ("基本信息!B5", "“成文日期”是这一期的，没有带到2025年三季度"),
        ("基本信息!B6", "“标题”只用于二季度，没有带到2025年三季度"),
        ("基本信息!B8", "“引言”里写着时期，没有带到2025年三季度"),
        ("指标!E2", "1个指标的“同比(给定)”是这一期的，没有带到下一期"),
    ]


def test_within_a_year_the_series_go_on(go_on: Any, rows_of: RowsOf) -> None:
    path = go_on().path
    assert rows_of(path, "指标") == [
        {
            **{"指标": "培训人数", "计量单位": "人次", "口径": "累计", "年度目标": "400"},
            **{"一季度": "80", "二季度": "85", "上年一季度": "70", "上年二季度": "75"},
        }
    ]
    found = heads(path, "指标")
    assert found.index("三季度") == found.index("二季度") + 1


def test_a_new_year_makes_last_years_quarters_of_this_years(go_on: Any, rows_of: RowsOf) -> None:
    plans = [["事项", "内容", "时期"], ["抓培训", "办班。", "2026年一季度"]]
    figures = [
        [
            "指标",
            "口径",
            "年度目标",
            "同比(给定)",
            "上年末",
            "一季度",
            "四季度",
            "上年一季度",
            "1—6月",
            "2025年7月",
            "自设",
        ],
        ["培训人数", "累计", 400, "8.5%", None, 80, 85, 70, 165, 12, "某某"],
        ["在册人数", "时点", 300, None, 280, 290, 310, None, None, None, None],
    ]
    outcome = go_on(
        "四季度", 工作计划=plans, 指标=figures, 工作成效=[["事项", "内容", "时期"], ["抓培训", "办班。", "四季度"]]
    )
    assert rows_of(outcome.path, "指标") == [
        {
            **{"指标": "培训人数", "口径": "累计", "自设": "某某", "上年一季度": "80", "上年四季度": "85"},
            **{"上年1—6月": "165", "2025年7月": "12"},
        },
        {"指标": "在册人数", "口径": "时点", "上年末": "310", "上年一季度": "290", "上年四季度": "310"},
    ]
    assert {"一季度", "四季度", "1—6月", "2026年7月"} <= set(heads(outcome.path, "指标"))
    assert [row["内容"] for row in rows_of(outcome.path, "基本信息") if row["项目"] == "年度"] == ["2026"]
    assert [row["时期"] for row in rows_of(outcome.path, "工作成效")] == ["一季度"]


def test_problems_come_along_left_out_and_requests_under_their_period(go_on: Any, rows_of: RowsOf) -> None:
    outcome = go_on(
        存在问题=[["事项", "内容", "时期"], ["人手不足", "缺3人。", "二季度"], ["旧问题", "已解决。", "一季度"]],
        意见建议=[["事项", "内容", "时期"], ["增加编制", "请增3名。", "二季度"], ["长期建议", "请支持。", None]],
    )
    assert rows_of(outcome.path, "存在问题") == [
        {"事项": "人手不足", "内容": "缺3人。", "时期": "三季度", "入文": "否"}
    ]
    assert rows_of(outcome.path, "意见建议") == [
        {"事项": "增加编制", "内容": "请增3名。", "时期": "2025年二季度"},
        {"事项": "长期建议", "内容": "请支持。"},
    ]
    assert [message for code, _, message in told(outcome.findings) if code == "M13"] == [
        "带来了1个问题，时期改为三季度，“入文”写“否”",
        "“意见建议”里2025年二季度的1行留着，时期没有改，这一期不会印",
    ]


LEDGER = [
    [
        "事项",
        "任务编号",
        "年度目标",
        "一季度目标",
        "一季度完成情况",
        "二季度完成情况",
        "状态",
        "存在问题",
        "下一步打算",
        "责任科室",
    ],
    ["抓招商", "1", "30家", "10家", "完成10家。", "完成{招商数}家。", "达序时", "土地紧张。", "再招10家。", "招商科"],
    ["抓验收", "2", "1个", "1个", "验收。", "归档。", "已完成", "－", "整理档案。", "项目科"],
]


def test_a_ledger_goes_on_within_the_year(go_on: Any, rows_of: RowsOf) -> None:
    outcome = go_on(工作成效=None, 工作计划=None, 板块=None, 重点工作=LEDGER)
    assert rows_of(outcome.path, "重点工作") == [
        {
            **{
                "事项": "抓招商",
                "任务编号": "1",
                "年度目标": "30家",
                "一季度目标": "10家",
                "一季度进展情况": "完成10家。",
            },
            **{
                "二季度进展情况": "完成{招商数}家。",
                "责任科室": "招商科",
                "原计划": "再招10家。",
                "上期问题": "土地紧张。",
            },
        },
        {
            **{"事项": "抓验收", "任务编号": "2", "年度目标": "1个", "一季度目标": "1个", "一季度进展情况": "验收。"},
            **{
                "二季度进展情况": "归档。",
                "状态": "已完成",
                "责任科室": "项目科",
                "原计划": "整理档案。",
            },
        },
    ]
    assert {"三季度目标", "三季度进展情况"} <= set(heads(outcome.path, "重点工作"))
    assert (outcome.item_count, outcome.task_count) == (0, 1)


def test_the_plan_of_a_finished_task_is_not_printed_a_period_later(go_on: Any) -> None:
    outcome = go_on(工作成效=None, 工作计划=None, 板块=None, 重点工作=LEDGER)
    book = load_workbook(outcome.path)
    ledger = book["重点工作"]
    (column,) = (cell.column for cell in ledger[1] if cell.value == "三季度进展情况")
    ledger.cell(2, column, "完成20家。")
    book.save(outcome.path)
    records = validate(read_workbook(outcome.path)).records
    assert [(row.matter.raw, row.content.raw) for row in records.plans if row.period.full_name == "2025年四季度"] == []


def test_words_that_say_nothing_are_no_former_problem_and_no_plan(go_on: Any, rows_of: RowsOf) -> None:
    rows = [
        ["事项", "二季度完成情况", "状态", "存在问题", "下一步打算"],
        ["甲", "做了。", "达序时", "－", "无"],
        ["乙", "做了。", "已完成", "无。", "暂无"],
    ]
    outcome = go_on(工作成效=None, 工作计划=None, 板块=None, 重点工作=rows)
    told = {name for row in rows_of(outcome.path, "重点工作") for name in row}
    assert told == {"事项", "二季度进展情况", "状态"}


def test_what_was_left_over_from_papers_stays_behind(go_on: Any) -> None:
    outcome = go_on(未归类=[["内容", "归类"], ["见下表：", "表题"]], 草稿=[["随便", "写"]])
    names = load_workbook(outcome.path).sheetnames
    assert ("未归类" in names, "草稿" in names) == (False, True)


def test_a_new_year_takes_from_the_ledger_what_goes_on(go_on: Any, rows_of: RowsOf) -> None:
    outcome = go_on("全年", 工作成效=None, 工作计划=None, 板块=None, 重点工作=LEDGER)
    assert rows_of(outcome.path, "重点工作") == [
        {"事项": "抓招商", "任务编号": "1", "责任科室": "招商科", "原计划": "再招10家。", "上期问题": "土地紧张。"}
    ]
    assert [code for code, _, _ in told(check(outcome.path, None))] == ["L70"]


def test_a_ledger_with_a_row_for_each_period_goes_on_with_one(go_on: Any, rows_of: RowsOf) -> None:
    ledger = [
        ["事项", "时期", "进展情况", "完成率", "下一步打算"],
        ["抓招商", "一季度", "完成10家。", "30%", "再招。"],
        ["抓招商", "二季度", "完成20家。", "60%", "再招10家。"],
    ]
    outcome = go_on(工作成效=None, 工作计划=None, 板块=None, 重点工作=ledger)
    assert rows_of(outcome.path, "重点工作") == [{"事项": "抓招商", "时期": "三季度", "原计划": "再招10家。"}]


def test_an_annex_comes_with_its_heads_and_unknown_sheets_as_they_stand(go_on: Any, rows_of: RowsOf) -> None:
    outcome = go_on(附件1=[["附表一"], ["名称", "数量"], ["车辆", 3]], 草稿=[["随手记", 7]])
    assert rows_of(outcome.path, "附件1") == []
    book = load_workbook(outcome.path)
    assert [[cell.value for cell in row] for row in book["附件1"]] == [["附表一", None], ["名称", "数量"]]
    assert [cell.value for cell in book["草稿"][1]] == ["随手记", 7]
    assert ("M12", "工作表“附件1”", "“附件1”的1行是这一期的，只带了标题和表头") in told(outcome.findings)


def test_without_a_plan_nothing_waits_and_it_is_told(go_on: Any) -> None:
    outcome = go_on(工作计划=[["事项", "内容", "时期"], ["抓总结", "写。", "四季度"]])
    assert outcome.item_count == 0
    assert ("M11", "工作表“工作计划”", "“工作计划”里没有2025年三季度的行，新工作簿里没有待填的事项") in told(
        outcome.findings
    )


def test_what_cannot_be_carried_stops_it(go_on: Any, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        go_on(核对=[["名称", "算式"], ["人数", "#REF!"]])
    errors = told([finding for finding in caught.value.findings if finding.is_error])
    assert errors == [("M05", "核对!B2", "“算式”一栏是错误值 #REF!")]
    assert not (tmp_path / "下一期.xlsx").exists()


def test_nothing_is_written_over(go_on: Any, tmp_path: Path) -> None:
    (tmp_path / "下一期.xlsx").write_text("填了一半")
    with pytest.raises(UsageError) as caught:
        go_on()
    assert [finding.rule.code for finding in caught.value.findings] == ["W17"]
    assert (tmp_path / "下一期.xlsx").read_text() == "填了一半"


def test_rows_that_say_nothing_and_where_rows_came_from_stay_behind(go_on: Any, rows_of: RowsOf) -> None:
    trace = {"来源文件": "甲.docx", "来源单元格": "第5段", "来源段落": "第5段", "原序号": "（一）"}
    sheets = {
        "工作计划": [
            ["事项", "内容", "时期", "板块", *trace],
            ["抓项目", "开工。", "三季度", "项目建设", *trace.values()],
            ["无", None, "三季度", "项目建设", *trace.values()],
        ],
        "存在问题": [["事项", "内容", "时期"], ["暂无", "无。", "二季度"]],
    }
    outcome = go_on(**sheets)
    assert rows_of(outcome.path, "工作成效") == [
        {"事项": "抓项目", "原计划": "开工。", "时期": "三季度", "板块": "项目建设"}
    ]
    assert rows_of(outcome.path, "存在问题") == []
    heads = {cell.value for sheet in load_workbook(outcome.path) for row in sheet.iter_rows(max_row=1) for cell in row}
    assert heads & set(trace) == set()
    assert outcome.item_count == 1


def test_plans_under_bands_of_periods_wait_for_their_texts(workbook: Any, tmp_path: Path, rows_of: RowsOf) -> None:
    plans = [
        ["事项", "内容"],
        ["一、二季度", None],
        ["抓培训", "办班5期。"],
        ["二、三季度", None],
        ["抓总结", "写总结。"],
    ]
    sheets = {"基本信息": [["项目", "内容"], ["单位名称", "某市某局"], ["年度", 2025]], "工作计划": plans}
    path = workbook(sheets, name="这一期.xlsx", merged={"工作计划": ["A2:B2", "A4:B4"]})
    outcome = write_next(path, "一季度", tmp_path / "下一期.xlsx")
    assert rows_of(outcome.path, "工作成效") == [{"事项": "抓培训", "原计划": "办班5期。", "时期": "二季度"}]
    assert rows_of(outcome.path, "工作计划") == [{"事项": "抓总结", "内容": "写总结。", "时期": "2025年三季度"}]


@pytest.mark.parametrize("is_printed", ["是", "否"])
@pytest.mark.parametrize(
    ("head", "over", "open_yet", "kept"),
    [
        ("完成率(%)", 100, 1, {"完成率": "100%"}),
        ("完成率", 100, 80, {"完成率": "100"}),
        ("完成率", "100%", "99%", {"完成率": "100%"}),
        ("是否完成", "是", "否", {"状态": "已完成"}),
        ("状态", "办结", "绿灯", {"状态": "办结"}),
        ("状态", "取消", "推迟", {"状态": "取消"}),
    ],
)
def test_a_task_is_over_as_the_report_counts_it(
    *, go_on: Any, rows_of: RowsOf, head: str, over: Any, open_yet: Any, kept: dict[str, str], is_printed: str
) -> None:
    rows = [["甲", "办完。", over, is_printed], ["乙", "开工。", open_yet, is_printed]]
    ledger = [["事项", "二季度完成情况", head, "入文"], *rows]
    outcome = go_on(工作成效=None, 工作计划=None, 板块=None, 重点工作=ledger)
    assert rows_of(outcome.path, "重点工作") == [
        {"事项": "甲", "二季度进展情况": "办完。", "入文": is_printed, **kept},
        {"事项": "乙", "二季度进展情况": "开工。", "入文": is_printed},
    ]
    assert outcome.task_count == 1


@pytest.mark.parametrize(("head", "over", "kept"), [("状态", "已完成", "已完成"), ("完成率", "100%", "100%")])
def test_a_task_that_an_earlier_row_says_is_over_stays_over(
    go_on: Any, rows_of: RowsOf, head: str, over: str, kept: str
) -> None:
    ledger = [["事项", "时期", "进展情况", head], ["甲", "一季度", "办完。", over], ["甲", "二季度", "归档。", None]]
    outcome = go_on(工作成效=None, 工作计划=None, 板块=None, 重点工作=ledger)
    assert rows_of(outcome.path, "重点工作") == [{"事项": "甲", "时期": "二季度", "进展情况": "归档。", head: kept}]
    assert outcome.task_count == 0


def test_what_is_lasting_goes_on_and_stays_lasting(go_on: Any, rows_of: RowsOf) -> None:
    ledger = [["事项", "二季度完成情况", "状态"], ["甲", "巡查。", "长期坚持"]]
    outcome = go_on(工作成效=None, 工作计划=None, 板块=None, 重点工作=ledger)
    assert rows_of(outcome.path, "重点工作") == [{"事项": "甲", "二季度进展情况": "巡查。", "状态": "长期坚持"}]
    assert outcome.task_count == 1


def test_words_and_exemptions_go_on_but_those_of_one_cell(go_on: Any, rows_of: RowsOf) -> None:
    outcome = go_on(
        词表=[["类别", "词语", "应为"], ["错别字", "培圳", "培训"]],
        豁免=[["规则", "文字", "位置", "理由"], ["P28", "甲 乙", None, "姓名"], ["P01", None, "工作成效!B2", "原文"]],
    )
    assert rows_of(outcome.path, "词表") == [{"类别": "错别字", "词语": "培圳", "应为": "培训"}]
    assert rows_of(outcome.path, "豁免") == [{"规则": "P28", "文字": "甲 乙", "理由": "姓名"}]
    assert ("M19", "豁免!A3", "豁免“P01”只对“工作成效!B2”一格有效，没有带过来") in told(outcome.findings)
