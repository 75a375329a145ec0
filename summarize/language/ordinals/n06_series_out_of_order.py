"""N06 series-out-of-order: 一是…二是… is not complete or not in order.

Why: whoever hears 一是 and 三是 asks for 二是.
Finds: 一是…三是…; 一是…二是…二是…; 主要问题：二是….
Leaves alone: series over paragraphs; a new 一是; 一是一、二是二; 首先…，二是…; one 一是 alone; 第二是 and 十二是.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.ordinals.clauses import Clause, find_series
from summarize.language.ordinals.sequences import find_misnumbered, tell
from summarize.language.passage import Passage

RULE = Rule(
    "N06",
    "series-out-of-order",
    Severity.WARNING,
    "“一是”“二是”不全或者乱了次序",
    "有“一是”“三是”，读的人会问“二是”在哪里。",
    "“一是……；三是……”；“一是……；二是……；二是……”；“其一”“其三”。",
    "分在几段里的；另起的一组；“一是一、二是二”；“首先……，二是……”；只有一个“一是”的。",
    "顺一遍次序；确实漏了的，补上。",
    "公文写作常识",
)


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield each numbered clause that does not follow the one before it."""
    for series in find_series(passages):
        if len(series.clauses) == 1 and not _lacks_first(series.clauses[0], passages):
            continue
        numbers = [clause.number for clause in series.clauses]
        for found in find_misnumbered(numbers, begins_with_one=not series.is_open):
            clause = series.clauses[found.position]
            message = tell(found, clause.number, clause.written)
            yield clause.index, Fault(RULE, clause.start, clause.end, message)


def _lacks_first(clause: Clause, passages: Sequence[Passage]) -> bool:
    """Whether a clause that stands alone is surely the second of a series."""
    text = passages[clause.index].text
    return (
        clause.number == 2
        and clause.form in ("@是", "@要")
        and text[clause.start - 1 : clause.start] in tuple("。；：")
    )
