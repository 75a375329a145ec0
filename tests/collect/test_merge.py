"""`merge`: the offices' workbooks into the unit's, read back from the file that was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from summarize.collect.rules import COLLECT_RULES
from summarize.errors import InputError, UsageError
from summarize.findings import Finding
from summarize.pipeline import Request, check, generate
from summarize.pipeline.merging import MergeOutcome, merge_workbooks, short_names

RowsOf = Callable[[Path, str], list[dict[str, str]]]
HEADS = ["事项", "内容", "时期", "板块"]


def told(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.rule.code, str(finding.place), finding.message) for finding in findings]


def refused(*paths: Path, output: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as caught:
        merge_workbooks(paths, output)
    assert not output.exists()
    return told([finding for finding in caught.value.findings if finding.is_error])


@pytest.fixture
def merged(tmp_path: Path) -> Callable[..., MergeOutcome]:
    def run(*paths: Path, name: str = "汇总.xlsx") -> MergeOutcome:
        return merge_workbooks(paths, tmp_path / name)

    return run


def items(*rows: Sequence[Any], heads: Sequence[str] = HEADS) -> dict[str, list[Any]]:
    return {"工作成效": [heads, *rows]}


def figures(
    *rows: Sequence[Any], heads: Sequence[str] = ("指标", "计量单位", "一季度", "二季度")
) -> dict[str, list[Any]]:
    return {"指标": [heads, *rows]}


def test_every_row_keeps_its_office_and_its_origin(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    first = workbook(items(["抓培训", "办班3期。", "二季度", "队伍建设"]), name="人事科2025年二季度.xlsx")
    second = workbook(
        items(["抓账务", "清账。", "二季度", "队伍建设", "规划科"], heads=[*HEADS, "责任科室"]), name="财务科.xlsx"
    )
    outcome = merged(unit, first, second)
    assert rows_of(outcome.path, "工作成效") == [
        {
            **{"事项": "抓培训", "内容": "办班3期。", "时期": "二季度", "板块": "队伍建设", "责任科室": "人事教育科"},
            **{"来源文件": "人事科2025年二季度.xlsx", "来源单元格": "工作成效!A2"},
        },
        {
            **{"事项": "抓账务", "内容": "清账。", "时期": "二季度", "板块": "队伍建设", "责任科室": "规划科"},
            **{"来源文件": "财务科.xlsx", "来源单元格": "工作成效!A2"},
        },
    ]
    assert told(outcome.findings) == []


def test_what_is_merged_passes_the_check(merged: Any, unit: Path, workbook: Any) -> None:
    first = workbook(
        {
            **items(["抓培训", "办班{培训班数}期。", "二季度", "队伍建设"]),
            **figures(["培训班数", "期", 1, 3]),
            "工作计划": [["事项", "内容", "时期"], ["抓演练", "演练2次。", "三季度"]],
        },
        name="人事科.xlsx",
    )
    assert told(check(merged(unit, first).path, None)) == []


def test_period_and_section_from_outside_the_columns_are_written_into_them(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    titled = [["2025年二季度工作情况"], ["事项", "内容"], ["一、队伍建设"], ["抓培训", "办班3期。"]]
    outcome = merged(unit, workbook({"工作成效": titled}, name="人事科.xlsx", merged={"工作成效": ["A3:B3"]}))
    (row,) = rows_of(outcome.path, "工作成效")
    assert (row["时期"], row["板块"], row["来源单元格"]) == ("2025年二季度", "队伍建设", "工作成效!A4")


def test_a_figure_that_two_offices_give_differently_names_both_cells(unit: Path, workbook: Any, tmp_path: Path) -> None:
    first = workbook(figures(["走访户数", "户", 100, 120]), name="人事科.xlsx")
    second = workbook(
        figures(["走访 户数", "户", 100, 130], heads=("指标", "计量单位", "第一季度", "二季度")), name="财务科.xlsx"
    )
    assert refused(unit, first, second, output=tmp_path / "汇总.xlsx") == [
        ("M01", "指标!D2", "“走访户数”的“二季度”是130，“人事科.xlsx”的指标!D2是120")
    ]


def test_units_of_a_figure_that_differ_are_told(unit: Path, workbook: Any, tmp_path: Path) -> None:
    first, second = (workbook(figures(["投资额", name, 1, 2]), name=f"{name}.xlsx") for name in ("万元", "亿元"))
    assert refused(unit, first, second, output=tmp_path / "汇总.xlsx") == [
        ("M01", "指标!B2", "“投资额”的“计量单位”是亿元，“万元.xlsx”的指标!B2是万元")
    ]


def test_equal_figures_are_one_and_blanks_are_filled(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    first = workbook(figures(["走访户数", "户", 100, None]), name="人事科.xlsx")
    second = workbook(figures(["走访户数", None, 100, 130]), name="财务科.xlsx")
    assert rows_of(merged(unit, first, second).path, "指标") == [
        {
            **{"指标": "走访户数", "计量单位": "户", "一季度": "100", "二季度": "130"},
            **{"来源文件": "人事科.xlsx；财务科.xlsx", "来源单元格": "指标!A2；指标!A2"},
        }
    ]


def test_the_same_item_from_two_offices_is_kept_twice_and_told(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    first = workbook(items(["抓培训", "办班3期。", "二季度", "队伍建设"]), name="人事科.xlsx")
    second = workbook(items(["1、抓 培训", "办班4期。", "2025年二季度", "队伍建设"]), name="财务科.xlsx")
    outcome = merged(unit, first, second)
    assert told(outcome.findings) == [
        ("M03", "工作成效!A2", "“1、抓 培训”（财务科）与“人事科.xlsx”的工作成效!A2是同一件事，两行都留着")
    ]
    assert [row["内容"] for row in rows_of(outcome.path, "工作成效")] == ["办班3期。", "办班4期。"]


def test_other_periods_and_rows_of_one_workbook_are_not_told(merged: Any, unit: Path, workbook: Any) -> None:
    first = workbook(
        items(["抓培训", "办班3期。", "二季度", "队伍建设"], ["抓培训", "又办1期。", "二季度", "队伍建设"]),
        name="人事科.xlsx",
    )
    second = workbook(items(["抓培训", "办班4期。", "一季度", "队伍建设"]), name="财务科.xlsx")
    assert told(merged(unit, first, second).findings) == []


def test_copies_of_one_form_that_each_office_fills_in_in_part_are_one(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    form = [["抓培训", None, "二季度", "队伍建设"], ["抓账务", None, "二季度", "队伍建设"]]
    first = workbook(items(["抓培训", "办班3期。", "二季度", "队伍建设"], form[1]), name="人事科.xlsx")
    second = workbook(items(form[0], ["抓账务", "清账。", "二季度", "队伍建设"]), name="财务科.xlsx")
    outcome = merged(unit, first, second)
    assert [(row["事项"], row["内容"], row["责任科室"]) for row in rows_of(outcome.path, "工作成效")] == [
        ("抓培训", "办班3期。", "人事教育科"),
        ("抓账务", "清账。", "财务科"),
    ]
    assert told(outcome.findings) == []


def test_facts_that_differ_name_both_and_equal_ones_are_one(
    merged: Any, unit: Path, workbook: Any, tmp_path: Path, rows_of: RowsOf
) -> None:
    same = workbook(
        {"基本信息": [["项目", "内容"], ["年度", "2025年"]], **items(["甲", "乙。", "二季度", "队伍建设"])},
        name="人事科.xlsx",
    )
    facts = rows_of(merged(unit, same).path, "基本信息")
    assert [row for row in facts if "内容" in row] == [
        {"项目": "单位名称", "内容": "某市某局"},
        {"项目": "年度", "内容": "2025"},
    ]
    other = workbook({"基本信息": [["项目", "内容"], ["年度", 2024]]}, name="财务科.xlsx")
    assert refused(unit, other, output=tmp_path / "又.xlsx") == [
        ("M02", "基本信息!B2", "“年度”写的是“2024”，“单位.xlsx”的基本信息!B3是“2025”")
    ]


def test_a_unit_name_that_is_an_offices_says_who_sent(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    facts = [["项目", "内容"], ["单位名称", "人事科"], ["署名", "人事科"]]
    outcome = merged(
        unit, workbook({"基本信息": facts, **items(["甲", "乙。", "二季度", "队伍建设"])}, name="报表.xlsx")
    )
    assert rows_of(outcome.path, "工作成效")[0]["责任科室"] == "人事教育科"
    assert told(outcome.findings) == []


def test_the_units_own_sections_come_first_and_stand(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    sections = [["名称", "标题", "序号"], ["队伍建设", "另一个标题", 2], ["执法服务", None, 3]]
    outcome = merged(
        workbook({"板块": sections, **items(["甲", "乙。", "二季度", "队伍建设"])}, name="人事科.xlsx"), unit
    )
    assert [(row["名称"], row.get("标题")) for row in rows_of(outcome.path, "板块")] == [
        ("项目建设", "抓项目"),
        ("队伍建设", "带队伍"),
        ("执法服务", None),
    ]
    assert told(outcome.findings) == [
        ("M04", "板块!B2", "“队伍建设”的“标题”写的是“另一个标题”，“单位.xlsx”的板块!B3是“带队伍”"),
        ("M17", "板块!A3", "板块“执法服务”不在单位的“板块”表里，加在了最后"),
    ]


def test_who_has_sent_and_who_has_not_is_one_table(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    first = workbook(
        {**items(["甲", "乙。", "二季度", "队伍建设"]), **figures(["走访户数", "户", 1, 2])}, name="人事科.xlsx"
    )
    empty = workbook(items(), name="财务科.xlsx")
    outcome = merged(unit, first, empty)
    assert [
        (row.office, row.deadline, row.state, row.row_count, row.new_count, row.figure_count) for row in outcome.roll
    ] == [
        ("人事教育科", "季末前3日", "已报", 1, 1, 1),
        ("财务科", "季末", "没有内容", 0, 0, 0),
        ("规划科", "", "未报", 0, 0, 0),
    ]
    assert told(outcome.findings) == [("M09", str(empty), "“财务科.xlsx”里没有可以汇总的内容，这个文件不算已报")]
    assert rows_of(outcome.path, "报送情况")[0] == {
        **{"科室": "人事教育科", "报送时限": "季末前3日", "报送情况": "已报", "文件": "人事科.xlsx"},
        **{"事项行数": "1", "其中新增": "1", "指标数": "1"},
    }


def test_a_late_office_is_added_and_what_was_merged_is_not_doubled(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    first = workbook({**items(["甲", "乙。", "二季度", "队伍建设"]), "草稿": [["随便", "写"]]}, name="人事科.xlsx")
    before = merged(unit, first).path
    late = workbook(items(["丙", "丁。", "二季度", "队伍建设"]), name="规划科.xlsx")
    outcome = merged(before, first, late, name="又.xlsx")
    assert [(row["事项"], row["来源文件"]) for row in rows_of(outcome.path, "工作成效")] == [
        ("甲", "人事科.xlsx"),
        ("丙", "规划科.xlsx"),
    ]
    assert [(row.office, row.state, row.new_count) for row in outcome.roll] == [
        ("人事教育科", "已报", 0),
        ("财务科", "未报", 0),
        ("规划科", "已报", 1),
    ]
    assert told(outcome.findings) == []
    names = load_workbook(outcome.path).sheetnames
    assert names.count("草稿") == 1 and names.count("报送情况") == 1 and "填写说明(2)" not in names


def test_a_row_that_is_sent_again_stands_as_it_is_now_and_is_told(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    rows = [["甲", "乙。", "二季度", "队伍建设"], ["丙", None, "二季度", "队伍建设"]]
    before = merged(unit, workbook(items(*rows), name="人事科.xlsx")).path
    again = workbook(
        items(["甲", "改了。", "二季度", "队伍建设"], ["丙", "补上。", "二季度", "队伍建设"]), name="人事科.xlsx"
    )
    outcome = merged(before, again, name="又.xlsx")
    assert [row["内容"] for row in rows_of(outcome.path, "工作成效")] == ["改了。", "补上。"]
    assert told(outcome.findings) == [
        ("M07", "工作成效!B2", "“甲”的“内容”与“汇总.xlsx”的工作成效!B2不同，用的是这次报来的")
    ]


def test_another_file_of_the_same_office_takes_the_place_of_the_one_before(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    first = workbook(
        {
            **items(["抓培训", "办班3期。", "二季度", "队伍建设"], ["抓演练", "演练1次。", "二季度", "队伍建设"]),
            **figures(["走访户数", "户", 100, 120]),
        },
        name="人事科二季度.xlsx",
    )
    again = workbook(
        {**items(["抓培训", "办班4期。", "二季度", "队伍建设"]), **figures(["走访户数", None, 100, 130])},
        name="人事科二季度（改）.xlsx",
    )
    for before in (unit, first), (merged(unit, first).path,):
        outcome = merged(*before, again, name=f"又{len(before)}.xlsx")
        assert [(row["事项"], row["内容"]) for row in rows_of(outcome.path, "工作成效")] == [
            ("抓培训", "办班4期。"),
            ("抓演练", "演练1次。"),
        ]
        assert [(row["计量单位"], row["二季度"]) for row in rows_of(outcome.path, "指标")] == [("户", "130")]
        assert [code for code, _, _ in told(outcome.findings)] == ["M07", "M07"]
    assert told(merged(unit, first, again, name="三.xlsx").findings) == [
        (
            "M07",
            "指标!D2",
            "“走访户数”的“二季度”是130，“人事科二季度.xlsx”的指标!D2是120，是同一科室报的，用的是后报的",
        ),
        ("M07", "工作成效!A2", "“抓培训”，人事教育科在“人事科二季度.xlsx”的工作成效!A2也报过，用的是后报的"),
    ]


def test_figures_of_two_offices_differ_even_where_one_of_them_sends_again(
    merged: Any, unit: Path, workbook: Any, tmp_path: Path
) -> None:
    first = workbook(figures(["走访户数", "户", 100, 120]), name="人事科.xlsx")
    second = workbook(figures(["走访户数", "户", 100, 120]), name="财务科.xlsx")
    before = merged(unit, first, second).path
    again = workbook(figures(["走访户数", "户", 100, 130]), name="人事科.xlsx")
    assert [code for code, _, _ in refused(before, again, output=tmp_path / "又.xlsx")] == ["M01"]


def test_a_ledger_sent_again_keeps_the_quarters_of_the_one_before(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    first = workbook({"重点工作": [["事项", "一季度完成情况"], ["抓招商", "签约1个。"]]}, name="人事科一季度.xlsx")
    second = workbook({"重点工作": [["事项", "二季度完成情况"], ["抓招商", "签约2个。"]]}, name="人事科二季度.xlsx")
    (row,) = rows_of(merged(unit, first, second).path, "重点工作")
    assert (row["一季度进展情况"], row["二季度进展情况"]) == ("签约1个。", "签约2个。")


def test_a_file_of_which_nothing_was_read_names_its_sheets(merged: Any, unit: Path, workbook: Any) -> None:
    lost = workbook({"本季做的事": [["事项", "完成情况"], ["抓培训", "办班3期。"]]}, name="人事科.xlsx")
    outcome = merged(unit, lost)
    message = "“人事科.xlsx”里没有可以汇总的内容，没有读的表：“本季做的事”，这个文件不算已报"
    assert told(outcome.findings) == [("M09", str(lost), message)]
    assert (outcome.roll[0].state, outcome.roll[0].has_sent) == ("没有内容", False)


@pytest.mark.parametrize("sheet", [[["二季度工作开展情况"], ["事项", "内容"]], [["事项", "内容"]]])
def test_a_period_without_a_year_is_of_the_units_year(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf, sheet: list[list[str]]
) -> None:
    table = workbook({"工作进展": [*sheet, ["抓培训", "办班3期。"]]}, name="人事科第二季度.xlsx")
    outcome = merged(unit, table)
    assert [row["时期"] for row in rows_of(outcome.path, "工作成效")] == ["2025年二季度"]
    assert told(outcome.findings) == []


def test_a_workbook_with_errors_inside_is_told_in_one_line_and_merged(merged: Any, unit: Path, workbook: Any) -> None:
    bad = workbook(
        items(["甲", "乙。", "二季渡", "队伍建设"], ["丙", "丁。", None, "队伍建设"], ["戊", "己。", "二季度", None]),
        name="人事科.xlsx",
    )
    assert told(merged(unit, bad).findings) == [("M18", "工作成效!C2", "“人事科.xlsx”至少有2处错误，照样汇总了")]


def test_how_the_report_is_laid_out_is_the_units(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    sent = {
        "基本信息": [["项目", "内容"], ["单位名称", "某市某局"], ["年度", 2025], ["结构", "三段式"]],
        "板块": [["名称", "标题", "序号", "事项样式"], ["队伍建设", "带队伍", 2, "1."], ["后勤", None, None, "1."]],
        **items(["甲", "乙。", "二季度", "队伍建设"]),
    }
    outcome = merged(unit, workbook(sent, name="人事科.xlsx"))
    assert "事项样式" not in {name for row in rows_of(outcome.path, "板块") for name in row}
    assert "结构" not in {row["项目"] for row in rows_of(outcome.path, "基本信息") if "内容" in row}
    assert told(outcome.findings) == [
        ("M16", "基本信息!B4", "科室自己的“结构”没有放进新的工作簿"),
        ("M16", "板块!D2", "科室“板块”表里的“事项样式”没有取用，以单位的为准"),
        ("M17", "板块!A3", "板块“后勤”不在单位的“板块”表里，加在了最后"),
    ]


def test_an_office_that_the_title_names_has_sent(merged: Any, unit: Path, workbook: Any) -> None:
    sent = workbook({"工作成效": [["某市某局规划科二季度工作情况"], HEADS[:2], ["甲", "乙。"]]}, name="报表.xlsx")
    assert [row.office for row in merged(unit, sent).roll if row.has_sent] == ["规划科"]


def test_a_file_that_names_no_sender_speaks_for_each_office_in_its_rows(merged: Any, unit: Path, workbook: Any) -> None:
    both = workbook(
        items(
            ["甲", "乙。", "二季度", "队伍建设", "人事科"],
            ["丙", "丁。", "二季度", "队伍建设", "财务科"],
            ["戊", "己。", "二季度", "队伍建设", "同上"],
            heads=[*HEADS, "责任科室"],
        ),
        name="二季度.xlsx",
    )
    outcome = merged(unit, both)
    expected = [("人事教育科", "已报", 1), ("财务科", "已报", 1), ("规划科", "未报", 0)]
    assert [(row.office, row.state, row.row_count) for row in outcome.roll] == expected
    again = merged(outcome.path, name="又.xlsx")
    assert [(row.office, row.state, row.row_count) for row in again.roll] == expected


def test_only_totals_and_the_like_are_told_to_be_left_out(merged: Any, unit: Path, workbook: Any) -> None:
    sent = workbook(
        {
            **items(["甲", "乙。", "二季度", "队伍建设"], ["填表人：某某"]),
            **figures(["走访户数", "户", 1, 2], ["合计", None, 1, 2]),
        },
        name="人事科.xlsx",
    )
    assert told(merged(unit, sent).findings) == [
        ("M08", "指标!A3", "“指标”有1行不是数据（合计行），没有放进新的工作簿")
    ]


@pytest.mark.parametrize("head", ["二季度", "二季度进展", "第二季度完成情况", "完成情况（二季度）"])
def test_progress_of_one_quarter_stands_in_one_column(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf, head: str
) -> None:
    first = workbook({"重点工作": [["事项", "二季度完成情况"], ["甲", "做了甲。"]]}, name="人事科.xlsx")
    second = workbook({"重点工作": [["事项", head], ["乙", "做了乙。"]]}, name="财务科.xlsx")
    rows = rows_of(merged(unit, first, second).path, "重点工作")
    assert [row["二季度进展情况"] for row in rows] == ["做了甲。", "做了乙。"]


def test_ledgers_by_quarter_and_by_row_become_one_that_the_check_takes(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    heads = ["事项", "板块", "状态"]
    first = workbook(
        {"重点工作": [[*heads, "二季度完成情况"], ["甲", "队伍建设", "达序时", "做了甲。"]]}, name="人事科.xlsx"
    )
    second = workbook(
        {"重点工作": [["2025年上半年"], [*heads, "进展情况"], ["乙", "队伍建设", "达序时", "做了乙。"]]},
        name="财务科.xlsx",
    )
    outcome = merged(unit, first, second)
    assert [(row["时期"], row["进展情况"]) for row in rows_of(outcome.path, "重点工作")] == [
        ("二季度", "做了甲。"),
        ("2025年上半年", "做了乙。"),
    ]
    assert "L28" not in {finding.rule.code for finding in check(outcome.path, None)}


def test_rows_of_one_quarter_go_to_its_column_where_others_tell_of_several(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    first = workbook(
        {"重点工作": [["事项", "一季度完成情况", "二季度完成情况"], ["甲", "做了一。", "做了二。"]]}, name="人事科.xlsx"
    )
    second = workbook({"重点工作": [["2025年二季度"], ["事项", "进展情况"], ["乙", "做了乙。"]]}, name="财务科.xlsx")
    rows = rows_of(merged(unit, first, second).path, "重点工作")
    assert [row["二季度进展情况"] for row in rows] == ["做了二。", "做了乙。"]


def test_unknown_columns_sheets_and_annexes_are_kept(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    first = workbook(
        {
            **items(["甲", "乙。", "二季度", "队伍建设", "=x"], heads=[*HEADS, "自设"]),
            "附件1": [["附表一"], ["名称", "数量"], ["车辆", 3]],
            "草稿": {"B2": "随手记", "C4": 7},
        },
        name="人事科.xlsx",
        edit=lambda book: setattr(book["工作成效"]["E2"], "data_type", "s"),
    )
    outcome = merged(unit, first)
    assert rows_of(outcome.path, "工作成效")[0]["自设"] == "=x"
    assert rows_of(outcome.path, "附件1") == [{"名称": "车辆", "数量": "3"}]
    book = load_workbook(outcome.path)
    assert book["附件1"]["A1"].value == "附表一"
    assert (book["草稿"]["B2"].value, book["草稿"]["C4"].value) == ("随手记", 7)


def test_what_cannot_be_carried_is_an_error_at_its_cell(unit: Path, workbook: Any, tmp_path: Path) -> None:
    first = workbook(items(["甲", "=1+1", "二季度", "#REF!"]), name="人事科.xlsx")
    assert refused(unit, first, output=tmp_path / "汇总.xlsx") == [
        ("M05", "工作成效!B2", "“内容”一栏的公式没有算出结果"),
        ("M05", "工作成效!D2", "“板块”一栏是错误值 #REF!"),
    ]


def test_marks_of_secrecy_and_unreadable_files_are_told_together(unit: Path, workbook: Any, tmp_path: Path) -> None:
    secret = workbook({"工作成效": [["秘密★1年"], HEADS, ["甲", "乙。", "二季度", "队伍建设"]]}, name="人事科.xlsx")
    empty = tmp_path / "财务科.xlsx"
    empty.write_bytes(b"")
    found = refused(unit, secret, empty, output=tmp_path / "汇总.xlsx")
    assert [(code, place) for code, place, _ in found] == [("V38", "工作成效!A1"), ("R04", str(empty))]


def test_a_file_whose_office_nobody_can_tell_is_told(merged: Any, unit: Path, workbook: Any) -> None:
    unknown = workbook(items(["甲", "乙。", "二季度", "队伍建设"]), name="报表.xlsx")
    outcome = merged(unit, unknown)
    assert told(outcome.findings) == [
        ("M06", str(unknown), "看不出“报表.xlsx”是哪个科室报的，也不是“责任科室”表里的科室")
    ]
    assert (outcome.roll[-1].office, outcome.roll[-1].files) == ("", ("报表.xlsx",))


def test_the_same_file_twice_is_taken_once(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    first = workbook(items(["甲", "乙。", "二季度", "队伍建设"]), name="人事科.xlsx")
    outcome = merged(unit, first, first.parent / "." / first.name)
    assert [code for code, _, _ in told(outcome.findings)] == ["M10"]
    assert len(rows_of(outcome.path, "工作成效")) == 1


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "二季度.xlsx" for folder in ("人事科", "财务科")]
    assert short_names([*paths, tmp_path / "规划科.xlsx"]) == [
        "人事科/二季度.xlsx",
        "财务科/二季度.xlsx",
        "规划科.xlsx",
    ]


def test_nothing_is_written_over(merged: Any, unit: Path) -> None:
    before = unit.read_bytes()
    with pytest.raises(UsageError) as caught:
        merged(unit, name=unit.name)
    assert told(caught.value.findings) == [("W17", str(unit), f"“{unit}”已经存在，没有作任何改动")]
    assert unit.read_bytes() == before


def test_ledgers_of_offices_are_one_ledger(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    heads = ["事项", "年度目标", "一季度目标", "一季度完成情况"]
    first = workbook({"重点工作": [heads, ["抓招商", "30家", "10家", "完成10家。"]]}, name="人事科.xlsx")
    second = workbook({"重点工作": [["事项", "第一季度进展情况"], ["抓规划", "编成。"]]}, name="规划科.xlsx")
    assert [
        (row["事项"], row["一季度进展情况"], row["责任科室"])
        for row in rows_of(merged(unit, first, second).path, "重点工作")
    ] == [("抓招商", "完成10家。", "人事教育科"), ("抓规划", "编成。", "规划科")]


def test_codes_are_in_order_and_of_one_family() -> None:
    codes = [rule.code for rule in COLLECT_RULES]
    assert codes == [f"M{number:02}" for number in range(1, len(codes) + 1)]


EXAMPLE = Path(__file__).parents[2] / "inputs" / "云岭区应急管理局2025年.xlsx"


@pytest.mark.parametrize("period", ["上半年", "全年"])
def test_a_workbook_merged_alone_gives_the_same_report(tmp_path: Path, merged: Any, period: str) -> None:
    texts = []
    for source in (EXAMPLE, merged(EXAMPLE).path):
        output = tmp_path / f"{len(texts)}.docx"
        generate(Request(workbook=source, period=period, output=str(output)))
        document = docx.Document(str(output))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        texts.append([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert texts[0] == texts[1]


def test_a_formula_that_was_computed_is_carried_as_its_value(
    merged: Any, unit: Path, raw_workbook: Any, rows_of: RowsOf
) -> None:
    cells = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{head}</t></is></c>'
        for letter, head in zip("AB", ("指标", "一季度"), strict=True)
    )
    formula = '<c r="A2" t="inlineStr"><is><t>走访户数</t></is></c><c r="B2"><f>1+1</f><v>2</v></c>'
    path = raw_workbook(f'<sheetData><row r="1">{cells}</row><row r="2">{formula}</row></sheetData>', name="指标")
    outcome = merged(unit, path.rename(path.with_name("人事科.xlsx")))
    assert rows_of(outcome.path, "指标")[0]["一季度"] == "2"


def imported(file: str, *sections: str, facts: Sequence[Sequence[Any]] = ()) -> dict[str, list[Any]]:
    """Return what `import` writes of one paper: rows that name the file and the paragraph, no cell."""
    return {
        "基本信息": [["项目", "内容", "来源文件", "来源段落"], *facts],
        **items(
            *(
                [f"{file}事项{n}", "做了。", "二季度", section, file, f"第{n}段", "…。"]
                for n, section in enumerate(sections, 5)
            ),
            heads=[*HEADS, "来源文件", "来源段落", "原序号"],
        ),
    }


def test_an_imported_paper_is_its_offices_and_gives_its_items_alone(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    own = [["单位名称", "某市某局财务科"], ["标题", "财务科第二季度总结"], ["结构", "三段式"], ["署名", "财务科"]]
    outcome = merged(unit, workbook(imported("甲.docx", "项目建设", facts=own), name="导入.xlsx"))
    assert rows_of(outcome.path, "工作成效") == [
        {
            **{"事项": "甲.docx事项5", "内容": "做了。", "时期": "二季度", "板块": "项目建设", "责任科室": "财务科"},
            **{"来源段落": "第5段", "原序号": "…。", "来源文件": "甲.docx", "来源单元格": "第5段"},
        }
    ]
    facts = [row for row in rows_of(outcome.path, "基本信息") if "内容" in row]
    assert [(row["项目"], row["内容"]) for row in facts] == [("单位名称", "某市某局"), ("年度", "2025")]
    assert told(outcome.findings) == [
        ("M16", "基本信息!B3", "科室自己的“标题”、“结构”没有放进新的工作簿"),
    ]
    assert [(row.office, row.state, row.files, row.new_count) for row in outcome.roll][1] == (
        "财务科",
        "已报",
        ("甲.docx",),
        1,
    )


def test_papers_imported_into_one_workbook_are_told_apart_by_their_names(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    both = imported("财务科二季度.docx", "项目建设")
    both["工作成效"] += imported("规划科总结.docx", "队伍建设")["工作成效"][1:]
    both["工作成效"] += imported("材料.docx", "队伍建设", "项目建设")["工作成效"][1:]
    outcome = merged(unit, workbook(both, name="导入.xlsx"))
    assert [row.get("责任科室") for row in rows_of(outcome.path, "工作成效")] == ["财务科", "规划科", None, None]
    assert [(row.office, row.state, row.row_count) for row in outcome.roll] == [
        ("人事教育科", "未报", 0),
        ("财务科", "已报", 1),
        ("规划科", "已报", 1),
        ("", "已报", 2),
    ]
    message = "看不出“材料.docx”是哪个科室报的，也不是“责任科室”表里的科室"
    assert [(code, text) for code, _, text in told(outcome.findings)] == [("M06", message)]


def test_an_imported_paper_given_again_with_the_collection_is_not_doubled(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    paper = workbook(imported("财务科.docx", "项目建设", "队伍建设"), name="导入.xlsx")
    first = merged(unit, paper)
    again = merged(first.path, paper, name="又.xlsx")
    assert rows_of(again.path, "工作成效") == rows_of(first.path, "工作成效")
    assert [(row.office, row.row_count, row.new_count) for row in again.roll][1] == ("财务科", 2, 0)
    assert told(again.findings) == []


def test_the_slip_in_a_returned_workbook_is_left_behind(merged: Any, unit: Path, workbook: Any) -> None:
    slip = [["退回意见"], ["序号", "位置", "问题"], [1, "指标!F2", "写错了"]]
    sheets = {"退回意见": slip, **items(["甲", "乙。", "二季度", "队伍建设"])}
    outcome = merged(unit, workbook(sheets, name="人事科.xlsx"))
    assert "退回意见" not in load_workbook(outcome.path).sheetnames
    assert told(outcome.findings) == []


def test_bands_that_name_periods_are_periods_of_the_rows(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    rows = [
        ["事项", "内容"],
        ["一、一季度", None],
        ["抓培训", "办班3期。"],
        ["二、二季度", None],
        ["抓培训", "办班5期。"],
    ]
    sent = workbook({"工作成效": rows}, name="人事科.xlsx", merged={"工作成效": ["A2:B2", "A4:B4"]})
    outcome = merged(unit, sent)
    written = rows_of(outcome.path, "工作成效")
    assert [(row["内容"], row["时期"], row.get("板块")) for row in written] == [
        ("办班3期。", "2025年一季度", None),
        ("办班5期。", "2025年二季度", None),
    ]


def test_bands_that_name_units_are_units_of_the_rows(merged: Any, workbook: Any, rows_of: RowsOf) -> None:
    facts = [
        ["项目", "内容", "填报单位"],
        ["年度", 2025, None],
        ["单位名称", "甲镇人民政府", "甲镇"],
        ["单位名称", "乙镇人民政府", "乙镇"],
    ]
    rows = [
        ["事项", "内容", "时期"],
        ["一、甲镇", None, None],
        ["抓培训", "办班3期。", "一季度"],
        ["二、乙镇", None, None],
        ["抓培训", "办班5期。", "一季度"],
    ]
    sheets = {"基本信息": facts, "工作成效": rows}
    outcome = merged(workbook(sheets, name="两镇.xlsx", merged={"工作成效": ["A2:C2", "A4:C4"]}))
    written = rows_of(outcome.path, "工作成效")
    assert [(row["内容"], row["填报单位"], row.get("板块")) for row in written] == [
        ("办班3期。", "甲镇", None),
        ("办班5期。", "乙镇", None),
    ]


def test_one_band_of_two_quarters_is_no_numbered_quarter(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    rows = [["事项", "内容", "时期"], ["一、二季度", None, None], ["抓培训", "办班3期。", "上半年"]]
    outcome = merged(unit, workbook({"工作成效": rows}, name="人事科.xlsx", merged={"工作成效": ["A2:C2"]}))
    assert [(row["时期"], row["板块"]) for row in rows_of(outcome.path, "工作成效")] == [("上半年", "一、二季度")]


def test_a_collection_in_many_bands_is_of_many_periods(merged: Any, unit: Path, workbook: Any, rows_of: RowsOf) -> None:
    rows = [["事项", "内容"]]
    for ordinal, quarter in zip("一二三四", "一二三四", strict=True):
        rows += [[f"{ordinal}、{quarter}季度", None], ["抓培训", f"{quarter}季度办班。"]]
    merged_cells = [f"A{row}:B{row}" for row in range(2, 10, 2)]
    outcome = merged(unit, workbook({"工作成效": rows}, name="人事科.xlsx", merged={"工作成效": merged_cells}))
    assert [row["时期"] for row in rows_of(outcome.path, "工作成效")] == [f"2025年{name}季度" for name in "一二三四"]


@pytest.mark.parametrize(
    ("written", "is_percent", "carried"),
    [
        (100, False, "100%"),
        (1, False, "1%"),
        (0.5, False, "0.5%"),
        (0, False, "0%"),
        ("80", False, "80%"),
        ("80%", False, "80%"),
        (0.8, True, "80%"),
        ("－", False, "－"),
    ],
)
def test_a_rate_under_a_head_with_a_percent_sign_stays_that_rate(
    *, merged: Any, unit: Path, workbook: Any, rows_of: RowsOf, written: Any, is_percent: bool, carried: str
) -> None:
    ledger = [["事项", "一季度完成情况", "完成率(%)"], ["抓培训", "办班。", written]]
    formats = {"重点工作": {"C2": "0%"}} if is_percent else {}
    outcome = merged(unit, workbook({"重点工作": ledger}, name="人事科.xlsx", formats=formats))
    assert [row["完成率"] for row in rows_of(outcome.path, "重点工作")] == [carried]


@pytest.mark.parametrize("is_printed", ["是", "否"])
def test_answers_are_carried_as_the_states_that_they_mean(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf, is_printed: str
) -> None:
    def ledger(head: str) -> dict[str, list[Any]]:
        rows = [[f"{head}甲", "办班。", "是", is_printed], [f"{head}乙", "开工。", "否", is_printed]]
        return {"重点工作": [["事项", "一季度完成情况", head, "入文"], *rows]}

    first = workbook(ledger("是否完成"), name="人事科.xlsx")
    second = workbook(ledger("是否达序时"), name="财务科.xlsx")
    outcome = merged(unit, first, second)
    states = [row["状态"] for row in rows_of(outcome.path, "重点工作")]
    assert states == ["已完成", "未完成", "达序时", "未达序时"]


def test_states_in_words_and_rates_without_a_percent_sign_are_carried_as_they_stand(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    ledger = [["事项", "一季度完成情况", "状态", "完成率"], ["抓培训", "办班。", "红灯", 80]]
    outcome = merged(unit, workbook({"重点工作": ledger}, name="人事科.xlsx"))
    assert [(row["状态"], row["完成率"]) for row in rows_of(outcome.path, "重点工作")] == [("红灯", "80")]


def test_words_and_exemptions_come_along_but_those_of_one_cell(
    merged: Any, unit: Path, workbook: Any, rows_of: RowsOf
) -> None:
    words = {"词表": [["类别", "词语", "应为"], ["单位名称", "人社局", "人力资源和社会保障局"]]}
    exempt = {
        "豁免": [
            ["规则", "文字", "位置", "理由"],
            ["P28", "甲 乙", None, "姓名"],
            ["P01", None, "工作成效!B2", "原文如此"],
        ]
    }
    row = ["抓培训", "办班3期。", "二季度", "队伍建设"]
    first = workbook({**items(row), **words, **exempt}, name="人事科.xlsx")
    second = workbook({**items(["抓账务", *row[1:]]), **words}, name="财务科.xlsx")
    outcome = merged(unit, first, second)
    assert rows_of(outcome.path, "词表") == [{"类别": "单位名称", "词语": "人社局", "应为": "人力资源和社会保障局"}]
    assert rows_of(outcome.path, "豁免") == [{"规则": "P28", "文字": "甲 乙", "理由": "姓名"}]
    assert told([found for found in outcome.findings if found.rule.code == "M19"]) == [
        ("M19", "豁免!A3", "豁免“P01”只对“工作成效!B2”一格有效，没有带过来")
    ]
