"""G36 addressee-form: 主送机关 is indented or ends with a half-width colon.

Why: it stands flush left and ends with a full-width colon.
Finds: an indent of two characters; 各局: with a half-width colon.
Leaves alone: salutations; a wrapped line.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G36",
    "addressee-form",
    Severity.WARNING,
    "主送机关没有顶格或冒号不对",
    "主送机关顶格，回行仍顶格，最后一个机关后标全角冒号。",
    "主送机关缩进两字；末尾是半角冒号。",
    "顶格的称谓。",
    "首行缩进设为无，冒号改为全角。",
    "GB/T 9704-2012 7.3.2",
)

_INDENT = 0.3


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the faults of 主送机关."""
    for one in paper.of(Role.ADDRESSEE):
        size = one.runs[0].format.size if one.runs else one.mark.size
        shift = one.format.left.in_characters(size) + one.format.first_line.in_characters(size)
        if abs(shift) > _INDENT or one.typed[:1].isspace() or one.format.alignment in ("center", "right"):
            yield RULE.at(one.place, "主送机关没有顶格")
        if one.text.rstrip().endswith(":"):
            yield RULE.at(one.place, "主送机关后是半角冒号，应为全角")
