"""G39 macros: the document carries macros.

Why: macros run where the file is opened, and mail gates stop them.
Finds: .docm; a VBA project.
Leaves alone: documents without one; nothing is run here.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper
from summarize.audit.profile import Profile
from summarize.findings import Finding, Place, Rule, Severity

RULE = Rule(
    "G39",
    "macros",
    Severity.ERROR,
    "文件带有宏",
    "带宏的文件打开时可能运行程序，多数单位的邮件和办公系统会拦下。",
    "扩展名为.docm，或文件里有VBA工程。",
    "不带宏的文件；本程序不运行任何宏。",
    "在Word中另存为“Word 文档（*.docx）”。",
    "使用手册：审核文稿",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield one finding if there are macros."""
    if paper.baggage.has_macros:
        yield RULE.at(Place(), "文件带有宏（没有运行）")
