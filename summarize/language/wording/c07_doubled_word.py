"""C07 doubled-word: a word stands twice in a row.

Why: a leftover of editing: half a sentence was replaced, its end stayed.
Finds: 的的; 推进推进; 进一步进一步; 进行了进行; a clause pasted twice.
Leaves alone: 目的的; 的的确确; 为了了解; 不了了之; 研究研究, 发展发展再发展, 一户一户, 一个困难一个困难.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import add

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.wording.matching import pairs_of
from summarize.language.zones import Zone

RULE = Rule(
    "C07",
    "doubled-word",
    Severity.WARNING,
    "词语重复",
    "改稿时换了半句，忘了删去另外半句。",
    "“取得的的成效”；“扎实推进推进”；“进一步进一步”；“进行了进行”；同一小句粘了两遍。",
    "“目的的”；“的的确确”；“为了了解”；“不了了之”；“研究研究”、“发展发展再发展”、“一户一户”。",
    "删去重复的；--fix 可以代删。",
    "行文常识",
)
TRIGGERS: frozenset[str] = frozenset()
SKIPS = Zone.LITERAL

_WORDS = (
    "工作|进行|开展|推进|加强|建设|落实|发展|问题|情况|单位|部门|群众|会议|制度|责任|任务|全面|"
    "积极|认真|切实|我们|通过|根据|按照|围绕|以及|完成|组织|实施|提高|提升|推动|强化|深入|扎实|"
    "有效|坚持|要求|措施|领导|干部|党员|目标|重点|做好|取得|成效|作用|能力|水平|机制|建立|健全|"
    "完善|解决|整改|治理|检查|培训|宣传|保障|促进|实现|确保|达到|具有|成为|由于|因此|但是|同时|"
    "并且|对于|关于|继续|及时|主动|严格|明确|重要|主要|特别|尤其|结合|努力|大力|全力|不断|持续|逐步|逐渐|"
    "相关|有关|各项|推广|引导|鼓励|支持|配合|参与|参加|召开|举办|印发|制定|修订|出台|争取|筹集|引进|培育|打造|营造|"
    "巩固|优化|规范|细化|深化|拓展|加大|加快|扩大|减少|增加|下降|降低|超过|目前|今年|去年|已经|正在|即将|仍然|"
    "或者|如果|虽然|尽管|为了|依据|针对|随着|经过|采取|严厉|统筹|牢固|树立|贯彻|健康|安全|服务|管理|监督|指导|"
    "创新|协调|排查|整治|化解|推行|探索|动员|督促|督查|帮助|帮扶|充分|发挥|全区|全市|全县|全镇|全年|全体|广大|基层"
)
_ANOTHER_WORD = (
    "(?!(?<=工作)工作[组队人日站者量室簿])(?!(?<=建设)建设[局者部])(?!(?<=组织)组织[部者])(?!(?<=领导)领导[人者力])"
    "(?!(?<=责任)责任[人状书制])(?!(?<=任务)任务书)(?!(?<=制度)制度化)(?!(?<=发展)发展[观史])(?!(?<=检查)检查[组队站员])"
    "(?!(?<=培训)培训[班室])(?!(?<=宣传)宣传[部员])(?!(?<=会议)会议室)(?!(?<=党员)党员队)(?!(?<=根据)根据地)"
    "(?!(?<=保障)保障[房性])(?!(?<=落实)落实处)"
    "(?!(?:服务|管理|监督|指导|创新|协调|排查|整治|支持|健康|安全|督查|帮扶|推广|引导|规范|统筹)"
    "(?:[局部所站员者组队办会处室委科厅院点区力性率费金书人业化观日班]|中心|大厅|小组))"
)
"""Where the second of the two begins a longer word: 推进工作工作组…, 根据根据地…"""
_LONGEST_CLAUSE = 12
_PARTICLES = frozenset({"的的", "了了"})
_DOUBLED = regex(
    r"(?<![目有])的(?=的(?![确士证]))"
    r"|(?<![为不罢完除])了(?=了(?![解之结却事然不]))"
    rf"|(?P<word>{_WORDS})(?=(?P=word)){_ANOTHER_WORD}"
    rf"|(?P<done>{_WORDS})了(?=(?P=done))"
    rf"|(?P<clause>(?![一每逐各])[\u4e00-\u9fff]{{3,{_LONGEST_CLAUSE}}})(?=(?P=clause))"
)
_GOES_ON = regex("(?:再|又|还是|还要|更)[\u4e00-\u9fff]")
"""What makes a figure of speech of the two: 发展发展再发展."""


def find(passage: Passage) -> Iterator[Fault]:
    """Yield what stands twice; the first of the two goes."""
    end = 0
    for place in _places(passage.text):
        match = _DOUBLED.match(passage.text, place) if place >= end else None
        if match is None:
            continue
        start, stop = match.span()
        if start < end or (match["clause"] and _is_of_one_kind(match["clause"])):
            continue
        end = stop
        if match["word"] and _GOES_ON.match(passage.text, stop + len(match["word"])):
            continue
        again = match["word"] or match["done"] or match["clause"] or match[0]
        shown = passage.excerpt(start, stop + len(again))
        yield Fault(RULE, start, stop, f"“{shown}”中“{again}”重复", replacement="")


def _places(text: str) -> list[int]:
    """Return where something may stand that stands again behind it: two characters that soon come again do."""
    pairs = pairs_of(text)
    if len(pairs) == max(len(text) - 1, 0) and _PARTICLES.isdisjoint(pairs):
        return []
    places: set[int] = set()
    last: dict[str, int] = {}
    for place, pair in enumerate(map(add, text, text[1:])):
        before = last.get(pair, -_LONGEST_CLAUSE - 1)
        if place - before <= _LONGEST_CLAUSE:
            places.add(before)
        if pair in _PARTICLES:
            places.add(place)
        last[pair] = place
    return sorted(places)


def _is_of_one_kind(clause: str) -> bool:
    """Return whether the clause itself is a play of repeated characters (哈哈哈哈, 一户一户)."""
    return len(set(clause)) <= len(clause) // 2 + 1
