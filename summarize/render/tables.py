"""Annex tables: column widths by what stands in the columns, and whether the table needs a page on its side."""

from __future__ import annotations

from summarize import standard as gb
from summarize.model.report import Annex
from summarize.model.text import Text
from summarize.render.blocks import StyleNames, text_run, text_width

LANDSCAPE_MARK = "summarize-landscape"
"""An attribute that tells wide tables apart until their section is made; it never leaves the program."""

_TYPE_SIZE = gb.SIZE_SMALL_4.twips
_PADDING = 2 * gb.TABLE_CELL_MARGIN.twips + 20
"""White and rules of a cell, with a little slack for digits that are wider than half a character."""
PORTRAIT_WIDTH = 8845
"""The text area between the margins as Word rounds them to twips."""
LANDSCAPE_WIDTH = gb.TEXT_HEIGHT.twips
_COMFORTABLE = 12
"""Text may wrap in a column of this many characters; shorter contents keep one line."""
_NARROWEST = 2
_SHORT = 8
"""Columns whose texts are all this short are centred."""


def annex_table(annex: Annex, styles: StyleNames) -> str:
    """Return the table with the tiny paragraph that Word wants behind it.

    A wide table carries the mark by which its landscape section is made (clause 8).
    """
    is_landscape = is_wide(annex)
    widths = column_widths(annex, LANDSCAPE_WIDTH if is_landscape else PORTRAIT_WIDTH)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body_styles = [_body_style(annex, column, styles) for column in range(len(widths))]
    head_styles = [styles.paragraph("表头")] * len(widths)
    rows = [_row(annex.head, widths, head_styles, is_head=True)]
    rows += [_row(row, widths, body_styles, is_head=False) for row in annex.rows]
    mark = f' {LANDSCAPE_MARK}="1"' if is_landscape else ""
    end = f"<w:p><w:pPr>{styles.paragraph('表后')}</w:pPr></w:p>"
    return f"<w:tbl{mark}>{_properties(sum(widths), styles)}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{end}"


def is_wide(annex: Annex) -> bool:
    """Return whether the columns are too many or too wide for a page upright."""
    return sum(_needed_width(texts) for texts in _columns(annex)) > PORTRAIT_WIDTH


def column_widths(annex: Annex, available: int) -> list[int]:
    """Return the widths of the columns in twips; together they are `available`.

    Every column gets what it needs; what is left goes to the columns that have more text than that,
    by how much more, or else to all alike. Where they need too much, short columns keep their contents
    on one line and only the long ones give way.
    """
    columns = _columns(annex)
    needed = [_needed_width(texts) for texts in columns]
    left = available - sum(needed)
    if left < 0:
        shares = [_narrowed_width(texts) for texts in columns]
        widths = _share_out(shares, available)
    else:
        wanted = [max(0, _natural_width(texts) - need) for texts, need in zip(columns, needed, strict=True)]
        shares = wanted if any(wanted) else [1] * len(needed)
        widths = [need + left * share // sum(shares) for need, share in zip(needed, shares, strict=True)]
    widths[shares.index(max(shares))] += available - sum(widths)
    return widths


def _narrowed_width(texts: tuple[Text, ...]) -> int:
    """Return the width that sets every text but the head on one line, and the head on two."""
    head, *body = texts
    half_head = head[: -(-len(head) // 2)]
    return _natural_width((Text.standing(half_head), *body))


def _share_out(wanted: list[int], available: int) -> list[int]:
    """Return widths that together do not exceed `available`: as wanted, or the same for all that want more.

    The narrowest are served first, so each of the others can share in what they leave.
    """
    widths = list(wanted)
    left, waiting = available, len(wanted)
    for column in sorted(range(len(wanted)), key=lambda column: wanted[column]):
        widths[column] = min(wanted[column], left // waiting)
        left -= widths[column]
        waiting -= 1
    return widths


def _columns(annex: Annex) -> list[tuple[Text, ...]]:
    return [(head, *(row[column] for row in annex.rows)) for column, head in enumerate(annex.head)]


def _natural_width(texts: tuple[Text, ...]) -> int:
    """Return the width that sets every text of a column on one line."""
    lines = [line for text in texts for line in text.splitlines()]
    characters = max([_NARROWEST, *(text_width(line) for line in lines)])
    return round(characters * _TYPE_SIZE) + _PADDING


def _needed_width(texts: tuple[Text, ...]) -> int:
    return min(_natural_width(texts), _COMFORTABLE * _TYPE_SIZE + _PADDING)


def _body_style(annex: Annex, column: int, styles: StyleNames) -> str:
    is_short = all(text_width(row[column]) <= _SHORT for row in annex.rows)
    return styles.paragraph("表文居中", "表文") if is_short else styles.paragraph("表文")


def _properties(width: int, styles: StyleNames) -> str:
    style = styles.table("公文表格")
    borders = "" if style else _plain_borders()
    return (
        f'<w:tblPr>{style}<w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )


def _plain_borders() -> str:
    """Return rules for a template without the table style."""
    weight = gb.TABLE_INNER_LINE.eighth_points
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="auto"/>' for side in sides)
    return f"<w:tblBorders>{rules}</w:tblBorders>"


def _row(texts: tuple[Text, ...], widths: list[int], styles: list[str], *, is_head: bool) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(text, style)}</w:tc>'
        for text, width, style in zip(texts, widths, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _paragraph(text: str, style: str) -> str:
    run = text_run(text) if text else ""
    return f"<w:p><w:pPr>{style}</w:pPr>{run}</w:p>"
