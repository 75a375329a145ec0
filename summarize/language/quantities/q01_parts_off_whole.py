"""Q01 parts-off-whole: the parts named in a sentence do not add up to its whole.

Why: whoever reads it adds up; what is missing is asked for, what is too much is wrong.
Finds: 共发现问题30个，现场解决21个，提请解决8个; brackets, lists, 男女, 其余.
Leaves alone: 其中 with some parts; rough numbers; rounding; other units; parts of which some make up the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.quantities.amounts import read_sentences
from summarize.language.quantities.splits import find_splits
from summarize.language.quantities.sums import explains, is_clear, lead_of, tell_difference, total_of
from summarize.language.zones import Zone

RULE = Rule(
    "Q01",
    "parts-off-whole",
    Severity.WARNING,
    "一句话里的分项加起来不等于总数",
    "读的人一加就发现；少了的要问去向，多了的必有一个数错。",
    "“共发现问题30个，现场解决21个，提请解决8个”；“30人，其中男18人、女11人”；“30处（甲类12处、乙类17处）”。",
    "“其中”只举一部分的；约数；四舍五入之差；单位不同的数；引用指标的数。",
    "核对各数，改正写错的，或补写未提到的部分。",
    "使用手册：文字里的数",
)
TRIGGERS = frozenset("0123456789")
SKIPS = Zone.LITERAL


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each whole that its parts do not make up."""
    for sentence in read_sentences(passage):
        for split in find_splits(sentence):
            whole, parts = split.whole, split.parts
            if not is_clear((whole, *parts)) or explains(whole, parts):
                continue
            if split.may_leave_out and whole.value is not None and total_of(parts) < whole.value:
                continue
            message = f"“{lead_of(sentence, whole)}”与后面的数对不上：{tell_difference(whole, parts)}"
            related = tuple((part.start, part.end) for part in parts)
            yield Fault(RULE, whole.start, whole.end, message, related=related)
