"""序号 as people type them (1, 1.10, 一、, （2）, ①), part by part, and zeros that a number lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from summarize.model.cells import Cell, CellKind
from summarize.model.numbering import CIRCLED, parse_chinese_numeral
from summarize.model.numbers import NotANumber, parse_typed_number
from summarize.model.records import Order
from summarize.model.vocabulary import normalize_key

_PARTS = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})*")
_DRESSED = re.compile(r"\(?([0-9.]+|[一二三四五六七八九十百零]+)(?:\)[、.]?|[、.,])?")
_DECIMALS = re.compile(r"[0#]\.(0+)")
_ROUND = 10


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """A 序号 that could be read; one that `is_plain` is digits and points alone."""

    order: Order
    is_plain: bool
    is_number: bool


@dataclass(frozen=True, slots=True)
class OrderFault:
    """Why a 序号 cannot be read, and what to do ('' for the usual)."""

    reason: str = "不是数字"
    suggestion: str = ""


def parse_order(cell: Cell) -> ReadOrder | OrderFault:
    """Return the 序号 in `cell`, which is not empty."""
    if cell.kind is CellKind.NUMBER and not cell.is_percent:
        return _of_digits(_shown(cell), is_plain=True, is_number=True)
    if cell.kind is CellKind.DATE and isinstance(cell.value, date):
        likely = f"{cell.value.month}-{cell.value.day}"
        return OrderFault("是日期", f"多半是输入 {likely} 时被改成了日期；把这一列的格式改为“文本”，再重新填写。")
    if cell.kind is CellKind.TEXT:
        return _of_text(cell.raw)
    return OrderFault()


def _shown(cell: Cell) -> str:
    """Return a number as its format shows it, 1.10 under 0.00, or as a file of texts writes it."""
    places = _places_shown(cell.number_format)
    return f"{cell.value:.{places}f}" if places else f"{cell.value:f}"


@lru_cache(maxsize=1024)
def _places_shown(number_format: str) -> int:
    decimals = _DECIMALS.search(number_format.partition(";")[0])
    return len(decimals[1]) if decimals else 0


@lru_cache(maxsize=4096)
def _of_digits(text: str, *, is_plain: bool, is_number: bool) -> ReadOrder | OrderFault:
    if not _PARTS.fullmatch(text):
        return OrderFault()
    return ReadOrder(tuple(map(int, text.split("."))), is_plain, is_number)


def _of_text(raw: str) -> ReadOrder | OrderFault:
    typed = raw.strip()
    key = normalize_key(typed)
    if typed in CIRCLED and len(typed) == 1:
        return ReadOrder((CIRCLED.index(typed) + 1,), is_plain=False, is_number=False)
    if _PARTS.fullmatch(key):
        return _of_digits(key, is_plain=key == typed, is_number=False)
    dressed = _DRESSED.fullmatch(key)
    if dressed and (number := parse_chinese_numeral(dressed[1])):
        return ReadOrder((number,), is_plain=False, is_number=False)
    if dressed and _PARTS.fullmatch(dressed[1].rstrip(".")):
        return _of_digits(dressed[1].rstrip("."), is_plain=False, is_number=False)
    likely = parse_typed_number(typed)
    if isinstance(likely, NotANumber) and likely.likely:
        return OrderFault(suggestion=f"是否指 {likely.likely}？写成数字，或留空按表中先后排列。")
    return OrderFault()


@dataclass(frozen=True, slots=True)
class OrderTrail:
    """The 序号 of a table's rows so far, by what they are counted within."""

    _last: dict[str, Order] = field(default_factory=dict)
    _seen: dict[str, set[Order]] = field(default_factory=dict)

    def follow(self, scope: str, read: ReadOrder) -> tuple[Order, str]:
        """Return the 序号 that is meant by `read` in the next row of `scope`, and what to tell ('' for nothing).

        After 1.9 the number 1.1 is 1.10, whose zero a number cannot keep; further down it may be.
        """
        last, seen = self._last.get(scope), self._seen.setdefault(scope, set())
        *stem, part = read.order
        before = (*stem, part * _ROUND - 1)
        longer = (*stem, part * _ROUND)
        order, told = read.order, ""
        if read.is_number and stem and 0 < part < _ROUND and longer not in seen:
            if last == before:
                order, told = longer, f"序号 {_write(read.order)} 接在 {_write(before)} 后面，当作 {_write(longer)}"
            elif read.order in seen and before in seen:
                told = f"序号 {_write(read.order)} 写了两次，上面有 {_write(before)}，像是 {_write(longer)}"
        self._last[scope] = order
        seen.add(order)
        return order, told


def _write(order: Order) -> str:
    return ".".join(map(str, order))
