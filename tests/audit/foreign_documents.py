"""Documents as others make them with python-docx, in the habits of the web; each names the faults planted in it.

A fault is planted as the code of the rule and a piece of the message that tells it. Faults of Word's own defaults
(paper, margins, space after paragraphs) stand in most of them and are named once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt, RGBColor

FANGSONG, HEITI, KAITI, SONGTI, MARK = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
_PROSE = "今年以来，全局上下围绕中心、服务大局，狠抓责任落实，各项工作有序推进，取得了阶段性成效。"


@dataclass(frozen=True)
class Foreign:
    """A document of somebody else: what its habits are, how it is made, what is wrong with it."""

    habit: str
    make: Callable[[], Document]
    faults: Sequence[tuple[str, str]]


def _page(document: Document, *, good: bool = True) -> Document:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if good:
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
    return document


def _add(document: Any, text: str, font: str = FANGSONG, size: float = 16, **look: Any) -> Any:
    """Add a paragraph as the standard has it, but for what `look` says."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    _set(run, font, size, latin=look.get("latin", "Times New Roman"), hint=look.get("hint", True))
    run.bold = look.get("bold")
    if "color" in look:
        run.font.color.rgb = RGBColor.from_string(look["color"])
    layout = paragraph.paragraph_format
    layout.line_spacing = look.get("line", Pt(28.95))
    layout.space_after = layout.space_before = Pt(look.get("space", 0))
    layout.first_line_indent = Pt(look.get("first", 32))
    layout.right_indent = Pt(look.get("right", 0))
    paragraph.alignment = look.get("align", ALIGN.JUSTIFY)
    return paragraph


def _set(run: Any, font: str, size: float, *, latin: str = "Times New Roman", hint: bool = True) -> None:
    run.font.size, run.font.name = Pt(size), latin
    fonts = run._r.rPr.rFonts
    fonts.set(qn("w:eastAsia"), font)
    if hint:
        fonts.set(qn("w:hint"), "eastAsia")


def _title(document: Any, text: str, font: str = MARK, size: float = 22, **look: Any) -> Any:
    return _add(document, text, font, size, **{"align": ALIGN.CENTER, "first": 0, "line": Pt(34), **look})


def _number(
    document: Document, align: Any, before: str = "— ", after: str = " —", *, even: bool = False, size: float = 14
) -> None:
    footer = document.sections[0].even_page_footer if even else document.sections[0].footer
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    indent = paragraph.paragraph_format
    indent.right_indent, indent.left_indent = (Pt(14), None) if align is ALIGN.RIGHT else (None, Pt(14))
    for piece in (before, "", after):
        run = paragraph.add_run(piece)
        _set(run, SONGTI, size, latin=SONGTI)
        if not piece:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            run.text = "1"
            run._r.addprevious(field)
            field.append(run._r)


def _signed(document: Any) -> None:
    _add(document, "云岭区应急管理局", first=0, align=ALIGN.RIGHT, right=32)
    _add(document, "2017年7月5日", first=0, align=ALIGN.RIGHT, right=32)


def words_defaults() -> Document:
    document = docx.Document()
    document.add_heading("2017年上半年工作总结", 0)
    document.add_heading("一、工作成效", 1)
    for _ in range(14):
        document.add_paragraph(_PROSE)
    return document


def one_and_a_half() -> Document:
    document = _page(docx.Document())
    _title(document, "2017年上半年工作总结", HEITI, 18, bold=True)
    _add(document, "一、工作成效", FANGSONG, bold=True, line=1.5)
    _add(document, _PROSE, SONGTI, 14, line=1.5)
    _add(document, _PROSE, line=1.5)
    return document


def twenty_eight_points() -> Document:
    document = _page(docx.Document())
    _title(document, "2017年上半年工作总结")
    _add(document, "一、工作成效", HEITI, line=Pt(28))
    _add(document, _PROSE, line=Pt(28))
    _add(document, "（一）强化责任", KAITI, line=Pt(29))
    _add(document, _PROSE, line=Pt(30))
    return document


def bold_levels() -> Document:
    document = _page(docx.Document())
    _title(document, "2017年上半年工作总结")
    _add(document, "一、工作成效", FANGSONG, bold=True)
    _add(document, "（一）强化责任", FANGSONG, bold=True)
    _add(document, "1.签订责任书", HEITI)
    _add(document, _PROSE)
    return document


def centred_numbers() -> Document:
    document = _page(docx.Document())
    _title(document, "2017年上半年工作总结")
    for _ in range(14):
        _add(document, _PROSE)
    _number(document, ALIGN.CENTER, "第", "页", size=9)
    return document


def right_numbers_on_all_pages() -> Document:
    document = _page(docx.Document())
    document.settings.odd_and_even_pages_header_footer = True
    _title(document, "2017年上半年工作总结")
    for _ in range(14):
        _add(document, _PROSE)
    _number(document, ALIGN.RIGHT)
    _number(document, ALIGN.RIGHT, "- ", " -", even=True)
    return document


def latin_quotes() -> Document:
    document = _page(docx.Document())
    _title(document, "2017年上半年工作总结")
    _add(document, "深化“放管服”改革，推动政务服务提质增效。", hint=False)
    _add(document, "突出一个重点——安全生产。", hint=False)
    _add(document, "走访企业35家，解决问题12个。")
    _add(document, "培训人员120人。", latin="Calibri")
    return document


def automatic_numbers() -> Document:
    document = _page(docx.Document())
    numbering = document.part.numbering_part.element
    for identifier, start in ((91, 1), (92, 3)):
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}"><w:lvl w:ilvl="0">'
                f'<w:start w:val="{start}"/>'
                '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/>'
                '<w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr></w:lvl></w:abstractNum>'
            ),
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{identifier}"/></w:num>')
        )
    _title(document, "2017年上半年工作总结")
    for text, identifier in (("工作成效", 91), ("存在问题", 92)):
        paragraph = _add(document, text, HEITI)
        paragraph._p.pPr.remove(paragraph._p.pPr.find(qn("w:ind")))
        paragraph._p.pPr.insert(
            0, parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{identifier}"/></w:numPr>')
        )
        _add(document, _PROSE)
    _add(document, "四、工作打算", HEITI)
    return document


def theme_fonts() -> Document:
    document = _page(docx.Document())
    _title(document, "2017年上半年工作总结")
    for theme in ("minorEastAsia", "majorEastAsia"):
        paragraph = _add(document, _PROSE)
        paragraph.runs[0]._r.rPr.rFonts.set(qn("w:eastAsiaTheme"), theme)
    heading = _add(document, "一、工作成效", HEITI)
    heading.runs[0]._r.rPr.rFonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")
    return document


def tables_and_boxes() -> Document:
    document = _page(docx.Document())
    _title(document, "2017年上半年工作总结")
    paragraph = _add(document, _PROSE)
    box = (
        f'<w:r {nsdecls("w", "wp", "a")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<w:drawing><wp:anchor><wp:extent cx="900000" cy="900000"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        '<w:txbxContent><w:p><w:r><w:rPr><w:color w:val="0000FF"/></w:rPr><w:t>示意图</w:t></w:r></w:p></w:txbxContent>'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    table = document.add_table(rows=2, cols=2)
    for row in table.rows:
        row.height, row.height_rule = Cm(0.3), 2
        for cell in row.cells:
            run = cell.paragraphs[0].add_run("指标")
            _set(run, SONGTI, 12)
    table.cell(1, 1).paragraphs[0].runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)
    return document


def blanks_for_layout() -> Document:
    document = _page(docx.Document())
    _title(document, "        2017年上半年工作总结", align=ALIGN.LEFT)
    _add(document, f"　　{_PROSE}", first=0)
    _add(document, "")
    _add(document, _PROSE, space=6)
    _add(document, "                              云岭区应急管理局", first=0, align=ALIGN.LEFT)
    _add(document, "                              二〇一七年七月五日", first=0, align=ALIGN.LEFT)
    return document


def red_head() -> Document:
    document = _page(docx.Document())
    _title(document, "云岭区应急管理局文件", SONGTI, 40, color="FF0000", line=Pt(50))
    _title(document, "云应急[2017]第05号", FANGSONG, 16, line=Pt(28.95))
    _title(document, "关于2017年上半年工作情况的报告")
    _add(document, "区政府:")
    _add(document, _PROSE)
    _signed(document)
    _add(document, "印发：区应急局办公室　2017年07月06日印发", size=14, first=0)
    _add(document, "抄送：区委办公室", SONGTI, 14, first=0)
    return document


def annexes() -> Document:
    document = _page(docx.Document())
    _title(document, "2017年上半年工作总结")
    _add(document, _PROSE)
    _add(document, "附件：1.指标完成情况表")
    _add(document, "2.重点项目进度表")
    _signed(document)
    _add(document, "附件1：", SONGTI, first=0)
    _title(document, "指标完成表")
    _add(document, _PROSE)
    _add(document, "附件二", HEITI, first=0).paragraph_format.page_break_before = True
    _title(document, "重点项目进度表")
    return document


FOREIGN_DOCUMENTS = (
    Foreign(
        "Word's own defaults",
        words_defaults,
        [
            ("G01", "纸张是216毫米×279毫米"),
            ("G02", "上25.4毫米"),
            ("G04", "标题的字号是一号"),
            ("G08", "标题的字体“宋体”取自主题"),
            ("G08", "正文的字体“宋体”取自主题"),
            ("G05", "正文的字号是11磅"),
            ("G06", "一级标题的字号是四号"),
            ("G11", "一级标题中“一、工作成效”加粗"),
            ("G12", "“一、工作成效”的颜色是365F91"),
            ("G13", "行距是1.15倍行距"),
            ("G14", "首行没有缩进"),
            ("G15", "正文左对齐"),
            ("G16", "段后10磅"),
            ("G17", "标题没有居中"),
            ("G20", "没有页码"),
        ],
    ),
    Foreign(
        "1.5 spacing, 黑体 title, bold headings",
        one_and_a_half,
        [
            ("G04", "标题的汉字用“黑体”"),
            ("G04", "标题的字号是小二"),
            ("G05", "正文的汉字用“宋体”"),
            ("G05", "正文的字号是四号"),
            ("G06", "一级标题的汉字用“仿宋_GB2312”"),
            ("G11", "标题中“2017年上半年工作总结”加粗"),
            ("G13", "行距是1.5倍行距"),
        ],
    ),
    Foreign(
        "28, 29 and 30 points",
        twenty_eight_points,
        [("G13", "固定值28磅，应为"), ("G13", "固定值29磅，每页21行"), ("G13", "固定值30磅，每页21行")],
    ),
    Foreign(
        "levels told by bold",
        bold_levels,
        [
            ("G06", "一级标题的汉字用“仿宋_GB2312”，应为黑体"),
            ("G06", "二级标题的汉字用“仿宋_GB2312”，应为楷体"),
            ("G06", "三级标题的汉字用“黑体”，应为仿宋"),
            ("G11", "二级标题中“（一）强化责任”加粗"),
        ],
    ),
    Foreign(
        "centred page numbers",
        centred_numbers,
        [("G21", "页码不分单双页，都居中"), ("G22", "页码写作“第"), ("G22", "页码的字号是小五")],
    ),
    Foreign(
        "page numbers at the right of every page",
        right_numbers_on_all_pages,
        [("G21", "双页码居右"), ("G22", "页码写作“-")],
    ),
    Foreign(
        "quotes in Times New Roman",
        latin_quotes,
        [
            ("G09", "引号用了西文字体Times New Roman"),
            ("G09", "破折号用了西文字体Times New Roman"),
            ("G10", "数字用“Calibri”"),
        ],
    ),
    Foreign(
        "automatic numbers",
        automatic_numbers,
        [
            ("G14", "首行悬挂1.3字、左缩进1.3字"),
            ("G18", "一级标题的序号这里是手打"),
            ("G19", "自动编号是“三、”，按次序应为“二、”"),
        ],
    ),
    Foreign(
        "theme fonts over named ones",
        theme_fonts,
        [("G08", "正文的字体“宋体”取自主题，应直接指定仿宋"), ("G08", "一级标题的字体“宋体”取自主题，应直接指定黑体")],
    ),
    Foreign(
        "tables and text boxes",
        tables_and_boxes,
        [("G12", "“示意图”的颜色是0000FF"), ("G12", "“指标”的颜色是FF0000"), ("G45", "表1这一行的行高固定为8.5磅")],
    ),
    Foreign(
        "layout by blanks",
        blanks_for_layout,
        [
            ("G14", "段首用空格代替首行缩进"),
            ("G16", "段前6磅、段后6磅"),
            ("G17", "标题没有居中，用空格推到中间"),
            ("G31", "署名和成文日期用空格推到右边"),
            ("G32", "成文日期写作“二〇一七年七月五日”"),
            ("G43", "这一段前面有1个空行"),
        ],
    ),
    Foreign(
        "a red head",
        red_head,
        [
            ("G07", "抄送机关的汉字用“宋体”"),
            ("G23", "红头的报告是上行文，没有标签发人"),
            ("G24", "应为“云应急〔2017〕5号”"),
            ("G26", "发文机关标志用“宋体”"),
            ("G27", "版头没有红色分隔线"),
            ("G28", "抄送机关在印发机关之下"),
            ("G28", "抄送机关末尾没有句号"),
            ("G29", "版记没有分隔线"),
            ("G30", "应为“2017年7月6日印发”"),
            ("G36", "主送机关没有顶格"),
            ("G36", "主送机关后是半角冒号"),
        ],
    ),
    Foreign(
        "annexes",
        annexes,
        [
            ("G07", "附件标识的汉字用“宋体”"),
            ("G33", "附件标识写作“附件1：”，应为“附件1”"),
            ("G33", "附件标识写作“附件二”，应为“附件2”"),
            ("G34", "附件标题是“指标完成表”，附件说明写作“指标完成情况表”"),
            ("G35", "“附件1：”没有另起一页"),
        ],
    ),
)
