"""N10 document-number: a 发文字号 is not written 代字〔2017〕5号.

Why: GB/T 9704-2012, 7.2.5; GB/T 15834-2011, 4.9.3.4: the full year in 〔〕, the number without 第 and without zeros.
Finds: 政办发[2017]5号; 政办发（2017）5号; 政办发〔2017〕第05号.
Leaves alone: 〔2017〕5号; the numbers of cases ((2017)甲01民初5号); 2017年第5号公告.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "N10",
    "document-number",
    Severity.WARNING,
    "发文字号的写法不对",
    "年份写全，用六角括号“〔〕”；序号不加“第”，前面不补0。",
    "“政办发[2017]5号”；“政办发（2017）5号”；“政办发〔2017〕第05号”。",
    "“〔2017〕5号”；案号“（2017）甲01民初5号”；“2017年第5号公告”。",
    "改为“〔2017〕5号”；--fix 可以代改。",
    "GB/T 9704-2012 7.2.5；GB/T 15834-2011 4.9.3.4",
)
TRIGGERS = frozenset("号")
SKIPS = Zone.OPAQUE

_NUMBER = regex(
    r"(?<=[\u3400-\u9fff字])[ ]?(?P<all>[〔\[［（(【][ ]?(?P<year>(?:19|20)\d\d)[ ]?[〕\]］)）】]"
    r"[ ]?(?P<word>第?)[ ]?(?P<number>\d{1,5})[ ]?号)"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each 发文字号 of another form."""
    for match in _NUMBER.finditer(passage.text):
        right = f"〔{match['year']}〕{int(match['number'])}号"
        start, end = match.span("all")
        if match["all"] != right and int(match["number"]):
            message = f"发文字号“{passage.excerpt(start, end)}”中的“{match['all']}”应为“{right}”"
            yield Fault(RULE, start, end, message, replacement=right)
