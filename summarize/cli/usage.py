"""What the command line accepts, and Chinese words for what it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from summarize.model.period_text import ANY_YEAR, PeriodError, parse_period

_FORMAT_KEY = "summarize.format"
_DASHES = "-‐‑‒–—―−－﹣"
"""The hyphen, and what input methods and Word put in its place."""

FILE = click.Path(path_type=Path, readable=False)
"""A path of whatever is there: what is wrong with it is told when it is used, in Chinese and with a way out."""

AnyCallable = TypeVar("AnyCallable", bound=Callable[..., Any])


Callback = Callable[[click.Context, click.Parameter, Any], Any]


def one_of(*words: str) -> Callback:
    """Return a callback that takes one of `words`."""

    def check(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in words:
            raise click.BadParameter(f"“{value}”不对，只能写 {'、'.join(words)}")
        return value

    return check


def period_text(*also: str) -> Callback:
    """Return a callback that takes the name of a period, or one of the words `also`.

    The text itself is handed on, since its year may stand in the workbook.
    """

    def check(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in also:
            try:
                parse_period(value, ANY_YEAR)
            except PeriodError as error:
                raise click.BadParameter(str(error)) from error
        return value

    return check


def format_option(command: AnyCallable) -> AnyCallable:
    """Add `--format`; the choice is kept in the context, where trouble of any kind finds it."""
    option = click.option(
        "--format",
        metavar="text|json",
        default="text",
        expose_value=False,
        is_eager=True,
        callback=_keep_format,
        help="输出形式：text（默认，给人看）或 json（给程序用）",
    )
    return option(command)


def _keep_format(ctx: click.Context, param: click.Parameter, value: str) -> None:
    ctx.meta[_FORMAT_KEY] = one_of("text", "json")(ctx, param, value)


def is_json_wanted(ctx: click.Context | None = None) -> bool:
    """Return whether `--format json` was given to the command that runs."""
    return (ctx or click.get_current_context()).meta.get(_FORMAT_KEY) == "json"


def explain(error: click.ClickException) -> str:
    """Return what was wrong with the command line and how to go on, in Chinese."""
    lines = [f"用法错误：{_explain(error)}"]
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is not None:
        lines.append(f"用法：{' '.join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])}")
        lines.append(f"查看说明：{ctx.command_path} --help")
    return "\n".join(lines)


def _explain(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}。{near_words(error.option_name, _option_names(error.ctx))}"
        case click.MissingParameter():
            return f"缺少{_parameter_name(error)}。"
        case click.BadParameter():
            return f"{_parameter_name(error)}：{error.message}"
        case click.BadOptionUsage():
            needs_value = error.option_name in _option_names(error.ctx, with_value=True)
            return (
                f"选项 {error.option_name} 后面要写一个值。"
                if needs_value
                else f"选项 {error.option_name} 后面不写值。"
            )
        case _:
            return error.format_message()


def near_words(name: str, known: Sequence[str]) -> str:
    """Return a question that offers the words nearest to `name`; '' when none is near."""
    near = get_close_matches(name, known, n=2, cutoff=0.5)
    return f"是否指 {' 或 '.join(near)}？" if near else ""


def refuse_wrong_dashes(ctx: click.Context, words: Sequence[str]) -> None:
    """Refuse options that begin with one hyphen, or with a dash that an input method makes of two.

    Raises:
        click.UsageError: With the option as it is written.
    """
    known = _option_names(ctx)
    for word in words:
        if word == "--":
            return
        name = word.lstrip(_DASHES).partition("=")[0]
        if len(name) > 1 and f"--{name}" in known and not word.startswith(f"--{name}") and word[0] in _DASHES:
            raise click.UsageError(f"“{word}”的开头写得不对。选项前面是两个英文减号：--{name}", ctx)


def refuse_empty_words(ctx: click.Context, words: Sequence[str]) -> None:
    """Refuse an option or an argument that says nothing: as a path, '' would be the current folder.

    Raises:
        click.UsageError: Something is empty, or the command line cannot be taken apart.
    """
    values, _, _ = ctx.command.make_parser(ctx).parse_args(list(words))
    for param in ctx.command.get_params(ctx):
        given = values.get(param.name or "")
        each = given if isinstance(given, (list, tuple)) else (given,)
        if any(isinstance(value, str) and not value.strip() for value in each):
            if isinstance(param, click.Option):
                raise click.UsageError(f"选项 {param.opts[0]} 后面的值是空的。请写出要用的值，或不写这个选项", ctx)
            raise click.UsageError(f"参数 {param.human_readable_name} 是空的。请写出它的名称或路径", ctx)


def _option_names(ctx: click.Context | None, *, with_value: bool = False) -> list[str]:
    if ctx is None:
        return []
    params = ctx.command.get_params(ctx)
    options = [param for param in params if isinstance(param, click.Option) and not (with_value and param.is_flag)]
    return [name for option in options for name in option.opts]


def _parameter_name(error: click.BadParameter) -> str:
    param = error.param
    if isinstance(param, click.Option):
        return f"选项 {param.opts[0]}"
    return f"参数 {param.human_readable_name}" if param else "参数"
