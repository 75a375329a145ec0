"""N05 foreign-ordinal: an ordinal has a form that 公文 do not use.

Why: GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）.
Finds: 1.1 目标; 1.2.3加强学习; 第1、加强学习; a)加强学习.
Leaves alone: 1.1万元, 5.10活动 and other decimals and dates; versions; 第1季度; clause numbers of standards.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "N05",
    "foreign-ordinal",
    Severity.WARNING,
    "序号的写法不是公文的",
    "公文的层次序号只有“一、”“（一）”“1.”“（1）”。",
    "“1.1 目标”；“1.2.3 加强学习”；“第1、加强学习”；“a）加强学习”。",
    "“1.1万元”“5.10活动”这样的小数和日期；“第1季度”；标准的条款号；表格。",
    "按层次改为“一、”“（一）”“1.”“（1）”中的一种。",
    "GB/T 9704-2012 7.3.3",
)
TRIGGERS = frozenset("0123456789abcdefABCDEF")
SKIPS = Zone.ADDRESS | Zone.CITATION | Zone.ENGLISH

_HAN = r"\u3400-\u9fff"
_UNITS = "万亿千百十个项次名人户家件场期批米吨元亩倍级版代号届年月日时分秒公平立"
_TOPICS = (
    "目标|任务|总体|工作|背景|情况|措施|要求|原则|范围|保障|组织|加强|推进|"
    "指导|基本|主要|完善|强化|深化|落实|开展|建设|抓"
)
_ORDINAL = regex(
    r"(?m:^)[ \t\u3000]*(?P<all>"
    rf"[1-9]\d?(?:[.．][1-9]\d?){{1,3}}(?:[.．、]|(?=[ \u3000]+[{_HAN}“])|(?=(?:{_TOPICS})))(?=[ \u3000]*[{_HAN}“])"
    rf"|[1-9]\d?(?:[.．][1-9]\d?){{2,3}}(?=[{_HAN}“])(?![{_UNITS}])"
    rf"|第[1-9]\d?[、，,：:.．](?=[{_HAN}“])(?!第)"
    rf"|[A-Fa-f][)）.．、](?=[ ]?[{_HAN}“]))"
)
_COUNTED = regex(rf"[ \u3000]*[{_UNITS}]")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each ordinal of another form at the head of a paragraph."""
    if passage.part is Part.TABLE:
        return
    for match in _ORDINAL.finditer(passage.text):
        start, end = match.span("all")
        if match["all"][0].isdigit() and _COUNTED.match(passage.text, end):
            continue
        message = f"“{passage.excerpt(start, end)}”的序号“{match['all']}”不是公文的写法"
        yield Fault(RULE, start, end, message)
