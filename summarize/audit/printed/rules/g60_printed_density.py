"""G60 printed-density: a full page has other than 22 lines, or a full line other than 28 characters.

Why: 22 lines of 28 characters fill the text area.
Finds: 21 lines at 29 pt; 27 characters where the spacing is not drawn in.
Leaves alone: pages with a title, table or picture; the last page; pages that end before a break or a heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paragraph, Role
from summarize.audit.printed.pages import Printed, PrintedLine, PrintedPage, tell_pages
from summarize.audit.rules.g31_signature_place import width_in_characters
from summarize.findings import Finding, Place, Rule, Severity
from summarize.standard import CHARACTERS_PER_LINE

RULE = Rule(
    "G60",
    "printed-density",
    Severity.WARNING,
    "印出来每页不是22行，或每行不是28字",
    "每页22行、每行28字，排满版心，是印出来数得着的。",
    "行距29磅，一页只排下21行；字符间距没有缩紧，一行只排下27字（只作提示）。",
    "有标题、表格、图片的页；末页；后面分了页、或下页以层次标题开头的页。",
    "行距设固定值28.95磅，取消孤行控制；字符间距紧缩0.25磅。",
    "GB/T 9704-2012 5.2.3",
)

_FEWEST_LINES = 3


def find(printed: Printed) -> Iterator[Finding]:
    """Yield the counts of lines and of characters that are not those of the standard."""
    counts: dict[int, list[int]] = {}
    for page, following in zip(printed.pages, printed.pages[1:], strict=False):
        if _is_full(printed, page, following):
            counts.setdefault(len(_heights(printed, page)), []).append(page.number)
    for count, pages in sorted(counts.items()):
        if count != printed.profile.lines:
            yield RULE.at(Place(), f"{tell_pages(pages)}各排{count}行，应为{printed.profile.lines}行")
    widths = [
        width_in_characters(line.text)
        for lines in printed.lines_by_paragraph.values()
        for _, line in lines[:-1]
        if (one := printed.paragraph(line)) and one.role is Role.BODY and not one.label and line is not lines[0][1]
    ]
    if len(widths) >= _FEWEST_LINES and round(max(widths)) != CHARACTERS_PER_LINE:
        message = f"正文满行最多排{round(max(widths))}字，应为{CHARACTERS_PER_LINE}字"
        yield RULE.at(Place(), message, severity=Severity.INFO)


def _is_full(printed: Printed, page: PrintedPage, following: PrintedPage) -> bool:
    """Whether a page holds nothing but text and ends because it is full."""
    section = printed.section(page)
    flow, behind = printed.flow(page), printed.flow(following)
    if page.has_picture or section.is_landscape or not flow or not behind:
        return False
    known = {id(line) for line, _ in flow}
    foot = page.height - section.bottom.mm
    if any(id(line) not in known and section.top.mm < line.baseline < foot for line in page.lines):
        return False
    first = behind[0][1]
    is_broken = first is not flow[-1][1] and (_begins_page(first) or flow[-1][1].has_break_after)
    return not is_broken and all(one.role.is_running_text for _, one in flow)


def _begins_page(one: Paragraph) -> bool:
    """Whether a page begins with a paragraph that did not come there for want of room: a heading keeps to its text."""
    is_text = one.role.is_running_text and not one.role.is_heading and not one.format.keeps_next
    return one.has_break_before or one.format.has_page_break_before or not is_text


def _heights(printed: Printed, page: PrintedPage) -> list[float]:
    """Return the heights of the lines of a page, each once."""
    found: list[float] = []
    for line in sorted((line for line, _ in printed.flow(page)), key=_baseline):
        if not found or line.baseline - found[-1] > 1:
            found.append(line.baseline)
    return found


def _baseline(line: PrintedLine) -> float:
    return line.baseline
