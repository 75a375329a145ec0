"""The Jinja2 environment of templates: a sandbox in which text stays text and wrong names are told."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import CodeType
from typing import Any, Literal

from jinja2 import Environment, StrictUndefined, Template, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment, SandboxedFormatter
from jinja2.utils import missing

from summarize.model.text import Text
from summarize.render.captures import ANYWHERE, NAMES, Generator, PlainMacro
from summarize.render.filters import EACH_FILTER, check_method, check_printf, make_filters
from summarize.render.limits import OPERATORS, check_format, check_result
from summarize.render.printable import require_printable
from summarize.render.printing import CURRENT, Rendering, print_anywhere
from summarize.render.records import Record

_ASKING = frozenset({"defined", "undefined", "default", "d"})
_LOOP_FACTS = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"})
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


class _Program(Template):
    """A compiled template under our names; rendered by itself, it is a rendering of its own."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, *args: Any, **kwargs: Any) -> Template:
        """Return the template of `code`."""
        template = super().from_code(environment, code, *args, **kwargs)
        template.root_render_func.__globals__.update(NAMES, **{ANYWHERE: print_anywhere})
        return template

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the rendered text."""
        if CURRENT.get(None) is not None:
            return super().render(*args, **kwargs)
        token = CURRENT.set(Rendering(trusts_markup=True))
        try:
            return super().render(*args, **kwargs)
        finally:
            CURRENT.reset(token)


class _Environment(SandboxedEnvironment):
    """A sandbox in which a text offers what every `str` offers, and nothing of where it came from.

    It holds nothing of a rendering, so that several may go on in it.
    """

    code_generator_class = Generator
    template_class = _Program
    intercepted_binops = frozenset(OPERATORS)

    def __init__(self) -> None:
        super().__init__(undefined=_NamedUndefined, autoescape=True, optimized=False)
        self.binop_table |= OPERATORS
        self.filters = make_filters(self.filters)
        del self.globals["lipsum"]

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        _fence(list(source.find_all(nodes.Node)))
        return super()._generate(source, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is Record:
            value = obj._values.get(attribute, missing)
            if value is not missing and attribute[0] != "_":
                return value
        if type(obj) is dict and attribute in obj and not hasattr(dict, attribute):
            # The engine comes to the same value by way of an exception, which takes as long as all else.
            return obj[attribute]
        if type(obj) is LoopContext and attribute in _LOOP_FACTS:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Text) and not hasattr(str, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "%" and isinstance(left, str):
            check_printf(left, right)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as in the engine
        owner = getattr(__obj, "__self__", None)
        CURRENT.get().budget.take_call(owner)
        if isinstance(__obj, PlainMacro):
            # What the engine does for any callable takes as long as the macro itself.
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return check_result(__obj(__context.eval_ctx, *args, **kwargs))
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
    """Return the environment that all templates are rendered in."""
    return _Environment()


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled part: its template, and the variables that must be there with the line that first names each."""

    template: Template
    needed: Mapping[str, int]

    def check_names(self, context: Mapping[str, object]) -> None:
        """Check that every variable is there, also in branches that this report does not take.

        Raises:
            WrongNamesError: Some are not.
        """
        if self.needed.keys() <= context.keys():
            return
        unknown = [(name, line) for name, line in self.needed.items() if name not in context]
        raise WrongNamesError(tuple(WrongName(name, "variable", line) for name, line in unknown))


def compile_tree(
    tree: nodes.Template, environment: SandboxedEnvironment, names: Mapping[int, str], found: Mapping[str, object]
) -> Program:
    """Return the program of a part; `names` tell by the `id` of a printing node which printer it calls.

    `found` is what the program finds by name: the printers, and what takes the place of the engine's own.

    Raises:
        WrongNamesError: It names filters or tests that are not there.
        ForeignFileError: It includes or imports something.
    """
    every = list(tree.find_all(nodes.Node))
    _check_names(every, environment)
    _fence(every)
    written = io.StringIO()
    generator = Generator(environment, None, None, written, optimized=False)
    generator.printers = names
    generator.visit(tree)
    code = compile(written.getvalue(), "<template>", "exec")
    template = environment.template_class.from_code(environment, code, environment.make_globals(None))
    template.root_render_func.__globals__.update(found)
    return Program(template, _lines_of(generator.needed, every))


def _fence(every: list[nodes.Node]) -> None:
    """Count the rounds of all loops, and escape everywhere."""
    for node in every:
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, EACH_FILTER, [], [], None, None, lineno=node.lineno)
        elif isinstance(node, nodes.EvalContextModifier):
            node.options = [nodes.Keyword("autoescape", nodes.Const(True), lineno=node.lineno)]


def _check_names(every: list[nodes.Node], environment: SandboxedEnvironment) -> None:
    wrong: list[WrongName] = []
    for node in every:
        if isinstance(node, _FOREIGN):
            raise ForeignFileError(node.lineno)
        if isinstance(node, nodes.Filter) and node.name not in environment.filters:
            wrong.append(WrongName(node.name, "filter", node.lineno))
        elif isinstance(node, nodes.Test) and node.name not in environment.tests:
            wrong.append(WrongName(node.name, "test", node.lineno))
    if wrong:
        raise WrongNamesError(tuple(sorted(wrong, key=lambda name: name.line)))


def _lines_of(names: set[str], every: list[nodes.Node]) -> dict[str, int]:
    """Return where each variable is first named.

    Those that the template asks about (`is defined`) may be absent, and those that it sets or defines itself
    in some of its branches: they are told when they are printed.
    """
    lines: dict[str, int] = {}
    free: set[str] = set()
    for node in every:
        match node:
            case nodes.Test() | nodes.Filter() if node.name in _ASKING and isinstance(node.node, nodes.Name):
                free.add(node.node.name)
            case nodes.Macro():
                free.add(node.name)
            case nodes.Assign(target=nodes.Name() as target) | nodes.AssignBlock(target=nodes.Name() as target):
                free.add(target.name)
            case nodes.Assign(target=nodes.Tuple() as target):
                free.update(name.name for name in target.find_all(nodes.Name))
            case nodes.Name() if node.ctx == "load" and node.name in names:
                lines[node.name] = min(node.lineno, lines.get(node.name, node.lineno))
            case _:
                pass
    return {name: line for name, line in sorted(lines.items(), key=lambda found: found[1]) if name not in free}
