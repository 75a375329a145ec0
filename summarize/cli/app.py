"""The command `summarize`: its commands, and what it does when one of them fails."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from summarize import __version__
from summarize.cli import interruption
from summarize.cli.console import guard
from summarize.cli.help import Group

_COMMANDS = {
    "init": "summarize.cli.init:command",
    "check": "summarize.cli.check:command",
    "generate": "summarize.cli.generate:command",
    "batch": "summarize.cli.batch:command",
    "import": "summarize.cli.import_:command",
    "merge": "summarize.cli.merge:command",
    "next": "summarize.cli.next:command",
    "template": "summarize.cli.template:command",
    "audit": "summarize.cli.audit:command",
    "rules": "summarize.cli.rules:command",
    "doctor": "summarize.cli.doctor:command",
}


class _Application(Group):
    """The outermost group: every failure of a command ends here."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line and exit, or return the status if not `standalone_mode`."""
        seen: list[click.Context] = []

        def run() -> object:
            return super(_Application, self).main(
                args, prog_name or "summarize", complete_var, standalone_mode=False, obj=seen, **extra
            )

        status = guard(run, lambda: seen[0] if seen else None)
        if standalone_mode:
            interruption.stop_listening()
            sys.exit(status)
        return status

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and keep the context for whoever must tell of a failure."""
        ctx.ensure_object(list).append(ctx)
        return super().invoke(ctx)


@click.command(
    name="summarize",
    cls=_Application,
    commands_in=_COMMANDS,
    help="把单位的工作台账（Excel 工作簿）生成符合公文格式（GB/T 9704-2012）的工作总结和工作计划。\n\n"
    "第一次使用：summarize init 文件夹，填好其中的工作台账.xlsx，再运行 summarize generate 工作台账.xlsx。\n\n"
    "国家秘密、工作秘密不得在普通计算机上处理。",
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(__version__, message="summarize %(version)s", help="显示版本")
def application() -> None:
    """Hold the commands; what they have in common is in `_Application`."""
