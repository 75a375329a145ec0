"""D22 mixed-units: a unit is cut short (平方, 平米) or written in several ways.

Why: GB 3100: one set of units; 平方 alone names no area.
Finds: 300平方; 80平米; 3平方公里 in one place, 3km² in another.
Leaves alone: 平方根, 立方体; symbols in names (PM2.5); different units (米 and 公里).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.numerals.mixture import Written, find_odd
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D22",
    "mixed-units",
    Severity.WARNING,
    "单位写法不全或不一",
    "“平方”不是面积单位；同一个单位全文只用一种写法。",
    "“300平方”“80平米”；一处“3平方公里”，另一处“3km²”。",
    "平方根、立方体；名称里的符号（PM2.5）；不同的单位。",
    "写全称，全文统一。",
    "GB 3100；GB/T 15835-2011",
)

_SPELLINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("平方千米", ("平方公里", "平方千米", "km²", "km2", "㎢")),
    ("千米", ("公里", "千米", "km", "KM")),
    ("平方米", ("平方米", "m²", "m2", "㎡")),
    ("立方米", ("立方米", "m³", "m3", "㎥")),
    ("千克", ("公斤", "千克", "kg", "KG", "Kg")),
    ("千瓦时", ("千瓦时", "kWh", "kW·h", "KWh", "KWH")),
    ("公顷", ("公顷", "hm²", "hm2", "ha")),
    ("摄氏度", ("摄氏度", "℃", "°C")),
    ("毫米", ("毫米", "mm", "MM")),
    ("厘米", ("厘米", "cm", "CM")),
    ("吨", ("吨", "t")),
    ("毫升", ("毫升", "ml", "mL", "ML")),
)
_QUANTITY_OF = {spelling: quantity for quantity, spellings in _SPELLINGS for spelling in spellings}
_UNIT = regex(
    r"(?<=[\d万亿余多个])(?:"
    + "|".join(re.escape(unit) for unit in sorted(_QUANTITY_OF, key=len, reverse=True))
    + r")(?![A-Za-z0-9/²³·级])"
)
_CUT = regex(r"(?<=[\d万亿余多])(?:个?平方(?![米公千分厘毫英里根差])|个?立方(?![米分厘毫英根体])|平米)")
_FIRST_OF_UNIT = frozenset("平立").union(unit[0] for unit in _QUANTITY_OF)
_WHOLE = {"平方": "平方米", "立方": "立方米", "平米": "平方米"}


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield each unit cut short, and the first of each spelling that is not the usual one of its unit."""
    written: dict[str, list[Written]] = {quantity: [] for quantity, _ in _SPELLINGS}
    for index, passage in enumerate(passages):
        if _FIRST_OF_UNIT.isdisjoint(passage.characters):
            continue
        for match in _CUT.finditer(passage.text):
            if not passage.touches(match.start(), match.end(), Zone.VERBATIM):
                message = f"“{match[0]}”不是单位，应为“{_WHOLE[match[0].removeprefix('个')]}”"
                yield index, Fault(RULE, match.start(), match.end(), message)
        for match in _UNIT.finditer(passage.text):
            if not passage.touches(match.start(), match.end(), Zone.VERBATIM):
                one = Written(match[0], match[0], index, match.start(), match.end())
                written[_QUANTITY_OF[match[0]]].append(one)
    for odd in (odd for ones in written.values() for odd in find_odd(ones)):
        message = f"“{odd.first.form}”与“{odd.usual.form}”混用，全文“{odd.usual.form}”有{odd.usual_count}处"
        yield odd.first.index, Fault(RULE, odd.first.start, odd.first.end, message)
