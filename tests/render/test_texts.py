"""What the shipped templates print, paragraph by paragraph."""

from __future__ import annotations

from typing import Any

import pytest
from handmade_reports import (
    W,
    body_lines,
    make_annex,
    make_item,
    make_report,
    make_section,
    open_document,
    say,
    shipped,
)

from summarize.model.report import Chapter, Heading, PlanEntry, Report
from summarize.render import Template, render

TITLE = "青石县民政局2017年上半年工作总结\n和下半年工作计划"
SIGN_OFF = ["青石县民政局", "2017年7月5日"]
SUMMARIES = ("季度工作总结", "半年工作总结", "年度工作总结")


def lines_of(report: Report, name: str = "半年工作总结") -> list[str]:
    return body_lines(render(report, Template(shipped(name)), stage=None, document_id="x"))


def styles_of(report: Report, text: str) -> list[tuple[str | None, str | None, str]]:
    """Return for the paragraph that begins with `text`: its style, and its runs' styles and texts."""
    document = open_document(render(report, Template(shipped("半年工作总结")), stage=None, document_id="x"))
    names = {style.style_id: style.name for style in document.styles}
    paragraph = next(found for found in document.paragraphs if found.text.startswith(text))
    style = paragraph._p.find(f"{W}pPr/{W}pStyle")
    outer = names[style.get(f"{W}val")] if style is not None else None
    runs = []
    for run in paragraph.runs:
        inner = run._r.find(f"{W}rPr/{W}rStyle")
        runs.append((outer, names[inner.get(f"{W}val")] if inner is not None else None, run.text))
    return runs


@pytest.mark.parametrize("name", SUMMARIES)
def test_blocks_stand_under_numbered_headings_and_the_plan_is_numbered_anew(name: str) -> None:
    report = make_report(
        facts={"计划引语": "下半年，重点抓好以下工作：", "主送机关": "县政府", "结束语": "请审议。"},
        sections=(
            make_section("社会救助", make_item(lead="甲。", body="乙。"), number="一、"),
            make_section(
                "养老服务", make_item(lead="丙。", body="丁。", more=["戊。"]), number="二、", lead_in="引语。"
            ),
        ),
        problems_heading=Heading("三、", say("存在的问题")),
        problems=(
            make_item("（一）", "己。", "庚。", style="（一）", level=2),
            make_item("（二）", "辛。", "", level=2),
        ),
        plan=(PlanEntry("一、", say("壬。"), say("癸。")), PlanEntry("二、", say("子。"), say("丑。"))),
        requests_heading=Heading("", say("意见建议")),
        requests=(make_item("", "寅。", "卯。"),),
    )
    assert lines_of(report, name) == [
        TITLE, "县政府：", "今年以来，工作平稳。",
        "一、社会救助", "甲。乙。", "二、养老服务", "引语。", "丙。丁。", "戊。",
        "三、存在的问题", "（一）己。庚。", "（二）辛。",
        "下半年，重点抓好以下工作：", "一、壬。癸。", "二、子。丑。",
        "意见建议", "寅。卯。", "请审议。", *SIGN_OFF,
    ]  # fmt: skip


def test_three_parts_put_sections_one_level_down() -> None:
    report = make_report(
        structure="三段式",
        achievements_heading=Heading("一、", say("上半年工作情况")),
        sections=(
            make_section(
                "社会救助", number="（一）", style="1.",
                subsections=[("1.", "临时救助", (make_item("（1）", "甲。", "乙。", level=4),))],
            ),
        ),
        problems_heading=Heading("二、", say("存在的问题")),
        problems=(make_item(),),
        plan_heading=Heading("三、", say("下半年工作打算")),
        plan=(PlanEntry("（一）", say("丙。"), say("丁。"), level=2),),
    )  # fmt: skip
    assert lines_of(report)[2:-2] == [
        "一、上半年工作情况", "（一）社会救助", "1.临时救助", "（1）甲。乙。",
        "二、存在的问题", "救助及时。发放救助金。", "三、下半年工作打算", "（一）丙。丁。",
    ]  # fmt: skip
    assert styles_of(report, "一、上半年")[0][0] == "一级标题"
    assert styles_of(report, "（一）社会救助")[0][0] == "二级标题"
    assert styles_of(report, "1.临时救助")[0][0] == "三级标题"
    assert styles_of(report, "（一）丙。")[0] == (None, "导语", "（一）丙。")


@pytest.mark.parametrize(
    ("style", "level", "lead_style"),
    [
        ("段首句", 0, "导语"),
        ("段首句加粗", 0, "导语加粗"),
        ("（一）", 2, "导语"),
        ("（一）", 3, None),
        ("1.", 3, None),
        ("一是分段", 0, None),
        ("无", 0, None),
    ],
)
def test_the_lead_is_set_by_the_item_style(style: str, level: int, lead_style: str | None) -> None:
    items = (make_item("甲", "乙。", "丙。", style=style, level=level),)
    report = make_report(sections=(make_section("板块", *items, style=style),))
    runs = styles_of(report, "甲乙。")
    if lead_style:
        assert runs == [(None, lead_style, "甲乙。"), (None, None, "丙。")]
    else:
        assert runs == [(None, None, "甲乙。丙。")]


def test_serial_items_run_on_in_one_paragraph() -> None:
    items = [make_item(f"{word}是", f"{word}事。", "已办。", style="一是连排", more=more)
             for word, more in (("一", []), ("二", ["再办。"]), ("三", []))]  # fmt: skip
    report = make_report(sections=(make_section("板块", *items, style="一是连排"),))
    assert "一是一事。已办。二是二事。已办。再办。三是三事。已办。" in lines_of(report)


def test_the_lead_of_a_plan_entry_of_level_one_is_set_in_heiti() -> None:
    report = make_report(plan=(PlanEntry("一、", say("甲。"), say("乙。")),))
    assert styles_of(report, "一、甲。") == [(None, "一级导语", "一、甲。"), (None, None, "乙。")]


def test_a_plan_in_two_levels_has_headings() -> None:
    entry = PlanEntry(
        "一、", say("社会救助"), say(""), items=(make_item("（一）", "甲。", "乙。", style="（一）", level=2),)
    )
    report = make_report(plan=(entry,))
    assert lines_of(report)[-4:-2] == ["一、社会救助", "（一）甲。乙。"]
    assert styles_of(report, "一、社会救助")[0][0] == "一级标题"
    deeper = make_report(plan=(PlanEntry("（一）", say("社会救助"), say("总述。"), items=entry.items, level=2),))
    assert styles_of(deeper, "（一）社会救助")[0][0] == "二级标题"
    assert lines_of(deeper)[-5:-2] == ["（一）社会救助", "总述。", "（一）甲。乙。"]


def test_chapters_stand_where_they_belong() -> None:
    chapters = tuple(
        Chapter("", say(position), (say(f"{position}的内容。"),), position)
        for position in ("计划后", "成效前", "问题后", "成效后")
    )
    report = make_report(chapters=chapters, problems_heading=Heading("", say("问题")), problems=(make_item(),))
    headings = {"社会救助", "问题", "抓好救助。核查对象。", "成效前", "成效后", "问题后", "计划后"}
    assert [line for line in lines_of(report) if line in headings] == [
        "成效前", "社会救助", "成效后", "问题", "问题后", "抓好救助。核查对象。", "计划后",
    ]  # fmt: skip


def test_a_section_without_a_title_has_no_heading() -> None:
    report = make_report(sections=(make_section("", make_item()),))
    assert lines_of(report)[1:3] == ["今年以来，工作平稳。", "救助及时。发放救助金。"]


def test_a_lead_in_of_a_plan_that_is_not_there_is_not_printed() -> None:
    report = make_report(plan=(), facts={"计划引语": "下半年，抓好以下工作："})
    assert lines_of(report) == [TITLE, "今年以来，工作平稳。", "社会救助", "救助及时。发放救助金。", *SIGN_OFF]


@pytest.mark.parametrize("name", [*SUMMARIES, "汇报材料", "工作报告"])
def test_absent_facts_leave_no_empty_paragraph(name: str) -> None:
    report = make_report(signature=say(""), signature_date=say(""), introduction=(), sections=(), plan=())
    lines = lines_of(report, name)
    assert "" not in lines
    expected = {"汇报材料": [TITLE, "青石县民政局"], "工作报告": ["青石县民政局", TITLE, "特此报告。"]}
    assert lines == expected.get(name, [TITLE])


def test_subtitle_and_unit_under_the_title() -> None:
    report = make_report(facts={"副标题": "——民政篇", "署名": "青石县民政局", "署名位置": "题下"})
    assert lines_of(report)[:4] == [TITLE, "——民政篇", "青石县民政局", "（2017年7月5日）"]
    assert lines_of(report)[-1] == "抓好救助。核查对象。"


def test_a_briefing_is_dated_under_its_title_and_not_signed() -> None:
    report = make_report(facts={"称谓": "各位领导", "署名": "民政局"})
    lines = lines_of(report, "汇报材料")
    assert lines[:4] == [TITLE, "民政局", "（2017年7月5日）", "各位领导："]
    assert lines[-1] == "抓好救助。核查对象。"


@pytest.mark.parametrize(
    ("typed", "printed"), [("各位领导", "各位领导："), ("各位领导：", "各位领导："), ("同志们！", "同志们！")]
)
def test_a_salutation_ends_with_one_colon(typed: str, printed: str) -> None:
    assert lines_of(make_report(facts={"称谓": typed}))[1] == printed


def test_one_annex_is_named_without_a_number_and_several_with() -> None:
    one = make_report(annex_names=(say("甲表"),))
    assert lines_of(one)[-3] == "附件：甲表"
    two = make_report(annex_names=(say("甲表"), say("乙表")))
    assert lines_of(two)[-4:-2] == ["附件：1.甲表", "2.乙表"]


@pytest.mark.parametrize("typed", ["此件公开", "（此件公开）"])
def test_a_note_stands_in_brackets_below_the_date(typed: str) -> None:
    assert lines_of(make_report(facts={"附注": typed}))[-1] == "（此件公开）"


def test_annexes_follow_each_on_its_page_with_the_paragraph_word_wants_behind_a_table() -> None:
    report = make_report(annexes=(make_annex("附件1", "甲表", 2, 1), make_annex("附件2", "乙表", 2, 2)))
    document = open_document(render(report, Template(shipped("半年工作总结")), stage=None, document_id="x"))
    assert lines_of(report)[-6:] == ["附件1", "甲表", "", "附件2", "乙表", ""]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert tables == [[["第1列", "第2列"], ["内容", "内容"]], [["第1列", "第2列"], *[["内容", "内容"]] * 2]]


RED_HEAD = {
    "份号": "000001", "密级": "内部", "紧急程度": "特急", "发文机关标志": "青石县民政局文件",
    "发文字号": "青民〔2017〕5号", "签发人": "张三", "抄送机关": "县人大办，县政协办", "印发机关": "县民政局办公室",
    "印发日期": "2017年7月6日",
}  # fmt: skip


def test_a_red_head_stands_above_the_title_and_the_imprint_below_all() -> None:
    report = make_report(facts=RED_HEAD, sections=(), plan=())
    content = render(report, Template(shipped("工作报告")), stage=None, document_id="x")
    assert body_lines(content) == [
        "000001", "内部", "特急", "青石县民政局文件", "\t青民〔2017〕5号\t签发人：张三", TITLE,
        "今年以来，工作平稳。", "特此报告。", *SIGN_OFF, "",
    ]  # fmt: skip
    box = open_document(content).element.body.findall(f"{W}p")[-1]
    imprint = ["".join(text.text for text in row.iter(f"{W}t")) for row in box.iter(f"{W}tr")]
    assert imprint == ["抄送：县人大办，县政协办。", "县民政局办公室2017年7月6日印发"]


def test_several_signers_stand_two_to_a_line_with_the_number_on_the_last() -> None:
    report = make_report(facts={**RED_HEAD, "签发人": "张三、李四光、王五"})
    assert "\t\t签发人：张　三　李四光\n\t青民〔2017〕5号\t王　五　　　　" in lines_of(report, "工作报告")


@pytest.mark.parametrize(("absent", "rows"), [("抄送机关", 1), ("印发机关", 2)])
def test_an_imprint_has_a_row_for_what_there_is(absent: str, rows: int) -> None:
    facts = {name: text for name, text in RED_HEAD.items() if name != absent}
    content = render(make_report(facts=facts), Template(shipped("工作报告")), stage=None, document_id="x")
    box = open_document(content).element.body.findall(f"{W}p")[-1]
    assert len(list(box.iter(f"{W}tr"))) == rows


def test_without_a_number_the_red_line_is_under_the_mark() -> None:
    document = open_document(render(make_report(), Template(shipped("工作报告")), stage=None, document_id="x"))
    assert document.paragraphs[0].style.name == "发文机关标志带红线"


@pytest.mark.parametrize("name", [*SUMMARIES, "汇报材料", "工作报告"])
def test_no_tag_is_left_in_any_part(name: str) -> None:
    content = render(make_report(facts=RED_HEAD), Template(shipped(name)), stage=None, document_id="x")
    parts: Any = open_document(content).part.package.iter_parts()
    for part in parts:
        assert not any(mark in part.blob for mark in (b"{{", b"}}", b"{%", b"%}", b"{#")), part.partname
