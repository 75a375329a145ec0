"""`--previous DOCX…`: the option that takes as many documents as follow it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from summarize.cli.help import Command
from summarize.cli.usage import FILE, AnyCallable

_OPTION, _SUFFIX = "--previous", ".docx"


class PreviousCommand(Command):
    """A command with `--previous`: every .docx that follows the option belongs to it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, with the option before each of its documents."""
        return super().parse_args(ctx, _repeated(args))


def _repeated(words: Sequence[str]) -> list[str]:
    """Return `words` with the option put before each further document behind it."""
    repeated: list[str] = []
    awaits_first = is_open = False
    for position, word in enumerate(words):
        if word == "--" and not awaits_first:
            return [*repeated, *words[position:]]
        if awaits_first:
            awaits_first, is_open = False, True
        elif word == _OPTION:
            awaits_first = True
        elif is_open and not word.startswith("-") and word.lower().endswith(_SUFFIX):
            repeated.append(_OPTION)
        else:
            is_open = word.startswith(f"{_OPTION}=")
        repeated.append(word)
    return repeated


def previous_option(command: AnyCallable) -> AnyCallable:
    """Add `--previous`."""
    option = click.option(
        _OPTION,
        "previous",
        metavar="DOCX…",
        multiple=True,
        type=FILE,
        help="再与这些以前的报告（.docx，可写几个）对照；已印发的不必写，自己会到 outputs 里找。"
        "旁边没有 .summarize 记录的，只按文字对照计划和重复的话",
    )
    return option(command)
