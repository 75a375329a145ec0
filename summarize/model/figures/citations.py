"""Citations in typed text: of indicators (`{走访户数}`, `{招商引资额.累计:亿元}`) and of counted tasks (`{事项.总数}`).

Text is data and never fails: what looks like a citation without being one becomes a token that says
what is wrong, and is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from summarize.model.figures.forms import (
    TASK_NAME,
    TASK_TOTAL,
    VALUE_FORM,
    Argument,
    form_called,
    form_names,
    near_forms,
)
from summarize.model.figures.indicators import Indicators
from summarize.model.figures.task_counts import BadCount, TaskCount, parse_task_count
from summarize.model.quotation import quote
from summarize.model.vocabulary import normalize_key

_OPENING, _CLOSING = "{｛", "}｝"
_BRACE = re.compile(r"[{}｛｝]")
_BRACE_OR_LINE_END = re.compile(r"[{}｛｝\r\n]")
_LONGEST = 200
"""Characters within which braces are matched; no citation is as long."""
_AFTER_NAME = re.compile(r"(?:\.(?P<form>[^.:]*))?(?::(?P<argument>.*))?", re.DOTALL)
_FORM_AT_END = re.compile(r"(?P<name>.+?)[.。·、](?:" + "|".join(form_names()) + r")(?::.*)?", re.DOTALL)
_OTHER_DOTS = re.compile(r"[。·•]|,(?=[^,]*$)")
_LOOK_ALIKES = re.compile(
    r"\[([^\[\]\n]{1,60})\]|【([^【】\n]{1,60})】|<([^<>\n]{1,60})>|［([^［］\n]{1,60})］"
    r"|＜([^＜＞\n]{1,60})＞|〈([^〈〉\n]{1,60})〉|〔([^〔〕\n]{1,60})〕|[{｛]{2}([^{}｛｝\n]{1,60})[}｝]{2}"
)
_IN_ROUND_BRACKETS = re.compile(r"[(（]([^()（）\n]{1,60})[)）]")
_BRACKET = re.compile(r"[{}｛｝\[【<［＜〈〔(（]")
"""With what any token begins: most texts have none, and are told by one look."""
_OTHER_BRACKET = re.compile(r"[\[【<［＜〈〔(（｛]")
_NAME_END = re.compile(r"[.:]")
_WRONG_ENDS = re.compile(r"[)）\]】>＞］〉]")
_WRONG_STARTS = re.compile(r"[(（\[【<＜［〈]")


class CitationFault(Enum):
    """What is wrong with something that looks like a citation."""

    BRACES = auto()
    UNKNOWN_INDICATOR = auto()
    UNKNOWN_FORM = auto()
    ARGUMENT = auto()
    LOOK_ALIKE = auto()
    """Not a citation, though it names an indicator: only worth a warning."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation at `raw[start:end]`; `name` and `other` are names of known indicators, `form` a known form.

    One that counts tasks says so in `count`; its `name` is 事项.
    """

    start: int
    end: int
    name: str
    form: str = VALUE_FORM
    unit: str | None = None
    other: str | None = None
    count: TaskCount | None = None


@dataclass(frozen=True, slots=True)
class BraceEscape:
    """A doubled brace at `raw[start:end]`, of which the second is printed."""

    start: int
    end: int
    brace: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Something at `raw[start:end]` that looks like a citation and is none; Chinese message and suggestion.

    Of UNKNOWN_INDICATOR, `wrong_names` are the names that may have been meant for another.
    """

    start: int
    end: int
    fault: CitationFault
    message: str
    suggestion: str
    wrong_names: tuple[str, ...] = ()

    def advice(self, indicators: Indicators) -> str:
        """Return the suggestion with the near names; looking for them takes long, printing a text needs none."""
        near = next((found for name in self.wrong_names if (found := indicators.near(name))), ())
        question = "是否指" + "、".join(f"“{quote(name)}”" for name in near) + "？" if near else ""
        return question + self.suggestion


Token = Citation | BraceEscape | Broken


def find_citations(raw: str, indicators: Indicators) -> tuple[Token, ...]:
    """Return everything in `raw` that is a citation, a doubled brace, or looks like one, in order.

    Citations and doubled braces never overlap; a look-alike may enclose them. What was found is remembered: a text
    that is printed is checked before.
    """
    if not _BRACKET.search(raw):
        return ()
    found: tuple[Token, ...] | None = indicators.found_tokens.get(raw)
    if found is None:
        found = indicators.found_tokens[raw] = _find_tokens(raw, indicators)
    return found


def _find_tokens(raw: str, indicators: Indicators) -> tuple[Token, ...]:
    tokens = list(_brace_tokens(raw, indicators))
    taken = [(token.start, token.end) for token in tokens if not isinstance(token, BraceEscape)]
    for token in _look_alikes(raw, indicators):
        if not any(start < token.end and token.start < end for start, end in taken):
            tokens.append(token)
    return tuple(sorted(tokens, key=lambda token: (token.start, -token.end)))


def parse_citation(content: str, indicators: Indicators, start: int, end: int) -> Citation | Broken:
    """Return the citation that `content`, the text between the braces, writes; it stands at `start` to `end`."""
    key = normalize_key(content)
    if not key:
        return Broken(
            start, end, CitationFault.BRACES, "花括号里是空的", "在花括号里写指标名；要印出花括号，写成 {{ 和 }}"
        )
    name_key = _name_at_head(key, indicators)
    indicator = indicators.get(name_key) if name_key else None
    found = None
    if name_key is not None and indicator is not None:
        found = _of_indicator(indicator.name, key[len(name_key) :], indicators, start, end)
        if isinstance(found, Citation):
            return found
    counted = parse_task_count(key, indicators.tasks)
    if found is not None:
        # An indicator may be called 事项 too: what its forms do not say is counted.
        return _count(counted, start, end) if isinstance(counted, TaskCount) else found
    return _count(counted, start, end) if counted else _unknown_name(content, key, indicators, start, end)


def _of_indicator(name: str, after: str, indicators: Indicators, start: int, end: int) -> Citation | Broken:
    """Return the citation of the indicator called `name` that `after`, the rest of its text, makes of it."""
    if not after:
        return Citation(start, end, name)
    rest = _AFTER_NAME.fullmatch(after)
    form_name = None if rest is None else rest["form"]
    form = form_called(VALUE_FORM if form_name is None else form_name)
    if rest is None or form is None:
        return _unknown_form(name, after[1:], start, end)
    argument = rest["argument"]
    if form.argument is Argument.INDICATOR:
        return _share(name, argument, indicators, start, end)
    if argument is not None and (form.argument is Argument.NOTHING or not argument):
        return _bad_argument(name, form.name, argument, start, end)
    return Citation(start, end, name, form.name, unit=argument)


def _brace_tokens(raw: str, indicators: Indicators) -> Iterator[Token]:
    position = 0
    while match := _BRACE.search(raw, position):
        token = _token_at(raw, match.start(), indicators)
        yield token
        position = token.end


def _token_at(raw: str, start: int, indicators: Indicators) -> Token:
    kind = _OPENING if raw[start] in _OPENING else _CLOSING
    if raw[start + 1 : start + 2] and raw[start + 1] in kind:
        return BraceEscape(start, start + 2, raw[start + 1])
    if kind is _CLOSING:
        return _unopened(raw, start, indicators)
    stop = _BRACE_OR_LINE_END.search(raw, start + 1)
    if stop and stop[0] in _CLOSING:
        return parse_citation(raw[start + 1 : stop.start()], indicators, start, stop.end())
    if stop and stop[0] in _OPENING and (end := _end_of_nest(raw, start)):
        message = f"“{_shorten(raw[start:end])}”里花括号套着花括号"
        return Broken(start, end, CitationFault.BRACES, message, "一对花括号里只写一个指标，不要套用")
    return _unclosed(raw, start, stop.start() if stop else len(raw), indicators)


def _end_of_nest(raw: str, start: int) -> int | None:
    depth = 0
    for index in range(start, min(start + _LONGEST, len(raw))):
        if raw[index] in "\r\n":
            return None
        depth += (raw[index] in _OPENING) - (raw[index] in _CLOSING)
        if depth == 0:
            return index + 1
    return None


def _unclosed(raw: str, start: int, stop: int, indicators: Indicators) -> Broken:
    rest = raw[start + 1 : min(stop, start + _LONGEST)]
    wrong_end = _WRONG_ENDS.search(rest)
    meant = rest[: wrong_end.start()] if wrong_end else _longest_name_at_head(rest, indicators)
    suggestion = "补上右花括号，写成 {指标名}；要印出花括号，写成 {{"
    if meant and isinstance(parse_citation(meant, indicators, 0, 0), Citation):
        suggestion = f"写成 {{{meant}}}"
    return Broken(start, start + 1, CitationFault.BRACES, f"“{_shorten(raw[start:stop])}”的花括号没有配对", suggestion)


def _unopened(raw: str, start: int, indicators: Indicators) -> Broken:
    before = raw[max(0, start - _LONGEST) : start]
    wrong_starts = list(_WRONG_STARTS.finditer(before))
    meant = before[wrong_starts[-1].end() :] if wrong_starts else ""
    suggestion = "补上左花括号，写成 {指标名}；要印出花括号，写成 }}"
    if meant and isinstance(parse_citation(meant, indicators, 0, 0), Citation):
        suggestion = f"写成 {{{meant}}}"
    seen = ("…" if start > 12 else "") + raw[max(0, start - 12) : start + 1]
    return Broken(start, start + 1, CitationFault.BRACES, f"“{seen}”的花括号没有配对", suggestion)


def _longest_name_at_head(text: str, indicators: Indicators) -> str:
    key = normalize_key(text)
    known = next((name for name in indicators.keys if key.startswith(name)), None)
    indicator = indicators.get(known) if known else None
    return indicator.name if indicator else ""


def _look_alikes(raw: str, indicators: Indicators) -> Iterator[Broken]:
    if "{{" not in raw and not _OTHER_BRACKET.search(raw):
        return
    for match in _LOOK_ALIKES.finditer(raw):
        content = next(group for group in match.groups() if group is not None)
        if isinstance(parse_citation(content, indicators, 0, 0), Citation):
            message = f"“{match[0]}”像是引用指标，但会照字面印出"
            advice = f"要印指标的数，写成 {{{content.strip()}}}；本来就要印这几个字的，不必改"
            yield Broken(match.start(), match.end(), CitationFault.LOOK_ALIKE, message, advice)
    for match in _IN_ROUND_BRACKETS.finditer(raw):
        # Round brackets explain; only one that stands between a text and the indicator's unit stands for a number.
        indicator = indicators.get(match[1])
        if indicator and indicator.unit and raw.startswith(indicator.unit, match.end()):
            message = f"“{match[0]}{indicator.unit}”像是引用指标，但会照字面印出"
            advice = f"要印指标的数，写成 {{{indicator.name}}}；本来就要印这几个字的，不必改"
            yield Broken(match.start(), match.end(), CitationFault.LOOK_ALIKE, message, advice)


def _name_at_head(key: str, indicators: Indicators) -> str | None:
    """Return the longest known name that `key` begins with, up to its end, a dot or a colon."""
    if indicators.get(key):
        return key
    longest = len(indicators.keys[0]) if indicators.keys else 0
    ends = [len(key), *(match.start() for match in _NAME_END.finditer(key))]
    fitting = sorted((end for end in ends if 0 < end <= longest), reverse=True)
    return next((key[:end] for end in fitting if indicators.get(key[:end])), None)


def _unknown_name(content: str, key: str, indicators: Indicators, start: int, end: int) -> Broken:
    dotted = _OTHER_DOTS.sub(".", key)
    if dotted != key and isinstance(parse_citation(dotted, indicators, 0, 0), Citation):
        message = f"“{{{_shorten(content)}}}”里的分隔号不是点“.”"
        return Broken(start, end, CitationFault.UNKNOWN_FORM, message, f"写成 {{{dotted}}}")
    form = _FORM_AT_END.fullmatch(key)
    name = form["name"] if form else re.split("[.:]", key)[0]
    message = f"“{{{_shorten(content)}}}”引用的指标“{_shorten(name)}”在“指标”表中没有"
    advice = "改正名称，或在“指标”表中加上这个指标；要印出花括号，写成 {{ 和 }}"
    return Broken(start, end, CitationFault.UNKNOWN_INDICATOR, message, advice, tuple(dict.fromkeys((name, key))))


def _unknown_form(name: str, form: str, start: int, end: int) -> Broken:
    near = near_forms(form)
    message = f"“{{{name}.{_shorten(form)}}}”的“.{_shorten(form)}”不是认得的写法"
    if near:
        advice = "是否指" + "、".join(f"“.{other}”" for other in near) + "？"
    else:
        advice = "可以写：" + "、".join(f".{other}" for other in form_names())
    return Broken(start, end, CitationFault.UNKNOWN_FORM, message, advice)


def _count(counted: TaskCount | BadCount, start: int, end: int) -> Citation | Broken:
    if isinstance(counted, BadCount):
        return Broken(start, end, CitationFault.UNKNOWN_FORM, counted.message, counted.suggestion)
    return Citation(start, end, TASK_NAME, TASK_TOTAL, count=counted)


def _share(name: str, other: str | None, indicators: Indicators, start: int, end: int) -> Citation | Broken:
    if not other:
        message = f"“{{{name}.占比}}”没有写占哪个指标的比"
        return Broken(start, end, CitationFault.ARGUMENT, message, f"写成 {{{name}.占比:另一指标名}}")
    whole = indicators.get(other)
    if whole is None:
        broken = _unknown_name(other, other, indicators, start, end)
        message = f"“{{{name}.占比:{_shorten(other)}}}”引用的指标“{_shorten(other)}”在“指标”表中没有"
        return replace(broken, fault=CitationFault.UNKNOWN_INDICATOR, message=message)
    return Citation(start, end, name, "占比", other=whole.name)


def _bad_argument(name: str, form: str, argument: str, start: int, end: int) -> Broken:
    written = name if form == VALUE_FORM else f"{name}.{form}"
    if not argument:
        message = f"“{{{written}:}}”的冒号后面没有写单位"
        return Broken(start, end, CitationFault.ARGUMENT, message, f"写成 {{{written}}}，或在冒号后写上单位")
    message = f"“{{{written}:{_shorten(argument)}}}”：“.{form}”印的不是带单位的数，不能换算单位"
    return Broken(start, end, CitationFault.ARGUMENT, message, f"写成 {{{written}}}")


def _shorten(text: str) -> str:
    line = text.split("\n", maxsplit=1)[0]
    return line if len(line) <= 20 else line[:19] + "…"
