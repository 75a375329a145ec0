"""GB/T 9704-2012 《党政机关公文格式》 as data: every figure has a name, a unit and its clause.

Where the standard leaves a figure open, the value in use is given with the reason beside it. The
templates are built from this table, so a figure stands here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

REFERENCE = "GB/T 9704-2012"


class Length(int):
    """A length in EMU (English Metric Units, 914400 an inch), the unit that all others divide."""

    __slots__ = ()

    @property
    def mm(self) -> float:
        """The length in millimetres."""
        return self / 36000

    @property
    def pt(self) -> float:
        """The length in points, 1/72 inch."""
        return self / 12700

    @property
    def twips(self) -> int:
        """The length in whole twips, 1/20 point, the unit of most attributes of WordprocessingML."""
        return round(self / 635)

    @property
    def half_points(self) -> int:
        """The length in half points, the unit of `w:sz`."""
        return round(self / 6350)

    @property
    def eighth_points(self) -> int:
        """The length in eighths of a point, the unit of a border's `w:sz`."""
        return round(self * 8 / 12700)


class Mm(Length):
    """A length given in millimetres."""

    __slots__ = ()

    def __new__(cls, millimetres: float) -> Mm:
        """Return the length of `millimetres`."""
        return super().__new__(cls, round(millimetres * 36000))


class Pt(Length):
    """A length given in points."""

    __slots__ = ()

    def __new__(cls, points: float) -> Pt:
        """Return the length of `points`."""
        return super().__new__(cls, round(points * 12700))


class Twips(Length):
    """A length given in twips."""

    __slots__ = ()

    def __new__(cls, twips: float) -> Twips:
        """Return the length of `twips`."""
        return super().__new__(cls, round(twips * 635))


# 5.1, 5.2.1: paper and text area (版心)

PAGE_WIDTH = Mm(210)
"""5.1: A4."""
PAGE_HEIGHT = Mm(297)
"""5.1: A4."""
TOP_MARGIN = Mm(37)
"""5.2.1: 天头, ±1 mm."""
BINDING_MARGIN = Mm(28)
"""5.2.1: 订口, the left margin, ±1 mm."""
TEXT_WIDTH = Mm(156)
"""5.2.1: width of the text area."""
TEXT_HEIGHT = Mm(225)
"""5.2.1: height of the text area, page number not included."""
RIGHT_MARGIN = Length(PAGE_WIDTH - BINDING_MARGIN - TEXT_WIDTH)
"""5.2.1, by subtraction: 26 mm."""
BOTTOM_MARGIN = Length(PAGE_HEIGHT - TOP_MARGIN - TEXT_HEIGHT)
"""5.2.1, by subtraction: 35 mm."""

# 5.2.2, 5.2.3, 3.1, 3.2: type and density

SIZE_2 = Pt(22)
"""7.3.1: 2号, as Word has it."""
SIZE_3 = Pt(16)
"""5.2.2: 3号, as Word has it."""
SIZE_4 = Pt(14)
"""7.4, 7.5: 4号, as Word has it."""
SIZE_SMALL_4 = Pt(12)
"""小4号, for the cells of tables; the standard leaves their size open."""

LINES_PER_PAGE = 22
"""5.2.3: lines on a full page."""
CHARACTERS_PER_LINE = 28
"""5.2.3: characters on a full line."""
LINE_PITCH = Twips(579)
"""5.2.3: 28.95 pt. 225 mm hold 22 whole line boxes of at most 579.8 twips; at 29 pt only 21 fit."""
CHARACTER_WIDTH = Length(TEXT_WIDTH // CHARACTERS_PER_LINE)
"""3.1: 一字 as the text area sets it, 156 mm / 28 = 5.571 mm."""
CHARACTER_SPACING = Twips(-5)
"""5.2.3: 28 characters of 16 pt are 448 pt, the text area has 442.2 pt; -0.25 pt a character is the
smallest step of Word that brings 28 in."""
FIRST_LINE_CHARACTERS = 2
"""7.3.3: 左空二字."""
TITLE_LINE_PITCH = Pt(34)
"""7.3.1 leaves the pitch of the title's lines open; 33 to 35 pt is usual for 2号."""

# Fonts (5.2.2, 7.2, 7.3, 7.5), as Word and WPS name them in Chinese


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: the name that documents give, and the name to look for when it is not installed."""

    name: str
    alternative: str


FANGSONG = Face("仿宋_GB2312", "仿宋")
"""5.2.2: 仿宋, the body."""
KAITI = Face("楷体_GB2312", "楷体")
"""7.3.3: 楷体, headings of level 2."""
HEITI = Face("黑体", "SimHei")
"""7.3.3: 黑体, headings of level 1."""
XIAOBIAOSONG = Face("方正小标宋简体", "方正小标宋_GBK")
"""7.2.4, 7.3.1: 小标宋, 发文机关标志 and 标题."""
SONGTI = Face("宋体", "SimSun")
"""7.5: 宋体, the page number."""
LATIN = Face("Times New Roman", "Liberation Serif")
"""The standard names no typeface for digits and Latin letters in the text; this one is usual."""
FACES = (FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI, LATIN)

# 7.2: 版头

RED = "FF0000"
"""6.2: red is Y80 % M80 % in print; on screen and in files FF0000 is usual."""
MARK_TOP = Mm(35)
"""7.2.4: from the top of the text area to the upper edge of 发文机关标志."""
HEAD_GAP_LINES = 2
"""7.2.5: blank lines between 发文机关标志 and 发文字号."""
RED_LINE_GAP = Mm(4)
"""7.2.7: from 发文字号 down to the red line."""
RED_LINE_WEIGHT = Pt(1.5)
"""7.2.7 gives no weight; 1.5 to 2.25 pt is usual."""
HEAD_INDENT_CHARACTERS = 1
"""7.2.5, 7.2.6: 发文字号 左空一字, 签发人 右空一字."""

# 7.3: 主体

TITLE_GAP_LINES = 2
"""7.3.1: blank lines between the red line and the title."""
ADDRESSEE_GAP_LINES = 1
"""7.3.2: blank lines between the title and 主送机关."""
ANNEX_NOTE_GAP_LINES = 1
"""7.3.4: blank lines between the body and 附件说明."""
SIGNATURE_GAP_LINES = 1
"""7.3.5.2: blank lines between the body and an unsealed 署名."""
SEALED_SIGNATURE_GAP_LINES = 2
"""7.3.5.1 wants the seal to press 署名 and 成文日期 and its top within one line of the body: a seal of
42 mm, the two lines a little below its centre, leaves two blank lines above 署名."""
SEALED_DATE_RIGHT_CHARACTERS = 4
"""7.3.5.1: 成文日期 右空四字 under a seal."""
UNSEALED_RIGHT_CHARACTERS = 2
"""7.3.5.2: 署名 右空二字 without a seal; so the date when it is the longer of the two."""
DATE_OFFSET_CHARACTERS = 2
"""7.3.5.2: the date begins two characters right of the beginning of 署名."""
ANNEX_TITLE_LINE = 3
"""7.3.7: the line of the text area on which an annex's title stands."""

# 7.4: 版记

IMPRINT_THICK_LINE = Mm(0.35)
"""7.4.1: first and last line."""
IMPRINT_THIN_LINE = Mm(0.25)
"""7.4.1: lines between."""
IMPRINT_LINE_PITCH = Pt(24)
"""The pitch of its lines of 4号, which the standard leaves open."""
IMPRINT_INDENT_CHARACTERS = 1
"""7.4.2, 7.4.3: 左右各空一字."""

# 7.5: 页码

PAGE_NUMBER_GAP = Mm(7)
"""7.5: from the lower edge of the text area down to the dashes of the page number."""
PAGE_NUMBER_INDENT_CHARACTERS = 1
"""7.5: 居右空一字 on odd, 居左空一字 on even pages; 一字 of the number's own 4号."""
PAGE_NUMBER_PITCH = Pt(14)
"""The exact pitch of the page number's line, so that its place does not hang on the font."""
FOOTER_DISTANCE = Twips(1447)
"""7.5 as `w:footer`: with a line of exactly 14 pt the dashes stand 7.0 mm below the text area
(measured with LibreOffice 7.4 and 25.2)."""

# Tables; the standard leaves their rules and cells open

TABLE_OUTER_LINE = IMPRINT_THICK_LINE
TABLE_INNER_LINE = IMPRINT_THIN_LINE
TABLE_CELL_MARGIN = Twips(85)
"""White at either side of a cell's text, 1.5 mm."""

# 8: A4 横排表格


@dataclass(frozen=True, slots=True)
class Margins:
    """The four margins of a page, as it is read."""

    top: Length
    right: Length
    bottom: Length
    left: Length


PORTRAIT_MARGINS = Margins(TOP_MARGIN, RIGHT_MARGIN, BOTTOM_MARGIN, BINDING_MARGIN)
"""5.2.1."""
LANDSCAPE_MARGINS = Margins(BINDING_MARGIN, TOP_MARGIN, RIGHT_MARGIN, BOTTOM_MARGIN)
"""8: the head of the table is at the 订口 of an odd page and at the 切口 of an even one, which is the
left edge of both; so the page is turned clockwise, and its left edge becomes the top."""
