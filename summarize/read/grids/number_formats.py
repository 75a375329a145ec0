"""Number formats: their codes by number, which of them show dates, and the dates behind serial numbers."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

GENERAL = "General"

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HOUR_MINUTE, _HOUR_SECOND = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'

BUILTIN_FORMATS: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: _YEAR_MONTH,
    28: _MONTH_DAY,
    29: _MONTH_DAY,
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _HOUR_MINUTE,
    35: _HOUR_SECOND,
    36: _YEAR_MONTH,
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    50: _YEAR_MONTH,
    51: _MONTH_DAY,
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
    54: _MONTH_DAY,
    55: _HOUR_MINUTE,
    56: _HOUR_SECOND,
    57: _YEAR_MONTH,
    58: _MONTH_DAY,
}
"""Formats that a workbook names by number alone, as a Chinese Excel shows them (27–36 and 50–58 are
its own, ISO/IEC 29500-1 18.8.30); numbers that are missing here are shown as General."""

_NOT_SHOWN_AS_DATE = re.compile(
    r'"[^"]*"?'  # quoted words
    r"|\\.|_.|\*."  # one escaped, skipped or repeated character
    r"|\[(?!h+\]|m+\]|s+\])[^\]]*\]"  # colour, condition, locale; but not [h], [m], [s]
    r"|general|standard|通用格式",
    re.IGNORECASE,
)
_DATE_LETTERS = re.compile(r"[ymdhs]|aaa|上午/下午", re.IGNORECASE)
_TIME_LETTERS = re.compile(r"[hs]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)

_CODES_HELD = 256
"""Codes whose meaning is kept: a workbook has few of them and many cells."""

_LAST_SERIAL = 2_958_465
"""31 December 9999, the last day that Excel knows."""
_LEAP_SERIAL = 60
"""29 February 1900, a day that Excel counts and that never was."""


@lru_cache(maxsize=_CODES_HELD)
def _shown(code: str) -> str:
    """Return what of `code` may stand for parts of a date."""
    return _NOT_SHOWN_AS_DATE.sub("", code)


@lru_cache(maxsize=_CODES_HELD)
def is_date_format(code: str) -> bool:
    """Return whether a number in this format is shown as a date, a time or a duration."""
    return bool(_DATE_LETTERS.search(_shown(code)))


def date_from_serial(
    serial: float, code: str, *, is_1904: bool
) -> datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None:
    """Return what the number `serial` means in the date format `code`, to the whole second.

    A whole day is a `date`; a fraction of a day under a format with hours is a `time`; an elapsed
    time (`[h]:mm`) is a `timedelta`. `None` if the number is no date that Excel could show.
    """
    shown = _shown(code)
    if not 0 <= serial < _LAST_SERIAL + 1:
        return None
    moment = datetime.timedelta(seconds=round(serial * 86_400))
    if _ELAPSED.search(shown):
        return moment
    if serial < 1 and not is_1904:
        has_time = bool(_TIME_LETTERS.search(shown)) and moment.days == 0
        return (datetime.datetime.min + moment).time() if has_time else None
    if is_1904:
        start = datetime.datetime(1904, 1, 1)
    elif moment.days < _LEAP_SERIAL:
        start = datetime.datetime(1899, 12, 31)
    elif moment.days == _LEAP_SERIAL:
        return None
    else:
        start = datetime.datetime(1899, 12, 30)
    try:
        found = start + moment
    except OverflowError:
        return None
    return found if moment.seconds else found.date()
