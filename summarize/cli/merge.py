"""`summarize merge`: the offices' workbooks into the unit's, and who has sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.cli.columns import align_columns
from summarize.cli.console import say, show_findings
from summarize.cli.help import Command
from summarize.cli.layout import printable
from summarize.cli.usage import FILE, format_option, is_json_wanted
from summarize.errors import SummarizeError

if TYPE_CHECKING:
    from summarize.collect import RollCallRow

_NOTHING_READ = "M09"
_UNKNOWN = "（看不出科室）"


@click.command(
    cls=Command,
    help="把各科室报来的工作簿汇总成单位的一本，每一行写明来自哪个文件的哪一格，并列出哪些科室已报、哪些未报。\n\n"
    "其中一本可以是单位自己的工作簿：有“责任科室”表的那本，板块的次序以它为准。"
    "再有科室报来时，把上次汇总的工作簿和新报的一起给出，不会重复。\n\n"
    "两处的数或基本信息互相矛盾时全部列出，不写文件。",
    short_help="汇总各科室的工作簿，列出谁还没有报",
    arguments=[("WORKBOOK…", "各科室的工作簿，可以有单位自己的")],
)
@click.argument("workbooks", metavar="WORKBOOK…", nargs=-1, required=True, type=FILE)
@click.option(
    "--output",
    metavar="路径",
    required=True,
    type=FILE,
    help="汇总写到哪个新文件（.xlsx）；已有的文件不会被覆盖",
)
@format_option
def command(workbooks: tuple[Path, ...], output: Path) -> int:
    """Merge the workbooks, show who has sent, what was found, and where the file is."""
    from summarize.output import new_workbook_path
    from summarize.pipeline.merging import merge_workbooks

    try:
        outcome = merge_workbooks(workbooks, new_workbook_path(output))
    except SummarizeError as error:
        # Under the name of each file: a cell alone would leave open whose it is.
        show_findings(error.findings, err=True, has_headings=len(set(workbooks)) > 1)
        return error.exit_status
    for line in _roll_lines(outcome.roll):
        say(line, err=is_json_wanted())
    if outcome.findings or is_json_wanted():
        show_findings(outcome.findings, err=True, has_headings=len(set(workbooks)) > 1)
    empty = [Path(found.place.file or "").name for found in outcome.findings if found.rule.code == _NOTHING_READ]
    but = f"（其中 {len(empty)} 个没有读出内容：{'、'.join(empty)}）" if empty else ""
    say(printable(f"已汇总 {len(set(workbooks))} 个工作簿{but}，写入 {outcome.path}"), err=is_json_wanted())
    return 0


def _roll_lines(roll: Sequence[RollCallRow]) -> list[str]:
    if not roll:
        return []
    heads = ("科室", "报送时限", "报送情况", "事项行数", "其中新增", "指标数", "文件")
    rows = [
        (
            printable(row.office or _UNKNOWN),
            printable(row.deadline),
            row.state,
            str(row.row_count or ""),
            str(row.new_count or ""),
            str(row.figure_count or ""),
            printable("；".join(row.files)),
        )
        for row in roll
    ]
    return [*align_columns([heads, *rows]), _who_is_missing(roll)]


def _who_is_missing(roll: Sequence[RollCallRow]) -> str:
    """Return the last line of the roll call: nobody is said to have sent who is not known to."""
    listed = [row for row in roll if row.is_listed]
    if not listed:
        return "没有“责任科室”表，不知道还有哪些科室没有报"
    missing = [
        printable(row.office + (f"（{row.state}）" if row.state != "未报" else ""))
        for row in listed
        if not row.has_sent
    ]
    unknown = sum(len(row.files) for row in roll if not row.office)
    told = f"未报的 {len(missing)} 个：{'、'.join(missing)}" if missing else "“责任科室”表里的都报了"
    return f"{told}；另有 {unknown} 个文件看不出是哪个科室报的" if unknown else told
