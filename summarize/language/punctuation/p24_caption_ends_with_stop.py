"""P24 caption-ends-with-stop: a caption ends with 。.

Why: GB/T 15834-2011, A.1: the words of a figure or table have no 。 at their end.
Finds: 表1 完成情况。; 图2　流程图。
Leaves alone: sentences that begin with 表1; notes of tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import SPACE
from summarize.language.zones import Zone

RULE = Rule(
    "P24",
    "caption-ends-with-stop",
    Severity.WARNING,
    "图题、表题末尾用了句号",
    "图、表的说明文字末尾不用句号，中间有句号的也一样。",
    "“表1 完成情况。”。",
    "“表1显示，……。”这样的句子；图注、表注。",
    "删去句号；--fix 可以代改。",
    "GB/T 15834-2011 A.1",
)
TRIGGERS = frozenset("。")
SKIPS = Zone.OPAQUE

_STOP = regex(r"(?<!。)。+(?=[ \u3000]*(?:\n|\Z))")
_CAPTION = regex(
    rf"[{SPACE}]*(?:附?表|图)[{SPACE}]?\d{{1,3}}(?:[-—.]\d{{1,3}})?[{SPACE}：]+(?![为是中所显列可反给说])[^，。；\n]{{1,40}}。"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield the 。 at the end of each caption."""
    for match in _STOP.finditer(passage.text):
        start, end = match.span()
        if passage.part is Part.CAPTION or _is_caption(passage.text, start):
            message = f"“{passage.excerpt(start, end)}”是图题或者表题，末尾不用句号"
            yield Fault(RULE, start, end, message, replacement="")


def _is_caption(text: str, stop: int) -> bool:
    """Whether the line that ends at `stop` reads as a caption."""
    start = max(text.rfind("\n", 0, stop) + 1, stop - 60)
    match = _CAPTION.match(text, start) if start == 0 or text[start - 1] == "\n" else None
    return bool(match and match.end() == stop + 1)
