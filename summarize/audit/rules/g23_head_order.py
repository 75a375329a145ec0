"""G23 head-order: the elements of 版头 are not in their order, or 签发人 is missing.

Why: their places are fixed from top to bottom.
Finds: 发文字号 above 发文机关标志; 紧急程度 above 密级; a 报告 with a red head and no 签发人.
Leaves alone: papers without 版头.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import HEAD_ROLES, Paper, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G23",
    "head-order",
    Severity.WARNING,
    "版头要素的次序不对，或缺签发人",
    "版头自上而下是份号、密级和保密期限、紧急程度、发文机关标志、发文字号、签发人；上行文必须标签发人。",
    "发文字号在发文机关标志上面；紧急程度在份号上面；红头的报告、请示没有签发人。",
    "没有版头的材料；通知、函等不标签发人的文种。",
    "按次序调整；上行文在发文字号同一行右侧标“签发人：姓名”。",
    "GB/T 9704-2012 7.2.1—7.2.6",
)

_UPWARD = ("报告", "请示")


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each element that stands above one that belongs above it, and the missing 签发人."""
    order = {role: position for position, role in enumerate(HEAD_ROLES)}
    highest = None
    for one in paper.of(*HEAD_ROLES):
        if highest is not None and order[one.role] < order[highest.role]:
            yield RULE.at(one.place, f"{one.role.value}在{highest.role.value}之下，应在其上")
        if highest is None or order[one.role] > order[highest.role]:
            highest = one
    titles = paper.of(Role.TITLE)
    is_red_head = bool(paper.of(Role.ISSUER_MARK)) and bool(paper.of(Role.DOCUMENT_NUMBER))
    is_signed = bool(paper.of(Role.SIGNER)) or any("签发人" in one.text for one in paper.of(Role.DOCUMENT_NUMBER))
    if titles and is_red_head and not is_signed:
        title = "".join("".join(one.text for one in titles).split())
        kind = next((word for word in _UPWARD if title.endswith(word)), None)
        if kind:
            yield RULE.at(
                titles[-1].place,
                f"红头的{kind}是上行文，没有标签发人",
                "在发文字号同一行右侧标“签发人：姓名”，姓名用楷体。",
            )
