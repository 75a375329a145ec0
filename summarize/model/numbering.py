"""Ordinals of 公文: making them, level by level, and telling a typed one at the head of a cell.

The levels are those of GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）, and ① below them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_UNITS = ("千", "百", "十", "")
_LARGEST = 9999

CIRCLED = "".join(chr(code) for code in (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))
"""① to ㊿: all the circled numbers that exist."""


def chinese_numeral(number: int) -> str:
    """Return `number` (1 to 9999) in Chinese numerals: 十, 二十一, 一百零一, 一百一十.

    Raises:
        ValueError: `number` is outside that range.
    """
    if not 1 <= number <= _LARGEST:
        raise ValueError(f"no Chinese numeral for {number}")
    numeral = ""
    for digit, unit in zip(f"{number:04d}", _UNITS, strict=True):
        if digit != "0":
            numeral += _DIGITS[int(digit)] + unit
        elif numeral and not numeral.endswith("零"):
            numeral += "零"
    numeral = numeral.rstrip("零")
    return numeral.removeprefix("一") if numeral.startswith("一十") else numeral


def parse_chinese_numeral(text: str) -> int | None:
    """Return the number that `chinese_numeral` writes as `text`, or `None` if it writes none so."""
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            return None
    total += digit
    return total if 1 <= total <= _LARGEST and chinese_numeral(total) == text else None


def ordinal(level: int, number: int) -> str:
    """Return the ordinal of the `number`-th sibling at `level` (1 `一、` … 4 `（1）`, 5 `①`).

    Circled numbers end at ㊿. From 51 on the fifth level is written `51）`: unlike a bracketed number
    it cannot be taken for the fourth level.

    Raises:
        ValueError: there is no such level, or `number` is not positive.
    """
    if number < 1:
        raise ValueError(f"ordinals begin at 1, not {number}")
    match level:
        case 1:
            return f"{chinese_numeral(number)}、"
        case 2:
            return f"（{chinese_numeral(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
        case 5:
            return CIRCLED[number - 1] if number <= len(CIRCLED) else f"{number}）"
        case _:
            raise ValueError(f"no level {level} in GB/T 9704-2012, 7.3.3")


def series_ordinal(number: int) -> str:
    """Return the ordinal of a running series: 一是, 二是."""
    return f"{chinese_numeral(number)}是"


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to type an ordinal.

    `pattern` has the number in its group `number`. `following` matches the same form with the number
    put for `@`. `is_other` tells from the number and the rest that no ordinal stands there.
    """

    pattern: re.Pattern[str]
    following: str
    is_other: Callable[[int, str], bool]


_BLANK = r"[\s\u200b\ufeff]*"
ORDINAL_NUMERALS = "一二三四五六七八九十百零"
"""The characters of which Chinese ordinals are written."""
_NOT_BEHIND_ONE = rf"(?<![第{ORDINAL_NUMERALS}])"
_HAN_NUMBER = rf"(?P<number>[{ORDINAL_NUMERALS}]{{1,5}})"
_NUMBER = r"(?P<number>[0-9０-９]{1,2})"
_COUNTING_WORDS = "个项大家名位支"
"""Words that follow an amount (四个意识), where an enumeration of ordinals (一、二等奖) has none."""


def _goes_on_counting(number: int, rest: str) -> bool:
    """Whether 、 stands between numbers that belong together: 一、二等奖, 一、三季度."""
    head = re.match(rf"第?([{ORDINAL_NUMERALS}]+)(.?)", rest)
    if head is None:
        return False
    following = parse_chinese_numeral(head[1])
    if following is None or following <= number or head[2] in tuple(_COUNTING_WORDS):
        return False
    return following == number + 1 or following < 10


def _is_estimate(number: int, rest: str) -> bool:
    """Whether the two numbers around 、 are one estimate or enumeration (3、5天), unlike 1、18个项目."""
    head = re.match(r"\d+", rest)
    following = int(head[0]) if head else 0
    return following == number + 1 or number < following < (100 if number >= 10 else 10)


def _is_decimal(_: int, rest: str) -> bool:
    """Whether the point stands inside a number or date (12.5公里, 5.10活动), unless a year follows (1.2017年)."""
    return re.match(r"\d", rest) is not None and re.match(r"(19|20)\d\d年", rest) is None


def _is_idiom(number: int, rest: str) -> bool:
    """Whether 是 says that something is what it is: 一是一，二是二."""
    same, following = chinese_numeral(number), chinese_numeral(number + 1)
    return re.match(rf"{same}(?:$|[，,、。；]|{following}是)", rest) is not None


def _is_never(_: int, __: str) -> bool:
    return False


def _form(head: str, following: str, is_other: Callable[[int, str], bool] = _is_never) -> _Form:
    return _Form(re.compile(rf"{_BLANK}(?P<ordinal>{head}){_BLANK}"), following, is_other)


_FORMS = (
    _form(
        rf"{_HAN_NUMBER}{_BLANK}[、.．]",
        rf"(?<![第{ORDINAL_NUMERALS}])@{_BLANK}[、.．](?![{ORDINAL_NUMERALS}])",
        _goes_on_counting,
    ),
    _form(rf"{_NUMBER}{_BLANK}、", r"(?<!\d)@\s*、(?!\d)", _is_estimate),
    _form(rf"{_NUMBER}[.．]", r"(?<![\d.．])@[.．](?!\d)", _is_decimal),
    _form(rf"[（(]{_BLANK}{_HAN_NUMBER}{_BLANK}[)）][、.．]?", rf"[（(]{_BLANK}@{_BLANK}[)）]"),
    _form(rf"[（(]{_BLANK}{_NUMBER}{_BLANK}[)）][、.．]?", rf"[（(]{_BLANK}@{_BLANK}[)）]"),
    _form(rf"{_NUMBER}[)）][、.．]?", r"(?<![\d（(])@[)）]"),
    _form(rf"{_HAN_NUMBER}是", rf"{_NOT_BEHIND_ONE}@是", _is_idiom),
    _form(rf"第{_HAN_NUMBER}[，,、：:]", "第@[，,、：:]", _goes_on_counting),
    _form(rf"第{_NUMBER}[，,、：:]", r"第@[，,、：:](?!\d)", _is_estimate),
)

_SINGLE_CHARACTERS = (
    CIRCLED,
    "".join(chr(code) for code in range(0x2474, 0x2488)),
    "".join(chr(code) for code in range(0x2488, 0x249C)),
    "".join(chr(code) for code in range(0x3220, 0x322A)),
)
"""Ordinals that are one character: ① ⑴ ⒈ ㈠."""
_MAY_BEGIN = re.compile(rf"{_BLANK}[{ORDINAL_NUMERALS}0-9０-９（(第{''.join(_SINGLE_CHARACTERS)}]")
"""With what any ordinal begins: most texts have none, and are told by one look."""


def strip_ordinal(text: str) -> tuple[int, str]:
    """Return how long a typed ordinal at the head of `text` is, and the ordinal; `(0, "")` if none.

    The length takes in the white space around the ordinal. What only looks like one is left alone
    (5.10活动, 3、5天, 一、二等奖), and so is the first member of a series that goes on in the same
    text (一是…。二是…。): there the ordinals are the author's own.
    """
    if not _MAY_BEGIN.match(text):
        return 0, ""
    return _strip_single_character(text) or _strip_form(text) or (0, "")


def _strip_single_character(text: str) -> tuple[int, str] | None:
    head = re.match(rf"{_BLANK}(?P<ordinal>\S)[、.．]?{_BLANK}", text)
    if head is None or head.end() == len(text):
        return None
    for characters in _SINGLE_CHARACTERS:
        index = characters.find(head["ordinal"])
        if index >= 0:
            return (
                None
                if characters[index + 1 : index + 2] in tuple(text[head.end() :])
                else (head.end(), head[0].strip())
            )
    return None


def _strip_form(text: str) -> tuple[int, str] | None:
    for form in _FORMS:
        head = form.pattern.match(text)
        if head is None or head.end() == len(text):
            continue
        number = _number(head["number"])
        if number is None:
            continue
        # A space after the mark tells an ordinal (`1. 5个项目`) from a decimal.
        rest = text[head.end("ordinal") :]
        if form.is_other(number, rest) or _goes_on(form, head["number"], number, rest):
            return None
        return head.end(), head["ordinal"]
    return None


def _number(text: str) -> int | None:
    number = int(text) if text.isdecimal() else parse_chinese_numeral(text)
    return number or None


def _goes_on(form: _Form, written: str, number: int, rest: str) -> bool:
    following = str(number + 1) if written.isdecimal() else chinese_numeral(number + 1)
    wide = following.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return re.search(form.following.replace("@", f"(?:{following}|{wide})"), rest) is not None
