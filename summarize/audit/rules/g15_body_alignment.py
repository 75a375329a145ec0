"""G15 body-alignment: the text is centred, flush right or ragged.

Why: the lines of the text fill the text area from edge to edge.
Finds: centred or right-aligned text; text that is flush left only.
Leaves alone: justified text; titles, signatures, captions.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G15",
    "body-alignment",
    Severity.WARNING,
    "正文没有两端对齐",
    "正文排满版心，左右两边都要齐。",
    "正文居中、右对齐、分散对齐；左对齐（右边参差，只作提示）。",
    "两端对齐；标题、署名、图表题。",
    "选中正文，“段落—对齐方式”选两端对齐。",
    "GB/T 9704-2012 5.2.3",
)

_NAMES = {"center": "居中", "right": "右对齐", "distribute": "分散对齐", "left": "左对齐"}


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph of the text that is not justified."""
    for paragraph in paper.paragraphs:
        name = _NAMES.get(paragraph.format.alignment)
        if name is None or not paragraph.role.is_running_text:
            continue
        severity = Severity.INFO if name == "左对齐" else Severity.WARNING
        yield RULE.at(paragraph.place, f"{paragraph.role.value}{name}，应为两端对齐", severity=severity)
