"""G20 page-number-missing: the document has no page numbers.

Why: a document of several pages is bound by them.
Finds: no footer at all; a number that is typed and not a field.
Leaves alone: a paper of one page.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Container, Paper, Role
from summarize.audit.places import section_place
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G20",
    "page-number-missing",
    Severity.WARNING,
    "没有页码",
    "公文要编页码；打上去的数字每页都一样，不是页码。",
    "多页的文件没有页码；页脚里的“1”是打上去的。",
    "只有一页的短文。",
    "在“插入—页码”中插入；单页居右空一字，双页居左空一字，数字左右各放一条一字线。",
    "GB/T 9704-2012 7.5",
)

_ONE_PAGE = 500
"""Characters of text that stand on one page whatever stands above them."""


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield one finding if no section shows a page number that counts."""
    furniture = {id(one): one for section in paper.sections for one in section.furniture}
    numbers = [
        paragraph for one in furniture.values() for paragraph in one.paragraphs if paragraph.role is Role.PAGE_NUMBER
    ]
    if any(run.is_page_field for paragraph in numbers for run in paragraph.runs):
        return
    if numbers:
        yield RULE.at(numbers[0].place, f"页脚的“{numbers[0].text.strip()}”是打上去的，不会随页变化")
    elif sum(len(one.text) for one in paper.paragraphs if one.container is not Container.TEXT_BOX) > _ONE_PAGE:
        yield RULE.at(section_place(paper, paper.sections[0]), "没有页码")
