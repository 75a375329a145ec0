"""G29 imprint-lines: 版记 is not ruled, or its lines are of another weight.

Why: first and last line 0.35 mm, those between 0.25 mm, as wide as the text area.
Finds: no lines at all; lines of 0.5 pt; of 1.5 pt.
Leaves alone: drawn lines whose weight is not said; weights within 0.06 mm.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.audit.formats import Edge
from summarize.audit.paper import IMPRINT_ROLES, DrawingKind, Paper, Paragraph
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity
from summarize.standard import IMPRINT_THICK_LINE, IMPRINT_THIN_LINE, Length, Mm

RULE = Rule(
    "G29",
    "imprint-lines",
    Severity.WARNING,
    "版记没有分隔线，或粗细不对",
    "版记首条和末条用粗线（推荐0.35毫米），中间用细线（推荐0.25毫米），与版心等宽。",
    "版记上下没有线；全用0.5磅细线；全用1.5磅。",
    "画上去而没有注明粗细的线；相差不到0.06毫米。",
    "首末两条设1磅（0.35毫米），中间设0.75磅（0.25毫米）。",
    "GB/T 9704-2012 7.4.1",
)

_TOLERANCE = Mm(0.06)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield what is wrong with the lines of 版记."""
    elements = paper.of(*IMPRINT_ROLES)
    if not elements:
        return
    edges = [(*_edges(paper, one), one) for one in elements]
    first, last = edges[0][0], edges[-1][1]
    if first is None and last is None:
        if not _has_drawn_lines(paper, elements):
            yield RULE.at(elements[0].place, "版记没有分隔线，应首末各一条粗线、中间细线")
        return
    for name, edge, wanted in (("首条", first, IMPRINT_THICK_LINE), ("末条", last, IMPRINT_THICK_LINE)):
        if edge is None:
            yield RULE.at(elements[0].place, f"版记没有{name}分隔线")
        elif abs(edge.weight - wanted) > _TOLERANCE:
            yield RULE.at(elements[0].place, _weight(name, edge, wanted))
    for above, below in pairwise(edges):
        edge = above[1] or below[0]
        if edge is None:
            yield RULE.at(below[2].place, "版记两个要素之间没有细线")
        elif abs(edge.weight - IMPRINT_THIN_LINE) > _TOLERANCE:
            yield RULE.at(below[2].place, _weight("中间", edge, IMPRINT_THIN_LINE))


def _weight(name: str, edge: Edge, wanted: Length) -> str:
    return f"版记{name}分隔线粗{edge.weight.mm:.2f}毫米，应为{wanted.mm:g}毫米"


def _edges(paper: Paper, one: Paragraph) -> tuple[Edge | None, Edge | None]:
    if one.cell is None:
        return one.format.top, one.format.bottom
    row = paper.tables_by_number[one.cell.table].rows[one.cell.row - 1]
    return row.top or one.format.top, row.bottom or one.format.bottom


def _has_drawn_lines(paper: Paper, elements: tuple[Paragraph, ...]) -> bool:
    """Whether lines are drawn near the elements, or stand at the empty paragraphs around them."""
    low, high = elements[0].index - 3, elements[-1].index + 3
    return any(
        one.format.bottom or one.format.top or any(drawing.kind is DrawingKind.LINE for drawing in one.drawings)
        for one in paper.paragraphs[max(low - 1, 0) : high]
    )
