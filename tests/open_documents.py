"""OpenDocument spreadsheets from XML written by hand."""

from __future__ import annotations

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())


def ods_parts(tables: str, styles: str = "", common: str = "") -> dict[str, str | bytes]:
    """Return the parts of a spreadsheet whose sheets and styles are given as XML."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "styles.xml": (
            f"<office:document-styles {DECLARED}><office:styles>{common}</office:styles></office:document-styles>"
        ),
        "content.xml": (
            f"<office:document-content {DECLARED}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
        ),
    }


def table(rows: str, name: str = "表", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(content: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"
