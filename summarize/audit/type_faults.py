"""What is wrong with the typeface and the size of a part: shared by the rules on each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarize.audit.paper import Paper, Paragraph, Role, Run
from summarize.audit.profile import Profile, TypeSpec
from summarize.audit.typefaces import Family, family_of, is_han, name_size
from summarize.findings import Finding, Rule, Severity

LEAD_FAMILIES = (Family.FANGSONG, Family.KAITI, Family.HEITI)
"""The leading sentence of a paragraph (段首句) may be set apart."""
_SERIES = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]{1,3}[，,])")


def find_type_faults(
    rule: Rule, paper: Paper, profile: Profile, roles: Iterable[Role], severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield the paragraphs of `roles` whose typeface or size is not that of the profile."""
    for paragraph in paper.of(*roles):
        spec = profile.types.get(paragraph.role)
        if spec is None:
            continue
        name = paragraph.role.value
        fonts = list(dict.fromkeys(wrong_fonts(paragraph, spec)))
        if fonts:
            told = "、".join(f"“{font}”" if font else "未指定的字体" for font in fonts[:3])
            message = f"{name}的汉字用{told}，应为{spec.wanted}"
            yield rule.at(paragraph.place, message, f"选中文字，把中文字体设为{named(spec)}。", severity=severity)
        sizes = list(dict.fromkeys(name_size(run.format.size) for run in _of_other_size(paragraph, spec)))
        if sizes:
            message = f"{name}的字号是{'、'.join(sizes[:3])}，应为{name_size(spec.size)}"
            yield rule.at(paragraph.place, message, f"选中文字，把字号设为{name_size(spec.size)}。", severity=severity)


def wrong_fonts(paragraph: Paragraph, spec: TypeSpec) -> Iterator[str]:
    """Yield the typefaces of the paragraph's 汉字 that are not of `spec`; those of a theme are another rule's."""
    if paragraph.role.is_heading and paragraph.lead:
        checked = paragraph.runs_from(0, paragraph.lead)
    else:
        checked = paragraph.runs_from(paragraph.lead)
        lead_spec = TypeSpec((*LEAD_FAMILIES, *spec.families), spec.size, spec.names)
        yield from _wrong(paragraph.runs_from(0, paragraph.lead), lead_spec)
    is_body = paragraph.role is Role.BODY
    yield from _wrong((run for run in checked if not (is_body and is_series_lead(run))), spec)


def _wrong(runs: Iterable[Run], spec: TypeSpec) -> Iterator[str]:
    for run in runs:
        font = run.format.east_asia
        if font.is_theme or not any(map(is_han, run.text)):
            continue
        if family_of(font.name) not in spec.families and font.name not in spec.names:
            yield font.name


def is_series_lead(run: Run) -> bool:
    """Whether a run is the lead of 一是…二是… within a paragraph, which is set in 楷体 as leads are."""
    return bool(_SERIES.match(run.text)) and family_of(run.format.east_asia.name) is Family.KAITI


def _of_other_size(paragraph: Paragraph, spec: TypeSpec) -> Iterator[Run]:
    return (run for run in paragraph.runs if run.text.strip() and run.format.size != spec.size)


def named(spec: TypeSpec) -> str:
    """Return the typeface to choose in Word."""
    names = {Family.FANGSONG: "仿宋_GB2312", Family.KAITI: "楷体_GB2312", Family.XIAOBIAOSONG: "方正小标宋简体"}
    return spec.names[0] if spec.names else names.get(spec.families[0], spec.families[0].value)
