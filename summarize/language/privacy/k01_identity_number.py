"""K01 identity-number: the number of somebody's identity card stands in the text.

Why: a number that names one person must not travel in a report.
Finds: 18 characters with a date of birth and a right check character (GB 11643).
Leaves alone: other long numbers; numbers already masked; numbers inside longer ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.zones import Zone

RULE = Rule(
    "K01",
    "identity-number",
    Severity.WARNING,
    "文中有身份证号码",
    "身份证号码是个人信息，印进报告就随文件传开，收不回来。",
    "18位、出生日期和校验码都对的号码。",
    "校验码不对的编号；已经遮去几位的号码；更长的编号中的一段。",
    "删去号码；确需写明的，只留前6位和后4位，中间用*代替。",
    "个人信息保护法；GB 11643",
)
TRIGGERS = frozenset("0123456789")
SKIPS = Zone.CITATION

_NUMBER = regex(r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each number that holds a date and its check character."""
    for match in _NUMBER.finditer(passage.text):
        number = match[0]
        if is_identity_number(number):
            message = f"“{number[:6]}********{number[-4:]}”是身份证号码"
            yield Fault(RULE, match.start(), match.end(), message)


def is_identity_number(number: str) -> bool:
    """Return whether `number` has 18 characters, a date of birth in them, and the right check character."""
    if len(number) != len(_WEIGHTS) + 1:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()
