"""P23 headline-ends-with-mark: a title or a heading on its own line ends with a mark of pause.

Why: GB/T 15834-2011, B.4: headings on lines of their own have no mark at their end.
Finds: 2017年工作计划。; 一、加强领导；.
Leaves alone: ？ ！ and ……; a heading that goes on in the same paragraph; captions with 。 (P24).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.pairing import mask_bracketed
from summarize.language.zones import Zone

RULE = Rule(
    "P23",
    "headline-ends-with-mark",
    Severity.WARNING,
    "标题末尾用了标点",
    "单独成行的标题，末尾不用句号、逗号、分号、冒号和顿号。",
    "“2017年工作计划。”；“一、加强领导；”。",
    "问号、叹号、省略号；标题后面接着正文的。",
    "删去末尾的标点；--fix 可以代改。",
    "GB/T 15834-2011 B.4",
)
TRIGGERS = frozenset("。，；：、")
SKIPS = Zone.OPAQUE

_END = regex(r"(?<=[^\s。，；：、])[。，；：、]+(?=[ \u3000]*(?:\n|\Z))")
_LABEL = regex(r"附件\d*")
_ENDS_A_SENTENCE = frozenset("。！？；")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield the marks of pause at the end of a headline, which may take several lines."""
    if not passage.part.is_headline:
        return
    masked = mask_bracketed(passage).rstrip()
    for match in _END.finditer(masked):
        start, end = match.span()
        if passage.part is not Part.HEADING and end < len(masked):
            continue
        line = masked[masked.rfind("\n", 0, start) + 1 : start]
        if (
            _ENDS_A_SENTENCE & set(line)
            or _LABEL.fullmatch(line)
            or (passage.part is Part.CAPTION and "。" in match[0])
        ):
            continue
        message = f"“{passage.excerpt(start, end)}”是{passage.part.value}，末尾不用“{match[0]}”"
        yield Fault(RULE, start, end, message, replacement="")
