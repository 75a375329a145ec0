"""D05 day-name: a feast or an event is named by its day as if it were a decimal, or with a dot it does not need.

Why: GB/T 15835-2011, 5.1.6 and 5.2.3; GB/T 15834-2011, 4.14.3.5: “3·15” in digits, “五四” in 汉字.
Finds: “5.10”; 5.1假期; 5.12护士节; “五·四”青年节; “一二九”运动.
Leaves alone: decimals, versions, “5·12”, “一二·九”, “五一”.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D05",
    "day-name",
    Severity.WARNING,
    "用月日称呼的节日、事件写法不对",
    "用数字写要用间隔号“·”，小数点会读成小数；用汉字写，只有一月、十一月、十二月才用间隔号。",
    "“5.10”；5.1假期；“五·四”青年节；“一二九”运动。",
    "小数、版本号；“5·12”“一二·九”“五一”。",
    "节日、事件的月日用“5·10”或汉字“五一”的写法，加引号。",
    "GB/T 15835-2011 5.1.6、5.2.3；GB/T 15834-2011 4.14.3.5",
)
TRIGGERS = (frozenset(".．·九八"), frozenset("0123456789“"))
SKIPS = Zone.LITERAL

_USUAL = {
    "3·8": "三八",
    "5·1": "五一",
    "5·4": "五四",
    "6·1": "六一",
    "7·1": "七一",
    "8·1": "八一",
    "9·18": "九一八",
    "10·1": "十一",
    "12·9": "一二·九",
}
_DAY = r"(1[0-2]|[1-9])[.．](3[01]|[12]\d|[1-9])"
_QUOTED = regex(rf"“{_DAY}”(?![版代级倍]|系统|平台|模式|时代|软件|元)")
_BARE = regex(
    rf"(?<![\d.．·A-Za-z:：/-]){_DAY}(?![\d.．])(?=小?长?假期|小长假|黄金周|[国际世界全民]*?(?:"
    r"妇女节|劳动节|青年节|护士节|儿童节|建军节|教师节|国庆|建党|植树节|消费者权益|禁毒日|防灾减灾|环境日|国家宪法日"
    r"|国家安全教育|消防(?:宣传|日)|学雷锋|地震|大地震|运动|讲话|阅兵|抗战|专案|重大案|重大事故|特大|事件|烈士纪念日|公祭日"
    r"|思廉日|廉政日|警察节|艾滋病日))"
)
_FESTIVE = regex(r"(?<![\d.．·A-Za-z:：/-])(5|10|7|8|6)[.．](1)(?![\d.．])(?=期间|前夕|前后|当天|来临|放假|长假)")
_DOTTED = regex(r"“([二三四五六七八九]|十)·([一二三四五六七八九十]{1,3})”")
_UNDOTTED = regex(r"“(一二)(九)”|“(一)(二八)”(?=事变|抗战|淞沪)")


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each name of a day that reads as a decimal, and each dot of such names that is too many or missing."""
    for match in (found for pattern in (_QUOTED, _BARE, _FESTIVE) for found in pattern.finditer(passage.text)):
        start, end = match.start(1), match.end(2)
        if passage.part.is_headline and not passage.text[:start].strip():
            continue
        dotted = f"{match[1]}·{match[2]}"
        usual = _USUAL.get(dotted)
        right = f"“{usual}”或“{dotted}”" if usual else f"“{dotted}”"
        yield Fault(RULE, start, end, f"“{passage.text[start:end]}”像小数，节日、事件的月日应写作{right}")
    for match in _DOTTED.finditer(passage.text):
        yield Fault(RULE, match.start(), match.end(), f"{match[0]}不必用间隔号，应为“{match[1]}{match[2]}”")
    for match in _UNDOTTED.finditer(passage.text):
        month, day = (group for group in match.groups() if group)
        yield Fault(RULE, match.start(), match.end(), f"{match[0]}的月和日分不清，应为“{month}·{day}”")
