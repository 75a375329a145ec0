"""`summarize next`: the workbook for the period after this one."""

from __future__ import annotations

from pathlib import Path

import click

from summarize.cli.console import say, show_findings
from summarize.cli.help import Command
from summarize.cli.layout import printable
from summarize.cli.usage import FILE, format_option, is_json_wanted, period_text


@click.command(
    cls=Command,
    help="由这一期的工作簿做下一期的工作簿：计划做的事成为待填的事项，带上科室、完成时限和原来的计划；"
    "“基本信息”“板块”“责任科室”“核对”照旧，指标接着填；换了年度的，各季度的数移到上年，目标空出来。\n\n"
    "原来的工作簿不改动。",
    short_help="做下一期的工作簿，计划成为待填的事项",
    arguments=[("WORKBOOK", "这一期的工作簿")],
)
@click.argument("workbook", metavar="WORKBOOK", type=FILE)
@click.option("--period", metavar="时期", required=True, callback=period_text(), help="这一期，如 上半年、2017年二季度")
@click.option(
    "--output",
    metavar="路径",
    required=True,
    type=FILE,
    help="写到哪个新文件（.xlsx）；已有的文件不会被覆盖",
)
@format_option
def command(workbook: Path, period: str, output: Path) -> None:
    """Write the next period's workbook, and say what waits in it and what was left behind."""
    from summarize.output import new_workbook_path
    from summarize.pipeline.continuing import write_next

    outcome = write_next(workbook, period, new_workbook_path(output))
    if outcome.findings or is_json_wanted():
        show_findings(outcome.findings, err=True)
    counts = (("工作成效", outcome.item_count), ("台账", outcome.task_count))
    told = [(name, count) for name, count in counts if count]
    named = "、".join(f"{name} {count} 项" if len(told) > 1 else f"{count} 项" for name, count in told)
    waiting = f"{named}待填" if told else "没有待填的事项"
    say(printable(f"{outcome.period.full_name}的工作簿：{waiting}；已写入 {outcome.path}"), err=is_json_wanted())
