"""N09 annex-label: the label of an annex is not 附件1.

Why: GB/T 9704-2012, 7.3.7: 附件 and an Arabic number, without a colon and without a blank.
Finds: 附件1：; 附件 1; 附件一; 附件：; a title on the line of the label (附件1：任务清单).
Leaves alone: 附件; 附件1; 附件说明 (附件：1.甲); the title of an annex.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.ordinals.heads import read_chinese_number
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "N09",
    "annex-label",
    Severity.WARNING,
    "附件的标识写得不对",
    "附件左上角写“附件1”，不加冒号，中间不空，序号用阿拉伯数字。",
    "“附件1：”；“附件 1”；“附件一”；“附件1：任务清单”（标识与标题写在一行）。",
    "“附件”“附件1”；正文后面的附件说明“附件：1.……”。",
    "改为“附件1”；--fix 可以代改。",
    "GB/T 9704-2012 7.3.7",
)
TRIGGERS = frozenset("件")
SKIPS = Zone(0)

_LABEL = regex(r"\s*(?P<all>附\s*件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:、.．]?)\s*")

_WITH_TITLE = regex(
    r"\s*(?P<all>附\s*件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:]|附\s*件\s*\d{1,2}(?=\s))(?=\s*[^\s\d])"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield the label of an annex that is written in another form."""
    if passage.part is not Part.ANNEX_TITLE:
        return
    if match := _WITH_TITLE.match(passage.text):
        label = match["all"].rstrip()
        right = _label(match["number"] if match["number"] else "".join(filter(str.isdigit, label)))
        message = f"“{label}”与附件标题写在了一行，附件标识应为“{right}”，单独占一行"
        yield Fault(RULE, match.start("all"), match.end("all"), message, "标题另起一行，居中。")
        return
    match = _LABEL.fullmatch(passage.text)
    if match is None:
        return
    right = _label(match["number"] or "")
    if match["all"] != right:
        message = f"附件标识“{match['all']}”应为“{right}”"
        yield Fault(RULE, match.start("all"), match.end("all"), message, replacement=right)


def _label(number: str) -> str:
    """Return the label of the annex with `number`, which may be written in 汉字."""
    written = number if number.isdecimal() or not number else str(read_chinese_number(number) or number)
    return f"附件{int(written)}" if written.isdecimal() else f"附件{written}"
