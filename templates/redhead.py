"""What 工作报告 has beyond the others: 版头 (7.2) above the red line, 版记 (7.4) at the foot of the last page."""

from __future__ import annotations

from dataclasses import dataclass

from summarize import standard as gb
from templates import texts
from templates.parts import paragraph, run
from templates.styles import (
    BODY_PITCH,
    CHARACTER,
    NO_GRID,
    NO_INDENT,
    PITCH,
    TEXT_WIDTH,
    Style,
    fonts,
    size,
)

TITLE_GAP_LINES = gb.TITLE_GAP_LINES


@dataclass(frozen=True, slots=True)
class Mark:
    """A size of 发文机关标志: names of at most `longest` characters fit one line in it.

    `ink_gap` is the white between the upper edge of the line and that of the characters; the space
    before the line is shorter by it, so that the characters and not the line stand 35 mm down.
    """

    suffix: str
    longest: int
    type_size: gb.Length
    pitch: gb.Length
    ink_gap: gb.Length


MARKS = (
    Mark("", 9, gb.Pt(46), gb.Pt(52), gb.Pt(5)),
    Mark("（长）", 16, gb.Pt(27), gb.Pt(32), gb.Pt(3.5)),
)

RED_LINE = (
    f'<w:pBdr><w:bottom w:val="single" w:sz="{gb.RED_LINE_WEIGHT.eighth_points}" w:space="{{space}}"'
    f' w:color="{gb.RED}"/></w:pBdr>'
)
NUMBER_RED_LINE = RED_LINE.format(space=7)
"""4 mm below the characters: 7 pt and the white at the foot of a line of 28.95 pt."""
MARK_RED_LINE = RED_LINE.format(space=11)
FRAME = (
    f'<w:framePr w:w="{TEXT_WIDTH // 2}" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin"'
    ' w:xAlign="left" w:y="1"/>'
)
"""份号, 密级 and 紧急程度 stand in a frame at the head of the text area, so their number does not move
发文机关标志. It is on the paragraphs and not in their style, where LibreOffice does not see it."""


def styles() -> list[Style]:
    """Return the styles of 版头 and 版记."""
    red = f'<w:color w:val="{gb.RED}"/><w:spacing w:val="0"/>'
    gap = f'<w:spacing w:before="{gb.HEAD_GAP_LINES * PITCH}" w:after="0" {BODY_PITCH}/>'
    one = gb.HEAD_INDENT_CHARACTERS
    tab = (
        f'<w:tabs><w:tab w:val="left" w:pos="{one * CHARACTER}"/>'
        f'<w:tab w:val="right" w:pos="{TEXT_WIDTH - one * CHARACTER}"/></w:tabs>'
    )
    found: list[Style] = []
    for mark in MARKS:
        before = gb.MARK_TOP.twips - mark.ink_gap.twips
        spacing = f'<w:spacing w:before="{before}" w:after="0" w:line="{mark.pitch.twips}" w:lineRule="exact"/>'
        tail = f'{NO_GRID}{spacing}{NO_INDENT}<w:jc w:val="center"/>'
        look = fonts(gb.XIAOBIAOSONG) + red + size(mark.type_size)
        identifier = f"Mark{mark.longest}"
        found.append(Style(identifier, f"发文机关标志{mark.suffix}", tail, look))
        found.append(Style(f"{identifier}Lined", f"发文机关标志{mark.suffix}带红线", MARK_RED_LINE + tail, look))
    imprint = fonts(gb.FANGSONG) + size(gb.SIZE_4)
    return [
        *found,
        Style("CopyNumber", "份号", NO_INDENT),
        Style("SecurityUrgency", "密级和紧急程度", NO_INDENT, fonts(gb.HEITI)),
        Style("DocumentNumberSigned", "发文字号和签发人", NUMBER_RED_LINE + tab + NO_GRID + gap + NO_INDENT),
        Style("DocumentNumber", "发文字号", NUMBER_RED_LINE + NO_GRID + gap + NO_INDENT + '<w:jc w:val="center"/>'),
        Style("Signer", "签发人姓名", run=fonts(gb.KAITI), kind="character", based_on=None),
        Style(
            "ImprintAnchor",
            "版记位置",
            f'{NO_GRID}<w:spacing w:line="20" w:lineRule="exact"/>{NO_INDENT}',
            '<w:sz w:val="2"/>',
        ),
        Style("CopyTo", "抄送机关", _imprint_paragraph(hanging=3), imprint, based_on=None),
        Style("Issuer", "印发机关和印发日期", _imprint_paragraph(hanging=0), imprint, based_on=None),
        Style(
            "ImprintEnd",
            "版记末行",
            f'<w:widowControl w:val="0"/>{NO_GRID}<w:spacing w:line="20" w:lineRule="exact"/>',
            '<w:sz w:val="2"/>',
            based_on=None,
        ),
    ]


def _imprint_paragraph(*, hanging: int) -> str:
    """Return the paragraph of an element of 版记: one character free at either side, of its own 4号."""
    one = gb.IMPRINT_INDENT_CHARACTERS * gb.SIZE_4.twips
    left, pitch = one * (1 + hanging), gb.IMPRINT_LINE_PITCH.twips
    hang = f' w:hangingChars="{hanging * 100}" w:hanging="{one * hanging}"' if hanging else ""
    ind = f'<w:ind w:leftChars="{(1 + hanging) * 100}" w:left="{left}" w:rightChars="100" w:right="{one}"{hang}/>'
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH - one}"/></w:tabs>'
    return f'<w:widowControl w:val="0"/>{tab}{NO_GRID}<w:spacing w:line="{pitch}" w:lineRule="exact"/>{ind}'


def table_style_xml() -> str:
    """Return the table style of 版记: thick rules above and below, a thin one between (7.4.1)."""
    thick, thin = gb.IMPRINT_THICK_LINE.eighth_points, gb.IMPRINT_THIN_LINE.eighth_points
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="auto"/>'
        for side, weight in (("top", thick), ("bottom", thick), ("insideH", thin))
    )
    # Said outright, since programs differ in what a table style without them means.
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Imprint"><w:name w:val="版记"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr></w:style>"
    )


def head() -> texts.Pieces:
    """Return 版头.

    发文字号 stands one character in by a tab, for an indent would shorten the red line with it.
    """
    tab = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:tab/></w:r>'
    line_break = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:br/></w:r>'
    signed = paragraph(
        "DocumentNumberSigned",
        run("{% for 行 in 签发行 %}"),
        tab,
        run("{{ 行.发文字号 }}"),
        tab,
        run("{{ 行.标签 }}"),
        run("{{ 行.姓名 }}", "Signer"),
        run("{% if not loop.last %}"),
        line_break,
        run("{% endif %}{% endfor %}"),
    )
    return [
        *_framed("CopyNumber", "份号"),
        *_framed("SecurityUrgency", "密级"),
        *_framed("SecurityUrgency", "紧急程度"),
        texts.do("set 标志 = 发文机关标志 or 单位名称"),
        texts.do("if 发文字号 or 签发人"),
        *_mark(""),
        texts.do("else"),
        *_mark("Lined"),
        texts.do("endif"),
        texts.do("if 签发人"),
        signed,
        texts.do("elif 发文字号"),
        texts.say("DocumentNumber", "{{ 发文字号 }}"),
        texts.do("endif"),
    ]


def _framed(style: str, name: str) -> texts.Pieces:
    text = run("{{ " + name + " }}")
    return texts.when(name, f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{FRAME}</w:pPr>{text}</w:p>')


def _mark(suffix: str) -> texts.Pieces:
    first, second = MARKS
    return [
        texts.do(f"if 标志|length <= {first.longest}"),
        texts.say(f"Mark{first.longest}{suffix}", "{{ 标志 }}"),
        texts.do("else"),
        texts.say(f"Mark{second.longest}{suffix}", "{{ 标志 }}"),
        texts.do("endif"),
    ]


def imprint() -> texts.Pieces:
    """Return 版记: a table in a text box at the foot of the text area, where it stays whatever is edited.

    A paragraph must follow a table in a text box; it is 1 pt high. What is written stands at the foot
    of the box, whose height is set to the number of lines when a document is made: LibreOffice leaves
    2 mm free below in a box that fits itself to its text.
    """
    tab = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:tab/></w:r>'
    copy_to = texts.say("CopyTo", "抄送：{{ 抄送机关 }}{% if 抄送机关[-1] != '。' %}。{% endif %}")
    issuer = paragraph("Issuer", run("{{ 印发机关 }}"), tab, run("{% if 印发日期 %}{{ 印发日期 }}印发{% endif %}"))
    rows = [
        _row(texts.say("TemplateStatement", "{%tr if 抄送机关 %}")),
        _row(copy_to),
        _row(texts.say("TemplateStatement", "{%tr endif %}")),
        _row(texts.say("TemplateStatement", "{%tr if 印发机关 or 印发日期 %}")),
        _row(issuer),
        _row(texts.say("TemplateStatement", "{%tr endif %}")),
    ]
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Imprint"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )
    box = paragraph("ImprintAnchor", _text_box(table + paragraph("ImprintEnd")))
    return texts.when("抄送机关 or 印发机关 or 印发日期", box)


def _row(content: str) -> str:
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/></w:tcPr>'
        f"{content}</w:tc></w:tr>"
    )


def _text_box(content: str) -> str:
    """Return a run with a text box as wide as the text area, its foot at the foot of the text area."""
    width, height = gb.TEXT_WIDTH, gb.Length(2 * gb.IMPRINT_LINE_PITCH)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent cx="{width:d}" cy="{height:d}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width:d}" cy="{height:d}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b" anchorCtr="0">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def report() -> texts.Pieces:
    """Return the text of 工作报告."""
    return [
        *texts.macros(),
        *head(),
        *texts.title(),
        *texts.ADDRESSEE,
        *texts.body(),
        *texts.ending("特此报告。"),
        *texts.annex_note(),
        texts.put("落款"),
        *texts.NOTE,
        *texts.ANNEXES,
        *imprint(),
    ]
