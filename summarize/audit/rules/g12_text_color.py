"""G12 text-color: text is not black.

Why: official documents are printed black, but for 发文机关标志, its line and seals.
Finds: red, blue or grey words; links in blue; automatic white.
Leaves alone: 发文机关标志 in red; almost black.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G12",
    "text-color",
    Severity.WARNING,
    "文字不是黑色",
    "公文除发文机关标志、红线、印章外，文字一律黑色；彩色字复印后深浅不一。",
    "修改时标红的字没有改回；从网页粘来的灰字；蓝色的网址。",
    "红色的发文机关标志；自动颜色；近乎黑色的深灰。",
    "选中文字，字体颜色改为“自动”或黑色；网址右击“取消超链接”。",
    "GB/T 9704-2012 5.2.4",
)

_COLORED = frozenset((Role.ISSUER_MARK, Role.EMPTY, Role.RED_LINE))
_DARK = 0x28
"""A colour whose channels all stay below this prints as black."""


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph with coloured text."""
    for paragraph in (*paper.paragraphs, *paper.beside):
        if paragraph.role in _COLORED:
            continue
        words = "".join(run.text for run in paragraph.runs if not is_black(run.format.color)).strip()
        if words:
            shown = words if len(words) <= 12 else f"{words[:11]}…"
            colors = dict.fromkeys(run.format.color for run in paragraph.runs if not is_black(run.format.color))
            yield RULE.at(paragraph.place, f"{paragraph.where}“{shown}”的颜色是{'、'.join(colors)}，应为黑色")


def is_black(color: str) -> bool:
    """Return whether a colour prints as black; an automatic one does, what is no colour is not told."""
    try:
        code = int(color or "0", 16)
    except ValueError:
        return True
    return max(code >> 16 & 0xFF, code >> 8 & 0xFF, code & 0xFF) <= _DARK
