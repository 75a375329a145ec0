"""G30 imprint-date-form: 印发日期 is not 2017年7月5日印发.

Why: Arabic digits, no padding, then 印发.
Finds: 2017年07月05日印发; 二〇一七年; 2017.7.5; a date without 印发.
Leaves alone: the right form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity
from summarize.model.dates import format_date, parse_date

RULE = Rule(
    "G30",
    "imprint-date-form",
    Severity.WARNING,
    "印发日期的写法不对",
    "印发日期用阿拉伯数字将年、月、日标全，不编虚位，后加“印发”二字。",
    "2017年07月05日印发；二〇一七年七月五日印发；2017.7.5印发；少“发”字。",
    "2017年7月5日印发。",
    "改为“2017年7月5日印发”的写法。",
    "GB/T 9704-2012 7.4.3",
)

_DATE = re.compile(
    r"(?P<date>(?:(?:19|20)\d\d|[二〇○零O一三四五六七八九]{4})\s*[年.．/-].{3,12}?)\s*印\s*(?P<issued>发?)[。.]?$",
    re.DOTALL,
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each 印发日期 of another form."""
    for one in paper.of(Role.ISSUE):
        if corrected := correct_form(one):
            seen, right = corrected
            yield RULE.at(one.place, f"印发日期写作“{seen}”，应为“{right}”", f"改为“{right}”。")


def correct_form(one: Paragraph) -> tuple[str, str] | None:
    """Return the 印发日期 as it is written and as it should be; `None` where it is right or cannot be told."""
    found = _DATE.search(one.text.strip())
    day = parse_date("".join(found["date"].split())) if found else None
    if found is None or day is None:
        return None
    right = f"{format_date(day)}印发"
    return None if found[0] == right else (found[0], right)
