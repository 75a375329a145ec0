"""G22 page-number-form: the page number is not — 1 — in 宋体 of 4号.

Why: digits of half width in 宋体 of 4号, a 一字线 on either side.
Finds: 第1页; 1/5; - 1 -; a bare number; 五号; Times New Roman; roman numbers.
Leaves alone: the blanks between dash and number; any of the dashes that are taken for 一字线.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Furniture, Paper, Paragraph, Role, Section
from summarize.audit.places import section_place
from summarize.audit.profile import Profile
from summarize.audit.typefaces import family_of, name_size
from summarize.findings import Finding, Rule, Severity

RULE = Rule(
    "G22",
    "page-number-form",
    Severity.WARNING,
    "页码的形式不对",
    "页码用四号半角宋体阿拉伯数字，左右各放一条一字线。",
    "写成“第1页”“1/5”“- 1 -”或光秃秃的“1”；用小五号、Times New Roman；用罗马数字。",
    "线与数字之间有没有空格；几种写法的一字线。",
    "把页码改为“— 1 —”，字体宋体，四号。",
    "GB/T 9704-2012 7.5",
)

_DASHES = frozenset("—―－─ー一")
_DECIMAL = frozenset(("", "decimal", "numberInDash"))


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield each fault of form once, whatever the number of sections."""
    told: set[str] = set()
    seen: set[tuple[int, str]] = set()
    for section in paper.sections:
        for furniture in section.furniture:
            if (id(furniture), section.page_number_format) in seen:
                continue
            seen.add((id(furniture), section.page_number_format))
            for message in _faults(section, furniture, profile):
                if message not in told:
                    told.add(message)
                    yield RULE.at(section_place(paper, section), message)


def _faults(section: Section, furniture: Furniture, profile: Profile) -> Iterator[str]:
    number = next((one for one in furniture.paragraphs if any(run.is_page_field for run in one.runs)), None)
    if number is None:
        return
    spec = profile.types[Role.PAGE_NUMBER]
    field = next(run for run in number.runs if run.is_page_field)
    font = field.format.ascii
    if family_of(font.name) not in spec.families and font.name not in spec.names:
        yield f"页码数字的字体是“{font.name or '未指定'}”，应为{spec.wanted}"
    if field.format.size != spec.size:
        yield f"页码的字号是{name_size(field.format.size)}，应为{name_size(spec.size)}"
    if section.page_number_format not in _DECIMAL:
        yield "页码不是阿拉伯数字"
    if profile.has_number_dashes and section.page_number_format != "numberInDash" and not _has_dashes(number):
        yield f"页码写作“{''.join(number.text.split())}”，应在数字左右各放一条一字线（— 1 —）"


def _has_dashes(number: Paragraph) -> bool:
    text = "".join(number.text.split())
    before, after = text[:1], text[-1:]
    inner = text[1:-1]
    return before in _DASHES and after in _DASHES and inner.isalnum()
