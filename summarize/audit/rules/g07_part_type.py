"""G07 part-type: another part of the document is not in its typeface and size.

Why: each part has a typeface and a size of its own.
Finds: 主送机关 in 黑体, 署名 in 宋体, 附件 in 仿宋, 抄送 in 3号.
Leaves alone: subtitle and title of an annex, which the standard leaves open: information only; 签发人's name in 楷体.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.audit.type_faults import find_type_faults
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G07",
    "part-type",
    Severity.WARNING,
    "其他要素的字体字号不对",
    "主送机关、附件说明、署名、日期用三号仿宋，“附件”二字和密级、紧急程度用三号黑体，版记用四号仿宋。",
    "主送机关加黑；署名用宋体；“附件1”用仿宋；抄送用三号字。",
    "副标题和附件标题，标准没有规定，只作提示；签发人姓名用楷体。",
    "选中该要素，按要求改字体和字号。",
    "GB/T 9704-2012 7.2、7.3、7.4",
)

_FIXED = (
    Role.ADDRESSEE,
    Role.ANNEX_NOTE,
    Role.SIGNATURE,
    Role.SIGNATURE_DATE,
    Role.NOTE,
    Role.ANNEX_LABEL,
    Role.SECURITY,
    Role.URGENCY,
    Role.DOCUMENT_NUMBER,
    Role.SIGNER,
    Role.COPY_TO,
    Role.ISSUE,
)
_CUSTOMARY = (Role.SUBTITLE, Role.ANNEX_TITLE)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the faults of typeface and size; where the standard is silent, as information."""
    yield from find_type_faults(RULE, paper, profile, _FIXED)
    yield from find_type_faults(RULE, paper, profile, _CUSTOMARY, Severity.INFO)
