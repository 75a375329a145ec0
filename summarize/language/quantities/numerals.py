"""Whole numbers below ten thousand written in 汉字."""

from __future__ import annotations

_DIGITS = {
    character: value
    for value, characters in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for character in characters
}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_LONGEST = len("九千九百九十九")


def read_numeral(text: str) -> int | None:
    """Return the number that `text` writes (十二, 一百零五); `None` of 三五, 十几 and others that are rough."""
    if len(text) > _LONGEST:
        return None
    total, digit = 0, None
    for character in text:
        if character in _SCALES:
            total += (1 if digit is None else digit) * _SCALES[character]
            digit = None
        elif not digit and character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)
