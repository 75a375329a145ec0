"""docxtpl with a fence around it: a sandbox, text that stays text, and lines that tell paragraphs.

docxtpl's own rendering is replaced in four places, each for a reason given there. All of its syntax
holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, Literal

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Undefined, UndefinedError, meta, nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from lxml import etree
from markupsafe import Markup

from summarize.model.text import Text
from summarize.render.blocks import Block
from summarize.render.markup import escape_text
from summarize.render.records import IndicatorFigures

_ASKING = frozenset({"defined", "undefined", "default", "d"})
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAG = re.compile(r"<[^>]+>")
_CELL_STATEMENT = re.compile(r"{[{%]tc |{%\s*(colspan|hm|vm)")
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


@dataclass(frozen=True, slots=True)
class WrongName:
    """A name that is not there: whether it is meant as a variable, a filter or a test, and its line."""

    name: str
    kind: Literal["variable", "filter", "test"]
    line: int


class UnknownNameError(UndefinedError):
    """A template used a name that is not there: `name` of `owner` (`missing` for the context)."""

    def __init__(self, owner: object, name: object, message: str | None = None) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name


class WrongNamesError(TemplateRuntimeError):
    """A template names variables, filters or tests that are not there; `names` tell which, and their lines."""

    def __init__(self, names: tuple[WrongName, ...]) -> None:
        super().__init__(", ".join(name.name for name in names))
        self.names = names


class NotPrintableError(TemplateRuntimeError):
    """A template printed something that is neither text nor a number."""


class _NamedUndefined(StrictUndefined):
    """An undefined value whose error tells the name and whose it was meant to be."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        make: Any = partial(UnknownNameError, obj, name) if exc is UndefinedError else exc
        super().__init__(hint, obj, name, make)


class _Environment(SandboxedEnvironment):
    """A sandbox in which a text offers what every `str` offers, and nothing of where it came from."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Text) and not hasattr(str, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)


def make_environment() -> SandboxedEnvironment:
    """Return the environment that every part of a template is rendered in."""
    environment = _Environment(undefined=_NamedUndefined, autoescape=True, finalize=_finalize)
    # Text of a cell is data whatever a template says, so `|safe` lets nothing through.
    environment.filters["safe"] = _leave_alone
    return environment


def _leave_alone(value: Any) -> Any:
    return value


def _finalize(value: Any) -> Any:
    """Return `value` as XML: blocks and what macros return as they are, everything else as text."""
    match value:
        case Undefined():
            return str(value)
        case Markup():
            return value
        case None:
            return Markup("")
        case Block():
            return Markup(value.make())
        case str() | int() | float() | IndicatorFigures():
            return Markup(escape_text(str(value)))
        case _:
            raise NotPrintableError(type(value).__name__)


class Engine(DocxTemplate):  # type: ignore[misc]
    """A template that remembers which part and which paragraphs it is rendering, for its errors.

    `paragraphs` are the texts of the part's paragraphs in document order; line N of the part's source
    is the N-th of them, since a line break stands before every paragraph and nowhere else.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self.paragraphs: list[str] = []

    def patch_xml(self, src_xml: str) -> str:
        """Return the XML as a template, one line a paragraph, statements too.

        docxtpl breaks lines after it has taken the paragraphs of statements out, so that a line cannot
        be told from a paragraph any more.
        """
        source = _PARAGRAPH.sub(r"\n<w:p\1", src_xml.replace("\n", " "))
        self.paragraphs = [_TAG.sub("", line).strip() for line in source.split("\n")[1:]]
        return str(super().patch_xml(source))

    def render_xml_part(self, src_xml: str, part: Any, context: Mapping[str, object], jinja_env: Any = None) -> str:
        """Return the rendered part; line breaks and tabs of values are elements already.

        The syntax tree is looked through before it is compiled, so that wrong names are told all at
        once and in branches that this report does not take.
        """
        self.current_rendering_part = part
        tree = jinja_env.parse(src_xml)
        check_names(tree, context, jinja_env)
        template = jinja_env.template_class.from_code(jinja_env, jinja_env.compile(tree), jinja_env.make_globals(None))
        rendered: str = template.render(context).replace("\n", "")
        for written, meant in _BRACES:
            rendered = rendered.replace(written, meant)
        return rendered

    def fix_tables(self, xml: str) -> Any:
        """Return the tree of the body, parsed strictly: docxtpl would mend broken XML by dropping text."""
        tree = etree.fromstring(xml)
        has_cell_loops = any(_CELL_STATEMENT.search(text) for text in self.paragraphs)
        return super().fix_tables(xml) if has_cell_loops else tree

    def render_properties(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Leave the properties: the program writes its own, and here they would be escaped as XML."""

    def render_footnotes(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Render the footnotes once; docxtpl does it again for every section."""
        for part in self.docx.part.package.iter_parts():
            if part.content_type == FOOTNOTES:
                source = self.patch_xml(part.blob.decode("utf-8"))
                rendered = self.render_xml_part(source, part, context, jinja_env).encode("utf-8")
                etree.fromstring(rendered)
                part._blob = rendered


def check_names(tree: nodes.Template, context: Mapping[str, object], environment: SandboxedEnvironment) -> None:
    """Check that every variable, filter and test in `tree` is there.

    A variable that the template asks about (`is defined`, `|default`) may be absent.

    Raises:
        WrongNamesError: Some are not.
    """
    wrong = [
        WrongName(node.name, "filter", node.lineno)
        for node in tree.find_all(nodes.Filter)
        if node.name not in environment.filters
    ]
    wrong += [
        WrongName(node.name, "test", node.lineno)
        for node in tree.find_all(nodes.Test)
        if node.name not in environment.tests
    ]
    asked = {
        node.node.name
        for node in tree.find_all((nodes.Test, nodes.Filter))
        if node.name in _ASKING and isinstance(node.node, nodes.Name)
    }
    unknown = meta.find_undeclared_variables(tree) - context.keys() - environment.globals.keys() - asked
    lines: dict[str, int] = {}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            lines.setdefault(node.name, node.lineno)
    wrong += [WrongName(name, "variable", line) for name, line in lines.items()]
    if wrong:
        raise WrongNamesError(tuple(sorted(wrong, key=lambda name: name.line)))


def render_parts(engine: Engine, context: Mapping[str, object], environment: SandboxedEnvironment) -> None:
    """Render body, headers, footers and footnotes of `engine` in place."""
    run: Callable[..., None] = engine.render
    run(dict(context), environment)
