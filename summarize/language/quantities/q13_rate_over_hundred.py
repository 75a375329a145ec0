"""Q13 rate-over-hundred: a rate that is a part of a whole is above 100%.

Why: not more can be mended, be fit or be content than there is.
Finds: 整改率达110%; 满意率达到102%; 合格率达到100%以上.
Leaves alone: rates that may be above (完成率, 增长率, 参保率, 毛入学率); by how much a rate rose; 达到100%.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "Q13",
    "rate-over-hundred",
    Severity.WARNING,
    "不会超过100%的率超过了100%",
    "整改的不会多于发现的，合格、满意的不会多于全部，读的人一看就知道有错。",
    "“整改率达110%”“满意率达到102%”“合格率达到100%以上”。",
    "可以超过的率（完成率、增长率、参保率、毛入学率）；率提高了多少；“达到100%”。",
    "核对这个数；确实全部做到的，写“100%”。",
    "使用手册：文字里的数",
)
TRIGGERS = (frozenset("率度"), frozenset("%％"), frozenset("1"))
SKIPS = Zone.LITERAL

_WHOLE_SHARE = (
    "合格|满意|整改|治理|办结|办复|知晓|覆盖|达标|优良|及时|响应|化解|建档|到位|出勤|到会|到岗|参训|成活|通过|见面|回复|签收|签约"
    "|普及|持证|公开|受理|消除|销号|入户|安装|修复|好评|上线|在线|检测合格|调解成功|成功|正确|准确|完好"
)
_RATE = regex(
    rf"(?P<name>(?:{_WHOLE_SHARE})率|满意度)(?P<words>[^，。；：、（）()“”\n\d]{{0,8}})"
    r"(?P<number>\d{3}(?:\.\d{1,4})?)[%％](?P<above>以上)?",
)
_OTHERWISE = regex(r"[增减升降涨](?!.*[到至])|提高(?!.*[到至])|[较比]|[上去]年|同期|目标|计划|任务|[^率度]的")
_ABOVE = regex(r"(?<!不)(?:超过|高于|大于|突破|超)$")
_ALL = 100


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each rate that is above 100%."""
    for match in _RATE.finditer(passage.text):
        number = Fraction(match["number"])
        is_above = number > _ALL or (number == _ALL and (match["above"] or _ABOVE.search(match["words"])))
        if is_above and not _OTHERWISE.search(match["words"]):
            message = f"“{match[0]}”超过了100%，{match['name']}最多是100%"
            yield Fault(RULE, match.start(), match.end(), message)
