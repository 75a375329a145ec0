"""`summarize template`: the Word templates that reports are made with."""

from __future__ import annotations

import click

from summarize.cli.console import say, say_json
from summarize.cli.help import Command, Group, display_width
from summarize.cli.usage import format_option, is_json_wanted


@click.command(
    cls=Group,
    commands_in={"list": "summarize.cli.template:list_command"},
    help="查看可用的 Word 模板。",
    short_help="查看可用的模板",
)
def command() -> None:
    """Hold the commands on templates."""


@click.command(
    cls=Command,
    help="列出可用的模板：先是当前文件夹 templates 中自己的，再是随程序提供的。",
    short_help="列出可用的模板",
)
@format_option
def list_command() -> None:
    """List the templates, the unit's own before those that travel with the program."""
    from summarize.render.templates import list_templates

    templates = list_templates()
    if is_json_wanted():
        say_json(
            [
                {
                    "name": template.name,
                    "path": str(template.path),
                    "origin": template.origin,
                    "description": template.description,
                }
                for template in templates
            ]
        )
        return
    rows = [(template.name, template.origin, template.description) for template in templates]
    for line in _aligned(rows):
        say(line)
    say(f"共 {len(rows)} 个模板。用法：summarize generate 工作台账.xlsx --template 模板名")


def _aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
