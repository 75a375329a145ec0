"""Numbers as people type them, and as reports print them: exact fractions in between.

What is not a number is told apart by what it seems to be, so that a message can say how to mend it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum, auto
from fractions import Fraction

from summarize.model.cells import Cell, CellKind

SIGNIFICANT_DIGITS = 15
"""As many as Excel keeps of a number."""

NON_TERMINATING_PLACES = 2
"""Places printed of a number that has no last one, when nothing else is asked for."""

ESTIMATE_MARK = "预计"

_EXCEL = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP)
_LONGEST = 40

# Only the full-width forms and the minus signs: NFKC would make ① and ² digits, and 12² is not 122.
_FOLDING = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x2212: "-",
    0x2013: "-",
    0x3000: " ",
    0xA0: " ",
    0x200B: None,
    0xFEFF: None,
}
_NUMBER = re.compile(r"(?P<sign>[+-]?) ?(?P<digits>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]*)?|\.[0-9]+) ?(?P<percent>%?)")
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_ESTIMATE = re.compile(r"预计[:为]? ?(?P<before>.+)|(?P<after>.+?) ?[(\[【〔]? ?预计 ?[)\]】〕]?")
_LEADING_NUMBER = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?) ?(%?) ?(?P<rest>\D.*)", re.DOTALL)
_DATE = re.compile(
    r"[0-9]{2,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{4}年([0-9]{1,2}月)?|[0-9]{1,2}月([0-9]{1,2}日)?"
)
_DIGITS_AND_MARKS = re.compile(r"[+-]?[0-9][0-9,.' ]*%?")
_LETTERS_FOR_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "〇": "0", "О": "0"})
_CHINESE_DIGITS = {
    ch: value
    for value, chars in enumerate(("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for ch in chars
}
_CHINESE_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NOTHING = frozenset({"无", "暂无", "没有", "-", "--", "—", "——", "/", "\\", "N/A", "n/a", "待定", "不涉及", "同上"})


class NumberFault(Enum):
    """Why a cell that should hold a number holds none."""

    CHINESE_NUMERAL = auto()
    UNIT_ATTACHED = auto()
    LETTERS = auto()
    SEPARATORS = auto()
    NOTHING_WORD = auto()
    DATE = auto()
    BOOLEAN = auto()
    ERROR_VALUE = auto()
    UNCOMPUTED = auto()
    TEXT = auto()


_EMPTY, _NUMBER_KIND = CellKind.EMPTY, CellKind.NUMBER
_FAULTS_OF_KINDS = {
    CellKind.UNCOMPUTED: NumberFault.UNCOMPUTED,
    CellKind.ERROR: NumberFault.ERROR_VALUE,
    CellKind.BOOLEAN: NumberFault.BOOLEAN,
    CellKind.DATE: NumberFault.DATE,
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from a cell.

    A percentage counts in points (12.3 % is 12.3) and has `is_percent`; `is_estimate` tells a value
    marked 预计, `is_text` one that the cell stores as text.
    """

    value: Fraction
    is_percent: bool = False
    is_estimate: bool = False
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class NotANumber:
    """What stands where a number should: the fault, what was seen, and the number probably meant ('' if none).

    `attached` are the words that follow the number, of UNIT_ATTACHED.
    """

    fault: NumberFault
    seen: str
    likely: str = ""
    attached: str = ""


def parse_number(cell: Cell) -> Number | NotANumber | None:
    """Return the number in `cell`, or why there is none; `None` when the cell is empty."""
    kind, value = cell.kind, cell.value
    if kind is _EMPTY:
        return None
    # Most cells are numbers; to look up the fault of a kind takes longer than to read one.
    if kind is not _NUMBER_KIND and (fault := _FAULTS_OF_KINDS.get(kind)):
        return NotANumber(fault, cell.raw or "公式")
    if cell.is_empty:
        return None
    if isinstance(value, Decimal):
        is_percent = cell.is_percent
        numerator, denominator = value.as_integer_ratio()
        if is_percent:
            numerator *= 100
        # Whole numbers, which most are, need no search for a common divisor.
        points = Fraction(numerator) if denominator == 1 else Fraction(numerator, denominator)
        return Number(points, is_percent, ESTIMATE_MARK in cell.number_format)
    return parse_typed_number(str(value))


def parse_typed_number(text: str) -> Number | NotANumber:
    """Return the number that `text` writes: full-width or not, with separators, sign, %, 预计 or a 。 behind it."""
    folded = text.translate(_FOLDING).strip()
    is_estimate = False
    if ESTIMATE_MARK in folded and (marked := _ESTIMATE.fullmatch(folded)):
        folded = (marked["before"] or marked["after"]).strip()
        is_estimate = True
    match = _NUMBER.fullmatch(folded.removesuffix("。"))
    if match and len(folded) <= _LONGEST and _has_sound_separators(match["digits"]):
        value = Fraction(_EXCEL.create_decimal(match["sign"] + match["digits"].replace(",", "")))
        return Number(value, bool(match["percent"]), is_estimate, is_text=True)
    return _explain(text.strip(), folded)


def _has_sound_separators(digits: str) -> bool:
    return "," not in digits or bool(_THOUSANDS.fullmatch(digits))


def _explain(seen: str, folded: str) -> NotANumber:
    if folded in _NOTHING or seen in _NOTHING:
        return NotANumber(NumberFault.NOTHING_WORD, seen)
    if _DATE.fullmatch(folded):
        return NotANumber(NumberFault.DATE, seen)
    if _DIGITS_AND_MARKS.fullmatch(folded) and len(folded) <= _LONGEST:
        return NotANumber(NumberFault.SEPARATORS, seen)
    return _explain_words(seen, folded)


def _explain_words(seen: str, folded: str) -> NotANumber:
    chinese = read_chinese_numeral(folded)
    if chinese is not None:
        return NotANumber(NumberFault.CHINESE_NUMERAL, seen, str(chinese))
    mended = folded.translate(_LETTERS_FOR_DIGITS)
    if mended != folded and re.search(r"[0-9]", folded) and _NUMBER.fullmatch(mended):
        return NotANumber(NumberFault.LETTERS, seen, mended)
    attached = _LEADING_NUMBER.fullmatch(folded)
    if attached and len(attached["rest"]) <= 8 and not re.search(r"[0-9]", attached["rest"]):
        return NotANumber(NumberFault.UNIT_ATTACHED, seen, attached[1] + attached[2], attached["rest"])
    return NotANumber(NumberFault.TEXT, seen)


def read_chinese_numeral(text: str) -> int | None:
    """Return the whole number that `text` writes in 汉字 (十二, 一百零五, 三万二千), or `None`."""
    if (
        not text
        or len(text) > _LONGEST
        or any(ch not in _CHINESE_DIGITS and ch not in _CHINESE_SCALES and ch not in "万亿" for ch in text)
    ):
        return None
    total = section = 0
    digit = None
    for ch in text:
        if ch in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[ch]
        elif ch in _CHINESE_SCALES:
            section += (1 if digit is None else digit) * _CHINESE_SCALES[ch]
            digit = None
        else:
            total = (total + section + (digit or 0)) * (10_000 if ch == "万" else 100_000_000)
            section, digit = 0, None
    return total + section + (digit or 0)


def terminating_places(number: Fraction) -> int | None:
    """Return how many decimal places `number` needs to be written exactly, or `None` when none suffice."""
    rest, twos, fives = number.denominator, 0, 0
    if rest == 1:
        return 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def round_half_up(number: Fraction, places: int) -> Fraction:
    """Return `number` rounded to `places` decimals, a half away from zero."""
    magnitude = _in_last_digits(number, places)
    return Fraction(-magnitude if number < 0 else magnitude, 10**places)


def format_number(number: Fraction, places: int | None = None) -> str:
    """Return `number` in digits, rounded half-up to at most `places` decimals and without superfluous zeros.

    Without `places` it is written exactly, or to two decimals when it has no last one.
    """
    if number.denominator == 1:
        return str(number.numerator)
    if places is None:
        exact = terminating_places(number)
        places = NON_TERMINATING_PLACES if exact is None else exact
    last_digits = _in_last_digits(number, places)
    digits = str(last_digits).rjust(places + 1, "0")
    whole, decimals = (digits[:-places], digits[-places:].rstrip("0")) if places else (digits, "")
    return ("-" if number < 0 and last_digits else "") + whole + ("." + decimals if decimals else "")


def _in_last_digits(number: Fraction, places: int) -> int:
    """Return how many units of the last of `places` decimals the size of `number` is, a half rounded up."""
    # With whole numbers: each step in fractions would look for the greatest common divisor.
    scale: int = 10**places
    return (abs(number.numerator) * scale * 2 + number.denominator) // (2 * number.denominator)
