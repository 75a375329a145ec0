"""The rules of language on a document's paragraphs, each as what it is in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from summarize.audit.paper import Container, Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Place
from summarize.language import Fault, Part, Passage, find_faults, find_series_faults
from summarize.model.dates import parse_date

_PARTS = {
    Role.TITLE: Part.TITLE,
    Role.SUBTITLE: Part.TITLE,
    Role.ANNEX_NOTE: Part.ANNEX_NOTE,
    Role.ANNEX_TITLE: Part.ANNEX_TITLE,
    Role.CAPTION: Part.CAPTION,
    Role.BODY: Part.BODY,
    Role.TABLE: Part.TABLE,
    Role.FOOTNOTE: Part.BODY,
}
_HAN = re.compile("[\u4e00-\u9fff]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_PROBLEMS = re.compile(r"问题|不足|困难|短板")
_PLANS = re.compile(r"计划|打算|安排|思路|下一步|下步")
_PLAN_OPENS = re.compile(r"(?:下半年|下一?步|明年|下一?季度|今后)[，,].*[：:]$")


def find_wording_faults(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield what the rules of language find in the paragraphs, singly and as they follow one another."""
    for one, passage, fault in iter_faults(paper, profile):
        yield _finding(fault, one, passage)


def iter_faults(paper: Paper, profile: Profile) -> Iterator[tuple[Paragraph, Passage, Fault]]:
    """Yield the faults of language, each with its paragraph and the passage that was made of it."""
    told = [(one, passage) for one, passage in _passages(paper) if passage.text]
    for one, passage in told:
        for fault in find_faults(passage):
            if fault.rule.code not in profile.silenced:
                yield one, passage, fault
    flow = [(one, passage) for one, passage in told if one.container is Container.BODY]
    passages = [passage for _, passage in flow]
    for index, fault in find_series_faults(passages):
        if fault.rule.code not in profile.silenced:
            yield *flow[index], fault


def _finding(fault: Fault, one: Paragraph, passage: Passage) -> Finding:
    place = Place(paragraph=one.index or None, excerpt=passage.excerpt(fault.start, fault.end))
    related = tuple(
        Place(paragraph=one.index or None, excerpt=passage.excerpt(start, end)) for start, end in fault.related
    )
    return fault.at(place, related=related)


def _passages(paper: Paper) -> Iterator[tuple[Paragraph, Passage]]:
    title = "".join(one.text for one in paper.of(Role.TITLE))
    year = _YEAR.search(title)
    as_of = _date_of(paper)
    part = Part.BODY
    for one in (*paper.paragraphs, *paper.beside):
        part = _part_of_text(one, part)
        own = _part(one, part)
        if own is None or (own is Part.TABLE and not _HAN.search(one.text)):
            continue
        text = "".join(one.text.split("\n")) if own is Part.TITLE else one.text
        yield one, Passage(text.strip(), own, int(year[0]) if year else None, as_of)


def _part(one: Paragraph, part: Part) -> Part | None:
    if one.role.is_heading:
        return part if one.lead else Part.HEADING
    own = _PARTS.get(one.role)
    return part if own is Part.BODY and one.container is Container.BODY else own


def _part_of_text(one: Paragraph, part: Part) -> Part:
    """Return the part of the report that goes on or begins with a paragraph."""
    if one.role is Role.LEVEL_1 and not one.lead:
        return Part.PROBLEM if _PROBLEMS.search(one.text) else Part.PLAN if _PLANS.search(one.text) else Part.BODY
    if one.role is Role.BODY and _PLAN_OPENS.match(one.text.strip()):
        return Part.PLAN
    return part


def _date_of(paper: Paper) -> date | None:
    dates = (parse_date(one.text.strip().strip("（）()")) for one in paper.of(Role.SIGNATURE_DATE, Role.SUBTITLE))
    return next((day for day in dates if day is not None), None)
