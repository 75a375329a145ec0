"""G18 mixed-numbering: headings of one level are numbered partly by hand, partly by Word.

Why: typed numbers do not move when one is put in or taken out.
Finds: 一、 typed beside an automatic 二、.
Leaves alone: all typed; all automatic; levels that differ from one another.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import HEADINGS, Paper
from summarize.audit.profile import Profile
from summarize.audit.roles.levels import parse_heading
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G18",
    "mixed-numbering",
    Severity.WARNING,
    "同一层次的序号有的手打、有的自动",
    "自动编号随增删变化，手打的不变，混用迟早重号、跳号；转换格式时自动编号还会丢失。",
    "“一、”“三、”手打，“二、”是Word自动编的。",
    "全部手打，或全部自动；各层次各用一种。",
    "统一为一种；对外报送宜全部手打（选中后“编号”点为无，再打上序号）。",
    "GB/T 9704-2012 7.3.3",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the headings that are numbered otherwise than most of their level."""
    for role in HEADINGS:
        numbered = [one for one in paper.of(role) if parse_heading(one.text.strip())]
        automatic = [one for one in numbered if one.label]
        typed = [one for one in numbered if not one.label]
        if not automatic or not typed:
            continue
        for one in min(automatic, typed, key=len):
            way, other = ("自动编号", "手打") if one.label else ("手打", "自动编号")
            yield RULE.at(one.place, f"{role.value}的序号这里是{way}，别处是{other}")
