"""H06 mark-after-nothing: a mark of pause stands where no words precede it.

Why: the words before it were not filled in, or were deleted.
Finds: a paragraph that begins with ，; （、3户）; “，.
Leaves alone: …… and ——; marks behind words; marks that clash (P06).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "H06",
    "mark-after-nothing",
    Severity.WARNING,
    "标点前面没有内容",
    "标点前面的话没有填，或者删掉了。",
    "段首的“，走访农户”；“（、3户）”；“：”独自一段。",
    "省略号、破折号；连在一起的两个标点（另有规则）；表格。",
    "补上前面的话，或删去这个标点。",
    "公文写作常识",
)
TRIGGERS = frozenset("，。、；：？！")
SKIPS = Zone.ADDRESS | Zone.ENGLISH

_MARK = regex(r"(?:(?m:^)[ \t\u3000]*|(?<=[（(《〈【〔“‘]))(?P<mark>[，。、；：？！])(?![，。、；：？！”’）)》〉】〕])")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each mark of pause that nothing precedes in its paragraph or brackets."""
    if passage.part is Part.TABLE:
        return
    for match in _MARK.finditer(passage.text):
        start, end = match.span("mark")
        yield Fault(RULE, start, end, f"“{passage.excerpt(start, end)}”中的“{match['mark']}”前面没有内容")
