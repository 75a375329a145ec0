"""G05 body-type: the body is not in 仿宋 of 3号.

Why: each part has a typeface and a size of its own.
Finds: 宋体, 等线 or 楷体 in the body; 小三, 四号.
Leaves alone: the leading sentence of a paragraph; 仿宋, 仿宋_GB2312, 方正仿宋_GBK.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.audit.type_faults import find_type_faults
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G05",
    "body-type",
    Severity.WARNING,
    "正文不是三号仿宋",
    "公文各要素一般用三号仿宋体字。",
    "正文用宋体、等线、微软雅黑；字号是四号、小四；从别处粘来的几个字字体不同。",
    "段首句用楷体、黑体；“一是”“二是”的领句用楷体；仿宋、仿宋_GB2312、方正仿宋_GBK。",
    "选中正文，中文字体设为仿宋_GB2312（或仿宋），字号三号。",
    "GB/T 9704-2012 5.2.2",
)

_ROLES = (Role.BODY,)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the faults of the body's typeface and size."""
    yield from find_type_faults(RULE, paper, profile, _ROLES)
