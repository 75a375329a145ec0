"""Words for a period that depend on when they were written: 本季度, 下月, 今年."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.model.periods import Period
from summarize.model.vocabulary import normalize_key

_WORDS = re.compile("(?P<turn>[本这当上下今去明])(?:一个|一|个)?(?P<unit>季度?|月份?|年度?|期)")
_UNITS = {"季": "几季度", "月": "几月", "年": "哪一年", "期": "哪一期"}
_BEFORE, _AFTER = "上去", "下明"


@dataclass(frozen=True, slots=True)
class RelativePeriod:
    """What such words leave open (几季度), and the period that they mean; `None` where that is not known."""

    open_question: str
    meant: Period | None


def read_relative(text: str, reported: Period | None) -> RelativePeriod | None:
    """Return what `text` means in a workbook for the report of `reported`; `None` if it is no such word.

    上半年 and 下半年 are periods of their own.
    """
    match = _WORDS.fullmatch(normalize_key(text))
    if match is None:
        return None
    unit = match["unit"][0]
    here = _current(unit, reported) if reported else None
    if here is not None and match["turn"] in _AFTER:
        here = here.following()
    elif here is not None and match["turn"] in _BEFORE:
        here = here.preceding() or here.a_year_before()
    return RelativePeriod(_UNITS[unit], here)


def _current(unit: str, reported: Period) -> Period:
    """Return the 季, 月 or 年 in which `reported` ends; 期 is the period itself."""
    match unit:
        case "季":
            return Period.quarter(reported.year, (reported.last_month + 2) // 3)
        case "月":
            return Period.month(reported.year, reported.last_month)
        case "年":
            return Period.whole_year(reported.year)
        case _:
            return reported
