"""`summarize import`: the offices' papers into a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from summarize.cli.console import say, show_findings
from summarize.cli.help import Command
from summarize.cli.layout import as_typed, printable
from summarize.cli.usage import FILE, format_option, is_json_wanted


@click.command(
    name="import",
    cls=Command,
    help="把科室报来的文稿（.docx .doc .wps）拆进一个新的工作簿：标题进“板块”，段首句进“事项”，"
    "“下半年，…：”后面的进“工作计划”，没有合适的表的进“未归类”，一个字不丢；每行写明来自哪个文件、第几段。\n\n"
    "修订按全部接受读取。时期、单位看不出的留空并提出来，不猜。已有的工作簿不会被改动。",
    short_help="把科室的文稿（.docx .doc .wps）拆进工作簿",
    arguments=[("FILE…", "一份或多份文稿；.doc 和 .wps 要装有 LibreOffice")],
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=FILE)
@click.option("--output", metavar="路径", required=True, type=FILE, help="写到哪个新的工作簿（.xlsx）")
@format_option
def command(files: tuple[Path, ...], output: Path) -> int:
    """Import the papers, say what went where, and what to do next."""
    from summarize.output import new_workbook_path
    from summarize.pipeline.importing import import_papers

    imported = import_papers(files, new_workbook_path(output))
    is_json = is_json_wanted()
    for paper in imported.papers:
        told = "、".join(
            f"{sheet}{count}{'段' if sheet == '未归类' else '行'}" for sheet, count in paper.counts.items()
        )
        say(printable(f"{paper.file}：{told}"), err=is_json)
    if imported.findings or is_json:
        show_findings(imported.findings, err=True)
    say(printable(f"已写入 {imported.path}"), err=is_json)
    following = f"下一步：打开核对，补上空着的；再运行 summarize check {as_typed(imported.path)}"
    say(printable(following), err=is_json)
    return 0
