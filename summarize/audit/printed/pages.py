"""Pages as they are printed; every length is in millimetres, from the left and upper edges of the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from summarize.audit.formats import LineRule
from summarize.audit.paper import Container, Paper, Paragraph, Section
from summarize.audit.profile import Profile

_ASCENT = 0.8
"""What of a line of exact pitch LibreOffice lays above the baseline."""
_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of one paragraph: `index` is the paragraph's, 0 where it could not be told."""

    text: str
    left: float
    right: float
    baseline: float
    fonts: frozenset[str]
    """The fonts that set its 汉字, as the PDF calls them."""
    index: int = 0


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page, counted from 1, with its lines in the order of the text."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    has_picture: bool = False


@dataclass(frozen=True)
class Printed:
    """A document and its pages; `missing` are fonts that this machine has not, `None` where it cannot be asked."""

    paper: Paper
    profile: Profile
    pages: tuple[PrintedPage, ...]
    missing: frozenset[str] | None = field(default=None)

    @cached_property
    def lines_by_paragraph(self) -> Mapping[int, tuple[tuple[PrintedPage, PrintedLine], ...]]:
        """The lines of each paragraph with their pages, by its index."""
        found: dict[int, list[tuple[PrintedPage, PrintedLine]]] = {}
        for page in self.pages:
            for line in page.lines:
                if line.index:
                    found.setdefault(line.index, []).append((page, line))
        return {index: tuple(those) for index, those in found.items()}

    def paragraph(self, line: PrintedLine) -> Paragraph | None:
        """Return the paragraph of a line."""
        return self.paper.by_index(line.index) if line.index else None

    def section(self, page: PrintedPage) -> Section:
        """Return the section of a page's first known line."""
        known = next((one for line in page.lines if (one := self.paragraph(line))), None)
        return self.paper.sections[(known.section if known else 1) - 1]

    def flow(self, page: PrintedPage) -> list[tuple[PrintedLine, Paragraph]]:
        """Return the lines of a page that belong to the flow of the body, with their paragraphs."""
        told = ((line, self.paragraph(line)) for line in page.lines)
        return [(line, one) for line, one in told if one is not None and one.container is Container.BODY]


def top_of(line: PrintedLine, one: Paragraph) -> float | None:
    """Return the upper edge of a line of exact pitch; `None` for another, whose height hangs on its font."""
    layout = one.format
    return line.baseline - layout.pitch.mm * _ASCENT if layout.rule is LineRule.EXACT else None


def tell_pages(numbers: Iterable[int]) -> str:
    """Return pages for people: 第1页, 第1、3、4页."""
    return f"第{'、'.join(map(str, sorted(set(numbers))))}页"
