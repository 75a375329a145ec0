"""Cell addresses as Excel writes them: `D7`, and the letters of columns."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""The size of a sheet in Excel."""

_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})")


@lru_cache(maxsize=MAX_COLUMNS)
def column_letters(number: int) -> str:
    """Return the letters of column `number`: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=MAX_COLUMNS)
def column_number(letters: str) -> int:
    """Return the number of the column with these letters, in either case; 0 for none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """Return the address of a cell: row 7, column 4 is `D7`."""
    return f"{column_letters(column)}{row}"


def first_corner(cells: str) -> tuple[int, int]:
    """Return row and column at which `cells` begin, a cell, a range, whole rows or columns; 0 for what is not said."""
    found = _CORNER.match(cells)
    return (int(found[2] or 0), column_number(found[1])) if found else (0, 0)
