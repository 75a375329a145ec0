"""What mends the layout of paragraphs: pitch, indents, alignment, spacing, the places of 署名 and annexes."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.fixing.audited import Audited
from summarize.audit.fixing.edits import Edit, Layout, LoosenRow, RemoveBlank, SetLayout, SetText
from summarize.audit.fixing.type_fixers import redden
from summarize.audit.formats import LineRule
from summarize.audit.paper import Container, Paragraph, Role
from summarize.audit.roles.plain import is_red
from summarize.audit.rules.g31_signature_place import nearest_gaps

_BLANKS = " \u3000\t\xa0"
_FLUSH = Layout(left=0, right=0, first_line=0)


def fix_pitch(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what sets the lines at the exact pitch."""
    yield SetLayout(one.anchor, Layout(pitch=audited.profile.line_pitch))


def fix_indent(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what sets the first line in, and takes away blanks that stood in for that."""
    yield SetLayout(one.anchor, Layout(left=0, first_line=audited.profile.first_line))
    if not one.label:
        yield from _without_blanks(one)


def fix_alignment(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what justifies the text."""
    yield SetLayout(one.anchor, Layout(alignment="both"))


def fix_spacing(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what takes away the space between paragraphs of the text."""
    spaces = audited.spaces.get(one.index, {})
    layout = Layout(has_no_space_before="段前" in spaces, has_no_space_after="段后" in spaces)
    yield SetLayout(one.anchor, layout)


def fix_title(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what puts a title in the middle."""
    yield SetLayout(one.anchor, Layout("center", left=0, right=0, first_line=0))
    yield from _without_blanks(one)
    yield from _without_blanks_behind(one)


def fix_issuer_mark(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what sets 发文机关标志 red, in the middle."""
    if any(run.text.strip() and not is_red(run.format.color) for run in one.runs):
        yield from redden(one)
    if one.format.alignment not in ("center", "distribute"):
        yield SetLayout(one.anchor, Layout("center", left=0, right=0, first_line=0))


def fix_signature(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what puts 署名 and 成文日期 where they stand sealed or unsealed, whichever is nearer."""
    for line, gap in zip(
        audited.paper.of(Role.SIGNATURE, Role.SIGNATURE_DATE), nearest_gaps(audited.paper), strict=False
    ):
        yield SetLayout(line.anchor, Layout("right", left=0, right=gap, first_line=0))
        yield from _without_blanks(line)
        yield from _without_blanks_behind(line)


def fix_flush(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what puts 主送机关 or the label of an annex flush left."""
    is_aligned = one.format.alignment in ("left", "both")
    yield SetLayout(one.anchor, Layout(None if is_aligned else "left", left=0, first_line=0))
    yield from _without_blanks(one)


def fix_page_break(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what begins an annex on a new page."""
    yield SetLayout(one.anchor, Layout(has_page_break_before=True))


def fix_blanks(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what takes away the blank paragraphs before a paragraph of the text."""
    for index in range(one.index - 1, 0, -1):
        before = audited.paper.by_index(index)
        if before.container is not Container.BODY or before.role is not Role.EMPTY:
            return
        if before.has_break_before or before.has_break_after:
            return
        yield RemoveBlank(before.anchor)


def fix_picture(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what gives a picture the height that it needs."""
    yield SetLayout(one.anchor, Layout(is_single_spaced=True))


def fix_row(audited: Audited, one: Paragraph) -> Iterator[Edit]:
    """Yield what lets a row of a table grow with its text, and the lines in its cells."""
    yield LoosenRow(one.anchor)
    sizes = [run.format.size for run in one.runs if run.text.strip()]
    if one.format.rule is LineRule.EXACT and sizes and one.format.pitch < max(sizes):
        yield SetLayout(one.anchor, Layout(is_single_spaced=True))


def _without_blanks(one: Paragraph) -> Iterator[Edit]:
    count = len(one.typed) - len(one.typed.lstrip(_BLANKS))
    if 0 < count < len(one.typed):
        yield SetText(one.anchor, 0, count, "")


def _without_blanks_behind(one: Paragraph) -> Iterator[Edit]:
    count = len(one.typed.rstrip(_BLANKS))
    if 0 < count < len(one.typed):
        yield SetText(one.anchor, count, len(one.typed), "")
