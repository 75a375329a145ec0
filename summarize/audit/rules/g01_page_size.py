"""G01 page-size: the page is not A4.

Why: the standard knows one size of paper.
Finds: 16开, Letter, A3, sizes off by more than a millimetre.
Leaves alone: A4 on its side.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper
from summarize.audit.places import section_place
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity
from summarize.standard import PAGE_HEIGHT, PAGE_WIDTH, Mm

RULE = Rule(
    "G01",
    "page-size",
    Severity.ERROR,
    "纸张不是A4",
    "公文用纸只有A4（210毫米×297毫米）一种，换了纸，版心、行数、页数全变。",
    "纸张为16开、Letter、A3，或宽高差1毫米以上。",
    "A4横排的页。",
    "在“布局—纸张大小”中选A4，应用于整篇文档。",
    "GB/T 9704-2012 5.1",
)

_TOLERANCE = Mm(1)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each section whose page is not A4, upright or on its side."""
    for section in paper.sections:
        short, long = sorted((section.width, section.height))
        if abs(short - PAGE_WIDTH) > _TOLERANCE or abs(long - PAGE_HEIGHT) > _TOLERANCE:
            seen = f"{section.width.mm:.0f}毫米×{section.height.mm:.0f}毫米"
            yield RULE.at(section_place(paper, section), f"纸张是{seen}，应为A4（210毫米×297毫米）")
