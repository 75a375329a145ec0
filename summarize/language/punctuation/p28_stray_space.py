"""P28 stray-space: a space stands between 汉字, 汉字 and figures, or 汉字 and marks.

Why: Habit of 公文: Chinese is written without spaces; the indent belongs to the style.
Finds: 工作 总结; 共 5 项; 一、 总体情况; 　　全年 at a paragraph's head.
Leaves alone: blanks to be filled in (培训   人); Latin words;
slogans; 第一章　总则; 表1 完成情况; names (王　明), forms, tables, sign-offs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.findings import Rule, Severity
from summarize.language.fault import Fault
from summarize.language.passage import Part, Passage
from summarize.language.patterns import regex
from summarize.language.punctuation.blanks import BLANK
from summarize.language.punctuation.marks import HAN, NUMERALS, POINTS, SIGNS, SPACE
from summarize.language.punctuation.pairing import iter_lines
from summarize.language.zones import Zone

RULE = Rule(
    "P28",
    "stray-space",
    Severity.WARNING,
    "汉字之间、汉字和数字之间有空格",
    "汉语行文不空格；段首缩进由格式来定，不用空格。",
    "“工作 总结”；“共 5 项”；段首的“　　”。",
    "等着填数的空（“培训   人”，见 H03）；英文单词旁边的；标题口号里分句的空格；"
    "“第一章　总则”“表1 完成情况”；两个字的姓名、成行的姓名、表格和落款里的。",
    "删去空格；--fix 可以代改。",
    "公文惯例",
)
TRIGGERS = frozenset(" \u3000\u00a0")
SKIPS = Zone.TITLE

_GAP = regex(rf"(?<![{SPACE}])[{SPACE}]+(?![{SPACE}])")
_WORD = regex(f"[{HAN}]")
_FIGURE = regex("[0-9０-９%％‰℃]")
_SIGN = regex(f"[{SIGNS}]")
_TOKEN = regex(rf"[^{HAN}{SIGNS}\s]*")
_LATIN = regex("[A-Za-z]")
_LABEL = regex(
    rf"(?:\A|[\n{POINTS}（“])[{SPACE}]*"
    rf"(\d+(?:\.\d+)+|(?m:^)(?:[{NUMERALS}]{{1,3}}|\d{{1,2}})|第[{NUMERALS}百零〇\d]+[编章节条款部分讲课]+|附件[{SPACE}]?\d*|附?[表图][{SPACE}]?\d*(?:[-—.]\d+)?)\Z"
)
_CLAUSE = regex(f"[{HAN}]{{4,}}")
_KIND_OF_PAPER = regex("(?:总结|计划|报告|方案|通知|意见|情况|要点|汇报)$")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟"
    "卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
_BYLINE = regex(rf"(?:长|主任|书记|主席|委员|经理|同志|人)[{SPACE}]+[{HAN}]{{1,2}}[{SPACE}]*[{HAN}]{{1,2}}\Z")
_OFFICE = frozenset("厅局委办部院府会处")
_COLUMN = regex(f"[{HAN}]{{1,6}}[：:]")
_SHORT = regex(f"[{HAN}]{{1,4}}")
_BLANK = 3
_NEAR = 4
_FAR = 16


def find(passage: Passage) -> Iterator[Fault]:
    """Yield each space that neither Latin words nor a layout of its own ask for."""
    if passage.part in (Part.SIGN_OFF, Part.TABLE):
        return
    for first, last in iter_lines(passage.text):
        gaps = [match.span() for match in _GAP.finditer(passage.text, first, last)]
        if gaps and gaps[0][0] == first and gaps[0][1] < last:
            start, end = gaps.pop(0)
            if passage.part is not Part.ANNEX_NOTE:
                yield Fault(RULE, start, end, f"“{passage.excerpt(start, end)}”的段首有空格", replacement="")
        stray = [gap for gap in gaps if gap[1] < last and _is_stray(passage, *gap)]
        if stray and not _is_row(passage.text[first:last]):
            for group in _group(passage, stray):
                yield _tell(passage, group)


def _group(passage: Passage, gaps: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the gaps that stand close together (2017 年 6 月) at once, unless something verbatim lies between."""
    group: list[tuple[int, int]] = []
    for gap in gaps:
        is_near = group and gap[0] - group[-1][1] <= _NEAR
        if group and not (is_near and not passage.touches(group[-1][0], gap[1], Zone.VERBATIM)):
            yield group
            group = []
        group.append(gap)
    if group:
        yield group


def _tell(passage: Passage, gaps: list[tuple[int, int]]) -> Fault:
    start, end = gaps[0][0], gaps[-1][1]
    between = (passage.text[one[1] : other[0]] for one, other in pairwise(gaps))
    return Fault(RULE, start, end, f"“{passage.excerpt(start, end)}”中间有空格", replacement="".join(between))


def _is_stray(passage: Passage, start: int, end: int) -> bool:
    """Whether the space parts what belongs together."""
    text = passage.text
    if passage.touches(start - 1, end + 1, Zone.OPAQUE & ~Zone.CITATION):
        return False
    left, right = _kind(passage, start - 1), _kind(passage, end)
    if not left or not right or (left == right == "figure" and text[end] not in "%％‰℃"):
        return False
    return not (
        _is_form(text, start, end)
        or _is_label(text, start, end)
        or _is_short_name(text, start, end)
        or _is_beside_latin(text, start, end)
        or (left == right == "word" and _parts_clauses(passage, start, end))
    )


def _kind(passage: Passage, place: int) -> str:
    """Return whether a word, a figure or a sign stands at `place`; '' where something else does."""
    character = passage.text[place]
    if passage.touches(place, place + 1, Zone.CITATION):
        return "figure"
    kinds = (("word", _WORD), ("figure", _FIGURE), ("sign", _SIGN))
    return next((kind for kind, pattern in kinds if pattern.match(character)), "")


def _is_form(text: str, start: int, end: int) -> bool:
    """Whether the space waits to be filled in (2017年　月　日, 培训　人) or stands before another column (电话：)."""
    if BLANK.match(text, start):
        return True
    if text[start - 1] in "年月" and text[end] in "月日":
        return True
    if _COLUMN.match(text, end) and "：" in text[max(start - _FAR, 0) : start]:
        return True
    return end - start > _BLANK or (end - start == _BLANK and text[start - 1] in "：:")


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether the space follows 第一章, 表1 or the like, or parts 附件 from its number."""
    label = _LABEL.search(text[max(start - _FAR, 0) : start])
    return bool(label and (label[1][-1] not in "件表图" or text[end].isdigit()))


def _is_short_name(text: str, start: int, end: int) -> bool:
    """Whether one 汉字 stands on either side, by themselves (目　录) or as a name (王　明同志)."""
    if not (_WORD.match(text, start - 1) and _WORD.match(text, end)):
        return False
    before, after = text[max(start - 2, 0) : start - 1], text[end + 1 : end + 2]
    if _WORD.match(before) or _FIGURE.match(before):
        return False
    return not _WORD.match(after) or text[start - 1] in _SURNAMES


def _is_beside_latin(text: str, start: int, end: int) -> bool:
    """Whether the figure beside the space belongs to a word with Latin letters (PM2.5)."""
    before = _TOKEN.match(text[max(start - _FAR, 0) : start][::-1])
    after = _TOKEN.match(text, end, end + _FAR)
    return any(token and _LATIN.search(token[0]) for token in (before, after))


def _parts_clauses(passage: Passage, start: int, end: int) -> bool:
    """Whether the space parts clauses of a slogan (in quotes, in a headline, of one length) or two offices."""
    text = passage.text
    if passage.touches(start, end, Zone.QUOTATION):
        return True
    left = _CLAUSE.match(text[max(start - _FAR, 0) : start][::-1])
    right = _CLAUSE.match(text, end, end + _FAR)
    if not left or not right:
        return False
    first = start - len(left[0])
    beside = text[max(first - 1, 0) : first] + text[right.end() : right.end() + 1]
    if len(left[0]) == len(right[0]) and not _FIGURE.search(beside):
        return True
    if text[start - 1] in _OFFICE and not _OFFICE.isdisjoint(right[0]):
        return True
    return passage.part.is_headline and not _KIND_OF_PAPER.search(right[0])


def _is_row(line: str) -> bool:
    """Whether the paragraph is a row of names or short words with spaces between them, or ends with who speaks."""
    if _BYLINE.search(line[-_FAR:]):
        return True
    _label, colon, rest = line.rpartition("：")
    words = rest.strip("。 \u3000").split()
    return len(words) >= (2 if colon else 3) and all(_SHORT.fullmatch(word) for word in words)
