"""P19 mark-beside-ellipsis: an ellipsis or a dash stands beside another mark.

Why: GB/T 15834-2011, B.2.3 and B.2.4: …… and —— usually make the mark beside them needless.
Finds: ，……。; 等问题……，; ，——.
Leaves alone: 。……, ——“, items that each begin with ——.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "P19",
    "mark-beside-ellipsis",
    Severity.INFO,
    "省略号、破折号旁边还有别的标点",
    "“……”和“——”本身有停顿，前后一般不再用逗号、顿号、句号。",
    "“宣传、培训，……。”；“目标，——”。",
    "完整的句子后面的“。……”；分行列举、每行以“——”开头的。",
    "多余的标点删去；确有需要的可以保留。",
    "GB/T 15834-2011 B.2.3、B.2.4",
)
TRIGGERS = frozenset("…—")
SKIPS = Zone.LITERAL

_BESIDE = regex(r"[，、；：]?……(?:……)?[，。、；：]|[，、；：]……(?:……)?|[，、]?——[，。、；：]|[，、]——")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each ellipsis and each dash with the marks that touch it."""
    for match in _BESIDE.finditer(passage.text):
        sign = "——" if "—" in match[0] else "……"
        message = f"“{passage.excerpt(*match.span())}”中“{sign}”旁边还有标点，一般只写“{sign}”"
        yield Fault(RULE, match.start(), match.end(), message)
