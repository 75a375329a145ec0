"""P27 annex-note-with-marks: a name in the note of annexes ends with a mark or stands in 《》.

Why: GB/T 9704-2012, 7.3.4: no mark follows the name of an annex.
Finds: 附件：1. 《清单》；; 附件：任务清单。
Leaves alone: 《》 within a name (关于《条例》的说明); other paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "P27",
    "annex-note-with-marks",
    Severity.WARNING,
    "附件说明的名称带了标点",
    "附件名称后面不用标点；名称外面习惯上不加书名号。",
    "“附件：1.任务清单；”；“附件：《任务清单》”。",
    "名称里面本来有的书名号，如“关于《条例》的说明”。",
    "删去名称后面的标点（--fix 可以代改）和外面的书名号。",
    "GB/T 9704-2012 7.3.4",
)
TRIGGERS = frozenset("。；，;,.《")
SKIPS = Zone.OPAQUE

_NOTE = regex(r"[ \u3000]*附件[：:]")
_END = regex(r"(?<=[^\s\d.．。；，;,])[。；，;,.]+(?=[ \u3000]*(?:\n|\Z|\d{1,2}[.．]))")
_WHOLE_TITLE = regex(
    r"(?:(?<=[：:.．\n])|\A)[ \u3000]*《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》"
    r"(?=[。；，;,. \u3000]*(?:\n|\Z|\d{1,2}[.．]))"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each mark after the name of an annex, and each name in 《》."""
    text = passage.text
    if passage.part is not Part.ANNEX_NOTE and ("附件" not in text or not _NOTE.match(text)):
        return
    for match in _END.finditer(text):
        message = f"“{passage.excerpt(*match.span())}”的附件名称后面不用“{match[0]}”"
        goes_on = text[match.end() : match.end() + 3].strip("\u3000 ")[:1].isdigit()
        advice = "每个附件另起一行，末尾不用标点。" if goes_on else ""
        yield Fault(RULE, match.start(), match.end(), message, advice, None if goes_on else "")
    for match in _WHOLE_TITLE.finditer(text):
        start = match.end() - len(match[0].strip())
        yield Fault(RULE, start, match.end(), f"附件名称“{text[start : match.end()]}”外面不用书名号")
