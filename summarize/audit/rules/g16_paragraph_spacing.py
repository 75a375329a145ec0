"""G16 paragraph-spacing: there is space before or after paragraphs of the text.

Why: space between paragraphs takes lines from the 22.
Finds: after 8 pt or 10 pt, as Word has it by default; before 0.5 行.
Leaves alone: space around titles, signatures and annexes; space that falls away between paragraphs of one style.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.formats import Measure
from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G16",
    "paragraph-spacing",
    Severity.WARNING,
    "段前段后有空",
    "段与段之间不加空，加了每页就排不满22行。",
    "Word默认的段后8磅、10磅；标题段前、段后0.5行。",
    "标题、署名、附件前后的空；同一样式之间不加空的。",
    "选中正文，“段落—间距”段前、段后都设0。",
    "GB/T 9704-2012 5.2.3",
)

_TOLERANCE = 12700
"""1 pt."""


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph of the text with space above or below."""
    for paragraph, spaces in find_spaces(paper):
        told = [
            f"{name}{measure.characters:g}行" if measure.characters else f"{name}{measure.length.pt:g}磅"
            for name, measure in spaces.items()
        ]
        yield RULE.at(paragraph.place, f"{'、'.join(told)}，应为0")


def find_spaces(paper: Paper) -> Iterator[tuple[Paragraph, dict[str, Measure]]]:
    """Yield each paragraph of the text with space above or below, and how much of it on which side."""
    previous_is_text = False
    for paragraph in paper.flow:
        layout = paragraph.format
        is_text = paragraph.role.is_running_text
        if is_text and not layout.joins_same_style:
            # Space above the first paragraph is how blank lines under a title are made.
            sides = (("段前", layout.before), ("段后", layout.after)) if previous_is_text else (("段后", layout.after),)
            spaces = {name: one for name, one in sides if one.characters or one.length > _TOLERANCE}
            if spaces:
                yield paragraph, spaces
        if paragraph.role is not Role.EMPTY:
            previous_is_text = is_text
