"""G10 digit-font: digits are set in more than one typeface.

Why: a page on which digits change their face looks patched.
Finds: most digits in Times New Roman, some in 宋体.
Leaves alone: digits all in 仿宋, or all in Times New Roman; page numbers and tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G10",
    "digit-font",
    Severity.WARNING,
    "正文数字的字体前后不一",
    "数字忽粗忽细，一看就是拼起来的。标准没有规定数字用什么字体，但一份文件只能用一种。",
    "多数数字用Times New Roman，有几处用了宋体、Calibri。",
    "全文数字都用仿宋，或都用Times New Roman；页码、表格、标题中的数字。",
    "把数字统一为一种字体，一般用Times New Roman，或与正文同用仿宋。",
    "GB/T 9704-2012 5.2.2",
)


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield the paragraphs of the text whose digits are not in the face of most."""
    counts: Counter[str] = Counter()
    told: list[tuple[Paragraph, Counter[str]]] = []
    for paragraph in paper.of(Role.BODY):
        own = _count(paragraph)
        counts += own
        told.append((paragraph, own))
    if len(counts) < 2:
        return
    usual = min(counts, key=lambda name: (-counts[name], name))
    for paragraph, own in told:
        others = sorted(name for name in own if name != usual)
        if others:
            names = "、".join(f"“{name or '未指定'}”" for name in others)
            yield RULE.at(paragraph.place, f"数字用{names}，别处多用“{usual or '未指定'}”")


def _count(paragraph: Paragraph) -> Counter[str]:
    counts: Counter[str] = Counter()
    for run in paragraph.runs:
        digits = sum(character.isascii() and character.isdigit() for character in run.text)
        if digits:
            counts[run.format.ascii.name] += digits
    return counts
