"""G45 row-clipped: a row of a table has an exact height that does not hold its text.

Why: what does not fit is not printed.
Finds: rows of exactly 0.5 cm with two lines; lines of a cell at an exact pitch below their size.
Leaves alone: rows of at least some height; rows high enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.formats import LineRule
from summarize.audit.paper import Paper, Paragraph
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G45",
    "row-clipped",
    Severity.WARNING,
    "表格行高固定，文字被截",
    "行高设了固定值，放不下的字就看不见。",
    "固定行高0.5厘米的行里有两行字；单元格行距小于字号。",
    "最小值行高；放得下的固定行高。",
    "选中表格，“表格属性—行”把“固定值”改为“最小值”，单元格用单倍行距。",
    "使用手册：审核文稿",
)

_LEAST = 0.95


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each row that clips its text, once, at its first paragraph."""
    for table in paper.tables:
        for row in table.rows:
            cells = [[paper.by_index(index) for index in cell if index] for cell in row.paragraphs]
            needed = max((sum(map(_height, cell)) for cell in cells), default=0)
            first = next((one for cell in cells for one in cell if one.text.strip()), None)
            if first is None:
                continue
            if row.rule == "exact" and row.height is not None and needed * _LEAST > row.height:
                yield RULE.at(first.place, f"表{table.number}这一行的行高固定为{row.height.pt:g}磅，放不下其中的文字")
            clipped = next((one for cell in cells for one in cell if _is_clipped(one)), None)
            if clipped is not None:
                size = clipped.runs[0].format.size.pt
                pitch = clipped.format.pitch.pt
                yield RULE.at(clipped.place, f"表{table.number}单元格的行距固定为{pitch:g}磅，小于字号{size:g}磅")


def _height(one: Paragraph) -> int:
    if one.format.rule is LineRule.EXACT:
        return one.format.pitch
    return max((run.format.size for run in one.runs), default=0) * (1 + one.text.count("\n"))


def _is_clipped(one: Paragraph) -> bool:
    sizes = [run.format.size for run in one.runs if run.text.strip()]
    return one.format.rule is LineRule.EXACT and bool(sizes) and one.format.pitch < max(sizes)
