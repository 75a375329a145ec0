"""G65 imprint-off-foot: 版记 does not stand at the foot of the last page.

Why: its last line is the lower edge of the text area of the last page.
Finds: 版记 right behind the text; 版记 followed by another page.
Leaves alone: a deviation that is less than a line; documents without 版记.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import IMPRINT_ROLES
from summarize.audit.printed.pages import Printed
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G65",
    "imprint-off-foot",
    Severity.WARNING,
    "版记不在末页的底部",
    "版记最后一条线与末页版心下边缘重合，翻到最后一页的底部就能看到。",
    "版记紧跟在正文后面；版记后面还有一页。",
    "相差不到一行；没有版记的材料。",
    "把版记放在末页，用图文框或表格固定在版心底部，不用空行往下推。",
    "GB/T 9704-2012 7.4.1",
)

_TOLERANCE = 6.0


def find(printed: Printed) -> Iterator[Finding]:
    """Yield what is wrong with the place of 版记."""
    elements = printed.paper.of(*IMPRINT_ROLES)
    lines = printed.lines_by_paragraph.get(elements[-1].index, ()) if elements else ()
    if not lines:
        return
    page, line = lines[-1]
    last = max(one.number for one in printed.pages)
    if page.number != last:
        yield RULE.at(elements[-1].place, f"版记在第{page.number}页，末页是第{last}页")
        return
    gap = page.height - printed.section(page).bottom.mm - line.baseline
    if gap > _TOLERANCE:
        yield RULE.at(elements[-1].place, f"第{page.number}页的版记末行距版心下边缘{gap:.0f}毫米，应在版心底部")
