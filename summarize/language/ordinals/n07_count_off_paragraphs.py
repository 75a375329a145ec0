"""N07 count-off-paragraphs: the number announced is not that of the numbered paragraphs that follow.

Why: whoever reads 三个方面 counts them.
Finds: 重点抓好三个方面工作： and two, or four, numbered paragraphs behind it.
Leaves alone: items in the same paragraph (Q12); no numbered paragraph behind it; paragraphs that count on from before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.ordinals.clauses import find_clauses
from summarize.language.ordinals.heads import find_head, read_chinese_number
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex

RULE = Rule(
    "N07",
    "count-off-paragraphs",
    Severity.WARNING,
    "说的项数与后面分段列出的项数不同",
    "读到“三个方面”，读的人就会数；少一项像是漏了，多一项像是没改。",
    "“重点抓好三个方面工作：”后面分段写了（一）（二）两条。",
    "同一段里列举的（另有规则）；后面没有分段编号的；接着前文编号的。",
    "核对项数，改正数目，或补上漏写的一项。",
    "公文写作常识",
)

_NOUNS = (
    "方面|任务|举措|措施|工作|环节|重点|要求|原则|建议|意见|做法|步骤|阶段|"
    "机制|问题|不足|特点|关键|目标|内容|行动|事项|抓手|成效|变化"
)
_COUNT = regex(
    r"(?<![第之其前后数\d.十几近余])(?P<all>(?P<number>[两二三四五六七八九十]{1,3}|\d{1,2})(?:个|项|大|条|点|件|种)"
    rf"[^，。；：、（）()“”\n\d一二三四五六七八九十]{{0,16}}?(?:{_NOUNS})[^，。；：、（）()“”\n\d]{{0,8}})(?P<mark>[：:。])\s*\Z"
)
_TAIL = 48
_FURTHEST = 200
_IN_WORDS, _NONE = 8, 9
"""Levels below those of ordinals: of 一是, and of paragraphs without any."""


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield each number announced at the end of a paragraph that is not that of the numbered ones behind it."""
    for index, passage in enumerate(passages[:-1]):
        if not passage.part.is_prose or passage.text.rstrip()[-1:] not in tuple("：:。"):
            continue
        match = _COUNT.search(passage.text, max(len(passage.text) - _TAIL, 0))
        if match is None:
            continue
        written = match["number"]
        stated = int(written) if written.isdecimal() else 2 if written == "两" else read_chinese_number(written)
        found = _count_paragraphs(passages, index + 1)
        if stated > 1 and found and found != stated:
            severity = None if match["mark"] in "：:" else Severity.INFO
            message = f"“{match['all']}”说的是{stated}项，后面列出{found}项"
            yield index, Fault(RULE, match.start("all"), match.end("all"), message, severity=severity)


def _count_paragraphs(passages: Sequence[Passage], start: int) -> int:
    """Return how many numbered paragraphs follow from `start` on; 0 where they do not begin there with the first."""
    level, count = -1, 0
    for index in range(start, min(start + _FURTHEST, len(passages))):
        own_level, number, reached = _head(passages[index])
        if level < 0:
            if number != 1:
                return 0
            level = own_level
        if own_level == level:
            if number != count + 1:
                return count if number == 1 else 0
            count = reached
        elif own_level < level or (own_level == _NONE and passages[index].part is Part.HEADING):
            break
    else:
        if len(passages) > start + _FURTHEST:
            return 0
    return count if count > 1 else 0


def _head(passage: Passage) -> tuple[int, int, int]:
    """Return level, number and the number reached of the ordinal at the head of `passage`; 一是 is of the lowest."""
    if head := find_head(passage):
        return head.level, head.number, head.reached
    clauses = find_clauses(passage, 0)
    if not clauses or passage.text[: clauses[0].start].strip():
        return _NONE, 0, 0
    reached = clauses[0].number
    for clause in clauses[1:]:
        reached = clause.number if clause.number == reached + 1 else reached
    return _IN_WORDS, clauses[0].number, reached
