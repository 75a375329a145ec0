"""Commands and groups that explain themselves in Chinese.

click's own help takes its words from gettext catalogues of the machine and measures lines in
characters; a 汉字 is two columns wide, so lines are broken here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import pairwise

import click

from summarize.cli.usage import near_words, refuse_empty_words, refuse_wrong_dashes

_WIDTH = 80
_GAP = 2
_CLOSING = "，。；：、！？）》”’…—"
"""Marks that may not begin a line (GB/T 15834-2011, 5.1)."""


def display_width(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text)


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns, broken at blanks or between 汉字."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and display_width(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of `text` that stay together: Latin words, and a 汉字 with the marks after it."""
    starts = [0]
    for index, (before, here) in enumerate(pairwise(text), 1):
        is_wide = display_width(before) == 2 or display_width(here) == 2
        if here not in _CLOSING and before not in "（《“‘" and (is_wide or before == " "):
            starts.append(index)
    for start, end in pairwise([*starts, len(text)]):
        yield text[start:end]


def _definitions(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    indent = max(display_width(term) for term, _ in rows) + 2 + _GAP
    for term, meaning in rows:
        head = f"  {term}".ljust(indent - display_width(term) + len(term))
        for number, line in enumerate(wrap(meaning, _WIDTH - indent)):
            yield (head if number == 0 else " " * indent) + line


def _in_chinese(record: tuple[str, str]) -> tuple[str, str]:
    """Return an option's line without the English that click adds to it."""
    option, meaning = record
    plain = meaning.replace("  [required]", "")
    return option, plain if plain == meaning else f"{plain}（必填）"


class _Chinese(click.Command):
    """What commands and groups have in common; `arguments` explains the positional parameters."""

    def __init__(self, *args: object, arguments: Sequence[tuple[str, str]] = (), **attributes: object) -> None:
        super().__init__(*args, **attributes)  # type: ignore[arg-type]
        self.arguments = arguments

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option `--help`."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明"
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help: usage, explanation, arguments, commands and options."""
        formatter.write(f"用法：{self.usage(ctx)}\n")
        for paragraph in (self.help or "").split("\n\n"):
            joined = "".join(line.strip() for line in paragraph.splitlines())
            formatter.write("\n" + "\n".join(f"  {line}" for line in wrap(joined, _WIDTH - 2)) + "\n")
        params = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        options = [_in_chinese(record) for param in params if (record := param.get_help_record(ctx))]
        for title, rows in (("参数", self.arguments), *self.more_sections(ctx), ("选项", options)):
            if rows:
                formatter.write(f"\n{title}：\n" + "\n".join(_definitions(rows)) + "\n")

    def usage(self, ctx: click.Context) -> str:
        """Return the usage line."""
        return " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])

    def more_sections(self, ctx: click.Context) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
        """Return further sections of the help, between arguments and options."""
        return ()


class Command(_Chinese):
    """A command whose superfluous arguments are told in Chinese."""

    def __init__(self, *args: object, **attributes: object) -> None:
        super().__init__(*args, options_metavar="[选项]", **attributes)  # type: ignore[arg-type]
        self.allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse what is left over."""
        if not ctx.resilient_parsing:
            refuse_wrong_dashes(ctx, args)
        try:
            refuse_empty_words(ctx, args)
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # click's parser raises some of them without a context; the message needs the command.
            error.ctx = error.ctx or ctx
            raise
        if ctx.args and not ctx.resilient_parsing:
            raise click.UsageError(f"多出了参数：{'、'.join(ctx.args)}（名称中有空格的，请用引号括起来）", ctx)
        return rest


class Group(_Chinese, click.Group):
    """A group whose commands are imported only when they are asked for.

    `commands_in` maps each command's name to `module:attribute`.
    """

    def __init__(self, *args: object, commands_in: dict[str, str], **attributes: object) -> None:
        super().__init__(
            *args,
            options_metavar="[选项]",
            subcommand_metavar="命令 …",
            no_args_is_help=False,
            **attributes,  # type: ignore[arg-type]
        )
        self.commands_in = commands_in

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; without any command the help is shown and the status is that of wrong usage."""
        if not [word for word in args if word != "--"]:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or offer near ones."""
        name = args[0]
        if name not in self.commands_in and not name.startswith("-"):
            known = f"可用的命令：{'、'.join(self.commands_in)}"
            raise click.UsageError(f"没有命令 {name}。{near_words(name, list(self.commands_in)) or known}", ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of work."""
        return list(self.commands_in)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or `None` if there is none of that name."""
        if cmd_name not in self.commands_in:
            return None
        module, _, attribute = self.commands_in[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def more_sections(self, ctx: click.Context) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
        """Return the section of commands."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return (("命令", [(name, command.short_help or "") for name, command in commands if command]),)
