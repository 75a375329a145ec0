"""P03 half-width-full-stop: a half-width or raised point ends a Chinese sentence.

Why: GB/T 15834-2011, 4.1: a sentence ends with 。
Finds: 完成任务. at the end of a sentence; 完成任务.下一步.
Leaves alone: decimals, ordinals (1. 一.), names of files, dots of a foreign name in a person's hands.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN, HEAD, NUMERALS
from summarize.language.zones import Zone

RULE = Rule(
    "P03",
    "half-width-full-stop",
    Severity.WARNING,
    "句末用了“.”",
    "汉语的句号是“。”；“.”是英文的句点。",
    "“完成任务.”；“完成任务．下一步”。",
    "小数、序号（1.）、网址和文件名；两个汉字之间的只提醒，因为可能是外国人名里的间隔号。",
    "改为“。”；段末和句末的，--fix 可以代改。",
    "GB/T 15834-2011 4.1",
)
TRIGGERS = frozenset(".．")
SKIPS = Zone.LITERAL

_STOP = regex(rf"(?<=[{HAN}”’）》％%])[.．](?![.．\dA-Za-z])")
_HEAD_ORDINAL = regex(rf"{HEAD}(?:[{NUMERALS}]{{1,3}}|（[^（）\n]{{1,4}}）|第?[{NUMERALS}]{{1,3}})[.．]")
_OF_FORMULA = frozenset("≤≥÷×=＝")
_BETWEEN_WORDS = regex(f"[{HAN}]")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each point that stands where a Chinese sentence ends."""
    text = passage.text
    stops = list(_STOP.finditer(text))
    heads = {match.end() for match in _HEAD_ORDINAL.finditer(text)} if stops else set()
    for match in stops:
        start, end = match.span()
        if end in heads or _is_date(text, start):
            continue
        shown = passage.excerpt(start, end)
        if _BETWEEN_WORDS.match(text, end) and _BETWEEN_WORDS.match(text, start - 1):
            if not _OF_FORMULA.isdisjoint(passage.characters):
                continue
            message = f"“{shown}”中的“{match[0]}”不是中文标点：句末应为“。”，人名里应为“·”"
            yield Fault(RULE, start, end, message)
        else:
            message = f"“{shown}”中的“{match[0]}”是英文句点，应为“。”"
            yield Fault(RULE, start, end, message, replacement="。")


def _is_date(text: str, place: int) -> bool:
    """Whether the point stands between Chinese numerals (五.四): a matter of dates."""
    return text[place - 1] in NUMERALS and text[place + 1 : place + 2] in tuple(NUMERALS)
