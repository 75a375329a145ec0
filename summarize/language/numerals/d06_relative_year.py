"""D06 relative-year: 今年, 去年 or 明年 stands before any year is named.

Why: convention: a report is filed and read years later; the year is named where it is first spoken of.
Finds: 今年共走访5户 where no passage before it names a year.
Leaves alone: texts whose year is known or named before; 今年（2017年）; 失去年轻, 文明年度, quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "D06",
    "relative-year",
    Severity.WARNING,
    "没有交代年份就写“今年”“去年”",
    "材料要存档，过几年再读就不知道是哪一年。",
    "全文还没有出现年份，先写“今年”“去年”“明年”。",
    "标题、期次或前文已有年份的；今年（2017年）；引文。",
    "第一次提到时写明年份。",
    "公文写作惯例",
)

_YEAR = regex(
    r"(?<!\d)(?:19|20)\d{2}(?:\s*年|(?:[./-]|—)\d)|[〔\[（(](?:19|20)\d{2}[〕\]）)]|[一二][一二三四五六七八九〇零○]{3}年",
    re.ASCII,
)
_RELATIVE = regex(r"(?<![如])今年(?![轻龄])|(?<![过失])去年(?![轻龄])|(?<![文证说注表声申标])明年(?![度限龄纪])")


def find_all(passages: Sequence[Passage]) -> Iterator[tuple[int, Fault]]:
    """Yield the first relative year if no year is known or named before it, nor beside it in brackets."""
    for index, passage in enumerate(passages):
        if passage.year is not None:
            return
        year = _YEAR.search(passage.text)
        for match in _RELATIVE.finditer(passage.text):
            if year and year.start() <= match.end() + 1:
                return
            if not passage.touches(match.start(), match.end(), Zone.VERBATIM):
                message = f"“{passage.excerpt(match.start(), match.end())}”之前没有交代年份，“{match[0]}”不知是哪一年"
                yield index, Fault(RULE, match.start(), match.end(), message)
                return
        if year:
            return
