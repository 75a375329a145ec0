"""Blanks that wait for a number: a gap before a measure word (培训干部   人)."""

from __future__ import annotations

from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HAN, NUMERALS, SPACE

_PERSON = (
    r"人(?<!负责.人)(?<!责任.人)(?<!联系.人)(?<!经办.人)(?<!承办.人)(?<!主持.人)(?<!带头.人)(?<!当事.人)(?<!申请.人)"
)
_MEASURES = (
    "人次|户次|家次|场次|辆次|台套|个百分点|百分点|万元|亿元|万人|万户|万吨|万亩|平方米|平方公里|公里|"
    "[个户件次项家起名场期批处份台辆套亩吨元条盏株棵座万亿%％]"
)
_AFTER = r"(?=[，。；、：！？,;）)\n]|\Z)"
BLANK = regex(
    rf"(?<=[{HAN}])(?<![{NUMERALS}百千万亿零〇两几数每各整单这那哪该某多])[{SPACE}]+"
    rf"(?P<measure>(?:{_MEASURES}|{_PERSON})){_AFTER}"
)
"""A gap with a measure word behind it and nothing counted; its measure word is `measure`."""
