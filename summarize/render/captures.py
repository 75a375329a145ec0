"""What a template keeps of its own output: `{% set %}` blocks, macros, `{% filter %}`, `{% call %}`.

The engine keeps them as marked-up text and escapes what is joined to it as HTML, which is not enough
here: numbers and line breaks would be lost. So what is only text becomes plain text again and is escaped
once, when it is printed; what has paragraphs or runs in it stays XML.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from markupsafe import Markup

from summarize.render.limits import check_size
from summarize.render.markup import escape_text
from summarize.render.printable import require_printable


class Xml(Markup):
    """A piece of a part; text that is joined to it is escaped as text of a document."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Xml:
        """Return `s` as XML."""
        return cls(s) if hasattr(s, "__html__") else cls(escape_text(str(require_printable(s))))


class Captured(Xml):
    """What a template has printed for itself and nobody has changed: as well-formed as the template.

    Whatever is made of it by joining, cutting or replacing is a mere `Xml`.
    """

    __slots__ = ()

    def __new__(cls, *args: Any, **kwargs: Any) -> Xml:  # type: ignore[misc]
        """Return a mere `Xml`: the methods of texts come here for their results."""
        return Xml(*args, **kwargs)


def capture(source: str) -> str:
    """Return what a template printed for itself: plain text if it is that, else XML."""
    # Not by a method: a template could call that for any text.
    return str.__new__(Captured, source) if "<" in source else html.unescape(source)


def capture_loosely(source: str) -> str:
    """Return what a template printed for itself, whose elements may end in it and begin again."""
    return Xml(source) if "<" in source else html.unescape(source)


def join(values: Iterable[Any]) -> str:
    """Return what `~` makes of `values`."""
    listed = [value if hasattr(value, "__html__") else str(require_printable(value)) for value in values]
    check_size(sum(map(len, listed)))
    return Xml("").join(listed) if any(hasattr(value, "__html__") for value in listed) else "".join(listed)


class PlainMacro(Macro):
    """A macro that gives plain text where its body printed nothing else."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:
        return capture(self._func(*arguments))


class LooseMacro(PlainMacro):
    """A macro whose elements may end in it and begin again."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:
        return capture_loosely(self._func(*arguments))


ANYWHERE = "print_anywhere"
"""The name of the printer for places that nothing is known of."""
NAMES = {"Markup": capture_loosely, "markup_join": join, "str_join": join, "Macro": LooseMacro}
"""What compiled templates find under the names of the engine's own functions."""
WHOLE_NAMES = {"Markup": capture, "Macro": PlainMacro}
"""What those find besides whose every captured part leaves the elements around it alone."""


class Generator(CodeGenerator):
    """The engine's compiler, which calls the printer of the place for whatever is printed.

    `printers` are their names by the `id` of the printing node, `needed` the variables that must be there.
    """

    printers: Mapping[int, str]
    needed: set[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.printers, self.needed = {}, set()

    def enter_frame(self, frame: Frame) -> None:
        """Note the variables that are taken from the context, as the engine's own search for them does."""
        super().enter_frame(frame)
        for action, name in frame.symbols.loads.values():
            if action == "resolve" and name is not None and name not in self.environment.globals:
                self.needed.add(name)

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        """Return nothing that could work constants out, and escape them, beforehand."""
        return self._FinalizeInfo(None, None)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(f"{self._printer(node)}(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")

    def _printer(self, node: nodes.Node) -> str:
        return self.printers.get(id(node), ANYWHERE)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802 - the engine's name
        """Write a filter around a part of the template."""
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.start_write(frame, node)
        self.write(f"{self._printer(node)}(")
        self.visit_Filter(node.filter, inner)
        self.write(")")
        self.end_write(frame)
        self.leave_frame(inner)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802
        """Write a call whose macro gets a part of the template."""
        call_frame, macro = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro, call_frame)
        self.start_write(frame, node)
        self.write(f"{self._printer(node)}(")
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write(")")
        self.end_write(frame)

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802
        """Write a part of the template that is kept under a name; a filter's result is kept as it is."""
        self.push_assign_tracking()
        inner = frame.inner()
        inner.require_output_check = False
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.newline(node)
        self.visit(node.target, frame)
        self.write(" = ")
        if node.filter is None:
            self.write(f"Markup(concat({inner.buffer}))")
        else:
            self.visit_Filter(node.filter, inner)
        self.pop_assign_tracking(frame)
        self.leave_frame(inner)
