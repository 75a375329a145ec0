"""Words typed at a citation that it prints itself: 增长{走访户数.同比} prints 增长增长12.4%."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from summarize.model.figures.changes import LEVEL
from summarize.model.figures.citations import Citation
from summarize.model.numbers import ESTIMATE_MARK

_DIRECTION = r"(?:增长|上升|提高|增加|下降|减少|降低|回落|增减)了?"
_YEAR_BEFORE = r"(?:较|比|与|同)?(?:上年|去年)同期(?:相比)?|同比|(?<!比)较"
_YEAR_END = r"(?:较|比|与|同)?(?:年初|(?:上年|去年)[末底])(?:相比)?|(?<!比)较"
_SCHEDULE = r"(?:快于|慢于|高于|低于|超过|落后于?|与|较|比)?序时进度|快于|慢于|高于|低于|超过|落后于?"
_BEFORE: Mapping[str, re.Pattern[str]] = {
    form: re.compile(f"(?:{words})$")
    for form, words in (
        ("同比", _DIRECTION),
        ("环比", _DIRECTION),
        ("增减", _DIRECTION),
        ("增幅", _DIRECTION),
        ("较上年同期", f"(?:{_YEAR_BEFORE})?{_DIRECTION}|{_YEAR_BEFORE}"),
        ("较年初", f"(?:{_YEAR_END})?{_DIRECTION}|{_YEAR_END}"),
        ("序时", _SCHEDULE),
        ("截至", "截至到?|截止到?|到|至"),
    )
}
"""What must not stand before each form, since the form says it."""

_FALLING = ("下降", "减少", "降低", "回落")
_PERCENT_FORMS = frozenset({"同比", "环比", "增幅", "完成率", "占比", "序时进度", "序时"})
_UNIT_FORMS = frozenset({"增减", "较上年同期", "较年初"})
_PERCENT_AFTER = re.compile(r"[%％]|个?百分点")
_WORDS_AT_HEAD = re.compile(r"[^\d%+\-.]{2,12}")
_ENDS_HERE = re.compile(r"$|[\s，。；、,;）)]")
_LONGEST_BEFORE = 16


@dataclass(frozen=True, slots=True)
class DoubledWords:
    """`raw[start:end]` with its citation, what it would print, and what to do; Chinese."""

    start: int
    end: int
    printed: str
    suggestion: str


def find_doubled_words(raw: str, citation: Citation, figure: str, unit: str) -> DoubledWords | None:
    """Return the words typed around `citation` that clash with `figure`, what it prints; `None` when none do.

    `unit` is the one that a change is printed in.
    """
    body = figure.removeprefix(ESTIMATE_MARK)
    lead = _words_before(raw[max(0, citation.start - _LONGEST_BEFORE) : citation.start], citation.form, body)
    trail = _words_after(raw[citation.end : citation.end + _LONGEST_BEFORE], citation.form, body, unit)
    if not lead and not trail:
        return None
    if lead and citation.form == "增幅":
        advice = [f"把“{lead}”连同引用改写成 {{{citation.name}.同比}}，升降由它印出"]
    else:
        advice = [f"去掉前面的“{lead}”"] if lead else []
    advice += [f"去掉后面的“{trail}”"] if trail else []
    start, end = citation.start - len(lead), citation.end + len(trail)
    return DoubledWords(start, end, lead + figure + trail, "，".join(advice) + "。")


def _words_before(before: str, form: str, body: str) -> str:
    """Return the words at the end of `before` that the figure says again or gainsays, '' if there are none."""
    pattern = _BEFORE.get(form)
    match = pattern.search(before) if pattern else None
    if match and (form != "增幅" or _gainsays(match[0], body)):
        return match[0]
    head = _WORDS_AT_HEAD.match(body)
    words = head[0] if head else ""
    return next((words[:length] for length in range(len(words), 1, -1) if before.endswith(words[:length])), "")


def _gainsays(direction: str, growth: str) -> bool:
    """Whether a growth without its verb does not fit the direction before it: 增长-4.8%, 下降12.3%, 增长持平."""
    return growth == LEVEL or growth.startswith("-") or direction.startswith(_FALLING)


def _words_after(after: str, form: str, body: str, unit: str) -> str:
    is_level = body.endswith(LEVEL)
    if match := _PERCENT_AFTER.match(after):
        prints_percent = body.endswith(("%", "百分点")) or (is_level and form in _PERCENT_FORMS)
        return match[0] if prints_percent else ""
    if form in _UNIT_FORMS and unit and after.startswith(unit) and _ENDS_HERE.match(after, len(unit)):
        return unit if body.endswith(unit) or is_level else ""
    return ""
