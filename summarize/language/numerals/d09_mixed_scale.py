"""D09 mixed-scale: 千 or 百 follow Arabic digits.

Why: GB/T 15835-2011, 5.3: of the words for large numbers only 万 and 亿 follow digits.
Finds: 3千人; 2百万元; 1亿3千万元; 5千多户.
Leaves alone: 千瓦, 千米, 千克, 百分点 and other words that begin so; 百货, 千人计划.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.measures import COUNTER
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D09",
    "mixed-scale",
    Severity.WARNING,
    "阿拉伯数字后面用了“千”“百”",
    "数字后面只用“万”“亿”；“3千”应写3000，“1亿3千万”应写1.3亿。",
    "“3千人”“2百万元”“1亿3千万元”。",
    "3千瓦、3千米、3千克、3个百分点；几千人、三千人。",
    "写成3000人、200万元、1.3亿元；--fix 可以代改。",
    "GB/T 15835-2011 5.3",
)
TRIGGERS = (frozenset("千百"), frozenset("0123456789０１２３４５６７８９"))
SKIPS = Zone.LITERAL

_PLAIN = r"(?!千(?:瓦|米|克|卡|帕|伏|吨级|人计划|户集镇))(?!百分|百货|百姓)"
_MIXED = regex(
    rf"(?<![\d.,，A-Za-z第:：/—-])(?P<number>\d+(?:\.\d+)?(?:[万亿]\d+)?{_PLAIN}[千百](?:\d百(?!分))?(?P<scale>万亿|[万亿])?)"
    rf"(?:(?={COUNTER}(?!级|计划|大会))|(?=[余多]{COUNTER})|(?(scale)(?=[余多]?(?:[，。；、）\n]|$))|(?!)))"
)
_PIECE = regex(r"(\d+(?:\.\d+)?)(万亿|[百千万亿])(万亿|[万亿])?")
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each number of digits that goes on with 千 or 百."""
    for match in _MIXED.finditer(passage.text):
        number = match["number"]
        right = _plain(number)
        shown = passage.excerpt(match.start(), match.end())
        message = f"“{shown}”中的“{number}”应为“{right}”：数字后面只用“万”“亿”"
        yield Fault(RULE, match.start(), match.end(), message, replacement=right)


def _plain(number: str) -> str:
    """Return `number` with the largest of its 万 and 亿 and nothing else (2百万 → 200万, 1亿3千万 → 1.3亿)."""
    scale = next((word for word in ("万亿", "亿", "万") if word in number), "")
    value = sum(_value(number), Decimal(0)) / _SCALES.get(scale, 1)
    return f"{value.normalize():f}{scale}"


def _value(number: str) -> Iterator[Decimal]:
    """Yield the value of each piece of `number`; what is below 万 at the end counts in the last 万 or 亿."""
    pieces = _PIECE.findall(number)
    last = next((after for _, _, after in reversed(pieces) if after), "")
    for digits, scale, after in pieces:
        factor = _SCALES[scale] * (_SCALES[after] if after else 1)
        if scale in "百千" and not after and last:
            factor *= _SCALES[last]
        yield Decimal(digits) * factor
