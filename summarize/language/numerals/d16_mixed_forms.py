"""D16 mixed-forms: in one enumeration numbers of one kind are partly digits, partly 汉字.

Why: GB/T 15835-2011, 4.3.3: the same kind in the same place has the same form.
Finds: 5个科室、三个中心; 新增8名队员和两名教员.
Leaves alone: rough numbers (三五个, 十几个), 一个, ordinals, names (两学一做), numbers of different sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.measures import COUNTER
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.numerals import read_numeral
from summarize.language.zones import Zone

RULE = Rule(
    "D16",
    "mixed-forms",
    Severity.INFO,
    "同一处同类的数写法不一",
    "并列的同类数字，要么都用阿拉伯数字，要么都用汉字。",
    "“5个科室、三个中心”。",
    "概数（三五个、十几个），“一个”，第几，固定说法（三个方面等不在并列中的）。",
    "统一写法，一般都用阿拉伯数字。",
    "GB/T 15835-2011 4.3.3",
)

TRIGGERS = frozenset("二两三四五六七八九十")
SKIPS = Zone.VERBATIM

_ARABIC = r"(?<![\d.,第A-Za-z])\d+"
_CHINESE = r"(?P<number>[二两三四五六七八九十][一二三四五六七八九十百]{0,3})"
_BETWEEN = r"[\u4e00-\u9fff]{1,8}?(?:、|和|及|以及|与)"
_NO_FORMULA = r"(?!方面|环节|阶段|层面|重点|到位|坚持|确保|结合|统一|维度|抓手|[，。；、）])"
_DIGITS_FIRST = regex(rf"{_ARABIC}(?P<unit>{COUNTER}){_BETWEEN}{_CHINESE}(?P=unit){_NO_FORMULA}", re.ASCII)
_DIGITS_LAST = regex(
    rf"(?<![第十百千几一二三四五六七八九]){_CHINESE}(?P<unit>{COUNTER}){_NO_FORMULA}{_BETWEEN}\d+(?P=unit)", re.ASCII
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each number in 汉字 beside one of the same kind in digits."""
    for match in (found for pattern in (_DIGITS_FIRST, _DIGITS_LAST) for found in pattern.finditer(passage.text)):
        number, unit = match["number"], match["unit"]
        value = read_numeral(number)
        if value is not None:
            start = match.start("number")
            message = f"“{match[0]}”同类的数写法不一，“{number}{unit}”可写作“{value}{unit}”"
            yield Fault(RULE, start, start + len(number) + len(unit), message)
