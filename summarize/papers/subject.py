"""Whose paper it is and which time it is about, told by its title, its signature or the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from summarize.model.period_mentions import Mention, MentionKind, find_periods, named_year
from summarize.model.periods import Period
from summarize.papers.frame import Frame

_WORDS = re.compile(
    r"(?:19|20)\d\d|[〇○零一二三四五六七八九]{4}年|[上下]半年|全年|年度|前三季度|第?[一二三四1234]季度|\d{1,2}月|\d{1,2}[-—–至~]\d{1,2}月|H[12]|Q[1-4]"
    r"|工作|总结|报告|汇报|情况|计划|打算|安排|材料|关于"
)
_NUMBERING = re.compile(r"^(?:附件\s*\d*|\d{1,3}|[（(]\d{1,3}[)）])\s*[.、．：:_\-—\s]*")
_TRIMMED = " \t\u3000-_—–·.、：:（）()《》“”\"'关于"
_LONGEST_UNIT = 30
_SLOGAN = re.compile(r"[，,。、；！？]")
_OFFICE = re.compile(r"(?:科|科室|股|室|组|队|处|办)$")
_AREA = re.compile(r"[省市县镇乡]|(?<!社)区|街道")
_UNIT_AND_OFFICE = re.compile(
    r"(?P<unit>.+(?:局|委|委员会|政府|办事处|中心|街道|镇|乡|厅|公司|医院|学校))(?P<office>.{1,12}(?:科|股|室|组|队|处))"
)
_DRAFT_WORDS = re.compile(r"(?:终稿|定稿|初稿|草稿|修改稿|报送稿|最终版|副本|改)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose paper it is and what it is about; '' and `None` for what cannot be told.

    `period` is what is reported on, `plan_period` what is planned for. `period_words` are those of the title or
    file name that tell the period without its year, when no year is told. `conflict` holds the two periods
    that title and file name tell when they differ.
    """

    unit: str = ""
    office: str = ""
    period: Period | None = None
    plan_period: Period | None = None
    conflict: tuple[Period, Period] | None = None
    period_words: str = ""

    @property
    def year(self) -> int | None:
        """The year of what is reported on, or else planned for."""
        period = self.period or self.plan_period
        return period.year if period else None


def find_subject(frame: Frame, file: str) -> Subject:
    """Return whose paper `frame` is and what it is about; `file` is its path."""
    stem = _DRAFT_WORDS.sub("", _NUMBERING.sub("", PurePath(file).stem).strip())
    titles = [frame.fact(name).replace("\n", "") for name in ("标题", "副标题")]
    year = next((found for text in (*titles, stem) if (found := named_year(text))), None)
    by_title = _periods((mention for text in titles for mention in find_periods(text, year)), year)
    by_name = _periods(find_periods(stem, year), year)
    period, plan = by_title if any(by_title) else by_name
    conflict = (by_title[0], by_name[0]) if by_title[0] and by_name[0] and by_title[0] != by_name[0] else None
    if plan is None and period is not None:
        plan = period.following()
    unit, office = _unit_and_office([*titles, *_signers(frame), stem])
    return Subject(unit, office, period, plan, conflict, "" if period or plan else _yearless([*titles, stem]))


def _periods(mentions: Iterable[Mention], year: int | None) -> tuple[Period | None, Period | None]:
    """Return the period reported on and the one planned for, as far as the mentions tell them."""
    found = [mention for mention in mentions if mention.period]
    plans = [mention.period for mention in found if mention.kind is MentionKind.PLAN]
    reports = [mention.period for mention in found if mention.kind is not MentionKind.PLAN]
    return (reports[0] if reports else None), (plans[0] if plans else None)


def _yearless(texts: Sequence[str]) -> str:
    """Return the name of a period that is told without a year."""
    for text in texts:
        for mention in find_periods(text, 2000):
            if mention.period and mention.kind is not MentionKind.PLAN:
                return mention.period.name
    return ""


def _signers(frame: Frame) -> list[str]:
    mark = re.sub(r"文件$", "", frame.fact("发文机关标志"))
    return [text for text in (frame.fact("署名").split("\n")[0], mark) if text]


def _unit_and_office(texts: Sequence[str]) -> tuple[str, str]:
    """Return the unit and the office that the first telling text names."""
    unit = office = ""
    for text in texts:
        name = _organ(text)
        if not name:
            continue
        own_unit, own_office = split_office(name)
        unit, office = unit or own_unit, office or own_office
    return unit, office


def _organ(text: str) -> str:
    """Return the organisation at the head of `text`, up to the words about time and kind; '' if there is none."""
    bare = text.strip().lstrip("—─-")
    match = _WORDS.search(bare.removeprefix("关于"))
    name = bare.removeprefix("关于")[: match.start()] if match else bare
    name = name.strip(_TRIMMED)
    if not 2 <= len(name) <= _LONGEST_UNIT or _SLOGAN.search(name):
        return ""
    return name if match or _ORGAN_END.search(name) else ""


_ORGAN_END = re.compile(
    r"(?:局|委|委员会|政府|办|中心|科|科室|股|室|处|队|院|站|所|会|厅|公司|学校|街道|镇|乡|社区|村)$"
)


def split_office(name: str) -> tuple[str, str]:
    """Return the unit and the office in the name of an organisation; the one that is not named is ''."""
    if not _OFFICE.search(name):
        return name, ""
    if match := _UNIT_AND_OFFICE.fullmatch(name):
        return match["unit"], match["office"]
    return (name, "") if _AREA.search(name) else ("", name)
