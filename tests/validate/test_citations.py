from __future__ import annotations

from figure_sheets import at, indicators

from summarize.findings import Finding, Place, Severity
from summarize.model.periods import Period
from summarize.model.records import Source
from summarize.validate.figures.citations import citation_findings

SHEET = indicators(
    ["指标", "计量单位", "可比口径", "年度目标", "一季度", "二季度"],
    ["走访户数", "户", None, 100, 60, None],
    ["招商引资额", "万元", "是", "达到省定目标", 5, None],
)
CELL = Place(sheet="工作成效", cell="C4")
Q1, Q2 = Period.quarter(2017, 1), Period.quarter(2017, 2)


def find(raw: str, period: Period = Q1) -> list[Finding]:
    return citation_findings(Source(raw, CELL), SHEET, period)


def the_finding(raw: str, period: Period = Q1) -> Finding:
    (finding,) = find(raw, period)
    return finding


def test_text_with_sound_citations_has_no_findings() -> None:
    assert find("走访{走访户数}户，{{略}}（走访户数）") == []


def test_missing_value_names_text_and_cell_to_fill() -> None:
    finding = the_finding("走访{走访户数}户", Q2)
    assert (finding.rule.name, finding.severity) == ("citation-without-value", Severity.ERROR)
    assert finding.place == Place(sheet="工作成效", cell="C4", excerpt="{走访户数}")
    assert finding.message == "“{走访户数}”印不出来：“走访户数”没有2017年二季度的数"
    assert finding.suggestion == "填写指标!F2；尚无数字的，不要引用。"
    assert finding.related == at("F2")


def test_each_gap_has_its_rule() -> None:
    raws = {
        "{走访户数.同比}": "citation-without-base",
        "{招商引资额.完成率}": "citation-without-target",
        "{招商引资额.同比}": "comparable-growth-missing",
        "{走访户数:亿元}": "incompatible-unit",
    }
    assert {raw: the_finding(raw).rule.name for raw in raws} == raws
    whole_year = Period.whole_year(2017)
    assert the_finding("{走访户数.环比}", whole_year).rule.name == "no-period-before"
    met = indicators(["指标", "年度目标", "一季度"], ["甲", 5, 6])
    (finding,) = citation_findings(Source("{甲.距目标}", CELL), met, Q1)
    assert finding.rule.name == "target-already-met"


def test_each_fault_of_writing_has_its_rule() -> None:
    raws = {
        "{走访户}": "unknown-indicator",
        "{走访户数.同期比}": "unknown-citation-form",
        "{走访户数.同比:户}": "unknown-citation-form",
        "{走访户数": "broken-braces",
        "[走访户数]": "almost-a-citation",
    }
    assert {raw: the_finding(raw).rule.name for raw in raws} == raws


def test_what_only_looks_like_a_citation_is_a_warning() -> None:
    finding = the_finding("见【走访户数】")
    assert (finding.severity, finding.place.excerpt) == (Severity.WARNING, "【走访户数】")
    assert finding.suggestion == "要印指标的数，写成 {走访户数}；本来就要印这几个字的，不必改。"


def test_all_faults_of_a_cell_are_told_in_order_and_each_once() -> None:
    findings = find("{走访户}、{走访户数.同期比}、{走访户}")
    assert [finding.rule.name for finding in findings] == ["unknown-indicator", "unknown-citation-form"]
