"""What headings and opening words say: which part of a report begins there."""

from __future__ import annotations

import re
from enum import Enum, auto

from summarize.model.vocabulary import normalize_key


class Part(Enum):
    """A part of a report that a heading opens."""

    ACHIEVEMENTS = auto()
    """The whole of the work done: 一、上半年工作情况."""
    PROBLEMS = auto()
    PLAN = auto()
    REQUESTS = auto()
    CHAPTER = auto()
    """Practices, experiences and the like, which have the sheet 其他章节."""
    OVERVIEW = auto()
    """What the unit is, before what it did."""


_LONGEST_HEADING = 40
_CHAPTER = re.compile(
    r"(?:主要|工作|几点)*(?:经验|体会|启示|做法|特点)(?:[和与及、](?:经验|体会|启示|做法|特点))*(?:总结)?"
)
_OVERVIEW = re.compile(r"(?:单位|机构|部门|科室|本单位)?(?:基本|机构|人员)(?:情况|概况)|(?:单位|工作)?(?:概况|概述)")
_REQUESTS = re.compile(
    r"(?:几点|相关|有关|工作|主要)*(?:意见|建议|请求)(?:[和与及、]?(?:意见|建议|请求))*"
    r"|(?:需要?|提请|请求|恳请)(?:上级|领导|市|县|区|局)?.{0,8}(?:协调|解决|支持|帮助).{0,8}"
    r"|对.{2,14}的(?:意见|建议)(?:[和与及、]?建议)?"
)
_PROBLEMS = re.compile(
    r".{0,12}(?:存在|面临|遇到).{0,8}(?:问题|不足|困难|短板|差距|薄弱环节)(?:.{0,12})"
    r"|(?:当前|目前|工作中?|主要|突出|的)*(?:问题|不足|困难|短板|差距|薄弱环节)(?:[和与及、].{1,12})?"
)
_PLAN_AHEAD = re.compile(
    r"^(?:下半年|下(?:一|个)?(?:步|阶段|季度|月|年度?)|明年|来年|今后|后阶段|(?:19|20)\d\d年.{0,5}(?:工作)?(?:计划|打算|安排|思路|要点))"
)
_PLAN_WORDS = re.compile(
    r"(?:(?:19|20)\d\d年度?|[上下]半年|下(?:一|个)?(?:步|阶段|季度|月|年度?)|明年|今后|后续|近期|全年|第?[一二三四1-4]季度|\d{1,2}月份?|主要|重点|总体|的)*"
    r"(?:工作|任务)?(?:的)?(?:计划|打算|安排|思路|要点|设想|努力方向)(?:[和与及、].{1,8})?"
)
_NAMED_PARTS = (
    (Part.REQUESTS, _REQUESTS),
    (Part.PROBLEMS, _PROBLEMS),
    (Part.CHAPTER, _CHAPTER),
    (Part.OVERVIEW, _OVERVIEW),
    (Part.PLAN, _PLAN_WORDS),
)
_REPORTED = re.compile(r"(?:情况|总结|回顾|成效|成绩|进展|亮点)$")
_GENERIC = re.compile(
    r"(?:19|20)?\d\d年度?|今年以来|一年来|半年来|以来|上半年|下半年|全年|本年度?|前三季度|第?[一二三四1234]季度|\d{1,2}[-—至]\d{1,2}月份?"
    r"|\d{1,2}月份?|主要|重点|各项|总体|整体|基本|工作|任务|目标|完成|开展|推进|落实|取得|所做|做了?|成效|成绩|情况|总结|回顾|进展|亮点|业务|特色"
    r"|和|与|及|的|、"
)
_REPORT_WORD = re.compile(r"情况|总结|回顾|成效|成绩|进展|亮点|工作")


def classify(heading: str, unit: str = "", *, is_second_half: bool = False) -> Part | None:
    """Return the part that `heading`, without its ordinal, opens; `None` for a heading of the work itself.

    With `is_second_half` the paper reports on 下半年, which then is no sign of a plan.
    """
    text = normalize_key(heading).rstrip(":：。")
    if not text or len(text) > _LONGEST_HEADING:
        return None
    named = next((part for part, pattern in _NAMED_PARTS if pattern.fullmatch(text)), None)
    if named is not None:
        return named
    if _names_what_follows(text, is_second_half=is_second_half):
        return Part.PLAN
    bare = text.replace(normalize_key(unit), "") if unit else text
    return Part.ACHIEVEMENTS if _REPORT_WORD.search(bare) and not _GENERIC.sub("", bare) else None


def _names_what_follows(text: str, *, is_second_half: bool) -> bool:
    """Whether a heading begins with the time to come: 下半年重点工作."""
    if is_second_half and text.startswith("下半年"):
        return False
    is_clause = re.match("[^，,]{0,8}[，,]", text) is not None
    return _PLAN_AHEAD.match(text) is not None and not is_clause and not _REPORTED.search(text)


_AHEAD = re.compile(
    r"(?:下半年|下(?:一|个)?(?:步|阶段|季度|月|年度?)|明年|来年|新的一年|今后|接下来|(?P<year>(?:19|20)\d\d)年)[，,、的工将我全区市县镇]"
)
_WILL = re.compile(r"[将拟]|计划|打算|要|继续|力争|重点|着力|做好|抓好|开展")


def looks_ahead(text: str, *, year: int | None, is_second_half: bool) -> bool:
    """Return whether a paragraph speaks of what comes after the time that the paper reports on."""
    match = _AHEAD.match(text.lstrip())
    if match is None or (is_second_half and match[0].startswith("下半年")):
        return False
    if match["year"] and (year is None or int(match["year"]) <= year):
        return False
    return _WILL.search(text) is not None
