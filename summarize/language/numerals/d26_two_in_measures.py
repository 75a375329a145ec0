"""D26 two-in-measures: 二 stands before a measure word, or 俩, 仨 with a measure word after it.

Why: usage: 两个, 两件; 俩 and 仨 hold the 个 already.
Finds: 二个; 二件; 俩个; 第两个.
Leaves alone: 第二个, 十二个, 一、二项, 星期二, 二次供水, 二级, 二胡, 二期.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D26",
    "two-in-measures",
    Severity.WARNING,
    "量词前用了“二”或“俩”“仨”",
    "数东西用“两”；“俩”“仨”已经含了“个”。",
    "“二个”“二件”“俩个”“第两个”。",
    "第二个、十二个、一、二项、二次供水、二期、二级。",
    "写成“两个”“三个”“第二个”。",
    "语文规范",
)
TRIGGERS = frozenset("二俩仨两")
SKIPS = Zone.LITERAL

_MEASURE = (
    r"(?:个(?![别性体])|名(?![师校])|件|种|户|家|项|场|起|份|天|辆|座|间|头(?!肌)|只|棵|株|张|支(?!队(?!伍))|艘|架|颗"
    r"|方面(?!军)|小时|分钟|斤(?!装))"
)
_OTHER = "第十百千万亿零〇一二三四五六七八九几初周期拜老不无数之·、."
_TWO = regex(
    rf"(?<![{_OTHER}\d])二(?={_MEASURE})|(?P<pair>[俩仨])(?={_MEASURE})|(?<=第)(?P<nth>两)(?={_MEASURE}|次|批|期|条)"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each 二, 俩 or 仨 where 两 or 三 is meant, and each 第两."""
    for match in _TWO.finditer(passage.text):
        right = "二" if match["nth"] else "三" if match["pair"] == "仨" else "两"
        end = match.start() + 1
        shown = passage.excerpt(match.start(), end)
        yield Fault(RULE, match.start(), end, f"“{shown}”中量词前的“{passage.text[match.start()]}”应为“{right}”")
