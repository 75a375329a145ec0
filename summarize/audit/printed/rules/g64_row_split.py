"""G64 row-split: a row of a table goes over two pages.

Why: half a row on either page cannot be read across.
Finds: a row whose cell goes on overleaf.
Leaves alone: a table that goes on between its rows; repeated heads.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.printed.pages import Printed
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G64",
    "row-split",
    Severity.WARNING,
    "表格的一行被分在两页",
    "一行跨在两页上，要翻过去才读得完。",
    "某一行的文字从页底接到下一页。",
    "在两行之间分页；重复的表头。",
    "“表格属性—行”中取消“允许跨页断行”。",
    "使用手册：审核文稿",
)


def find(printed: Printed) -> Iterator[Finding]:
    """Yield each row that stands on more than one page, at its first paragraph."""
    for table in printed.paper.tables:
        for count, row in enumerate(table.rows, start=1):
            indexes = [index for cell in row.paragraphs for index in cell if index]
            pages = {page.number for index in indexes for page, _ in printed.lines_by_paragraph.get(index, ())}
            if len(pages) > 1:
                first, last = min(pages), max(pages)
                place = printed.paper.by_index(indexes[0]).place
                yield RULE.at(place, f"表{table.number}第{count}行从第{first}页接到第{last}页")
