"""Merging over the quarters, leads, paragraphs, and the fragments that all of it keeps."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from summarize.model.provenance import describe, iter_texts
from summarize.model.report import Item, Report
from summarize.model.text import FragmentKind, Text

Compose = Callable[..., Report]
FACTS = [["项目", "内容", "时期"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
HEAD = ["时期", "事项", "内容", "段首句", "简要", "合并方式", "状态", "责任科室", "入文"]


def items_of(compose_sheets: Compose, *rows: list[str | None], period: str = "上半年", **options: object) -> list[Item]:
    report = compose_sheets({"基本信息": FACTS, "工作成效": [HEAD, *rows]}, period, **options)
    return list(report.sections[0].items)


def test_texts_of_two_quarters_follow_each_other_with_the_missing_stop(compose_sheets: Compose) -> None:
    (item,) = items_of(compose_sheets, ["一季度", "抓培训", "办班3期"], ["二季度", "抓培训", "又办班2期。"])
    assert (item.lead, item.body) == ("抓培训。", "办班3期。又办班2期。")
    added = [fragment for fragment in item.body.fragments if fragment.kind is FragmentKind.STANDING]
    assert [fragment.text for fragment in added] == ["。"]


@pytest.mark.parametrize("ending", ["。", "！", "？", "……", "；", "：", "。”", "。）"])
def test_no_stop_is_added_after_a_closing_mark(compose_sheets: Compose, ending: str) -> None:
    (item,) = items_of(compose_sheets, ["一季度", "抓培训", f"办班3期{ending}"], ["二季度", "抓培训", "又办班。"])
    assert item.body == f"办班3期{ending}又办班。"


def test_stop_is_added_after_a_closing_quote_without_one(compose_sheets: Compose) -> None:
    (item,) = items_of(compose_sheets, ["一季度", "抓培训", "做到“应训尽训”"], ["二季度", "抓培训", "又办班。"])
    assert item.body == "做到“应训尽训”。又办班。"


def test_rows_are_taken_by_the_end_of_their_period(compose_sheets: Compose) -> None:
    (item,) = items_of(compose_sheets, ["二季度", "抓培训", "后。"], ["一季度", "抓培训", "先。"])
    assert item.body == "先。后。"


def test_a_row_with_a_state_replaces_what_came_before(compose_sheets: Compose) -> None:
    rows = [
        ["一季度", "抓培训", "先。", None, None, None, "达序时"],
        ["二季度", "抓培训", "后。", None, None, None, "已完成"],
    ]
    (item,) = items_of(compose_sheets, *rows)
    assert (item.body, item.status) == ("后。", "已完成")


def test_modes_replace_and_alone_are_obeyed(compose_sheets: Compose) -> None:
    rows: list[list[str | None]] = [
        ["一季度", "抓培训", "一。"],
        ["二季度", "抓培训", "二。", None, None, "替换"],
        ["二季度", "抓培训", "三。", None, None, "接续"],
        ["二季度", "抓培训", "四。", None, None, "单列"],
    ]
    items = items_of(compose_sheets, *rows)
    assert [item.body for item in items] == ["二。三。", "四。"]


def test_identity_ignores_width_spaces_and_typed_ordinals(compose_sheets: Compose) -> None:
    items = items_of(compose_sheets, ["一季度", "抓 培训ABC", "一。"], ["二季度", "1、抓培训ＡＢＣ", "二。"])
    assert [item.body for item in items] == ["一。二。"]


def test_the_last_slogan_is_printed(compose_sheets: Compose) -> None:
    (item,) = items_of(
        compose_sheets, ["一季度", "抓培训", "一。", "春训先行"], ["二季度", "抓培训", "二。", "夏训加力"]
    )
    assert item.lead == "夏训加力。"


def test_a_line_break_in_the_content_begins_a_paragraph(compose_sheets: Compose) -> None:
    (item,) = items_of(compose_sheets, ["一季度", "抓培训", "第一段。\n第二段。"], ["二季度", "抓培训", "接着说。"])
    assert (item.body, item.more) == ("第一段。", ("第二段。接着说。",))


def test_a_line_break_in_the_matter_is_dropped(compose_sheets: Compose) -> None:
    (item,) = items_of(compose_sheets, ["一季度", "抓好\n培训", "一。"])
    assert item.lead == "抓好培训。"


def test_a_lead_that_ends_with_a_mark_gets_no_second_one(compose_sheets: Compose) -> None:
    items = items_of(compose_sheets, ["一季度", "培训成效如何？", "一。"], ["一季度", "抓演练。", "二。"])
    assert [item.lead for item in items] == ["培训成效如何？", "抓演练。"]


def test_without_a_matter_the_first_sentence_leads(compose_sheets: Compose) -> None:
    (item,) = items_of(compose_sheets, ["一季度", None, "抓好培训。办班3期。共120人。"])
    assert (item.lead, item.body) == ("抓好培训。", "办班3期。共120人。")


def test_brief_prints_the_short_version_or_the_first_sentence(compose_sheets: Compose) -> None:
    rows: list[list[str | None]] = [
        ["一季度", "抓培训", "办班3期。共120人。", None, "办班3期、120人。"],
        ["一季度", "抓演练", "演练2次。参加80人。"],
    ]
    items = items_of(compose_sheets, *rows, is_brief=True)
    assert [item.body for item in items] == ["办班3期、120人。", "演练2次。"]


def test_rows_not_for_the_text_are_left_out(compose_sheets: Compose) -> None:
    rows: list[list[str | None]] = [
        ["一季度", "抓培训", "一。"],
        ["一季度", "内务", "二。", None, None, None, None, None, "否"],
        ["一季度", "台账", "三。", None, None, None, None, "办公室", "仅附表"],
    ]
    report = compose_sheets({"基本信息": FACTS, "工作成效": [HEAD, *rows]}, "上半年")
    assert [item.lead for item in report.sections[0].items] == ["抓培训。"]
    (annex,) = report.annexes
    assert (annex.number, annex.title) == ("附件", "未列入正文的工作完成情况")
    assert annex.rows == (("台账", "三。", "办公室"),)


def test_plans_and_problems_for_a_table_only_have_tables_of_their_own(compose_sheets: Compose) -> None:
    head = ["时期", "事项", "内容", "入文"]
    sheets = {
        "基本信息": FACTS,
        "指标": [["指标", "一季度", "二季度"], ["走访户数", 400, 595]],
        "工作成效": [HEAD, ["上半年", "抓培训", "一。"]],
        "存在问题": [head, ["上半年", "车辆老旧", "超期2台。", "仅附表"]],
        "工作计划": [head, ["下半年", "再走访", "在{走访户数}户基础上增加。", "仅附表"]],
    }
    report = compose_sheets(sheets, "上半年")
    assert report.problems == () and report.plan == ()
    assert [(annex.number, annex.title, annex.rows) for annex in report.annexes] == [
        ("附件1", "未列入正文的问题", (("车辆老旧", "超期2台。", ""),)),
        ("附件2", "未列入正文的工作计划", (("再走访", "在995户基础上增加。", ""),)),
    ]


def test_nothing_in_problems_means_no_problem_section(compose_sheets: Compose) -> None:
    sheets = {
        "基本信息": FACTS,
        "工作成效": [HEAD, ["上半年", "抓培训", "一。"]],
        "存在问题": [["时期", "事项", "内容"], ["上半年", "无", None], ["上半年", "暂无。", "—"]],
    }
    report = compose_sheets(sheets, "上半年")
    assert report.problems == () and report.problems_heading.title == ""


def test_facts_of_the_period_replace_the_standing_ones(compose_sheets: Compose) -> None:
    facts = [
        *FACTS,
        ["引言", "平时第一段。"],
        ["引言", "平时第二段。"],
        ["引言", "上半年的话。", "上半年"],
        ["成文日期", "2025-07-05", "上半年"],
        ["成文日期", "2025年4月2日"],
    ]
    sheets = {"基本信息": facts, "工作成效": [HEAD, ["上半年", "甲", "一。"], ["一季度", "乙", "二。"]]}
    half = compose_sheets(sheets, "上半年")
    assert half.introduction == ("上半年的话。",)
    assert half.signature_date == "2025年7月5日"
    quarter = compose_sheets(sheets, "一季度")
    assert quarter.introduction == ("平时第一段。", "平时第二段。")
    assert quarter.signature_date == "2025年4月2日"


def test_figures_are_valued_over_the_rows_own_period(compose_sheets: Compose) -> None:
    sheets = {
        "基本信息": [*FACTS, ["引言", "上半年走访{走访户数}户。"]],
        "指标": [["指标", "计量单位", "一季度", "二季度"], ["走访户数", "户", 400, 595]],
        "工作成效": [HEAD, ["一季度", "走访", "走访{走访户数}户"], ["二季度", "走访", "又走访{走访户数}户。"]],
        "工作计划": [["时期", "事项", "内容"], ["下半年", "再走访", "在{走访户数}户的基础上再走访。"]],
    }
    report = compose_sheets(sheets, "上半年")
    assert report.introduction == ("上半年走访995户。",)
    assert report.sections[0].items[0].body == "走访400户。又走访595户。"
    assert report.plan[0].body == "在995户的基础上再走访。"
    figure = next(f for f in report.introduction[0].fragments if f.kind is FragmentKind.FIGURE)
    assert (figure.text, str(figure.cell), [str(cell) for cell in figure.sources]) == (
        "995",
        "基本信息!B4",
        ["指标!C2", "指标!D2"],
    )


def test_every_typed_fragment_is_a_slice_of_its_cell(compose_sheets: Compose) -> None:
    cells = {
        "工作成效!B2": "　1、抓培训 ",
        "工作成效!C2": "  第一段{{括号}}。\n 第二段 ",
        "工作成效!C3": "后来。",
    }
    sheets = {
        "基本信息": FACTS,
        "工作成效": [
            HEAD,
            ["一季度", cells["工作成效!B2"], cells["工作成效!C2"]],
            ["二季度", "抓培训", cells["工作成效!C3"]],
        ],
    }
    report = compose_sheets(sheets, "上半年")
    (item,) = report.sections[0].items
    assert (item.lead, item.body, item.more) == ("抓培训。", "第一段{括号}。", ("第二段。后来。",))
    for text in (item.lead, item.body, *item.more):
        assert "".join(fragment.text for fragment in text.fragments) == text
        for fragment in text.fragments:
            if fragment.kind is FragmentKind.TYPED and str(fragment.cell) in cells:
                assert cells[str(fragment.cell)][fragment.start : fragment.end] == fragment.text


def test_the_record_of_a_report_holds_every_sentence_and_figure(compose_sheets: Compose) -> None:
    sheets = {
        "基本信息": FACTS,
        "指标": [["指标", "计量单位", "一季度"], ["走访户数", "户", 400]],
        "工作成效": [HEAD, ["一季度", "走访", "走访{走访户数}户。解决问题。"]],
    }
    report = compose_sheets(sheets, "一季度")
    record = json.loads(describe(report))
    sentences = [sentence["text"] for sentence in record["sentences"]]
    assert sentences[-3:] == ["走访。", "走访400户。", "解决问题。"]
    assert [figure["sources"] for figure in record["figures"]] == [["指标!C2"]]
    assert all(isinstance(text, Text) for text in iter_texts(report))


def test_names_of_sections_are_valued_over_their_rows_period(compose_sheets: Compose) -> None:
    head = ["时期", "板块", "小类", "事项", "内容"]
    sheets = {
        "基本信息": FACTS,
        "指标": [["指标", "一季度", "二季度"], ["走访户数", 10, None]],
        "工作成效": [head, ["一季度", "走访{走访户数}户", "其中{走访户数}户", "走访", "走访了。"]],
    }
    (section,) = compose_sheets(sheets, "上半年").sections
    assert (section.title, section.subsections[0].title) == ("走访10户", "其中10户")


def test_an_office_is_printed_as_typed_in_the_table_of_items(compose_sheets: Compose) -> None:
    row = ["一季度", "台账", "三。", None, None, None, None, "{办公}室", "仅附表"]
    sheets = {"基本信息": FACTS, "工作成效": [HEAD, ["一季度", "抓培训", "一。"], row]}
    (annex,) = compose_sheets(sheets, "一季度").annexes
    assert annex.rows[0][2] == "{办公}室"


def test_rows_that_end_together_follow_the_workbook(compose_sheets: Compose) -> None:
    (item,) = items_of(compose_sheets, ["上半年", "抓培训", "半年。"], ["二季度", "抓培训", "二季度。"])
    assert item.body == "半年。二季度。"


def test_an_item_stands_at_its_first_row(compose_sheets: Compose) -> None:
    rows: list[list[str | None]] = [["一季度", "甲", "一。"], ["一季度", "乙", "二。"], ["二季度", "甲", "三。"]]
    assert [item.lead for item in items_of(compose_sheets, *rows)] == ["甲。", "乙。"]


def test_the_last_office_and_state_hold(compose_sheets: Compose) -> None:
    rows: list[list[str | None]] = [
        ["一季度", "抓培训", "一。", None, None, "接续", "未启动", "办公室"],
        ["二季度", "抓培训", "二。", None, None, "接续", "已完成", "人事科"],
    ]
    (item,) = items_of(compose_sheets, *rows)
    assert (item.office, item.status) == ("人事科", "已完成")


def test_the_record_follows_the_printed_order(compose_sheets: Compose) -> None:
    sheets = {
        "基本信息": [*FACTS, ["引言", "开头。"], ["结束语", "结尾。"]],
        "工作成效": [HEAD, ["上半年", "抓培训", "一。"]],
        "其他章节": [["标题", "内容", "位置"], ["体会", "体会深。", "成效后"], ["做法", "做法好。", "成效前"]],
    }
    record = json.loads(describe(compose_sheets(sheets, "上半年")))
    sentences = [sentence["text"] for sentence in record["sentences"]]
    assert sentences[1:] == ["开头。", "做法", "做法好。", "抓培训。", "一。", "体会", "体会深。", "结尾。"]
