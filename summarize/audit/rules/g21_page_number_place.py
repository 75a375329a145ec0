"""G21 page-number-place: the page number does not stand at the outer edge.

Why: odd pages have it on the right, even ones on the left, one character in.
Finds: page numbers in the middle; on the right of every page; in the header.
Leaves alone: frames that are aligned outside; units whose profile says 居中; pages on their side.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Container, Furniture, Paper, Paragraph, Section
from summarize.audit.places import section_place
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G21",
    "page-number-place",
    Severity.WARNING,
    "页码位置不对",
    "单页码居右空一字，双页码居左空一字，翻页时才都在外侧。",
    "页码居中；单双页都居右；页码放在页眉；没有空一字。",
    "页码框设为“外侧”；本单位规定居中的（--profile）；横排页。",
    "勾选“页眉和页脚—奇偶页不同”，单页右对齐右缩进1字符，双页左对齐左缩进1字符。",
    "GB/T 9704-2012 7.5",
)

_INDENT, _TOLERANCE = 1.0, 0.35
_SIDES = {"right": "居右", "left": "居左", "both": "居左", "center": "居中", "distribute": "分散"}


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each page number that stands elsewhere than the profile has it."""
    told: set[str] = set()
    seen: set[int] = set()
    for section in paper.sections:
        if section.is_landscape:
            continue
        for furniture in section.furniture:
            if id(furniture) in seen:
                continue
            seen.add(id(furniture))
            for message in _faults(paper, profile, section, furniture):
                if message not in told:
                    told.add(message)
                    yield RULE.at(section_place(paper, section), message)


def _faults(paper: Paper, profile: Profile, section: Section, furniture: Furniture) -> Iterator[str]:
    numbers = [one for one in furniture.paragraphs if any(run.is_page_field for run in one.runs)]
    if not numbers or (furniture.pages == "even" and not paper.has_even_pages):
        return
    number = numbers[0]
    if furniture.container is Container.HEADER:
        yield "页码在页眉，应在版心下边缘之下"
        return
    side = _side(number)
    if profile.page_number_place == "居中":
        if side != "center":
            yield f"页码{_SIDES.get(side, side)}，应居中"
        return
    if number.format.frame_side == "outside":
        return
    is_even = furniture.pages == "even"
    wanted, page = ("left", "双页") if is_even else ("right", "单页")
    if not paper.has_even_pages and furniture.pages == "default":
        yield f"页码不分单双页，都{_SIDES.get(side, side)}；应单页居右、双页居左，各空一字"
    elif side != wanted and not (side == "both" and wanted == "left"):
        yield f"{page}码{_SIDES.get(side, side)}，应{_SIDES[wanted]}空一字"
    elif not _is_one_character_in(number, wanted):
        yield f"{page}码{_SIDES[wanted]}，没有空一字"


def _side(number: Paragraph) -> str:
    if number.format.frame_side in ("left", "right", "center"):
        return number.format.frame_side
    typed = number.typed
    tabs = len(typed) - len(typed.lstrip("\t"))
    # The usual stops of a footer are one in the middle, one at the right.
    return number.format.alignment if not tabs else ("center", "right")[min(tabs, 2) - 1]


def _is_one_character_in(number: Paragraph, side: str) -> bool:
    size = next(run.format.size for run in number.runs if run.is_page_field)
    layout = number.format
    if side == "right":
        indent = layout.right.in_characters(size)
        blanks = len(number.typed) - len(number.typed.rstrip(" \u3000"))
    else:
        indent = layout.left.in_characters(size) + layout.first_line.in_characters(size)
        blanks = len(number.typed) - len(number.typed.lstrip(" \u3000"))
    return abs(indent + blanks * 0.75 - _INDENT) <= _TOLERANCE + 0.25 * bool(blanks)
