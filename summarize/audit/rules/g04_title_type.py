"""G04 title-type: the title is not in 小标宋 of 2号.

Why: each part has a typeface and a size of its own.
Finds: 宋体, 黑体 or 华文中宋 in the title; 小二, 一号.
Leaves alone: 方正小标宋_GBK and its kin; the title of an annex.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.audit.type_faults import find_type_faults
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G04",
    "title-type",
    Severity.WARNING,
    "标题不是二号小标宋",
    "标题用二号小标宋体字，是公文与普通文稿最显眼的区别。",
    "标题用宋体、黑体、华文中宋；字号是小二、一号、三号。",
    "方正小标宋简体、方正小标宋_GBK等同一字体的不同厂家；附件的标题（另见G07）。",
    "选中标题，中文字体设为方正小标宋简体，字号二号，不加粗；本机没有此字体的，先安装。",
    "GB/T 9704-2012 7.3.1",
)

_ROLES = (Role.TITLE,)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the faults of the title's typeface and size."""
    yield from find_type_faults(RULE, paper, profile, _ROLES)
