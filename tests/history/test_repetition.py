"""The same words twice: as the last issue had them, and in two offices' rows."""

from __future__ import annotations

from typing import Any

import pytest

from summarize.history.formulas import own_words, tells_result
from summarize.pipeline import Request, check, generate

from .conftest import Unit, of_history

CHECKED = "网格员逐户排查出租房屋安全隐患，登记台账并督促整改，共走访320户，发现隐患56处，已整改50处，其余正在跟进。"
BUILT = "在人流密集处新设便民服务点，配齐血压计、老花镜、饮水机等用品，安排专人轮值，已全部建成并投入使用。"
DRILLS = "联合辖区学校和企业分批组织疏散演练，现场讲解灭火器用法，发放宣传册2600份，受教育群众4300人次，效果明显。"
GUIDED = "坚持以党的创新理论为指导，全面贯彻党的二十大精神，深入学习贯彻重要讲话精神，认真落实各项决策部署，"
NAMES = "县发展改革局、县财政局、县自然资源局、县住房城乡建设局、县交通运输局、县农业农村局、县应急管理局、县市场监管局"
TITLES = (
    "对照《关于进一步加强城市基层社会治理工作若干问题的实施意见》和《居民小区物业管理服务质量考核评价办法（试行）》"
)


def row(content: str, office: str = "安全科", period: str = "二季度", matter: str = "本期工作") -> list[Any]:
    return [period, "综合", matter, content, office, None]


def test_the_samples_are_long_enough() -> None:
    assert all(len(text) > 45 for text in (CHECKED, BUILT, DRILLS, GUIDED, NAMES, TITLES))


@pytest.mark.parametrize("text", [CHECKED, BUILT, DRILLS])
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("二季度，", "下一步继续。"), ("根据年度安排，经研究，", "")])
def test_words_of_the_last_issue_are_told_with_both_places(unit: Unit, text: str, before: str, behind: str) -> None:
    document = unit.issue([], [row(text, period="一季度", matter="上期工作")])
    (finding,) = unit.told([row(f"{before}{text}{behind}")])
    assert (finding.rule.code, str(finding.place)) == ("X05", "工作成效!D2")
    first = text[:15] + "…"
    assert finding.message == f"“{first}”等{len(text)}个字与2025年一季度印发的报告“上期工作”的内容一字不差"
    assert [(place.file, place.excerpt) for place in finding.related] == [(str(document), first)]


def test_a_problem_that_is_repeated_is_told(unit: Unit) -> None:
    text = "老旧小区消防设施缺失问题尚未解决，全镇28个小区中仍有19个没有完成消火栓改造，资金缺口约340万元。"
    unit.issue(
        [],
        [row("值守90天。", period="一季度")],
        more={"存在问题": [["时期", "事项", "内容"], ["一季度", "消防设施缺失", text]]},
    )
    (finding,) = unit.told([row("值守91天。")], [["二季度", "设施缺失", text, None]])
    assert (finding.rule.code, str(finding.place)) == ("X05", "存在问题!C2")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(CHECKED, CHECKED.replace("320", "298").replace("56", "41").replace("50", "37"), id="new figures"),
        pytest.param(CHECKED[:38], CHECKED[:38], id="shorter than 40 characters"),
        pytest.param(f"{GUIDED}走访9户。", f"{GUIDED}走访9户。", id="guiding ideas"),
        pytest.param(f"{NAMES}等8个部门联合检查。", f"{NAMES}等8个部门联合督导。", id="names"),
        pytest.param(f"{TITLES}逐条整改。", f"{TITLES}逐条自查。", id="titles"),
        pytest.param(
            "积极引导群众参与社区议事协商，畅通诉求表达渠道，营造共建共治共享的良好氛围，不断增强群众的归属感和认同感。",
            "积极引导群众参与社区议事协商，畅通诉求表达渠道，营造共建共治共享的良好氛围，不断增强群众的归属感和认同感。",
            id="neither figure nor result",
        ),
        pytest.param(
            "按照2025年3月5日会议和县政办发〔2025〕3号文件要求，由分管负责同志带队，到各村指导群众做好换届选举的各项准备。",
            "按照2025年3月5日会议和县政办发〔2025〕3号文件要求，由分管负责同志带队，到各村指导群众做好换届选举的各项准备。",
            id="no figures but dates and document numbers",
        ),
    ],
)
def test_what_many_texts_share_by_right_is_silent(unit: Unit, before: str, now: str) -> None:
    unit.issue([], [row(before, period="一季度")])
    assert unit.told([row(now)]) == []
    copied = of_history(check(unit.workbook([row(now), row(before, "服务科", matter="另一件")]), "二季度"))
    assert [finding for finding in copied if finding.rule.code == "X06"] == []


def test_an_introduction_that_is_repeated_is_silent(unit: Unit) -> None:
    facts = [["引言", CHECKED], ["计划引语", DRILLS]]
    unit.issue([], [row("值守90天。", period="一季度")], facts=facts)
    assert unit.told([row("值守91天。")], facts=facts) == []


def test_a_plan_that_became_what_was_done_is_silent(unit: Unit) -> None:
    unit.issue([["二季度", "综合", "疏散演练", DRILLS, "安全科", None]])
    assert unit.told([row(DRILLS, matter="疏散演练")]) == []


def test_a_longer_report_holds_the_rows_of_the_issue_by_right(unit: Unit) -> None:
    rows = [row(CHECKED, period="一季度")]
    unit.issue([], rows)
    path = unit.workbook([*rows, row("值守91天。", matter="值守")])
    assert of_history(check(path, "上半年")) == []


def test_a_citation_is_compared_as_it_is_printed(unit: Unit) -> None:
    text = CHECKED.replace("320", "{走访户数}")
    head = ["指标", "计量单位", "一季度", "二季度"]
    unit.issue([], [row(text, period="一季度")], indicators=[head, ["走访户数", "户", 320, None]])
    assert unit.told([row(text)], indicators=[head, ["走访户数", "户", 320, 298]]) == []
    (finding,) = unit.told([row(text)], indicators=[head, ["走访户数", "户", 320, 320]])
    assert finding.rule.code == "X05"


@pytest.mark.parametrize("text", [CHECKED, BUILT, DRILLS])
def test_words_in_two_offices_rows_are_told_at_the_second(unit: Unit, text: str) -> None:
    path = unit.workbook([row(text), row(f"会同有关科室，{text}", "服务科、安全科", matter="另一件")])
    (finding,) = of_history(check(path, "二季度"))
    assert (finding.rule.code, str(finding.place)) == ("X06", "工作成效!D3")
    assert finding.message == f"服务科的“{text[:15]}…”等{len(text)}个字与安全科的工作成效!D2一字不差"
    assert [str(place) for place in finding.related] == ["工作成效!D2"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row(CHECKED), row(CHECKED, matter="另一件")], id="one office"),
        pytest.param([row(CHECKED), row(CHECKED, "", matter="另一件")], id="an office that is not written"),
        pytest.param([row(CHECKED), row(CHECKED, "服务科", "三季度", "另一件")], id="another report"),
        pytest.param([row(CHECKED), row(DRILLS, "服务科", matter="另一件")], id="other words"),
    ],
)
def test_what_is_no_copy_between_offices_is_silent(unit: Unit, rows: list[list[Any]]) -> None:
    assert of_history(check(unit.workbook(rows), "二季度")) == []


def test_generate_tells_copies_too_and_an_exemption_silences_them(unit: Unit) -> None:
    rows = [row(CHECKED), row(CHECKED, "服务科", matter="另一件")]
    outcome = generate(Request(workbook=unit.workbook(rows), period="二季度"))
    assert [finding.rule.code for finding in of_history(outcome.findings)] == ["X06"]
    exempt = {"豁免": [["规则", "文字", "位置", "理由"], ["X06", None, "工作成效!D3", "两个科室合办"]]}
    path = unit.workbook(rows, more=exempt)
    assert of_history(check(path, "二季度")) == []
    assert of_history(generate(Request(workbook=path, period="二季度")).findings) == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (f"{GUIDED}走访9户。", "，，，，走访9户。"),
        (f"{NAMES}等8个部门", "等8个部门"),
        (f"{TITLES}整改", "对照和整改"),
        ("会同县财政局、县文化和旅游局、县民政局和县人力资源和社会保障局检查9处", "检查9处"),
        ("坚持每周走访，检查9处。", "坚持每周走访，检查9处。"),
    ],
)
def test_the_words_of_ones_own(text: str, own: str) -> None:
    assert own_words(text) == own


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("走访320户", True),
        ("走访{走访户数}户", True),
        ("已全部建成", True),
        ("2025年3月5日开会", False),
        ("印发〔2025〕3号文件", False),
        ("加强引导", False),
    ],
)
def test_what_is_a_figure_or_a_result(text: str, tells: bool) -> None:
    assert tells_result(text) is tells


def test_rows_of_names_without_an_end_are_no_trap() -> None:
    for text in ("局和" * 20_000, "县财政局、" * 20_000 + "某", "某" * 40_000, "文化和旅游" * 10_000 + "、"):
        assert set(own_words(text)) <= set(text)


# Two quarters in one paragraph

SAME = "完成除险加固水库5座，运行安全。"


def half_year(unit: Unit, first: list[Any], second: list[Any]) -> list[tuple[str, str, str]]:
    found = check(unit.workbook([first, second]), "上半年")
    return [(one.rule.code, str(one.place), one.message) for one in found if one.rule.code == "X16"]


def test_a_sentence_that_two_quarters_bring_into_one_paragraph_is_told(unit: Unit) -> None:
    first = row(f"{SAME}落实管护人员。", period="一季度", matter="水库加固")
    second = row(f"巡查12次。{SAME}", matter="水库加固")
    expected = ("X16", "工作成效!D3", "“完成除险加固水库5座，运行安全”在同一段里印了两遍，前一遍在工作成效!D2")
    assert half_year(unit, first, second) == [expected]
    assert [one for one in check(unit.workbook([first, second]), "二季度") if one.rule.code == "X16"] == []


@pytest.mark.parametrize(
    ("second", "matter"),
    [
        ("完成除险加固水库6座，运行安全。", "水库加固"),
        ("落实到位。", "水库加固"),
        (SAME, "水闸加固"),
    ],
)
def test_other_figures_short_sentences_and_other_items_are_silent(unit: Unit, second: str, matter: str) -> None:
    first = row(f"{SAME}落实到位。", period="一季度", matter="水库加固")
    assert half_year(unit, first, row(second, matter=matter)) == []
