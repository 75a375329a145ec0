"""What each paragraph is in an official document, told by its content and place; its style is only a hint."""

from __future__ import annotations

from dataclasses import replace

from summarize.audit.paper import Furniture, Paper, Role, Section
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
        sections=_with_furniture(paper.sections),
        beside=tuple(replace(one, role=Role.FOOTNOTE) for one in paper.beside),
    )


def _with_furniture(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections with the roles in their headers and footers; one that many share is made once."""
    made: dict[int, Furniture] = {}
    for section in sections:
        for one in section.furniture:
            if id(one) not in made:
                those = (replace(paragraph, role=furniture_role(paragraph)) for paragraph in one.paragraphs)
                made[id(one)] = replace(one, paragraphs=tuple(those))
    return tuple(replace(section, furniture=tuple(made[id(one)] for one in section.furniture)) for section in sections)
