"""G66 lone-character: a paragraph ends with a line of a single character.

Why: a line for one character wastes one of 22 and looks torn off.
Finds: 展。 alone on the last line; a title whose second line is one character.
Leaves alone: two characters and more; tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Container, Role
from summarize.audit.printed.pages import Printed
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G66",
    "lone-character",
    Severity.INFO,
    "末行只有一个字",
    "一个字占一行，不好看，也白占一行。",
    "段末一行只有“展。”；标题第二行只有一个字。",
    "两个字以上的；表格里的。",
    "增删一两个字，或把这一段的字符间距紧缩0.1磅。",
    "GB/T 9704-2012 7.3.1",
)

_LEFT_OUT = frozenset((Role.CONTENTS, Role.OTHER))


def find(printed: Printed) -> Iterator[Finding]:
    """Yield each paragraph whose last line is one character, marks not counted."""
    for index, lines in printed.lines_by_paragraph.items():
        one = printed.paper.by_index(index)
        if one.container is not Container.BODY or one.role in _LEFT_OUT or len(lines) < 2:
            continue
        page, last = lines[-1]
        words = [character for character in last.text if character.isalnum()]
        is_below = last.baseline > lines[-2][1].baseline or page is not lines[-2][0]
        if len(words) == 1 and is_below:
            yield RULE.at(one.place, f"第{page.number}页这一段的末行只有“{last.text.strip()}”")
