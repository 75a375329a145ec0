"""The pitch at which the lines of a paragraph come out, and how many of them a page holds."""

from __future__ import annotations

from summarize.audit.formats import LineRule
from summarize.audit.paper import Paragraph, Section
from summarize.audit.profile import Profile
from summarize.standard import Length, Pt

PITCH_TOLERANCE = Pt(0.1)
"""28.9 pt still fills the text area with 22 lines: 1.1 pt a page is what the standard's ±1 mm leaves."""


def pitch_of(paragraph: Paragraph, section: Section) -> Length | None:
    """Return the pitch of the lines; `None` where it hangs on the font's own height."""
    layout = paragraph.format
    if layout.rule is LineRule.EXACT:
        return layout.pitch
    has_grid = section.grid != "" and layout.snaps_to_grid and section.grid_pitch > 0
    if not has_grid:
        return None
    if layout.rule is LineRule.AT_LEAST:
        return max(layout.pitch, section.grid_pitch)
    return Length(round(section.grid_pitch * layout.lines))


def is_right_pitch(pitch: Length, profile: Profile) -> bool:
    """Return whether lines of `pitch` fill the text area with as many as there must be."""
    is_near = abs(pitch - profile.line_pitch) <= PITCH_TOLERANCE
    return is_near and lines_at(pitch, profile.text_height) >= profile.lines


def lines_at(pitch: Length, height: Length) -> int:
    """Return how many whole lines stand in `height`."""
    return int(height // pitch) if pitch > 0 else 0


def describe_pitch(paragraph: Paragraph) -> str:
    """Return the line pitch as Word's dialog has it: 1.5倍行距, 固定值28磅, 最小值20磅."""
    layout = paragraph.format
    match layout.rule:
        case LineRule.EXACT:
            return f"固定值{layout.pitch.pt:g}磅"
        case LineRule.AT_LEAST:
            return f"最小值{layout.pitch.pt:g}磅"
        case LineRule.AUTO:
            return {1.0: "单倍行距", 2.0: "2倍行距"}.get(layout.lines, f"{round(layout.lines, 2):g}倍行距")
