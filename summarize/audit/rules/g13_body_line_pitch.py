"""G13 body-line-pitch: the lines of the text do not come at 28.95 pt.

Why: 22 lines must fill the text area: at 29 pt only 21 fit, at 28 pt a strip stays empty.
Finds: 1.5 倍行距; 固定值 28 磅, 29 磅, 30 磅; 最小值.
Leaves alone: 固定值 28.9 to 28.99 磅; single spacing on a grid of 22 lines; pictures; titles; tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.lines import describe_pitch, is_right_pitch, lines_at, pitch_of
from summarize.audit.paper import DrawingKind, Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G13",
    "body-line-pitch",
    Severity.WARNING,
    "正文行距不是28.95磅",
    "版心225毫米排满22行，每行28.95磅：设29磅只排得下21行，设28磅页底空出一条。",
    "1.5倍行距；固定值28磅、29磅、30磅；最小值20磅。",
    "固定值28.9～28.99磅；单倍行距且网格每页22行；放图片的段；标题、表格。",
    "选中正文，“段落—行距”设为固定值28.95磅。",
    "GB/T 9704-2012 5.2.3",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph of the text whose lines come at another pitch."""
    for paragraph in paper.paragraphs:
        is_text = paragraph.role.is_running_text or paragraph.role is Role.ADDRESSEE
        if not is_text or _holds_picture(paragraph):
            continue
        section = paper.sections[paragraph.section - 1]
        pitch = pitch_of(paragraph, section)
        if pitch is not None and is_right_pitch(pitch, profile):
            continue
        lines = None if pitch is None else lines_at(pitch, profile.text_height)
        consequence = f"，每页{lines}行" if lines is not None and lines != profile.lines else ""
        wanted = f"固定值{profile.line_pitch.pt:g}磅"
        message = f"行距是{describe_pitch(paragraph)}{consequence}，应为{wanted}（每页{profile.lines}行）"
        yield RULE.at(paragraph.place, message, f"选中正文，“段落—行距”设为{wanted}。")


def _holds_picture(paragraph: Paragraph) -> bool:
    return any(drawing.is_inline and drawing.kind is not DrawingKind.LINE for drawing in paragraph.drawings)
