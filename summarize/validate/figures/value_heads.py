"""The heads of the value columns of 指标: 一季度, 1—6月, 截至6月底, 上年上半年, 上半年同比(给定)."""

from __future__ import annotations

import datetime
import operator
import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from summarize.model.cells import Cell, CellKind
from summarize.model.figures.units import is_unit
from summarize.model.period_text import ANY_YEAR, parse_period, period_named
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.vocabulary import normalize_key

_YEAR = re.compile(r"[0-9]{4}|[〇○零一二三四五六七八九]{4}年")
_BOX_DASHES = str.maketrans("─━ー﹣", "----")
_LAST_YEAR_MARK = re.compile(r"(?:上年同期|去年同期|上年度?|去年)的?")
_THIS_YEAR_MARK = re.compile(r"(?:本年度?|今年|当年)的?")
_LAST_YEAR_AT_END = re.compile(
    r"\(?(?:上年同期|去年同期|上年度?|去年)(?:数|(?:实际)?(?:完成|实绩)(?:情况|数|值|额|量)?)?\)?$"
)
_THIS_YEAR_AT_END = re.compile(r"\(?(?:本年度?|今年|当年)(?:数|(?:实际)?(?:完成|实绩)(?:情况|数|值|额|量)?)?\)?$")
_LEADING_WORDS = re.compile(r"^(?:实际)?(?:完成|实绩)(?:情况|数|值|额|量)?(?:的)?(?=.)")
_GROWTH = re.compile(r"(?P<period>.+?)\(?同比(?:增长|增速|增幅|增减)?(?:\(给定\)|给定)?\)?(?:\(?%\)?)?")
_BRACKETS_AT_END = re.compile(r"\(([^()]*)\)$")
_FILLING_WORDS = re.compile(r"累计|当季|当月|单季")
_TRAILING_WORDS = re.compile(r"(?:实际)?(?:完成)?(?:情况|实绩|数值|数据|数|值|额)?$")
_END_MARK = re.compile(r"[末底止]$")
_PERIOD_LIKE = re.compile(r"季|半年|[0-9一二三四五六七八九十]月|同期|[0-9]{4}年")
_NOT_A_VALUE = re.compile(r"目标|计划|备注|说明|环比|任务|排名|完成率|比例|占比|进度|增幅|增速|半月|半场")
_USUAL_PERIODS = (
    *(f"{number}季度" for number in "一二三四1234"),
    *(f"第{number}季度" for number in "一二三四1234"),
    *(f"1{dash}{month}月" for dash in "-—" for month in (3, 6, 9, 12)),
    "上半年",
    "下半年",
    "前三季度",
)


class HeadKind(Enum):
    """Which way of filling in a head speaks of."""

    SINGLE = auto()
    """One quarter or month: 当季数, unless 填法 says otherwise."""
    CUMULATIVE = auto()
    """From January: 累计数."""
    PLAIN = auto()
    """Another span, which is what it says: 下半年, 4—6月."""


@dataclass(frozen=True, slots=True)
class ValueHead:
    """The head of a value column."""

    first_month: int
    last_month: int
    kind: HeadKind
    is_last_year: bool
    unit: str = ""
    """The unit that the head writes in brackets, as typed."""


@dataclass(frozen=True, slots=True)
class GrowthHead:
    """The head of a column of given growth with a period of its own."""

    first_month: int
    last_month: int


@dataclass(frozen=True, slots=True)
class BadHead:
    """A head that seems to name a period and cannot be used; Chinese message and suggestion ('' for the usual one).

    `meant` is what a misspelt head was surely meant for.
    """

    message: str
    suggestion: str = ""
    meant: ValueHead | None = None


def read_head(head: Cell, year: int | None, name: str = "") -> ValueHead | GrowthHead | BadHead | None:
    """Return what the head of an unknown column of 指标 means; `None` when it is no value column.

    `year` is the 年度 of the workbook, `name` that of the column: the words of a head of several rows, of
    which `head` is the lowest cell.
    """
    text = _head_text(head, name)
    key = normalize_key(text).translate(_BOX_DASHES)
    growth = _GROWTH.fullmatch(key)
    if growth:
        found = _read_period(growth["period"], text, year)
        return GrowthHead(found.first_month, found.last_month) if isinstance(found, ValueHead) else None
    found = _read_period(key, text, year)
    if found is None and _PERIOD_LIKE.search(key) and not _NOT_A_VALUE.search(key):
        return BadHead(f"表头“{quote(text)}”看不出是哪个时期")
    if isinstance(found, BadHead) and found.meant and _NOT_A_VALUE.search(key):
        return None
    return found


def written_year(head: Cell, name: str = "") -> int | None:
    """Return the year that a head of a value column writes, or `None`; `name` is that of the column."""
    match = re.match(r"[0-9]{4}(?=年|[QH]|$)", normalize_key(_head_text(head, name)))
    return int(match[0]) if match else None


def _head_text(head: Cell, name: str) -> str:
    """Return the words of a head: those of its lowest cell, or of all its rows where the column's name tells more."""
    own = head.raw.strip()
    if head.kind is CellKind.DATE and isinstance(head.value, datetime.date):
        month = f"{head.value.year}年{head.value.month}月"
        above = name.removesuffix(own).removesuffix(month)
        return month if above == name else above + month
    return own if not own or not name or normalize_key(name) == normalize_key(own) else name


def _read_period(key: str, text: str, year: int | None) -> ValueHead | BadHead | None:
    core, is_last_year = _take_off_year_marks(_LEADING_WORDS.sub("", key))
    core, unit = _take_off_brackets(core)
    is_cumulative = "累计" in core
    core = _TRAILING_WORDS.sub("", _LEADING_WORDS.sub("", _FILLING_WORDS.sub("", core)))
    core, upper_unit = _take_off_brackets(core)
    unit = unit or upper_unit
    if is_last_year and core in {"", "末", "底"}:
        if "同期" in key:
            return BadHead(f"表头“{quote(text)}”没有写是哪个时期", "写明是哪个时期，如 上年二季度、上年1—6月。")
        core = "全年"
    if _END_MARK.search(core) and "截" not in core:
        core, is_cumulative = core[:-1], True
    period = period_named(core, year or ANY_YEAR)
    if period is None:
        return _misspelt(core, text, is_cumulative=is_cumulative, is_last_year=is_last_year)
    has_year = _YEAR.search(core) is not None
    if has_year and year is not None and period.year not in {year, year - 1}:
        return BadHead(f"表头“{quote(text)}”是{period.year}年的，这里只用{year}年和{year - 1}年的数")
    if has_year and is_last_year and year is not None and period.year != year - 1:
        return BadHead(f"表头“{quote(text)}”里的年份与“上年”不符")
    in_last_year = is_last_year or (has_year and year is not None and period.year == year - 1)
    head = _head_of(period, core, is_cumulative=is_cumulative, is_last_year=in_last_year)
    return replace(head, unit=unit)


def _misspelt(core: str, text: str, *, is_cumulative: bool, is_last_year: bool) -> BadHead | None:
    """Return what is wrong with a head that differs from just one period in just one character."""
    near = [name for name in _USUAL_PERIODS if len(name) == len(core) and sum(map(operator.ne, name, core)) == 1]
    if len(near) != 1:
        return None
    period = parse_period(near[0], ANY_YEAR)
    meant = _head_of(period, near[0], is_cumulative=is_cumulative, is_last_year=is_last_year)
    offered = text.replace(core, near[0])
    suggestion = f"是否指“{quote(offered)}”？改正表头；不是时期的，换一个名称。"
    return BadHead(f"表头“{quote(text)}”看不出是哪个时期", suggestion, meant)


def _take_off_brackets(core: str) -> tuple[str, str]:
    """Return the head without the brackets at its end, and the unit in them; what says how it is filled stays."""
    unit = ""
    while match := _BRACKETS_AT_END.search(core):
        words = match[1]
        core = core[: match.start()] + (words if _FILLING_WORDS.search(words) else "")
        unit = words if is_unit(words) else unit
    return core, unit


def _take_off_year_marks(key: str) -> tuple[str, bool]:
    if match := _LAST_YEAR_MARK.match(key):
        return key[match.end() :], True
    if match := _THIS_YEAR_MARK.match(key):
        return key[match.end() :], False
    if match := _LAST_YEAR_AT_END.search(key):
        return key[: match.start()], True
    return _THIS_YEAR_AT_END.sub("", key), False


def _head_of(period: Period, core: str, *, is_cumulative: bool, is_last_year: bool) -> ValueHead:
    first, last = period.first_month, period.last_month
    is_range = re.search(r"[-—–−~～〜至到]", core) is not None
    is_quarter = last - first == 2 and not is_range and ("季" in core or "Q" in core.upper())
    if is_cumulative:
        return ValueHead(1, last, HeadKind.CUMULATIVE, is_last_year)
    if "截" not in core and (is_quarter or (first == last and not is_range)):
        return ValueHead(first, last, HeadKind.SINGLE, is_last_year)
    return ValueHead(first, last, HeadKind.CUMULATIVE if first == 1 else HeadKind.PLAIN, is_last_year)
