"""G31 signature-place: 署名 and 成文日期 do not stand where the standard has them.

Why: a seal presses both lines; without one the date begins two characters behind 署名.
Finds: both flush right; both moved by blanks; 署名 and date flush left or centred.
Leaves alone: either of the two arrangements, within half a character; several units that sign together.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarize.audit.paper import Paper, Paragraph, Role
from summarize.audit.profile import Profile
from summarize.findings import Finding, Rule, Severity
from summarize.standard import CHARACTER_WIDTH

RULE = Rule(
    "G31",
    "signature-place",
    Severity.WARNING,
    "署名和成文日期的位置不对",
    "加盖印章的，成文日期右空四字，署名在其上居中；不加盖印章的，署名右空二字，日期首字比署名首字右移二字。",
    "署名、日期都顶右边；用空格推到右边；居中或左对齐。",
    "两种排法之一，相差不到半个字；联合行文。",
    "选中两行右对齐，按提示的字数设右缩进，删去空格。",
    "GB/T 9704-2012 7.3.5",
)

_TOLERANCE = 0.6
_BLANKS = " \u3000\t"


def find(paper: Paper, profile: Profile) -> Iterator[Finding]:
    """Yield one finding if the two lines stand neither as sealed nor as unsealed ones do."""
    names, dates = paper.of(Role.SIGNATURE), paper.of(Role.SIGNATURE_DATE)
    if len(names) != 1 or len(dates) != 1:
        return
    name, date = names[0], dates[0]
    if any(map(_is_pushed, (name, date))):
        message = "署名和成文日期用空格推到右边，改几个字就错位"
        yield RULE.at(name.place, message, related=(date.place,))
        return
    name_width, date_width = width_in_characters(name.text), width_in_characters(date.text)
    seen = (_right_gap(paper, name), _right_gap(paper, date))
    arrangements = sealed_gaps(name_width, date_width), unsealed_gaps(name_width, date_width)
    if any(all(abs(a - b) <= _TOLERANCE for a, b in zip(seen, wanted, strict=True)) for wanted in arrangements):
        return
    if any(gap < 0 for gap in arrangements[0]) and abs(seen[1] - arrangements[0][1]) <= _TOLERANCE:
        return  # A long name cannot be centred on its date; how it is split is a person's decision.
    sealed, unsealed = arrangements
    message = (
        f"署名右空{seen[0]:.1f}字、日期右空{seen[1]:.1f}字；盖章的应为{sealed[0]:g}字和{sealed[1]:g}字，"
        f"不盖章的应为{unsealed[0]:g}字和{unsealed[1]:g}字"
    )
    yield RULE.at(name.place, message, related=(date.place,))


def _is_pushed(one: Paragraph) -> bool:
    """Whether a line that is not aligned right begins with blanks."""
    return one.format.alignment != "right" and one.typed[:2].strip(_BLANKS) == "" and bool(one.typed.strip())


def width_in_characters(text: str) -> float:
    """Return the width of a line; a digit takes half a character."""
    return sum(0.5 if character < "\x80" else 1.0 for character in text.strip())


def sealed_gaps(name: float, date: float) -> tuple[float, float]:
    """Return how far 署名 and 成文日期 stand from the right under a seal, in characters."""
    return 4 + (date - name) / 2, 4.0


def unsealed_gaps(name: float, date: float) -> tuple[float, float]:
    """Return how far they stand from the right without a seal."""
    return (2.0, name - date) if date <= name - 2 else (date + 4 - name, 2.0) if date > name else (2.0, name - date)


def nearest_gaps(paper: Paper) -> tuple[float, float]:
    """Return how far from the right 署名 and 成文日期 should stand: sealed or unsealed, as they nearly do."""
    name, date = paper.of(Role.SIGNATURE)[0], paper.of(Role.SIGNATURE_DATE)[0]
    widths = width_in_characters(name.text), width_in_characters(date.text)
    seen = _right_gap(paper, name), _right_gap(paper, date)
    arrangements = [gaps for gaps in (unsealed_gaps(*widths), sealed_gaps(*widths)) if min(gaps) >= 0]
    return min(arrangements, key=lambda gaps: sum(abs(a - b) for a, b in zip(seen, gaps, strict=True)))


def _right_gap(paper: Paper, one: Paragraph) -> float:
    layout = one.format
    size = one.runs[0].format.size if one.runs else one.mark.size
    right = layout.right.in_characters(CHARACTER_WIDTH)
    if layout.right.characters is not None:
        right *= size / CHARACTER_WIDTH if size > CHARACTER_WIDTH * 1.1 else 1
    trailing = width_in_blanks(one.text[len(one.text.rstrip(_BLANKS)) :])
    if layout.alignment == "right":
        return right + trailing
    section = paper.sections[one.section - 1]
    line = (section.width - section.left - section.right) / CHARACTER_WIDTH
    left = layout.left.in_characters(CHARACTER_WIDTH) + layout.first_line.in_characters(CHARACTER_WIDTH)
    leading = width_in_blanks(one.text[: len(one.text) - len(one.text.lstrip(_BLANKS))])
    free = line - left - right - leading - width_in_characters(one.text)
    return right + (free / 2 if layout.alignment == "center" else free)


def width_in_blanks(blanks: str) -> float:
    """Return how wide blanks are, in characters."""
    return sum(1.0 if blank == "\u3000" else 2.0 if blank == "\t" else 0.5 for blank in blanks)
