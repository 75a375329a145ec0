"""Proof that a template gives well-formed XML whatever it is filled with, and where its expressions print.

The template's syntax tree is walked with a stack of open elements. If every loop, branch and macro
leaves the stack as it found it, then the document is as sound as the template, since expressions print
escaped text, or markup that is looked at when it is printed. So no document is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from jinja2 import nodes

from summarize.render.grids import Grids

_NAME = r"[^\s<>/=\"'!?]+"
_ATTRIBUTES = rf"""(?:\s+{_NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*"""
_OPEN_VALUE = rf"""\s+({_NAME})\s*=\s*"[^"<]*\Z"""
_MARKUP = re.compile(
    rf"<(?:/({_NAME})\s*|({_NAME})({_ATTRIBUTES})\s*(/?))>|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", re.DOTALL
)
_CUT_TAG = re.compile(rf"<({_NAME}){_ATTRIBUTES}{_OPEN_VALUE}")
_REST_OF_TAG = re.compile(rf"""[^"<]*"{_ATTRIBUTES}(?:\s*(/?)>|{_OPEN_VALUE})""")
TEXT_ELEMENTS = frozenset({"w:t", "w:instrText", "w:delText", "w:delInstrText"})
_TEXT_BOX = "w:txbxContent"


class Kind(Enum):
    """What an expression may print."""

    TEXT = auto()
    """Running text."""
    ATTRIBUTE = auto()
    """The value of an attribute."""
    MARKUP = auto()
    """Nothing but elements: paragraphs, runs, rows or cells."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an expression prints: the names of the elements around it, outermost first, and what it may print."""

    elements: tuple[str, ...]
    kind: Kind


@dataclass(slots=True)
class _CutTag:
    """A start tag in the middle of which a statement or an expression stands, within a value in double quotes."""

    name: str
    attribute: str


@dataclass(slots=True)
class Balance:
    """The walk over one part's tree: whether it is proven, and the spots of its expressions by the node's `id`.

    `captures_whole` tells whether no macro, and nothing else that is kept, ends an element that it has
    not begun.
    """

    is_proven: bool = True
    captures_whole: bool = True
    spots: dict[int, Spot] = field(default_factory=dict)
    grids: Grids = field(default_factory=Grids)
    _elements: list[str] = field(default_factory=list)
    _lowest: int = 0
    """How few elements have been open since what is captured began."""
    _cut: _CutTag | None = None
    _path: tuple[int, ...] = ()

    def walk(self, body: Iterable[nodes.Node]) -> None:
        """Go through statements, expressions and data in their order."""
        for node in body:
            match node:
                case nodes.Output():
                    for child in node.nodes:
                        if isinstance(child, nodes.TemplateData):
                            self._read(child)
                        else:
                            self._note(child)
                case nodes.FilterBlock() | nodes.CallBlock():
                    self._note(node)
                    self._capture(node.body)
                case nodes.For():
                    self._branch(node.body)
                    self._branch(node.else_)
                case nodes.If():
                    for branch in _branches(node):
                        self._branch(branch)
                case nodes.Macro() | nodes.AssignBlock():
                    self._capture(node.body)
                case nodes.With() | nodes.Block() | nodes.Scope() | nodes.ScopedEvalContextModifier():
                    self._branch(node.body)
                case _:
                    pass

    def finish(self) -> None:
        """Say that the tree is at its end, where no element may be open."""
        self.is_proven = self.is_proven and not self._elements and self._cut is None

    def _branch(self, body: list[nodes.Node]) -> None:
        """Walk what may be left out or repeated, so it must leave everything as it was."""
        elements, cut, path = list(self._elements), self._cut, self._path
        self._path = (*path, id(body))
        self.walk(body)
        self._path = path
        if self._elements != elements or self._cut != cut:
            self.is_proven = False

    def _capture(self, body: list[nodes.Node]) -> None:
        """Walk what is kept and printed elsewhere."""
        lowest, self._lowest = self._lowest, len(self._elements)
        depth = self._lowest
        self._branch(body)
        if self._lowest < depth or self._cut:
            self.captures_whole = False
        self._lowest = min(lowest, self._lowest)

    def _note(self, node: nodes.Node) -> None:
        inner = self._elements[-1] if self._elements else ""
        if self._cut:
            kind = Kind.ATTRIBUTE
            self.grids.print_attribute(self._cut.name)
        elif holds_text(inner):
            kind = Kind.TEXT
        else:
            kind = Kind.MARKUP
            self.grids.print_markup()
        self.spots[id(node)] = Spot(tuple(self._elements), kind)

    def _read(self, data: nodes.TemplateData) -> None:
        text, position = data.data, 0
        if self._cut:
            position = self._read_rest_of_tag(text)
        while 0 <= position < len(text):
            found = _MARKUP.search(text, position)
            end = found.start() if found else len(text)
            if (cut := text.find("<", position, end)) >= 0:
                self._look_at_text(text[position:cut])
                self._read_cut_tag(text, cut)
                return
            self._look_at_text(text[position:end])
            if found is None:
                return
            position = found.end()
            closed, opened, attributes, is_empty = found.groups()
            if closed:
                self._close(closed)
            elif opened:
                self._open(opened, attributes, data, found.start())
                if is_empty:
                    self._close(opened)

    def _read_cut_tag(self, text: str, start: int) -> None:
        found = _CUT_TAG.match(text, start)
        if found is None:
            self.is_proven = False
            return
        self._cut = _CutTag(*found.groups())

    def _read_rest_of_tag(self, text: str) -> int:
        """Return where the tag that was cut ends in `text`; -1 if it does not."""
        cut = self._cut
        if cut is None or ('"' not in text and "<" not in text):
            return -1
        found = _REST_OF_TAG.match(text)
        if found is None:
            self.is_proven, self._cut = False, None
            return 0
        is_empty, attribute = found.groups()
        if attribute:
            self._cut = _CutTag(cut.name, attribute)
            return -1
        self._cut = None
        self._open(cut.name, None, None, 0)
        if is_empty:
            self._close(cut.name)
        return found.end()

    def _open(self, name: str, attributes: str | None, data: nodes.TemplateData | None, start: int) -> None:
        if is_misplaced(name, self._elements):
            self.is_proven = False
        self._elements.append(name)
        self.grids.open(name, attributes, self._path, (data, start))

    def _close(self, name: str) -> None:
        if not self._elements or self._elements[-1] != name:
            self.is_proven = False
            return
        self._elements.pop()
        self._lowest = min(self._lowest, len(self._elements))
        self.grids.close(name, self._path)

    def _look_at_text(self, text: str) -> None:
        if self._elements and not holds_text(self._elements[-1]) and text.strip():
            self.is_proven = False


def walk_text(source: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the pieces of text in whole markup, each with the innermost elements around it, outermost first."""
    elements: list[str] = []
    position = 0
    for found in _MARKUP.finditer(source):
        yield tuple(elements[-3:]), source[position : found.start()]
        position = found.end()
        if found[1] and elements:
            elements.pop()
        elif found[2] and not found[4]:
            elements.append(found[2])
    yield tuple(elements[-3:]), source[position:]


def holds_text(element: str) -> bool:
    """Return whether an element may hold text: of Word's own only a few."""
    return element in TEXT_ELEMENTS or not element.startswith("w:")


def is_misplaced(name: str, around: list[str]) -> bool:
    """Return whether an element stands in a text, or a paragraph in a run that is no text box."""
    if not around or not name.startswith("w:"):
        return False
    return around[-1] in TEXT_ELEMENTS or (name == "w:p" and "w:r" in around and _TEXT_BOX not in around)


def _branches(node: nodes.If) -> Iterator[list[nodes.Node]]:
    yield node.body
    for other in node.elif_:
        yield other.body
    yield node.else_
