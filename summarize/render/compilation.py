"""A template compiled: every part that has tags patched, proven and made a program, the others kept as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from summarize.render.balance import Balance, Spot
from summarize.render.breaks import has_breaks, resolve_breaks
from summarize.render.captures import WHOLE_NAMES
from summarize.render.grids import MARK, compare_grids, without_marks
from summarize.render.lists import Restarts, mark_restarts
from summarize.render.markup import LONE_AMPERSAND, MARKS, has_impossible
from summarize.render.numbering import Numbering
from summarize.render.patching import LINE_BREAK, PartSource
from summarize.render.printing import CURRENT, Rendering, make_printer
from summarize.render.sandbox import Program, compile_tree

_ROOT = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*(<([^\s<>/!?]+)[^<>]*>)", re.DOTALL)
_DRAWING = re.compile(r"<wp:docPr\b[^>]*>")
_LINE_BEFORE = re.compile(r"\n(?=<w:p[ >])")
_OTHER_LINE = re.compile(r"\n(?!<w:p[ >])")
_DRAWING_START = "<wp:docPr"
_ID = re.compile(r'(\sid=)(?:"[^"]*"|\'[^\']*\')')
_FIRST_ID = 1001


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part of a template as a program.

    `opening` is the start tag of its root with all namespaces, as it stood in the template; a body is
    rendered with a bare one, since the namespaces stay on the document's root. A part that is not
    `is_proven` is to be parsed whenever it has been filled.
    """

    name: str
    source: PartSource
    program: Program
    opening: str
    is_body: bool
    is_proven: bool
    has_lines: bool
    restarts: Restarts | None

    def fill(self, context: Mapping[str, object], *, builder: object = None) -> tuple[str, bytes | None]:
        """Return the part filled, as docxtpl writes it, and the numbered lists if there are new ones.

        `builder` is docxtpl's own object, where it is that which renders.

        Raises:
            ValueError: There is a character that no document can hold.
        """
        is_trusted = builder is not None
        text = self._print(context, Rendering(is_trusted, builder))
        if has_impossible(without_marks(text) if MARK in text else text):
            # Printed once more, to tell in which paragraph the character is.
            self._print(context, Rendering(is_trusted, builder, seeks_impossible=True))
            raise ValueError("characters that XML cannot hold")
        if self.has_lines:
            text = _LINE_BEFORE.sub("", text)
        text, lists = self.restarts.apply(text) if self.restarts else (text, None)
        return self._complete(text), lists

    def parse(self, text: str) -> etree._Element:
        """Return the tree of the filled part.

        Raises:
            XMLSyntaxError: It is not well-formed.
        """
        return etree.fromstring(text.replace("<w:body>", self.opening, 1) if self.is_body else text)

    def _print(self, context: Mapping[str, object], rendering: Rendering) -> str:
        token = CURRENT.set(rendering)
        try:
            return self.program.template.render(context)
        finally:
            CURRENT.reset(token)

    def _complete(self, text: str) -> str:
        """Return the rendered text with what docxtpl does to it afterwards."""
        if has_breaks(text):
            text = resolve_breaks(text)
        if not self.is_body:
            return text
        if MARK in text:
            if not self.is_proven:
                # Comparing mends broken XML by dropping text.
                self.parse(without_marks(text))
            text = compare_grids(text, self.opening, "</w:body>")
        return _number_drawings(text) if _DRAWING_START in text else text


def compile_source(
    name: str,
    source: PartSource,
    environment: SandboxedEnvironment,
    *,
    is_body: bool = False,
    numbering: Numbering | None = None,
) -> CompiledPart:
    """Return the part `name` of a template compiled; `numbering` are the lists that a body has.

    Raises:
        TemplateSyntaxError: Its tags are broken.
        SyntaxError: Its statements are too deep for Python.
        WrongNamesError: It names filters or tests that are not there.
        ForeignFileError: It includes or imports something.
    """
    root = _ROOT.match(source.patched)
    opening = root[1].replace("\n", " ") if root else ""
    tree = environment.parse(source.patched)
    data = list(tree.find_all(nodes.TemplateData))
    has_lines = LINE_BREAK in source.patched
    for piece in data:
        piece.data = _as_typed(piece.data, has_lines=has_lines)
    if is_body and data and data[0].data.startswith(opening):
        data[0].data = f"<w:body>{data[0].data[len(opening) :]}"
    restarts = mark_restarts(tree, numbering)
    balance = Balance()
    balance.walk(tree.body)
    balance.finish()
    if is_body:
        _mark_tables(balance)
    names, printers = _choose_printers(balance.spots, opening)
    found = printers | WHOLE_NAMES if balance.captures_whole else printers
    return CompiledPart(
        name=name,
        source=source,
        program=compile_tree(tree, environment, names, found),
        opening=opening,
        is_body=is_body,
        # Statements may leave out an element that declares a namespace.
        is_proven=balance.is_proven and source.patched.count("xmlns") == opening.count("xmlns"),
        has_lines=has_lines,
        restarts=restarts,
    )


def _as_typed(data: str, *, has_lines: bool) -> str:
    """Return text of a template with the lines of the XML, and the braces that it is to print.

    Where the XML has lines of its own, those before paragraphs stay until it is printed: docxtpl takes
    one away before each paragraph then, be it one that is printed.
    """
    data = _OTHER_LINE.sub("", data) if has_lines else data.replace("\n", "")
    data = data.replace(LINE_BREAK, "\n")
    for written, meant in MARKS:
        data = data.replace(written, meant)
    # A lone ampersand is one of a tag that is to be printed, made the character as in any tag.
    return LONE_AMPERSAND.sub("&amp;", data) if "&" in data else data


def _mark_tables(balance: Balance) -> None:
    for data, position in reversed(balance.grids.marked):
        if data is not None:
            data.data = f"{data.data[:position]}{MARK}{data.data[position:]}"


def _choose_printers(spots: Mapping[int, Spot], opening: str) -> tuple[dict[int, str], dict[str, object]]:
    """Return the names of the printers by node, and the printers: one for all places of a kind."""
    known: dict[Spot, str] = {}
    for spot in spots.values():
        known.setdefault(spot, f"print_{spot.kind.name.lower()}_{len(known)}")
    printers: dict[str, object] = {name: make_printer(spot, opening) for spot, name in known.items()}
    return {node: known[spot] for node, spot in spots.items()}, printers


def _number_drawings(text: str) -> str:
    """Return `text` with the ids of its drawings counted anew, so that no two are the same."""
    numbers = count(_FIRST_ID)

    def number(found: re.Match[str]) -> str:
        tag, identity = found[0], f'id="{next(numbers)}"'
        if _ID.search(tag):
            return _ID.sub(f" {identity}", tag, count=1)
        return tag.replace(_DRAWING_START, f"{_DRAWING_START} {identity}", 1)

    return _DRAWING.sub(number, text)
