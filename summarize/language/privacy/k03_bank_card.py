"""K03 bank-card: the number of a bank card stands in the text.

Why: the number of an account of a person must not travel in a report.
Finds: 16 to 19 digits that begin as cards do (62, 60, 4, 51–55, 35, 37 …) and pass Luhn's test.
Leaves alone: other long numbers; identity numbers; longer numbers; numbers already masked.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Passage
from summarize.language.patterns import regex
from summarize.language.privacy.k01_identity_number import is_identity_number
from summarize.language.zones import Zone

RULE = Rule(
    "K03",
    "bank-card",
    Severity.WARNING,
    "文中有银行卡号",
    "银行卡号是个人金融信息，印进报告就随文件传开，收不回来。",
    "16至19位、开头和校验位都像银行卡的号码；四位一段的也算。",
    "校验位不对的编号；身份证号码（另有提示）；更长的编号中的一段；已经遮去几位的号码。",
    "删去卡号；确需写明的，只留后4位。",
    "个人信息保护法；GB/T 15694.1",
)
TRIGGERS = frozenset("3456")
SKIPS = Zone.CITATION | Zone.ADDRESS

_NUMBER = regex(
    r"(?<![0-9A-Za-z*＊.-])"
    r"(?:62[0-9]{14,17}|62[0-9]{2}(?:(?P<gap>[ -])[0-9]{4})(?:(?P=gap)[0-9]{4}){2}(?:(?P=gap)[0-9]{1,3})?"
    r"|(?:60[0-9]|5[1-5][0-9]|4[0-9]{2}|35[2-8])[0-9]{13}(?:[0-9]{3})?)"
    r"(?![0-9A-Za-z*＊-]|\.[0-9])"
)


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each number that passes the test of a card."""
    for match in _NUMBER.finditer(passage.text):
        digits = match[0].replace(" ", "").replace("-", "")
        if _has_check_digit(digits) and not is_identity_number(digits):
            message = f"“{digits[:4]}{'*' * (len(digits) - 8)}{digits[-4:]}”是银行卡号"
            yield Fault(RULE, match.start(), match.end(), message)


def _has_check_digit(digits: str) -> bool:
    """Whether `digits` pass the test of Luhn (ISO/IEC 7812-1)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
