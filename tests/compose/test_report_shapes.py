"""What a report looks like, worked out by hand for small workbooks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summarize.model.report import Report

Compose = Callable[..., Report]

FACTS = [["项目", "内容", "时期"], ["单位名称", "云岭区应急管理局"], ["年度", 2025]]
ITEMS = [["时期", "板块", "小类", "事项", "内容"]]


def achievements(*rows: tuple[str, str, str]) -> list[list[str | None]]:
    return [["时期", "板块", "事项", "内容"], *([*head, content] for *head, content in rows)]


@pytest.mark.parametrize(
    ("period", "plan", "title"),
    [
        ("一季度", "二季度", "云岭区应急管理局2025年第一季度工作总结\n和第二季度工作计划"),
        ("二季度", "三季度", "云岭区应急管理局2025年第二季度工作总结\n和第三季度工作计划"),
        ("四季度", "2026年一季度", "云岭区应急管理局2025年第四季度工作总结\n和2026年第一季度工作计划"),
        ("上半年", "下半年", "云岭区应急管理局2025年上半年工作总结\n和下半年工作计划"),
        ("下半年", "2026年上半年", "云岭区应急管理局2025年下半年工作总结\n和2026年上半年工作计划"),
        ("前三季度", "四季度", "云岭区应急管理局2025年前三季度工作总结\n和第四季度工作计划"),
        ("全年", "2026年", "云岭区应急管理局2025年工作总结\n和2026年工作计划"),
        ("6月", "7月", "云岭区应急管理局2025年6月工作总结\n和7月工作计划"),
        ("1—5月", "6—12月", "云岭区应急管理局2025年1—5月工作总结\n和6—12月工作计划"),
        ("截至6月20日", "下半年", "截至2025年6月20日"),
    ],
)
def test_default_title_names_both_periods(compose_sheets: Compose, period: str, plan: str, title: str) -> None:
    report = compose_sheets(
        {
            "基本信息": FACTS,
            "工作成效": [["时期", "事项", "内容"], [period, "开展培训", "培训了。"]],
            "工作计划": [["时期", "事项", "内容"], [plan, "继续培训", "再培训。"]],
        },
        period,
    )
    if title.startswith("截至"):
        assert report.title.startswith("云岭区应急管理局截至2025年6月20日工作总结")
    else:
        assert report.title == title


def test_title_leaves_the_plan_out_when_there_is_none(compose_sheets: Compose) -> None:
    report = compose_sheets(
        {
            "基本信息": [*FACTS, ["计划引语", "下半年，将做好以下工作："]],
            "工作成效": [["时期", "事项", "内容"], ["上半年", "开展培训", "培训了。"]],
        },
        "上半年",
    )
    assert report.title == "云岭区应急管理局2025年上半年工作总结"
    assert report.facts["计划引语"] == ""
    assert report.plan_heading.title == ""


def test_a_report_has_a_title_and_an_ending_of_its_own(compose_sheets: Compose) -> None:
    report = compose_sheets(
        {"基本信息": FACTS, "工作成效": [["时期", "事项", "内容"], ["上半年", "开展培训", "培训了。"]]},
        "上半年",
        kind="报告",
    )
    assert report.title == "云岭区应急管理局关于2025年上半年工作情况的报告"
    assert report.facts["结束语"] == "特此报告。"


def test_plan_word_and_connective_are_taken_from_the_facts(compose_sheets: Compose) -> None:
    report = compose_sheets(
        {
            "基本信息": [*FACTS, ["计划称谓", "安排"], ["连接词", "暨"], ["结构", "三段式"]],
            "工作成效": [["时期", "事项", "内容"], ["上半年", "开展培训", "培训了。"]],
            "工作计划": [["时期", "事项", "内容"], ["下半年", "继续培训", "再培训。"]],
        },
        "上半年",
    )
    assert report.title == "云岭区应急管理局2025年上半年工作总结\n暨下半年工作安排"
    assert report.plan_heading.title == "下半年工作安排"


BLOCKS = {
    "基本信息": FACTS,
    "工作成效": achievements(
        ("上半年", "甲", "事项一", "内容一。"),
        ("上半年", "乙", "事项二", "内容二。"),
        ("上半年", "乙", "事项三", "内容三。"),
    ),
    "存在问题": [["时期", "事项", "内容"], ["上半年", "人手不足", "缺3人。"], ["上半年", "进度偏慢", "慢了。"]],
    "工作计划": [["时期", "事项", "内容"], ["下半年", "抓培训", "培训。"], ["下半年", "抓演练", "演练。"]],
    "意见建议": [["事项"], ["请求增加编制"]],
    "其他章节": [["标题", "内容", "位置"], ["主要做法", "做法。", "成效后"], ["工作体会", "体会。", "计划后"]],
}


def test_blocks_number_sections_chapters_and_problems_in_one_series(compose_sheets: Compose) -> None:
    report = compose_sheets(BLOCKS, "上半年")
    assert [(section.number, section.title) for section in report.sections] == [("一、", "甲"), ("二、", "乙")]
    assert [(chapter.number, chapter.title) for chapter in report.chapters] == [("三、", "主要做法"), ("", "工作体会")]
    assert (report.problems_heading.number, report.problems_heading.title) == ("四、", "存在的问题")
    assert [(entry.number, entry.lead) for entry in report.plan] == [("一、", "抓培训。"), ("二、", "抓演练。")]
    assert report.achievements_heading.title == "" and report.plan_heading.title == ""
    assert (report.requests_heading.number, report.requests_heading.title) == ("", "意见建议")


def test_three_parts_number_the_parts_and_bracket_the_sections(compose_sheets: Compose) -> None:
    sheets = {**BLOCKS, "基本信息": [*FACTS, ["结构", "三段式"]]}
    report = compose_sheets(sheets, "上半年")
    assert (report.achievements_heading.number, report.achievements_heading.title) == ("一、", "上半年工作情况")
    assert [section.number for section in report.sections] == ["（一）", "（二）"]
    assert [(chapter.number, chapter.title) for chapter in report.chapters] == [
        ("二、", "主要做法"),
        ("五、", "工作体会"),
    ]
    assert report.problems_heading.number == "三、"
    assert (report.plan_heading.number, report.plan_heading.title) == ("四、", "下半年工作打算")
    assert [entry.number for entry in report.plan] == ["（一）", "（二）"]
    assert report.requests_heading.number == "六、"


def test_one_section_alone_gets_no_number(compose_sheets: Compose) -> None:
    report = compose_sheets(
        {"基本信息": FACTS, "工作成效": achievements(("上半年", "甲", "事项一", "内容一。"))}, "上半年"
    )
    assert [(section.number, section.title) for section in report.sections] == [("", "甲")]


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("段首句", ["", ""]),
        ("段首句加粗", ["", ""]),
        ("（一）", ["（一）", "（二）"]),
        ("1.", ["1.", "2."]),
        ("一是连排", ["一是", "二是"]),
        ("一是分段", ["一是", "二是"]),
        ("无", ["", ""]),
    ],
)
@pytest.mark.parametrize("where", ["facts", "section"])
def test_item_styles_number_the_items(compose_sheets: Compose, style: str, numbers: list[str], where: str) -> None:
    sheets = dict(BLOCKS)
    if where == "facts":
        sheets["基本信息"] = [*FACTS, ["事项样式", style]]
    else:
        sheets["板块"] = [["名称", "事项样式"], ["甲", None], ["乙", style]]
    report = compose_sheets(sheets, "上半年")
    section = report.sections[1]
    assert section.style == style
    assert [item.number for item in section.items] == numbers


def test_bracketed_items_go_one_level_down_where_sections_are_bracketed(compose_sheets: Compose) -> None:
    report = compose_sheets({**BLOCKS, "基本信息": [*FACTS, ["结构", "三段式"], ["事项样式", "（一）"]]}, "上半年")
    assert [(item.number, item.level) for item in report.sections[1].items] == [("1.", 3), ("2.", 3)]
    assert [item.number for item in report.problems] == ["（一）", "（二）"]


def test_subsections_gather_their_items_and_number_below_the_section(compose_sheets: Compose) -> None:
    rows = [
        ["上半年", "甲", "基层", "事项一", "内容一。"],
        ["上半年", "甲", "基层", "事项二", "内容二。"],
        ["上半年", "甲", "监管", "事项三", "内容三。"],
        ["上半年", "甲", None, "事项四", "内容四。"],
    ]
    sheets = {"基本信息": [*FACTS, ["事项样式", "（一）"]], "工作成效": [*ITEMS, *rows]}
    report = compose_sheets(sheets, "上半年")
    section = report.sections[0]
    assert [(sub.number, sub.title) for sub in section.subsections] == [("（一）", "基层"), ("（二）", "监管")]
    assert [item.number for item in section.subsections[0].items] == ["1.", "2."]
    assert [item.lead for item in section.items] == ["事项四。"]


def test_plan_with_sections_has_two_levels(compose_sheets: Compose) -> None:
    plan = [
        ["时期", "板块", "事项", "内容"],
        ["下半年", "甲", "抓培训", "培训。"],
        ["下半年", "甲", "抓演练", "演练。"],
        ["下半年", "乙", "抓检查", "检查。"],
    ]
    report = compose_sheets({**BLOCKS, "工作计划": plan}, "上半年")
    assert [(entry.number, entry.lead) for entry in report.plan] == [("一、", "甲"), ("二、", "乙")]
    assert [(item.number, item.lead) for item in report.plan[0].items] == [
        ("（一）", "抓培训。"),
        ("（二）", "抓演练。"),
    ]
    assert [item.number for item in report.plan[1].items] == [""]


def test_order_numbers_come_first_and_the_rest_follow_the_workbook(compose_sheets: Compose) -> None:
    rows = [
        ["时期", "板块", "事项", "内容", "序号"],
        ["上半年", "甲", "丙", "内容。", None],
        ["上半年", "甲", "乙", "内容。", 2],
        ["上半年", "甲", "丁", "内容。", None],
        ["上半年", "甲", "甲", "内容。", 1],
    ]
    report = compose_sheets({"基本信息": FACTS, "工作成效": rows}, "上半年")
    assert [item.lead for item in report.sections[0].items] == ["甲。", "乙。", "丙。", "丁。"]


def test_sections_follow_their_sheet_and_its_order_numbers(compose_sheets: Compose) -> None:
    sheets = {
        **BLOCKS,
        "板块": [
            ["名称", "标题", "序号", "时期"],
            ["乙", "乙的标题", 1],
            ["甲", "甲的标题"],
            ["甲", "甲半年", None, "上半年"],
        ],
    }
    report = compose_sheets(sheets, "上半年")
    assert [section.title for section in report.sections] == ["乙的标题", "甲半年"]


def test_hundred_items_are_numbered_through(compose_sheets: Compose) -> None:
    plan = [["时期", "事项", "内容"], *(["下半年", f"任务{n}", "做。"] for n in range(1, 121))]
    report = compose_sheets({**BLOCKS, "工作计划": plan}, "上半年")
    numbers = [entry.number for entry in report.plan]
    assert numbers[98:101] == ["九十九、", "一百、", "一百零一、"]
    assert numbers[-1] == "一百二十、"


def test_direct_items_beside_subsections_take_other_ordinals(compose_sheets: Compose) -> None:
    rows = [
        ["上半年", "甲", None, "事项一", "内容一。"],
        ["上半年", "甲", None, "事项二", "内容二。"],
        ["上半年", "甲", "基层", "事项三", "内容三。"],
        ["上半年", "甲", "监管", "事项四", "内容四。"],
    ]
    sheets = {"基本信息": [*FACTS, ["事项样式", "（一）"]], "工作成效": [*ITEMS, *rows]}
    (section,) = compose_sheets(sheets, "上半年").sections
    assert [item.number for item in section.items] == ["1.", "2."]
    assert [subsection.number for subsection in section.subsections] == ["（一）", "（二）"]


def test_an_ending_typed_for_a_report_is_kept(compose_sheets: Compose) -> None:
    facts = [*FACTS, ["结束语", "以上报告，请审阅。"]]
    report = compose_sheets(
        {"基本信息": facts, "工作成效": [["时期", "事项", "内容"], ["上半年", "抓培训", "培训了。"]]},
        "上半年",
        kind="报告",
    )
    assert report.facts["结束语"] == "以上报告，请审阅。"


def test_plan_sections_take_the_titles_of_the_plans_own_period(compose_sheets: Compose) -> None:
    sheets = {
        "基本信息": FACTS,
        "板块": [["名称", "标题", "时期"], ["监管", "监管已见成效", "上半年"], ["监管", "监管将更严格", "下半年"]],
        "工作成效": [["时期", "板块", "事项", "内容"], ["上半年", "监管", "抓检查", "检查了。"]],
        "工作计划": [["时期", "板块", "事项", "内容"], ["下半年", "监管", "再检查", "检查。"]],
    }
    report = compose_sheets(sheets, "上半年")
    assert report.sections[0].title == "监管已见成效"
    assert report.plan[0].lead == "监管将更严格"


def test_requests_of_a_longer_period_wait_for_its_report(compose_sheets: Compose) -> None:
    sheets = {
        "基本信息": FACTS,
        "工作成效": [["时期", "事项", "内容"], ["二季度", "抓培训", "培训了。"]],
        "意见建议": [["时期", "事项"], ["上半年", "请求增加编制"]],
    }
    assert compose_sheets(sheets, "二季度").requests == ()
    assert [item.lead for item in compose_sheets(sheets, "上半年").requests] == ["请求增加编制。"]
