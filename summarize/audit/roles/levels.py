"""Headings of the four levels and the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.audit.paper import HEADINGS, Container, Paper, Paragraph, Role, Run
from summarize.model.numbering import parse_chinese_numeral

_HAN = "一二三四五六七八九十百零"
_FORMS = (
    (0, re.compile(rf"(?P<number>[{_HAN}]{{1,4}})\s*[、.．,，]\s*(?=\S)")),
    (1, re.compile(rf"[（(]\s*(?P<number>[{_HAN}]{{1,4}})\s*[)）]\s*[、.．]?\s*(?=\S)")),
    (2, re.compile(r"(?P<number>[0-9０-９]{1,2})\s*(?:[.．](?!\d(?!\d{3}年))|、(?!\d))\s*(?=\S)")),
    (3, re.compile(r"[（(]\s*(?P<number>[0-9０-９]{1,2})\s*[)）]\s*[、.．]?\s*(?=\S)")),
)
_STYLE_LEVEL = re.compile(r"(?:heading|标题)\s*([1-4])|([一二三四])级标题", re.IGNORECASE)
_ATTENDANCE = re.compile(r"(?:出席|列席|请假|缺席|主持|记录)(?:人员?)?[：:]")
"""10.3: who was at a meeting, with the word in 黑体."""
_CHAPTER = re.compile(rf"第[{_HAN}0-9]{{1,4}}[章节编部条]")
_LONGEST_ALONE, _LONGEST_LEAD = 60, 50
_LONGEST_UNNUMBERED = 30
_STOP = "。！？!?"
_ENDS = frozenset("。！？!?；;，,、")
_NOT_SINGLE = re.compile(r"[，,].*[，,]")


def parse_heading(text: str) -> tuple[int, int, int] | None:
    """Return level (from 0), number and length of the ordinal at the head of `text`; `None` without one.

    一、二等奖, 三、四季度 and 3、5天 have none.
    """
    for level, pattern in _FORMS:
        found = pattern.match(text)
        if found is None:
            continue
        number = _number(found["number"])
        if number is None or (level == 0 and _counts_on(number, text[found.end() :])):
            return None
        return level, number, found.end()
    return None


def find_levels(paper: Paper, roles: dict[int, Role]) -> Iterator[tuple[int, Role, int]]:
    """Yield index, role and lead of each paragraph of the text that has no role yet."""
    for one in paper.paragraphs:
        if one.index in roles:
            continue
        if one.container is not Container.BODY:
            yield one.index, Role.OTHER, 0
            continue
        yield (one.index, *_level(one))


def _level(one: Paragraph) -> tuple[Role, int]:
    text = one.text
    heading = parse_heading(text.lstrip(" 　\t"))
    if heading is None:
        return _unnumbered(one)
    level, _, length = heading
    blanks = len(text) - len(text.lstrip(" 　\t"))
    end = _sentence_end(text)
    if end is None:
        alone = len(text) <= _LONGEST_ALONE and (text.rstrip()[-1:] not in "：:" or level < 2)
        return (HEADINGS[level], 0) if alone else (Role.BODY, 0)
    is_whole = not text[end:].strip()
    first = text[blanks + length : end]
    if is_whole:
        is_heading = len(text) <= _LONGEST_LEAD and not _NOT_SINGLE.search(first) and "；" not in first
        return (HEADINGS[level], 0) if is_heading else (Role.BODY, 0)
    if len(first) > _LONGEST_LEAD or "；" in first or text[end - 1] in "；;":
        return Role.BODY, 0
    return HEADINGS[level], max(end - len(one.label), 0)


def _unnumbered(one: Paragraph) -> tuple[Role, int]:
    text = one.text.strip()
    is_short = len(text) <= _LONGEST_UNNUMBERED and text[-1] not in _ENDS and text[-1] not in "：:"
    hint = _STYLE_LEVEL.search(one.style)
    if hint and len(text) <= _LONGEST_ALONE:
        return HEADINGS[int(hint[1]) - 1 if hint[1] else "一二三四".index(hint[2])], 0
    if is_short and one.format.alignment == "center":
        return Role.OTHER, 0
    if _ATTENDANCE.match(text) or (is_short and _CHAPTER.match(text)):
        return Role.OTHER, 0
    faces = {_face(run) for run in one.runs if run.text.strip()}
    if is_short and faces == {"黑体"}:
        return Role.LEVEL_1, 0
    if is_short and faces == {"楷体"}:
        return Role.LEVEL_2, 0
    return Role.BODY, _lead(one)


def _lead(one: Paragraph) -> int:
    """Return how much of a paragraph is its leading sentence (段首句), set apart from the rest."""
    end = _sentence_end(one.typed)
    if end is None or end > _LONGEST_LEAD:
        return 0
    looks = {(_face(run), run.format.is_bold) for run in one.runs_from(0, end) if run.text.strip()}
    rest = {(_face(run), run.format.is_bold) for run in one.runs_from(end) if run.text.strip()}
    return end if len(looks) == 1 and not looks & rest and (rest or looks != {("", False)}) else 0


def _sentence_end(text: str) -> int | None:
    """Return where the first sentence ends, its mark included; `None` where no mark ends one."""
    positions = [position for mark in _STOP if (position := text.find(mark)) >= 0]
    return min(positions) + 1 if positions else None


def _face(run: Run) -> str:
    name = run.format.east_asia.name
    return "黑体" if "黑体" in name or name == "SimHei" else "楷体" if "楷" in name or "kai" in name.lower() else ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else parse_chinese_numeral(text)


def _counts_on(number: int, rest: str) -> bool:
    """Whether 、 stands between numbers that belong together: 一、二等奖, 三、四季度."""
    following = re.match(rf"第?([{_HAN}]{{1,3}})(?![、是个项大支只年])", rest)
    return following is not None and parse_chinese_numeral(following[1]) == number + 1
