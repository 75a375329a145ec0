"""What one round of mends rests on: the document as it reads now, and what of it several fixers ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from summarize.audit.formats import Measure
from summarize.audit.paper import Paper, Role
from summarize.audit.profile import Profile
from summarize.audit.rules.g16_paragraph_spacing import find_spaces
from summarize.audit.typefaces import Family, family_of
from summarize.standard import LATIN


@dataclass(frozen=True)
class Audited:
    """A document and what it is measured against; what is asked of the whole of it is counted once."""

    paper: Paper
    profile: Profile

    @cached_property
    def digit_font(self) -> str:
        """The font for digits and Latin letters: the one that the text uses most, if it is one to be used."""
        counts: Counter[str] = Counter()
        for paragraph in self.paper.of(Role.BODY):
            for run in paragraph.runs:
                font = run.format.ascii
                if not font.is_theme and font.name and family_of(font.name) in (Family.OTHER, Family.FANGSONG):
                    counts[font.name] += count_digits(run.text)
        counts += Counter()  # fonts without a digit fall out
        return min(counts, key=lambda name: (-counts[name], name)) if counts else LATIN.name

    @cached_property
    def spaces(self) -> Mapping[int, Mapping[str, Measure]]:
        """The spaces between paragraphs of the text, by the index of the paragraph."""
        return {paragraph.index: spaces for paragraph, spaces in find_spaces(self.paper)}


def count_digits(text: str) -> int:
    """Return how many Arabic digits there are in `text`."""
    return sum(character.isascii() and character.isdigit() for character in text)
