"""Stored numbers as kinds and values, alike for every kind of workbook."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache

from summarize.model.cells import CellKind, CellValue
from summarize.read.grids.number_formats import date_from_serial, is_date_format

_SIGNIFICANT_DIGITS = 15
"""What Excel keeps and shows of a number; the digits behind are an artefact of binary fractions."""


@lru_cache(maxsize=4096)
def round_number(number: float) -> Decimal:
    """Return the finite `number` at the digits that Excel shows; -0 is 0."""
    return Decimal(f"{number + 0.0:.{_SIGNIFICANT_DIGITS}g}")


def interpret_number(number: float, number_format: str, *, is_1904: bool = False) -> tuple[CellKind, CellValue]:
    """Return kind and value of a stored number: a date if its format shows one, else a number.

    `number` is finite; dates are told here, for all formats and all kinds of workbook alike.
    """
    if not math.isfinite(number):
        raise ValueError(number)
    if is_date_format(number_format):
        moment = date_from_serial(number, number_format, is_1904=is_1904)
        if moment is not None:
            return CellKind.DATE, moment
    return CellKind.NUMBER, round_number(number)
