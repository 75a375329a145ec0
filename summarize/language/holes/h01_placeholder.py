"""H01 placeholder: a place that was to be filled in still holds its placeholder.

Why: 20XX年 in a signed report shows that nobody read it.
Finds: 20XX年; X月X日; 走访XX户; ____; 【待补】; （此处填写…）; TODO; XX局 (a warning).
Leaves alone: quotations; names in titles; ××医院 and 张某某 of anonymous cases; XXL; X光; 3×5米; blanks in tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "H01",
    "placeholder",
    Severity.ERROR,
    "留着没有填的占位符",
    "模板、范文里的占位符没有换成实际内容，签发以后就收不回来了。",
    "“20XX年”；“X月X日”；“走访XX户”；“____”；“【待补】”；“（此处填写……）”；“TODO”。“XX局”“××路”“某某局”可能是有意隐去，只警告。",
    "引号里的；书名号里的名称；“××医院”“张某某”这样隐去姓名的；“XXL”“X光”“3×5米”；表格里的横线。",
    "填上实际内容，或删去这一处。",
    "公文写作常识",
)
TRIGGERS = frozenset("XxＸｘ×*＊_＿待此请O某?？填")
SKIPS = Zone.ADDRESS | Zone.NUMBER | Zone.ENGLISH | Zone.QUOTATION

_X = "XxＸｘ×*＊"
_UNITS = (
    "个百分点|百分点|万元|亿元|万人|人次|平方米|公里|个|项(?!目)|次|名|人(?![民员才])|户(?![主籍])|家(?![属长庭])|件|"
    "场(?![所馆])|期(?!间)|批|处(?![长室])|起|份|条(?!例)|亩|吨|座|台|套|辆|株|棵|篇|册|元|%|％"
)
_BLANK = regex(
    rf"(?:19|20)(?:[{_X}]{{2}}|\d[{_X}])(?=[年.-])"
    rf"|(?<![A-Za-z\d])[{_X}]{{1,4}}年(?:[{_X}]{{1,2}}月)?(?:[{_X}]{{1,2}}日)?"
    rf"|(?<![A-Za-z])[{_X}]{{1,2}}月(?:[{_X}\d]{{1,2}}日)?|(?<=月)[{_X}]{{1,2}}日"
    rf"|第[{_X}]{{1,2}}(?=[次批届期季轮条名位])"
    rf"|(?<![A-Za-z\d.）){_X}])[{_X}]{{1,4}}(?={_UNITS})"
    rf"|(?<![?？])[?？]{{2,8}}(?={_UNITS})"
    r"|_{3,}|＿{2,}"
    r"|【[^【】\n]{0,8}(?:待|此处|请|填|补|插入)[^【】\n]{0,30}】"
    r"|[（(\[](?:此处|待补|待填|待核|请填|请补|请在|填写|插入)[^（）()\[\]\n]{0,40}[)）\]]"
    r"|〔待[^〔〕\n]{0,30}〕"
    r"|(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])"
)
_NAMED = regex(
    r"(?<![A-Za-z\d])[XＸ]{2,4}(?=[\u3400-\u9fff])(?!染色|型|号|码)"
    r"|某某(?=(?:[省市县区镇乡村局委办院所]|街道|社区|单位|部门|公司|企业|项目|工程|小区|学校))"
)
_CROSSED = regex(
    r"(?<![×\dA-Za-z])×{2,3}(?=[路街村镇乡](?!民)|社区|街道|小区|大道|公司|企业|项目|工程|学校|单位|部门|[局委办](?!员))"
)
"""In running text; a text that hides names on purpose has a 某 as well."""


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each placeholder, for sure or by the look of it."""
    if passage.part is Part.TABLE and "_" in passage.text.strip():
        return
    text = passage.text
    for match in _BLANK.finditer(text):
        message = f"“{passage.excerpt(*match.span())}”中的“{match[0]}”没有填"
        yield Fault(RULE, match.start(), match.end(), message)
    crossed = _CROSSED.finditer(text) if passage.part.is_prose and "某" not in text else ()
    for match in (*_NAMED.finditer(text), *crossed):
        if _BLANK.match(text, match.start()) or passage.touches(match.start(), match.end(), Zone.TITLE):
            continue
        message = f"“{passage.excerpt(*match.span())}”中的“{match[0]}”像是没有填的占位符"
        suggestion = "改为实际名称；有意隐去的可以不理会。"
        severity = None if passage.part is Part.TITLE else Severity.WARNING
        yield Fault(RULE, match.start(), match.end(), message, suggestion, severity=severity)
