"""What mends pages: their size, margins, grid and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.fixing.audited import Audited
from summarize.audit.fixing.edits import Edit, NumberPages, SetPage
from summarize.audit.profile import Profile
from summarize.standard import LANDSCAPE_MARGINS, PAGE_HEIGHT, PAGE_WIDTH, Margins, Mm

_TOLERANCE = Mm(1)


def fix_size(audited: Audited) -> Iterator[Edit]:
    """Yield what makes each page A4, upright or on its side as it is."""
    for section in audited.paper.sections:
        size = (PAGE_HEIGHT, PAGE_WIDTH) if section.is_landscape else (PAGE_WIDTH, PAGE_HEIGHT)
        seen = (section.width, section.height)
        if any(abs(a - b) > _TOLERANCE for a, b in zip(seen, size, strict=True)):
            yield SetPage(section.number, size=size)


def fix_margins(audited: Audited) -> Iterator[Edit]:
    """Yield what gives each page the margins of the profile."""
    upright = _upright(audited.profile)
    for section in audited.paper.sections:
        wanted = LANDSCAPE_MARGINS if section.is_landscape else upright
        seen = (section.top, section.right, section.bottom, section.left + section.gutter)
        due = (wanted.top, wanted.right, wanted.bottom, wanted.left)
        if any(abs(abs(a) - b) > _TOLERANCE for a, b in zip(seen, due, strict=True)):
            yield SetPage(section.number, margins=wanted)


def _upright(profile: Profile) -> Margins:
    return Margins(profile.top, profile.right, profile.bottom, profile.left)


def fix_grid(audited: Audited) -> Iterator[Edit]:
    """Yield what gives each upright page with a grid one of as many lines as the profile has."""
    for section in audited.paper.sections:
        if section.grid and not section.is_landscape:
            yield SetPage(section.number, grid_pitch=audited.profile.line_pitch)


def fix_numbers(audited: Audited) -> Iterator[Edit]:
    """Yield what numbers the pages."""
    yield NumberPages()
