"""One value into one cell: text stays text whatever it begins with, numbers stay exact, nothing is cut off."""

from __future__ import annotations

import datetime
import re
from copy import copy
from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.styles.numbers import is_date_format
from openpyxl.worksheet.worksheet import Worksheet

from summarize.model.contents import Entry

MAX_CHARACTERS = 32_767
"""What a cell holds at most; openpyxl would cut off the rest without a word."""

_MOMENTS = (datetime.date, datetime.time, datetime.timedelta)
_DIGITS_KEPT = 15
"""Significant digits of a number in a workbook; what has more is written as text."""
_FIRST_YEAR = 1900
"""Days before it have no number in a workbook."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_SENTENCE_END = re.compile(r"[。！？\n](?=[^。！？\n]*\Z)")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def escape_text(text: str) -> str:
    """Return `text` as Excel stores it: what XML cannot hold, and what looks like its escape, as _xHHHH_."""
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))


def split_text(text: str) -> tuple[str, ...]:
    """Return `text` in parts of which each fits into a cell; joined they are `text`.

    A part ends behind a sentence or line where it can.
    """
    if len(escape_text(text)) <= MAX_CHARACTERS:
        return (text,)
    parts: list[str] = []
    start = 0
    while start < len(text):
        piece = text[start : start + MAX_CHARACTERS]
        while len(escape_text(piece)) > MAX_CHARACTERS:
            # Seven characters for one is the most that escaping makes of it.
            piece = piece[: min(MAX_CHARACTERS // 7, len(piece) // 2)]
        is_last = start + len(piece) == len(text)
        if not is_last and (end := _SENTENCE_END.search(piece)):
            piece = piece[: end.end()]
        parts.append(piece)
        start += len(piece)
    return tuple(parts)


def is_written_as_number(value: object) -> bool:
    """Return whether `value` is a number that a workbook keeps with all its digits."""
    return isinstance(value, Decimal) and value.is_finite() and len(value.normalize().as_tuple().digits) <= _DIGITS_KEPT


def _moment_format(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    match value:
        case datetime.time():
            return "h:mm:ss"
        case datetime.timedelta():
            return "[h]:mm:ss"
        case _:
            return 'yyyy"年"m"月"d"日"'


class CellWriter:
    """Writes entries into the cells of one workbook.

    A style is made once for each format code and copied from then on: setting fonts cell by cell takes
    longer than everything else.
    """

    def __init__(self, scratch: Worksheet, font: Font, alignment: Alignment) -> None:
        self._scratch = scratch
        self._font = font
        self._alignment = alignment
        self._prototypes: dict[tuple[str, bool], Cell] = {}

    def write(self, sheet: Worksheet, row: int, column: int, entry: Entry) -> None:
        """Write `entry`; an empty value writes nothing, text must be a part that `split_text` made."""
        value = entry.value
        if value is None or value == "":
            return
        number_format = entry.number_format
        if isinstance(value, Decimal) and not is_written_as_number(value):
            value = f"{value:f}" if value.is_finite() else str(value)
        elif isinstance(value, datetime.date) and value.year < _FIRST_YEAR:
            value = f"{value.year}年{value.month}月{value.day}日"
        elif isinstance(value, _MOMENTS) and not is_date_format(number_format):
            number_format = _moment_format(value)
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            cell.value = escape_text(value)
            cell.data_type = "s"
        else:
            cell.value = value
        opens_formula = isinstance(value, str) and value.startswith(_FORMULA_STARTS)
        cell._style = copy(self._prototype(number_format, opens_formula)._style)  # type: ignore[attr-defined,union-attr]

    def _prototype(self, number_format: str, opens_formula: bool) -> Cell:
        key = number_format, opens_formula
        if key not in self._prototypes:
            cell = Cell(self._scratch, row=1, column=1)
            cell.font, cell.alignment, cell.number_format = self._font, self._alignment, number_format
            # The apostrophe before it: text stays text also when somebody edits it.
            cell.quotePrefix = opens_formula
            self._prototypes[key] = cell
        return self._prototypes[key]
