"""G14 first-line-indent: the first line is not two characters in.

Why: each paragraph of the text begins two characters in, its other lines flush.
Finds: no indent; two blanks in its place; a hanging list; a left indent.
Leaves alone: 2 字符 or its length in points, said outright, in the style or by numbering.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity
from summarize.standard import Length

RULE = Rule(
    "G14",
    "first-line-indent",
    Severity.WARNING,
    "首行没有缩进两字",
    "正文和层次标题每段左空二字，回行顶格。",
    "没有缩进；打两个空格代替缩进；自动编号的悬挂缩进；整段左缩进。",
    "按“2字符”或按磅、厘米设的两字缩进，不论写在段落、样式还是编号里。",
    "选中段落，“段落—特殊格式”选首行缩进2字符，左、右缩进设0，删去段首空格。",
    "GB/T 9704-2012 7.3.3",
)

_TOLERANCE = 0.25
_BLANKS = " \u3000\t\xa0"
_ALIGNED = frozenset(("left", "both"))


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph of the text that begins elsewhere than two characters in."""
    for paragraph in paper.paragraphs:
        is_text = paragraph.role.is_running_text or paragraph.role is Role.NOTE
        if is_text and paragraph.format.alignment in _ALIGNED:
            # Of text in a wrong size an indent of two characters of the right one is no fault of its own.
            own = paragraph.runs[0].format.size if paragraph.runs else paragraph.mark.size
            messages = [_fault(paragraph, profile.first_line, size) for size in (own, profile.types[Role.BODY].size)]
            if all(messages):
                yield RULE.at(paragraph.place, messages[0])


def _fault(paragraph: Paragraph, wanted: float, size: Length) -> str:
    first = paragraph.format.first_line.in_characters(size)
    left = paragraph.format.left.in_characters(size)
    typed = paragraph.typed
    blanks = typed[: len(typed) - len(typed.lstrip(_BLANKS))]
    if blanks and not paragraph.label:
        is_indented = abs(left + first - wanted) <= _TOLERANCE
        return "首行已缩进两字，段首又打了空格" if is_indented else "段首用空格代替首行缩进"
    if abs(left) <= _TOLERANCE and abs(first - wanted) <= _TOLERANCE:
        return ""
    if abs(left) <= _TOLERANCE and abs(first) <= _TOLERANCE:
        return f"首行没有缩进，应左空{wanted:g}字"
    if first < -_TOLERANCE:
        return f"首行悬挂{-first:.1f}字、左缩进{left:.1f}字，应首行左空{wanted:g}字、回行顶格"
    if abs(left) > _TOLERANCE:
        return f"整段左缩进{left:.1f}字、首行缩进{first:.1f}字，应首行左空{wanted:g}字、回行顶格"
    return f"首行缩进{first:.1f}字，应为{wanted:g}字"
