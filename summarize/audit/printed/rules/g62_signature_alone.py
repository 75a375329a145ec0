"""G62 signature-alone: 署名 and 成文日期 stand on a page without any text.

Why: a signature on a page of its own can be put to any text.
Finds: a last page with nothing but name and date.
Leaves alone: a page with at least one line of text or 附件说明 before them.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Role
from summarize.audit.printed.pages import Printed
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G62",
    "signature-alone",
    Severity.WARNING,
    "署名和日期单独占一页",
    "落款页上没有正文，谁的正文都能接在前面；也不能写“此页无正文”。",
    "末页只有署名和日期。",
    "前面至少有一行正文或附件说明。",
    "调整行距、字距，使正文至少有一行与落款同页。",
    "GB/T 9704-2012 7.3.5.5",
)

_SIGNED = frozenset((Role.SIGNATURE, Role.SIGNATURE_DATE))


def find(printed: Printed) -> Iterator[Finding]:
    """Yield each page on which name or date follow no text."""
    for page in printed.pages:
        known = [one for line in page.lines if (one := printed.paragraph(line))]
        signed = next((place for place, one in enumerate(known) if one.role in _SIGNED), None)
        if signed is None or page.number == 1:
            continue
        if all(one.role in _SIGNED for one in known[:signed]):
            yield RULE.at(known[signed].place, f"第{page.number}页只有{known[signed].role.value}，前面没有正文")
