"""G61 printed-margins: the white around the text is not that of the standard, measured on the page.

Why: 天头 37 mm, 订口 28 mm and 版心 156 mm by 225 mm are what a ruler finds.
Finds: text that begins at 25 mm; a table that sticks out at the right.
Leaves alone: ±1 mm; a mark that hangs out at the end of a line; pages on their side; short pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Container
from summarize.audit.printed.pages import Printed, PrintedLine, PrintedPage, tell_pages, top_of
from summarize.findings import Finding, Place, Rule, Severity
from summarize.standard import CHARACTER_WIDTH

RULE = Rule(
    "G61",
    "printed-margins",
    Severity.WARNING,
    "印出来的白边不对",
    "天头37毫米、订口28毫米、版心156毫米×225毫米，拿尺一量就知道。",
    "左边空25毫米；表格伸出版心右边；正文压到版心下面。",
    "相差不到1毫米；行末悬挂的标点；横排的页；没有几行字的页。",
    "先改页边距（G02）；伸出去的表格，“表格属性”里把宽度设为156毫米以内、居中。",
    "GB/T 9704-2012 5.2.1",
)

_TOLERANCE = 1.0
_CELL_MARGINS = 2.0
"""In mm, what Word and LibreOffice put on either side of a cell's text, 1.9 mm, and the width of the line."""
_FEWEST_LINES = 2
"""Full lines that a page must have for its white to be judged as too much."""
_MARKS = frozenset("，。、；：！？”’）》〉】」』")


def find(printed: Printed) -> Iterator[Finding]:
    """Yield each deviation once with the pages that show it."""
    told: dict[str, list[int]] = {}
    for page in printed.pages:
        if not printed.section(page).is_landscape:
            for message in _faults(printed, page):
                told.setdefault(message, []).append(page.number)
    for message, pages in told.items():
        yield RULE.at(Place(), f"{tell_pages(pages)}{message}")


def _faults(printed: Printed, page: PrintedPage) -> Iterator[str]:
    profile = printed.profile
    lines = [line for line in page.lines if line.index]
    flow = printed.flow(page)
    if not lines:
        return
    left = min(line.left + _hanging(printed, line) for line in lines)
    right = page.width - max(_right(line) - _hanging(printed, line) for line in lines)
    full = [line for line, one in flow if one.role.is_running_text and _goes_on(printed, line)]
    is_filled = len(full) >= _FEWEST_LINES
    if left < profile.left.mm - _TOLERANCE or (is_filled and left > profile.left.mm + _TOLERANCE):
        yield f"左边空白{left:.1f}毫米，应为{profile.left.mm:g}毫米"
    is_too_far = right < profile.right.mm - _TOLERANCE
    # Lines end where the next character would not fit, at most one character early.
    is_too_near = is_filled and right > profile.right.mm + CHARACTER_WIDTH.mm + _TOLERANCE
    if is_too_far or is_too_near:
        yield f"右边空白{right:.1f}毫米，应为{profile.right.mm:g}毫米"
    top = top_of(*flow[0]) if flow and page.number > 1 else None
    if top is not None and abs(top - profile.top.mm) > _TOLERANCE and flow[0][1].role.is_running_text:
        yield f"上边空白{top:.1f}毫米，应为{profile.top.mm:g}毫米"
    bottom = page.height - max(line.baseline for line in lines)
    if bottom < profile.bottom.mm - _TOLERANCE:
        yield f"末行距纸边{bottom:.1f}毫米，应不小于{profile.bottom.mm:g}毫米"


def _right(line: PrintedLine) -> float:
    """Return where a line ends, a mark that hangs out not counted."""
    return line.right - (CHARACTER_WIDTH.mm if line.text.rstrip()[-1:] in _MARKS else 0)


def _hanging(printed: Printed, line: PrintedLine) -> float:
    """Return by how much a line may stand out: the frame of a table does, so that its text stands under the text."""
    one = printed.paragraph(line)
    return _CELL_MARGINS if one is not None and one.container is Container.CELL else 0.0


def _goes_on(printed: Printed, line: PrintedLine) -> bool:
    """Whether a line is neither the first nor the last of its paragraph: it reaches from edge to edge."""
    lines = printed.lines_by_paragraph[line.index]
    return line is not lines[0][1] and line is not lines[-1][1]
