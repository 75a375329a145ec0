"""G38 comments-left: comments are left in.

Why: they go out with the file.
Finds: comments in the margin.
Leaves alone: footnotes and endnotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper
from summarize.audit.places import paragraph_place
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G38",
    "comments-left",
    Severity.WARNING,
    "留有批注",
    "批注随文件发出，收文的人都看得到。",
    "页边的批注没有删去。",
    "脚注、尾注。",
    "在“审阅”中逐条处理后，删除所有批注。",
    "使用手册：审核文稿",
)

_SHOWN = 14


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each comment."""
    for comment in paper.baggage.comments:
        words = comment.text if len(comment.text) <= _SHOWN else f"{comment.text[: _SHOWN - 1]}…"
        yield RULE.at(paragraph_place(paper, comment.paragraph), f"留有批注：“{words}”")
