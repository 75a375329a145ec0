"""H03 number-missing: a measure word, % or a date without its number.

Why: a number that was to be filled in, or that was deleted, leaves its unit behind.
Finds: 共走访农户共户，; 增长%; 投入资金万元。; 第次会议; 2017年月日; 完成率为，.
Leaves alone: 近万元, 超亿元; 单位：万元; 以…为例; 生活达人; 公共场所; 出生年月日; heads of tables; citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.zones import Zone

RULE = Rule(
    "H03",
    "number-missing",
    Severity.WARNING,
    "量词、单位前面没有数",
    "要填的数没有填，或者改稿时删掉了，只剩下单位。",
    "“共户，”；“增长%”；“投入资金万元。”；“召开第次会议”；“2017年月日”；“完成率为，”。",
    "“近万元”“超亿元”；“单位：万元”；“以某村为例”；“公共场所”；表格；引用指标的。",
    "补上数；没有这个数的，删去这半句。",
    "公文写作常识",
)
TRIGGERS = frozenset("%％元个户人件次项家起名场期批处份台辆套亩吨里点米第日为至到达计")
SKIPS = Zone.VERBATIM

_MARK = r"(?=[，。；、：！？,;）)\n]|\Z)"
_SURE = "个百分点|百分点|万元|亿元|万人|万户|万吨|人次|户次|平方米|平方公里|公里|万亩"
_COUNTED = rf"{_SURE}|个|户|件|次|项|家|起|名|场|期|批|份|台|辆|套|亩|吨|元"
_SUM = r"(?<![公中])共计?|总计|累计|合计|[多高]达|达到|达(?<![到送传直发下通抵转表豁旷]达)|增加了?|减少了?"
_TO = r"(?:增|减|升|降)(?:加|少)?(?:至|到)|(?:提高|下降|上升|降低|回落)(?:至|到)"
_BEGINNINGS = "共总累合多高达增减升降提下上回约为资金投收支产税罚补经拨节欠占率幅重比近至超低第0-9"
_MISSING = re.compile(
    rf"(?=[{_BEGINNINGS}])(?:(?P<sum>{_SUM})(?:为|约)?(?P<unit>{_COUNTED}|人(?<!达人)){_MARK}"
    rf"|(?P<to>{_TO}|[约为]|提高|下降|上升|降低|增长|回落|提升)(?P<amount>{_SURE}){_MARK}"
    rf"|(?P<money>资金|金额|投资|收入|支出|产值|税收|罚款|补助|补贴|经费|投入|拨付|节约|节省|总额|欠款)(?:共|为|约)?[万亿]元{_MARK}"
    r"|(?P<share>增长|下降|提高|降低|上升|减少|增加|回落|提升|占比?|达到?|[率幅重比](?:为|达到?)?|[约近至超]|超过|高于|低于)[了为到至]?[%％]"
    r"|(?P<rank>(?<![等次门府及])第)(?:[次届轮](?!第)|批次?(?=[，。；、 ])|季度)"
    r"|(?P<date>\d{4}年[ \u3000]*月[ \u3000]*日|(?<!\d)\d{1,2}月(?:[ \u3000]+日|日(?=[，。；、前至止])))"
    rf"|(?P<rate>率(?:为|达到?)|{_TO})(?=[，。；]))"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each place where a number is missing before what it counts."""
    if not passage.part.is_prose:
        return
    for match in _MISSING.finditer(passage.text):
        start, end = match.span()
        shown = passage.excerpt(start, end)
        if match["rate"]:
            message = f"“{shown}”中“{match[0]}”后面没有数"
        elif match["rank"] or match["date"]:
            message = f"“{shown}”中“{match[0]}”缺了数"
        else:
            kind = next(kind for kind in ("sum", "to", "money", "share") if match[kind])
            unit = passage.text[match.end(kind) : end].lstrip("为约共了到至")
            message = f"“{shown}”中“{unit}”前面没有数"
        yield Fault(RULE, start, end, message)
