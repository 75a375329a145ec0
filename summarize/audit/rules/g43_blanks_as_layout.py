"""G43 blanks-as-layout: blank paragraphs or blanks are used for layout in the text.

Why: they move as soon as a word is changed.
Finds: blank lines between paragraphs; long runs of blanks within a sentence.
Leaves alone: blank lines around title, signature and annexes; 发文字号 and 签发人 on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G43",
    "blanks-as-layout",
    Severity.WARNING,
    "用空行、空格排版",
    "空行、空格凑出来的版面，改一个字就乱，也占掉每页22行。",
    "段与段之间的空行；句子中间的一串空格。",
    "标题、署名、附件说明前后的空行；发文字号与签发人之间。",
    "删去空行和空格，用段落格式代替。",
    "GB/T 9704-2012 5.2.3",
)

_BLANKS = re.compile(r"(?<=\S)[ \u3000]{4,}(?=\S)")


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the blank lines between paragraphs of the text, and long blanks within them."""
    waiting: list[Paragraph] = []
    was_text = False
    last = 0
    ends = {section.last for section in paper.sections}
    for one in paper.flow:
        is_text = one.role.is_running_text
        if one.index != last + 1:
            waiting, was_text = [], False  # A table stands between, which wants a paragraph behind it.
        last = one.index
        has_break = one.has_break_before or one.has_break_after or one.index in ends
        if one.role is Role.EMPTY and not has_break:
            waiting.append(one)
            continue
        if was_text and is_text and waiting:
            yield RULE.at(one.place, f"这一段前面有{len(waiting)}个空行")
        waiting, was_text = [], is_text
        if is_text and _BLANKS.search(one.typed.strip()):
            yield RULE.at(one.place, "句中有一串空格")
