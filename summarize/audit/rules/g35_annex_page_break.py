"""G35 annex-page-break: an annex does not begin on a new page.

Why: annexes are set on pages of their own.
Finds: 附件1 right behind the date; behind blank lines instead of a break.
Leaves alone: page break before, break in the line above, a new section.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G35",
    "annex-page-break",
    Severity.WARNING,
    "附件没有另起一页",
    "附件另面编排；用空行推到下一页，改几个字就乱。",
    "“附件1”紧跟在日期后面；用一串空行把附件推到下一页。",
    "段前分页、分页符、分节符。",
    "光标放在“附件”前，“段落—换行和分页”勾选段前分页。",
    "GB/T 9704-2012 7.3.7",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each label of an annex that is not the first of its page for sure."""
    for one in paper.of(Role.ANNEX_LABEL):
        before = one.index - 1
        is_new = one.has_break_before or one.format.has_page_break_before
        while before > 0 and not is_new:
            previous = paper.by_index(before)
            is_new = previous.has_break_after or (previous.is_blank and previous.has_break_before)
            if not previous.is_blank:
                break
            before -= 1
        if not is_new and before > 0:
            yield RULE.at(one.place, f"“{one.text.strip()}”没有另起一页")
