"""G25 head-element-form: 份号, 密级, 紧急程度 or 签发人 is not written in its form.

Why: each has one form.
Finds: 份号 of 4 digits; 机密1年 without ★; 特　急; 签发人: with a half-width colon.
Leaves alone: the right forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G25",
    "head-element-form",
    Severity.WARNING,
    "份号、密级、紧急程度或签发人的写法不对",
    "份号一般用6位阿拉伯数字；密级与期限之间用★；紧急程度写特急、加急；签发人后用全角冒号。",
    "份号“12”；“机密1年”；“急件”；“签发人:张三”。",
    "000001；机密★1年；特急；签发人：姓名。",
    "按国标的写法改。",
    "GB/T 9704-2012 7.2.1—7.2.6",
)

_FORMS = (
    (Role.COPY_NUMBER, re.compile(r"[0-9]{6}"), "一般用6位阿拉伯数字，如000001"),
    (Role.SECURITY, re.compile(r"(?:绝密|机密|秘密)(?:★.+)?"), "密级与期限之间用★，如机密★1年"),
    (Role.URGENCY, re.compile(r"特\s?急|加\s?急|特急|加急"), "应为特急或加急"),
    (Role.SIGNER, re.compile(r"签发人：.+", re.DOTALL), "“签发人”后用全角冒号，接写姓名"),
)
_SIGNER = re.compile(r"签发人\s*[^：\s]")


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each element of another form."""
    for role, form, wanted in _FORMS:
        for one in paper.of(role):
            text = one.text.strip()
            if not form.fullmatch(text):
                yield RULE.at(one.place, f"{role.value}写作“{text}”，{wanted}")
    for one in paper.of(Role.DOCUMENT_NUMBER):
        if _SIGNER.search(one.text):
            yield RULE.at(one.place, "“签发人”后没有用全角冒号")
