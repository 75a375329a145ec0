"""The promise ledger: what was planned in the last issued report, and what this one says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from summarize.pipeline import Request, check, generate

from .conftest import Rows, Unit

WATCH = ["二季度", "综合", "日常值守", "值守91天。", "办公室", None]
TALKS = ["二季度", "综合", "普法宣讲", "宣讲3场。", "司法所", None]
PLAN = ["三季度", "综合", "日常值守", "继续值守。", "办公室", None]


def promise(matter: str, content: str, office: str | None = "安全科", due: str | None = None) -> list[Any]:
    return ["二季度", "安全", matter, content, office, due]


def done(matter: str, content: str, office: str | None = "安全科", status: str | None = None) -> list[Any]:
    return ["二季度", "安全", matter, content, office, status]


def codes(told: list[Any]) -> list[str]:
    return [finding.rule.code for finding in told]


@pytest.mark.parametrize(
    ("planned", "rows"),
    [
        pytest.param(promise("建设消防示范点", "建成消防示范点2个。"), [], id="nothing like it"),
        pytest.param(
            promise("开展消防安全检查", "检查出租房屋40处。", None),
            [done("开展食品安全检查", "检查食品小作坊12家。", None)],
            id="another kind of inspection",
        ),
        pytest.param(
            promise("新建社区食堂", "新建社区食堂1家。", "服务科"),
            [done("改造社区公厕", "改造社区公厕3座。", "环卫科")],
            id="another office's facilities",
        ),
        pytest.param(
            promise("开展消防安全检查", "检查出租房屋40处。"),
            [done("开展食品安全检查", "检查食品小作坊12家。")],
            id="another kind of inspection by the same office",
        ),
        pytest.param(
            promise("修订值班制度", "修订值班制度。"),
            [[*done("修订值班制度", "已修订印发。"), "否"]],
            id="the row is left out of the report",
        ),
    ],
)
def test_a_promise_of_which_nothing_is_said_is_told(unit: Unit, planned: list[Any], rows: Rows) -> None:
    document = unit.issue([planned])
    head = ["时期", "板块", "事项", "内容", "责任科室", "状态", "入文"]
    (finding,) = unit.told([], plans=[PLAN], more={"工作成效": [head, WATCH, TALKS, *rows]})
    office = f"（责任科室：{planned[4]}）" if planned[4] else ""
    assert (finding.rule.code, str(finding.place)) == ("X01", "工作表“工作成效”")
    assert finding.message == (
        f"2025年一季度印发的报告计划“{planned[2]}”{office}，二季度的成效、问题和计划里都没有相近的事"
    )
    (where,) = finding.related
    assert (where.file, where.excerpt) == (str(document), planned[2])


@pytest.mark.parametrize(
    ("planned", "rows"),
    [
        pytest.param(
            promise("建设消防示范点", "建成2个。"),
            [done("建设消防示范点", "建成2个。")],
            id="the same section and matter",
        ),
        pytest.param(
            promise("建设消防示范点", "建成2个。"),
            [["二季度", "平安建设", "建设消防示范点", "建成2个。", "安全科", None]],
            id="another section, the same matter",
        ),
        pytest.param(
            promise("加装电梯", "推进老旧小区加装电梯6部。", "服务科"),
            [done("老旧小区电梯加装稳步实施", "开工3部。", "服务科")],
            id="other words of the same office",
        ),
        pytest.param(
            promise("狠抓隐患整改", "对化工企业隐患逐条整改。"),
            [done("化工企业隐患整改", "逐企建立台账。")],
            id="the new title stands in the old text",
        ),
        pytest.param(
            promise("推进智慧停车", "建设停车诱导系统。", None),
            [done("智慧停车诱导系统上线", "接入泊位300个。", None)],
            id="no office is written",
        ),
    ],
)
def test_a_promise_that_is_reported_on_is_silent(unit: Unit, planned: list[Any], rows: Rows) -> None:
    unit.issue([planned])
    assert codes(unit.told([WATCH, TALKS, *rows], plans=[PLAN])) == []


def test_the_task_number_is_the_identity(unit: Unit) -> None:
    head = ["时期", "板块", "事项", "内容", "责任科室", "任务编号"]
    planned = ["二季度", "安全", "建设消防示范点", "建成2个。", "安全科", "A-07"]
    unit.issue([], more={"工作计划": [head, planned]})
    reported = ["二季度", "安全", "筑牢防线", "两处通过验收。", "安全科", "A-07"]
    assert codes(unit.told([], plans=[PLAN], more={"工作成效": [head, [*WATCH[:5], None], reported]})) == []


def test_a_promise_put_off_with_a_reason_is_silent(unit: Unit) -> None:
    unit.issue(
        [
            promise("社区食堂", "新开社区食堂1家。", "服务科"),
            promise("建设消防示范点", "建成2个。"),
            promise("修缮泵站", "修缮泵站1座。", "水利科", "6月底"),
        ]
    )
    problems = [["二季度", "社区食堂选址未定", "场地产权不清，社区食堂尚未开业。", "服务科"]]
    plans = [
        PLAN,
        ["三季度", "安全", "建设消防示范点", "因场地调整，推迟到三季度建成2个。", "安全科", None],
        ["三季度", "安全", "修缮泵站", "受汛期影响顺延，汛后修缮泵站1座。", "水利科", None],
    ]
    assert codes(unit.told([WATCH, TALKS], problems, plans)) == []


@pytest.mark.parametrize(
    "content", ["建成消防示范点2个。", "因地制宜建成消防示范点2个。", "再建消防示范点，数量不变。"]
)
def test_a_promise_made_again_without_a_word_is_told_as_information(unit: Unit, content: str) -> None:
    unit.issue([promise("建设消防示范点", "建成消防示范点2个。")])
    plans = [PLAN, ["三季度", "安全", "建设消防示范点", content, "安全科", None]]
    (finding,) = unit.told([WATCH, TALKS], plans=plans)
    assert (finding.rule.code, finding.severity.value, str(finding.place)) == ("X02", "info", "工作计划!C3")
    assert finding.message == (
        "2025年一季度印发的报告计划“建设消防示范点”（责任科室：安全科），这一期又列入计划，没有说做得怎样"
    )


@pytest.mark.parametrize(
    ("due", "row", "severity", "seen"),
    [
        ("6月底", done("建设消防示范点", "建成1个。", status="未达序时"), "warning", "状态是“未达序时”"),
        ("5月底前", done("建设消防示范点", "正在选址。"), "info", "内容说还在进行"),
        ("2025年6月20日", done("建设消防示范点", "预计能够完成，尚在布线。"), "info", "内容说还在进行"),
        ("二季度", done("建设消防示范点", "完成率60%。"), "info", "内容说还在进行"),
    ],
)
def test_a_promise_that_is_due_and_not_said_to_be_done_is_told(
    unit: Unit, due: str, row: list[Any], severity: str, seen: str
) -> None:
    unit.issue([promise("建设消防示范点", "建成2个。", due=due)])
    (finding,) = unit.told([WATCH, TALKS, row], plans=[PLAN])
    assert (finding.rule.code, finding.severity.value) == ("X03", severity)
    described = "2025年一季度印发的报告计划“建设消防示范点”"
    assert finding.message == f"{described}（责任科室：安全科，完成时限：{due}）已经到期，{seen}"


@pytest.mark.parametrize(
    ("due", "row"),
    [
        ("6月底", done("建设消防示范点", "2个示范点全部建成。")),
        ("6月底", done("建设消防示范点", "两处均已通过验收。")),
        ("6月底", done("建设消防示范点", "建成2个。", status="已完成")),
        ("6月底", done("建设消防示范点", "不再建设。", status="取消")),
        ("9月底", done("建设消防示范点", "正在选址。")),
        ("长期", done("建设消防示范点", "正在选址。")),
    ],
)
def test_what_is_done_or_not_due_or_without_an_end_is_silent(unit: Unit, due: str, row: list[Any]) -> None:
    unit.issue([promise("建设消防示范点", "建成2个。", due=due)])
    assert codes(unit.told([WATCH, TALKS, row], plans=[PLAN])) == []


def test_what_is_only_like_a_promise_is_named_and_told_as_information(unit: Unit) -> None:
    unit.issue([promise("加装电梯", "推进老旧小区加装电梯6部。", "服务科", "6月底")])
    rows = [done("老旧小区电梯加装稳步实施", "开工3部。", "服务科", "达序时")]
    (finding,) = unit.told([WATCH, TALKS, *rows], plans=[PLAN])
    assert (finding.rule.code, finding.severity.value) == ("X03", "info")
    assert finding.message == (
        "2025年一季度印发的报告计划“加装电梯”（责任科室：服务科，完成时限：6月底）已经到期，"
        "相近的“老旧小区电梯加装稳步实施”状态是“达序时”"
    )
    rows[0][5] = None
    assert codes(unit.told([WATCH, TALKS, *rows], plans=[PLAN])) == []


def test_a_slogan_that_is_planned_again_is_looked_for_among_what_was_done(unit: Unit) -> None:
    unit.issue([promise("加快重点项目建设", "建成区级应急物资储备库，完善指挥平台功能。", due="6月底")])
    rows = [done("物资保障提档升级", "区级应急物资储备库主体封顶。")]
    plans = [PLAN, ["三季度", "安全", "加快重点项目建设", "建成培训基地。", "安全科", None]]
    assert codes(unit.told([WATCH, TALKS, *rows], plans=plans)) == []


def test_the_ledger_tells_its_own_due_tasks_once(unit: Unit) -> None:
    head = ["事项", "一季度完成情况", "二季度目标", "二季度完成情况", "状态", "完成时限", "责任科室"]
    first = ["建设消防示范点", "完成选址。", "建成2个。", None, "达序时", "6月底", "安全科"]
    unit.issue([], more={"重点工作": [head, first], "工作成效": [["时期", "事项", "内容"]]})
    second = ["建设消防示范点", "完成选址。", "建成2个。", "建成1个。", "未达序时", "6月底", "安全科"]
    told = unit.told([], plans=[PLAN], more={"重点工作": [head, second], "工作成效": [["时期", "事项", "内容"]]})
    assert codes(told) == []


def test_only_the_last_issue_counts_and_what_was_never_issued_does_not(unit: Unit) -> None:
    rows = [["一季度", "综合", "日常值守", "值守90天。", "办公室"]]
    path = unit.workbook(rows, plans=[promise("建设消防示范点", "建成2个。")])
    generate(Request(workbook=path, period="一季度"))
    assert codes(unit.told([WATCH, TALKS], plans=[PLAN])) == []


def test_a_plan_for_a_longer_time_is_not_gone_before_its_end(unit: Unit) -> None:
    rows = [["上半年", "综合", "日常值守", "值守181天。", "办公室", None]]
    plans = [
        ["下半年", "安全", "建设消防示范点", "建成2个。", "安全科", None],
        ["下半年", "安全", "修缮泵站", "1座。", "水利科", "9月底"],
    ]
    generate(Request(workbook=unit.workbook(rows, plans=plans), period="上半年", is_issue=True))
    later = [
        ["三季度", "综合", "日常值守", "值守92天。", "办公室", None],
        ["三季度", "综合", "普法宣讲", "宣讲3场。", "司法所", None],
    ]
    path = unit.workbook(later, plans=[["四季度", "综合", "日常值守", "继续值守。", "办公室", None]])
    told = [finding.message for finding in check(path, "三季度") if finding.rule.code == "X01"]
    assert told == [
        "2025年上半年印发的报告计划“修缮泵站”（责任科室：水利科，完成时限：9月底），三季度的成效、问题和计划里都没有相近的事"
    ]


def test_an_offices_own_workbook_does_not_answer_for_the_others(unit: Unit) -> None:
    unit.issue([promise("建设消防示范点", "建成2个。"), promise("修缮泵站", "修缮1座。", "办公室")])
    (finding,) = unit.told([WATCH], plans=[PLAN])
    assert "“修缮泵站”" in finding.message


def cells_of(path: Path) -> list[list[str]]:
    (table,) = docx.Document(str(path)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_annex_lists_every_promise_with_what_became_of_it(unit: Unit) -> None:
    indicators = [["指标", "计量单位", "一季度", "二季度"], ["泵站数", "座", 1, 2]]
    unit.issue(
        [
            promise("建设消防示范点", "建成2个。", due="6月底"),
            promise("社区食堂", "新开社区食堂1家。", "服务科"),
            promise("修缮泵站", "修缮泵站。", "水利科"),
            promise("智慧停车", "建成停车诱导系统。", None),
            promise("清理河道", "清理河道2公里。", "水利科"),
        ]
    )
    path = unit.workbook(
        [WATCH, done("建设消防示范点", "2个示范点全部建成。"), done("修缮泵站", "修缮{泵站数}座。", "水利科")],
        [["二季度", "社区食堂选址未定", "场地产权不清，{泵站数}处选址未定，社区食堂推迟开业。", "服务科"]],
        [PLAN, ["三季度", "综合", "智慧停车", "建成停车诱导系统。", None, None]],
        indicators=indicators,
    )
    outcome = generate(Request(workbook=path, period="二季度", lists_promises=True))
    assert cells_of(outcome.path) == [
        ["序号", "计划", "责任科室", "完成时限", "落实情况", "出处"],
        ["1", "建设消防示范点", "安全科", "6月底", "已落实", "工作成效“建设消防示范点”"],
        [
            "2",
            "社区食堂",
            "服务科",
            "2025年二季度内",
            "未按期落实：场地产权不清，2处选址未定，社区食堂推迟开业",
            "存在的问题“社区食堂选址未定”",
        ],
        ["3", "修缮泵站", "水利科", "2025年二季度内", "已开展", "工作成效“修缮泵站”"],
        ["4", "智慧停车", "", "2025年二季度内", "再列入下期计划", "下期计划“智慧停车”"],
        ["5", "清理河道", "水利科", "2025年二季度内", "未见说明", "—"],
    ]
    paragraphs = [paragraph.text for paragraph in docx.Document(str(outcome.path)).paragraphs]
    assert "附件：上期计划落实情况" in paragraphs


@pytest.mark.parametrize(
    ("content", "due"),
    [
        ("5月底前建成2个。", "5月底前"),
        ("2025年6月20日前建成2个，6月前选址。", "—"),
        ("按2025年6月20日前的要求建成2个。", "2025年6月20日前"),
        ("建成2个。", "2025年二季度内"),
        ("6月份建成2个。", "2025年二季度内"),
    ],
)
def test_the_annex_takes_the_day_that_the_plan_itself_names(unit: Unit, content: str, due: str) -> None:
    unit.issue([["二季度", "安全", "建设消防示范点", content, "安全科", None]])
    path = unit.workbook([["二季度", "综合", "日常值守", "值守91天。", "办公室", None]])
    outcome = generate(Request(workbook=path, period="二季度", lists_promises=True))
    table = docx.Document(str(outcome.path)).tables[-1]
    assert [cell.text for cell in table.rows[1].cells][3] == due


def test_the_annex_follows_those_of_the_workbook_and_changes_the_id(unit: Unit) -> None:
    unit.issue([promise("清理河道", "清理河道2公里。", "水利科")])
    annex = [["河段", "长度"], ["东段", "1公里"]]
    path = unit.workbook([WATCH], plans=[PLAN], more={"附件河段": annex})
    plain = generate(Request(workbook=path, period="二季度", output="一/"))
    listed = generate(Request(workbook=path, period="二季度", output="二/", lists_promises=True))
    texts = [paragraph.text for paragraph in docx.Document(str(listed.path)).paragraphs]
    assert [text for text in texts if "上期计划" in text or text.startswith("附件")] == [
        *("附件：1.河段", "2.上期计划落实情况", "附件1", "附件2", "上期计划落实情况")
    ]
    assert plain.path.read_bytes() != listed.path.read_bytes()
    again = generate(Request(workbook=path, period="二季度", output="三/", lists_promises=True))
    assert again.path.read_bytes() == listed.path.read_bytes()


def test_without_a_last_issue_no_annex_is_printed_and_that_is_told(unit: Unit) -> None:
    path = unit.workbook([WATCH], plans=[PLAN])
    outcome = generate(Request(workbook=path, period="二季度", lists_promises=True))
    assert docx.Document(str(outcome.path)).tables == []
    (finding,) = [finding for finding in outcome.findings if finding.rule.code == "X15"]
    assert finding.message == "没有找到上期已印发的计划，没有印“上期计划落实情况”"


@pytest.mark.parametrize("template", ["季度工作总结", "工作报告", "汇报材料", "年度工作总结"])
def test_every_shipped_template_prints_the_annex(unit: Unit, template: str) -> None:
    unit.issue([promise("清理河道", "清理河道2公里。", "水利科")])
    path = unit.workbook([WATCH], plans=[PLAN])
    outcome = generate(Request(workbook=path, period="二季度", lists_promises=True, template=template))
    tables = docx.Document(str(outcome.path)).tables
    assert any("未见说明" in cell.text for table in tables for row in table.rows for cell in row.cells)
