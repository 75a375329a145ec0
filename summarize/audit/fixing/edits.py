"""What can be done to a document, as values: nothing here knows how the file says it."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.audit.paper import Anchor
from summarize.standard import Length, Margins


@dataclass(frozen=True, slots=True)
class Look:
    """How text is to be set; `None` leaves a thing as it is."""

    east_asia: str | None = None
    latin: str | None = None
    """The font of the three other scripts."""
    size: Length | None = None
    color: str | None = None
    """Six hexadecimal digits, or `auto`."""
    has_hint: bool = False
    """Marks that both scripts have are set from the Chinese font."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paragraph is to be set; indents are in characters, `None` leaves a thing as it is."""

    alignment: str | None = None
    left: float | None = None
    right: float | None = None
    first_line: float | None = None
    pitch: Length | None = None
    is_single_spaced: bool = False
    has_no_space_before: bool = False
    has_no_space_after: bool = False
    has_page_break_before: bool = False


@dataclass(frozen=True, slots=True)
class SetText:
    """Other text in place of the characters `start` to `end` of a paragraph's typed text."""

    anchor: Anchor
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SetLook:
    """Another look for the characters `start` to `end`; for the mark, and so the automatic number, if `with_mark`."""

    anchor: Anchor
    start: int
    end: int
    look: Look
    with_mark: bool = False


@dataclass(frozen=True, slots=True)
class SetLayout:
    """Another layout for a paragraph."""

    anchor: Anchor
    layout: Layout


@dataclass(frozen=True, slots=True)
class SetPage:
    """Another page for the section with that number, counted from 1."""

    section: int
    size: tuple[Length, Length] | None = None
    margins: Margins | None = None
    grid_pitch: Length | None = None


@dataclass(frozen=True, slots=True)
class RemoveBlank:
    """A blank paragraph less."""

    anchor: Anchor


@dataclass(frozen=True, slots=True)
class LoosenRow:
    """The row of a table in which a paragraph stands may grow with its text."""

    anchor: Anchor


@dataclass(frozen=True, slots=True)
class NumberPages:
    """Page numbers as the profile has them, in the footers of every section."""


Edit = SetText | SetLook | SetLayout | SetPage | RemoveBlank | LoosenRow | NumberPages
