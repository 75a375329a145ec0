"""P05 malformed-dash: a dash is not of the length of two 汉字.

Why: GB/T 15834-2011, 4.10.2: —— takes the place of two 汉字; one — connects, as in 2016—2017.
Finds: 主题--副题; －－; ———; a lone — where a sentence breaks off.
Leaves alone: connectors (2016—2017, 北京—上海); options and rules of dashes; words with Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN, SIGNS
from summarize.language.zones import Zone

RULE = Rule(
    "P05",
    "malformed-dash",
    Severity.WARNING,
    "破折号的写法不对",
    "破折号占两个汉字的位置：“——”；一个“—”是连接号，连接两个数字或者两个地方。",
    "“主题--副题”；“主题———副题”；句子中间单用的“—”（提示）。",
    "2016—2017年、北京—上海；命令里的“--”；整行的横线。",
    "改为“——”；两个以上短横的，--fix 可以代改。",
    "GB/T 15834-2011 4.10.2",
)
TRIGGERS = frozenset("-－–—―─−‐")
SKIPS = Zone.LITERAL

_DASHES = regex("[-－–—―─−‐]+")
_CHINESE = regex(f"[{HAN}{SIGNS}]")
_OPENS_A_CLAUSE = regex("把|就是|即|这|那|让|特别是|尤其|不仅|既|也就|我们|要")
_MARKS = frozenset("，。、；：？！“《（")
_LONGEST = 4
_CLAUSE = 6


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each row of short or long strokes that is meant to be a dash."""
    text = passage.text
    for match in _DASHES.finditer(text):
        start, end = match.span()
        if end - start == 1:
            yield from _lone(passage, start)
        elif match[0] != "——" and 2 <= end - start <= _LONGEST and _is_between_words(text, start, end):
            message = f"“{passage.excerpt(start, end)}”中的“{match[0]}”不合写法，破折号应为“——”"
            yield Fault(RULE, start, end, message, replacement="——")


def _is_between_words(text: str, start: int, end: int) -> bool:
    """Whether Chinese words stand on one side and Chinese words, a figure or nothing on the other."""
    before, after = text[max(start - 1, 0) : start].strip(), text[end : end + 1].strip()
    left, right = _CHINESE.match(before), _CHINESE.match(after)
    return bool((left and right) or (left and (not after or after.isdigit())) or (right and not before))


def _lone(passage: Passage, place: int) -> Iterator[Fault]:
    """Yield the fault of one stroke that breaks a sentence and connects nothing."""
    if _parts_headline(passage, place) or (passage.text[place] == "—" and _breaks_sentence(passage.text, place)):
        mark = passage.text[place]
        message = f"“{passage.excerpt(place, place + 1)}”中的“{mark}”是连接号；如果是破折号，应为两个字长的“——”"
        yield Fault(RULE, place, place + 1, message, severity=Severity.INFO)


def _breaks_sentence(text: str, place: int) -> bool:
    before, after = text[max(place - 1, 0) : place].strip(), text[place + 1 : place + 2]
    if not _CHINESE.match(after) or (before and not _CHINESE.match(before)):
        return False
    return not before or before in "，。；：" or after in _MARKS or bool(_OPENS_A_CLAUSE.match(text, place + 1))


def _parts_headline(passage: Passage, place: int) -> bool:
    """Whether long clauses stand on either side in a headline: a title and its subtitle, not two places or times."""
    if not passage.part.is_headline:
        return False
    left = passage.text[max(place - _CLAUSE, 0) : place]
    right = passage.text[place + 1 : place + 1 + _CLAUSE]
    if len(left) < _CLAUSE or len(right) < _CLAUSE or "关于" in left or not _CHINESE.match(left[-1]):
        return False
    return bool(_CHINESE.match(right)) or (right[:4].isdigit() and left[-1] not in "年月日")
