"""Places of findings about what is no paragraph."""

from __future__ import annotations

from summarize.audit.paper import Paper, Section
from summarize.findings import Place


def section_place(paper: Paper, section: Section) -> Place:
    """Return the place of a finding about a section: its first paragraph with text; none if it is the only one."""
    if len(paper.sections) == 1:
        return Place()
    those = paper.paragraphs[max(section.first - 1, 0) : section.last]
    return next((one.place for one in those if not one.is_blank), Place())


def paragraph_place(paper: Paper, index: int) -> Place:
    """Return the place of the paragraph with that index; nothing of its own for 0."""
    return paper.by_index(index).place if 0 < index <= len(paper.paragraphs) else Place()
