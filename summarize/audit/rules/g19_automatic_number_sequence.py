"""G19 automatic-number-sequence: a number that Word computes does not follow the one before.

Why: nobody typed it, so nobody saw it jump.
Finds: （四） behind a new 二、 because the list goes on; two lists that both begin with 一、.
Leaves alone: typed numbers, which rules of language read; a plan that begins anew at 一、.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph
from summarize.audit.profile import Profile
from summarize.audit.roles.levels import parse_heading
from summarize.findings import Finding, Rule, Severity
from summarize.model.numbering import ordinal

RULE = Rule(
    "G19",
    "automatic-number-sequence",
    Severity.WARNING,
    "自动编号跳号或重号",
    "自动编号没有人打过，跳了、重了最难发现：列表没有重新开始，新的一节下就会出现“（四）”。",
    "“二、”下面的第一条是“（四）”；两个列表各自从“一、”起，出现两个“一、”。",
    "手打的序号（另有规则核对）；计划部分从“一、”重新开始。",
    "右击编号，选“重新开始于一”或“继续编号”，或改为手打。",
    "GB/T 9704-2012 7.3.3",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each heading whose number, computed or behind a computed one, does not follow."""
    last: list[tuple[int, Paragraph] | None] = [None] * 4
    for one in paper.flow:
        heading = parse_heading(one.text.strip()) if one.role.is_heading else None
        if heading is None:
            continue
        level, number, _ = heading
        before = last[level]
        last[level:] = [(number, one), *([None] * (3 - level))]
        wanted = before[0] + 1 if before else 1
        is_automatic = bool(one.label) or (before is not None and bool(before[1].label))
        begins_anew = number == 1 and (not one.label or before is None)
        if is_automatic and number != wanted and not begins_anew:
            seen, due = ordinal(level + 1, number), ordinal(level + 1, wanted)
            yield RULE.at(one.place, f"自动编号是“{seen}”，按次序应为“{due}”")
