"""What an expression prints, by where it stands: text escaped once, markup only where it fits.

A compiled template calls a printer for each expression; which one is decided when it is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from jinja2 import Undefined

from summarize.model.text import Text
from summarize.render.balance import TEXT_ELEMENTS, Kind, Spot
from summarize.render.blocks import Block
from summarize.render.captures import Captured
from summarize.render.expression_errors import BrokenMarkupError, MisplacedError
from summarize.render.grids import without_marks
from summarize.render.limits import Budget
from summarize.render.markup import BREAKS, escape_text
from summarize.render.printable import require_printable

Printer = Callable[[Any], str]

_BLOCK_HOLDERS = frozenset(
    {"w:body", "w:tc", "w:txbxContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment", "w:sdtContent", ""}
)
_BLOCKS = frozenset({"w:p", "w:tbl", "w:sectPr"})
_BLOCK_STARTS = ("<w:p ", "<w:p>", "<w:tbl")
_RUN_HOLDERS = frozenset({("w:p",), ("w:r",), ("w:hyperlink",)})
_FIRST_TAG = re.compile(r"<(/?[^\s<>/?!]+)")
_INSTRUCTION = re.compile(r"<\?.*?\?>|<!--.*?-->", re.DOTALL)


@dataclass(slots=True)
class Rendering:
    """What one rendering has left, and how closely it looks at what it prints.

    `trusts_markup` is for docxtpl's own renderings: its objects close elements and open them again, and
    all is parsed afterwards; only those built with `builder` may draw in them. `seeks_impossible` is for
    finding where a character comes from that no document can hold: that there is one shows more cheaply
    in the whole.
    """

    trusts_markup: bool = False
    builder: object = None
    seeks_impossible: bool = False
    budget: Budget = field(default_factory=Budget)


CURRENT: ContextVar[Rendering] = ContextVar("rendering")
"""The rendering that goes on; a thread, and a task, has its own."""


class DrawnByDocxtplError(Exception):
    """A value of docxtpl's that needs the document it is put into: an image, a document; `builder` is its template."""

    def __init__(self, builder: object) -> None:
        super().__init__(type(builder).__name__)
        self.builder = builder


def print_anywhere(value: Any) -> str:
    """Print where nothing is known of the place: in parts that docxtpl itself has compiled."""
    markup = getattr(value, "__html__", None)
    text = str(markup()) if markup else escape_text(str(require_printable(value)))
    return CURRENT.get().budget.print(text)


def make_printer(spot: Spot, opening: str) -> Printer:
    """Return the printer for a place in a part whose root starts with `opening`."""
    look = _look_for(spot, opening)
    if spot.kind is Kind.MARKUP:
        return _markup_printer(look, takes_blocks=(spot.elements or ("",))[-1] in _BLOCK_HOLDERS)
    return _text_printer(look)


def _text_printer(look: Callable[[str], None]) -> Printer:
    get = CURRENT.get

    def print_text(value: Any) -> str:
        kind = type(value)
        if kind is Text or kind is str:
            rendering = get()
            if rendering.seeks_impossible:
                require_printable(value)
            return rendering.budget.print(escape_text(value))
        if hasattr(value, "__html__"):
            return _print_markup(value, look)
        return get().budget.print(escape_text(str(require_printable(value))))

    return print_text


def _markup_printer(look: Callable[[str], None], *, takes_blocks: bool) -> Printer:
    def print_markup(value: Any) -> str:
        if takes_blocks and type(value) is Captured and value.startswith(_BLOCK_STARTS) and value.endswith(">"):
            return CURRENT.get().budget.print(value)
        if hasattr(value, "__html__"):
            return _print_markup(value, look)
        if isinstance(value, Block):
            if not takes_blocks:
                raise MisplacedError(is_block=True)
            return CURRENT.get().budget.print(value.make())
        if value is None or (isinstance(value, str) and not value.strip()):
            return ""
        if isinstance(value, Undefined):
            return str(value)
        raise MisplacedError(is_block=False)

    return print_markup


def _print_markup(value: Any, look: Callable[[str], None]) -> str:
    rendering = CURRENT.get()
    if hasattr(value, "tpl") and value.tpl is not rendering.builder:
        raise DrawnByDocxtplError(value.tpl)
    if rendering.trusts_markup:
        return rendering.budget.print(str(value.__html__()))
    text = str(value.__html__())
    if rendering.seeks_impossible:
        require_printable(without_marks(text))
    look(text if type(value) is not Captured else value)
    return rendering.budget.print(text)


def _look_for(spot: Spot, opening: str) -> Callable[[str], None]:
    """Return what looks at markup for a place: whether it leaves the elements around it whole, and fits there."""
    before = opening + "".join(f"<{name}>" for name in spot.elements[1:])
    after = "".join(f"</{name}>" for name in reversed(spot.elements))
    is_attribute = spot.kind is Kind.ATTRIBUTE
    if is_attribute:
        before, after = f'{before}<a a="', f'"/>{after}'

    def look(text: str) -> None:
        _look_at_ends(text, spot)
        if is_attribute and '"' in text:
            # It would end the value, and what follows could be another attribute.
            raise BrokenMarkupError
        if is_attribute or type(text) is not Captured:
            text = without_marks(text)
            for character in BREAKS:
                text = text.replace(character, " ")
            _read(f"{before}{text}{after}")

    return look


def _look_at_ends(text: str, spot: Spot) -> None:
    """Look at how markup begins and ends: elements in a text, paragraphs in a run and words outside are misplaced."""
    tag = _FIRST_TAG.search(text)
    if spot.kind is Kind.MARKUP:
        head, end = text[: tag.start()] if tag else text, text[text.rfind(">") + 1 :]
        if (head and _INSTRUCTION.sub("", head).strip()) or end.strip():
            raise MisplacedError(is_block=False)
        if tag and tag[1] in _BLOCKS and spot.elements[-1:] in _RUN_HOLDERS:
            raise MisplacedError(is_block=True)
    elif tag and not tag[1].startswith("/") and spot.elements[-1] in TEXT_ELEMENTS:
        raise MisplacedError(is_block=True)


def _read(source: str) -> None:
    """Check that markup, with the elements around it, is well-formed."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(source, True)
    except expat.ExpatError as error:
        require_printable(source)
        raise BrokenMarkupError from error
