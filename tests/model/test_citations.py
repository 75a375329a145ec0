from __future__ import annotations

import pytest

from summarize.findings import Place
from summarize.model.figures.citations import BraceEscape, Broken, Citation, CitationFault, find_citations
from summarize.model.figures.indicators import Indicator, Indicators

NAMES = ("走访户数", "走访", "PM2.5浓度", "招商引资额", "发现问题", "现场解决", "比:率")
KNOWN = Indicators(tuple(Indicator(name, Place(sheet="指标", cell=f"A{row}")) for row, name in enumerate(NAMES, 2)))


def find(raw: str) -> tuple[object, ...]:
    return find_citations(raw, KNOWN)


def the_fault(raw: str) -> Broken:
    broken = [token for token in find(raw) if isinstance(token, Broken)]
    assert len(broken) == 1
    return broken[0]


def test_text_without_braces_has_no_tokens() -> None:
    assert find("走访（走访户数）12户、《走访户数》。") == ()


@pytest.mark.parametrize(
    ("raw", "citation"),
    [
        ("{走访户数}", Citation(0, 6, "走访户数")),
        ("共{走访户数.累计}户", Citation(1, 10, "走访户数", "累计")),
        ("{招商引资额:亿元}", Citation(0, 10, "招商引资额", unit="亿元")),
        ("{招商引资额.累计:亿元}", Citation(0, 13, "招商引资额", "累计", unit="亿元")),
        ("{现场解决.占比:发现问题}", Citation(0, 14, "现场解决", "占比", other="发现问题")),
        ("｛走访户数．累计：万户｝", Citation(0, 12, "走访户数", "累计", unit="万户")),
        ("{ 走访户数 . 同比 }", Citation(0, 13, "走访户数", "同比")),
        ("{走访户数.本期}", Citation(0, 9, "走访户数", "本期")),
    ],
)
def test_citation_is_found_where_it_stands(raw: str, citation: Citation) -> None:
    assert find(raw) == (citation,)


def test_longest_name_wins_and_names_may_hold_dots_and_colons() -> None:
    assert find("{PM2.5浓度.同比}") == (Citation(0, 12, "PM2.5浓度", "同比"),)
    assert find("{比:率:万}") == (Citation(0, 7, "比:率", unit="万"),)
    assert find("{走访}{走访户数}") == (Citation(0, 4, "走访"), Citation(4, 10, "走访户数"))


def test_doubled_braces_are_escapes_around_a_citation_too() -> None:
    assert find("{{甲}}") == (BraceEscape(0, 2, "{"), BraceEscape(3, 5, "}"))
    assert find("{{{走访}}}") == (BraceEscape(0, 2, "{"), Citation(2, 6, "走访"), BraceEscape(6, 8, "}"))
    assert find("｛｛甲") == (BraceEscape(0, 2, "｛"),)


def test_unknown_form_offers_near_ones() -> None:
    assert the_fault("{走访户数.同期比}") == Broken(
        0,
        10,
        CitationFault.UNKNOWN_FORM,
        "“{走访户数.同期比}”的“.同期比”不是认得的写法",
        "是否指“.同比”、“.上年同期”、“.较上年同期”？",
    )


def test_wrong_dot_is_told_with_the_right_one() -> None:
    fault = the_fault("{走访户数。累计}")
    assert (fault.fault, fault.message, fault.suggestion) == (
        CitationFault.UNKNOWN_FORM,
        "“{走访户数。累计}”里的分隔号不是点“.”",
        "写成 {走访户数.累计}",
    )


def test_unknown_indicator_offers_near_names() -> None:
    fault = the_fault("共{走访户.同比}")
    assert (fault.start, fault.end, fault.fault) == (1, 9, CitationFault.UNKNOWN_INDICATOR)
    assert fault.message == "“{走访户.同比}”引用的指标“走访户”在“指标”表中没有"
    assert fault.advice(KNOWN).startswith("是否指“走访户数”、“走访”？")


def test_unknown_name_with_a_dot_is_named_whole() -> None:
    assert "“PM2.5浓渡”在“指标”表中没有" in the_fault("{PM2.5浓渡.同比}").message
    assert "是否指“PM2.5浓度”" in the_fault("{PM2.5浓渡.同比}").advice(KNOWN)


def test_of_a_crowd_of_wrong_names_only_the_first_are_compared() -> None:
    rows = [Indicator(f"走访第{number}组户数", Place(sheet="指标", cell=f"A{number}")) for number in range(2, 2002)]
    crowd = Indicators(tuple(rows))
    found = [bool(crowd.near(f"走访第{number}组户次")) for number in range(2, 30)]
    assert found == [True] * 20 + [False] * 8
    assert crowd.near("走访第2组户次")


def test_unit_after_round_brackets_makes_them_nearly_a_citation() -> None:
    known = Indicators((Indicator("整治村庄数", Place(sheet="指标", cell="A2"), unit="个"),))
    (fault,) = find_citations("整治村庄（整治村庄数）个，检查村庄（整治村庄数）。", known)
    assert isinstance(fault, Broken) and (fault.fault, fault.start, fault.end) == (CitationFault.LOOK_ALIKE, 4, 11)
    assert fault.message == "“（整治村庄数）个”像是引用指标，但会照字面印出"


@pytest.mark.parametrize(
    ("raw", "start", "message", "suggestion"),
    [
        ("共{走访户数户", 1, "“{走访户数户”的花括号没有配对", "写成 {走访户数}"),
        ("{走访户数)共", 0, "“{走访户数)共”的花括号没有配对", "写成 {走访户数}"),
        ("（走访户数}", 5, "“（走访户数}”的花括号没有配对", "写成 {走访户数}"),
        ("走访户数}", 4, "“走访户数}”的花括号没有配对", "补上左花括号，写成 {指标名}；要印出花括号，写成 }}"),
        ("{某某", 0, "“{某某”的花括号没有配对", "补上右花括号，写成 {指标名}；要印出花括号，写成 {{"),
        ("{}", 0, "花括号里是空的", "在花括号里写指标名；要印出花括号，写成 {{ 和 }}"),
        ("{走访{走访户数}}", 0, "“{走访{走访户数}}”里花括号套着花括号", "一对花括号里只写一个指标，不要套用"),
    ],
)
def test_braces_that_do_not_match_are_told(raw: str, start: int, message: str, suggestion: str) -> None:
    fault = the_fault(raw)
    assert (fault.fault, fault.start, fault.message, fault.suggestion) == (
        CitationFault.BRACES,
        start,
        message,
        suggestion,
    )


def test_line_break_ends_an_unclosed_brace() -> None:
    first, second = find("{走访\n户数}")
    assert isinstance(first, Broken) and isinstance(second, Broken)
    assert (first.start, second.start) == (0, 6)


def test_one_fault_does_not_hide_the_next_citation() -> None:
    assert [type(token) for token in find("{某、{走访户数}")] == [Broken, Citation]


@pytest.mark.parametrize(
    "raw",
    ["[走访户数]", "【走访户数】", "<走访户数>", "＜走访户数＞", "〔走访户数〕", "［走访户数.同比］", "{{走访户数}}"],
)
def test_what_nearly_looks_like_a_citation_is_told(raw: str) -> None:
    fault = the_fault(raw)
    assert (fault.fault, fault.start, fault.end) == (CitationFault.LOOK_ALIKE, 0, len(raw))
    assert fault.message == f"“{raw}”像是引用指标，但会照字面印出"


@pytest.mark.parametrize("raw", ["[2017]3号", "【注意】", "国发〔2017〕3号", "a<b>c"])
def test_other_brackets_are_left_alone(raw: str) -> None:
    assert find(raw) == ()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("{现场解决.占比}", "“{现场解决.占比}”没有写占哪个指标的比"),
        ("{招商引资额.同比:亿元}", "“{招商引资额.同比:亿元}”：“.同比”印的不是带单位的数，不能换算单位"),
        ("{招商引资额:}", "“{招商引资额:}”的冒号后面没有写单位"),
    ],
)
def test_colon_must_fit_the_form(raw: str, message: str) -> None:
    assert (the_fault(raw).fault, the_fault(raw).message) == (CitationFault.ARGUMENT, message)


def test_share_of_an_unknown_indicator_is_told() -> None:
    fault = the_fault("{现场解决.占比:发现}")
    assert fault.fault is CitationFault.UNKNOWN_INDICATOR
    assert fault.message == "“{现场解决.占比:发现}”引用的指标“发现”在“指标”表中没有"
    assert fault.advice(KNOWN).startswith("是否指“发现问题”？")
