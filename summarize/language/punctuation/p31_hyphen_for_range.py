"""P31 hyphen-for-range: ~ or - stands between the ends of a range.

Why: GB/T 15834-2011, 4.13.3: a range of times and places takes —, one of values takes ～.
Finds: 1~6月; 2016-2017年; 15-20个; 周一-周五; 8:30-11:30.
Leaves alone: numbers that name (zones); scores; dates in figures; 15-30% (D07); 3-5万 (D08); rough numbers (D10).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN
from summarize.language.zones import Zone

RULE = Rule(
    "P31",
    "hyphen-for-range",
    Severity.WARNING,
    "起止用了“~”或者“-”",
    "时间、地点的起止用“—”，数值的起止用“～”；“-”是连接号码的，“~”是半角符号。",
    "“1~6月”；“2016-2017年”；“15-20个”。",
    "2017-2018学年、电话、房号、项目编号；没有单位的比分；“15-30%”“3-5万人”“3-5个左右”另有规则。",
    "改成提示里写的符号：起止的时间如“1—6月”，数值、时长如“15～20个”“15～20年”。",
    "GB/T 15834-2011 4.13.3",
)
TRIGGERS = frozenset("~-－–˜∼")
SKIPS = Zone.OPAQUE

_TIMES = "年月日号时点周季学期"
_TIMES_AND_PLACES = regex(
    r"(?<![\d.:：-])\d{1,2}[:：]\d\d([-~－–∼˜])\d{1,2}[:：]\d\d(?![\d:：])"
    r"|(?<=[周期])[一二三四五六日天]([-~－–∼˜])(?=周|星期)"
    rf"|(?<=[{HAN}])([~∼˜])(?=[{HAN}])"
)
_RANGE = regex(
    r"(?<![\dA-Za-z表图件.\-~—:：/])\d{1,12}(?:\.\d{1,4})?([年月日号时点周岁人个项户元万亿千百℃%％]|公里|小时)?"
    r"([-~－–∼˜])\d{1,12}(?:\.\d{1,4})?"
    r"(?=(年级|年度|个月|项(?!目)|[年月日时点周岁天人名个户家件次期米里亩吨元万亿千百℃%％度倍成级批页分条层篇辆座处台套棵株盏根张份本块支队所间床门宗起例场轮届遍头只艘架部口道片堂克斤]|平方|立方|公里|公斤|千米|小时|公顷|季度|季))"
)
_ROUGH = regex(r".{1,2}(?:左右|上下)")
_SPAN_OF_TIME = frozenset(("年", "年级", "年度", "月", "日", "时", "点", "周", "季度", "季", "条", "层", "页", "期"))
_DIGITS_OF_YEAR = 4
"""A number of years that has fewer tells how long."""


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each such sign between two ends."""
    text = passage.text
    for match in _TIMES_AND_PLACES.finditer(text):
        yield _tell(passage, match.start(match.lastindex or 0), "—")
    for match in _RANGE.finditer(text):
        place, unit = match.start(2), match[3]
        is_one_sided = unit in "%％万亿" and match[1] != unit
        if not is_one_sided and not _ROUGH.match(text, match.end()):
            is_long = unit == "年" and len(text[match.start() : place].rstrip("年")) < _DIGITS_OF_YEAR
            is_time = not is_long and (unit in _SPAN_OF_TIME or (match[1] or "#") in _TIMES)
            yield _tell(passage, place, "—" if is_time else "～")


def _tell(passage: Passage, place: int, right: str) -> Fault:
    what = "时间和地点的起止用“—”" if right == "—" else "数值的起止用“～”"
    shown = passage.excerpt(place, place + 1)
    return Fault(RULE, place, place + 1, f"“{shown}”中的“{passage.text[place]}”应为“{right}”：{what}")
