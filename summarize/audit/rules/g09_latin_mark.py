"""G09 latin-mark: a mark that both scripts have is set in a Latin font.

Why: such marks come out narrow and low among 汉字.
Finds: “ ” in Times New Roman; …… and —— without the hint to the Chinese font.
Leaves alone: runs with the hint; hAnsi that is Chinese; apostrophes in English words.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Role, Run
from summarize.audit.profile import Profile
from summarize.audit.typefaces import Family, family_of
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G09",
    "latin-mark",
    Severity.WARNING,
    "引号、省略号、破折号用了西文字体",
    "“”‘’……——·中西文共用，Word不加说明就用西文字体，印出来又窄又低。",
    "正文中的引号显示成Times New Roman；省略号、破折号偏低。",
    "已标明按中文字体显示的；西文字体栏本来就是中文字体的；英文单词中的撇号。",
    "选中这些标点，中西文字体都设为仿宋_GB2312；或删去后在中文输入法下重打。",
    "GB/T 9704-2012 9",
)

_MARKS = {"“": "引号", "”": "引号", "‘": "引号", "’": "引号", "…": "省略号", "—": "破折号", "·": "间隔号"}
_SKIPPED = frozenset((Role.PAGE_NUMBER, Role.CONTENTS, Role.EMPTY))


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each paragraph with marks that come out in a Latin font."""
    for paragraph in paper.paragraphs:
        if paragraph.role in _SKIPPED or _MARKS.keys().isdisjoint(paragraph.typed):
            continue
        found: dict[str, str] = {}
        for run in paragraph.runs:
            found.update(latin_marks(run))
        if found:
            fonts = "、".join(dict.fromkeys(found.values()))
            yield RULE.at(paragraph.place, f"{'、'.join(found)}用了西文字体{fonts}，应与汉字同用中文字体")


def latin_marks(run: Run) -> Iterator[tuple[str, str]]:
    """Yield the marks of a run that come out in a Latin font, by their names, and the font."""
    for position, character in enumerate(run.text):
        if character not in _MARKS or _is_in_english(run.text, position):
            continue
        name = run.format.font_of(character).name
        if family_of(name) is Family.OTHER and name.isascii():
            yield _MARKS[character], name or "（未指定）"


def _is_in_english(text: str, position: int) -> bool:
    around = text[max(position - 1, 0) : position] + text[position + 1 : position + 2]
    return bool(around) and all(character.isascii() and character.isalpha() for character in around)
