"""The language of 算式: `发现问题 = 现场解决 + 提请解决`, from text to a tree.

Names of indicators are taken longest first and before anything else, so that a name may hold digits
and operators. Nothing raises beyond this module: what cannot be read is a `SyntaxFault`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from summarize.model.figures.forms import VALUE_FORM
from summarize.model.figures.indicators import Indicators
from summarize.model.quotation import quote
from summarize.model.vocabulary import near_names

OPERAND_FORMS = (VALUE_FORM, "累计", "目标", "上年同期")
_LONGEST_NUMBER = 40
_LONGEST_WORD = 60
"""Characters of an unknown word that are compared with the known ones."""
_MOST_TOKENS = 400
_DEEPEST = 40

_COMPARISONS: Mapping[str, str] = {
    "==": "=",
    "!=": "≠",
    "<>": "≠",
    ">=": "≥",
    "<=": "≤",
    "=>": "≥",
    "=<": "≤",
    "=": "=",
    "≠": "≠",
    "≈": "≈",
    "≒": "≈",
    "≥": "≥",
    "≧": "≥",
    "≤": "≤",
    "≦": "≤",
    ">": ">",
    "<": "<",
}
_OPERATORS: Mapping[str, str] = {
    **dict.fromkeys("+﹢", "+"),
    **dict.fromkeys("-−–—‐‑﹣", "-"),
    **dict.fromkeys("*×✕xX∗", "×"),
    **dict.fromkeys("/÷∕⁄", "÷"),
}
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")
_SUFFIX = re.compile(r"\.([^\W\d_]+)")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]|【([^【】]*)】")
_END_MARKS = "。;"


@dataclass(frozen=True, slots=True)
class Literal:
    """A number as written; a percentage is a share of one (90% is 0.9)."""

    value: Fraction
    text: str
    is_percent: bool


@dataclass(frozen=True, slots=True)
class Operand:
    """An indicator in one of `OPERAND_FORMS`."""

    name: str
    form: str

    @property
    def text(self) -> str:
        """The operand as a message quotes it."""
        return quote(self.name) if self.form == VALUE_FORM else f"{quote(self.name)}.{self.form}"


@dataclass(frozen=True, slots=True)
class Negation:
    """A unary minus."""

    inner: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """Two nodes joined by + - × ÷."""

    operator: str
    left: Node
    right: Node


Node = Literal | Operand | Negation | Operation


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Why an 算式 cannot be read: the character (from 1) where, and the Chinese message and suggestion."""

    position: int
    message: str
    suggestion: str


class _Kind(Enum):
    VALUE = auto()
    OPERATOR = auto()
    COMPARISON = auto()
    OPENING = auto()
    CLOSING = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str
    position: int
    node: Node | None = None


class _UnreadableError(Exception):
    """Ends the reading of one 算式; it never leaves this module."""

    def __init__(self, fault: SyntaxFault) -> None:
        super().__init__(fault)
        self.fault = fault


def parse_sides(raw: str, indicators: Indicators) -> tuple[tuple[Node, ...], tuple[str, ...]] | SyntaxFault:
    """Return the sides of `raw` and the comparisons between them, one fewer than sides."""
    try:
        return _Parser(list(_tokens(raw, indicators))).sides()
    except _UnreadableError as unreadable:
        return unreadable.fault


def _stop(position: int, message: str, suggestion: str) -> _UnreadableError:
    return _UnreadableError(SyntaxFault(position, f"第{position}个字：{message}", suggestion))


@dataclass(frozen=True, slots=True)
class _Folded:
    """Raw text as a key, and for each of its characters the place in the raw text, from 1."""

    text: str
    positions: tuple[int, ...]

    @classmethod
    def of(cls, raw: str) -> _Folded:
        pairs = [
            (folded, index + 1)
            for index, ch in enumerate(raw)
            for folded in unicodedata.normalize("NFKC", ch)
            if not folded.isspace() and unicodedata.category(folded) not in {"Cf", "Cc"}
        ]
        text = "".join(ch for ch, _ in pairs).rstrip(_END_MARKS)
        return cls(text, (*(position for _, position in pairs[: len(text)]), len(raw) + 1))


def _tokens(raw: str, indicators: Indicators) -> Iterator[_Token]:
    folded = _Folded.of(raw)
    here = count = 0
    follows_value = False
    while here < len(folded.text):
        token, length = _next_token(folded, here, indicators, follows_value=follows_value)
        yield token
        follows_value = token.kind in {_Kind.VALUE, _Kind.CLOSING}
        here += length
        count += 1
        if count > _MOST_TOKENS:
            raise _stop(folded.positions[here], "算式太长", "拆成几行")
    yield _Token(_Kind.END, "末尾", folded.positions[-1])


def _next_token(folded: _Folded, here: int, indicators: Indicators, *, follows_value: bool) -> tuple[_Token, int]:
    text, position = folded.text, folded.positions[here]
    known = next((key for key in indicators.keys if text.startswith(key, here)), None)
    if known:
        return _operand(folded, here, known, len(known), indicators)
    if bracketed := _BRACKETED.match(text, here):
        return _bracketed(folded, here, bracketed, indicators)
    if number := _NUMBER.match(text, here):
        return _Token(_Kind.VALUE, number[0], position, _literal(number[0], position)), len(number[0])
    for length in (2, 1):
        piece = text[here : here + length]
        if piece in _COMPARISONS:
            return _Token(_Kind.COMPARISON, _COMPARISONS[piece], position), length
    mark = text[here]
    if mark in "()":
        return _Token(_Kind.OPENING if mark == "(" else _Kind.CLOSING, mark, position), 1
    # The letter x is a sign only where a sign can stand; anywhere else it begins a name.
    if mark in _OPERATORS and (follows_value or not mark.isalpha()):
        return _Token(_Kind.OPERATOR, _OPERATORS[mark], position), 1
    raise _unknown_word(_word_at(text, here) or mark, position, indicators)


def _word_at(text: str, here: int) -> str:
    marks = {mark for mark in (*_OPERATORS, *_COMPARISONS) if len(mark) == 1 and not mark.isalpha()} | set("()[]【】.")
    end = here
    while end < len(text) and text[end] not in marks:
        end += 1
    return text[here:end]


def _bracketed(folded: _Folded, here: int, match: re.Match[str], indicators: Indicators) -> tuple[_Token, int]:
    content = match[1] if match[1] is not None else match[2]
    known = next((key for key in indicators.keys if content == key or content.startswith(key + ".")), None)
    if known is None:
        raise _unknown_word(content, folded.positions[here], indicators)
    if content != known:
        form = _form(content[len(known) + 1 :], folded.positions[here])
        operand = Operand(_name(known, indicators), form)
        return _Token(_Kind.VALUE, operand.text, folded.positions[here], operand), len(match[0])
    return _operand(folded, here, known, len(match[0]), indicators)


def _operand(folded: _Folded, here: int, known: str, length: int, indicators: Indicators) -> tuple[_Token, int]:
    form = VALUE_FORM
    if suffix := _SUFFIX.match(folded.text, here + length):
        form = _form(suffix[1], folded.positions[here + length])
        length += len(suffix[0])
    operand = Operand(_name(known, indicators), form)
    return _Token(_Kind.VALUE, operand.text, folded.positions[here], operand), length


def _name(key: str, indicators: Indicators) -> str:
    indicator = indicators.get(key)
    return indicator.name if indicator else key


def _form(written: str, position: int) -> str:
    if written in OPERAND_FORMS:
        return written
    listed = "、".join(f".{form}" for form in OPERAND_FORMS)
    near = near_names(written[:_LONGEST_WORD], OPERAND_FORMS)
    question = f"是否指“.{near[0]}”？" if near else ""
    raise _stop(position, f"“.{quote(written)}”不是算式里能用的写法", f"{question}可以写：{listed}")


def _unknown_word(word: str, position: int, indicators: Indicators) -> _UnreadableError:
    if not word[:1].isalnum():
        return _stop(position, f"看不懂“{word[:1]}”", "算式里只写指标名、数字、括号和 = ≠ ≈ ≥ ≤ > < + - × ÷")
    near = indicators.near(word[:_LONGEST_WORD])
    advice = "在“指标”表中加上这个指标，或改正名称"
    if near:
        advice = "是否指" + "、".join(f"“{quote(name)}”" for name in near) + "？改正名称"
    return _stop(position, f"没有叫“{quote(word)}”的指标", advice)


def _literal(text: str, position: int) -> Literal:
    if len(text) > _LONGEST_NUMBER:
        raise _stop(position, "数字太长", "改正数字")
    is_percent = text.endswith("%")
    value = Fraction(text.rstrip("%").replace(",", ""))
    return Literal(value / 100 if is_percent else value, text, is_percent)


class _Parser:
    """Reads tokens by precedence: comparison, then + -, then × ÷, then unary minus and brackets."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._index = 0
        self._depth = 0

    def sides(self) -> tuple[tuple[Node, ...], tuple[str, ...]]:
        """Return all sides and the comparisons between them."""
        sides, comparisons = [self._sum()], []
        while self._here.kind is _Kind.COMPARISON:
            comparisons.append(self._take().text)
            sides.append(self._sum())
        here = self._here
        if here.kind is _Kind.CLOSING:
            raise _stop(here.position, "多了右括号", "补上左括号，或去掉右括号")
        if here.kind is not _Kind.END:
            raise _stop(here.position, f"“{here.text}”前面应是 = + - × ÷ 一类的符号", "补上符号")
        if not comparisons:
            raise _stop(here.position, "算式里没有 = ≠ ≈ ≥ ≤ > <", "写成如“发现问题 = 现场解决 + 提请解决”")
        return tuple(sides), tuple(comparisons)

    @property
    def _here(self) -> _Token:
        return self._tokens[self._index]

    def _take(self) -> _Token:
        token = self._here
        self._index += 1
        return token

    def _sum(self) -> Node:
        node = self._product()
        while self._here.kind is _Kind.OPERATOR and self._here.text in "+-":
            node = Operation(self._take().text, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._signed()
        while self._here.kind is _Kind.OPERATOR and self._here.text in "×÷":
            node = Operation(self._take().text, node, self._signed())
        return node

    def _signed(self) -> Node:
        is_negative = False
        while self._here.kind is _Kind.OPERATOR and self._here.text in "+-":
            is_negative ^= self._take().text == "-"
        node = self._value()
        return Negation(node) if is_negative else node

    def _value(self) -> Node:
        token = self._take() if self._here.kind is not _Kind.END else self._here
        if token.node is not None:
            return token.node
        if token.kind is not _Kind.OPENING:
            raise _stop(token.position, f"“{token.text}”处应是指标名、数字或左括号", "补上所缺的指标名或数字")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _stop(token.position, "括号套得太深", "简化算式")
        inner = self._sum()
        if self._here.kind is not _Kind.CLOSING:
            raise _stop(self._here.position, f"“{self._here.text}”处应是右括号", "补上右括号“)”")
        self._take()
        self._depth -= 1
        return inner
