"""G41 embedded-file: another file is embedded in the document.

Why: it travels along whole, also what nobody wanted to hand out.
Finds: an embedded workbook of which one table is seen.
Leaves alone: pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper
from summarize.audit.profile import Profile
from summarize.findings import Finding, Place, Rule, Severity

RULE = Rule(
    "G41",
    "embedded-file",
    Severity.WARNING,
    "嵌有别的文件",
    "双击就能打开嵌入的工作簿，里面的其他表也随文件发出。",
    "从Excel粘贴的对象，带着整个工作簿。",
    "图片。",
    "把对象改为图片或Word表格。",
    "使用手册：审核文稿",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each embedded file."""
    for name in paper.baggage.embedded:
        yield RULE.at(Place(), f"嵌有文件“{name.rpartition('/')[2]}”")
