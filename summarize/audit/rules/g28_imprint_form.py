"""G28 imprint-form: the elements of 版记 are not in their order or form.

Why: 抄送 stands above 印发机关, and ends with a full stop.
Finds: 印发 above 抄送; 抄送: with a half-width colon; 抄送 without a full stop.
Leaves alone: documents without 版记.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G28",
    "imprint-form",
    Severity.WARNING,
    "版记要素的次序或写法不对",
    "抄送机关在上、印发机关和印发日期在下；“抄送”后用全角冒号，末尾标句号。",
    "印发机关在抄送上面；“抄送:”；抄送末尾没有句号；印发机关没有日期。",
    "没有版记的材料。",
    "按国标调整次序，改用全角冒号，末尾加句号。",
    "GB/T 9704-2012 7.4.2、7.4.3",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the faults of order and form in 版记."""
    copies, issues = paper.of(Role.COPY_TO), paper.of(Role.ISSUE)
    if copies and issues and issues[0].index < copies[0].index:
        yield RULE.at(copies[0].place, "抄送机关在印发机关之下，应在其上")
    for one in copies:
        text = one.text.strip()
        if ":" in text[:4]:
            yield RULE.at(one.place, "“抄送”后用了半角冒号，应为全角")
        if one is copies[-1] and text[-1] != "。":
            yield RULE.at(one.place, "抄送机关末尾没有句号")
