"""P20 stop-in-brackets: a bracket within a sentence ends with a mark of pause.

Why: GB/T 15834-2011, B.2.2: what stands in brackets within a sentence has no mark at its end.
Finds: （含事业单位。）; （不含街道，）.
Leaves alone: a bracket after the end of a sentence or at a paragraph's head; ？ ！ and ……; ordinals.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "P20",
    "stop-in-brackets",
    Severity.WARNING,
    "句子里的括号末尾用了句号",
    "括号在句子里面，括号里的话末尾不用句号、逗号、分号；问号、叹号可以。",
    "“全部单位（含事业单位。）”。",
    "独立成句的括号（前面是句号或者段首）。",
    "删去右括号前面的标点。",
    "GB/T 15834-2011 B.2.2",
)
TRIGGERS = (frozenset("）)"), frozenset("。，；、．"))
SKIPS = Zone.LITERAL

_INNER = regex(r"[（(][^（）()\n]*([。，；、．])[）)]")
_ENDS_A_SENTENCE = frozenset("。！？…\n \u3000")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each mark of pause at the end of a bracket within a sentence."""
    text = passage.text
    for match in _INNER.finditer(text):
        if match.start() and text[match.start() - 1] not in _ENDS_A_SENTENCE:
            start, end = match.span(1)
            message = f"“{passage.excerpt(start, end)}”的括号在句子里面，右括号前不用“{match[1]}”"
            yield Fault(RULE, start, end, message)
