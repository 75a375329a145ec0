"""P25 semicolon-beside-stop: items of a series end with ； though one of them holds a 。.

Why: GB/T 15834-2011, A.5: ； cannot part what 。 parts within.
Finds: 一是抓学习。已培训3期；二是抓落实; 一是抓学习。二是抓落实；三是抓考核.
Leaves alone: items without 。; a 。 in quotes or brackets; what follows the last item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.marks import HEAD, NUMERALS
from summarize.language.punctuation.pairing import mask_bracketed
from summarize.language.zones import Zone

RULE = Rule(
    "P25",
    "semicolon-beside-stop",
    Severity.WARNING,
    "分项里用了句号，分项末尾又用分号",
    "句号比分号大：有一项里面已经用了句号，各项的末尾就不能用分号。",
    "“一是抓学习。已培训3期；二是抓落实。”。",
    "各项里没有句号的；引号、括号里的句号。",
    "各项末尾一律用句号，或者把各项里面的句号改为逗号。",
    "GB/T 15834-2011 A.5",
)
TRIGGERS = frozenset("；")
SKIPS = Zone.LITERAL

_SERIES = (
    (regex(rf"(?:{HEAD}|(?<=[。；：，]))(?:其中[，：])?([{NUMERALS}]{{1,2}})[是要]"), NUMERALS),
    (regex(rf"(?:{HEAD}|(?<=[。；：]))[第其]([{NUMERALS}])，"), NUMERALS),
    (regex(rf"(?:{HEAD}|(?<=[。；：]))（([{NUMERALS}]{{1,2}})）"), NUMERALS),
    (regex(rf"(?:{HEAD}|(?<=[。；：]))（?(\d{{1,2}})[.．）](?!\d)"), "123456789"),
    (regex(rf"(?:{HEAD}|(?<=[。；：]))([①-⑩])"), "①②③④⑤⑥⑦⑧⑨⑩"),
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield, for each series, the first ； that ends an item, where an item of it holds a 。."""
    text, masked = passage.text, mask_bracketed(passage)
    for pattern, numerals in _SERIES:
        for heads, end in _split(list(pattern.finditer(text)), numerals[0], len(text)):
            if (fault := _judge(passage, masked, heads, end)) is not None:
                yield fault


def _split(heads: list[re.Match[str]], first: str, end: int) -> Iterator[tuple[list[int], int]]:
    """Yield the places of the heads of each series, and where it ends: a head with the first number begins another."""
    series: list[int] = []
    for head in heads:
        if head[1] == first and series:
            yield series, head.start()
            series = []
        series.append(head.start())
    if series:
        yield series, end


def _judge(passage: Passage, masked: str, heads: list[int], end: int) -> Fault | None:
    items = [masked[start:stop].rstrip() for start, stop in zip(heads, [*heads[1:], end], strict=True)]
    items[-1] = items[-1].split("\n", 1)[0].rstrip()
    if not items[-1].endswith("；"):
        items.pop()
    joined = [index for index, item in enumerate(items) if item.endswith("；")]
    if not joined or not any("。" in item for item in items):
        return None
    places = [heads[index] + len(items[index]) - 1 for index in joined]
    message = f"“{passage.excerpt(places[0], places[0] + 1)}”用“；”分项，同一列举里又有句号，各项末尾应一律用句号"
    related = tuple((place, place + 1) for place in places[1:])
    return Fault(RULE, places[0], places[0] + 1, message, related=related)
