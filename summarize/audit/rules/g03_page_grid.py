"""G03 page-grid: the document grid does not give 22 lines of 28 characters.

Why: a grid of other lines moves text that hangs on it.
Finds: Word's default grid of 15.6 pt; a grid of 29 pt; a grid of 26 characters.
Leaves alone: no grid; a grid that no text hangs on is information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize import standard as gb
from summarize.audit.formats import LineRule
from summarize.audit.lines import lines_at
from summarize.audit.paper import Paper, Section
from summarize.audit.places import section_place
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G03",
    "page-grid",
    Severity.WARNING,
    "文档网格不是每页22行、每行28字",
    "正文行距没有设固定值时，行的位置由网格决定；网格不对，每页就不是22行。",
    "Word默认网格（15.6磅）；网格29磅（只排21行）；指定每行26字。",
    "没有设网格；行距已设为固定值28.95磅的，只作提示。",
    "在“布局—页面设置—文档网格”中选“只指定行网格”，每页22行。",
    "GB/T 9704-2012 5.2.3",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each section whose grid gives other lines or characters."""
    for section in paper.sections:
        if section.is_landscape or not section.grid or section.grid_pitch <= 0:
            continue
        lines = lines_at(section.grid_pitch, profile.text_height)
        severity = Severity.WARNING if _hangs_on_grid(paper, section) else Severity.INFO
        if lines != profile.lines:
            message = f"文档网格行距{section.grid_pitch.pt:g}磅，每页{lines}行，应为{profile.lines}行"
            yield RULE.at(section_place(paper, section), message, severity=severity)
        if section.grid in ("linesAndChars", "snapToChars"):
            width = gb.SIZE_3.pt + section.grid_characters
            characters = int(profile.text_width.pt / width) if width > 0 else 0
            if characters != gb.CHARACTERS_PER_LINE:
                message = f"文档网格每行{characters}字，应为{gb.CHARACTERS_PER_LINE}字"
                yield RULE.at(section_place(paper, section), message, severity=Severity.INFO)


def _hangs_on_grid(paper: Paper, section: Section) -> bool:
    return any(
        one.role.is_running_text and one.format.rule is not LineRule.EXACT and one.format.snaps_to_grid
        for one in paper.paragraphs[max(section.first - 1, 0) : section.last]
    )
