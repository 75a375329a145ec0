"""The amounts of a passage: numbers that count or measure something, each with its unit, sentence by sentence.

Exact fractions throughout. What is no amount is left out: dates, ordinals, names and codes, numbers in zones. What
is one without a value that could be reckoned with (ranges, 十几个, citations) stays, with `value` `None`, so that
nobody takes the sentence for complete without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.quantities.numerals import read_numeral
from summarize.language.zones import Span, Zone

PERCENT = "%"
POINTS = "百分点"
TIMES = "倍"
COUNTING_UNITS = (
    *("人次", "批次", "户次", "家次", "件次", "场次", "班次", "车次", "项次", "个次", "个百分点", "百分点", "平方公里"),
    *("平方千米", "平方米", "立方米", "个工作日", "个小时", "个季度", "个月", "小时", "分钟", "工作日", "公里", "千米"),
    *(
        "公顷",
        "公斤",
        "千克",
        "千瓦时",
        "千瓦",
        "瓦时",
        "美元",
        "欧元",
        "港元",
        "人",
        "名",
        "位",
        "户",
        "家",
        "个",
        "件",
    ),
    *("起", "项", "次", "处", "宗", "条", "场", "册", "本", "份", "篇", "期", "批", "辆", "台", "套", "座", "栋", "幢"),
    *("间", "所", "头", "只", "羽", "株", "棵", "盏", "块", "面", "张", "部", "支", "根", "组", "队", "班", "村", "镇"),
    *("例", "幅", "种", "类", "对", "把", "瓶", "箱", "袋", "米", "亩", "吨", "升", "斤", "元", "天", "倍", "桩", "宗"),
)
_SAME: dict[str, tuple[int, str]] = {
    "名": (1, "人"),
    "位": (1, "人"),
    "个百分点": (1, POINTS),
    "场次": (1, "场"),
    "公里": (1000, "米"),
    "千米": (1000, "米"),
    "平方公里": (1_000_000, "平方米"),
    "平方千米": (1_000_000, "平方米"),
    "公斤": (1, "千克"),
    "千瓦时": (1000, "瓦时"),
}
_MEASURES = frozenset(
    ("米", "平方米", "立方米", "亩", "公顷", "吨", "千克", "斤", "升", "瓦时", PERCENT, POINTS, TIMES)
)
"""Bases of which even a whole number may be rounded."""
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}

_UNITS = "|".join(sorted(dict.fromkeys(COUNTING_UNITS), key=len, reverse=True))
_AFTER = (
    r"(?:(?P<rate>个?百分点|[%％])|(?P<more>余|多|来)?(?P<scale>万亿|百万|千万|[万亿百千])?(?P<more_of>余|多)?"
    rf"(?P<unit>{_UNITS})?)"
)
_ARABIC = regex(r"(?<![\d.,/A-Za-z])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)" + _AFTER, re.ASCII)
_CHINESE = regex(
    rf"(?P<number>[〇零一二两三四五六七八九十百千几数]+)(?P<more>余|多|来)?(?P<scale>万|亿)?(?P<unit>{_UNITS})"
)
_AFTER_CITATION = regex(_AFTER)
_DATED = regex(r"年|月|日|号|时|点|分|届|级|版|周年|季度|度|岁|楼|室|路|\+|＋|[-/—–][A-Za-z]|[A-Za-z°℃]")
_NAMED = regex(r"(?:第|[A-Za-z+＋×#№〔\[_]|前|[A-Za-z]-|排名|[居列]|\d[.:：/])$")
_INDEFINITE = regex(r"[第之同统唯某另任这那各前后几数好上若其逐每整]$")
_ROUGHLY = regex(
    r"(?:[近约超逾]|大约|超过|将近|接近|不足|不到|突破|不低于|不少于|不超过|不高于|至少|最多|最高|最低|高于|低于|少于|多于)$"
)
_ABOUT = regex(r"以上|以下|以内|左右|上下|多|余|不等|之间")
_RANGE_BEFORE = regex(r"[~～]$|(?<!—)[—–]$|\d-$|\d[至到]$|[\d一二三四五六七八九]、$")
_RANGE_AFTER = regex(r"[~～—–-]+\d")
_BARE_AFTER = regex(r"[至到、][\d.]")
_MOST_DIGITS = 20
"""A longer number counts nothing."""
_MOST_AMOUNTS = 60
"""A sentence with more is a table; rules may compare each amount of a sentence with each other."""
_CLAUSE_MARKS = "，。；：、（）()！？\n,;:“”"
_NOTHING = Fraction(0)
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Amount:
    """Characters `start` to `end`: a number and its unit; amounts of one `base` can be compared.

    `value` counts in the base; `None` where unknown. `factor` is how many of the base the number as typed counts.
    `step` is one of its last typed digit where that may be rounded, 0 of what is counted out. `base` is '' where
    no unit is known.
    """

    start: int
    end: int
    value: Fraction | None
    base: str
    unit: str
    factor: Fraction
    step: Fraction
    is_exact: bool
    """Whether there is a value that nothing makes rough (近, 余, 以上)."""
    is_chinese: bool = False

    @property
    def size(self) -> Fraction:
        """The value, 0 where it is not known: for amounts that are known to have one."""
        return _NOTHING if self.value is None else self.value

    def shown(self, value: Fraction) -> str:
        """Return `value`, in the base, as this amount would write it: 1.2亿元."""
        return write_number(value / self.factor) + self.unit


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `start` to `end` of a passage with their amounts, in order."""

    text: str
    start: int
    end: int
    amounts: tuple[Amount, ...]

    def between(self, left: Amount, right: Amount) -> str:
        """Return the characters between two amounts."""
        return self.text[left.end : right.start]

    def before(self, amount: Amount) -> str:
        """Return the characters from the last mark or amount to `amount`."""
        low = self.start
        for other in self.amounts:
            if other.start >= amount.start:
                break
            low = other.end
        piece = self.text[low : amount.start]
        return piece[max(map(piece.rfind, _CLAUSE_MARKS)) + 1 :]

    def after(self, amount: Amount) -> str:
        """Return the characters from `amount` to the next mark or digit."""
        for position in range(amount.end, self.end):
            if self.text[position] in _CLAUSE_MARKS or self.text[position].isdigit():
                return self.text[amount.end : position]
        return self.text[amount.end : self.end]


def read_sentences(passage: Passage) -> tuple[Sentence, ...]:
    """Return the sentences of `passage` in which two amounts stand or more, but not a whole table."""
    return passage.once(_read_sentences)


def _read_sentences(passage: Passage) -> tuple[Sentence, ...]:
    text = passage.text
    amounts = sorted(_find_amounts(text, passage.zones), key=lambda amount: amount.start)
    if len(amounts) < 2:
        return ()
    found: list[Sentence] = []
    index = 0
    for start, end in passage.sentences:
        first = index
        while index < len(amounts) and amounts[index].start < end:
            index += 1
        if 1 < index - first <= _MOST_AMOUNTS:
            found.append(Sentence(text, start, end, tuple(amounts[first:index])))
    return tuple(found)


def write_number(value: Fraction) -> str:
    """Return `value` in digits, to two decimals where it has no last one."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, 7):
        if (value * 10**places).denominator == 1:
            return f"{float(value):.{places}f}"
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def tolerance_of(amounts: Iterable[Amount]) -> Fraction:
    """Return by how much rounding alone may part a sum of `amounts` from what it should be."""
    return sum((amount.step for amount in amounts), Fraction(0)) / 2


def _find_amounts(text: str, zones: tuple[Span, ...]) -> list[Amount]:
    """Return the amounts of `text`; none where there can be but one, with which no rule deals."""
    in_digits, in_words = list(_ARABIC.finditer(text)), list(_CHINESE.finditer(text))
    citations = [zone for zone in zones if zone.kind is Zone.CITATION]
    if len(in_digits) + len(in_words) + len(citations) < 2:
        return []
    barred = _Barred(zones)
    found = [amount for match in in_digits if not barred.holds(match.start()) and (amount := _arabic(text, match))]
    barred = _Barred(zones)
    found += [
        _chinese(text, match)
        for match in in_words
        if not barred.holds(match.start()) and not text[max(match.start() - 1, 0) : match.start()].isdigit()
        if not (match["number"] == "一" or text[match.start() - 1 : match.start()] == "第")
    ]
    for zone in citations:
        if match := _AFTER_CITATION.match(text, zone.end):
            _, _, base, unit, factor = _unit(match)
            found.append(Amount(zone.start, match.end(), None, base, unit, factor, _NOTHING, is_exact=False))
    return found


class _Barred:
    """Zones, none of which has amounts of the text's own, asked for positions that only rise."""

    def __init__(self, zones: tuple[Span, ...]) -> None:
        self._zones = zones
        self._next = 0
        self._reach = -1

    def holds(self, position: int) -> bool:
        """Return whether `position` lies in one of the zones."""
        while self._next < len(self._zones) and self._zones[self._next].start <= position:
            self._reach = max(self._reach, self._zones[self._next].end)
            self._next += 1
        return position < self._reach


def _arabic(text: str, match: re.Match[str]) -> Amount | None:
    before, after = text[max(match.start() - 4, 0) : match.start()], text[match.end() : match.end() + 2]
    if len(match["number"]) > _MOST_DIGITS or _NAMED.search(before):
        return None
    has_more, scale, base, unit, factor = _unit(match)
    if not base and not scale and _DATED.match(after):
        return None
    number = match["number"].replace(",", "")
    value = Fraction(number) * factor if "." in number else Fraction(int(number) * int(factor))
    places = len(number.partition(".")[2])
    is_rounded = bool(places or scale) or base in _MEASURES
    is_range = bool(
        _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after) or (not base and _BARE_AFTER.match(after))
    )
    is_exact = not (has_more or is_range or _ROUGHLY.search(before) or _ABOUT.match(after))
    step = (factor / 10**places if places else factor) if is_rounded else _NOTHING
    return Amount(match.start(), match.end(), None if is_range else value, base, unit, factor, step, is_exact=is_exact)


def _chinese(text: str, match: re.Match[str]) -> Amount:
    before, after = text[max(match.start() - 4, 0) : match.start()], text[match.end() : match.end() + 2]
    number = read_numeral(match["number"])
    has_more, scale, base, unit, factor = _unit(match)
    value = None if number is None or _INDEFINITE.search(before) else number * factor
    is_exact = not (value is None or has_more or _ROUGHLY.search(before) or _ABOUT.match(after))
    step = factor if scale else _NOTHING
    return Amount(match.start(), match.end(), value, base, unit, factor, step, is_exact=is_exact, is_chinese=True)


def _unit(match: re.Match[str]) -> tuple[bool, str, str, str, Fraction]:
    """Return of the match: whether 余 or 多 stands in it, the scale, the base, the unit as written, the factor."""
    parts = match.groupdict()
    if rate := parts.get("rate"):
        return False, "", PERCENT if rate in "%％" else POINTS, rate, _ONE
    scale, unit = parts["scale"] or "", parts["unit"] or ""
    size, base = _SAME.get(unit, (1, unit))
    has_more = bool(parts["more"] or parts.get("more_of"))
    factor = Fraction(_SCALES[scale] * size) if scale or size != 1 else _ONE
    return has_more, scale, base, scale + unit, factor
