"""What a document is measured against: the standard, its electronic variant, or a unit's own differences.

A unit's differences stand in a small TOML file, by Chinese names in quotation marks:

    "依据" = "国标"
    "行距" = 28
    "一级标题字体" = "黑体"
    "页码位置" = "居中"
    "不查" = ["G15"]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from summarize import standard as gb
from summarize.audit.paper import Role
from summarize.audit.typefaces import Family
from summarize.standard import Length, Mm, Pt


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """How a part is set: families of typefaces (the first is meant, the others pass) or names, and size."""

    families: tuple[Family, ...]
    size: Length
    names: tuple[str, ...] = ()
    """Typefaces that a unit names itself; they pass whatever their family."""

    @property
    def wanted(self) -> str:
        """The typeface for people."""
        return "或".join(self.names) if self.names else self.families[0].value


_FANGSONG_3 = TypeSpec((Family.FANGSONG,), gb.SIZE_3)
_HEITI_3 = TypeSpec((Family.HEITI,), gb.SIZE_3)
_KAITI_3 = TypeSpec((Family.KAITI,), gb.SIZE_3)
_IMPRINT = TypeSpec((Family.FANGSONG,), gb.SIZE_4)
_TITLE = TypeSpec((Family.XIAOBIAOSONG,), gb.SIZE_2)
TYPES: Mapping[Role, TypeSpec] = MappingProxyType(
    {
        Role.TITLE: _TITLE,
        Role.ANNEX_TITLE: _TITLE,
        Role.SUBTITLE: TypeSpec((Family.KAITI, Family.FANGSONG), gb.SIZE_3),
        Role.LEVEL_1: _HEITI_3,
        Role.LEVEL_2: _KAITI_3,
        Role.LEVEL_3: _FANGSONG_3,
        Role.LEVEL_4: _FANGSONG_3,
        Role.BODY: _FANGSONG_3,
        Role.ADDRESSEE: _FANGSONG_3,
        Role.ANNEX_NOTE: _FANGSONG_3,
        Role.SIGNATURE: _FANGSONG_3,
        Role.SIGNATURE_DATE: _FANGSONG_3,
        Role.NOTE: _FANGSONG_3,
        Role.ANNEX_LABEL: _HEITI_3,
        Role.SECURITY: _HEITI_3,
        Role.URGENCY: _HEITI_3,
        Role.DOCUMENT_NUMBER: TypeSpec((Family.FANGSONG, Family.KAITI), gb.SIZE_3),
        Role.SIGNER: TypeSpec((Family.FANGSONG, Family.KAITI), gb.SIZE_3),
        Role.COPY_TO: _IMPRINT,
        Role.ISSUE: _IMPRINT,
        Role.PAGE_NUMBER: TypeSpec((Family.SONGTI,), gb.SIZE_4),
    }
)


@dataclass(frozen=True, slots=True)
class Profile:
    """The figures that a document is measured against."""

    name: str = "国标"
    reference: str = gb.REFERENCE
    top: Length = gb.TOP_MARGIN
    right: Length = gb.RIGHT_MARGIN
    bottom: Length = gb.BOTTOM_MARGIN
    left: Length = gb.BINDING_MARGIN
    line_pitch: Length = gb.LINE_PITCH
    lines: int = gb.LINES_PER_PAGE
    first_line: float = gb.FIRST_LINE_CHARACTERS
    types: Mapping[Role, TypeSpec] = field(default_factory=lambda: TYPES)
    has_bold_headings: bool = False
    """Whether bold headings of levels 2 to 4 are the unit's own way."""
    page_number_place: str = "外侧"
    """`外侧`: right on odd, left on even pages; `居中`."""
    has_number_dashes: bool = True
    silenced: frozenset[str] = frozenset()
    """Codes of rules that the unit does not want to hear of."""

    @property
    def text_height(self) -> Length:
        """The height of 版心."""
        return Length(gb.PAGE_HEIGHT - self.top - self.bottom)

    @property
    def text_width(self) -> Length:
        """The width of 版心."""
        return Length(gb.PAGE_WIDTH - self.left - self.right)


NATIONAL = Profile()
ELECTRONIC = replace(
    NATIONAL,
    name="电子公文",
    reference="GB/T 33476.2-2016",
    top=Mm(34.58),
    bottom=Mm(32.58),
    line_pitch=Pt(29.45),
)
"""天头 read as the edge of the ink: 37 mm less half of the leading; the lines are those of 3.2."""
PROFILES: Mapping[str, Profile] = MappingProxyType({profile.name: profile for profile in (NATIONAL, ELECTRONIC)})
TYPE_NAMES: Mapping[str, Role] = MappingProxyType(
    {
        "标题": Role.TITLE,
        "正文": Role.BODY,
        "一级标题": Role.LEVEL_1,
        "二级标题": Role.LEVEL_2,
        "三级标题": Role.LEVEL_3,
        "四级标题": Role.LEVEL_4,
        "页码": Role.PAGE_NUMBER,
    }
)
"""The roles whose type a unit may set."""
