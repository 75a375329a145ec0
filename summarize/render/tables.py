"""Annex tables: column widths by what stands in the columns, and whether the table needs a page on its side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from summarize import standard as gb
from summarize.model.report import Annex
from summarize.model.text import Text
from summarize.render.blocks import StyleNames, text_run, text_width

TABLE = "<w:tbl>"
MARK = "<w:tbl summarize="
UPRIGHT_TABLE = f'{MARK}"upright">'
LANDSCAPE_TABLE = f'{MARK}"landscape">'
OWN_TABLES = (UPRIGHT_TABLE, LANDSCAPE_TABLE)
"""How tables begin that are made here, until they are laid on their pages; the mark never leaves the program."""

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


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its texts, the head first, and what they take on one line each."""

    texts: tuple[Text, ...]
    natural: int
    """The width in twips that sets every text on one line."""
    is_short: bool
    """Whether every text but the head is so short that it is centred."""

    @property
    def needed(self) -> int:
        """The width that it gets before others share in what is left."""
        return min(self.natural, _COMFORTABLE * _TYPE_SIZE + _PADDING)

    @property
    def narrowed(self) -> int:
        """The width that sets every text but the head on one line, and the head on two."""
        head, *body = self.texts
        half_head = head[: -(-len(head) // 2)]
        return _natural_width([_line_width(text, text_width(text)) for text in (half_head, *body)])


class AnnexTable:
    """The table of an annex, measured when it is first asked for."""

    def __init__(self, annex: Annex) -> None:
        self._annex = annex

    @cached_property
    def _columns(self) -> tuple[_Column, ...]:
        annex = self._annex
        return tuple(_measure((head, *(row[column] for row in annex.rows))) for column, head in enumerate(annex.head))

    @property
    def is_wide(self) -> bool:
        """Whether the columns are too many or too wide for a page upright."""
        return sum(column.needed for column in self._columns) > PORTRAIT_WIDTH

    def column_widths(self, available: int) -> list[int]:
        """Return the widths of the columns in twips; together they are `available`.

        Every column gets what it needs; what is left goes to the columns that have more text than that,
        by how much more, or else to all alike. Where they need too much, short columns keep their contents
        on one line and only the long ones give way.
        """
        needed = [column.needed for column in self._columns]
        left = available - sum(needed)
        if left < 0:
            shares = [column.narrowed for column in self._columns]
            widths = _share_out(shares, available)
        else:
            wanted = [max(0, column.natural - need) for column, need in zip(self._columns, needed, strict=True)]
            shares = wanted if any(wanted) else [1] * len(needed)
            total = sum(shares)
            widths = [need + left * share // total for need, share in zip(needed, shares, strict=True)]
        widths[shares.index(max(shares))] += available - sum(widths)
        return widths

    def write(self, styles: StyleNames) -> str:
        """Return the table with the tiny paragraph that Word wants behind it.

        Its start tag tells that it is whole, and whether it needs a landscape section (clause 8).
        """
        start, available = (LANDSCAPE_TABLE, LANDSCAPE_WIDTH) if self.is_wide else (UPRIGHT_TABLE, PORTRAIT_WIDTH)
        widths = self.column_widths(available)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        short, long = styles.paragraph("表文居中", "表文"), styles.paragraph("表文")
        head = _cell_starts(widths, [styles.paragraph("表头")] * len(widths))
        body = _cell_starts(widths, [short if column.is_short else long for column in self._columns])
        rows = [_row(self._annex.head, head, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")]
        rows += [_row(row, body, "<w:trPr><w:cantSplit/></w:trPr>") for row in self._annex.rows]
        end = f"<w:p><w:pPr>{styles.paragraph('表后')}</w:pPr></w:p>"
        properties = _properties(sum(widths), styles)
        return f"{start}{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{end}"


def _measure(texts: tuple[Text, ...]) -> _Column:
    widths = [text_width(text) for text in texts]
    lines = [_line_width(text, width) for text, width in zip(texts, widths, strict=True)]
    return _Column(texts, _natural_width(lines), is_short=max(widths[1:], default=0) <= _SHORT)


def _line_width(text: str, width: float) -> float:
    """Return the width of the longest line of a text that has a width of `width` as a whole."""
    lines = text.splitlines()
    if len(lines) == 1 and len(lines[0]) == len(text):
        return width
    return max(map(text_width, lines), default=0)


def _natural_width(lines: Iterable[float]) -> int:
    """Return the width in twips of a column with these lines, of the width given in characters."""
    return round(max(_NARROWEST, *lines) * _TYPE_SIZE) + _PADDING


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


def _cell_starts(widths: list[int], styles: list[str]) -> list[str]:
    """Return for every column how its cells begin, up to their text."""
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>{style}</w:pPr>'
        for width, style in zip(widths, styles, strict=True)
    ]


def _row(texts: tuple[Text, ...], starts: list[str], properties: str) -> str:
    cells = [f"{start}{text_run(text) if text else ''}</w:p></w:tc>" for start, text in zip(starts, texts, strict=True)]
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"
