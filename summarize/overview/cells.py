"""Values into the cells of a sheet that is written row by row: text stays text whatever it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from summarize.overview.formats import Formats

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MOST_CHARACTERS = 32_000
"""XlsxWriter leaves out a longer text without a word; a cell holds 32,767."""
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LONGEST_LINK, _LONGEST_LITERAL = 2000, 250
_CONTROL = re.compile(r"[\x00-\x1f]")
_LINE_HEIGHT, _TALLEST = 14.5, 405
_SIDE_MARGIN_INCHES, _MARGIN_INCHES = 0.3, 0.5
_A4 = 9


class SheetWriter:
    """One sheet; rows and columns count from 0, and a row is finished when the next is begun."""

    def __init__(self, sheet: Worksheet, formats: Formats) -> None:
        self.sheet = sheet
        self._formats = formats
        sheet.set_paper(_A4)
        sheet.set_margins(_SIDE_MARGIN_INCHES, _SIDE_MARGIN_INCHES, _MARGIN_INCHES, _MARGIN_INCHES)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.hide_gridlines(2)

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """Write `text` as it stands."""
        if look == "text" and text.startswith(_FORMULA_STARTS):
            look = "formula-like"
        self.sheet.write_string(row, column, clean(text), self._formats.get(look))

    def number(
        self, row: int, column: int, number: float, number_format: str = "General", look: str = "number"
    ) -> None:
        """Write a number in `number_format`."""
        self.sheet.write_number(row, column, number, self._formats.get(look, number_format))

    def count(self, row: int, column: int, count: int | None) -> None:
        """Write how many there are; of none the cell stays empty."""
        if count:
            self.number(row, column, count, look="centred")
        else:
            self.blank(row, column)

    def blank(self, row: int, column: int, look: str = "text") -> None:
        """Write an empty cell with its frame."""
        self.sheet.write_blank(row, column, None, self._formats.get(look))

    def formula(self, row: int, column: int, formula: str, value: float, number_format: str) -> None:
        """Write a formula of the program's own with its value, for what shows sheets without computing."""
        self.sheet.write_formula(row, column, formula, self._formats.get("sum", number_format), value)

    def link(self, row: int, column: int, path: str, text: str) -> None:
        """Write `text` with a link to the file at `path`, which is seen from the workbook's folder.

        The link is a formula: of the other kind Excel takes 65,530 in a sheet, and they all lie in memory
        until the end.
        """
        target, shown = clean(path).replace("#", "%23"), clean(text)
        if not path or _CONTROL.search(target + shown) or max(len(target), len(shown)) > _LONGEST_LINK:
            self.text(row, column, text)
            return
        formula = f"=HYPERLINK({_literal(target)},{_literal(shown)})"
        self.sheet.write_formula(row, column, formula, self._formats.get("link"), shown)

    def spanned(self, row: int, first_column: int, last_column: int, text: str, look: str) -> None:
        """Write `text` over some columns of a row."""
        if last_column > first_column:
            self.sheet.merge_range(row, first_column, row, last_column, clean(text), self._formats.get(look))
        else:
            self.text(row, first_column, text, look)

    def fit(self, row: int, fields: Iterable[tuple[str, float]]) -> None:
        """Make `row` as high as its texts need in columns of these widths, before anything is written into it.

        Excel and WPS would do so by themselves, LibreOffice does not.
        """
        lines = max((_line_count(text, width) for text, width in fields), default=1)
        if lines > 1:
            self.sheet.set_row(row, min(lines * _LINE_HEIGHT + 3, _TALLEST))

    def heads(self, row: int, heads: Sequence[tuple[str, float]]) -> None:
        """Write the head of a table, of names and widths, and keep it in sight and on every page."""
        self.sheet.set_row(row, 24)
        for column, (name, width) in enumerate(heads):
            self.sheet.set_column(column, column, width)
            self.text(row, column, name, "head")
        self.sheet.repeat_rows(row)


def clean(text: str) -> str:
    """Return `text` as a cell can hold it."""
    text = _NOT_IN_XML.sub("\ufffd", text)
    return text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"


def _line_count(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column of `width` digits, of which a Chinese character takes two."""
    return sum(1 + int(max(len(line.encode("gb18030", "replace")) - 1, 0) // (width - 2)) for line in text.split("\n"))


def _literal(text: str) -> str:
    """Return `text` as a formula writes it; a longer literal than 255 characters is not taken."""
    pieces = (text[at : at + _LONGEST_LITERAL] for at in range(0, len(text), _LONGEST_LITERAL))
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces) or '""'
