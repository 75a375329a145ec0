"""The Jinja2 environment of templates: a sandbox in which text stays text and wrong names are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from jinja2 import StrictUndefined, Template, Undefined, UndefinedError, meta, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment, SandboxedFormatter
from jinja2.utils import missing
from markupsafe import Markup

from summarize.model.text import Text
from summarize.render.blocks import Block
from summarize.render.captures import NAMES, Generator
from summarize.render.expression_errors import MisplacedError
from summarize.render.filters import EACH_FILTER, check_method, check_printf, make_filters
from summarize.render.limits import OPERATORS, Budget, check_format, check_result
from summarize.render.markup import escape_text
from summarize.render.printable import require_printable

BLOCK_FILTER = "成段"
"""The filter that `{{p … }}` passes through; `summarize.render.engine` puts it there."""

_ASKING = frozenset({"defined", "undefined", "default", "d"})
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


class _Formatter(SandboxedFormatter):
    """The formatter of `'…'.format(…)`, which prints what an expression prints and nothing wider."""

    def format_field(self, value: Any, format_spec: str) -> str:
        check_format(format_spec, ())
        return str(super().format_field(require_printable(value), format_spec))


class _Environment(SandboxedEnvironment):
    """A sandbox in which a text offers what every `str` offers, and nothing of where it came from."""

    code_generator_class = Generator
    intercepted_binops = frozenset(OPERATORS)

    def __init__(self) -> None:
        super().__init__(undefined=_NamedUndefined, autoescape=True, finalize=_finalize, optimized=False)
        self.budget = Budget()
        self.binop_table |= OPERATORS
        self.filters = make_filters(self.filters, self.budget)
        self.filters[BLOCK_FILTER] = _as_block
        del self.globals["lipsum"]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Text) and not hasattr(str, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "%" and isinstance(left, str):
            check_printf(left, right)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as in the engine
        __self.budget.take_step()
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, (str, bytes, int)):
            args = check_method(owner, __obj.__name__, args)
        return check_result(super().call(__context, __obj, *args, **kwargs))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        if super().wrap_str_format(value) is None:
            return None
        pattern, is_map = value.__self__, value.__name__ == "format_map"

        def fill(*args: Any, **kwargs: Any) -> str:
            if is_map:
                (kwargs,), args = args, ()
            return str(check_result(_Formatter(self).vformat(str(pattern), args, kwargs)))

        return fill


def make_environment() -> SandboxedEnvironment:
    """Return the environment that every part of a template is rendered in; it counts what one report prints."""
    return _Environment()


def _as_block(value: Any) -> Markup:
    """Return the paragraphs of `{{p … }}`: a block, or what a macro returns."""
    match value:
        case Undefined():
            return Markup(str(value))
        case Markup():
            return value
        case Block():
            return Markup(value.make())
        case str() if not value.strip():
            return Markup("")
        case _:
            raise MisplacedError(is_block=False)


@pass_context
def _finalize(context: Context, value: Any) -> Markup:
    """Return `value` as XML: what blocks and macros gave as it is, everything else as text.

    It takes the context, so that the engine does not work constants out, and escape them, beforehand.
    """
    text = value if isinstance(value, Markup) else Markup(escape_text(str(require_printable(value))))
    budget: Budget = context.environment.budget  # type: ignore[attr-defined]
    budget.print(text)
    return text


def compile_template(source: str, context: Mapping[str, object], environment: SandboxedEnvironment) -> Template:
    """Return the compiled template of one part.

    The syntax tree is looked through before it is compiled, so that wrong names are told all at once
    and in branches that this report does not take.

    Raises:
        WrongNamesError: Some names are not there.
        ForeignFileError: The template includes or imports something.
    """
    tree = environment.parse(source)
    check_names(tree, context, environment)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, EACH_FILTER, [], [], None, None, lineno=loop.lineno)
    for modifier in tree.find_all(nodes.EvalContextModifier):
        modifier.options = [nodes.Keyword("autoescape", nodes.Const(True), lineno=modifier.lineno)]
    code = environment.compile(tree)
    template = environment.template_class.from_code(environment, code, environment.make_globals(None))
    template.root_render_func.__globals__.update(NAMES)
    return template


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
