"""G24 document-number-form: 发文字号 is not 代字〔2017〕5号.

Why: its form is fixed: full year in 〔〕, a number without 第 and without padding.
Finds: ［2017］5号, （2017）5号, 〔17〕5号, 〔2017〕第5号, 〔2017〕05号; blanks inside.
Leaves alone: the right form; numbers quoted in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.audit.roles.opening import DOCUMENT_NUMBER
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G24",
    "document-number-form",
    Severity.WARNING,
    "发文字号的写法不对",
    "发文字号由代字、年份、顺序号组成：年份标全称，用六角括号〔〕；顺序号不加“第”，不编虚位。",
    "[2017]5号、（2017）5号、〔17〕5号、〔2017〕第5号、〔2017〕05号；括号前后有空格。",
    "〔2017〕5号；正文中引用的字号。",
    "改为“代字〔2017〕5号”。",
    "GB/T 9704-2012 7.2.5",
)

_RIGHT = re.compile(r"[^\s〔〕]*〔(?:19|20)\d\d〕[1-9][0-9]*号")
_PARTS = re.compile(
    r"(?P<word>.*?)\s*[〔\[［（(【]\s*(?P<year>\d+)\s*[〕\]］)）】]\s*第?\s*0*(?P<number>[0-9０-９]+)\s*号"
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each 发文字号 of another form."""
    for one in paper.of(Role.DOCUMENT_NUMBER):
        if corrected := correct_form(one):
            seen, right = corrected
            yield RULE.at(one.place, f"发文字号写作“{seen}”，应为“{right}”", f"改为“{right}”。")


def correct_form(one: Paragraph) -> tuple[str, str] | None:
    """Return the 发文字号 as it is written and as it should be; `None` where it is right or cannot be told."""
    found = DOCUMENT_NUMBER.search(one.text.strip())
    parts = None if found is None or _RIGHT.fullmatch(found[0]) else _PARTS.fullmatch(found[0])
    if parts is None:
        return None
    year = parts["year"] if len(parts["year"]) == 4 else f"20{parts['year'][-2:]}"
    return parts[0], f"{''.join(parts['word'].split())}〔{year}〕{int(parts['number'])}号"
