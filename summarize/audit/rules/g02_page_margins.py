"""G02 page-margins: the margins leave another text area than 156 mm by 225 mm.

Why: 天头, 订口 and 版心 are fixed.
Finds: Word's default 25.4/31.8 mm; 37/28 with wrong right or bottom.
Leaves alone: ±1 mm; pages on their side.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize import standard as gb
from summarize.audit.paper import Paper, Section
from summarize.audit.places import section_place
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity
from summarize.standard import Length, Margins, Mm

RULE = Rule(
    "G02",
    "page-margins",
    Severity.WARNING,
    "页边距不合版心",
    "天头37毫米、订口28毫米、版心156毫米×225毫米是定数，边距不对，每页22行、每行28字就排不出。",
    "Word默认边距（上下25.4、左右31.8毫米）；只设了上、左，没设下、右。",
    "相差不到1毫米；横排表格的页。",
    "在“布局—页边距—自定义”中设上37、下35、左28、右26毫米，装订线0。",
    "GB/T 9704-2012 5.2.1",
)

_TOLERANCE = Mm(1)
_TURNED_LEFT = Margins(gb.RIGHT_MARGIN, gb.BOTTOM_MARGIN, gb.BINDING_MARGIN, gb.TOP_MARGIN)
"""A page turned counter-clockwise: its right edge becomes the top."""


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each section whose margins are further off than the tolerance."""
    upright = Margins(profile.top, profile.right, profile.bottom, profile.left)
    for section in paper.sections:
        allowed = (gb.LANDSCAPE_MARGINS, _TURNED_LEFT) if section.is_landscape else (upright,)
        faults = [_faults(section, margins) for margins in allowed]
        if all(faults):
            wanted = allowed[0]
            told = "、".join(f"{name}{seen.mm:.1f}毫米（应为{right.mm:g}）" for name, seen, right in faults[0])
            values = "、".join(f"{value.mm:g}" for value in (wanted.top, wanted.bottom, wanted.left, wanted.right))
            advice = f"在“布局—页边距—自定义”中把上、下、左、右设为{values}毫米，装订线0。"
            yield RULE.at(section_place(paper, section), f"页边距不合版心：{told}", advice)


def _faults(section: Section, wanted: Margins) -> list[tuple[str, Length, Length]]:
    seen = (
        ("上", section.top, wanted.top),
        ("下", section.bottom, wanted.bottom),
        ("左", Length(section.left + section.gutter), wanted.left),
        ("右", section.right, wanted.right),
    )
    return [(name, abs_length(value), right) for name, value, right in seen if abs(abs(value) - right) > _TOLERANCE]


def abs_length(value: Length) -> Length:
    """Return a margin without its sign: a negative one holds its place whatever the header needs."""
    return Length(abs(value))
