"""G42 text-set-hidden: text is hidden.

Why: it is not printed, but whoever has the file can read it.
Finds: words set as hidden.
Leaves alone: text that is only small or white, which others tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G42",
    "text-set-hidden",
    Severity.ERROR,
    "有隐藏文字",
    "隐藏的文字打印不出来，收到电子版的人却看得到。",
    "设为“隐藏”的字。",
    "字号很小的字。",
    "选中全文，在“字体”中取消“隐藏”，再删去不要的字。",
    "使用手册：审核文稿",
)

_SHOWN = 12


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph with hidden text."""
    for one in (*paper.paragraphs, *paper.beside):
        words = one.hidden.strip()
        if words and not one.is_in_contents:
            shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
            yield RULE.at(one.place, f"{one.where}有隐藏文字“{shown}”")
