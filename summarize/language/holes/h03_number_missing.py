"""H03 number-missing: a measure word, % or a date without its number.

Why: a number that was to be filled in, or that was deleted, leaves its unit behind.
Finds: 共走访农户共户，; 增长%; 投入资金万元。; 新建厂房万平方米，; 发放资料份，; 培训   人，; 第次会议;
2017年月日; 完成率为，.
Leaves alone: 近万元, 超亿元; 每平方米; 农户, 企业家; 单位：万元; 以…为例; 生活达人; 公共场所; 出生年月日;
heads of tables; citations.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.blanks import BLANK
from summarize.language.zones import Zone

RULE = Rule(
    "H03",
    "number-missing",
    Severity.WARNING,
    "量词、单位前面没有数",
    "要填的数没有填，或者改稿时删掉了，只剩下单位。",
    "“共户，”；“增长%”；“投入资金万元。”；“新建厂房万平方米，”；“发放资料份，”；“培训   人，”；"
    "“召开第次会议”；“2017年月日”；“完成率为，”。",
    "“近万元”“超亿元”；“单位：万元”；“以某村为例”；“公共场所”；表格；引用指标的。",
    "补上数；没有这个数的，删去这半句。",
    "公文写作常识",
)
TRIGGERS = frozenset("%％座万亿元个户人件次项家起名场期批处份台辆套亩吨里点米第日为至到达计条盏株棵顷间栋部篇册本")
SKIPS = Zone.VERBATIM

_MARK = r"(?=[，。；、：！？,;）)\n]|\Z)"
_SURE = "个百分点|百分点|万元|亿元|万人|万户|万吨|人次|户次|平方米|平方公里|公里|万亩"
_COUNTED = rf"{_SURE}|个|户|件|次|项|家|起|名|场|期|批|份|台|辆|套|亩|吨|元"
_SUM = r"(?<![公中])共计?|总计|累计|合计|[多高]达|达到|达(?<![到送传直发下通抵转表豁旷]达)|增加了?|减少了?"
_TO = r"(?:增|减|升|降)(?:加|少)?(?:至|到)|(?:提高|下降|上升|降低|回落)(?:至|到)"
_BEGINNINGS = "共总累合多高达增减升降提下上回约为资金投收支产税罚补经拨节欠占率幅重比近至超低第0-9"
_MISSING = regex(
    rf"(?=[{_BEGINNINGS}])(?:(?P<sum>{_SUM})(?:为|约)?(?P<unit>{_COUNTED}|人(?<!达人)){_MARK}"
    rf"|(?P<to>{_TO}|[约为]|提高|下降|上升|降低|增长|回落|提升)(?P<amount>{_SURE}){_MARK}"
    rf"|(?P<money>资金|金额|投资|收入|支出|产值|税收|罚款|补助|补贴|经费|投入|拨付|节约|节省|总额|欠款)(?:共|为|约)?[万亿]元{_MARK}"
    r"|(?P<share>增长|下降|提高|降低|上升|减少|增加|回落|提升|占比?|达到?|[率幅重比](?:为|达到?)?|[约近至超]|超过|高于|低于)[了为到至]?[%％]"
    r"|(?P<rank>(?<![等次门府及])第)(?:[次届轮](?!第)|批次?(?=[，。；、 ])|季度)"
    r"|(?P<date>\d{4}年[ \u3000]*月[ \u3000]*日|(?<!\d)\d{1,2}月(?:[ \u3000]+日|日(?=[，。；、前至止])))"
    rf"|(?P<rate>率(?:为|达到?)|{_TO})(?=[，。；]))"
)
_NO_NUMBER = (
    "一二两三四五六七八九十百千万亿几数每单元位各论按以计算用为是约近超过逾达破满足上下余多半整成于到至个亚收方立型级"
)
_GROUPS = "群众|村民|居民|职工|学员|游客|党员|干部|人员|志愿者|学生|民警|教师|专家|党员干部|医务人员|企业职工"
_UNCOUNTED = regex(
    rf"[\u4e00-\u9fff”](?<![{_NO_NUMBER}人车客吨])(?P<measure>万平方米|平方米|立方米|万立方米|平方公里|公里|万亩|万吨|公顷)(?=[，。；、）]|\Z)"
    rf"|[资金额款费资入出值税助贴](?<![{_NO_NUMBER}])(?P<money>万元|亿元)(?=[，。；）]|\Z)"
    r"|(?:(?:宣传)?(?:资料|手册|折页|问卷)|责任书|承诺书|协议书|意见书|通知书|倡议书|明白纸|一封信)(?P<paper>余?[份册])(?=[，。；]|\Z)"
    r"|(?:问题|诉求|岗位|公园|小区|项目|基地|平台|车位|网点|站点|驿站|车间|示范点|大棚|摄像头|合作社)(?P<matter>个)(?=[，。；]|\Z)|隐患(?P<danger>处|个|条)(?=[，。；]|\Z)"
    r"|(?:纠纷|案件|投诉|事故|矛盾|警情)(?P<case>起)(?=[，。；]|\Z)|(?:线索|建议|意见|措施|标语|公路|道路|街巷|产业路|水渠|信息|横幅)(?P<line>条)(?=[，。；]|\Z)"
    r"|(?:会议|例会|讲座|演练|检查|巡查|执法|培训|座谈会|推进会|培训班|宣讲|督查|走访|活动|演出|招聘会|比赛|报告会|宣讲会|调度会|座谈|文艺汇演)(?P<event>场次|[次场])(?=[，。；]|\Z)"
    rf"|(?:(?:{_GROUPS})(?P<people>人次|名)|(?:群众|学员|村民|居民|志愿者|民警)(?P<folk>人)|(?:培训班|研修班|学习班|讲习班|简报|专刊)(?P<course>期)|(?:桥梁|危桥|公厕|泵站|水库|塘坝|充电桩)(?P<built>[座个])|(?:房屋|厂房|住房|公租房)(?P<house>[间栋套])|(?:图书|书籍)(?P<book>[册本])|(?:稿件|新闻稿)(?P<piece>篇)|群众(?P<homes>户)|贫困户(?P<again>户))(?=[，。；]|\Z)"
    r"|(?:(?<=[，。；：])|\A)(?:全年|上半年|年内|今年以来)?(?:共|累计|先后|已|共计|累计共)?(?:培训|惠及|受益|参训|接待|受教育|参与)(?P<alone>人次|户次)(?=[，。；]|\Z)"
    r"|(?:车辆|设备|电脑|路灯|树木|苗木|树苗)(?P<thing>辆次|台套|[辆台盏株棵])(?=[，。；]|\Z)"
)

_MAY_BE_UNCOUNTED = regex(r"(?<![0-9])[米里亩吨顷元份册个处条起次场名人期座间栋套本篇户辆台盏株棵](?=[，。；、）]|\Z)")
"""A unit before a mark, without which nothing is uncounted: most texts are told by one look."""


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
    yield from _blanks(passage)
    if not _MAY_BE_UNCOUNTED.search(passage.text):
        return
    for match in _UNCOUNTED.finditer(passage.text):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        message = f"“{passage.excerpt(start, end)}”中“{match[kind]}”前面没有数"
        if not _MISSING.match(passage.text, match.start()) and not _is_told(passage.text, match.start(), end):
            yield Fault(RULE, start, end, message)


def _blanks(passage: Passage) -> Iterator[Fault]:
    """Yield each gap that was left for a number."""
    for match in BLANK.finditer(passage.text):
        start, end = match.span()
        message = f"“{passage.excerpt(start, end)}”中“{match['measure']}”前面空着，没有填数"
        yield Fault(RULE, start, end, message)


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether the unit behind a sum or a verb is told already (资金万元, 增加人次)."""
    return any((found := _MISSING.match(text, low)) and found.end() >= end for low in range(max(start - 3, 0), end))
