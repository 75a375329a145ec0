"""年度目标 as people write it: 1200, 1.2亿元, 不低于90%, 控制在3起以内, 增长8%以上, 达到省定目标."""

from __future__ import annotations

import re
from fractions import Fraction

from summarize.model.cells import Cell, CellKind
from summarize.model.figures.indicators import Target, TargetKind
from summarize.model.figures.units import factor_between
from summarize.model.numbers import Number, NumberFault, parse_number, parse_typed_number
from summarize.model.vocabulary import NOTHING_WORDS, normalize_key

_AT_LEAST = ("不低于", "不少于", "不小于", "大于等于", "大于或等于", "至少", "达到", "达", ">=", "≥", "≧")
_AT_MOST = ("不高于", "不超过", "不多于", "不大于", "小于等于", "小于或等于", "控制在", "控制", "<=", "≤", "≦")
_MORE = ("大于", "高于", "超过", ">")
_LESS = ("小于", "低于", "少于", "<")
_WORDS: tuple[tuple[str, str], ...] = tuple(
    sorted(
        (
            (word, relation)
            for words, relation in ((_AT_LEAST, "≥"), (_AT_MOST, "≤"), (_MORE, ">"), (_LESS, "<"))
            for word in words
        ),
        key=lambda pair: -len(pair[0]),
    )
)
_ENDINGS = (("及以上", "≥"), ("以上", "≥"), ("及以下", "≤"), ("以下", "≤"), ("以内", "≤"), ("之内", "≤"))
_AMOUNT = re.compile(r"(?P<number>[+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>\D{0,8})")
_NOTHING_KEYS = frozenset(normalize_key(word) for word in NOTHING_WORDS)
_UNREAD_KINDS = (CellKind.ERROR, CellKind.UNCOMPUTED, CellKind.BOOLEAN)
_MISTYPED = {NumberFault.LETTERS, NumberFault.SEPARATORS, NumberFault.CHINESE_NUMERAL, NumberFault.DATE}


def read_target(cell: Cell, unit: str) -> Target | NumberFault | None:
    """Return the target in `cell` of an indicator counted in `unit`; `None` when there is none.

    A number mistyped is told by its fault. Error values and lost formulas count as none here: they
    are told as such for every column.
    """
    if cell.is_empty or cell.kind in _UNREAD_KINDS:
        return None
    parsed = parse_number(cell)
    text = cell.raw.strip()
    if isinstance(parsed, Number):
        if not parsed.is_percent or _is_percent(unit):
            return Target(text, TargetKind.NUMBER, cell.place, parsed.value)
        return Target(text, TargetKind.TEXT, cell.place)
    if parsed is None or normalize_key(text) in _NOTHING_KEYS:
        return None
    if parsed.fault in _MISTYPED:
        return parsed.fault
    return _read_words(text, unit, cell)


def _read_words(text: str, unit: str, cell: Cell) -> Target:
    rest, relation = normalize_key(text), ""
    for word, meaning in _WORDS:
        if rest.startswith(word):
            rest, relation = rest[len(word) :], meaning
            break
    for word, meaning in _ENDINGS:
        if rest.endswith(word):
            rest, relation = rest[: -len(word)], relation or meaning
            break
    amount = _AMOUNT.fullmatch(rest)
    number = parse_typed_number(amount["number"]) if amount else None
    factor = _factor(amount["unit"], unit) if amount else None
    if factor is None or not isinstance(number, Number):
        return Target(text, TargetKind.TEXT, cell.place)
    kind = TargetKind.BOUND if relation else TargetKind.NUMBER
    return Target(text, kind, cell.place, number.value * factor, relation)


def _factor(written: str, unit: str) -> Fraction | None:
    if not written:
        return Fraction(1)
    return factor_between(written, unit) if unit else None


def _is_percent(unit: str) -> bool:
    return normalize_key(unit) in {"", "%"}
