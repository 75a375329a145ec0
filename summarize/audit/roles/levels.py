"""Headings of the four levels and the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from summarize.audit.paper import HEADINGS, Container, Paper, Paragraph, Role, Run
from summarize.model.numbering import ORDINAL_NUMERALS, parse_chinese_numeral

_FORMS = (
    (0, re.compile(rf"(?P<number>[{ORDINAL_NUMERALS}]{{1,4}})\s*[、.．,，]\s*(?=\S)")),
    (1, re.compile(rf"[（(]\s*(?P<number>[{ORDINAL_NUMERALS}]{{1,4}})\s*[)）]\s*[、.．]?\s*(?=\S)")),
    (2, re.compile(r"(?P<number>[0-9０-９]{1,2})\s*(?:[.．](?!\d(?!\d{3}年))|、(?!\d))\s*(?=\S)")),
    (3, re.compile(r"[（(]\s*(?P<number>[0-9０-９]{1,2})\s*[)）]\s*[、.．]?\s*(?=\S)")),
)
_STYLE_LEVEL = re.compile(r"(?:heading|标题)\s*([1-4])|([一二三四])级标题", re.IGNORECASE)
_ATTENDANCE = re.compile(r"(?:出席|列席|请假|缺席|主持|记录)(?:人员?)?[：:]")
"""10.3: who was at a meeting, with the word in 黑体."""
_CHAPTER = re.compile(rf"第[{ORDINAL_NUMERALS}0-9]{{1,4}}[章节编部条]")
_LONGEST_ALONE, _LONGEST_LEAD = 60, 50
_LONGEST_UNNUMBERED = 30
_LONGEST_WITH_MARK = 16
_PAUSES = "。；;，,、：:"
_SAYS_MORE = re.compile(r"[，,；;：:。、0-9０-９%％]")
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


def find_levels(paper: Paper, roles: Mapping[int, Role]) -> Iterator[tuple[int, Role, int]]:
    """Yield index, role and lead of each paragraph of the text that has no role yet."""
    items = _find_items(paper, roles)
    for one in paper.paragraphs:
        if one.index in roles:
            continue
        if one.container is not Container.BODY:
            yield one.index, Role.OTHER, 0
            continue
        role, lead = _level(one)
        yield (one.index, Role.BODY, 0) if one.index in items and not lead else (one.index, role, lead)


def _find_items(paper: Paper, roles: Mapping[int, Role]) -> set[int]:
    """Return the numbered paragraphs that are sentences of the text, though they may be short.

    A final 。 or ； makes a sentence, unless so little is said that it can be nothing but a heading with text under it.
    One sentence among items of a level that follow one another tells what they all are.
    """
    flow = [one for one in paper.flow if not one.is_blank and one.index not in roles]
    levels = [_ordinal_level(one) for one in flow]
    found: set[int] = set()
    for level, group in groupby(range(len(flow)), key=levels.__getitem__):
        if level is None:
            continue
        positions = list(group)
        ends_so = [at for at in positions if flow[at].text.rstrip()[-1] in _PAUSES]
        if not ends_so:
            continue
        behind = levels[positions[-1] + 1 : positions[-1] + 2]
        has_text_under_it = bool(behind) and (behind[0] is None or behind[0] > level)
        if len(positions) == 1 and has_text_under_it and _can_only_be_heading(flow[positions[0]].text.strip()):
            continue
        found.update(flow[at].index for at in positions)
    return found


def _ordinal_level(one: Paragraph) -> int | None:
    heading = parse_heading(one.text.lstrip(" 　\t"))
    is_alone = heading is not None and not _level(one)[1]
    return heading[0] if heading is not None and is_alone else None


def _can_only_be_heading(text: str) -> bool:
    heading = parse_heading(text)
    bare = text[heading[2] if heading else 0 :].rstrip(_PAUSES)
    return len(bare) <= _LONGEST_WITH_MARK and not _SAYS_MORE.search(bare)


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
    following = re.match(rf"第?([{ORDINAL_NUMERALS}]{{1,3}})(?![、是个项大支只年])", rest)
    return following is not None and parse_chinese_numeral(following[1]) == number + 1
