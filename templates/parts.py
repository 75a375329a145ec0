"""The parts of a template around its text: footers, settings, fonts, properties, relationships.

There is no theme part, so no theme font can win over a name.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from summarize import standard as gb
from templates.styles import W

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = "2017-01-01T00:00:00Z"
"""The date of every template, so that building twice gives the same bytes."""
HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def run(text: str, style: str | None = None) -> str:
    """Return a run of `text`, in the character style with the id `style`."""
    chosen = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties = f'<w:rPr>{chosen}<w:rFonts w:hint="eastAsia"/></w:rPr>'
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str | None, *runs: str) -> str:
    """Return a paragraph of `runs` (XML) in the paragraph style with the id `style`."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def footer(style: str) -> str:
    """Return a footer part that holds the page number between 一字线 (7.5)."""

    def field(kind: str) -> str:
        return f'<w:r>{HINT}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r>{HINT}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    number = [run("— "), field("begin"), code, field("separate"), run("1"), field("end"), run(" —")]
    return f'<w:ftr xmlns:w="{W}">{paragraph(style, *number)}</w:ftr>'


def section() -> str:
    """Return the section properties: A4, text area, line grid, odd and even page numbers."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{gb.PAGE_WIDTH.twips}" w:h="{gb.PAGE_HEIGHT.twips}"/>'
        f'<w:pgMar w:top="{gb.TOP_MARGIN.twips}" w:right="{gb.RIGHT_MARGIN.twips}" w:bottom="{gb.BOTTOM_MARGIN.twips}"'
        f' w:left="{gb.BINDING_MARGIN.twips}" w:header="851" w:footer="{gb.FOOTER_DISTANCE.twips}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{gb.LINE_PITCH.twips}"/></w:sectPr>'
    )


def settings() -> str:
    """Return word/settings.xml."""
    compatibility = (
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    )
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in compatibility
    )
    return (
        f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="{gb.CHARACTER_WIDTH.twips * 2}"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat><w:doNotExpandShiftReturn/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    """Return word/fontTable.xml: under each name the one to look for when it is not installed."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(face.name)}><w:altName w:val={quoteattr(face.alternative)}/>"
        f'<w:charset w:val="{"00" if face is gb.LATIN else "86"}"/></w:font>'
        for face in gb.FACES
    )
    return f'<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def core_properties(title: str, category: str, description: str) -> str:
    """Return docProps/core.xml; `category` says what the template makes, `description` when to take it."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator></dc:creator><dc:description>{escape(description)}</dc:description>"
        f"<cp:lastModifiedBy></cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{EPOCH}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{EPOCH}</dcterms:modified>'
        f"<cp:category>{escape(category)}</cp:category><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{WORD_TYPE}.settings+xml",
        "/word/fontTable.xml": f"{WORD_TYPE}.fontTable+xml",
        "/word/footer1.xml": f"{WORD_TYPE}.footer+xml",
        "/word/footer2.xml": f"{WORD_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    items = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{items}</Types>'
    )


def package(document: str, styles: str, core: str) -> dict[str, bytes]:
    """Return the parts of a .docx by name."""
    package_relations = [
        (f"{OFFICE}/officeDocument", "word/document.xml"),
        (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    document_relations = [
        (f"{OFFICE}/styles", "styles.xml"),
        (f"{OFFICE}/settings", "settings.xml"),
        (f"{OFFICE}/fontTable", "fontTable.xml"),
        (f"{OFFICE}/footer", "footer1.xml"),
        (f"{OFFICE}/footer", "footer2.xml"),
    ]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(package_relations),
        "docProps/core.xml": core,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(document_relations),
        "word/styles.xml": styles,
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer("PageNumberOdd"),
        "word/footer2.xml": footer("PageNumberEven"),
    }
    return {name: (DECLARATION + text).encode() for name, text in parts.items()}
