"""H05 empty-brackets: a pair of marks has nothing between them.

Why: what stood there was not filled in, or was deleted.
Finds: （）; “”; 《》; 【】; （，）.
Leaves alone: marks that are spoken of (引号“”); f(); tables; brackets to be ticked.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "H05",
    "empty-brackets",
    Severity.WARNING,
    "括号、引号、书名号里面是空的",
    "里面的内容没有填，或者删掉了。",
    "“走访农户（）”；“开展“”活动”；“印发《》”；“（，）”。",
    "专门说到标点的（引号“”）；函数f()；表格里留空的。",
    "补上内容，或把这一对标点删去。",
    "公文写作常识",
)
TRIGGERS = frozenset("（(“‘《〈【〔")
SKIPS = Zone.ADDRESS | Zone.ENGLISH | Zone.CITATION

_INNER = r"[ \u3000，。、；：]*"
_EMPTY = regex(
    rf"（{_INNER}）|(?<![A-Za-z\d_])\({_INNER}\)|“{_INNER}”|‘{_INNER}’|《{_INNER}》|〈{_INNER}〉|【{_INNER}】|〔{_INNER}〕"
)
_SPOKEN_OF = regex(r"(?:引号|括号|书名号|标点|符号|标号|用|号)[：:、“”（）《》〈〉【】〔〕‘’和或]*$")
_BACK = 16


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each pair of marks around nothing."""
    text = passage.text
    if passage.part is Part.TABLE:
        return
    for match in _EMPTY.finditer(text):
        start, end = match.span()
        if not _SPOKEN_OF.search(text[max(start - _BACK, 0) : start]):
            yield Fault(RULE, start, end, f"“{passage.excerpt(start, end)}”中的“{match[0]}”里面是空的")
