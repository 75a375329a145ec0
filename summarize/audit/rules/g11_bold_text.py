"""G11 bold-text: body or headings are bold.

Why: the standard tells levels by typeface and knows no bold.
Finds: bold （一） and 1.; a bold title; bold words in the text.
Leaves alone: units whose profile says 标题加粗; table heads.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import HEADINGS, Paper, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G11",
    "bold-text",
    Severity.INFO,
    "正文或标题加粗",
    "国标只用字体区分层次，没有加粗；第二、三层加粗是有些单位的习惯。",
    "“（一）”“1.”加粗；标题加粗；正文中个别词加粗。",
    "本单位的规定写明标题加粗的（--profile）；表头。",
    "按国标去掉加粗；本单位惯例如此的，可在单位的差异文件里写“标题加粗”。",
    "GB/T 9704-2012 7.3.3",
)

_ROLES = (Role.TITLE, Role.BODY, *HEADINGS)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph with bold text."""
    for paragraph in paper.of(*_ROLES):
        if profile.has_bold_headings and (paragraph.role is not Role.BODY or paragraph.lead):
            continue
        bold = "".join(run.text for run in paragraph.runs if run.format.is_bold).strip()
        if bold:
            shown = bold if len(bold) <= 12 else f"{bold[:11]}…"
            yield RULE.at(paragraph.place, f"{paragraph.role.value}中“{shown}”加粗，国标不加粗")
