"""The heads of a ledger's columns for one period: 一季度目标, 上半年完成情况, 1-3月进展, 进展情况（6月）."""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from summarize.model.cells import Cell, CellKind
from summarize.model.period_text import ANY_YEAR, period_named
from summarize.model.periods import Period
from summarize.model.quotation import quote
from summarize.model.vocabulary import LEDGER_ROLE, normalize_key, sheet_spec


class LedgerAspect(StrEnum):
    """What a column of a ledger tells of one period."""

    TARGET = "目标"
    PROGRESS = "进展情况"
    RATE = "完成率"
    STATUS = "状态"
    PROBLEM = "存在问题"
    NEXT_STEP = "下一步打算"
    PROBLEM_AND_NEXT_STEP = "存在问题及下一步打算"


@dataclass(frozen=True, slots=True)
class PeriodHead:
    """A head that names a period, and what its column tells of it."""

    period: Period
    aspect: LedgerAspect


@dataclass(frozen=True, slots=True)
class BadPeriodHead:
    """A head that seems to name a period and cannot be used; Chinese message and suggestion.

    `is_lost` tells that the column was surely meant for what goes into a report.
    """

    message: str
    suggestion: str
    is_lost: bool


_TARGET_WORDS = ("目标", "计划", "工作目标", "工作计划", "计划目标", "目标任务", "目标要求", "任务目标", "任务")
_PROGRESS_WORDS = ("", "进展", "完成", "实际完成", "实际完成情况", "推进", "实绩", "成效", "工作成效", "落实")
_JOINTS = re.compile(r"^[的:\-—_/·.]+|[的:\-—_/·.]+$")
_WRAPPED = re.compile(r"\((?P<words>[^()]*)\)")
_MONTH_END = re.compile(r"([0-9]{4}年)?([0-9]{1,2}|[一二三四五六七八九十]{1,2})月[底末]")
_BRACKETED = re.compile(r"\((?P<words>[^()]*)\)")
_ANOTHER_TIME = re.compile(r"上年|去年|上季|上月|上期|同期|同比|环比|往年|年初")
_PERIOD_LIKE = re.compile(r"季|半年|[0-9一二三四五六七八九十]月|[0-9]{4}年")
_ASPECT_LIKE = re.compile(r"目标|计划|进展|完成|推进|落实|问题|打算|情况|状态")
_SINGULAR_WORDS = re.compile(
    r"下(?:一?季|个?月|一?期|半年)|本季|当季|该季|每季|按季|分季|半年内|季节|四季[^度]|本月|当月"
)
_LONGEST_PERIOD = 20
_USUAL_PERIODS = (
    *(f"{number}季度" for number in "一二三四1234"),
    *(f"第{number}季度" for number in "一二三四1234"),
    "上半年",
    "下半年",
    "前三季度",
)


def _aspects() -> dict[str, LedgerAspect]:
    spec = sheet_spec(LEDGER_ROLE)
    aspects = {
        normalize_key(word): LedgerAspect(column.name)
        for column in (spec.columns if spec else ())
        if column.name in set(LedgerAspect)
        for word in (column.name, *column.synonyms)
    }
    aspects |= dict.fromkeys(_PROGRESS_WORDS, LedgerAspect.PROGRESS)
    return aspects | dict.fromkeys(_TARGET_WORDS, LedgerAspect.TARGET)


_ASPECTS = _aspects()


def read_period_head(name: str, head: Cell, year: int | None) -> PeriodHead | BadPeriodHead | None:
    """Return what the column called `name` tells of which period; `None` when it names none.

    `head` is the cell of the head, `year` the 年度 of the workbook. A head that only looks like one of a
    period is a `BadPeriodHead`.
    """
    key = _key(name, head)
    if _ANOTHER_TIME.search(key):
        return None
    unknown: tuple[Period, str] | None = None
    for text, words in _splits(key):
        period = period_named(f"截至{text}" if _MONTH_END.fullmatch(text) else text, year or ANY_YEAR)
        if period is None:
            continue
        if aspect := _ASPECTS.get(words):
            return PeriodHead(period, aspect)
        unknown = unknown or (period, words)
    return (
        _misspelt(key, quote(name)) or _of_unknown_aspect(unknown, quote(name)) or _of_unknown_period(key, quote(name))
    )


def is_ledger_head(name: str, head: Cell) -> bool:
    """Return whether the column called `name` tells of some period, read or not, this year's or another's."""
    return bool(_ANOTHER_TIME.search(normalize_key(name))) or read_period_head(name, head, None) is not None


def _key(name: str, head: Cell) -> str:
    value = head.value
    if head.kind is CellKind.DATE and isinstance(value, datetime.date) and normalize_key(name) == head.raw:
        return f"{value.year}年{value.month}月"
    return normalize_key(name)


def _splits(key: str) -> Iterator[tuple[str, str]]:
    """Yield each way in which `key` may be a period and words about it, the longest period first."""
    for length in range(min(len(key), _LONGEST_PERIOD), 1, -1):
        yield key[:length].strip("()"), _words(key[length:])
    for bracketed in _BRACKETED.finditer(key):
        yield bracketed["words"], _words(key[: bracketed.start()] + key[bracketed.end() :])
    for begin in range(1, len(key) - 1):
        yield key[begin:], _words(key[:begin])


def _words(rest: str) -> str:
    """Return what a head says besides its period, without brackets and joints."""
    bare = _JOINTS.sub("", rest)
    wrapped = _WRAPPED.fullmatch(bare)
    return wrapped["words"] if wrapped else bare


def _misspelt(key: str, shown: str) -> BadPeriodHead | None:
    """Return what is wrong with a head whose period differs from a usual one in just one character."""
    if _SINGULAR_WORDS.search(key):
        return None
    near = [
        f"{usual}{words}"
        for usual in _USUAL_PERIODS
        if len(key) >= len(usual)
        and sum(map(operator.ne, key, usual)) == 1
        and (words := _words(key[len(usual) :])) in _ASPECTS
    ]
    if not near:
        return None
    hint = f"是否指“{near[0]}”？改正表头" if len(near) == 1 else "改正表头，写成“一季度完成情况”“二季度目标”这样"
    return BadPeriodHead(
        f"表头“{shown}”看不出是哪个时期，这一列没有写进报告", f"{hint}；不是时期的，换一个名称。", is_lost=True
    )


def _of_unknown_aspect(unknown: tuple[Period, str] | None, shown: str) -> BadPeriodHead | None:
    if unknown is None:
        return None
    period, words = unknown
    return BadPeriodHead(
        f"列“{shown}”是{period.name}的，看不出“{quote(words)}”是目标还是进展，没有写进报告",
        f"是进展的改为“{period.name}完成情况”，是目标的改为“{period.name}目标”；确是自设的列可不理会。",
        is_lost=False,
    )


def _of_unknown_period(key: str, shown: str) -> BadPeriodHead | None:
    is_meant = _PERIOD_LIKE.search(key) and _ASPECT_LIKE.search(key)
    if not is_meant or _SINGULAR_WORDS.search(key):
        return None
    return BadPeriodHead(
        f"列“{shown}”像是某个时期的，看不出是哪一期，没有写进报告",
        "写成“一季度完成情况”“6月进展”“二季度目标”这样；确是自设的列可不理会。",
        is_lost=False,
    )
