"""Documents for tests of the audit, written as XML from a short notation.

`make(path, title("…"), h1("一、…"), body("…"), signature("…"), date("…"))` is a document without a fault.
Each part takes what is to be different: `body("…", font="宋体", size=14, line=("exact", 28))`. A text may be a list
of (text, changes).
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
Text = str | Sequence[str | tuple[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Para:
    """A paragraph: its text and all that is said of it directly."""

    text: Text
    look: Mapping[str, Any] = field(default_factory=dict)
    extra: str = ""
    """XML behind the runs."""

    def but(self, **changes: Any) -> Para:
        return replace(self, look={**self.look, **changes})


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells, each a text or paragraphs; `height` in twips with its rule."""

    rows: Sequence[Sequence[Text | Para | Sequence[Para]]]
    height: tuple[int, str] | None = None
    borders: tuple[int, int] | None = None
    """Eighths of a point: outside, and between rows."""


Part = Para | Grid | str
"""A string is XML."""


def _part(**fixed: Any) -> Any:
    def make_part(text: Text, extra: str = "", **changes: Any) -> Para:
        return Para(text, {**fixed, **changes}, extra)

    return make_part


_LONG = "今年以来，全局上下围绕中心、服务大局，各项工作有序推进，取得了阶段性成效。"
body = _part()
title = _part(font="方正小标宋简体", size=22, align="center", first=0, line=("exact", 34))
subtitle = _part(font="楷体_GB2312", align="center", first=0)
h1 = _part(font="黑体")
h2 = _part(font="楷体_GB2312")
h3 = _part()
addressee = _part(first=0)
signature = _part(first=0, align="right", right=2)
date = _part(first=0, align="right", right=2)
annex_note = _part(first=0, left=5, hanging=3)
annex_label = _part(font="黑体", first=0, page_break=True)
mark = _part(font="方正小标宋简体", size=46, color="FF0000", align="center", first=0, line=("exact", 52))
number = _part(first=0, align="center", bottom=(12, "FF0000"))
plain = _part(first=0)
blank = Para("")
copy_to = _part(size=14, first=0, line=("exact", 24))


def text(count: int = 1) -> list[Para]:
    return [body(_LONG) for _ in range(count)]


def run_xml(content: str, look: Mapping[str, Any]) -> str:
    font, ascii_font = look.get("font"), look.get("ascii")
    slots = {"ascii": ascii_font, "hAnsi": look.get("hansi", font), "eastAsia": font, "cs": ascii_font}
    slots |= {"hint": look.get("hint"), "eastAsiaTheme": look.get("theme")}
    fonts = "".join(f' w:{name}="{value}"' for name, value in slots.items() if value)
    said = f"<w:rFonts{fonts}/>" if fonts else ""
    for key, tag in (("bold", "b"), ("hidden", "vanish")):
        said += f"<w:{tag}/>" if look.get(key) else ""
    said += f'<w:color w:val="{look["color"]}"/>' if "color" in look else ""
    said += f'<w:sz w:val="{round(look["size"] * 2)}"/>' if "size" in look else ""
    pieces = content.split("\t")
    inner = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in pieces)
    return f"<w:r><w:rPr>{said}</w:rPr>{inner}</w:r>"


_INDENTS = {"first": "firstLineChars", "left": "leftChars", "right": "rightChars", "hanging": "hangingChars"}
_TWIPS = {"first_twips": "firstLine", "left_twips": "left", "right_twips": "right", "hanging_twips": "hanging"}


def paragraph_xml(part: Para) -> str:
    look = dict(part.look)
    said = f'<w:pStyle w:val="{look["style"]}"/>' if "style" in look else ""
    said += "<w:pageBreakBefore/>" if look.get("page_break") else ""
    if "frame" in look:
        said += f'<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="{look["frame"]}"/>'
    if "number" in look:
        said += f'<w:numPr><w:ilvl w:val="{look.get("level", 0)}"/><w:numId w:val="{look["number"]}"/></w:numPr>'
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{look[side][0]}" w:space="1" w:color="{look[side][1]}"/>'
        for side in ("top", "bottom")
        if side in look
    )
    said += f"<w:pBdr>{edges}</w:pBdr>" if edges else ""
    said += '<w:snapToGrid w:val="0"/>' if look.get("off_grid") else ""
    said += _spacing(look)
    indents = [f' w:{name}="{round(look[key] * 100)}"' for key, name in _INDENTS.items() if key in look]
    if look.get("first") == 0:
        indents.append(' w:firstLine="0"')
    indents += [f' w:{name}="{look[key]}"' for key, name in _TWIPS.items() if key in look]
    said += f"<w:ind{''.join(indents)}/>" if indents else ""
    said += f'<w:jc w:val="{look["align"]}"/>' if "align" in look else ""
    said += look.get("properties", "")
    pieces = [part.text] if isinstance(part.text, str) else part.text
    runs = "".join(
        run_xml(piece, look) if isinstance(piece, str) else run_xml(piece[0], {**look, **piece[1]}) for piece in pieces
    )
    return f"<w:p><w:pPr>{said}</w:pPr>{runs}{part.extra}</w:p>"


def _spacing(look: Mapping[str, Any]) -> str:
    said = ""
    if "line" in look:
        rule, value = look["line"]
        twips = round(value * (240 if rule == "auto" else 20))
        said += f' w:line="{twips}" w:lineRule="{rule}"'
    for key in ("before", "after"):
        said += f' w:{key}="{round(look[key] * 20)}"' if key in look else ""
        said += f' w:{key}Lines="{round(look[f"{key}_lines"] * 100)}"' if f"{key}_lines" in look else ""
    return f"<w:spacing{said}/>" if said else ""


def grid_xml(grid: Grid) -> str:
    borders = ""
    if grid.borders:
        outer, inner = grid.borders
        sides = (("top", outer), ("bottom", outer), ("insideH", inner))
        borders = "".join(f'<w:{side} w:val="single" w:sz="{weight}" w:color="auto"/>' for side, weight in sides)
        borders = f"<w:tblBorders>{borders}</w:tblBorders>"
    rows = []
    for row in grid.rows:
        properties = (
            f'<w:trPr><w:trHeight w:val="{grid.height[0]}" w:hRule="{grid.height[1]}"/></w:trPr>' if grid.height else ""
        )
        rows.append(f"<w:tr>{properties}{''.join(f'<w:tc>{_cell(cell)}</w:tc>' for cell in row)}</w:tr>")
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def _cell(cell: Any) -> str:
    if isinstance(cell, Para):
        return paragraph_xml(cell)
    if isinstance(cell, str):
        return paragraph_xml(plain(cell, size=12, line=("auto", 1)))
    return "".join(map(paragraph_xml, cell))


def part_xml(part: Part) -> str:
    return part if isinstance(part, str) else grid_xml(part) if isinstance(part, Grid) else paragraph_xml(part)


def line_shape(color: str, millimetres: float) -> str:
    """A drawn line, as XML of a run."""
    width = round(millimetres * 36000)
    return (
        f'<w:r><w:drawing><wp:anchor><wp:extent cx="{width}" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
        f'<a:prstGeom prst="line"/><a:ln w="19050"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>'
        "</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def picture(millimetres: float, *, frame: str = "inline") -> str:
    """A picture of that height, as XML of a run."""
    height = round(millimetres * 36000)
    return (
        f'<w:r><w:drawing><wp:{frame}><wp:extent cx="360000" cy="{height}"/><a:graphic><a:graphicData>'
        f'<a:blip r:embed="none"/></a:graphicData></a:graphic></wp:{frame}></w:drawing></w:r>'
    )


def text_box(*parts: Para) -> str:
    """A text box, as XML of a run."""
    return (
        '<w:r><w:drawing><wp:anchor><wp:extent cx="360000" cy="360000"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{''.join(map(paragraph_xml, parts))}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )


def page_number(before: str = "— ", after: str = " —", field: str = "PAGE", **look: Any) -> str:
    """A paragraph with a page number, as XML."""
    look = {"font": "宋体", "ascii": "宋体", "size": 14, "first": 0, "line": ("exact", 14), **look}
    code = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {field} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    runs = f"{run_xml(before, look)}{code}{run_xml('1', look)}{end}{run_xml(after, look)}"
    return paragraph_xml(Para("", look)).replace("</w:pPr>", f"</w:pPr>{runs}", 1).replace(run_xml("", look), "")


ODD = page_number(align="right", right=1)
EVEN = page_number(align="left", left=1)
_FONTS = (
    '<w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"'
    ' w:cs="Times New Roman"/>'
)
STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
    '<w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="632"/><w:jc w:val="both"/>'
    "</w:pPr></w:style>"
)
PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = (
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1440" w:gutter="0"/>'
)
GRID = '<w:docGrid w:type="lines" w:linePitch="579"/>'
_LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def numbering(*starts: int, indent: str = "") -> str:
    """Lists of the three levels, one for each of `starts`, which is where its first level begins."""
    families = []
    for identifier, start in enumerate(starts, start=1):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start if level == 0 else 1}"/><w:numFmt w:val="{kind}"/>'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/><w:pPr>{indent}</w:pPr></w:lvl>'
            for level, (kind, pattern) in enumerate(_LEVELS)
        )
        families.append(f'<w:abstractNum w:abstractNumId="{identifier}">{levels}</w:abstractNum>')
    lists = "".join(
        f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{identifier}"/></w:num>'
        for identifier in range(1, len(starts) + 1)
    )
    return "".join(families) + lists


@dataclass(frozen=True)
class Setting:
    """What stands around the text."""

    page: str = PAGE
    margins: str = MARGINS
    grid: str = GRID
    odd: str | None = ODD
    even: str | None = EVEN
    header: str | None = None
    has_even: bool = True
    settings: str = ""
    styles: str = STYLES
    numbering: str = ""
    theme: str = ""
    comments: str = ""
    footnotes: str = ""
    section: str = ""
    """XML at the head of the section's properties."""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    links: Sequence[tuple[str, str]] = ()
    """Relations that lead out: kind and target."""
    main_type: str = f"{WORD_TYPE}.document.main+xml"


def make(path: Path, *blocks: Part, **changes: Any) -> Path:
    """Write the document to `path`."""
    setting = Setting(**changes)
    named = {
        "styles": ("styles", f"<w:styles {_SPACES}>{setting.styles}</w:styles>"),
        "settings": (
            "settings",
            f"<w:settings {_SPACES}>{'<w:evenAndOddHeaders/>' * setting.has_even}{setting.settings}</w:settings>",
        ),
        "numbering": ("numbering", setting.numbering and f"<w:numbering {_SPACES}>{setting.numbering}</w:numbering>"),
        "theme": ("theme", setting.theme),
        "comments": ("comments", setting.comments and f"<w:comments {_SPACES}>{setting.comments}</w:comments>"),
        "footnotes": ("footnotes", setting.footnotes and f"<w:footnotes {_SPACES}>{setting.footnotes}</w:footnotes>"),
    }
    furniture = {
        "footer1": ("footer", "default", setting.odd),
        "footer2": ("footer", "even", setting.even),
        "header1": ("header", "default", setting.header),
    }
    references = ""
    for name, (kind, pages, content) in furniture.items():
        if content is not None:
            tag = "ftr" if kind == "footer" else "hdr"
            named[name] = (kind, f"<w:{tag} {_SPACES}>{content}</w:{tag}>")
            references += f'<w:{kind}Reference w:type="{pages}" r:id="{name}"/>'
    section = f"<w:sectPr>{references}{setting.section}{setting.page}{setting.margins}{setting.grid}</w:sectPr>"
    document = f"<w:document {_SPACES}><w:body>{''.join(map(part_xml, blocks))}{section}</w:body></w:document>"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>'
        for name, (kind, content) in named.items()
        if content
    )
    relations += "".join(
        f'<Relationship Id="x{count}" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'
        for count, (kind, target) in enumerate(setting.links)
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        for name, (kind, content) in named.items()
        if content
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="bin" ContentType="application/octet-stream"/>'
            f'<Override PartName="/word/document.xml" ContentType="{setting.main_type}"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{R}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": content for name, (_, content) in named.items() if content},
        **setting.parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
