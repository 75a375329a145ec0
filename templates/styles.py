"""The styles of the shipped templates, as word/styles.xml, from the figures of the standard.

Styles carry the format, so that a reviewer changes a style once; names are Chinese, since they are
what Word and WPS show.

Fonts: `ascii` (digits, Latin letters) is Times New Roman; `eastAsia` and `hAnsi` are the Chinese face.
“ ” —— …… · are ambiguous to Word: it sets them from `eastAsia` where the run says `w:hint="eastAsia"`
and from `hAnsi` otherwise. The hint stands on every run, and `hAnsi` is Chinese for those runs that
lose it when somebody retypes them, so these marks are Chinese either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from summarize import standard as gb

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CHARACTER = gb.CHARACTER_WIDTH.twips
PITCH = gb.LINE_PITCH.twips
TEXT_WIDTH = 8845
"""Width of the text area between the margins 1587 and 1474, in twips."""

BODY_PITCH = f'w:line="{PITCH}" w:lineRule="exact"'
NO_INDENT = '<w:ind w:leftChars="0" w:left="0" w:rightChars="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/>'
NO_GRID = '<w:snapToGrid w:val="0"/>'
NO_AUTO_SPACE = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
"""Without it Word puts a quarter of a character between 汉字 and digits, and a date of six characters
is longer than the arithmetic of the standard takes it to be."""


def fonts(face: gb.Face, *, digits: gb.Face = gb.LATIN) -> str:
    """Return `w:rFonts` with all four slots: `face`, and `digits` for digits and Latin letters."""
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{digits.name}" w:hAnsi="{face.name}"'
        f' w:eastAsia="{face.name}" w:cs="{digits.name}"/>'
    )


def size(length: gb.Length) -> str:
    """Return the two elements that set a type size."""
    return f'<w:sz w:val="{length.half_points}"/><w:szCs w:val="{length.half_points}"/>'


def indent(left: float = 0, right: float = 0, first: float = 0, hanging: float = 0) -> str:
    """Return `w:ind` of so many characters: the twips for LibreOffice, the characters for Word."""
    parts = [f'w:leftChars="{round(left * 100)}" w:left="{round(left * CHARACTER)}"']
    parts.append(f'w:rightChars="{round(right * 100)}" w:right="{round(right * CHARACTER)}"')
    if hanging:
        parts.append(f'w:hangingChars="{round(hanging * 100)}" w:hanging="{round(hanging * CHARACTER)}"')
    else:
        parts.append(f'w:firstLineChars="{round(first * 100)}" w:firstLine="{round(first * CHARACTER)}"')
    return f"<w:ind {' '.join(parts)}/>"


@dataclass(frozen=True, slots=True)
class Style:
    """One style: `paragraph` and `run` are the inner XML of its `w:pPr` and `w:rPr`."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    based_on: str | None = "Normal"
    following: str | None = None

    def xml(self) -> str:
        """Return the `w:style` element."""
        custom = "" if self.name == "Normal" else ' w:customStyle="1"'
        default = ' w:default="1"' if self.name == "Normal" else ""
        parts = [f'<w:style w:type="{self.kind}"{default}{custom} w:styleId="{self.id}">']
        parts.append(f"<w:name w:val={quoteattr(self.name)}/>")
        if self.based_on and self.id != self.based_on:
            parts.append(f'<w:basedOn w:val="{self.based_on}"/>')
        if self.following:
            parts.append(f'<w:next w:val="{self.following}"/>')
        parts.append("<w:qFormat/>")
        if self.paragraph:
            parts.append(f"<w:pPr>{self.paragraph}</w:pPr>")
        if self.run:
            parts.append(f"<w:rPr>{self.run}</w:rPr>")
        return "".join([*parts, "</w:style>"])


def blank_lines(count: int) -> str:
    """Return a `w:spacing` that leaves `count` lines blank above."""
    return f'<w:spacing w:before="{count * PITCH}" w:after="0" {BODY_PITCH}/>'


def body_styles() -> list[Style]:
    """Return the styles of running text and headings (5.2, 7.3.3)."""
    first = indent(first=gb.FIRST_LINE_CHARACTERS)
    spacing = f'<w:spacing w:val="{gb.CHARACTER_SPACING.twips}"/>'

    def heading(level: int, name: str, face: gb.Face) -> Style:
        outline = f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>'
        return Style(f"Level{level}", name, outline, fonts(face), following="Normal")

    return [
        Style(
            "Normal",
            "Normal",
            f'<w:widowControl w:val="0"/><w:spacing w:before="0" w:after="0" {BODY_PITCH}/>{first}<w:jc w:val="both"/>',
            fonts(gb.FANGSONG) + spacing + size(gb.SIZE_3),
        ),
        heading(1, "一级标题", gb.HEITI),
        heading(2, "二级标题", gb.KAITI),
        heading(3, "三级标题", gb.FANGSONG),
        heading(4, "四级标题", gb.FANGSONG),
        Style("LeadLevel1", "一级导语", run=fonts(gb.HEITI), kind="character", based_on=None),
        Style("Lead", "导语", run=fonts(gb.KAITI), kind="character", based_on=None),
        Style("LeadBold", "导语加粗", run="<w:b/><w:bCs/>", kind="character", based_on=None),
    ]


def title_styles(*, gap_lines: int) -> list[Style]:
    """Return the styles of the title and what stands under it (7.3.1, 7.3.2).

    Title, subtitle and the unit and date under a title are paragraphs of one style: its spacing falls
    away between paragraphs of the same style (`w:contextualSpacing`), so the blank line comes after
    the last of them, whichever that is.
    """
    pitch = f'w:line="{gb.TITLE_LINE_PITCH.twips}" w:lineRule="exact"'
    before, after = gap_lines * PITCH, gb.ADDRESSEE_GAP_LINES * PITCH
    return [
        Style(
            "DocumentTitle",
            "公文标题",
            f'<w:keepNext/>{NO_GRID}<w:spacing w:before="{before}" w:after="{after}" {pitch}/>'
            f'{NO_INDENT}<w:contextualSpacing/><w:jc w:val="center"/>',
            fonts(gb.XIAOBIAOSONG) + '<w:spacing w:val="0"/>' + size(gb.SIZE_2),
            following="Normal",
        ),
        Style(
            "Subtitle",
            "公文副标题",
            run=fonts(gb.KAITI) + size(gb.SIZE_3),
            kind="character",
            based_on=None,
        ),
        Style("TitleSignature", "题下署名", run=fonts(gb.KAITI) + size(gb.SIZE_3), kind="character", based_on=None),
        Style("Addressee", "主送机关", NO_INDENT, following="Normal"),
        Style("Salutation", "称谓", NO_INDENT, following="Normal"),
    ]


ANNEX_WORD = 3
"""附件： is three characters wide."""
ANNEX_ORDINAL = 0.75
"""“1.” is a digit of half a character and a full stop of a quarter."""


def closing_styles() -> list[Style]:
    """Return the styles from 附件说明 to the annexes (7.3.4 to 7.3.7)."""
    start = gb.FIRST_LINE_CHARACTERS
    named, numbered = start + ANNEX_WORD, start + ANNEX_WORD + ANNEX_ORDINAL
    note = blank_lines(gb.ANNEX_NOTE_GAP_LINES)
    same = "<w:contextualSpacing/>"
    right = '<w:jc w:val="right"/>'
    # The title's line is higher than the others by this much; its foot is to be that of line three.
    surplus = gb.TITLE_LINE_PITCH.twips - PITCH
    before = PITCH * (gb.ANNEX_TITLE_LINE - 2) - surplus
    pitch = f'w:line="{gb.TITLE_LINE_PITCH.twips}" w:lineRule="exact"'
    return [
        Style("AnnexNote", "附件说明", note + indent(left=named, hanging=ANNEX_WORD)),
        Style("AnnexNoteFirst", "附件说明首项", note + indent(left=numbered, hanging=ANNEX_WORD + ANNEX_ORDINAL)),
        Style("AnnexNoteNext", "附件说明续项", indent(left=numbered, hanging=ANNEX_ORDINAL)),
        Style(
            "Signature",
            "署名",
            "<w:keepNext/>" + NO_AUTO_SPACE + blank_lines(gb.SIGNATURE_GAP_LINES) + NO_INDENT + same + right,
        ),
        Style(
            "SealedSignature",
            "署名（加盖印章）",
            "<w:keepNext/>" + NO_AUTO_SPACE + blank_lines(gb.SEALED_SIGNATURE_GAP_LINES) + NO_INDENT + same + right,
        ),
        Style("SignatureDate", "成文日期", NO_AUTO_SPACE + NO_INDENT + right),
        Style("Note", "附注", indent(first=start)),
        Style(
            "AnnexLabel",
            "附件标识",
            "<w:keepNext/><w:pageBreakBefore/>" + NO_INDENT,
            fonts(gb.HEITI),
            following="AnnexTitle",
        ),
        Style(
            "AnnexTitle",
            "附件标题",
            f'<w:keepNext/>{NO_GRID}<w:spacing w:before="{before}" w:after="{PITCH}" {pitch}/>'
            f'{NO_INDENT}<w:jc w:val="center"/>',
            fonts(gb.XIAOBIAOSONG) + '<w:spacing w:val="0"/>' + size(gb.SIZE_2),
        ),
    ]


def table_styles() -> list[Style]:
    """Return the styles of annex tables; `表后` is the paragraph that Word wants after a table."""
    end = f'<w:widowControl w:val="0"/>{NO_GRID}'
    plain = f'{end}<w:spacing w:before="60" w:after="60"/>'
    small = fonts(gb.FANGSONG) + size(gb.SIZE_SMALL_4)
    return [
        Style(
            "TableHead",
            "表头",
            f'<w:keepNext/>{plain}<w:jc w:val="center"/>',
            fonts(gb.HEITI) + size(gb.SIZE_SMALL_4),
            based_on=None,
        ),
        Style("TableText", "表文", f'{plain}<w:jc w:val="left"/>', small, based_on=None),
        Style("TableTextCentred", "表文居中", '<w:jc w:val="center"/>', based_on="TableText"),
        Style(
            "TableEnd",
            "表后",
            f'{end}<w:spacing w:line="20" w:lineRule="exact"/>',
            '<w:sz w:val="2"/>',
            based_on=None,
        ),
    ]


def page_number_styles() -> list[Style]:
    """Return the styles of the page number on odd and even pages (7.5)."""
    pitch = f'<w:spacing w:line="{gb.PAGE_NUMBER_PITCH.twips}" w:lineRule="exact"/>'
    space = gb.PAGE_NUMBER_INDENT_CHARACTERS * gb.SIZE_4.twips
    run = fonts(gb.SONGTI, digits=gb.SONGTI) + size(gb.SIZE_4)

    def number(identifier: str, name: str, side: str) -> Style:
        ind = f'<w:ind w:{side}Chars="100" w:{side}="{space}"/>'
        paragraph = f'<w:widowControl w:val="0"/>{NO_GRID}{pitch}{ind}<w:jc w:val="{side}"/>'
        return Style(identifier, name, paragraph, run, based_on=None)

    return [
        number("PageNumberOdd", "页码（单页）", "right"),
        number("PageNumberEven", "页码（双页）", "left"),
    ]


def template_style() -> Style:
    """Return the style of the template's own statements: small and grey, for they are never printed."""
    return Style(
        "TemplateStatement",
        "模板语句",
        f'<w:spacing w:line="240" w:lineRule="auto"/>{NO_INDENT}<w:jc w:val="left"/>',
        '<w:color w:val="2E74B5"/><w:spacing w:val="0"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
    )


def table_style_xml() -> str:
    """Return the table style of annex tables: thick rules outside, thin ones inside."""
    outer, inner = gb.TABLE_OUTER_LINE.eighth_points, gb.TABLE_INNER_LINE.eighth_points
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{outer}" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    inside = "".join(
        f'<w:{side} w:val="single" w:sz="{inner}" w:space="0" w:color="auto"/>' for side in ("insideH", "insideV")
    )
    margin = gb.TABLE_CELL_MARGIN.twips
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="OfficialTable"><w:name w:val="公文表格"/><w:qFormat/>'
        f'<w:tblPr><w:jc w:val="center"/><w:tblBorders>{sides}{inside}</w:tblBorders>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        '</w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )


def common_styles(*, title_gap_lines: int) -> list[Style]:
    """Return the styles that every template has."""
    return [
        *body_styles(),
        *title_styles(gap_lines=title_gap_lines),
        *closing_styles(),
        *table_styles(),
        *page_number_styles(),
        template_style(),
    ]


def styles_xml(styles: list[Style], table_styles: str) -> str:
    """Return word/styles.xml: defaults, then `styles`, then the XML of the table styles."""
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    built_in = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(gb.FANGSONG)}{size(gb.SIZE_3)}{language}'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{''.join(style.xml() for style in styles)}{built_in}{table_styles}</w:styles>"
    )
