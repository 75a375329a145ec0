"""G17 title-alignment: the title is not centred.

Why: the title stands in the middle, and an indent moves it from there.
Finds: a title flush left; one moved by blanks; one centred with a first-line indent.
Leaves alone: titles of several lines; tolerance of a quarter of a character.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G17",
    "title-alignment",
    Severity.WARNING,
    "标题没有居中",
    "标题居中排布；带着首行缩进居中，会偏右一个字。",
    "标题左对齐；用空格推到中间；居中但留着首行缩进2字符。",
    "分成几行的标题；附件标识（附件1）左顶格。",
    "选中标题，居中，首行缩进设为无，删去前后空格。",
    "GB/T 9704-2012 7.3.1",
)

_TOLERANCE = 0.3


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each title that does not stand in the middle."""
    for paragraph in paper.of(Role.TITLE, Role.ANNEX_TITLE):
        layout, name = paragraph.format, paragraph.role.value
        size = paragraph.runs[0].format.size if paragraph.runs else paragraph.mark.size
        shift = sum(measure.in_characters(size) for measure in (layout.first_line, layout.left))
        if layout.alignment != "center":
            blanks = "，用空格推到中间" if paragraph.typed.startswith((" ", "\u3000", "\t")) else ""
            yield RULE.at(paragraph.place, f"{name}没有居中{blanks}，应居中")
        elif abs(shift - layout.right.in_characters(size)) > _TOLERANCE:
            yield RULE.at(paragraph.place, f"{name}居中却有{shift:.1f}字的缩进，会偏离正中")
