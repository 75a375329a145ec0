"""G37 tracked-changes: tracked changes are left in.

Why: whoever receives the file can read what was crossed out.
Finds: insertions, deletions, moves, changes of format.
Leaves alone: a document whose changes are all accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Revision
from summarize.audit.places import paragraph_place
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G37",
    "tracked-changes",
    Severity.ERROR,
    "留有修订痕迹",
    "收到文件的人点一下就能看到删去了什么、谁改的；打印时还可能把删去的字印出来。",
    "插入、删除、移动、改格式的修订没有接受。",
    "修订已全部接受或拒绝的文件。",
    "在“审阅”中逐条看过后，接受或拒绝所有修订，并关闭修订。",
    "使用手册：审核文稿",
)

_SHOWN = 12


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield one finding a paragraph with revisions."""
    by_paragraph: dict[int, list[Revision]] = {}
    for revision in paper.baggage.revisions:
        by_paragraph.setdefault(revision.paragraph, []).append(revision)
    for index, revisions in by_paragraph.items():
        first = revisions[0]
        words = first.text if len(first.text) <= _SHOWN else f"{first.text[: _SHOWN - 1]}…"
        more = f"等{len(revisions)}处" if len(revisions) > 1 else ""
        told = f"{first.kind}“{words}”" if words else first.kind
        yield RULE.at(paragraph_place(paper, index), f"留有修订：{told}{more}")
