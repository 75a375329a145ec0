"""C10 done-in-plan: what is done already stands among what is still to be done.

Why: a plan tells what is to come; what is done belongs to the summary, or is a sentence left over from it.
Finds: 已建成服务站5个并投入运营。; 取得了明显成效。 in a plan.
Leaves alone: 对已建成的…; sentences that go on to what is planned; 已有, 已列入; the summary.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "C10",
    "done-in-plan",
    Severity.INFO,
    "计划里写了已经做完的事",
    "计划写打算做的；已经做完的放进总结，或者是从总结里带过来没有改。",
    "计划里写“已建成服务站5个并投入运营。”“取得了明显成效。”",
    "“对已建成的”；同一句接着写了打算的；“已有”“已列入”；总结里的。",
    "已经做完的，移到总结；还没有做的，改成计划的说法。",
    "总结的体例",
)
TRIGGERS = frozenset("已了")
SKIPS = Zone.VERBATIM

_VERBS = (
    "建成|完成|竣工|投入使用|投入运营|投用|启用|实现|办结|开工|落实到位|整改到位|整改|签订|召开|印发|举办|培训|发放|"
    "组织|开展|取得|验收|化解|解决|拆除|改造|安装|发展|引进|走访|慰问"
)
_DONE = regex(
    rf"(?:(?<=[，。；：])|\A)[^，。；：]{{0,12}}(?P<done>(?:已经?|均已)(?:全部|陆续|初步|基本|顺利|全面|累计|共)?(?:{_VERBS})(?![^，。；]{{0,14}}的))"
    r"|(?P<past>取得了(?:明显|显著|较好|良好|初步|新|积极)|得到了(?:明显|有效|进一步)(?:提升|改善|提高|缓解)|(?:召开|举办|开展|印发|完成|组织|发放|建成)了)"
)
_PLANNED = regex(
    r"[将要拟需须应]|力争|确保|计划|继续|进一步|加快|加大|加强|推进|推动|促进|完善|深化|健全|争取|基础上|如|待|前提|后|下一步|年底前|月底前|目标|为[^，。]{2,20}奠定"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield the first thing done of each sentence of a plan that plans nothing."""
    if passage.part is not Part.PLAN:
        return
    for start, end in passage.sentences:
        match = _DONE.search(passage.text, start, end)
        if match and not _PLANNED.search(passage.text, start, end):
            low, high = match.span(match.lastgroup or 0)
            yield Fault(RULE, low, high, f"“{passage.excerpt(low, high)}”说的是已经做完的事，这里是计划")
