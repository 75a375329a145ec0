"""How text and paragraphs are set, after everything that has a say in it: values as they take effect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from summarize.standard import Length

NO_LENGTH = Length(0)


class Script(Enum):
    """The four fonts of a run, one of which sets each character (ECMA-376 part 1, 17.3.2.26)."""

    ASCII = "ascii"
    H_ANSI = "hAnsi"
    EAST_ASIA = "eastAsia"
    CS = "cs"


AMBIGUOUS = frozenset(
    "“”‘’…—–‥·×÷°±§¨´¶¤¸αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ※①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳→←↑↓√∞≈≠≤≥■□▲△●○◆◇★☆℃‰№"
)
"""Characters that are set from `eastAsia` only where the run says `w:hint="eastAsia"`, else from `hAnsi`
([MS-OI29500] 2.1.88)."""
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00020000-\U0003ffff]"
)


def script_of(character: str, *, hint: str = "") -> Script:
    """Return which of a run's fonts sets `character`."""
    if character in AMBIGUOUS:
        return Script.EAST_ASIA if hint == "eastAsia" else Script.H_ANSI
    if character < "\x80":
        return Script.ASCII
    return Script.EAST_ASIA if _EAST_ASIAN.match(character) else Script.H_ANSI


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface by name, '' where nobody names one; `is_theme` when it comes from the theme."""

    name: str = ""
    is_theme: bool = False


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How text is set. `color` has six hexadecimal digits, '' where it is automatic."""

    ascii: Font
    h_ansi: Font
    east_asia: Font
    cs: Font
    hint: str
    size: Length
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    is_hidden: bool = False
    color: str = ""
    spacing: Length = NO_LENGTH
    scale: int = 100

    def font(self, script: Script) -> Font:
        """Return the font of one script."""
        match script:
            case Script.ASCII:
                return self.ascii
            case Script.H_ANSI:
                return self.h_ansi
            case Script.EAST_ASIA:
                return self.east_asia
            case Script.CS:
                return self.cs

    def font_of(self, character: str) -> Font:
        """Return the font that sets `character`."""
        return self.font(script_of(character, hint=self.hint))


@dataclass(frozen=True, slots=True)
class Measure:
    """A length that may be stored in characters, which then wins over the length."""

    length: Length = NO_LENGTH
    characters: float | None = None

    def in_characters(self, size: Length) -> float:
        """Return how many characters of `size` it is."""
        if self.characters is not None:
            return self.characters
        return self.length / size if size else 0.0


NO_MEASURE = Measure()


class LineRule(Enum):
    """What the line pitch means."""

    AUTO = "auto"
    """A multiple of the font's own height."""
    AT_LEAST = "atLeast"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Edge:
    """A line at one side of a paragraph; `color` '' where it is automatic."""

    weight: Length
    color: str = ""
    space: Length = NO_LENGTH


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph is set. `pitch` is a length unless the rule is `AUTO`; then `lines` is the multiple."""

    alignment: str = "left"
    """`left`, `right`, `center`, `both` or `distribute`."""
    left: Measure = NO_MEASURE
    right: Measure = NO_MEASURE
    first_line: Measure = NO_MEASURE
    """Negative where the first line hangs out."""
    rule: LineRule = LineRule.AUTO
    pitch: Length = NO_LENGTH
    lines: float = 1.0
    before: Measure = NO_MEASURE
    """Space above; its `characters` are lines."""
    after: Measure = NO_MEASURE
    has_page_break_before: bool = False
    keeps_next: bool = False
    outline: int = 0
    """Outline level 1 to 9, 0 for text."""
    snaps_to_grid: bool = True
    joins_same_style: bool = False
    """`w:contextualSpacing`."""
    numbering: tuple[str, int] | None = None
    is_framed: bool = False
    frame_side: str = ""
    """Where the frame stands across the page: `outside`, `inside`, `left`, `right`, `center`; '' elsewhere."""
    top: Edge | None = None
    bottom: Edge | None = None
    tabs: tuple[tuple[str, Length], ...] = ()
    widow_control: bool = True
