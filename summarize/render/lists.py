"""Numbered lists in loops that begin anew where a reader expects it.

Word counts the paragraphs of one list through the whole document, wherever they stand. A template has one
list in a loop, and the document many: their numbers would run on from one to the next. So two kinds of
loops get a list of their own each time, told from the template alone:

- a loop of numbered paragraphs inside another loop, or in a macro: each run of it is a list;
- a loop that prints other paragraphs and then at least two numbered ones: each round of it has a list.

A list that also stands outside of the loop counts on through it, and so does one whose loop is the
outermost: it is one list. Only the top level of a list decides; lower ones begin anew by themselves.
Loops that call themselves are left alone.

Marks for both are put into the compiled template as processing instructions, which no value can print;
they are taken out of the text, which is gone through once and not parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from jinja2 import nodes

from summarize.render.numbering import Numbering, StyleNumber

_PARAGRAPH = re.compile(r"(<w:p(?=[ />])[^>]*>)(<w:pPr>(?:(?!</w:pPr>|<w:pPrChange\b).)*)?", re.DOTALL)
_NUMBER = re.compile(r'<w:numPr>(?:<w:ilvl w:val="(\d+)"/>)?(<w:numId w:val="(\d+)"/>)')
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"/>')
_BEFORE_NUMBER = re.compile(
    r"<w:pPr>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl)\b[^>]*/>)*"
)
_AFTER_INDENT = re.compile(
    r"<w:(?:contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection|textAlignment|textboxTightWrap"
    r"|outlineLvl|divId|cnfStyle|rPr|sectPr)\b"
)
_MARK = re.compile(r"<\?list (begin|item) (\d+)\?>")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a mark in a numbered paragraph stands for: `first` in a list as it is, `later` in a new one."""

    list_id: str
    first: str
    later: str


class _Branch:
    """One of the ways that a template may take."""


_Scopes = tuple[nodes.For | nodes.Macro | nodes.CallBlock | _Branch, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the template: its place in their order, its list (`None` without one), its level."""

    position: int
    list_id: str | None
    level: int
    scopes: _Scopes


@dataclass(frozen=True, slots=True)
class Restarts:
    """The lists of a compiled template that begin anew while it is printed."""

    numbering: Numbering
    pieces: tuple[_Piece, ...]

    def apply(self, text: str) -> tuple[str, bytes | None]:
        """Return the printed `text` without marks, and `word/numbering.xml` if new lists are in it."""
        numbers = count(self.numbering.first_free)
        used: set[str] = set()
        begun: dict[str, int | None] = {}
        added: list[str] = []

        def replace(mark: re.Match[str]) -> str:
            if mark[1] == "begin":
                if mark[2] in used:
                    begun[mark[2]] = None
                return ""
            piece = self.pieces[int(mark[2])]
            used.add(piece.list_id)
            if piece.list_id not in begun:
                return piece.first
            number = begun[piece.list_id]
            if number is None:
                number = begun[piece.list_id] = next(numbers)
                added.append(self.numbering.lists[piece.list_id].restarted(number))
            return piece.later.replace("#", str(number))

        printed = _MARK.sub(replace, text)
        return printed, self.numbering.with_lists(added) if added else None


def mark_restarts(tree: nodes.Template, numbering: Numbering | None) -> Restarts | None:
    """Put marks into the template of the body where lists begin anew; `None` if none does."""
    if numbering is None:
        return None
    by_list: dict[str, list[_Paragraph]] = {}
    first_in: dict[object, int] = {}
    for each in _find_paragraphs(tree, numbering, (), count()):
        for scope in each.scopes:
            first_in.setdefault(scope, each.position)
        if each.list_id is not None:
            by_list.setdefault(each.list_id, []).append(each)
    chosen: set[str] = set()
    for list_id, own in by_list.items():
        top = min(each.level for each in own)
        shared = _shared(own)
        loop = next((scope for scope in reversed(shared) if not isinstance(scope, _Branch)), None)
        if not isinstance(loop, nodes.For) or loop.recursive or not numbering.is_numbered(list_id, top):
            continue
        leading = [each.scopes[len(shared) :] for each in own if each.level == top]
        if first_in[loop] < own[0].position and _are_several(leading):
            _mark_begin(loop, list_id, each_round=True)
        elif _count_loops(shared) > 1 and not any(map(_count_loops, leading)):
            _mark_begin(loop, list_id, each_round=False)
        else:
            continue
        chosen.add(list_id)
    return Restarts(numbering, _mark_items(tree, numbering, chosen)) if chosen else None


def _find_paragraphs(
    node: nodes.Node, numbering: Numbering, scopes: _Scopes, positions: Iterator[int]
) -> Iterator[_Paragraph]:
    """Yield the paragraphs below `node` in the order in which they are written."""
    parts: list[tuple[Sequence[nodes.Node], _Scopes]]
    match node:
        case nodes.TemplateData():
            for found in _PARAGRAPH.finditer(node.data):
                yield _Paragraph(next(positions), *_read_number(found[2] or "", numbering), scopes)
            return
        case nodes.For():
            parts = [(node.body, (*scopes, node)), (node.else_, (*scopes, _Branch()))]
        case nodes.If():
            parts = [(part, (*scopes, _Branch())) for part in (node.body, node.elif_, node.else_)]
        case nodes.Macro() | nodes.CallBlock():
            parts = [(node.body, (*scopes, node))]
        case _:
            parts = [([*node.iter_child_nodes()], scopes)]
    for children, inner in parts:
        for child in children:
            yield from _find_paragraphs(child, numbering, inner, positions)


def _read_number(properties: str, numbering: Numbering) -> tuple[str | None, int]:
    """Return the list and the level of a paragraph: its own, else its style's."""
    own = _NUMBER.search(properties)
    if own is not None:
        return (numbering.leaders[own[3]], int(own[1] or 0)) if own[3] in numbering.lists else (None, 0)
    style = _read_style(properties, numbering)
    return (None, 0) if style is None else (numbering.leaders[style.list_id], style.level)


def _read_style(properties: str, numbering: Numbering) -> StyleNumber | None:
    named = _STYLE.search(properties)
    return None if named is None or "<w:numPr" in properties else numbering.styles.get(named[1])


def _shared(own: list[_Paragraph]) -> _Scopes:
    """Return the scopes that all paragraphs of a list stand in, from outside to inside."""
    together = zip(*(each.scopes for each in own), strict=False)
    return tuple(level[0] for level in takewhile(lambda level: all(scope is level[0] for scope in level), together))


def _count_loops(scopes: _Scopes) -> int:
    return sum(not isinstance(scope, _Branch) for scope in scopes)


def _are_several(leading: list[_Scopes]) -> bool:
    """Return whether at least two of these paragraphs, given where they stand apart, are surely printed."""
    return sum(not any(isinstance(scope, _Branch) for scope in scopes) for scopes in leading) > 1


def _mark_begin(loop: nodes.For, list_id: str, *, each_round: bool) -> None:
    mark: nodes.Node = nodes.Output([nodes.TemplateData(f"<?list begin {list_id}?>")])
    if not each_round:
        # Not before the loop: without a round nothing is printed, and what a template keeps of its own
        # output stays empty.
        is_first = nodes.Getattr(nodes.Name("loop", "load"), "first", "load")
        mark = nodes.If(is_first, [mark], [], [])
    mark.set_lineno(loop.lineno)
    if loop.environment is not None:
        mark.set_environment(loop.environment)
    loop.body.insert(0, mark)


def _mark_items(tree: nodes.Template, numbering: Numbering, chosen: set[str]) -> tuple[_Piece, ...]:
    """Put marks into the paragraphs of the chosen lists, and return what they stand for."""
    pieces: list[_Piece] = []

    def mark(found: re.Match[str]) -> str:
        properties = found[2] or ""
        list_id, _ = _read_number(properties, numbering)
        if list_id not in chosen:
            return found[0]
        return found[1] + _mark_paragraph(properties, list_id, numbering, pieces)

    for data in tree.find_all(nodes.TemplateData):
        data.data = _PARAGRAPH.sub(mark, data.data)
    return tuple(pieces)


def _mark_paragraph(properties: str, list_id: str, numbering: Numbering, pieces: list[_Piece]) -> str:
    """Mark where a paragraph says its list, or where it would have to say another than its style's."""
    own = _NUMBER.search(properties)
    if own is not None:
        return _replace(properties, own.span(2), _Piece(list_id, own[2], '<w:numId w:val="#"/>'), pieces)
    style = _read_style(properties, numbering)
    if style is None:
        return properties
    if style.indents and "<w:ind " not in properties:
        # A number of a paragraph's own brings the list's indents, which give way to the style's otherwise.
        later = _AFTER_INDENT.search(properties)
        end = later.start() if later else len(properties)
        properties = _replace(properties, (end, end), _Piece(list_id, "", style.indents), pieces)
    before = _BEFORE_NUMBER.match(properties)
    place = before.end() if before else 0
    number = f'<w:numPr><w:ilvl w:val="{style.level}"/><w:numId w:val="#"/></w:numPr>'
    return _replace(properties, (place, place), _Piece(list_id, "", number), pieces)


def _replace(text: str, span: tuple[int, int], piece: _Piece, pieces: list[_Piece]) -> str:
    pieces.append(piece)
    return f"{text[: span[0]]}<?list item {len(pieces) - 1}?>{text[span[1] :]}"
