"""G44 picture-clipped: a picture stands in a line of exact pitch.

Why: Word shows only a strip of it as high as the line.
Finds: a picture in a paragraph of 固定值 28.95 磅.
Leaves alone: pictures in paragraphs of single spacing; floating pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.formats import LineRule
from summarize.audit.paper import DrawingKind, Paper
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G44",
    "picture-clipped",
    Severity.WARNING,
    "图片被行距截断",
    "段落行距设了固定值，嵌入的图片只露出一行高的一条。",
    "图片所在段的行距是固定值28.95磅。",
    "单倍行距的段；浮动的图片。",
    "选中图片所在段，行距改为单倍行距。",
    "GB/T 9704-2012 5.2.3",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph that clips a picture."""
    for one in paper.paragraphs:
        layout = one.format
        if layout.rule is not LineRule.EXACT:
            continue
        heights = [
            drawing.height
            for drawing in one.drawings
            if drawing.is_inline and drawing.kind in (DrawingKind.PICTURE, DrawingKind.OTHER)
        ]
        if any(height > layout.pitch for height in heights):
            tallest = max(heights)
            yield RULE.at(one.place, f"图片高{tallest.mm:.0f}毫米，行距是固定值{layout.pitch.pt:g}磅，只露出一条")
