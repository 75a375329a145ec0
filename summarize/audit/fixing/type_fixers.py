"""What mends typefaces, sizes and colours: fonts by name in the runs that are wrong, and in no others."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.fixing.audited import Audited, count_digits
from summarize.audit.fixing.edits import Edit, Look, SetLook
from summarize.audit.formats import AMBIGUOUS, Script, TextFormat, script_of
from summarize.audit.paper import Paragraph, Role, Run
from summarize.audit.profile import Profile, TypeSpec
from summarize.audit.rules.g09_latin_mark import latin_marks
from summarize.audit.rules.g12_text_color import is_black
from summarize.audit.type_faults import LEAD_FAMILIES, is_series_lead, named
from summarize.audit.typefaces import Family, family_of
from summarize.standard import RED


def fix_type(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what sets a paragraph in the typeface and size of its role."""
    spec = audited.profile.types.get(one.role)
    if spec is None:
        return
    for start, end, run, wanted in _with_specs(one, audited.profile):
        if one.role.is_heading and one.lead and start >= one.lead:
            break  # what runs on behind a heading is nobody's fault here
        font = run.format.east_asia
        is_right = not font.is_theme and (family_of(font.name) in wanted.families or font.name in wanted.names)
        if not is_right and _is_east_asian(run) and not (one.role is Role.BODY and is_series_lead(run)):
            look = Look(named(_own_spec(one, audited.profile, wanted)), _latin(run.format, audited.digit_font))
            yield SetLook(one.anchor, start, end, look, with_mark=bool(one.label))
    for start, end, run in positions(one):
        if run.text.strip() and run.format.size != spec.size:
            yield SetLook(one.anchor, start, end, Look(size=spec.size), with_mark=bool(one.label))


def fix_theme(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what sets by name what is set by theme: the typeface of the role."""
    for start, end, run, wanted in _with_specs(one, audited.profile):
        if run.format.east_asia.is_theme:
            look = Look(named(_own_spec(one, audited.profile, wanted)), _latin(run.format, audited.digit_font))
            yield SetLook(one.anchor, start, end, look, with_mark=bool(one.label))


def fix_marks(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what sets the marks that both scripts have in the Chinese font."""
    spec = audited.profile.types.get(one.role)
    for start, end, run in positions(one):
        if any(latin_marks(run)):
            is_named = not run.format.east_asia.name.isascii()
            if is_named or spec is not None:
                face = None if is_named or spec is None else named(spec)
                yield SetLook(one.anchor, start, end, Look(east_asia=face, has_hint=True))


def fix_digits(audited: Audited) -> Iterator[Edit]:
    """Yield what sets the digits of the whole text in one typeface."""
    wanted = audited.digit_font
    for paragraph in audited.paper.of(Role.BODY):
        for start, end, run in positions(paragraph):
            font = run.format.ascii
            if count_digits(run.text) and (font.is_theme or font.name != wanted):
                yield SetLook(paragraph.anchor, start, end, Look(latin=wanted, has_hint=_has_marks(run)))


def fix_color(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what sets coloured text black."""
    for start, end, run in positions(one):
        if not is_black(run.format.color):
            yield SetLook(one.anchor, start, end, Look(color="auto"))


def redden(one: Paragraph) -> Iterator[Edit]:
    """Yield what sets a paragraph red."""
    yield SetLook(one.anchor, 0, len(one.typed), Look(color=RED))


def positions(one: Paragraph) -> Iterator[tuple[int, int, Run]]:
    """Yield where each run begins and ends in the typed text, and the run."""
    position = 0
    for run in one.runs:
        yield position, position + len(run.text), run
        position += len(run.text)


def _with_specs(one: Paragraph, profile: Profile) -> Iterator[tuple[int, int, Run, TypeSpec]]:
    """Yield the pieces of runs on either side of the leading sentence, each with how it may be set."""
    spec = profile.types.get(one.role)
    if spec is None:
        return
    if one.role.is_heading and one.lead:
        before, behind = spec, profile.types.get(Role.BODY, spec)
    else:
        before, behind = TypeSpec((*LEAD_FAMILIES, *spec.families), spec.size, spec.names), spec
    for start, end, spec in ((0, one.lead, before), (one.lead, len(one.typed), behind)):
        position = start
        for run in one.runs_from(start, end):
            yield position, position + len(run.text), run, spec
            position += len(run.text)


def _own_spec(one: Paragraph, profile: Profile, spec: TypeSpec) -> TypeSpec:
    """Return how a piece is meant to be set where more may pass: a leading sentence is set as its paragraph is."""
    return profile.types.get(one.role, spec) if one.role is Role.BODY else spec


def _is_east_asian(run: Run) -> bool:
    return any(character in AMBIGUOUS or script_of(character) is Script.EAST_ASIA for character in run.text)


def _latin(look: TextFormat, digits: str) -> str | None:
    """Return the Latin font to be named; `None` where a fit one is named already."""
    fonts = (look.ascii, look.h_ansi)
    is_fit = all(
        font.name and not font.is_theme and family_of(font.name) in (Family.OTHER, Family.FANGSONG) for font in fonts
    )
    return None if is_fit else digits


def _has_marks(run: Run) -> bool:
    return not AMBIGUOUS.isdisjoint(run.text)
