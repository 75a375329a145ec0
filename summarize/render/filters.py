"""The filters and string methods of templates: the engine's own, within limits and with text in, text out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from jinja2 import Undefined

from summarize.render.limits import (
    check_arguments,
    check_format,
    check_join,
    check_replace,
    check_result,
    check_translate,
)
from summarize.render.printable import require_printable
from summarize.render.printing import CURRENT

EACH_FILTER = "逐项"
"""The filter that every loop goes through, so that its rounds are counted."""

_LEFT_OUT = ("random", "tojson", "urlize", "xmlattr")
"""`random` would make two runs differ; the others make HTML."""
_IDENTITY = ("e", "escape", "forceescape", "safe")
"""Text of a cell is data whatever a template says, and it is escaped once, at the end."""
_OF_TEXT = frozenset(
    {"capitalize", "center", "format", "indent", "lower", "replace", "striptags"}
    | {"title", "trim", "truncate", "upper", "urlencode", "wordcount", "wordwrap"}
)
"""What they are given becomes text, so it must have one."""

Filter = Callable[..., Any]


def make_filters(known: Mapping[str, Filter]) -> dict[str, Filter]:
    """Return the filters that templates have."""
    filters = {name: _limit(name, function) for name, function in known.items() if name not in _LEFT_OUT}
    filters |= dict.fromkeys(_IDENTITY, _leave_alone)
    filters |= dict.fromkeys(("pprint", "string"), _as_text)
    filters |= {"int": _as_int, "float": _as_float, EACH_FILTER: _each}
    return filters


def _limit(name: str, function: Filter) -> Filter:
    """Return `function` with what it is given and what it gives looked at first."""
    position = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def limited(*args: Any, **kwargs: Any) -> Any:
        given = list(args)
        if len(given) > position:
            CURRENT.get().budget.take_text(given[position])
            given[position:] = _check(name, given[position], given[position + 1 :], kwargs)
        return check_result(function(*given, **kwargs))

    return limited


def _check(name: str, value: Any, rest: list[Any], kwargs: dict[str, Any]) -> list[Any]:
    """Return value and arguments of the filter `name`, which are within limits."""
    check_arguments([*rest, *kwargs.values()])
    if name in _OF_TEXT:
        value = require_printable(value)
    if name == "format" and isinstance(value, str):
        check_printf(value, kwargs or tuple(rest))
    if name == "replace":
        old, new = (str(require_printable(text)) for text in [*rest[:2], *kwargs.values()][:2])
        check_replace(str(value), old, new)
    if name == "join":
        value = _check_joined(value, rest, kwargs)
    return [value, *rest]


def _check_joined(value: Any, rest: list[Any], kwargs: dict[str, Any]) -> Any:
    separator = rest[0] if rest else kwargs.get("d", "")
    listed = check_join(require_printable(separator), value)
    if len(rest) > 1 or "attribute" in kwargs:
        return listed
    return [require_printable(item) for item in listed]


def check_printf(pattern: str, values: Any) -> None:
    """Refuse a `'…' % values` that is too wide, or that prints what has no text."""
    listed = list(values.values()) if isinstance(values, dict) else [*values] if isinstance(values, tuple) else [values]
    check_format(pattern, listed)
    for value in listed:
        require_printable(value)


def check_method(owner: object, name: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the arguments of a method of a text or a number, which are within limits."""
    check_arguments(args)
    if name == "replace" and isinstance(owner, str) and len(args) > 1:
        check_replace(owner, str(args[0]), str(args[1]))
    if name == "expandtabs" and isinstance(owner, str) and args and isinstance(args[0], int):
        check_replace(owner, "\t", " " * args[0])
    if name == "translate" and isinstance(owner, str) and args:
        check_translate(owner, args[0])
    if name == "join" and args:
        return (check_join(owner, args[0]), *args[1:])
    return args


def _each(values: Any) -> Any:
    return CURRENT.get().budget.each(values)


def _leave_alone(value: Any) -> Any:
    return value


def _as_text(value: Any) -> str:
    return str(require_printable(value))


def _as_int(value: Any, default: Any = None, base: int = 10) -> Any:
    """Return the whole number in `value`; without a `default`, what is no number is an error and not 0."""
    try:
        return int(value, base) if isinstance(value, str) else int(_defined(value))
    except ValueError:
        return _otherwise(default, lambda: int(float(value)))


def _as_float(value: Any, default: Any = None) -> Any:
    """Return the number in `value`; without a `default`, what is no number is an error and not 0."""
    return _otherwise(default, lambda: float(_defined(value)))


def _defined(value: Any) -> Any:
    return str(value) if isinstance(value, Undefined) else value


def _otherwise(default: Any, convert: Callable[[], Any]) -> Any:
    try:
        return convert()
    except (TypeError, ValueError):
        if default is None:
            raise
        return default
