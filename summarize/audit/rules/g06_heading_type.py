"""G06 heading-type: a heading is not in the typeface of its level.

Why: each part has a typeface and a size of its own.
Finds: 一、 in 仿宋 or 宋体, （一） in 仿宋 or 黑体, 1. in 黑体, headings of another size.
Leaves alone: the text behind a heading that runs on; bold (G11).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.audit.type_faults import find_type_faults
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G06",
    "heading-type",
    Severity.WARNING,
    "层次标题的字体字号不对",
    "第一层用黑体，第二层用楷体，第三、四层用仿宋，都是三号，读者靠字体看层次。",
    "“一、”用了仿宋加粗；“（一）”用了仿宋或黑体；“1.”用了黑体；标题用小三、四号。",
    "标题后面接排的正文；加粗（另见G11）。",
    "选中标题，按层次设黑体、楷体_GB2312、仿宋_GB2312，字号三号。",
    "GB/T 9704-2012 7.3.3",
)

_ROLES = (Role.LEVEL_1, Role.LEVEL_2, Role.LEVEL_3, Role.LEVEL_4)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the faults of headings' typefaces and sizes."""
    yield from find_type_faults(RULE, paper, profile, _ROLES)
