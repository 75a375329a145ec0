"""K02 mobile-number: somebody's mobile telephone number stands in the text.

Why: a private number must not travel in a report.
Finds: 11 digits that begin with 13 to 19, also written 138-0000-0000 or with spaces.
Leaves alone: telephones of offices; longer numbers; numbers already masked; numbers of projects and amounts.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "K02",
    "mobile-number",
    Severity.WARNING,
    "文中有手机号码",
    "手机号码是个人信息，印进报告就随文件传开，收不回来。",
    "联系人手机13×××××××××（11位）；分段写的138 0000 0000。",
    "办公电话；更长的编号中的一段；后面有计量单位的数；已经遮去几位的号码。",
    "删去号码，或改为办公电话。",
    "个人信息保护法",
)
TRIGGERS = frozenset("1")
SKIPS = Zone.CITATION | Zone.ADDRESS

_NUMBER = regex(
    r"(?<![0-9A-Za-z.,*＊-])(?:\+?86[ -]?)?(?P<number>1[3-9][0-9](?P<gap>[ -]?)[0-9]{4}(?P=gap)[0-9]{4})"
    r"(?![0-9A-Za-z*＊-]|[.,][0-9]|[ ]?[元万亿个件人户吨米亩股份次号%％])"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each number of eleven digits that a mobile telephone may have."""
    for match in _NUMBER.finditer(passage.text):
        digits = match["number"].replace(" ", "").replace("-", "")
        message = f"“{digits[:3]}****{digits[-4:]}”是手机号码"
        yield Fault(RULE, match.start("number"), match.end("number"), message)
