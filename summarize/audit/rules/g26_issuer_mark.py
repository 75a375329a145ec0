"""G26 issuer-mark: 发文机关标志 is not red, not centred or not in 小标宋.

Why: it is what a document is known by.
Finds: a black 标志; one in 宋体 or 黑体; one flush left.
Leaves alone: 小标宋 is recommended only: another face is information.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.audit.roles.plain import is_red
from summarize.audit.typefaces import Family, family_of, is_han
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G26",
    "issuer-mark",
    Severity.WARNING,
    "发文机关标志不是红色居中",
    "发文机关标志居中排布，红色，推荐用小标宋体字。",
    "标志是黑色；没有居中；用宋体、黑体（只作提示）。",
    "红色居中的小标宋。",
    "选中发文机关标志，红色、居中、方正小标宋简体。",
    "GB/T 9704-2012 7.2.4",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the faults of 发文机关标志."""
    for one in paper.of(Role.ISSUER_MARK):
        runs = [run for run in one.runs if run.text.strip()]
        if any(not is_red(run.format.color) for run in runs):
            yield RULE.at(one.place, "发文机关标志不是红色")
        if one.format.alignment not in ("center", "distribute"):
            yield RULE.at(one.place, "发文机关标志没有居中")
        fonts = dict.fromkeys(run.format.east_asia.name for run in runs if any(map(is_han, run.text)))
        others = [font for font in fonts if family_of(font) is not Family.XIAOBIAOSONG]
        if others:
            message = f"发文机关标志用“{'、'.join(others)}”，推荐小标宋"
            yield RULE.at(one.place, message, severity=Severity.INFO)
