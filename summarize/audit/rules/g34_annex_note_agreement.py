"""G34 annex-note-agreement: 附件说明 and the annexes do not agree.

Why: number and names must be the same in both.
Finds: three names and two annexes; a name with a word less; annexes that the text does not list.
Leaves alone: annexes that travel in a file of their own; blanks and 《》 in names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G34",
    "annex-note-agreement",
    Severity.WARNING,
    "附件说明与附件对不上",
    "附件说明的顺序号、名称应与后面的附件一致，少一个字收文的人也会来问。",
    "说明列了三个，后面只有两个；名称差一个字；有附件，正文下没有附件说明。",
    "附件另成文件；名称中的空格、书名号。",
    "逐个核对名称和顺序号，改成一致。",
    "GB/T 9704-2012 7.3.7",
)

_LABEL = re.compile(r"附\s*件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:.．]\s*")
_ORDINAL = re.compile(r"[0-9０-９]{1,2}\s*[.．、]\s*(?!\d)")
_IGNORED = re.compile(r"[\s《》〈〉。；;，,、]")


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield a difference in number, else each name that differs from its annex's title."""
    labels, notes = paper.of(Role.ANNEX_LABEL), paper.of(Role.ANNEX_NOTE)
    if not labels:
        return
    if not notes:
        yield RULE.at(
            labels[0].place,
            f"后面有{len(labels)}个附件，正文下没有附件说明",
            "在正文下空一行、左空二字写“附件：名称”。",
        )
        return
    names = annex_names(notes)
    if len(names) != len(labels):
        message = f"附件说明列了{len(names)}个，后面有{len(labels)}个附件"
        yield RULE.at(notes[0].place, message, related=tuple(label.place for label in labels))
        return
    for name, label, title in zip(names, labels, _titles(paper, labels), strict=True):
        if title and _IGNORED.sub("", name) != _IGNORED.sub("", title):
            yield RULE.at(label.place, f"附件标题是“{title}”，附件说明写作“{name}”", related=(notes[0].place,))


def annex_names(notes: tuple[Paragraph, ...]) -> list[str]:
    """Return the names that 附件说明 lists."""
    names: list[str] = []
    for one in notes:
        for line in one.text.strip().split("\n"):
            bare = _LABEL.sub("", line.strip(), count=1)
            starts = bool(_ORDINAL.match(bare)) or bare != line.strip()
            name = _ORDINAL.sub("", bare, count=1).strip()
            if name and (starts or not names):
                names.append(name)
            elif name:
                names[-1] += name
    return names


def _titles(paper: Paper, labels: tuple[Paragraph, ...]) -> list[str]:
    """Return the title under each label, '' where there is none."""
    found = {label.index: "" for label in labels}
    current = 0
    for one in paper.of(Role.ANNEX_LABEL, Role.ANNEX_TITLE):
        if one.role is Role.ANNEX_LABEL:
            current = one.index
        elif current:
            found[current] += "".join(one.text.split())
    return [found[label.index] for label in labels]
