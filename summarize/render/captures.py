"""What a template keeps of its own output: `{% set %}` blocks, macros, `{% filter %}`, `{% call %}`.

The engine keeps them as marked-up text and escapes what is joined to it as HTML, which is not enough
here: docxtpl's braces and line breaks would be lost. So what is only text becomes plain text again and
is escaped once, when it is printed; what has paragraphs or runs in it stays XML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro
from markupsafe import Markup

from summarize.render.limits import check_size
from summarize.render.markup import MARKS, escape_text
from summarize.render.printable import require_printable

_SEPARATED = re.compile(r'</w:t>\s*<w:(tab|br)/>\s*<w:t(?: xml:space="preserve")?>')
_CHARACTERS = {"tab": "\t", "br": "\n"}


class Xml(Markup):
    """A piece of a part; text that is joined to it is escaped as text of a document."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Xml:
        """Return `s` as XML."""
        return cls(s) if hasattr(s, "__html__") else cls(escape_text(str(require_printable(s))))


def capture(source: str) -> str:
    """Return what a template printed for itself: plain text if it is that, else XML."""
    text = _SEPARATED.sub(lambda found: _CHARACTERS[found[1]], source.replace("\n", ""))
    if "<" in text:
        return Xml(source)
    for written, meant in MARKS:
        text = text.replace(written, meant)
    return html.unescape(text)


def join(values: Iterable[Any]) -> str:
    """Return what `~` makes of `values`."""
    listed = [value if hasattr(value, "__html__") else str(require_printable(value)) for value in values]
    check_size(sum(map(len, listed)))
    return Xml("").join(listed) if any(hasattr(value, "__html__") for value in listed) else "".join(listed)


class PlainMacro(Macro):
    """A macro that gives plain text where its body printed nothing else."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:
        return capture(self._func(*arguments))


NAMES = {"Markup": capture, "markup_join": join, "str_join": join, "Macro": PlainMacro}
"""What compiled templates find under the names of the engine's own functions."""


class Generator(CodeGenerator):
    """The engine's compiler, which prints the results of `{% filter %}` and `{% call %}` like any expression."""

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802 - the engine's name
        """Write a filter around a part of the template."""
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.start_write(frame, node)
        self.write("escape(environment.finalize(context, ")
        self.visit_Filter(node.filter, inner)
        self.write("))")
        self.end_write(frame)
        self.leave_frame(inner)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802
        """Write a call whose macro gets a part of the template."""
        call_frame, macro = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro, call_frame)
        self.start_write(frame, node)
        self.write("escape(environment.finalize(context, ")
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write("))")
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
