"""What went wrong in a template, told in Chinese with the paragraph in which it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing
from lxml import etree

from summarize.findings import Finding, Place
from summarize.model.vocabulary import near_names
from summarize.render.expression_errors import (
    BrokenMarkupError,
    MisplacedError,
    NotPrintableError,
    TooMuchError,
)
from summarize.render.patching import PartSource
from summarize.render.records import FigureGapError, IndicatorTable
from summarize.render.rules import (
    BROKEN_TAG,
    FAILED_EXPRESSION,
    FIGURE_WITHOUT_VALUE,
    FORBIDDEN_EXPRESSION,
    MISPLACED_BLOCK,
    UNKNOWN_FILTER,
    UNKNOWN_VARIABLE,
)
from summarize.render.sandbox import (
    ForeignFileError,
    UnknownNameError,
    WrongName,
    WrongNamesError,
)

EXPRESSION_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NameError,  # what the engine makes of 1e400
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What evaluating an expression of a template can raise beside the engine's own errors."""

_EXCERPT = 40
_LIKENESS = 0.5
"""Variables are short: of two characters one may be wrong."""
_STATEMENT = re.compile(r"{%-?(?:p|tr|tc|r)?\s+(\w+)(.*?)%}", re.DOTALL)
_PARAGRAPH_STATEMENT = re.compile(r"{%-?p?\s+(\w+)")
_OPENERS = frozenset({"if", "for", "macro", "call", "filter", "with", "autoescape", "block", "raw"})
_KEYWORDS = sorted(_OPENERS | {"elif", "else", "set", *(f"end{word}" for word in _OPENERS)})
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ZeroDivisionError, "除数是零"),
    (OverflowError, "数太大"),
    (NameError, "数太大"),
    (MemoryError, "内容太多，内存不够"),
    (TypeError, "文字、数字、成组内容混用，或把不是函数的当作函数"),
    (LookupError, "没有要取的那一项"),
)
_ORDINARY_NAME = {"variable": "变量", "filter": "过滤器", "test": "判断词"}


@dataclass(frozen=True, slots=True)
class Source:
    """The part of a template that was being rendered: its file, and the texts of its paragraphs."""

    file: str
    paragraphs: Sequence[str]
    holders: Sequence[int] = ()

    @classmethod
    def of(cls, file: str, part: PartSource) -> Source:
        """Return a part of the template `file`."""
        return cls(file, part.paragraphs, part.holders)

    def place(self, line: int | None, word: str = "") -> Place:
        """Return the place of the paragraph on `line` of the part; `word` is to be seen in the excerpt."""
        if line is None or not 2 <= line <= len(self.paragraphs) + 1:
            return Place(file=self.file)
        return Place(file=self.file, paragraph=line - 1, excerpt=shorten(self.paragraphs[line - 2], word))


def shorten(text: str, word: str = "") -> str:
    """Return the part of a paragraph's text that shows `word`, XML references undone."""
    plain = html.unescape(text)
    if len(plain) <= _EXCERPT:
        return plain
    start = max(0, plain.find(word) - _EXCERPT // 2)
    end = start + _EXCERPT
    return f"{'…' if start else ''}{plain[start:end]}{'…' if end < len(plain) else ''}"


def describe(error: Exception, source: Source, names: Sequence[str]) -> tuple[Finding, ...]:
    """Return what `error` means to whoever keeps the template; `names` are the variables there are."""
    match error:
        case WrongNamesError():
            return tuple(_wrong_name(wrong, source, names) for wrong in error.names)
        case TemplateSyntaxError():
            return (_syntax(error, source),)
        case SyntaxError():
            return (_malformed(error, source),)
        case ForeignFileError():
            message = "这一段的语句要引入别的文件，模板中不允许。"
            return (FORBIDDEN_EXPRESSION.at(source.place(error.line), message),)
        case UnknownNameError():
            return (_unknown_name(error, source.place(_line(error), str(error.name)), names),)
        case _:
            return (_failed(error, source.place(_line(error))),)


def _malformed(error: SyntaxError, source: Source) -> Finding:
    """Return what is wrong with the rendered XML, or with the program that a template becomes."""
    if isinstance(error, etree.XMLSyntaxError):
        place = source.place(_line_of_torn_pair(source))
        return MISPLACED_BLOCK.at(place, "模板语句切断了段落或表格，印出来的文档结构不成立。")
    return BROKEN_TAG.at(Place(file=source.file), "语句一层套一层，套得太深。", "减少 for、if 的层数。")


def _line_of_torn_pair(source: Source) -> int | None:
    """Return the line of the first statement whose end stands in another cell or outside of its table."""
    opened: list[tuple[int, int]] = []
    for line, (text, holder) in enumerate(zip(source.paragraphs, source.holders, strict=False), 2):
        for statement in _PARAGRAPH_STATEMENT.finditer(html.unescape(text)):
            word = statement[1]
            if word in _OPENERS:
                opened.append((line, holder))
            elif word.startswith("end") and opened:
                first, other = opened.pop()
                if other != holder:
                    return first
    return None


def _failed(error: Exception, place: Place) -> Finding:
    match error:
        case SecurityError():
            return FORBIDDEN_EXPRESSION.at(place, "这一段的语句要取程序内部的东西，模板中不允许。")
        case FigureGapError():
            return _gap(error, place)
        case MisplacedError():
            return _misplaced(place, is_block=error.is_block)
        case TooMuchError():
            message = "这一段的语句要造出过长的文字、过大的数，或重复的次数过多。"
            return FAILED_EXPRESSION.at(place, message, "改小其中的数字，减少循环的层数。")
        case NotPrintableError():
            return FAILED_EXPRESSION.at(place, "这一段要印的是一组内容或一条记录，不是一句话，印不出来。")
        case _:
            return _not_computed(error, place)


def _misplaced(place: Place, *, is_block: bool) -> Finding:
    if is_block:
        message = "成段的内容（落款、附件表格等）放进了文字中间。"
        return MISPLACED_BLOCK.at(place, message, "改为 {{p … }}，并让它独占一段。")
    message = "{{p … }} 要放成段的内容，这里放的是文字。"
    return MISPLACED_BLOCK.at(place, message, "去掉其中的 p，写成 {{ … }}。")


def _not_computed(error: Exception, place: Place) -> Finding:
    if isinstance(error, RecursionError):
        return FAILED_EXPRESSION.at(place, "这一段的语句自己套自己，没有尽头。", "检查 macro 是否调用了自己。")
    if isinstance(error, BrokenMarkupError):
        return FAILED_EXPRESSION.at(place, "这一段要印的内容带有不成对或写错的标记，印出来的文档打不开。")
    reason = next((words for kind, words in _REASONS if isinstance(error, kind)), "写法有误")
    return FAILED_EXPRESSION.at(place, f"这一段的语句算不出结果：{reason}。")


def _gap(error: FigureGapError, place: Place) -> Finding:
    gap = error.gap
    message = f"模板引用的指标印不出数：{gap.message}。"
    return FIGURE_WITHOUT_VALUE.at(place, message, f"{gap.suggestion}。", related=(gap.place,))


def _line(error: Exception) -> int | None:
    """Return the line of the template that `error` came from: that of the innermost frame in it."""
    line, traceback = None, error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _suggest(near: Sequence[str], otherwise: str) -> str:
    return f"是否指{'、'.join(f'“{name}”' for name in near)}？" if near else otherwise


def _wrong_name(wrong: WrongName, source: Source, names: Sequence[str]) -> Finding:
    rule = UNKNOWN_VARIABLE if wrong.kind == "variable" else UNKNOWN_FILTER
    near = _near(wrong.name, names) if wrong.kind == "variable" else ()
    message = f"没有叫“{wrong.name}”的{_ORDINARY_NAME[wrong.kind]}。"
    return rule.at(source.place(wrong.line, wrong.name), message, _suggest(near, rule.remedy))


def _unknown_name(error: UnknownNameError, place: Place, names: Sequence[str]) -> Finding:
    name, owner = str(error.name), error.owner
    if owner is missing:
        near = _near(name, names)
        return UNKNOWN_VARIABLE.at(place, f"没有叫“{name}”的变量。", _suggest(near, UNKNOWN_VARIABLE.remedy))
    known: list[str] = [] if isinstance(owner, str | int | tuple) else list(dir(owner))
    near = _near(name, known)
    if isinstance(owner, IndicatorTable):
        return UNKNOWN_VARIABLE.at(
            place, f"指标表中没有叫“{name}”的指标。", _suggest(near, "在指标表补上该指标，或改正模板中的名称。")
        )
    if isinstance(owner, tuple):
        message = f"要取的“{name}”不存在：这里是一组内容，共{len(owner)}项。"
        return UNKNOWN_VARIABLE.at(place, message, "成组的内容用 {%p for … %} 逐项取用。")
    if isinstance(owner, str):
        return UNKNOWN_VARIABLE.at(place, f"文字没有叫“{name}”的下一级。", "文字直接写成 {{ 名称 }}，后面不加点。")
    otherwise = f"这里可用的名称有：{'、'.join(known)}。" if known else UNKNOWN_VARIABLE.remedy
    return UNKNOWN_VARIABLE.at(place, f"没有叫“{name}”的下一级变量。", _suggest(near, otherwise))


def _syntax(error: TemplateSyntaxError, source: Source) -> Finding:
    found = next(_unbalanced(source), None)
    return found or BROKEN_TAG.at(source.place(error.lineno), "这一段的语句写得不完整，或者不合语法。")


def _unbalanced(source: Source) -> Iterator[Finding]:
    """Yield what is wrong with the pairs of statements, and statements that there are none of."""
    opened: list[tuple[str, int]] = []
    for line, text in enumerate(source.paragraphs, 2):
        for statement in _STATEMENT.finditer(html.unescape(text)):
            word = statement.group(1)
            if word not in _KEYWORDS:
                near = _near(word, _KEYWORDS)
                yield BROKEN_TAG.at(
                    source.place(line, word), f"没有叫“{word}”的语句。", _suggest(near, BROKEN_TAG.remedy)
                )
            elif word in _OPENERS:
                opened.append((word, line))
            elif word.startswith("end"):
                yield from _close(word, line, opened, source)
    for word, line in opened:
        yield BROKEN_TAG.at(
            source.place(line, word),
            f"这里的 {word} 没有配对的 end{word}。",
            f"在该管的内容后面加一段 {{%p end{word} %}}。",
        )


def _close(word: str, line: int, opened: list[tuple[str, int]], source: Source) -> Iterator[Finding]:
    if opened and f"end{opened[-1][0]}" == word:
        opened.pop()
        return
    wanted = f"，前面等着的是 end{opened[-1][0]}" if opened else "，前面没有与它配对的语句"
    yield BROKEN_TAG.at(source.place(line, word), f"这里的 {word} 多余或放错了地方{wanted}。")


def _near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names that `name` may be meant for: those that look like it, else those it stands in."""
    names = list(known)
    return (
        near_names(name, names, likeness=_LIKENESS)
        or tuple(other for other in names if name in other or other in name)[:3]
    )
