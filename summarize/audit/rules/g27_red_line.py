"""G27 red-line: 版头 has no red line, or one that is not red or not as wide as the text area.

Why: a red line as wide as the text area parts 版头 from the text.
Finds: a black line; no line; a line of 14 cm.
Leaves alone: papers without 发文机关标志; 纪要; the weight, which the standard leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Drawing, DrawingKind, Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.audit.roles.plain import has_red_line, is_red
from summarize.findings import Finding, Rule, Severity
from summarize.standard import Mm

RULE = Rule(
    "G27",
    "red-line",
    Severity.WARNING,
    "版头没有红色分隔线",
    "发文字号之下4毫米处印一条与版心等宽的红线，把版头和主体分开。",
    "没有线；线是黑的；线画短了。",
    "没有版头的材料；纪要；线的粗细（标准没有规定）。",
    "给发文字号一段加红色下框线，或画一条156毫米长的红线。",
    "GB/T 9704-2012 7.2.7",
)

_TOLERANCE = Mm(2)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield what is wrong with the line between 版头 and the title."""
    marks, titles = paper.of(Role.ISSUER_MARK), paper.of(Role.TITLE)
    if not marks or not titles or marks[-1].text.rstrip().endswith("纪要"):
        return  # 10.3 leaves the head of 纪要 without a line.
    head = [one for one in paper.paragraphs if one.index < titles[0].index]
    if not any(map(has_red_line, [*head, titles[0]])) and not _has_red_row(paper, titles[0].index):
        black = next((one for one in head if one.format.bottom or _lines(one)), None)
        where = (black or head[-1] if head else titles[0]).place
        yield RULE.at(where, "版头的分隔线不是红色" if black else "版头没有红色分隔线")
        return
    for one in (*head, titles[0]):
        for line in _lines(one):
            if is_red(line.color) and line.width and abs(line.width - profile.text_width) > _TOLERANCE:
                message = f"红线长{line.width.mm:.0f}毫米，应与版心等宽（{profile.text_width.mm:.0f}毫米）"
                yield RULE.at(one.place, message)


def _lines(one: Paragraph) -> list[Drawing]:
    return [drawing for drawing in one.drawings if drawing.kind is DrawingKind.LINE]


def _has_red_row(paper: Paper, end: int) -> bool:
    return any(
        edge is not None and is_red(edge.color)
        for table in paper.tables
        if table.before < end
        for row in table.rows
        for edge in (row.top, row.bottom)
    )
