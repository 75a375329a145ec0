"""What the words of a head mean: a known column, a span of time, or a word that stands below one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache

from summarize.model.cells import Cell, CellKind
from summarize.model.figures.units import is_unit
from summarize.model.period_text import period_named
from summarize.model.periods import PeriodKind
from summarize.model.vocabulary import ColumnSpec, normalize_key

MATTER, CONTENT = "事项", "内容"
_TASK_OR_TEXT = frozenset({"工作内容"})
"""Heads under which some write what was to be done and others what was done."""
_DATE = CellKind.DATE
"""By a name of its own: looking up a member in its Enum takes as long as the rest of what is done with a cell."""
_REQUIRED = re.compile(r"[*＊※]+|[（(\[［【](?:必填项?|选填项?|可选|必选)[)）\]］】]")
_BRACKETS_AT_END = re.compile(r"\(([^()]*)\)$")
_HINT = re.compile(r".*(?:填|写|选|字以?内|[0-9]字|盖章|公章|打[√勾]|如:?|例|限).*")
_LAST_YEAR = re.compile(r"(?:上年|去年)(?:同期)?度?(?:数|完成|情况|实绩)*")
_LOWER_WORDS = frozenset(
    normalize_key(word)
    for word in (
        *(
            "目标",
            "计划",
            "任务",
            "目标任务",
            "工作目标",
            "工作计划",
            "计划目标",
            "目标要求",
            "目标值",
            "计划数",
            "目标数",
        ),
        *(
            "完成",
            "完成情况",
            "完成数",
            "完成值",
            "完成额",
            "完成量",
            "实绩",
            "实际",
            "实际数",
            "实际完成",
            "实际完成情况",
        ),
        *(
            "进展",
            "进展情况",
            "工作进展",
            "推进情况",
            "落实情况",
            "工作成效",
            "工作推进情况",
            "完成率",
            "完成比例",
            "进度",
        ),
        *("存在问题", "存在困难", "滞后原因", "下一步打算", "下步措施", "下一步计划", "状态", "是否完成", "是否达序时"),
        *(
            "数量",
            "金额",
            "数值",
            "占比",
            "同比",
            "环比",
            "增幅",
            "增速",
            "增长",
            "当季",
            "当期",
            "当月",
            "本期",
            "累计",
        ),
        *(
            "本年",
            "今年",
            "当年",
            "本年度",
            "同期",
            "上年同期",
            "去年同期",
            "当季数",
            "累计数",
            "序时进度",
            "排名",
            "同比增长",
            "同比增幅",
        ),
    )
)
"""Words that stand below a group's head and mean little without it."""


@lru_cache(maxsize=4096)
def clean_head(text: str) -> str:
    """Return a head in one line, without marks of what must be filled in, or white space around line breaks."""
    return "".join(line.strip() for line in _REQUIRED.sub("", text).splitlines())


def head_text(cell: Cell) -> str:
    """Return what a cell says as a head; a date shown without its day is a month."""
    if cell.kind is _DATE and isinstance(cell.value, datetime.date) and "d" not in cell.number_format.lower():
        return f"{cell.value.year}年{cell.value.month}月"
    return clean_head(cell.raw)


@lru_cache(maxsize=4096)
def head_keys(text: str) -> tuple[str, ...]:
    """Return the keys under which a head may be known: as typed, and without a unit or hint in brackets."""
    key = normalize_key(clean_head(text))
    core = key.rstrip(":")
    keys = [key, core]
    while (found := _BRACKETS_AT_END.search(core)) and (is_unit(found[1]) or _HINT.fullmatch(found[1])):
        core = core[: found.start()]
        keys.append(core)
    return tuple(keys)


class HeadWords:
    """The columns that are known in one kind of sheet, at hand by their heads."""

    def __init__(self, known: Sequence[ColumnSpec]) -> None:
        self.canonical = {normalize_key(spec.name): spec.name for spec in known}
        self.synonyms: dict[str, str] = {}
        for spec in known:
            for synonym in spec.synonyms:
                self.synonyms.setdefault(normalize_key(synonym), spec.name)
        self.needed = {spec.name for spec in known if spec.needed}
        self.match = lru_cache(maxsize=4096)(self._match)
        """Return the canonical name of the column that the head `text` names, and how surely; ("", 0) if none."""

    def _match(self, text: str) -> tuple[str, int]:
        """Do so: a canonical name is surer than a synonym, either is surer without a hint in brackets."""
        keys = head_keys(text)
        for strength, names in ((3, self.canonical), (1, self.synonyms)):
            for key in keys:
                if found := names.get(key):
                    return found, strength + (key in keys[:2])
        return "", 0

    def exact(self, text: str) -> str | None:
        """Return the canonical name of the column whose very name or synonym `text` is, or `None`."""
        key = normalize_key(text)
        return self.canonical.get(key) or self.synonyms.get(key)

    def name(self, text: str) -> str | None:
        """Return the canonical name of the column that the head `text` names, or `None`."""
        return self.match(text)[0] or None


@lru_cache(maxsize=64)
def _words_of(known: tuple[ColumnSpec, ...]) -> HeadWords:
    return HeadWords(known)


def head_words(known: Sequence[ColumnSpec]) -> HeadWords:
    """Return the columns `known`, at hand by their heads; one for all sheets of a kind, with what it has matched."""
    return _words_of(tuple(known))


def is_task_or_text(text: str) -> bool:
    """Whether a head may mean the task as well as the text about it."""
    return not _TASK_OR_TEXT.isdisjoint(head_keys(text))


@lru_cache(maxsize=4096)
def is_span(text: str) -> bool:
    """Whether a head names a time that its column's own word does not stand without: a quarter, last year.

    A whole year does not count: every column of the sheet is about it.
    """
    key = normalize_key(clean_head(text))
    if _LAST_YEAR.fullmatch(key):
        return True
    for core in dict.fromkeys((key, _BRACKETS_AT_END.sub("", key))):
        if period := period_named(core):
            return period.kind is not PeriodKind.YEAR
    return False


@lru_cache(maxsize=4096)
def is_lower_word(text: str) -> bool:
    """Whether a head is of the kind that stands below a group's: 目标, 完成, 一季度."""
    return any(key in _LOWER_WORDS for key in head_keys(text)) or is_span(text)
