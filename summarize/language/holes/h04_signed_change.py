"""H04 signed-change: a rise or fall is given with a sign of its own, or is none.

Why: 增长-3% says two things; it is 下降3%. 增长0% is no growth.
Finds: 同比增长-3%; 下降-3%; 减少－5起; 增长0%; 增加0个.
Leaves alone: 增速为-3%, 增幅-3% (figures of statistics); 减少到0; 增长0.5%; 零增长; ranges and dashes.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "H04",
    "signed-change",
    Severity.WARNING,
    "增长、下降的后面是负数或者零",
    "“增长-3%”应说“下降3%”；“增长0%”应说“持平”。",
    "“同比增长-3%”；“下降-3%”；“增加0个”。",
    "“增速为-3%”“增幅-3%”；“减少到0”；“增长0.5%”；“零增长”。",
    "负数改说相反的方向，零改说“与上年同期持平”。",
    "公文写作常识",
)
TRIGGERS = frozenset("增降减提升回扩压缩")
SKIPS = Zone.LITERAL

_UP = {"增长": "下降", "增加": "减少", "提高": "下降", "提升": "下降", "上升": "下降", "扩大": "缩小"}
_DOWN = {"下降": "上升", "减少": "增加", "降低": "提高", "回落": "上升", "缩小": "扩大", "压减": "增加"}
_OTHER = {**_UP, **_DOWN}
_UNIT = "%|％|个百分点|百分点|万|亿|元|个|户|人|件|次|项|家|起|名|场|期|批|份|台|辆|套|亩|吨|公里|平方米"
_CHANGE = regex(
    rf"(?P<verb>{'|'.join(_OTHER)})(?P<of>了)?"
    rf"(?:(?P<sign>[-－−–]|—(?!—)|负)(?P<number>\d[\d,]*(?:\.\d+)?(?:{_UNIT})?)"
    rf"|(?P<zero>0+(?:\.0+)?(?:{_UNIT})))"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each change whose number is negative or zero."""
    for match in _CHANGE.finditer(passage.text):
        start, end = match.span()
        shown = passage.excerpt(start, end)
        if match["zero"]:
            message = f"“{shown}”中“{match[0]}”就是没有变化，应为“持平”"
        else:
            turned = f"{_OTHER[match['verb']]}{match['of'] or ''}{match['number']}"
            message = f"“{shown}”中“{match[0]}”是负的，应为“{turned}”"
        yield Fault(RULE, start, end, message)
