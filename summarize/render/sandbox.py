"""The Jinja2 environment of templates: a sandbox in which text stays text and wrong names are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from jinja2 import StrictUndefined, Undefined, UndefinedError, meta, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from summarize.model.text import Text
from summarize.render.blocks import Block
from summarize.render.markup import escape_text
from summarize.render.records import IndicatorFigures

BLOCK_FILTER = "成段"
"""The filter that `{{p … }}` passes through; `summarize.render.engine` puts it there."""

_ASKING = frozenset({"defined", "undefined", "default", "d"})
_LEFT_OUT_FILTERS = ("tojson", "urlize", "xmlattr")
"""They make HTML."""
_IDENTITY_FILTERS = ("e", "escape", "forceescape", "safe")
"""Text of a cell is data whatever a template says, and it is escaped once, at the end."""
_FOREIGN = (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)


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


class ForeignFileError(SecurityError):
    """A template wants another file; `line` tells where."""

    def __init__(self, line: int) -> None:
        super().__init__("include")
        self.line = line


class NotPrintableError(TemplateRuntimeError):
    """A template printed something that is neither text nor a number."""


class MisplacedError(TemplateRuntimeError):
    """A block stands in running text, or text stands where only whole paragraphs can."""

    def __init__(self, *, is_block: bool) -> None:
        super().__init__("block" if is_block else "text")
        self.is_block = is_block


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
    for name in _LEFT_OUT_FILTERS:
        del environment.filters[name]
    for name in _IDENTITY_FILTERS:
        environment.filters[name] = _leave_alone
    environment.filters[BLOCK_FILTER] = _as_block
    del environment.globals["lipsum"]
    return environment


def _leave_alone(value: Any) -> Any:
    return value


def _as_block(value: Any) -> Markup:
    """Return the paragraphs of `{{p … }}`: a block, or what a macro returns."""
    match value:
        case Undefined():
            return Markup(str(value))
        case Markup():
            return value
        case Block():
            return Markup(value.make())
        case _:
            raise MisplacedError(is_block=False)


def _finalize(value: Any) -> Any:
    """Return `value` as XML: what blocks and macros gave as it is, everything else as text."""
    match value:
        case Undefined():
            return str(value)
        case Markup():
            return value
        case None:
            return Markup("")
        case Block():
            raise MisplacedError(is_block=True)
        case str() | int() | float() | IndicatorFigures():
            return Markup(escape_text(str(value)))
        case _:
            raise NotPrintableError(type(value).__name__)


def check_names(tree: nodes.Template, context: Mapping[str, object], environment: SandboxedEnvironment) -> None:
    """Check that every variable, filter and test in `tree` is there and no other file is wanted.

    Raises:
        WrongNamesError: Some names are not there.
        ForeignFileError: The template includes or imports something.
    """
    for node in tree.find_all(_FOREIGN):
        raise ForeignFileError(node.lineno)
    filters = [node for node in tree.find_all(nodes.Filter) if node.name not in environment.filters]
    tests = [node for node in tree.find_all(nodes.Test) if node.name not in environment.tests]
    wrong = [WrongName(node.name, "filter", node.lineno) for node in filters]
    wrong += [WrongName(node.name, "test", node.lineno) for node in tests]
    # Jinja looks for undeclared variables by compiling, which it refuses while a filter is unknown.
    wrong = wrong or list(_unknown_variables(tree, {*context, *environment.globals}))
    if wrong:
        raise WrongNamesError(tuple(sorted(wrong, key=lambda name: name.line)))


def _unknown_variables(tree: nodes.Template, known: set[str]) -> Iterator[WrongName]:
    """Yield the variables that are not there; those that the template asks about (`is defined`) may be absent."""
    asked = {
        node.node.name
        for node in tree.find_all((nodes.Test, nodes.Filter))
        if node.name in _ASKING and isinstance(node.node, nodes.Name)
    }
    unknown = meta.find_undeclared_variables(tree) - known - asked
    lines: dict[str, int] = {}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in unknown:
            lines.setdefault(node.name, node.lineno)
    for name, line in lines.items():
        yield WrongName(name, "variable", line)
