"""C03 term-out-of-time: a term that was not yet, or is no longer, in use at the time the text speaks of.

Why: last year's text is copied, and with it the names of bodies that are gone; this year's words slip into an old one.
Finds: 十九大精神 in mid-2017; 国土资源局 in 2025.
Leaves alone: 迎接党的十九大; 原国土资源局, 2016年…国土资源局, 更名; plans for what comes within a year.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.lexicon import Term
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.wording.matching import wordlist
from summarize.language.zones import Zone

RULE = Rule(
    "C03",
    "term-out-of-time",
    Severity.WARNING,
    "用语与材料的时间不符",
    "沿用旧稿容易带进已撤销、改名的机构；补写旧材料又容易用上当时还没有的提法。",
    "2017年上半年的材料写“十九大精神”；2025年的材料写“国土资源局”。",
    "“迎接党的十九大”；“原国土资源局”、更名前后、写明年份的往事；书名号里的；计划里一年内的事。",
    "按当时的提法改；说的是往事，写明“原”或年份。",
    "程序自带的用语表；词表",
)
TRIGGERS: frozenset[str] = frozenset()
SKIPS = Zone.LITERAL

_AHEAD = timedelta(days=366)
_TO_COME = regex(r"迎接|即将|将于|筹备|谋划|编制|拟于|计划于|下一步|下半年|准备")
_FORMER = regex(r"(?:原|前|旧|时任|老|曾任)[^，。；、]{0,12}$")
_HISTORY = regex(r"更名|改名|划转|撤销|前身|组建|整合|合并|并入|改组|机构改革|退休|历史|旧址|当时|(?:19|20)\d\d年")
_ENDS_OTHERWISE = {"部": "门分署队委长级", "局": "面势部限", "会": "议", "办": "法事理公"}
"""Characters after which the last one of a name belongs to the next word: 农业部门, 生态环境局面."""


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each term used outside its time; nothing where the time is unknown."""
    if passage.as_of is None:
        return
    terms, text, end = passage.words.terms, passage.text, 0
    for start, word in wordlist(terms).find(text):
        stop = start + len(word)
        if start < end or text[stop : stop + 1] in (_ENDS_OTHERWISE.get(word[-1]) or ("",)):
            continue
        end = stop
        if (told := _message(passage, terms[word], passage.as_of, start)) is not None:
            yield Fault(RULE, start, stop, f"“{passage.excerpt(start, stop)}”中的“{word}”{told}")


def _message(passage: Passage, term: Term, as_of: date, start: int) -> str | None:
    before, sentence = _sentence(passage, start)
    if term.since is not None and as_of < term.since:
        is_plan = passage.part is Part.PLAN or _TO_COME.search(sentence)
        if is_plan and term.since <= as_of + _AHEAD:
            return None
        return f"自{_written(term.since)}起使用，这里说的是{_written(as_of)}以前的事"
    if term.until is not None and as_of >= term.until:
        if _FORMER.search(before) or _HISTORY.search(sentence):
            return None
        now = f"，现为“{term.instead}”" if term.instead else ""
        return f"在{_written(as_of)}已不再使用{now}"
    return None


def _sentence(passage: Passage, start: int) -> tuple[str, str]:
    """Return what stands before character `start` in its sentence, and the sentence."""
    sentences = passage.sentences
    begin, end = sentences[bisect_right(sentences, (start, len(passage.text) + 1)) - 1]
    return passage.text[begin:start], passage.text[begin:end]


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
