"""P30 exclamation: an exclamation mark stands in the text of a report.

Why: Style of 公文: a report states; it does not exclaim.
Finds: 取得了巨大成绩！
Leaves alone: titles and headlines; quotations and slogans in quotes; salutations (同志们！).
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
    "P30",
    "exclamation",
    Severity.WARNING,
    "正文里用了感叹号",
    "报告以陈述为主，一般不用感叹号。",
    "“取得了巨大成绩！”。",
    "标题；引用的话、引号里的口号；“同志们！”这样的称呼。",
    "改为句号；确需感叹的可以保留，并在“豁免”里写明。",
    "公文惯例",
)
TRIGGERS = frozenset("！!")
SKIPS = Zone.VERBATIM

_MARK = regex(f"(?<=[{HAN}”’）》%％0-9])[！!]+")
_SALUTATION = regex(r"(?:同志|领导|代表|委员|朋友|来宾|同事|谢谢|敬礼)们?[！!]\Z|大家好[！!]\Z|您?你?好[！!]\Z")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each exclamation mark in running text."""
    text = passage.text
    if not passage.part.is_prose:
        return
    for match in _MARK.finditer(text):
        start, end = match.span()
        if _SALUTATION.search(text[max(start - 4, 0) : start + 1]):
            continue
        message = f"“{passage.excerpt(start, end)}”用了感叹号，正文一般用“。”"
        yield Fault(RULE, start, end, message)
