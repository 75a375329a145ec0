"""What a sheet's name says: the sheet's role, what else it says, and whether it continues another.

工作成效（一季度） is 工作成效 of 一季度, 工作成效(2) goes on with 工作成效, 工作成效-办公室 is one office's. A
name that says more than is understood (工作成效（草稿）) is no sheet that the program knows.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.model.numbering import parse_chinese_numeral
from summarize.model.period_text import names_period
from summarize.model.vocabulary import ANNEX_ROLE, SHEETS, normalize_key

_ROLES: dict[str, str] = {normalize_key(name): spec.name for spec in SHEETS for name in (*spec.synonyms, spec.name)} | {
    normalize_key(spec.name): spec.name for spec in SHEETS
}
_LONGEST_FIRST = sorted(_ROLES, key=len, reverse=True)

_CLOSE = 0.5
"""Likeness from which a sheet's name is taken for a slip; of two characters one must be right."""
_FIRST, _SECOND = 1, 2

_MARKS = re.compile(r"[()\[\]{}【】〔〕《》〈〉<>\-_—–·.:、,|/+~]+")
_LEADING_NUMBER = re.compile(r"\(?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[)、._\-]|\)[、.])")
_CONTINUED = re.compile(r"续表?([0-9]*|[一二三四五六七八九十]*)")
_NUMBER = re.compile(r"(?:第)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:页|张|部分)?")
_OFFICE = re.compile(
    r".*(?:[科室股办处局队所部委组站院校镇乡村街]|中心|街道|社区|公司|支部|党委|工会|学会|协会|法院|检察院|科室)"
)
_SECTION = re.compile(r".*(?:工作|建设|治理|服务|管理|发展|改革|安全|保障|党建|业务|民生|监管|执法|稳定|振兴)")
_SHADOW_WORDS = (
    r"旧|老版|新版|备[份用]|草[稿案]|副本|复件|复制|汇总|合并|总表|模[板版]|样[表例]|示例|空[表白]|测试|作废|废弃|停用|删|"
    r"不用|勿用|原[稿始]|[初终定送底]稿|修[改订]|版本|v[0-9]|[Vv]er|copy|backup|old|bak|参考|说明"
)
_SHADOW = re.compile(_SHADOW_WORDS, re.IGNORECASE)
_NO_QUALIFIER = re.compile(rf"{_SHADOW_WORDS}|sheet|各|全部|所有|其他|其它")
"""Words with which a sheet's name says that it is another's shadow, or nothing in particular."""
_GENERIC = re.compile(
    r"(?:工作)?(?:台账|清单|明细|情况|进度|任务|报表|一览)表?|sheet[0-9]*|工作表[0-9]*|表[0-9一二三四五六七八九十]*",
    re.IGNORECASE,
)
"""Words of a sheet's name that fit any table."""
_SHORTEST_IN_TITLE = 4
"""Characters of a word that tells a sheet's role wherever it stands in a title: 问题 and 建议 stand in many."""


@dataclass(frozen=True, slots=True)
class SheetName:
    """What a sheet's name says.

    `qualifier` is what it says besides the role, several parts apart by a space; `part` is 1, or the
    number of the sheet among those that go on with one another.
    """

    role: str | None
    qualifier: str = ""
    part: int = _FIRST


@dataclass(frozen=True, slots=True)
class _Rest:
    qualifiers: tuple[str, ...] = ()
    part: int = _FIRST


def read_sheet_name(name: str, known: frozenset[str] = frozenset()) -> SheetName:
    """Return what the sheet name `name` says.

    `known` are the keys (`normalize_key`) of the workbook's own sections, offices and units: they are
    understood wherever they stand. Other names are understood behind a dash or in brackets only, and only
    if they have the shape of an office or of a section.
    """
    key = normalize_key(name)
    if key.startswith(ANNEX_ROLE):
        return SheetName(ANNEX_ROLE)
    if role := _plain_role(key):
        return SheetName(role)
    without_number = _LEADING_NUMBER.sub("", key, count=1)
    for candidate in dict.fromkeys((key, without_number)):
        if role := _plain_role(candidate):
            return SheetName(role)
        for word, before, after in _split(candidate):
            rest = _read_rest(before, after, known)
            if rest is not None:
                return SheetName(_ROLES[word], " ".join(rest.qualifiers), rest.part)
    return SheetName(None)


def role_of(sheet_name: str) -> str | None:
    """Return the canonical name of the sheet called `sheet_name`, 附件 for an annex, or `None`."""
    return read_sheet_name(sheet_name).role


def near_roles(sheet_name: str) -> tuple[str, ...]:
    """Return the canonical names that `sheet_name` may be meant for, the likeliest first, at most three."""
    key = normalize_key(sheet_name)
    contained = [name for name in _LONGEST_FIRST if name in key]
    close = difflib.get_close_matches(key, _ROLES, n=3, cutoff=_CLOSE)
    return tuple(dict.fromkeys(_ROLES[name] for name in (*contained, *close)))[:3]


def is_shadow(name: str) -> bool:
    """Whether a sheet's name says that it is a copy, a draft, an old state or a sum of others."""
    return bool(_SHADOW.search(normalize_key(name)))


def roles_within(name: str) -> frozenset[str]:
    """Return the roles of which a word stands in the sheet name `name`."""
    key = normalize_key(name)
    return frozenset(_ROLES[word] for word in _LONGEST_FIRST if word in key)


def roles_named_in(title: str) -> tuple[str, ...]:
    """Return the roles that the line `title` names; of words that overlap the longest counts."""
    rest = normalize_key(title)
    roles: dict[str, None] = {}
    for word in _LONGEST_FIRST:
        if len(word) >= _SHORTEST_IN_TITLE and word in rest:
            roles[_ROLES[word]] = None
            rest = rest.replace(word, "\n")
    return tuple(roles)


def qualifier_beside(name: str) -> str | None:
    """Return what a sheet name that names no role says besides words for any table; `None` if not understood."""
    words = _GENERIC.sub("-", normalize_key(name))
    rest = _read_words(words, frozenset(), is_apart=True)
    return None if rest is None else " ".join(rest.qualifiers)


def plain_role(text: str) -> str | None:
    """Return the role that `text` names and nothing else."""
    return _plain_role(normalize_key(text).rstrip(":"))


def _plain_role(key: str) -> str | None:
    """Return the role of a name that says nothing else; a 表 at the end changes nothing."""
    return _ROLES.get(key) or _ROLES.get(key.removesuffix("表"))


def _split(key: str) -> Iterator[tuple[str, str, str]]:
    """Yield each known word in `key`, the longest first, with what stands before and behind it."""
    for word in _LONGEST_FIRST:
        start = key.find(word)
        while start >= 0:
            before, after = key[:start], key[start + len(word) :]
            yield word, before, after
            if after.startswith("表"):
                yield word, before, after[1:]
            start = key.find(word, start + 1)


def _read_rest(before: str, after: str, known: frozenset[str]) -> _Rest | None:
    first = _read_words(before, known, is_apart=bool(before) and _MARKS.match(before[-1]) is not None)
    second = _read_words(after, known, is_apart=bool(after) and _MARKS.match(after[0]) is not None)
    if first is None or second is None or first.part != _FIRST:
        return None
    return _Rest((*first.qualifiers, *second.qualifiers), second.part)


def _read_words(text: str, known: frozenset[str], *, is_apart: bool) -> _Rest | None:
    """Return what the words on one side of the role say; `None` if some of them is not understood."""
    words = [(match.start(), match.end()) for match in re.finditer(rf"(?:(?!{_MARKS.pattern}).)+", text)]
    qualifiers: list[str] = []
    part = _FIRST
    index = 0
    while index < len(words):
        start = words[index][0]
        # The longest run of words that is one name: the dash of 1-3月 parts no words.
        for last in range(len(words) - 1, index - 1, -1):
            words_together = text[start : words[last][1]]
            if words_together in known or names_period(words_together):
                qualifiers.append(f"{words_together}年" if words_together.isdecimal() else words_together)
                index = last + 1
                break
        else:
            word = text[start : words[index][1]]
            number = _part_number(word, is_apart=is_apart, is_last=index == len(words) - 1)
            if number is not None:
                part = number
            elif is_apart and _has_meaning(word):
                qualifiers.append(word)
            else:
                return None
            index += 1
    return _Rest(tuple(qualifiers), part)


def _part_number(word: str, *, is_apart: bool, is_last: bool) -> int | None:
    """Return which part of a continued table `word` says: 2, 续, 续表二; the first continuation is the second part."""
    if not is_last:
        return None
    if found := _CONTINUED.fullmatch(word):
        number = _integer(found[1]) if found[1] else None
        return _SECOND if number is None else max(number, _FIRST) + 1
    found = _NUMBER.fullmatch(word)
    if found is None or not (is_apart or word.isdecimal() or word.startswith("第")):
        return None
    return _integer(found[1])


def _integer(text: str) -> int | None:
    return (int(text) or None) if text.isdecimal() else parse_chinese_numeral(text)


def _has_meaning(word: str) -> bool:
    if _NO_QUALIFIER.search(word) or len(word) < _SECOND:
        return False
    return bool(_OFFICE.fullmatch(word) or _SECTION.fullmatch(word))
