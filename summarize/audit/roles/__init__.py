"""What each paragraph is in an official document, told by its content and place; its style is only a hint."""

from __future__ import annotations

from dataclasses import replace

from summarize.audit.paper import Paper, Role, Section
from summarize.audit.roles.closing import find_closing
from summarize.audit.roles.levels import find_levels
from summarize.audit.roles.opening import find_opening
from summarize.audit.roles.page_numbers import furniture_role
from summarize.audit.roles.plain import find_plain

__all__ = ["assign_roles"]


def assign_roles(paper: Paper) -> Paper:
    """Return `paper` with the role of every paragraph."""
    roles = find_plain(paper)
    opening = find_opening(paper, roles)
    roles.update(opening.roles)
    roles.update(find_closing(paper, roles, opening.end))
    leads: dict[int, int] = {}
    for index, role, lead in find_levels(paper, roles):
        roles[index] = role
        leads[index] = lead
    return replace(
        paper,
        paragraphs=tuple(
            replace(one, role=roles.get(one.index, Role.OTHER), lead=leads.get(one.index, 0))
            for one in paper.paragraphs
        ),
        sections=tuple(map(_with_furniture, paper.sections)),
        beside=tuple(replace(one, role=Role.FOOTNOTE) for one in paper.beside),
    )


def _with_furniture(section: Section) -> Section:
    furniture = tuple(
        replace(
            one, paragraphs=tuple(replace(paragraph, role=furniture_role(paragraph)) for paragraph in one.paragraphs)
        )
        for one in section.furniture
    )
    return replace(section, furniture=furniture)
