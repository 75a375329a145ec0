"""Dates as people type them, and as official documents print them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from summarize.model.numbering import parse_chinese_numeral

_TYPED_DATE = re.compile(r"(\d{4})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?")
_CHINESE_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_CHINESE_DATE = re.compile(
    r"([〇○零Oo一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)

_SERIALS = range(36526, 73051)
"""Excel's numbers of the days from 2000-01-01 to 2099-12-31."""
_SERIAL_ORIGIN = date(1899, 12, 30)


def date_of_serial(digits: str) -> date | None:
    """Return the day of this century that Excel stores as the number `digits`, or `None`: 42916 is 2017年6月30日."""
    is_serial = digits.isascii() and digits.isdecimal() and len(digits) == len(str(_SERIALS[0]))
    return _SERIAL_ORIGIN + timedelta(days=int(digits)) if is_serial and int(digits) in _SERIALS else None


def parse_date(text: str) -> date | None:
    """Return the date that `text` writes, or `None` if it is not one whole date.

    Taken are 2017年7月5日, 2017-07-05, 2017/7/5, 2017.7.5, full-width digits and 二〇一七年七月五日.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if match := _TYPED_DATE.fullmatch(folded):
        year, month, day = (int(part) for part in match.groups())
    elif match := _CHINESE_DATE.fullmatch(folded):
        year = int(match[1].translate(_CHINESE_DIGITS))
        month, day = (parse_chinese_numeral(numeral) or 0 for numeral in (match[2], match[3]))
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def format_date(day: date) -> str:
    """Return `day` as 2017年7月5日: Arabic digits, no padding (GB/T 9704-2012 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
