"""C01 typo: a word that is written by mistake for another.

Why: slips of pinyin and shape input go through every reading; the lists know those that are never right.
Finds: 各极开展; 各司其责; 按步就班; 截止6月底.
Leaves alone: the same characters where they belong to two words (竞争 after 究竟…); titles and what they name.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.shipped import shipped_guards, shipped_lexicon
from summarize.language.wording.matching import wordlist
from summarize.language.zones import Zone

RULE = Rule(
    "C01",
    "typo",
    Severity.WARNING,
    "错别字",
    "拼音、五笔选错的字，自己读几遍也看不出来。",
    "“各极开展”（积极）；“各司其责”（各司其职）；“按步就班”（按部就班）；“截止6月底”（截至）。",
    "同样的字分属两个词的（“发布署名文章”不是“部署”）；书名号里的。",
    "改为正确的写法；--fix 可以代改。确是这样写的，工作簿在“豁免”表中写明，文稿不改即可。",
    "程序自带的错别字表；词表",
)
TRIGGERS: frozenset[str] = frozenset()
SKIPS = Zone.LITERAL

_MONTH = r"\d{1,2}月(?:底|末|初|份|[上中下]旬|\d{1,2}日)?"
_DAY = rf"(?:(?:19|20)\d{{2}}年(?:底|末|初|{_MONTH})?|{_MONTH})"
_DEADLINE = "".join(f"(?<!{word})" for word in ("报名", "时间", "日期", "期限", "投票", "申报", "报送", "已经", "已"))
_AS_OF = regex(rf"{_DEADLINE}截止(?={_DAY})(?!{_DAY}[前止])")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each slip of the lists, by its place."""
    typos, shipped, guards = passage.words.typos, shipped_lexicon().typos, shipped_guards()
    text, end = passage.text, 0
    for start, wrong in wordlist(typos).find(text):
        right, stop = typos[wrong], start + len(wrong)
        if start < end or (shipped.get(wrong) == right and not guards[wrong].allows(text, start, stop)):
            continue
        if _stands_right(text, start, wrong, right):
            continue
        yield _fault(passage, start, stop, right)
        end = stop
    if "截止" in text:
        for match in _AS_OF.finditer(text):
            yield _fault(passage, match.start(), match.end(), "截至")


def _stands_right(text: str, start: int, wrong: str, right: str) -> bool:
    """Return whether what is meant stands there already (对照检查 for 照检查)."""
    offset = right.find(wrong)
    return offset >= 0 and text.startswith(right, max(start - offset, 0)) and start >= offset


def _fault(passage: Passage, start: int, end: int, right: str) -> Fault:
    shown = passage.excerpt(start, end)
    wrong = passage.text[start:end]
    return Fault(RULE, start, end, f"“{shown}”中的“{wrong}”应为“{right}”", replacement=right)
