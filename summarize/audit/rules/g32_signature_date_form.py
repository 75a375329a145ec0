"""G32 signature-date-form: 成文日期 is not 2017年7月5日.

Why: Arabic digits, year, month and day in full, no padding.
Finds: 二〇一七年七月五日; 2017年07月05日; 2017.7.5; 2017年7月; a date still open.
Leaves alone: the right form; dates in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity
from summarize.model.dates import format_date, parse_date

RULE = Rule(
    "G32",
    "signature-date-form",
    Severity.WARNING,
    "成文日期的写法不对",
    "成文日期用阿拉伯数字将年、月、日标全，年份标全称，月、日不编虚位。",
    "二〇一七年七月五日（1999年版的写法）；2017年07月05日；2017.7.5；只写到月。",
    "2017年7月5日；正文中的日期。",
    "改为“2017年7月5日”的写法。",
    "GB/T 9704-2012 7.3.5.4",
)

_RIGHT = re.compile(r"(?:19|20)\d\d年(?:1[0-2]|[1-9])月(?:3[01]|[12][0-9]|[1-9])日")


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each 成文日期 of another form."""
    for one in paper.of(Role.SIGNATURE_DATE):
        text = one.text.strip()
        if _RIGHT.fullmatch(text):
            continue
        right = correct_form(one)
        if right is None:
            yield RULE.at(one.place, f"成文日期写作“{text}”，没有把年、月、日标全")
        else:
            yield RULE.at(one.place, f"成文日期写作“{text}”，应为“{right}”", f"改为“{right}”。")


def correct_form(one: Paragraph) -> str | None:
    """Return the 成文日期 as it should be written; `None` where it does not tell year, month and day."""
    day = parse_date("".join(one.text.split()).strip("（）()"))
    return None if day is None else format_date(day)
