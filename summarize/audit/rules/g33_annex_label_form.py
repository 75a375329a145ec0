"""G33 annex-label-form: the label of an annex is not 附件1.

Why: it is flush left, with an Arabic number and no colon; a single annex has no number.
Finds: 附件1：; 附件 1; 附件一; 附件1 where there is one; a centred or indented label.
Leaves alone: 附件 alone; 附件2 among several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.audit.rules.g34_annex_note_agreement import annex_names
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G33",
    "annex-label-form",
    Severity.WARNING,
    "附件标识的写法不对",
    "附件左上角顶格标“附件”二字及顺序号，不加冒号；只有一个附件的不编号。",
    "附件1：；附件：1；附件 1；附件一；只有一个附件却写“附件1”；居中或缩进。",
    "附件；几个附件中的附件2；附件说明列了几个，后面只找到一个的附件1。",
    "改为顶格的“附件1”（只有一个时为“附件”），标题另起一行居中。",
    "GB/T 9704-2012 7.3.7",
)

_RIGHT = re.compile(r"附件(?:[1-9][0-9]?)?")
_NUMBER = re.compile(r"[1-9][0-9]?")
_INDENT = 0.3


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each label of another form or at another place."""
    for one, right in right_labels(paper):
        text = one.text.strip()
        if text != right:
            yield RULE.at(one.place, f"附件标识写作“{text}”，应为“{right}”", f"改为顶格的“{right}”，标题另起一行。")
        size = one.runs[0].format.size if one.runs else one.mark.size
        shift = one.format.left.in_characters(size) + one.format.first_line.in_characters(size)
        if one.format.alignment not in ("left", "both") or abs(shift) > _INDENT or one.typed[:1].isspace():
            yield RULE.at(one.place, "附件标识没有顶格，应在版心左上角顶格")


def right_labels(paper: Paper) -> Iterator[tuple[Paragraph, str]]:
    """Yield each label with its right form: a number that it has stays where there are, or are listed, several."""
    labels = paper.of(Role.ANNEX_LABEL)
    is_alone = len(labels) == 1 and len(annex_names(paper.of(Role.ANNEX_NOTE))) <= 1
    for position, one in enumerate(labels, start=1):
        text = one.text.strip()
        own = _NUMBER.search(text)
        if is_alone:
            yield one, "附件"
        elif _RIGHT.fullmatch(text):
            yield one, text
        else:
            yield one, f"附件{int(own[0]) if own and len(labels) == 1 else position}"
