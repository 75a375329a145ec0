"""Band rows: one text across the table (一、党建工作) that is the 板块 or 小类 of the rows below it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarize.model.cells import Cell, CellKind, Column
from summarize.model.numbering import parse_chinese_numeral, strip_ordinal
from summarize.model.records import name_key
from summarize.model.vocabulary import normalize_key
from summarize.read.tables.heads import Canvas

SECTION, SUBSECTION = "板块", "小类"
_ORDER_COLUMN = "序号"
_HAN = "一二三四五六七八九十百"
_FIRST_LEVEL = re.compile(rf"[{_HAN}]{{1,4}}[、.．]?")
_SECOND_LEVEL = re.compile(rf"\([{_HAN}]{{1,4}}\)[、.．]?")
_SENTENCE = re.compile(r"[。；;！!？?]")
_PART = re.compile(
    rf"(?P<ordinal>\s*(?:[{_HAN}]{{1,4}}[、.．]|[(（][{_HAN}]{{1,4}}[)）][、.．]?)?\s*)第[{_HAN}]+(?:部分|板块)[\s:：、]*"
)
_COUNT = re.compile(
    rf"\s*(?:[(（]\s*[共计]*\s*[0-9０-９{_HAN}]+\s*[项件个条](?:重点|工作|任务|事项)*\s*[)）]\s*[:：]?|[:：])\s*$"
)
"""What stands behind a section's name and is no part of it: a colon, how many items it has."""
WIDEST_BAND = 2
"""Cells that a band row has at most: its text, and an ordinal beside it."""
_LONGEST = 40
"""Characters that the name of a section may have; longer text is somebody's content."""
_MOST_OF = 0.75
"""Share of the table's columns over which a text without ordinal must be merged."""


@dataclass(frozen=True, slots=True)
class Band:
    """One band: what it is (板块 or 小类), the cell that says it, and the ordinal that is typed there or beside it.

    `column` is the column in which the ordinal stands, or that of 序号 where the text itself stands; else 0.
    `level` is that of the ordinal, 1 for 一、 and 2 for （一）, 0 without one.
    """

    name: str
    cell: Cell
    column: int = 0
    level: int = 0
    is_across: bool = False
    """Whether the text is merged over most of the table's width."""


def section_of(cell: Cell) -> Cell:
    """Return the cell of a band with the section's name alone: without 第一部分, without (2项) or a colon behind it.

    An ordinal before it stays: it is taken off where any cell's is.
    """
    name = _COUNT.sub("", _PART.sub(r"\g<ordinal>", cell.raw, count=1), count=1)
    is_named = any("\u4e00" <= character <= "\u9fff" for character in name[strip_ordinal(name)[0] :])
    return replace(cell, value=name) if name != cell.raw and is_named and not _level(name) else cell


def ordinal_level(text: str) -> int:
    """Return the level of the Chinese ordinal at the head of `text`: 1 for 一、, 2 for （一）, 0 for none."""
    return _level(strip_ordinal(text)[1]) or _level(text.strip())


def ordinal_number(text: str) -> int | None:
    """Return the number of the Chinese ordinal at the head of `text`, or `None`."""
    numeral = re.sub(rf"[^{_HAN}]", "", strip_ordinal(text)[1])
    return parse_chinese_numeral(numeral)


def _level(ordinal: str) -> int:
    key = normalize_key(ordinal)
    if _SECOND_LEVEL.fullmatch(key):
        return 2
    return 1 if key and _FIRST_LEVEL.fullmatch(key) else 0


def find_band(
    canvas: Canvas, columns: Sequence[Column], number: int, filled: Mapping[int, Cell], sections: frozenset[str]
) -> Band | None:
    """Return the band that row `number` with the cells `filled` is, or `None`.

    `sections` are the keys of the names in the sheet 板块.
    """
    if len(filled) > WIDEST_BAND:
        return None
    order = next((column.index for column in columns if column.name == _ORDER_COLUMN), 0)
    cells = dict(filled)
    beside = cells.pop(order) if len(cells) == 2 and order in cells else None
    if len(cells) != 1:
        return None
    ((column, cell),) = cells.items()
    if cell.kind is not CellKind.TEXT or not _is_name(cell.raw):
        return None
    if beside is not None:
        level = _level(beside.raw.strip())
        return Band(_name_of(level), cell, order, level) if level else None
    level = ordinal_level(cell.raw)
    is_across = _is_across(canvas, columns, number, column)
    if not (level or is_across or column == order or name_key(section_of(cell).raw) in sections):
        return None
    return Band(_name_of(level), cell, column if level or column == order else 0, level, is_across)


def _name_of(level: int) -> str:
    return SUBSECTION if level == 2 else SECTION


def _is_name(raw: str) -> bool:
    key = normalize_key(raw)
    has_words = any("\u4e00" <= character <= "\u9fff" for character in key)
    return has_words and len(key) <= _LONGEST and not _SENTENCE.search(key) and not _level(key)


def _is_across(canvas: Canvas, columns: Sequence[Column], number: int, column: int) -> bool:
    """Whether the cell at `column` is merged over most of the table's columns that are to be seen."""
    area = canvas.covered.get((number, column))
    if area is None:
        return False
    seen = [other.index for other in columns if not other.is_hidden and not other.head.is_empty]
    within = [index for index in seen if area.first_column <= index <= area.last_column]
    return len(within) >= 2 and len(within) >= math.ceil(_MOST_OF * len(seen))
